"""Read question sets: JSON Lines files, and folders in BEIR format.

A question file is somebody's hand-made work, so that every mistake in it is reported, with its
line, and all at once.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.errors import AssistantError
from assistant.model import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

Row = TypeVar("Row")

_FIELDS = {
    "id": str,
    "question": str,
    "relevant": (list, dict),
    "answers": list,
    "history": list,
    "kind": str,
    "split": str,
    "answerable": bool,
    "verdict": str,
}


MOST_MISTAKES = 10
"""How many are told of a file; of one that is no question file, every line is one."""


class QuestionsError(AssistantError):
    """A question set can't be used; the message has a line for each mistake."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what is expected of its answer."""

    id: str
    text: str
    relevant: Mapping[str, int] = field(default_factory=dict)
    """Grades (1 or more) of the sections that answer, by address; empty when not judged."""
    answers: tuple[str, ...] = ()
    """Strings or `/regular expressions/`, any of which the answer has to hold."""
    history: tuple[str, ...] = ()
    """Earlier questions of the conversation, oldest first."""
    kind: str = ""
    split: str = ""
    answerable: bool = True


@dataclass(frozen=True, slots=True)
class Collection:
    """Questions with the documents they are asked of, from a BEIR folder."""

    questions: tuple[Question, ...]
    notes: tuple[Note, ...]


def read_questions(
    path: Path,
    resolve: Callable[[str], str | None],
    warn: Callable[[str], None] = lambda _line: None,
) -> tuple[Question, ...]:
    """Read a question file.

    `resolve` gives a label its section's address, or `None` where it points nowhere. A question
    whose answer was only called bad has nothing to be measured by: it is left out, and `warn` is
    told how many are. Raises `QuestionsError` with every mistake in the file, and for a file
    without a question.
    """
    mistakes: list[str] = []
    questions: list[Question] = []
    taken: set[str] = set()
    unjudged = 0
    for number, line in _numbered_lines(path):
        try:
            row = _json_object(line)
            if _is_unjudged(row):
                unjudged += 1
                continue
            question = _question(row, f"q{number}", resolve)
            if question.id in taken:
                raise ValueError(f"id {question.id!r} is taken by a question above")
            taken.add(question.id)
            questions.append(question)
        except ValueError as error:
            mistakes.append(f"{path}:{number}: {error}")
    if mistakes:
        left = len(mistakes) - MOST_MISTAKES
        more = [f"{path}: {left} more lines with mistakes"] if left > 0 else []
        raise QuestionsError("\n".join([*mistakes[:MOST_MISTAKES], *more]))
    if unjudged:
        warn(
            f"{path}: {unjudged} called bad without what was expected, and left out;"
            ' add "relevant", "answers" or "answerable": false'
        )
    if not questions:
        raise QuestionsError(f"{path}: holds no question; write one a line, or see eval --init")
    return tuple(questions)


def read_collection(folder: Path) -> Collection:
    """Read a BEIR folder: `corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`.

    Raises `QuestionsError` for a file that is missing or broken, and for a folder without
    judged or unanswerable questions.
    """
    notes = tuple(_rows(folder / "corpus.jsonl", _beir_note))
    judgements = _judgements(folder / "qrels" / "test.tsv")
    questions = tuple(
        question
        for question in _rows(
            folder / "queries.jsonl",
            lambda row: _beir_question(row, judgements.get(row["_id"], {})),
        )
        if question is not None
    )
    if not questions:
        raise QuestionsError(f"{folder}: no question of it is judged, and none is unanswerable")
    return Collection(questions, notes)


def is_collection(path: Path) -> bool:
    """Tell whether a path is a folder in BEIR format."""
    return path.is_dir() and (path / "corpus.jsonl").exists()


# Question files


def _question(
    row: Mapping[str, Any], default_id: str, resolve: Callable[[str], str | None]
) -> Question:
    _check_fields(row)
    relevant = _relevant(row.get("relevant", {}), resolve)
    answers = _answers(row.get("answers", []))
    answerable = row.get("answerable", True)
    if answerable and not relevant and not answers:
        raise ValueError('neither "relevant" nor "answers"; add one, or "answerable": false')
    if not answerable and (relevant or answers):
        raise ValueError('"answerable" is false, yet it has "relevant" or "answers"')
    return Question(
        id=row.get("id", default_id),
        text=row["question"],
        relevant=relevant,
        answers=answers,
        history=_strings("history", row.get("history", [])),
        kind=row.get("kind", ""),
        split=row.get("split", ""),
        answerable=answerable,
    )


