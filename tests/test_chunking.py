"""`assistant.chunking`: what is a section, where long ones are cut, and which blocks they hold."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kettles import assert_nothing_lost, blocks, listing, note

from assistant.chunking import chunk_note, slug
from assistant.model import BlockKind, Note
from assistant.notes import parse_note

FIXTURE = Path(__file__).parent / "fixtures" / "chunking.md"


def cases() -> list[tuple[str, str, str]]:
    """Read triples of title, input and expected listing, each ended by a line with a dot."""
    parts = FIXTURE.read_text("utf-8").split("\n.\n")
    triples = zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    return [(title.strip(), text, expected) for title, text, expected in triples]


# Sections


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*c[1:], id=c[0]) for c in cases()])
def test_sections_are_as_the_fixture_lists_them(text: str, expected: str) -> None:
    assert listing(chunk_note(note(text))) == expected


def test_the_fixture_is_read_whole() -> None:
    assert len(cases()) * 3 == FIXTURE.read_text("utf-8").count("\n.\n")


def test_front_matter_is_in_no_chunk_and_counts_as_lines() -> None:
    source = note("---\ntitle: Kettle\n---\n# Care\n\nRinse.", body_line=4)
    assert listing(chunk_note(source)) == "4-6  Kettle > Care  #care"


def test_an_empty_note_has_no_chunks() -> None:
    assert chunk_note(note(" \n\n")) == []


def test_front_matter_that_is_broken_is_in_a_chunk_and_opens_no_section() -> None:
    text = "---\n# Old\ntitle: [Kettle\n---\n\nRinse."
    chunks = chunk_note(Note("kettle.md", None, text, broken_lines=4))
    assert listing(chunks) == "1-6  kettle  #"
    assert [block.kind for block in chunks[0].blocks] == ["other", "paragraph"]


# Titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The `tea` **book** #\n", "The tea book"),
        ("Intro.\n\n# Tea", "Tea"),
        ("Tea\n===\n", "Tea"),
        ("```\n# comment\n```\n# Tea", "Tea"),
        ("~~~~\n~~~\n# comment\n~~~~\n# Tea", "Tea"),
        ("<!--\n# Secret\n-->\n# Tea", "Tea"),
        ("%%\n# Secret\n%%\n# Tea", "Tea"),
        ("# Tea <!-- secret -->", "Tea"),
        ("- # Item\n\n> # Quoted\n\n# Tea", "Tea"),
        ("| a |\n|---|\n| # Cell |\n\n# Tea", "Tea"),
        ("<details><summary>More</summary>\n\n# Within\n\n</details>\n\n# Tea", "Tea"),
        ("<details><summary>More</summary>\n# Within\n</details>\n\n# Tea", "Tea"),
        ("## Part\n# Whole", "my tea notes"),
        ("#hashtag", "my tea notes"),
        ("#", "my tea notes"),
    ],
)
def test_the_title_is_the_first_heading_or_the_name(text: str, title: str) -> None:
    chunks = chunk_note(Note("folder/my-tea_notes.md", None, f"{text}\n\nHot."))
    assert {chunk.source.headings[0] for chunk in chunks} == {title}


def test_the_title_of_the_front_matter_stands_above_the_first_heading() -> None:
    assert (
        listing(chunk_note(Note("a.md", "Kettle", "# Care\n\nHot."))) == "1-3  Kettle > Care  #care"
    )


# Anchors


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("What's new?", "whats-new"),
        ("6.  Two spaces", "6--two-spaces"),
        ("docker_run --rm", "docker_run---rm"),
        ("Über uns", "über-uns"),
        ("हिन्दी", "हिन्दी"),
        ("🚀 Start", "-start"),
        ("???", "section"),
    ],
)
def test_a_slug_is_what_github_makes_of_the_heading(heading: str, anchor: str) -> None:
    assert slug(heading) == anchor


# Comments


@pytest.mark.parametrize("comment", ["%%\n# Draft\n\nText --> more\n%%", "<!--\n# Draft\n\n-->"])
def test_what_stands_in_a_comment_opens_no_section(comment: str) -> None:
    chunks = chunk_note(note(f"# Care\n\n{comment}\n\nRinse it."))
    assert [chunk.source.headings for chunk in chunks] == [("Kettle", "Care")]


@pytest.mark.parametrize("code", ["```\n%%\n```", "~~~~\n~~~\n%%\n~~~~"])
def test_a_line_of_code_begins_no_comment(code: str) -> None:
    chunks = chunk_note(note(f"{code}\n\n# Care\n\n%%"))
    assert chunks[-1].source.headings == ("Kettle", "Care")


def test_a_comment_never_closed_hides_nothing() -> None:
    assert blocks("%%\n\nRinse it.") == ["paragraph 1-1", "paragraph 3-3"]


@pytest.mark.parametrize("comment", ["<!-- now -->", "%% now %%"])
def test_a_comment_is_no_part_of_a_heading(comment: str) -> None:
    chunks = chunk_note(note(f"# Care {comment}\n\nRinse it."))
    assert chunks[0].source.headings == ("Kettle", "Care")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Rinse it.\n\n<!-- draft\n\n# Care", 3),
        ("- Rinse it.\n\n  <!-- draft\n\nDry it.", 3),
        ("- <!-- draft", 1),
    ],
)
def test_a_comment_of_html_that_is_never_closed_is_warned_of(text: str, line: int) -> None:
    warnings: list[str] = []
    chunk_note(note(text), warn=warnings.append)
    (warning,) = warnings
    assert warning.startswith(f"kettle.md:{line}: <!-- is never closed and hides what follows; ")


@pytest.mark.parametrize(
    "text",
    [
        "<!-- draft\n\n-->",
        "Text <!-- more",
        "```\n<!--\n```",
        "`<!--`",
        "%%\n<!--\n%%",
        "%%\n\n<b>",
    ],
)
def test_what_hides_nothing_is_not_warned_of(text: str) -> None:
    chunk_note(note(f"{text}\n\nRinse it."), warn=pytest.fail)


# Blocks


def test_an_item_is_a_block_without_the_items_and_code_nested_in_it() -> None:
    text = "- one\n  more\n  - nested\n\n  Further.\n- two\n\n  ```\n  code\n  ```\n-"
    assert blocks(text) == [
        "item 1-2",
        "item 3-3",
        "paragraph 5-5",
        "item 6-6",
        "code 8-10",
        "item 11-11",
    ]


@pytest.mark.parametrize("depth", [12, 24])
def test_an_outline_is_read_as_deep_as_people_indent_it(depth: int) -> None:
    text = "\n".join("  " * level + "- a" for level in range(depth))
    assert blocks(text) == [f"item {line}-{line}" for line in range(1, depth + 1)]


def test_a_table_is_one_block() -> None:
    assert blocks("Text.\n\n| a |\n|---|\n| b |") == ["paragraph 1-1", "table 3-5"]


def test_code_is_one_block_with_its_fences() -> None:
    assert blocks("```\na\n\nb\n```\n\n    c\n\n    d") == ["code 1-5", "code 7-9"]


def test_quotations_are_seen_through() -> None:
    assert blocks("> text\n> - item\n>   more") == ["paragraph 1-1", "item 2-3"]


def test_html_rules_and_link_definitions_are_other_blocks() -> None:
    assert blocks("<p>\n\n***\n\n[a]: b\n[c]: d") == ["other 1-1", "other 3-3", "other 5-6"]


def test_what_opens_a_section_is_its_heading_block() -> None:
    assert blocks("1. What is tea?\n   Leaves.") == ["heading 1-1", "paragraph 2-2"]
    assert blocks("Q: What is tea?\nA: Leaves.") == ["heading 1-1", "paragraph 2-2"]
    assert blocks("**Tea**\n\nLeaves.") == ["heading 1-1", "paragraph 3-3"]
    assert blocks("Tea\n===\nLeaves.") == ["heading 1-2", "paragraph 3-3"]
    assert blocks("<details>\n<summary>Tea</summary>\n</details>") == ["heading 1-2", "other 3-3"]


# Robustness

PIECES = st.sampled_from(
    [
        *("\n", "\n\n", " ", "    ", "\t", "# ", "## A", "===", "---", "***", "> ", "- ", "1. "),
        *("2) ", "What?", "3. What?\n", "**3. What?**", "**Bold**\n", "__Bold__:", "Q: what?\n"),
        *("A: so", "```\n", "~~~", "| a | b |\n|---|---|\n", "|", "[a]: b\n", "[", "<details>"),
        *("<summary>S</summary>", "</details>", "<summary>", "<!--", "-->", "<pre>", "text", ":"),
        *("\x00", "\x0b", "\x0c", "\x85", "\u2028", "\xa0", "\r", "é", "\\", "`"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.integers(1, 12))
def test_no_line_of_markdown_is_lost(text: str, max_words: int) -> None:
    assert_nothing_lost(note(text), max_words)


@given(st.text(), st.integers(1, 3))
def test_no_line_of_any_text_is_lost(text: str, body_line: int) -> None:
    assert_nothing_lost(note("\n\n" + text, body_line))


@given(st.lists(PIECES, max_size=40).map("".join))
def test_sections_have_different_anchors(text: str) -> None:
    anchors = {chunk.source.headings: chunk.source.anchor for chunk in chunk_note(note(text))}
    opened = [anchor for anchor in anchors.values() if anchor]
    assert len(set(opened)) == len(opened)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(">" * 10_000 + " deep", id="nested quotations"),
        pytest.param("\n".join("  " * depth + "- a" for depth in range(1_000)), id="nested lists"),
        pytest.param("word " * 200_000, id="a long line"),
        pytest.param("# " + "*[" * 500_000, id="a long heading"),
        pytest.param("1. " + "? " * 500_000 + "x", id="a long numbered line"),
        pytest.param("**" + "* " * 500_000, id="a long bold line"),
        pytest.param("Q" + "1: " * 300_000, id="a long labelled line"),
        pytest.param("<details><summary>" * 50_000, id="unclosed details"),
        pytest.param("<details><summary>x</summary>" * 30_000, id="details that hold details"),
        pytest.param("<details>\n" * 20_000, id="details on many lines"),
        pytest.param("# Same\n" * 20_000, id="equal headings"),
        pytest.param("1. What?\n   a\n" * 10_000, id="one list of answered questions"),
        pytest.param("\n".join("[a]: b\n" * 5_000), id="link definitions"),
    ],
)
def test_an_awkward_note_takes_no_longer_than_seconds(text: str) -> None:
    begin = perf_counter()
    assert_nothing_lost(note(text))
    assert perf_counter() - begin < 10


def test_what_front_matter_states_is_a_section_of_its_own() -> None:
    text = "---\nby: Ann\ntags: [tea]\ndue: May\n---\n# Care\n\nRinse.\n"
    first, second = chunk_note(parse_note("kettle.md", text)[0])
    assert (first.source.headings, first.source.address) == (("Care",), "kettle.md")
    assert first.text == "by: Ann\ntags: [tea]\ndue: May"
    assert [block.kind for block in first.blocks] == [
        BlockKind.FACT,
        BlockKind.OTHER,
        BlockKind.FACT,
    ]
    assert second.source.address == "kettle.md#care"
