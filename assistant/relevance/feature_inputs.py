"""A question brought together with its candidates, for the features to be computed from."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy

from assistant.language.topics import is_about, strangers
from assistant.records import dataclass
from assistant.relevance.ngrams import find_grams
from assistant.relevance.term_places import GAP, Finder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from assistant.model import Floats, Integers, Marks, Positions
    from assistant.relevance.ngrams import Grams
    from assistant.relevance.ranking_types import FieldScores
    from assistant.relevance.term_places import Places, Term
    from assistant.storage.index_types import Candidate

FEEDBACK_TERMS = 300
"""How many of a candidate's terms are compared with others'; more would cost time and tell no
more."""

EXACT_TOPIC = 0.99
"""From what likeness of their words on two topics are the same: none may be missing or more. A
little below 1, for the last bits."""

LEAD = 30
"""How many of a section's first terms are its lead, where good notes put the answer. With 15 and
60, and the weights as they are, the Success@1 on people's own notes (`dev`) is .013 and .004 lower,
that on plain.jsonl .005 and .003 higher."""


@dataclass(frozen=True, slots=True)
class CandidateTerms:
    """Which terms the candidates hold: an entry for each candidate and term, as they come first.

    In an order that does not depend on the terms' ids, so that sums over them come out the same
    to the last bit, however the index came about.
    """

    owner: Positions
    """The candidate, as its position among them; ascending; shape (entries,)."""
    number: Integers
    """The term's id."""
    term: Positions
    """Which term, by where it comes first."""
    weights: Floats
    """Its log frequency times its idf among the candidates."""


