"""`assistant.render`: what a reply looks like, and what never reaches the terminal."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.theme import Theme

from assistant.model import (
    Answer,
    Chunk,
    Evidence,
    Hit,
    NoAnswer,
    Query,
    Reply,
    Source,
    Status,
)
from assistant.render import (
    STYLES,
    hits_plain,
    hits_styled,
    one_line,
    reply_object,
    reply_plain,
    reply_styled,
    sanitize,
    search_object,
    status_object,
    status_plain,
    to_json,
)

if TYPE_CHECKING:
    from rich.text import Text

ROOT = Path("/notes")
DIRECTIONS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
MARKS = set("\u061c\u200e\u200f\u2028\u2029")

# What attacks are made of comes up often enough to be tried in every place.
hostile = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                "\x1b[31m",
                "\x1b]8;;https://example.org\x1b\\",
                "\x1b]0;title\x07",
                "\x1b]52;c;bGlz\x07",
                "\x9b2J",
                "\x9d0;x\x9c",
                "\x1bP+q\x1b\\",
                "\u202erev\u202c",
                "\u2066x\u2069",
                "\u200f",
                "\u061c",
                "\r",
                "\b",
                "\x7f",
                "\0",
                "\x85",
                "\u2028",
                "\n",
                "\t",
                "[bold]x[/bold]",
                "[link=https://example.org]x[/link]",
                ":skull:",
                "```\n",
                "- ```sh\n",
                "> ~~~\n",
            ]
        ),
    ),
    max_size=6,
).map("".join)


def is_unsafe(character: str) -> bool:
    """Tell what a terminal must not be given, by Unicode's own properties."""
    return (
        (unicodedata.category(character) == "Cc" and character not in "\t\n")
        or unicodedata.category(character) == "Cs"
        or unicodedata.bidirectional(character) in DIRECTIONS
        or character in MARKS
    )


def unsafe(text: str) -> list[str]:
    return [character for character in text if is_unsafe(character)]


def query(text: str = "?") -> Query:
    return Query(text, text, ("x",), ("x",))


def hit(
    text: str = "Tea is hot.",
    path: str = "tea.md",
    headings: tuple[str, ...] = ("Tea",),
    anchor: str = "tea",
    first_line: int = 1,
) -> Hit:
    last_line = first_line + text.count("\n")
    source = Source(path, headings, anchor, first_line, last_line)
    evidence = Evidence(bm25=1.0, tfidf=0.5, coverage=1.0, matched=())
    return Hit(Chunk(source, text, ()), 1.5, evidence)


def answered(
    text: str, best: str, *others: Hit, best_line: int = 1, path: str = "tea.md"
) -> Answer:
    return Answer(query(), text, best, best_line, 0.9, (hit(text, path), *others))


def screen(text: Text, width: int = 200) -> str:
    """Give what a terminal of some width would be sent."""
    file = io.StringIO()
    Console(
        file=file, theme=Theme(STYLES), force_terminal=True, color_system="standard", width=width
    ).print(text)
    return file.getvalue()


def bare(sent: str) -> str:
    """Take our own styles and links out of what a terminal is sent."""
    return re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[\d;]*m", "", sent)


def marked(reply: Reply) -> list[tuple[int, int]]:
    """Give where the styled answer is marked as the most direct."""
    spans = reply_styled(reply, ROOT).spans
    return [(span.start, span.end) for span in spans if span.style == "assistant.best"]


# What never reaches the output


@given(hostile, hostile, hostile)
def test_nothing_unsafe_in_an_answer_reaches_plain_text(text: str, path: str, name: str) -> None:
    found = hit(text, path, (name, text))
    reply = Answer(query(), text, text, 1, 0.9, (found, hit(text, path + "2", (name,), "a")))
    assert unsafe(reply_plain(reply)) == []
    assert unsafe(hits_plain([found])) == []


@given(hostile, hostile, hostile)
def test_nothing_unsafe_in_an_answer_reaches_styled_text(text: str, path: str, name: str) -> None:
    found = hit(text, path, (name, text))
    reply = Answer(query(), text, text, 1, 0.9, (found, hit(text, path + "2", (name,), "a")))
    for styled in (reply_styled(reply, ROOT), hits_styled([found], ROOT)):
        assert unsafe(styled.plain) == []
        assert unsafe(bare(screen(styled))) == []


