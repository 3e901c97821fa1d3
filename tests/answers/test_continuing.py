"""`assistant.answers.continuing`: what to type for a section that stands under "Usage" below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

import assistant
from assistant import Answer
from assistant.answers.continuing import MOST_WORDS, extended_to_usage, lacks_command
from assistant.chunking import chunk_note
from assistant.model import Chunk, Note
from assistant.notes import parse_note

if TYPE_CHECKING:
    from pathlib import Path

KETTLE = "# Kettle\n\nBoil water.\n\n"


def chunks_of(text: str) -> list[Chunk]:
    return chunk_note(Note("kettle.md", "Kettle", text))


def whole(text: str) -> Chunk:
    first, *others = chunks_of(text)
    return extended_to_usage(first, others)


@pytest.mark.parametrize("heading", ["## Usage", "### usage:", "## Aliases", "**Example**"])
def test_a_section_goes_on_with_its_usage(heading: str) -> None:
    text = f"{KETTLE}{heading}\n\n`kettle on`\n\n## Cleaning\n\nUse vinegar."
    made = whole(text)
    assert made.text == f"{KETTLE}{heading}\n\n`kettle on`"
    assert (made.source.anchor, made.source.first_line, made.source.last_line) == ("kettle", 1, 7)
    assert [(block.first_line, block.last_line) for block in made.blocks] == [
        (1, 1),
        (3, 3),
        (5, 5),
        (7, 7),
    ]


def test_what_stands_before_the_usage_comes_with_it() -> None:
    text = f"{KETTLE}## Options\n\nNone.\n\n## Examples\n\n```sh\nkettle on\n```"
    assert whole(text).text == text


def test_comments_neither_keep_the_usage_away_nor_are_one() -> None:
    text = f"{KETTLE}<!-- {'old ' * MOST_WORDS}`on` -->\n\n## Usage\n\n`kettle on`"
    assert whole(text).text == text
    assert lacks_command(chunks_of(text)[0])


@pytest.mark.parametrize(
    "below",
    [
        "## Cleaning\n\n`kettle clean`",
        "## Usage\n\nBy hand.",
        "# Pot\n\n## Usage\n\n`pot on`",
        f"## History\n\n{'old ' * MOST_WORDS}\n\n## Usage\n\n`kettle on`",
    ],
)
def test_a_section_without_usage_of_its_own_stays_as_it_is(below: str) -> None:
    assert whole(KETTLE + below) == chunks_of(KETTLE)[0]


def test_a_section_with_code_needs_no_usage() -> None:
    assert lacks_command(chunks_of(KETTLE)[0])
    assert not lacks_command(chunks_of(f"{KETTLE}Type `kettle on`.")[0])
    assert not lacks_command(chunks_of(f"{KETTLE}    kettle on")[0])


def test_front_matter_does_not_go_on_with_what_its_note_begins_with() -> None:
    text = "---\ntitle: Kettle\nstart: by hand\nid: 7\n---\n## Usage\n\n`kettle on`"
    first, *_ = chunk_note(parse_note("kettle.md", text)[0])
    assert first.text == "start: by hand"
    assert not lacks_command(first)


def test_what_to_type_is_answered_from_below_the_section_that_says_what_it_does(
    tmp_path: Path,
) -> None:
    kettle = f"{KETTLE}## Options\n\nNone.\n\n## Aliases\n\n`kettle on`, `kettle boil`\n"
    pot = "# Pot\n\nBoil potatoes.\n\n## Aliases\n\n`pot boil`\n"
    folder = write_notes(tmp_path / "notes", {"kettle.md": kettle, "pot.md": pot})
    with assistant.open(folder) as notes:
        reply = notes.ask("how do I boil water")
        assert isinstance(reply, Answer)
        assert (reply.best, reply.source.address) == ("kettle boil", "kettle.md#kettle")
        assert [hit.chunk.source.first_line for hit in reply.hits].count(9) == 0
        last = notes.ask("how do I boil potatoes")
        assert isinstance(last, Answer)
        assert (last.best, last.best_line) == ("pot boil", 7)
        meaning = notes.ask("what does the kettle do")
        assert isinstance(meaning, Answer)
        assert meaning.best == "Boil water."
