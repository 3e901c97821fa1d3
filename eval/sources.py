"""Where questions to measure or train with come from: BEIR folders, and files on notes.

A question file is on the folder of its name (`student.jsonl` on `student/`) that is beside it or in
`notes/`, and on the shipped notes where there is none.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.evaluation.options import Options
from assistant.evaluation.subjects import make_subject
from assistant.settings import Settings
from assistant.workspace import shipped_notes

if TYPE_CHECKING:
    from assistant.evaluation.subjects import Subject


NOTES = Path(__file__).parent / "notes"


def notes_of(questions: Path) -> Path:
    """Give the folder of notes that a question file is on."""
    folders = (questions.with_suffix(""), NOTES / questions.stem)
    return next(filter(Path.is_dir, folders), shipped_notes())


def subject_of(source: str) -> Subject:
    """Bring together the questions and notes of a BEIR folder or a question file."""
    path = Path(source)
    settings = Settings(notes=str(notes_of(path))) if path.is_file() else Settings()
    return make_subject(Options(questions=source), settings, print)
