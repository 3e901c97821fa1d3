"""Follow-ups that say what was meant instead: "no, I meant images", "sorry, images"; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.wording import CORRECTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Turn

_MEANT = re.compile(CORRECTS, re.IGNORECASE)
_THING = r"(?!i\b|only\b|just\b|how\b|what\b)(?:(?:an?|the|my) )?[\w./'-]+(?: [\w./'-]+){0,2}?"
_CORRECTION = re.compile(
    rf"(?:(?:no|nope|sorry|oops|oh|wait|actually)[,.!]* +|\* ?)+(?P<behind>{_THING})(?<!\bones)\W*$"
    rf"|(?P<before>{_THING}),? i (?:mean|meant)\W*$"
    rf"|(?:no,? )?not {_THING}, (?:but )?(?P<other>{_THING})\W*$",
    re.IGNORECASE,
)
"""What corrects the last question without saying that it was meant: "sorry, images", "images i
mean", "not containers, images"."""


def meant_instead(question: str) -> str:
    """Give what "no, I meant …" says in the place of the last question; empty for none."""
    found = _MEANT.match(question.strip())
    return question.strip()[found.end() :] if found else ""


def as_correction(question: str) -> str:
    """Give a follow-up that names what was meant instead as one that says so; empty for others."""
    found = _CORRECTION.match(question.strip())
    thing = next(filter(None, found.groups()), "") if found else ""
    return f"I meant {thing}" if thing else ""


def uncorrected(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Leave out the turns that were not meant, as the one before "no, I meant X" was not."""
    following = [*turns[1:], None]
    return [
        one
        for one, after in zip(turns, following, strict=True)
        if after is None or not _is_correction(after.question)
    ]


def _is_correction(question: str) -> bool:
    return bool(meant_instead(question) or as_correction(question))
