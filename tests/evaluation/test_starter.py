"""`assistant.evaluation.starter`: a question file that asks for headings of somebody's notes."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

from assistant.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def test_the_starter_file_is_one_that_eval_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "questions.jsonl"
    assert main(["eval", str(file), "--init"]) == 0
    assert main(["eval", str(file)]) == 0
    assert main(["eval", str(file), "--init"]) == 2
    assert "is there already" in capsys.readouterr().err


def test_the_starter_file_asks_for_what_the_notes_tell_in_one_place(tmp_path: Path) -> None:
    notes = {
        "a.md": "# Tea\n\nHot.\n\n# Cups\n\nWhite.\n\n# Cups\n\nBlue.\n",
        "b.md": "# Mate\n\n<!-- nothing yet -->\n",
    }
    folder = write_notes(tmp_path / "notes", notes)
    file = tmp_path / "questions.jsonl"
    assert main(["eval", str(file), "--init", "--notes", str(folder)]) == 0
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [row["question"] for row in rows if row.get("answerable", True)] == ["Tea"]


@pytest.mark.parametrize("sections", [3, 12, 23, 35])
def test_the_starter_file_asks_for_sections_from_the_first_to_the_last(
    tmp_path: Path, sections: int
) -> None:
    texts = (f"## Kettle {number}\n\nIt is hot.\n" for number in range(sections))
    folder = write_notes(tmp_path / "notes", {"tea.md": "\n".join(texts)})
    file = tmp_path / "questions.jsonl"
    assert main(["eval", str(file), "--init", "--notes", str(folder)]) == 0
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()][:-1]
    asked = [int(row["question"].removeprefix("Kettle ")) for row in rows]
    assert len(asked) == min(sections, 12)
    gaps = {after - before for before, after in pairwise([*asked, sections])}
    assert max(gaps) - min(gaps) <= 1
