"""The patterns of an ignore file, but for those that are none or would take for ever; pure."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_STARS = 4
"""In a part of a pattern between slashes. Each takes as many letters as it can, so that matching
takes as long as a name has letters to the power of their number."""
MOST_DEPTHS = 8
"""How often a pattern says `**` for folders of any depth."""


def read_patterns(lines: Sequence[str]) -> tuple[GitIgnoreSpec, list[int]]:
    """Give what the lines of an ignore file match, and the numbers, from 1, of those left out."""
    usable = [*map(is_usable, lines)]
    broken = [number for number, is_good in enumerate(usable, start=1) if not is_good]
    return GitIgnoreSpec.from_lines(compress(lines, usable)), broken


def is_usable(line: str) -> bool:
    """Tell whether a line is a pattern, or a comment, and to match it is sure to come to an end."""
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return line.startswith("#") or _is_bounded(line)


def _is_bounded(pattern: str) -> bool:
    parts = pattern.split("/")
    return parts.count("**") <= MOST_DEPTHS and all(
        part == "**" or part.count("*") <= MOST_STARS for part in parts
    )
