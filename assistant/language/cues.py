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

    def may_find(self, text: str) -> bool:
        """Tell whether a text has one of the words."""
        return has_one(text, self.words)

    def search(self, text: str) -> re.Match[str] | None:
        """Find the pattern anywhere in a text."""
        return re.search(self.pattern, text) if self.may_find(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Find it where a text begins."""
        return re.match(self.pattern, text) if self.may_find(text) else None


@dataclass(frozen=True, slots=True)
class Opening:
    """A pattern that is found only where a text begins, and the words that it begins with there."""

    words: tuple[str, ...]
    """In lower case; whatever the pattern finds begins with one, perhaps as a part of a word."""
    pattern: str
    signs: str | None = None
    """The characters that may stand before the words; white space if `None`."""

    def may_find(self, text: str) -> bool:
        """Tell whether a text begins with one of the words."""
        return text.lstrip(self.signs).lower().startswith(self.words)

    def search(self, text: str) -> re.Match[str] | None:
        """Find the pattern where a text begins, as there is nowhere else to look."""
        return re.match(self.pattern, text) if self.may_find(text) else None


def has_one(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text has one of some words in lower case, in whatever case it has it."""
    lower = text.lower()
    # Not by `any`, which takes twice as long to walk through so few.
    for word in words:  # noqa: SIM110
        if word in lower:
            return True
    return False
