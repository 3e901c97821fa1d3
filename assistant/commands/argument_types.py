"""What the values of options are read with; each raises `ValueError` with what to tell the user."""

from __future__ import annotations

from assistant.settings import MOST_SOURCES


def path(text: str) -> str:
    """Refuse an empty path, which is what a shell makes of a variable that is not set."""
    if not text:
        raise ValueError("the path is empty; is a variable not set?")
    return text


def count(text: str) -> int:
    """Read how many sections to list."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_SOURCES:
        raise ValueError(f"{text!r} is out of range; give 1 to {MOST_SOURCES}")
    return int(text)


def position(text: str) -> int:
    """Read the number of a place listed, from 1 on."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ValueError(f"{text!r} is no place listed; give 1 or more")
    return int(text)


def probability(text: str) -> float:
    """Read a number from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    # Written so that a NaN, which compares false with everything, is refused.
    if not 0 <= value <= 1:
        raise ValueError(f"{text!r} is out of range; give 0 to 1")
    return value
