"""`assistant.answers.documented_command`: the command that a page of a reference is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

import assistant
from assistant.model import Answer

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
# barrel empty

Empty a barrel.

## Description

Empties a barrel into the sink, down to the last drop.

## Examples

```console
$ brew barrel empty oak --slowly
```
"""


def told(tmp_path: Path, question: str, text: str = PAGE) -> Answer:
    with assistant.open(write_notes(tmp_path / "notes", {"barrel.md": text})) as notes:
        reply = notes.ask(question)
    assert isinstance(reply, Answer)
    return reply


def test_the_command_that_a_page_is_on_answers_how_to_do_what_it_does(tmp_path: Path) -> None:
    reply = told(tmp_path, "how do I empty a barrel into the sink")
    assert reply.text == (
        "Empties a barrel into the sink, down to the last drop.\n\n```\nbrew barrel empty oak\n```"
    )
    assert (reply.best, reply.best_line) == ("brew barrel empty oak", 12)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("is a barrel emptied into the sink", PAGE),
        ("how do I empty a barrel into the sink", PAGE.replace("# barrel", "# The barrel")),
        ("how do I empty a barrel into the sink", PAGE.replace("barrel empty oak", "tap oak")),
        ("how do I empty a barrel into the sink", PAGE.replace("Description", "With a hose")),
    ],
    ids=["no command is asked for", "the title is none", "none is shown", "it is on a part"],
)
def test_no_command_is_added_otherwise(tmp_path: Path, question: str, text: str) -> None:
    assert "`" not in told(tmp_path, question, text).text
