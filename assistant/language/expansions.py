"""What a section may hold in place of a part of a question, and how much less that counts; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Terms = tuple[str, ...]

SYNONYM_SHARE = 0.5
"""What a synonym counts of what the same match would count had it been typed; 0 (off) to 1."""

PHRASE_SHARE = 0.75
"""The same for one of a phrase of several content words, which seldom means anything else. With .5
the Answer@1 on people's own notes (`dev`) is .009 lower, with .9 more of what has no answer is
answered."""

OWN_SHARE = 0.95
"""The same for one of the user's own list, which is meant for these very notes."""

SPELLING_SHARE = 1.0
"""The same for a word in the other English spelling or a shorter form, which is the same word."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a section may hold in place of a part of the question."""

    terms: Terms
    """The terms to look for; when there are several, a section has to hold them all."""
    first: int
    """The position in the question's terms of the first that they stand for, from 0."""
    length: int
    """How many of the question's terms they stand for; 1 or more."""
    share: float
    """What a match counts of what it would count had the terms been typed; above 0, up to 1."""

    def places(self) -> range:
        """Give the positions of the terms that they stand for."""
        return range(self.first, self.first + self.length)


def wherever(typed: Terms, terms: Sequence[str], meant: Terms, share: float) -> Iterator[Expansion]:
    """Give what is meant by some terms for each place where they stand among a question's."""
    length = len(typed)
    return (
        Expansion(meant, at, length, share)
        for at in range(len(terms) - length + 1)
        if tuple(terms[at : at + length]) == typed
    )
