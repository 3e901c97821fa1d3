"""Read folders in BEIR format: documents, questions and judgements, each in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.evaluation.questions import (
    HIGHEST_GRADE,
    Question,
    QuestionsError,
    answers_in,
    check_type,
    id_in,
    json_object,
    numbered_lines,
    strings_in,
)
from assistant.model import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Collection:
    """Questions with the documents they are asked of, from a BEIR folder."""

    questions: tuple[Question, ...]
    notes: tuple[Note, ...]


def read_collection(folder: Path, split: str = "") -> Collection:
    """Read a BEIR folder: `corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`.

    Where judgements of the split are in a file of its name, those are read, and its questions are
    of it unless they say that they are of another.

    Raises `QuestionsError` for a file that is missing or broken, and for a folder without
    documents, or without judged or unanswerable questions.
    """
    notes = tuple(_rows(folder / "corpus.jsonl", _note))
    if not notes:
        raise QuestionsError(f"{folder / 'corpus.jsonl'}: holds no document; write one a line")
    judged = folder / "qrels" / f"{split}.tsv"
    if not judged.is_file():
        judged, split = folder / "qrels" / "test.tsv", ""
    judgements = _judgements(judged, {note.path for note in notes})
    questions = tuple(
        question
        for question in _rows(
            folder / "queries.jsonl",
            lambda row: _question(row, judgements.get(row["_id"], {}), split),
        )
        if question is not None
    )
    if not questions:
        raise QuestionsError(
            f"{folder}: no question of it is judged, and none is unanswerable;"
            f" see qrels/{judged.name}"
        )
    return Collection(questions, notes)


def is_collection(path: Path) -> bool:
    """Tell whether a path is a folder in BEIR format."""
    return path.is_dir() and (path / "corpus.jsonl").exists()


def _note(row: Mapping[str, Any]) -> Note:
    """Give a document as a note with its title as heading, which may be all there is of it."""
    title = " ".join(str(row.get("title") or "").split())
    heading = f"# {title}\n\n" if title else ""
    return Note(row["_id"], title, heading + _lines(str(row.get("text") or "")))


def _question(row: Mapping[str, Any], relevant: Mapping[str, int], split: str) -> Question | None:
    """Give a question, or `None` for one that was never judged, of which nothing can be said."""
    if not isinstance(row.get("text"), str) or not row["text"].strip():
        raise ValueError('no "text"; add one')
    metadata = {} if row.get("metadata") is None else row["metadata"]
    if not isinstance(metadata, dict):
        raise ValueError('"metadata" is not a JSON object; make it one')
    # What writes tables as JSON Lines gives a null for an empty cell.
    metadata = {name: value for name, value in metadata.items() if value is not None}
    answerable = metadata.get("answerable", True)
    check_type("answerable", answerable, bool)
    for name in ("kind", "split"):
        check_type(name, metadata.get(name, ""), str)
    if answerable and not relevant:
        return None
    return Question(
        id=row["_id"],
        text=row["text"],
        relevant=relevant if answerable else {},
        answers=answers_in(metadata.get("answers", [])),
        history=strings_in("history", metadata.get("history", [])),
        kind=metadata.get("kind", ""),
        split=metadata.get("split", split),
        answerable=answerable,
    )


def _judgements(path: Path, documents: AbstractSet[str]) -> dict[str, dict[str, int]]:
    """Read which documents answer each question, and how well."""
    judgements: dict[str, dict[str, int]] = {}
    for number, line in numbered_lines(path):
        row = line.split("\t")
        if number == 1 and row[-1] == "score":
            continue
        try:
            question, document, text = row
            grade = int(text)
        except ValueError as error:
            raise QuestionsError(f"{path}:{number}: not 'query, document, score': {row}") from error
        if grade > HIGHEST_GRADE:
            raise QuestionsError(
                f"{path}:{number}: score {text} is above {HIGHEST_GRADE}; give a lower one"
            )
        if grade > 0 and document not in documents:
            raise QuestionsError(
                f"{path}:{number}: corpus.jsonl has no document {document!r}; mend the id"
            )
        if grade > 0:
            judgements.setdefault(question, {})[document] = grade
    return judgements


def _rows(path: Path, convert: Callable[[dict[str, Any]], Row]) -> list[Row]:
    """Convert each line's object; a `ValueError` is reported with the line it stands on."""
    rows = []
    taken: set[str] = set()
    for number, line in numbered_lines(path):
        try:
            row = json_object(line)
            if not isinstance(row.get("_id"), str):
                raise ValueError('no "_id"; add one')
            if id_in(row["_id"]) in taken:
                raise ValueError(f"_id {row['_id']!r} is taken by a line above; give another")
            taken.add(row["_id"])
            rows.append(convert(row))
        except ValueError as error:
            raise QuestionsError(f"{path}:{number}: {error}") from error
    return rows


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
