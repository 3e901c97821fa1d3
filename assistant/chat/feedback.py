"""What people say of an answer becomes a question of their own evaluation set."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import CommandError
from assistant.render import numbers_of
from assistant.user_folders import file_stem, replace_file, user_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.model import Conversation
    from assistant.render import Place
    from assistant.settings import Settings

_MOST_DIGITS = 2
"""In the number of a place; what has more is the number that was asked for, such as a port."""
_SURROGATE = "[\ud800-\udfff]"
_ADDRESS = re.compile(r"(?:\S+|.+(?=\.\w+[#:]))\.(?:md|markdown|txt)(?:#\S+|:\d+)?", re.IGNORECASE)
"""What is an address; in the path of one that names a section there may be blanks."""


def feedback_path(root: Path, settings: Settings) -> Path:
    """Give the path of the question file for the notes at `root`, which need not exist."""
    if settings.feedback:
        return Path(settings.feedback)
    return user_folder("data") / f"{file_stem(root, os.fsencode(root))}.jsonl"


def praise(conversation: Conversation, addresses: Sequence[str]) -> dict[str, Any]:
    """Give the question of the last turn with the sections that were right.

    `addresses` are those of the answer that was shown; none where it was right that there is none.
    """
    expected = {"relevant": list(addresses)} if addresses else {"answerable": False}
    return {**_question(conversation, "good"), **expected}


def complaint(
    conversation: Conversation,
    places: Sequence[Place],
    resolve: Callable[[str], str | None],
    expected: str,
) -> dict[str, Any]:
    """Give the question of the last turn with what was expected instead, if that was said.

    `expected` is the number of one of `places`, the address of a section, `nothing`, or what the
    answer should have held; where it is empty, the question says only that the reply was bad.
    `resolve` finds the address of a section. Raises `CommandError` for a number or an address of
    nothing.
    """
    return {**_question(conversation, "bad"), **_expectation(places, resolve, expected)}


def _expectation(
    places: Sequence[Place], resolve: Callable[[str], str | None], expected: str
) -> dict[str, Any]:
    if not expected:
        return {}
    if expected.casefold() == "nothing":
        return {"answerable": False}
    if expected.isdecimal() and len(expected) <= _MOST_DIGITS:
        return {"relevant": [place_at(places, expected).source.address]}
    if (address := resolve(expected)) is not None:
        return {"relevant": [address]}
    # One that points nowhere would keep the whole file from being read.
    if _ADDRESS.fullmatch(expected):
        raise CommandError(f"{expected}: no such section; /topics lists them")
    return {"answers": [_checked(expected)]}


def place_at(places: Sequence[Place], number: str) -> Place:
    """Give the place that a number, counted from 1, names; raises `CommandError` for none."""
    if not places:
        raise CommandError("nothing is listed; ask a question first, or /search")
    numbers = [str(at) for at in range(1, len(places) + 1)]
    if number not in numbers:
        named = f"{number}: " if number else ""
        raise CommandError(f"{named}no such source; give {numbers_of(places)} (see /sources)")
    return places[numbers.index(number)]


def _checked(expected: str) -> str:
    """Refuse what would be taken for a regular expression, but is none."""
    from assistant.evaluation.questions import check_pattern

    try:
        check_pattern(expected)
    except ValueError as error:
        raise CommandError(str(error)) from error
    return expected


def _question(conversation: Conversation, verdict: str) -> dict[str, Any]:
    *before, last = conversation.turns
    return {
        "id": f"chat-{_digest(conversation)}",
        "question": last.question,
        **({"history": [turn.question for turn in before]} if before else {}),
        "kind": verdict,
        "verdict": verdict,
    }


_SESSION = secrets.token_hex(4)
"""Keeps apart what is judged in two chats that ask the same."""


def _digest(conversation: Conversation) -> str:
    """Name the last turn of the conversation; judged again it has the same name."""
    words = "\0".join((_SESSION, *(turn.question for turn in conversation.turns)))
    return hashlib.blake2b(words.encode(errors="replace"), digest_size=6).hexdigest()


def write_feedback(path: Path, row: dict[str, Any]) -> None:
    """Add a question to the file, in the place of one with the same id, if there is one.

    A lone surrogate is replaced by U+FFFD. Raises `CommandError` where the file can't be read or
    written.
    """
    # What is typed at a terminal that doesn't speak UTF-8 may hold what can't be written.
    line = re.sub(_SURROGATE, "\ufffd", json.dumps(row, ensure_ascii=False)) + "\n"
    try:
        old = _lines(path)
        kept = [one for one in old if _id(one) != row["id"]]
        if len(kept) == len(old):
            _append(path, line if not old or old[-1].endswith("\n") else f"\n{line}")
        else:
            replace_file(path, "".join([*kept, line]))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}; set feedback to another file") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}: not UTF-8; set feedback to another file") from error
    except ValueError as error:
        raise CommandError(f"{path}: {error}; set feedback to another file") from error


def _lines(path: Path) -> list[str]:
    # A device, or a pipe that nobody writes into, has no end.
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise CommandError(f"{path}: not a file; set feedback to another file")
    try:
        # Not at the other line ends that str.splitlines knows, which JSON may hold.
        with path.open(encoding="utf-8") as file:
            return list(file)
    except FileNotFoundError:
        return []


def _id(line: str) -> object:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row.get("id") if isinstance(row, dict) else None


def _append(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # What people ask is nobody else's business.
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8"
    ) as file:
        file.write(text)
