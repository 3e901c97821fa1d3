"""Cut a long line to the part of it that holds what was looked for; pure."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEFORE = 3
"""Which part of the width, at most, stands before the first word: a third."""


def window_start(text: str, words: Sequence[tuple[int, int]], width: int) -> int:
    """Give where to begin in a line that is too long, to show most of the words; 0 for at once.

    `words` are the places of those looked for, in order.
    """
    if len(text) <= width or not words:
        return 0
    reach = width - width // _BEFORE
    begins = [begin for begin, end in words]

    def in_reach(at: int) -> int:
        return bisect_left(begins, at + reach) - bisect_left(begins, at)

    first = max(begins, key=lambda at: (in_reach(at), -at))
    if first < width // 2:
        return 0
    # At a blank, if one is near.
    least = first - width // _BEFORE
    blank = text.find(" ", least, first)
    return blank + 1 if blank >= 0 else least


def window(text: str, words: Sequence[tuple[int, int]], width: int) -> str:
    """Give at most `width` characters of a line, with an ellipsis where something is left out."""
    start = window_start(text, words, width)
    cut = f"…{text[start:]}" if start else text
    return cut if len(cut) <= width else f"{cut[: width - 1].rstrip()}…"
