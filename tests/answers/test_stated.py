"""`assistant.answers.stated`: which notes front matter states something of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes
from pumps import ANALYZER

import assistant
from assistant.answers.stated import asked_statement
from assistant.model import Answer

if TYPE_CHECKING:
    from pathlib import Path

NOTES = {
    "kilns.md": "---\nby: Ruth\nstatus: draft\n---\n# Kilns\n\nOld.\n",
    "looms.md": "---\nstatus: final\nby: Ann\n---\n# Looms\n\nNew.\n",
    "mills.md": "---\nstatus: draft\n---\n# Mills\n\nGrey.\n",
    "ponds.md": "---\ndraft: false\n---\n# Ponds\n\nDeep.\n",
}


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        ("which notes are drafts", ["kilns.md", "mills.md"]),
        ("list all notes with status draft", ["kilns.md", "mills.md"]),
        ("what notes are by Ann", ["looms.md"]),
    ],
)
def test_the_notes_that_state_it_are_listed(
    tmp_path: Path, question: str, paths: list[str]
) -> None:
    with assistant.open(write_notes(tmp_path / "notes", NOTES)) as notes:
        reply = notes.ask(question)
    assert isinstance(reply, Answer)
    sources = [reply.source, *(one.source for one in reply.passages)]
    assert [one.path for one in sources] == paths
    line = NOTES[paths[0]].split("\n")[reply.best_line - 1]
    assert reply.text == reply.best == line


def test_files_may_be_others_than_notes_where_another_note_tells_of_them(tmp_path: Path) -> None:
    notes = {
        "build.md": "# Images\n\nThe files copied into the image are named in `copy.txt`.\n",
        "plan.md": "---\nimages: copied\n---\n# Plan\n\nNew.\n",
    }
    with assistant.open(write_notes(tmp_path / "notes", notes)) as opened:
        files = opened.ask("which files are copied into the image")
        named = opened.ask("which notes have copied images")
    assert isinstance(files, Answer)
    assert isinstance(named, Answer)
    assert (files.source.path, named.source.path) == ("build.md", "plan.md")


@pytest.mark.parametrize(
    "question",
    [
        *("which kilns are old", "where are my notes", "which notes", "which notes mention kilns"),
        *("which notes are not drafts", "which notes have no author", "which notes are about May"),
        *("show all files in a directory", "what file does docker use", "list files in a volume"),
        *("what page size is best", "what document do I need", "all files in the folder are gone"),
    ],
)
def test_what_asks_otherwise_asks_for_no_such_notes(question: str) -> None:
    assert asked_statement(question, ANALYZER.content_of) is None
