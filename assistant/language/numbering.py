"""Numbers with their units, together or apart, short or as they are spoken: "14 mm", "14mm"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.expansions import SPELLING_SHARE, Expansion, wherever
from assistant.language.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.model import Analyze

_DIGITS = frozenset("0123456789")
_NAMED_PLURAL = r"(?<![\w-])([^\W\d_]+\d+)s(?!\w)"
"""Several of what is named by letters and a number, as SM58s."""
_MEASURED = r"(?<![\w.,-])(\d+)(\s?)([a-zA-Z]{1,3})(?![\w-])"
"""A number and a unit, apart or together."""
_UNITS = {
    "metre": "m", "centimetre": "cm", "millimetre": "mm", "kilometre": "km",
    "meter": "m", "centimeter": "cm", "millimeter": "mm", "kilometer": "km",
    "litre": "l", "millilitre": "ml", "liter": "l", "milliliter": "ml",
    "gram": "g", "kilogram": "kg", "kilo": "kg", "gigabyte": "gb", "gig": "gb",
    "inch": "in", "foot": "ft", "hour": "h", "minute": "min",
    "amp": "a", "volt": "v", "watt": "w", "kilowatt": "kw",
}  # fmt: skip
"""A unit as it is spoken, and as notes have it."""
_SPOKEN = rf"(?i)(?<![\w.,-])(\d+)\s({'|'.join(_UNITS)})s?\b"


def number_expansions(
    text: str, terms: Sequence[str], analyze: Analyze, holds: Callable[[str], bool]
) -> tuple[Expansion, ...]:
    """Give the numbers of a question as they may be written otherwise, where the notes hold that.

    `terms` are those of the text; `holds` tells whether a term stands in the notes.
    """
    # Most questions have no number, and are spared the time to compile the patterns.
    if _DIGITS.isdisjoint(text):
        return ()
    return tuple(
        one
        # What is asked again and again is looked for once.
        for typed, meant in dict.fromkeys(_written_otherwise(text, analyze))
        if all(map(holds, meant))
        for one in wherever(typed, terms, meant, SPELLING_SHARE)
    )


def _written_otherwise(
    text: str, analyze: Analyze
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Pair the terms of what was typed with those of how it may be written."""
    for name in re.findall(_NAMED_PLURAL, text):
        yield _terms(f"{name}s", analyze), _terms(name, analyze)
    for number, gap, unit in re.findall(_MEASURED, text):
        if unit.lower() not in STOP_WORDS:
            apart, together = (_terms(f"{number}{one}{unit}", analyze) for one in (" ", ""))
            yield (apart, together) if gap else (together, apart)
    for number, unit in re.findall(_SPOKEN, text):
        for gap in (" ", ""):
            short = f"{number}{gap}{_UNITS[unit.lower()]}"
            yield _terms(f"{number} {unit}", analyze), _terms(short, analyze)


def _terms(text: str, analyze: Analyze) -> tuple[str, ...]:
    return tuple(analyze(text))
