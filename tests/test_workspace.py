"""`assistant.workspace`: where notes and their index are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import write_notes

import assistant

if TYPE_CHECKING:
    from pathlib import Path


def test_two_folders_of_one_name_have_an_index_each(tmp_path: Path) -> None:
    paths = [
        write_notes(tmp_path / name / "notes", {"kettle.md": f"# Kettle\n\nIt needs {name}.\n"})
        for name in ("salt", "soap")
    ]
    with assistant.open(paths[0]) as first, assistant.open(paths[1]) as second:
        assert "salt" in first.search("kettle")[0].chunk.text
        assert "soap" in second.search("kettle")[0].chunk.text
        assert first.status().index != second.status().index
