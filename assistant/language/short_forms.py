"""Weekdays, months and units of time as people shorten them in notes; for English."""

from __future__ import annotations

from assistant.language.dates import MONTHS

_WEEKDAYS = (
    *(("monday", "mon"), ("tuesday", "tue"), ("tuesday", "tues"), ("wednesday", "wed")),
    *(("thursday", "thu"), ("thursday", "thur"), ("thursday", "thurs"), ("friday", "fri")),
    *(("saturday", "sat"), ("sunday", "sun")),
)
_MONTHS = (*((name, name[:3]) for name in MONTHS if len(name) > 4), ("september", "sept"))
_UNITS = (
    *(("second", "sec"), ("second", "secs"), ("minute", "min"), ("minute", "mins")),
    *(("hour", "hr"), ("hour", "hrs"), ("week", "wk"), ("week", "wks"), ("month", "mth")),
    *(("year", "yr"), ("year", "yrs")),
)
_WORDS = frozenset({"jan", "mar", "min", "sat", "sec", "sun", "wed"})
"""Short forms that are as often names or words of their own: they are looked for, and stand for
nothing else where they are typed."""


def _pairs() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for full, short in (*_WEEKDAYS, *_MONTHS, *_UNITS):
        for one in (full, f"{full}s"):
            found[one] = (*found.get(one, ()), short)
        if short not in _WORDS:
            found[short] = (*found.get(short, ()), full)
    return found


SHORT_FORMS = _pairs()
"""A word → how it is written otherwise."""
