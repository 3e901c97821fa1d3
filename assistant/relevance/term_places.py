"""Where the terms of a question, and what may stand in their place, stand in the candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Floats, Integers, Marks, Positions

GAP = 1000
"""How far apart the terms of two candidates are laid; more than any distance that counts."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the question as the features see it."""

    number: int
    """Its id in the index; `NO_ID` for one that stands nowhere, but whose alternatives do."""
    weight: float
    """Its idf over both fields."""
    is_content: bool
    """Whether it says what is asked about, rather than how."""
    alternatives: tuple[tuple[tuple[int, ...], float], ...] = ()
    """What may stand in its place, as the id of a term or those of several which have to stand
    there all, and what share of its weight each is worth."""
    name: str = ""
    """The term itself."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the question's terms stand in one side of the candidates; each of shape (places,)."""

    term: Positions
    """Which term, as its position among the question's."""
    owner: Positions
    """In which candidate, as its position among them; ascending."""
    at: Positions
    """Where, counted through all candidates with a gap between them; ascending."""
    offset: Positions
    """Where, counted from the candidate's first term."""
    share: Floats
    """How far it is the term: 1, or what an alternative is worth."""

    def within(self, count: int) -> Places:
        """Give those among so many of a candidate's first terms."""
        kept = numpy.flatnonzero(self.offset < count)
        term, owner, at, offset = (
            column[kept] for column in (self.term, self.owner, self.at, self.offset)
        )
        return Places(term, owner, at, offset, self.share[kept])


class Finder:
    """Finds the terms of a question in what candidates hold."""

    def __init__(self, terms: Sequence[Term]) -> None:
        """Take a question's terms, by whose positions the places are named."""
        self._lookup = _lookup(terms)
        self._marks = marks_of(self._lookup[0].tolist())
        self._meanings = [
            (position, words, share)
            for position, term in enumerate(terms)
            for words, share in term.alternatives
            if len(words) > 1
        ]

    def places(self, side: Sequence[Integers]) -> Places:
        """Give where the terms stand in one side of the candidates."""
        numbers, positions, shares = self._lookup
        lengths = numpy.array([len(one) for one in side])
        tokens = numpy.concatenate(side)
        # Of most terms no more is looked at than that they are not asked for.
        found = numpy.flatnonzero(self._marks.take(tokens, mode="clip"))
        at = numpy.searchsorted(numbers, tokens[found])
        ends = numpy.cumsum(lengths)
        term, share = positions[at], shares[at]
        for position, words, worth in self._meanings:
            more = _places_of_all(words, tokens, ends)
            # What was typed goes before what may stand in its place.
            more = more[~numpy.isin(more, found)]
            order = numpy.argsort(numpy.concatenate([found, more]), kind="stable")
            found = numpy.concatenate([found, more])[order]
            term = numpy.concatenate([term, numpy.full(len(more), position)])[order]
            share = numpy.concatenate([share, numpy.full(len(more), worth)])[order]
        owner = numpy.searchsorted(ends, found, side="right")
        offset = found - (ends - lengths)[owner]
        # A gap behind each candidate, so that nothing is near a neighbour's term.
        return Places(term, owner, found + GAP * owner, offset, share)


def marks_of(numbers: Sequence[int]) -> Marks:
    """Mark ids of terms, to be looked up with those beyond the last clipped; -1 is none."""
    marks = numpy.zeros(max(numbers, default=-1) + 2, dtype=bool)
    marks[[number for number in numbers if number >= 0]] = True
    return marks


def _places_of_all(words: Sequence[int], tokens: Integers, ends: Positions) -> Positions:
    """Give where any of some terms stand in the candidates that hold them all.

    `tokens` are those of all candidates, `ends` where each ends.
    """
    places = [numpy.flatnonzero(tokens == word) for word in words]
    owners = [numpy.searchsorted(ends, one, side="right") for one in places]
    holders = owners[0]
    for one in owners[1:]:
        holders = numpy.intersect1d(holders, one)
    held = numpy.isin(numpy.concatenate(owners), holders)
    found: Positions = numpy.sort(numpy.concatenate(places)[held])
    return found


def _lookup(terms: Sequence[Term]) -> tuple[Positions, Positions, Floats]:
    """Give ids, ascending, with the position of the term each stands for, and its share."""
    found: dict[int, tuple[int, float]] = {}
    for position, term in enumerate(terms):
        for words, share in term.alternatives:
            if len(words) == 1 and share > found.get(words[0], (0, 0.0))[1]:
                found[words[0]] = (position, share)
    # What was typed goes before what may stand in its place.
    found |= {term.number: (at, 1.0) for at, term in enumerate(terms) if term.number >= 0}
    numbers = sorted(found) or [-1]
    return (
        numpy.array(numbers),
        numpy.array([found.get(number, (-1, 0.0))[0] for number in numbers]),
        numpy.array([found.get(number, (-1, 0.0))[1] for number in numbers]),
    )