class Asked:
    """A question and its candidates, with what several features are computed from."""

    def __init__(
        self,
        text: str,
        sequence: Sequence[int],
        terms: Sequence[Term],
        candidates: Sequence[Candidate],
        scores: FieldScores,
    ) -> None:
        """Bring them together; `sequence` is the question as positions in `terms`."""
        self.text = text
        self.terms = terms
        self.candidates = candidates
        self.scores = scores
        self.sequence = sequence
        self.weights = numpy.array([term.weight for term in terms])
        self.content = self.weights * [term.is_content for term in terms]
        # A question of stop words alone is about them.
        self.content = self.content if self.content.any() else self.weights
        self._finder = Finder(terms)

    @cached_property
    def own_places(self) -> Places:
        """Where the question's terms stand in the own headings."""
        return self._finder.places([candidate.own for candidate in self.candidates])

    @cached_property
    def body_places(self) -> Places:
        """Where they stand in the bodies."""
        return self._finder.places([candidate.body for candidate in self.candidates])

    @cached_property
    def heading_places(self) -> Places:
        """Where they stand on the heading sides."""
        return self._finder.places([candidate.heading for candidate in self.candidates])

    @cached_property
    def own(self) -> Floats:
        """How far each own heading holds each term; shape (terms, candidates), 0 to 1."""
        return self._presence(self.own_places)

    @cached_property
    def heading(self) -> Floats:
        """The same for the whole heading side."""
        return self._presence(self.heading_places)

    @cached_property
    def body(self) -> Floats:
        """The same for the body."""
        return self._presence(self.body_places)

    @cached_property
    def lead(self) -> Floats:
        """The same for the beginning of the body."""
        return self._presence(self.body_places.within(LEAD))

    @cached_property
    def anywhere(self) -> Floats:
        """The same for heading side and body together."""
        return numpy.maximum(self.heading, self.body)

    @cached_property
    def distances(self) -> Floats:
        """How far on from each place in the bodies each term is next; shape (terms, places).

        0 for the place's own term, infinity where none follows in the same candidate.
        """
        places = self.body_places
        following = numpy.full((len(self.terms), len(places.at)), numpy.inf)
        following[places.term, numpy.arange(len(places.at))] = places.at
        nearest = numpy.minimum.accumulate(following[:, ::-1], axis=1)[:, ::-1]
        distances: Floats = nearest - places.at
        # Those stand in another candidate, or too far on to count.
        distances[distances > GAP] = numpy.inf
        return distances

    @cached_property
    def likeness(self) -> Floats:
        """Dice's coefficient of question and own heading; what the question lacks weighs its mean.

        Shape (candidates,), 0 to 1.
        """
        common: Floats = self.weights @ self.own
        total = self.weights.sum()
        sizes = self.each(lambda candidate: len(set(candidate.own.tolist())))
        strangers = numpy.maximum(0, sizes - self.own.sum(axis=0))
        likeness: Floats = 2 * common / (total + common + strangers * total / len(self.terms))
        return likeness

    @cached_property
    def headings(self) -> list[str]:
        """The own headings as they are written."""
        return [one.text.partition("\n")[0] for one in self.candidates]

    @cached_property
    def same_topic(self) -> Floats:
        """Whether the own heading names the question's topic and no other; shape (candidates,).

        By Dice's coefficient of their words, those left out that say nothing of a topic: what is
        asked of as "what is X" stands under "X", "About X" or "Can you tell something of X".
        """
        content = numpy.array([term.is_content for term in self.terms], dtype=float)
        common: Floats = content @ self.own

        def are_alike(sizes: Floats) -> Marks:
            alike: Marks = 2 * common / numpy.maximum(1, content.sum() + sizes) >= EXACT_TOPIC
            return alike

        # Mostly no heading has all that is asked, so that none need be searched for more.
        if not are_alike(common).any():
            return self.none()
        sizes = numpy.maximum(strangers(self.text, self.headings), common)
        same = are_alike(sizes).astype(float)
        for at in numpy.flatnonzero(same).tolist():
            same[at] = is_about(self.text, self.headings[at])
        return same

    @cached_property
    def vocabulary(self) -> CandidateTerms:
        """What the own headings and the beginnings of the bodies hold."""
        sides = [
            side
            for candidate in self.candidates
            for side in (candidate.own, candidate.body[:FEEDBACK_TERMS])
        ]
        tokens = numpy.concatenate(sides)
        count = len(self.candidates)
        lengths = numpy.array([len(side) for side in sides]).reshape(count, 2).sum(axis=1)
        owner = numpy.repeat(numpy.arange(count), lengths)
        term = _first_places(tokens)
        counts = _counts_of_pairs(owner, term)
        entries = numpy.flatnonzero(counts)
        owner, term = owner[entries], term[entries]
        idf = numpy.log((count + 1) / numpy.bincount(term)[term])
        return CandidateTerms(owner, tokens[entries], term, numpy.log1p(counts[entries]) * idf)

    @cached_property
    def grams(self) -> Grams:
        """Where the question's character n-grams stand in the candidates' texts."""
        return find_grams(self.text, [candidate.text for candidate in self.candidates])

    def each(self, value: Callable[[Candidate], float]) -> Floats:
        """Give a number for each candidate; shape (candidates,)."""
        return numpy.array([float(value(candidate)) for candidate in self.candidates])

    def none(self) -> Floats:
        """Give 0 for each candidate."""
        return numpy.zeros(len(self.candidates))

    def content_share(self, presence: Floats) -> Floats:
        """Give the share of the content terms' weight that is present; shape (candidates,)."""
        share: Floats = self.content @ presence / self.content.sum()
        return share

    def _presence(self, places: Places) -> Floats:
        present = numpy.zeros((len(self.terms), len(self.candidates)))
        # Ascending, so that the greatest share is what stays.
        order = numpy.argsort(places.share, kind="stable")
        present[places.term[order], places.owner[order]] = places.share[order]
        return present


def _first_places(values: NDArray[numpy.integer[Any]]) -> Positions:
    """Give for each value, a whole number from 0, where it comes first."""
    first = numpy.empty(int(values.max(initial=-1)) + 1, dtype=int)
    # Backwards, so that the first place is what stays.
    first[values[::-1]] = numpy.arange(len(values))[::-1]
    places: Positions = first[values]
    return places


def _counts_of_pairs(owner: Positions, term: Positions) -> Positions:
    """Count each pair of owner and term where it comes first, and elsewhere give 0.

    `owner` ascends; what `term` holds is below their number. Takes memory for the entries alone,
    of which there may be many of many owners: not for all pairs there could be.
    """
    # In as few bytes as it can be, of which numpy sorts two in a tenth of the time. Those of one
    # term stay in the order of their owners.
    order = numpy.argsort(term.astype(numpy.min_scalar_type(len(term))), kind="stable")
    is_first = numpy.ones(len(order), dtype=bool)
    is_first[1:] = (numpy.diff(term[order]) != 0) | (numpy.diff(owner[order]) != 0)
    starts = numpy.flatnonzero(is_first)
    counts = numpy.zeros(len(order), dtype=int)
    counts[order[starts]] = numpy.diff(starts, append=len(order))
    return counts
