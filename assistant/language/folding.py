"""Letters brought to one form: without case, accents or marks without end; pure."""

from __future__ import annotations

import unicodedata
from itertools import groupby, islice

_MOST_MARKS = 30
"""How many combining marks a letter has at most; Unicode's stream-safe format allows as many."""


def fold(text: str) -> str:
    """Fold case and strip accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", with_few_marks(text.casefold()))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)


def normalized(text: str) -> str:
    """Give the plain characters that compatible ones stand for (NFKC), apostrophes straight."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", with_few_marks(text)).replace("’", "'")


def with_few_marks(text: str) -> str:
    """Leave out the combining marks that a letter has beyond `_MOST_MARKS`.

    To normalize a text takes as long as the square of how many are in a row.
    """
    if len(text) <= _MOST_MARKS or not any(map(unicodedata.combining, text)):
        return text
    kept: list[str] = []
    for is_mark, run in groupby(text, lambda char: unicodedata.combining(char) > 0):
        kept += islice(run, _MOST_MARKS if is_mark else None)
    return "".join(kept)
