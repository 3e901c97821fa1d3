"""Obsidian's comments of several blocks, which Markdown knows nothing of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BORDER = re.compile(r" {0,3}%%[ \t]*$")
_FENCE_MARK = re.compile(r"[ \t>]*(?:`{3,}|~{3,})")


def with_comments_as_html(lines: list[str]) -> list[str]:
    """Make HTML of Obsidian's comments between two lines of `%%`, which may hold any blocks.

    So the parser finds nothing in them. Not in fenced code, where `%%` may be a line of Matlab.
    """
    borders = _comment_borders(lines) if "%%" in map(str.strip, lines) else []
    found = list(lines)
    for first, last in zip(borders[::2], borders[1::2], strict=False):
        found[first] = lines[first].replace("%%", "<!--")
        found[first + 1 : last] = [line.replace("-->", "-- >") for line in lines[first + 1 : last]]
        found[last] = lines[last].replace("%%", "-->")
    return found


def _comment_borders(lines: Sequence[str]) -> list[int]:
    """Give the indices of the lines that begin and end comments in turn; one may be unpaired."""
    borders: list[int] = []
    fence = ""
    for at, line in enumerate(lines):
        is_commented = len(borders) % 2 == 1
        mark = "" if is_commented else (_FENCE_MARK.match(line) or [""])[0].strip()
        if mark and not fence:
            fence = mark
        elif fence and mark.startswith(fence) and line.strip() == mark:
            fence = ""
        elif not fence and _BORDER.match(line):
            borders.append(at)
    return borders
