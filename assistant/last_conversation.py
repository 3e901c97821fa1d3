"""The last conversation with some notes, kept in a file so that `ask --continue` can take it up.

Of each turn the question is kept as typed and as it was understood; what was found is found again,
since the notes may have changed.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from assistant.model import Resolution, ResolutionKind
from assistant.records import dataclass
from assistant.user_folders import digest, replace_file, user_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.model import Conversation

SCHEMA = 2
"""The number of the file's format; a file of another is left alone, and a new one begins."""
MOST_TURNS = 5
"""How many of the latest turns are kept; a follow-up seldom reaches back further."""


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """What is kept of a turn."""

    question: str
    """As the person typed it."""
    resolution: Resolution
    """As it was understood."""


def conversation_path(root: Path) -> Path:
    """Give the path of the file for a folder of notes, which need not exist."""
    return user_folder("state") / f"conversation-{digest(os.fsencode(root))}.json"


def keep(conversation: Conversation, root: Path) -> None:
    """Write a conversation's last turns in one step; raises `OSError` where that can't be done."""
    turns = [_row(one.question, one.query.resolution) for one in conversation.turns[-MOST_TURNS:]]
    content = {"schema": SCHEMA, "notes": str(root), "turns": turns}
    replace_file(conversation_path(root), json.dumps(content, ensure_ascii=True, indent=1) + "\n")


def keep_or_say(conversation: Conversation, root: Path, say: Callable[[str], None]) -> bool:
    """Write as `keep` does, and tell whether that worked; else say what is lost by it."""
    try:
        keep(conversation, root)
    except OSError as error:
        # The error names the file that was to take its place, or, of a full disk, none.
        path = conversation_path(root)
        say(f"{path}: {error.strerror}; 'ask --continue' won't know this question")
        return False
    return True


def read_kept(root: Path, warn: Callable[[str], None]) -> tuple[KeptTurn, ...]:
    """Read the turns that were kept, oldest first; none where the file is missing or damaged."""
    path = conversation_path(root)
    try:
        content = json.loads(path.read_bytes())
        # The digest of another folder's path may be the same.
        is_ours = (content["schema"], content["notes"]) == (SCHEMA, str(root))
        turns = content["turns"] if is_ours else ()
        return tuple(_turn(row) for row in turns)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        warn(f"{path}: the last conversation can't be read ({_why(error)}); a new one begins")
        return ()


def _row(question: str, resolution: Resolution) -> dict[str, Any]:
    return {
        "question": question,
        "standalone": resolution.standalone,
        "resolved": resolution.replaced,
        "resolution": resolution.kind,
        "supplied": resolution.supplied,
        "passed_over": resolution.passed_over,
    }


def _turn(row: dict[str, Any]) -> KeptTurn:
    """Give a turn; raises `ValueError`, `TypeError` or `KeyError` for what is none."""
    pairs = tuple((str(word), str(meant)) for word, meant in row["resolved"])
    texts = (row["question"], row["standalone"], row["supplied"])
    if not all(isinstance(one, str) for one in texts):
        raise TypeError("a question is no text")
    kind = ResolutionKind(row["resolution"])
    shown = tuple(map(str, row["passed_over"]))
    resolution = Resolution(row["standalone"], pairs, shown, kind, row["supplied"])
    return KeptTurn(row["question"], resolution)


def _why(error: Exception) -> str:
    return f"no {error}" if isinstance(error, KeyError) else str(error)
