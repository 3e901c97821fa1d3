"""Numbers with the word that they belong to, together or apart: "14 mm", "14mm", "year 7", "Y7"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.stop_words import STOP_WORDS
from assistant.language.synonyms import SPELLING_SHARE, SYNONYM_SHARE, Expansion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.model import Analyze

_DIGITS = frozenset("0123456789")
_NUMBERED = r"(?<![\w.,-])([^\W\d_]{3,})\s(\d{1,3})(?![\w.,-]\w|\w)"
"""A word and a number behind it, as of years, periods, questions and rooms."""
_MEASURED = r"(?<![\w.,-])(\d+)(\s?)([a-zA-Z]{1,3})(?![\w-])"
"""A number and a unit, apart or together."""


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
        Expansion(meant, at, len(typed), share)
        # What is asked again and again is looked for once.
        for typed, meant, share in dict.fromkeys(_written_otherwise(text, analyze))
        if all(map(holds, meant))
        for at in range(len(terms) - len(typed) + 1)
        if tuple(terms[at : at + len(typed)]) == typed
    )


def _written_otherwise(
    text: str, analyze: Analyze
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], float]]:
    """Pair the terms of what was typed with those of how it may be written, and what that counts.

    A letter before a number stands for more words than one.
    """
    for word, number in re.findall(_NUMBERED, text):
        if word.lower() not in STOP_WORDS:
            short = f"{word[0].lower()}{number}"
            yield _terms(f"{word} {number}", analyze), (short,), SYNONYM_SHARE
    for number, gap, unit in re.findall(_MEASURED, text):
        if unit.lower() not in STOP_WORDS:
            apart, together = (_terms(f"{number}{one}{unit}", analyze) for one in (" ", ""))
            yield (apart, together, SPELLING_SHARE) if gap else (together, apart, SPELLING_SHARE)


def _terms(text: str, analyze: Analyze) -> tuple[str, ...]:
    return tuple(analyze(text))
