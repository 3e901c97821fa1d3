"""Patterns that are looked for in a text only where a word is that they can't do without.

To compile a pattern takes as long as to look for some hundred words, and a process that answers one
question would compile most for nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern by which something is told of a text, and the words that it can't do without."""

    words: tuple[str, ...]
    """In lower case; one of them is in whatever the pattern finds, perhaps within another word."""
    pattern: str

    def search(self, text: str) -> re.Match[str] | None:
        """Find the pattern anywhere in a text."""
        return re.search(self.pattern, text) if has_one(text, self.words) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Find it where a text begins."""
        return re.match(self.pattern, text) if has_one(text, self.words) else None


def has_one(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text has one of some words in lower case, in whatever case it has it."""
    lower = text.lower()
    return any(word in lower for word in words)
