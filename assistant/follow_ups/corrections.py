"""Follow-ups that say what was meant instead: "no, I meant images", "sorry, images"; pure."""

from __future__ import annotations

import re

CORRECTS = r"(?:(?:no|nope|sorry|oops|wait|actually|well|oh)[,.!]* )*i (?:mean|meant) "
"""How a follow-up begins that says what was meant instead."""

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


def is_correction(question: str) -> bool:
    """Tell whether a follow-up says that the question before it was not meant."""
    return bool(meant_instead(question) or as_correction(question))


def meant_instead(question: str) -> str:
    """Give what "no, I meant …" says in the place of the last question; empty for none."""
    found = _MEANT.match(question.strip())
    return question.strip()[found.end() :] if found else ""


def as_correction(question: str) -> str:
    """Give a follow-up that names what was meant instead as one that says so; empty for others."""
    found = _CORRECTION.match(question.strip())
    thing = next(filter(None, found.groups()), "") if found else ""
    return f"I meant {thing}" if thing else ""
