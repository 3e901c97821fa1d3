"""The notes that ship: well-formed, linked, and found by their own headings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.chunking import chunk_note
from assistant.model import Answer, BlockKind, Chunk, Note
from assistant.notes import parse_note
from assistant.pipeline import Assistant
from assistant.reading.folder import list_notes
from assistant.reading.frontmatter import read_front_matter
from assistant.settings import Settings
from assistant.workspace import shipped_notes

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = shipped_notes()
FILES = list_notes(CORPUS).files
TEXTS = {file.path: Path(file.full_path).read_text("utf-8") for file in FILES}
NOTES: dict[str, Note] = {path: parse_note(path, text)[0] for path, text in TEXTS.items()}
CHUNKS: dict[str, list[Chunk]] = {path: chunk_note(note) for path, note in NOTES.items()}
SECTIONS = [
    chunk
    for chunks in CHUNKS.values()
    for chunk in chunks
    if chunk.source.anchor and any(block.kind is not BlockKind.HEADING for block in chunk.blocks)
]

QUESTIONS = re.findall(
    r"^> (.+)\n= (.+)",
    (Path(__file__).parent / "fixtures" / "shipped_questions.md").read_text("utf-8"),
    re.MULTILINE,
)
"""What is asked of the shipped notes, each with how the line that answers begins."""

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")

every_note = pytest.mark.parametrize("path", list(NOTES))


def heading(chunk: Chunk) -> str:
    return chunk.source.headings[-1]


def line(path: str, number: int) -> str:
    return TEXTS[path].split("\n")[number - 1]


def prose(path: str) -> str:
    """Give a note's text without its code, in which nothing is a link."""
    without_blocks = re.sub(r"^(```|~~~).*?^\1$", "", TEXTS[path], flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]*`", "", without_blocks)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    index = tmp_path_factory.mktemp("index") / "corpus.sqlite3"
    with Assistant(Settings(notes=str(CORPUS), index=str(index))) as opened:
        yield opened


def test_the_notes_on_every_topic_are_there() -> None:
    assert len(NOTES) >= 20
    assert len(SECTIONS) >= 150


def test_every_note_is_read_without_a_warning() -> None:
    assert [warning for path, text in TEXTS.items() for warning in parse_note(path, text)[1]] == []
    assert list_notes(CORPUS).warnings == ()


@every_note
def test_front_matter_says_what_a_note_is_about(path: str) -> None:
    matter = read_front_matter(TEXTS[path])
    assert matter.title
    assert matter.aliases


@every_note
def test_a_note_has_one_outermost_heading_and_it_comes_first(path: str) -> None:
    note = NOTES[path]
    body = note.text.split("\n")[note.body_line - 1 :]
    assert next(text for text in body if text.strip()).startswith("# ")
    assert [len(chunk.source.headings) for chunk in CHUNKS[path]].count(1) == 1


@every_note
def test_no_heading_stands_twice_in_a_note(path: str) -> None:
    headings = [heading(chunk).casefold() for chunk in CHUNKS[path]]
    assert sorted(headings) == sorted(set(headings))


@every_note
def test_every_section_says_something(path: str) -> None:
    empty = [chunk.source.address for chunk in CHUNKS[path] if chunk not in SECTIONS]
    # The heading of the whole note may stand above its sections alone.
    assert set(empty) <= {CHUNKS[path][0].source.address}


@every_note
def test_every_code_block_is_closed(path: str) -> None:
    fence = ""
    for text in TEXTS[path].split("\n"):
        mark = re.match(r"\s*(`{3,}|~{3,})", text)
        if mark and not fence:
            fence = mark[1]
        elif mark and text.strip() == fence:
            fence = ""
    assert fence == ""


@every_note
def test_every_code_block_says_its_language(path: str) -> None:
    openings = re.findall(r"^\s*```(\w*)\n.*?^\s*```$", TEXTS[path], re.DOTALL | re.MULTILINE)
    assert "" not in openings


@every_note
def test_relative_links_lead_to_a_note_and_a_heading(path: str) -> None:
    anchors = {name: {chunk.source.anchor for chunk in chunks} for name, chunks in CHUNKS.items()}
    for target in _LINK.findall(prose(path)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        assert (name or path) in NOTES, target
        assert not anchor or anchor in anchors[name or path], target


@every_note
def test_a_note_ends_with_one_line_feed_and_has_no_trailing_space(path: str) -> None:
    text = TEXTS[path]
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [row for row in text.split("\n") if row != row.rstrip()] == []


every_section = pytest.mark.parametrize("chunk", SECTIONS, ids=lambda chunk: chunk.source.address)


@every_section
def test_a_section_comes_first_for_its_own_heading(assistant: Assistant, chunk: Chunk) -> None:
    first = assistant.search(heading(chunk))[0].chunk
    assert heading(first).casefold() == heading(chunk).casefold()


@every_section
def test_an_answer_stands_letter_for_letter_in_its_note(assistant: Assistant, chunk: Chunk) -> None:
    reply = assistant.ask(heading(chunk))
    assert isinstance(reply, Answer)
    path = reply.source.path
    assert f"\n{reply.text}\n" in TEXTS[path]
    start = sum(len(text) + 1 for text in TEXTS[path].split("\n")[: reply.best_line - 1])
    at = TEXTS[path].index(reply.best, start)
    assert at < start + len(line(path, reply.best_line))


@every_section
def test_the_most_direct_span_is_in_the_answer_shown(assistant: Assistant, chunk: Chunk) -> None:
    reply = assistant.ask(heading(chunk))
    assert isinstance(reply, Answer)
    assert reply.best in reply.text
    assert len(reply.text.split()) <= 2 * assistant.settings.answer_words


def test_the_question_of_the_readme_is_answered_by_its_command(assistant: Assistant) -> None:
    reply = assistant.ask("How do I see all containers, even stopped ones?")
    assert isinstance(reply, Answer)
    assert reply.best == "docker ps -a"
    assert line(reply.source.path, reply.best_line) == "docker ps -a"


def test_a_question_on_something_else_is_not_answered(assistant: Assistant) -> None:
    assert not isinstance(assistant.ask("Who painted the Mona Lisa in Florence?"), Answer)


@pytest.mark.parametrize(
    "thing", ["container", "daemon", "image", "layer", "network", "registry", "tag", "volume"]
)
def test_what_a_thing_is_is_answered_by_what_defines_it(assistant: Assistant, thing: str) -> None:
    reply = assistant.ask(f"what is a {thing}?")
    assert isinstance(reply, Answer)
    assert re.match(rf"(An?|The) (\w+ )?{thing}(, `\w+`,)? (is|holds)\b", reply.best)


@pytest.mark.parametrize(("question", "beginning"), QUESTIONS)
def test_what_people_ask_first_is_answered(
    assistant: Assistant, question: str, beginning: str
) -> None:
    reply = assistant.ask(question)
    assert isinstance(reply, Answer)
    assert reply.best.startswith(beginning)
