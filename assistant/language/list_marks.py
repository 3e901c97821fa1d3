"""What Markdown has before the text of a list's item."""

from __future__ import annotations

ITEM_MARK = r"(?:[-*+]|\d{1,9}[.)])[ \t]+"
"""A bullet, or a number of nine digits at most, as CommonMark has it; a part of patterns."""
