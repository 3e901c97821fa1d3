"""Where code stands in backticks amid a text; pure.

As CommonMark has it, a run of backticks is closed by the next one of the same length. Looking for
that from each run of many that are never closed takes longer than reading them all once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN = "`+"
NAMED = r"`([^`\n]+)`"
"""A name of code within a line, which is its group."""


class CodeSpans:
    """The runs of backticks in a text, each with the one that closes it."""

    def __init__(self, text: str) -> None:
        """Find them; takes as long as the text is."""
        runs = [match.span() for match in re.finditer(_RUN, text)] if "`" in text else []
        self._runs = runs
        self._closing: list[int | None] = [None] * len(runs)
        self._at = 0
        latest: dict[int, int] = {}
        for at in range(len(runs) - 1, -1, -1):
            width = runs[at][1] - runs[at][0]
            self._closing[at] = latest.get(width)
            latest[width] = at

    def next_from(self, place: int) -> tuple[int, int, int] | None:
        """Give where the first code from a place on begins and ends, and how wide its marks are.

        Places are asked for in ascending order.
        """
        while self._at < len(self._runs):
            begin, behind = self._runs[self._at]
            closing = self._closing[self._at]
            if begin >= place and closing is not None:
                return begin, self._runs[closing][1], behind - begin
            self._at += 1
        return None


def code_bounds(text: str) -> Iterator[tuple[int, int, int]]:
    """Give where each code begins and ends, marks included, and how wide these are."""
    spans = CodeSpans(text)
    end = 0
    while found := spans.next_from(end):
        yield found
        end = found[1]