@given(hostile, hostile)
def test_a_link_leads_nowhere_but_to_the_file_of_the_note(text: str, path: str) -> None:
    sent = screen(reply_styled(answered(text, "", path=path), ROOT))
    links = {link for link in re.findall(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\", sent) if link}
    assert all(link.startswith("file:///") for link in links)


@given(hostile, hostile, hostile)
def test_nothing_unsafe_in_a_refusal_reaches_the_output(path: str, name: str, asked: str) -> None:
    nearest = (Source(path, (name,), "a", 1, 1),)
    reply = NoAnswer(query(asked), "The notes don't say.", nearest, 0.1)
    assert unsafe(reply_plain(reply)) == []
    assert unsafe(bare(screen(reply_styled(reply, ROOT)))) == []


@given(hostile, hostile)
def test_nothing_unsafe_in_a_status_reaches_the_output(path: str, warning: str) -> None:
    status = Status(path, path, 0, 1, 0, 0, 0, (path,), (warning,))
    assert unsafe(status_plain(status)) == []
    assert unsafe(to_json(status_object(status))) == []


@given(hostile, hostile, hostile)
def test_json_holds_nothing_unsafe_and_loses_nothing(text: str, path: str, name: str) -> None:
    reply = Answer(query(name), text, text, 1, 0.9, (hit(text, path, (name,)),))
    line = to_json(reply_object(reply, 1.0))
    assert unsafe(line) == []
    assert "\n" not in line
    found = json.loads(line)
    assert found["question"] == name
    assert found["answer"] == {"text": text, "best": text, "path": path, "line": 1}
    assert found["sources"][0]["text"] == text
    assert found["sources"][0]["headings"] == [name]


def test_json_escapes_lone_surrogates() -> None:
    line = to_json(search_object(query("\udcff \ud800"), [], 1.0))
    assert line.encode()
    assert json.loads(line)["question"] == "\udcff \ud800"


@given(st.text())
def test_sanitizing_keeps_the_length_and_every_safe_character(text: str) -> None:
    found = sanitize(text)
    assert len(found) == len(text)
    assert all(
        after == ("\ufffd" if is_unsafe(before) else before)
        for before, after in zip(text, found, strict=True)
    )


@given(hostile)
def test_a_path_or_an_error_stays_on_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_markup_of_the_styling_library_in_notes_is_text() -> None:
    reply = answered("Write [bold]x[/bold] or :skull: there.", "[bold]x[/bold]")
    assert "Write [bold]x[/bold] or :skull: there." in bare(screen(reply_styled(reply, ROOT)))


# The answer


def test_plain_text_is_the_answer_then_its_place_then_the_others() -> None:
    other = hit(path="mugs.md", headings=("Mugs", "Care"), anchor="care", first_line=7)
    assert reply_plain(answered("Tea is hot.\nPour.", "Pour.", other, best_line=2)) == (
        "Tea is hot.\nPour.\n\ntea.md:2  Tea\n\nSee also\n  mugs.md:7  Mugs > Care"
    )


def test_an_answer_alone_has_nothing_to_see_also() -> None:
    assert reply_plain(answered("Hot.", "Hot.")) == "Hot.\n\ntea.md:1  Tea"
    assert "See also" not in reply_styled(answered("Hot.", "Hot."), ROOT).plain


def test_a_refusal_names_the_nearest_sections() -> None:
    reply = NoAnswer(query(), "The notes don't say.", (Source("a.md", ("A",), "a", 3, 4),), 0.1)
    expected = "The notes don't say.\n\nNearest\n  a.md:3  A"
    assert reply_plain(reply) == expected
    assert reply_styled(reply, ROOT).plain == expected


def test_a_refusal_with_nothing_near_is_its_reason_alone() -> None:
    reply = NoAnswer(query(), "The notes don't say.", (), 0.0)
    assert reply_plain(reply) == reply_styled(reply, ROOT).plain == "The notes don't say."


def test_styled_text_marks_the_most_direct_span_and_nothing_else() -> None:
    reply = answered("First.\n\nTea is hot. Pour it.", "Tea is hot.", best_line=3)
    (span,) = marked(reply)
    assert reply_styled(reply, ROOT).plain[slice(*span)] == "Tea is hot."


def test_the_span_is_marked_on_its_own_line_where_its_words_stand_earlier_too() -> None:
    reply = answered("Use `docker ps`:\n\n```sh\ndocker ps\n```\n", "docker ps", best_line=4)
    (span,) = marked(reply)
    styled = reply_styled(reply, ROOT)
    assert styled.plain.startswith("Use `docker ps`:\n\ndocker ps")
    assert span == (18, 27)


def test_a_span_over_several_lines_is_marked_whole() -> None:
    reply = answered("```\nls \\\n  -l\n```", "ls \\\n  -l", best_line=2)
    (span,) = marked(reply)
    assert reply_styled(reply, ROOT).plain[slice(*span)] == "ls \\\n  -l"


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("a\n```sh\nls\n```\nb", ["ls\n"], "a\nls\nb"),
        ("a\n~~~\n```\n~~~\nb", ["```\n"], "a\n```\nb"),
        ("- ```sh\n  ls\n  ```\n- b", ["  ls\n"], "  ls\n- b"),
        ("> ```\n> ls\n> ```\n> b", ["> ls\n"], "> ls\n> b"),
        ("````\n```\nls\n````\nb", ["```\n", "ls\n"], "```\nls\nb"),
        ("```ls``` lists\nb", [], "```ls``` lists\nb"),
    ],
)
def test_styled_text_colours_code_and_leaves_out_its_fences(
    text: str, code: list[str], rest: str
) -> None:
    styled = reply_styled(answered(text, "nowhere"), ROOT)
    assert styled.plain.startswith(f"{rest}\n\ntea.md:1")
    found = [span for span in styled.spans if span.style == "assistant.code"]
    assert [styled.plain[span.start : span.end] for span in found] == code


