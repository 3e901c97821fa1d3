"""Read question files, in JSON Lines.

A question file is somebody's hand-made work, so that every mistake in it is reported, with its
line, and all at once.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError, first_mistakes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_SURROGATE = "[\ud800-\udfff]"
_FIELDS: Mapping[str, type | tuple[type, ...]] = {
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

HIGHEST_GRADE = 1_000_000
"""The measures need memory for each grade up to the highest there is."""


class QuestionsError(AssistantError):
    """A question set can't be used; there is a line for each mistake."""


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
    for number, line in numbered_lines(path):
        try:
            row = json_object(line)
            if _is_unjudged(row):
                unjudged += 1
                continue
            question = _question(row, f"q{number}", resolve)
            if question.id in taken:
                raise ValueError(f"id {question.id!r} is taken by a question above; give another")
            taken.add(question.id)
            questions.append(question)
        except ValueError as error:
            mistakes.append(f"{path}:{number}: {error}")
    if mistakes:
        raise QuestionsError(*first_mistakes(str(path), mistakes))
    if unjudged:
        warn(
            f"{path}: {unjudged} called bad without what was expected, and left out;"
            ' add "relevant", "answers" or "answerable": false'
        )
    if not questions:
        raise QuestionsError(f"{path}: holds no question; write one a line, or see eval --init")
    return tuple(questions)


def _question(
    row: Mapping[str, Any], default_id: str, resolve: Callable[[str], str | None]
) -> Question:
    _check_fields(row)
    relevant = _relevant(row.get("relevant", {}), resolve)
    answers = answers_in(row.get("answers", []))
    answerable = row.get("answerable", True)
    if answerable and not relevant and not answers:
        raise ValueError('neither "relevant" nor "answers"; add one, or "answerable": false')
    if not answerable and (relevant or answers):
        raise ValueError('"answerable" is false, yet it has "relevant" or "answers"')
    return Question(
        id=id_in(row.get("id", default_id)),
        text=row["question"],
        relevant=relevant,
        answers=answers,
        history=strings_in("history", row.get("history", [])),
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
        check_type(name, value, _FIELDS[name])
    if not row.get("question", "").strip():
        raise ValueError('no "question"; add one')


def _relevant(value: Any, resolve: Callable[[str], str | None]) -> dict[str, int]:
    grades = value if isinstance(value, dict) else dict.fromkeys(strings_in("relevant", value), 1)
    resolved: dict[str, int] = {}
    for label, grade in grades.items():
        if type(grade) is not int or not 1 <= grade <= HIGHEST_GRADE:
            raise ValueError(
                f"grade of {label!r} is {grade!r}; give a whole number from 1 to {HIGHEST_GRADE}"
            )
        address = resolve(label)
        if address is None:
            raise ValueError(f"{label!r} points at no section of the notes; mend it")
        resolved[address] = max(grade, resolved.get(address, 0))
    return resolved


def check_type(name: str, value: object, kind: type | tuple[type, ...]) -> None:
    """Raise `ValueError` where the value of a field is of another type."""
    if not isinstance(value, kind):
        raise ValueError(f"field {name!r} has a value of the wrong type: {value!r}")


def id_in(value: str) -> str:
    """Check an id; raises `ValueError` for an empty one, or one `ir_measures` would cut off."""
    if not value:
        raise ValueError("the id is empty; give one")
    if "\0" in value:
        raise ValueError(f"id {value!r} holds a null character; leave it out")
    return value


def strings_in(name: str, value: Any) -> tuple[str, ...]:
    """Check the list that a field holds; raises `ValueError` where it is none of strings."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValueError(f"field {name!r} has to be a list of strings that are not empty")
    return tuple(value)


def answers_in(value: Any) -> tuple[str, ...]:
    """Check expected answers; raises `ValueError` for what is neither text nor pattern."""
    answers = strings_in("answers", value)
    for answer in answers:
        check_pattern(answer)
    return answers


def check_pattern(answer: str) -> None:
    """Raise `ValueError` for what would be taken for a regular expression, but is none."""
    try:
        re.compile(pattern_of(answer) or "")
    # A flag that is not for texts, a number that is too large, and brackets that are too deep.
    except (re.error, ValueError, OverflowError, RecursionError) as error:
        raise ValueError(f"{answer}: not a regular expression: {error}") from error


def pattern_of(answer: str) -> str | None:
    """Give the regular expression between slashes, or `None` for a plain string."""
    is_pattern = len(answer) > 2 and answer.startswith("/") and answer.endswith("/")
    return answer[1:-1] if is_pattern else None


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Read the lines of a file that are not blank, with their numbers from 1."""
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


def json_object(line: str) -> dict[str, Any]:
    """Read a JSON object; raises `ValueError` for anything else.

    One with half of a surrogate pair is refused, too: it can't be written down again.
    """
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} (column {error.colno})") from error
    except (RecursionError, ValueError) as error:
        raise ValueError("not JSON that can be read: too deep, or a number too long") from error
    if not isinstance(value, dict):
        raise ValueError("not a JSON object; write one a line")
    # Only an escape can make one, since the file is UTF-8.
    if "\\u" in line and (half := re.search(_SURROGATE, json.dumps(value, ensure_ascii=False))):
        raise ValueError(f"\\u{ord(half[0]):04x} is half of a surrogate pair; write the character")
    return value
