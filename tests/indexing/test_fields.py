"""`assistant.indexing.fields`: what names a chunk, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.chunking import chunk_note
from assistant.indexing.fields import chunk_fields
from assistant.model import Note
from assistant.notes import parse_note

if TYPE_CHECKING:
    from assistant.indexing.fields import ChunkFields


def fields_of(text: str, path: str = "tea.md", **known: object) -> list[ChunkFields]:
    note = Note(path, "Tea", text, **known)  # type: ignore[arg-type]  # what a test gives is right
    return [chunk_fields(note, chunk) for chunk in chunk_note(note)]


def test_the_breadcrumb_is_the_heading_side_and_its_own_heading_comes_first() -> None:
    text = "# Tea\n\nHot\n\n## Green leaves\n\nMild\n\n### Storing\n\nCool"
    assert [(fields.own, fields.names.split()) for fields in fields_of(text)] == [
        ("Tea", []),
        ("Green leaves", ["Tea"]),
        ("Storing", ["Tea", "Green", "leaves"]),
    ]


def test_a_section_without_a_heading_has_the_title_for_its_own() -> None:
    (fields,) = fields_of("Hot", aliases=("cha",))
    assert (fields.own, fields.names.split()) == ("Tea", ["cha"])


def test_the_title_counts_where_no_heading_has_it() -> None:
    (fields,) = fields_of("# tea\n\nHot")
    assert (fields.own, fields.names.split()) == ("tea", ["Tea"])


def test_aliases_tags_description_and_folder_are_on_the_heading_side() -> None:
    (fields,) = fields_of(
        "Hot",
        path="drinks/warm/x.md",
        aliases=("cha", "te"),
        tags=("green",),
        description="What to sip.",
    )
    assert fields.names.split() == ["cha", "te", "green", "What", "to", "sip.", "drinks/warm"]


def test_the_name_of_the_file_is_not_on_the_heading_side() -> None:
    (fields,) = fields_of("Hot", path="drinks/x.md")
    assert "x" not in fields.names.split()


def test_the_body_is_every_line_but_the_headings() -> None:
    (fields,) = fields_of(
        "# Tea\n\nHot water\n\n- leaf\n\n```\nboil it\n```\n\n| a |\n|---|\n| cup |"
    )
    expected = "Hot water - leaf ``` boil it ``` | a | |---| | cup |"
    assert fields.body.split() == expected.split()


@pytest.mark.parametrize("comment", ["<!-- cha -->", "%% cha %%"])
def test_a_comment_in_a_heading_is_the_body_s(comment: str) -> None:
    (fields,) = fields_of(f"# Tea {comment}\n\nHot")
    assert fields.own == "Tea"
    assert fields.body.split() == [*comment.split(), "Hot"]


def test_a_section_of_a_heading_alone_has_an_empty_body() -> None:
    assert fields_of("# Tea\n\n## Green")[0].body.split() == []


def test_the_others_are_the_breadcrumb_and_the_headings_as_they_are_written() -> None:
    _, fields = fields_of("# Tea\n\nHot\n\n## [Green](https://leaf.example)\n\nMild")
    assert fields.others.split("\n") == ["Tea", "Green", "## [Green](https://leaf.example)"]


def test_where_a_link_to_another_note_leads_is_not_what_this_one_says() -> None:
    (fields,) = fields_of("Boil [water](water.md#how-do-i-boil-water), or ![a pot](img/pot.png)")
    assert fields.body == "Boil [water], or ![a pot]"


def test_an_address_and_what_only_looks_like_a_link_stay() -> None:
    text = "See [the shop](https://tea.example/green)\n\n```\na[0](hot)\n```"
    assert fields_of(text)[0].body == text


def test_a_date_in_the_name_of_a_file_is_on_the_heading_side() -> None:
    (fields,) = fields_of("# tea\n\nHot", path="log/2025-03-08.md")
    assert fields.names.split() == ["Tea", "log", "2025-03-08"]


def test_a_word_of_the_name_of_a_file_is_on_the_heading_side_where_no_heading_has_it() -> None:
    (fields,) = fields_of("# tea\n\nHot", path="log/green-teas_for 2 guests.md")
    assert fields.names.split() == ["Tea", "log", "green", "teas", "for", "guests"]


def test_such_a_word_may_have_figures_amid_its_letters_but_not_at_an_end() -> None:
    (fields,) = fields_of("# tea\n\nHot", path="k8s-note14.md")
    assert fields.names.split() == ["Tea", "k8s", "note"]


@pytest.mark.parametrize("name", ["2025-03-08.md", "log/2025_03_08.md", "8 March 2025 minutes.md"])
def test_each_section_of_a_note_that_is_named_after_a_day_begins_with_it(name: str) -> None:
    first, second = fields_of("# Tea\n\nHot\n\n## Green\n\nMild", path=name)
    assert first.body.split() == ["2025-03-08", "2025-03-08", "Hot"]
    assert second.body.split() == ["2025-03-08", "2025-03-08", "Mild"]


def test_a_heading_alone_says_nothing_of_the_day() -> None:
    first, _ = fields_of("# Tea\n\n## Green\n\nMild", path="2025-03-08.md")
    assert first.body.split() == []


@pytest.mark.parametrize(
    "line",
    [
        "[[2025-03-07]] | [[2025-03-09]]",
        "<< [[2025-03-07|yesterday]] - [[log/2025-03-09]] >>",
        "prev: [[2025_03_07]], next: [[2025_03_09]]",
    ],
)
def test_in_a_journal_the_links_to_the_days_before_and_after_say_nothing(line: str) -> None:
    (fields,) = fields_of(f"{line}\n\nHot", path="2025-03-08.md")
    assert "2025-03-07" not in fields.body.replace("_", "-")
    assert "Hot" in fields.body
    assert fields_of(line, path="2025-03-08.md")[0].body == ""
    assert line in fields_of(line)[0].body


def test_in_a_journal_what_is_said_of_another_day_counts() -> None:
    line = "Lent until [[2025-03-09]] the [[kettle]]"
    assert line in fields_of(line, path="2025-03-08.md")[0].body


def test_in_a_journal_a_month_of_links_with_two_dates_each_is_read_in_no_time() -> None:
    line = " ".join(f"[[2025-03-{day:02}|2025-03-{day:02}]]" for day in range(1, 32))
    assert fields_of(line, path="2025-03-08.md")[0].body == ""
    assert "above" in fields_of(f"{line} above", path="2025-03-08.md")[0].body


def test_dates_in_words_are_written_in_one_way_on_both_sides() -> None:
    (fields,) = fields_of("# Mar 3\n\nSince March 1st, 2025", aliases=("14 Mar",))
    assert (fields.own, fields.names) == ("3 MARCH", "Tea\n14 MARCH\n\n")
    assert fields.body.split() == ["Since", "1-march-2025"]


def test_of_front_matter_the_facts_are_the_body_without_addresses() -> None:
    text = "---\nby: Ann\ntitle: Tea\nfrom: https://leaf.example/x\n---\nDrink.\n"
    note = parse_note("tea.md", text)[0]
    fields = chunk_fields(note, chunk_note(note)[0])
    assert fields.body.split() == ["by:", "Ann", "from:"]


def test_the_letters_of_an_image_written_into_a_note_are_no_words() -> None:
    image = f"data:image/png;base64,{'iVBOR/' * 100}"
    (fields,) = fields_of(f"Hot ![cup][1] tea ![mug]({image}).\n\n[1]: <{image}>\n")
    assert fields.body.split() == ["Hot", "![cup][1]", "tea", "![mug]().", "[1]:", "<>"]