def test_the_same_words_are_shown_plain_and_styled() -> None:
    reply = answered("Tea is hot.\n\n- Pour.", "Pour.", hit(path="b.md", anchor="b"), best_line=3)
    assert reply_styled(reply, ROOT).plain == reply_plain(reply)


# Places


def test_see_also_lists_no_section_twice_and_never_the_answer_s() -> None:
    parts = [
        hit(first_line=50),  # the answer's section goes on here
        hit(path="mugs.md", anchor="care", first_line=9),
        hit(path="mugs.md", anchor="care", first_line=40),
        hit(path="mugs.md", anchor="glaze", first_line=60),
    ]
    reply = answered("Hot.", "Hot.", *parts)
    listed = [line.split()[0] for line in reply_plain(reply).split("See also\n")[1].split("\n")]
    assert listed == ["mugs.md:9", "mugs.md:60"]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.integers(1, 99))))
def test_every_other_section_is_listed_once_in_the_order_of_rank(
    places: list[tuple[str, str, int]],
) -> None:
    others = [hit(path=path, anchor=anchor, first_line=line) for path, anchor, line in places]
    object_styled = reply_styled(answered("Hot.", "Hot.", *others), ROOT).plain
    expected: dict[tuple[str, str], str] = {}
    for path, anchor, line in places:
        expected.setdefault((path, anchor), f"{path}:{line}")
    listed = re.findall(r"^  (\S+)", object_styled, re.MULTILINE)
    assert listed == list(expected.values())


def test_a_place_links_to_its_file_below_a_folder(tmp_path: Path) -> None:
    sent = screen(reply_styled(answered("Hot.", "Hot.", path="a b/ü.md"), tmp_path))
    assert f";{(tmp_path / 'a b' / 'ü.md').as_uri()}\x1b\\\x1b[1ma b/ü.md:1\x1b[0m" in sent


def test_a_place_links_to_the_file_itself_where_that_is_what_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "tea.md"
    file.write_text("Hot.")
    assert f";{file.as_uri()}\x1b" in screen(reply_styled(answered("Hot.", "Hot."), file))


@pytest.mark.parametrize("width", [1, 2, 10, 40])
def test_a_narrow_terminal_loses_no_character(width: int) -> None:
    text = "Tea is hot, and 茶 is tea.\n\n```\ndocker run --rm -it --name a-long-name x\n```"
    reply = answered(text, "docker run --rm -it --name a-long-name x", hit(anchor="b"), best_line=4)
    styled = reply_styled(reply, ROOT)
    sent = bare(screen(styled, width)).replace("茶", "")  # too wide for a single column
    assert "".join(sent.split()) == "".join(styled.plain.replace("茶", "").split())


def test_headings_stand_back_behind_their_place() -> None:
    styled = reply_styled(answered("Hot.", "Hot."), ROOT)
    assert "\x1b[2m  Tea\x1b[0m" in screen(styled)


# Status


def test_a_status_says_a_fact_a_line() -> None:
    status = Status("/n", "/i", 2_500_000, 3, 2, 9, 80, ("a.md", "b.md"), ("a.md: odd",))
    assert status_plain(status).split("\n") == [
        "notes:    /n",
        "index:    /i (2.50 MB)",
        "files:    3 (2 in the index)",
        "sections: 9",
        "terms:    80",
        "to read:  2 changed or new",
        "warning:  a.md: odd",
    ]


def test_a_status_as_json_has_every_field() -> None:
    found = json.loads(to_json(status_object(Status("/n", "/i", 1, 3, 2, 9, 80, ("a.md",), ()))))
    assert found == {
        "schema": 1,
        "notes": "/n",
        "index": "/i",
        "index_bytes": 1,
        "files": 3,
        "indexed": 2,
        "sections": 9,
        "terms": 80,
        "changed": ["a.md"],
        "warnings": [],
    }