def _is_unjudged(row: Mapping[str, Any]) -> bool:
    """Tell whether all that is known of a question is that its answer was bad."""
    expectations = {"relevant", "answers", "answerable"}
    return row.get("verdict") == "bad" and not expectations & row.keys()


def _check_fields(row: Mapping[str, Any]) -> None:
    for name, value in row.items():
        if name not in _FIELDS:
            raise ValueError(f"unknown field {name!r}; there are {', '.join(_FIELDS)}")
        if not isinstance(value, _FIELDS[name]):  # type: ignore[arg-type]  # types and pairs of types
            raise ValueError(f"field {name!r} has a value of the wrong type: {value!r}")
    if not row.get("question", "").strip():
        raise ValueError('no "question"')


def _relevant(value: Any, resolve: Callable[[str], str | None]) -> dict[str, int]:
    grades = value if isinstance(value, dict) else dict.fromkeys(_strings("relevant", value), 1)
    resolved: dict[str, int] = {}
    for label, grade in grades.items():
        if type(grade) is not int or grade < 1:
            raise ValueError(f"grade of {label!r} is {grade!r}; give a whole number from 1 up")
        address = resolve(label)
        if address is None:
            raise ValueError(f"{label!r} points at no section of the notes")
        resolved[address] = max(grade, resolved.get(address, 0))
    return resolved


def _strings(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValueError(f"field {name!r} has to be a list of strings that are not empty")
    return tuple(value)


def _answers(value: Any) -> tuple[str, ...]:
    answers = _strings("answers", value)
    for answer in answers:
        try:
            re.compile(pattern_of(answer) or "")
        except re.error as error:
            raise ValueError(f"{answer}: not a regular expression: {error}") from error
    return answers


def pattern_of(answer: str) -> str | None:
    """Give the regular expression between slashes, or `None` for a plain string."""
    is_pattern = len(answer) > 2 and answer.startswith("/") and answer.endswith("/")
    return answer[1:-1] if is_pattern else None


# BEIR folders


def _beir_note(row: Mapping[str, Any]) -> Note:
    """Give a document as a note with its title as heading, which may be all there is of it."""
    title = " ".join(str(row.get("title") or "").split())
    heading = f"# {title}\n\n" if title else ""
    return Note(row["_id"], title, heading + _lines(str(row.get("text") or "")))


def _beir_question(row: Mapping[str, Any], relevant: Mapping[str, int]) -> Question | None:
    """Give a question, or `None` for one that was never judged, of which nothing can be said."""
    if not isinstance(row.get("text"), str):
        raise ValueError('no "text"')
    metadata = row.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise ValueError('"metadata" is not a JSON object')
    answerable = metadata.get("answerable", True)
    if answerable and not relevant:
        return None
    return Question(
        id=row["_id"],
        text=row["text"],
        relevant=relevant if answerable else {},
        answers=_answers(metadata.get("answers", [])),
        history=_strings("history", metadata.get("history", [])),
        kind=metadata.get("kind", ""),
        split=metadata.get("split", ""),
        answerable=answerable,
    )


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    judgements: dict[str, dict[str, int]] = {}
    for number, line in _numbered_lines(path):
        row = line.split("\t")
        if number == 1 and row[-1] == "score":
            continue
        try:
            question, document, grade = row
            if int(grade) > 0:
                judgements.setdefault(question, {})[document] = int(grade)
        except ValueError as error:
            raise QuestionsError(f"{path}:{number}: not 'query, document, score': {row}") from error
    return judgements


def _rows(path: Path, convert: Callable[[dict[str, Any]], Row]) -> list[Row]:
    """Convert each line's object; a `ValueError` is reported with the line it stands on."""
    rows = []
    for number, line in _numbered_lines(path):
        try:
            row = _json_object(line)
            if not isinstance(row.get("_id"), str):
                raise ValueError('no "_id"')
            rows.append(convert(row))
        except ValueError as error:
            raise QuestionsError(f"{path}:{number}: {error}") from error
    return rows


# Both


def _numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if line.strip():
            yield number, line


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        if path.is_dir():
            reason = "a folder without corpus.jsonl; name one in BEIR format, or a question file"
        else:
            reason = f"{error.strerror}; name a question file"
        raise QuestionsError(f"{path}: {reason}") from error
    except UnicodeDecodeError as error:
        raise QuestionsError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _json_object(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} (column {error.colno})") from error
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return value
