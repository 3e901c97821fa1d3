"""Which lines of an ignore file can be used: those that are patterns, and matched in time; pure."""

from __future__ import annotations

from pathspec import GitIgnoreSpec

MOST_STARS = 4
"""In a part of a pattern between slashes. Each takes as many letters as it can, so that matching
takes as long as a name has letters to the power of their number."""
MOST_DEPTHS = 8
"""How often a pattern says `**` for folders of any depth."""


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
