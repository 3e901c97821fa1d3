"""`assistant.workspace`: where notes and their index are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import write_notes

import assistant
from assistant.errors import NotesError


def test_two_folders_of_one_name_have_an_index_each(tmp_path: Path) -> None:
    paths = [
        write_notes(tmp_path / name / "notes", {"kettle.md": f"# Kettle\n\nIt needs {name}.\n"})
        for name in ("salt", "soap")
    ]
    with assistant.open(paths[0]) as first, assistant.open(paths[1]) as second:
        assert "salt" in first.search("kettle")[0].chunk.text
        assert "soap" in second.search("kettle")[0].chunk.text
        assert first.status().index != second.status().index


def test_a_path_that_may_not_be_looked_at_is_not_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(path: Path, *, strict: bool) -> Path:
        raise PermissionError(13, os.strerror(13), str(path), strict)

    monkeypatch.setattr(Path, "resolve", refuse)
    with pytest.raises(NotesError, match="locked/notes: Permission denied; check the"):
        assistant.open("locked/notes")
