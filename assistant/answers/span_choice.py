"""A question brought together with the spans that may answer it; pure."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy

from assistant.language.effects import asked_effect, tells_effect
from assistant.language.topics import asked_thing
from assistant.model import Alternative, BlockKind
from assistant.records import dataclass
from assistant.relevance.weighting import alternatives_of, stands_in
from assistant.storage.meanings import is_meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from assistant.language.span import Span
    from assistant.model import Floats, Query


ABOVE_SHARE = 0.8
"""What a word above a span counts of what it would count in it. From .5 to 1 the questions on
people's own notes (`dev`) are answered alike."""

_WORD = r"[\w'’-]+"
_GOES_ON = r"(?i)^\W*\w+ (?:it|them|these|this|those)\b.*:$"
"""Leads to a command for what the sentence before names: "Start it with:"."""


@dataclass(frozen=True, slots=True)
class SpanCandidate:
    """A span with its terms."""

    span: Span
    terms: tuple[str, ...]
    is_inline: bool = False
    """Whether it is code that was cut out of a sentence, which is a span as well."""
    comment: tuple[str, ...] = ()
    """The terms of the comment above it in the same code."""
    about: tuple[str, ...] = ()
    """The terms of the label that its line begins with, which all sentences of the line are on."""
    above: tuple[str, ...] = ()
    """The terms of the items and the leading line that it stands below."""

    @property
    def is_code(self) -> bool:
        """Whether it is code, of a block or of a sentence."""
        return self.span.kind is BlockKind.CODE

    @property
    def is_line(self) -> bool:
        """Whether it is a line of a code block."""
        return self.is_code and not self.is_inline


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings that the spans of a section stand under."""

    terms: frozenset[str] = frozenset()
    """Those of all of them."""
    own: str = ""
    """The text of the section's own."""


class SpanChoice:
    """A question with the spans that it may be answered by."""

    def __init__(
        self,
        query: Query,
        weights: Mapping[str, float],
        headings: Headings,
        candidates: Sequence[SpanCandidate],
        *,
        wants_command: bool = False,
    ) -> None:
        """Bring them together.

        `weights` is what each content term counts; `wants_command` says whether it is asked what to
        type.
        """
        self.query = query
        self.text = query.standalone
        self.weights = weights
        self.headings = headings
        self.candidates = candidates
        self.wants_command = wants_command
        self.sequence = [term for term in query.terms if term in weights]
        self._stands_for = {term: Alternative(term, term, 1.0) for term in weights}
        self._meanings: list[Alternative] = []
        for one in chain.from_iterable(alternatives_of(query).values()):
            if one.term in weights and is_meaning(one.instead):
                self._meanings.append(one)
            elif one.term in weights:
                self._stands_for.setdefault(one.instead, one)

    @cached_property
    def total(self) -> float:
        """The weight of all content terms; 1 where there is none."""
        return sum(self.weights.values()) or 1.0

    @cached_property
    def held(self) -> list[dict[str, float]]:
        """How far each span holds each content term that it holds."""
        return [self._held_by_candidate(one) for one in self.candidates]

    def _held_by_candidate(self, candidate: SpanCandidate) -> dict[str, float]:
        held = self.held_by((*candidate.terms, *candidate.about))
        for above in (candidate.above, candidate.comment):
            for term, far in self.held_by(above).items() if above else ():
                held[term] = max(ABOVE_SHARE * far, held.get(term, 0.0))
        return held

    @cached_property
    def headed(self) -> dict[str, float]:
        """The same for the headings."""
        return self.held_by(self.headings.terms)

    @cached_property
    def leads(self) -> Mapping[int, tuple[int, ...]]:
        """The numbers of the prose that leads to each code, in order, by the code's own.

        That is the last before it, with what this goes on from.
        """
        found: dict[int, tuple[int, ...]] = {}
        last: tuple[int, ...] = ()
        for at, one in enumerate(self.candidates):
            if one.is_code:
                found[at] = last
            else:
                last = (*last, at) if re.search(_GOES_ON, one.span.text) else (at,)
        return found

    @cached_property
    def effect_told(self) -> Floats:
        """Whether each span says, in prose, what the thing does that is asked about.

        Where no span has the whole name, and the heading has the other words of it, the last one
        names it: `up`, under "Compose".
        """
        thing = (asked_thing(self.text) or asked_effect(self.text)).lower()
        *rest, last = thing.split() or [""]
        is_whole = any(thing in one.span.text.lower() for one in self.candidates)
        is_headed = set(rest) <= set(re.findall(_WORD, self.headings.own.lower()))
        name = last if is_headed and not is_whole else thing
        return self.each_prose(lambda text: tells_effect(text, name))

    @cached_property
    def coverage(self) -> Floats:
        """The share of the content terms' weight that each span holds."""
        return numpy.array([self.share(held) for held in self.held])

    def telling_as_much(self, at: int) -> list[int]:
        """Give the numbers of all but code that hold what one holds beside the headings."""
        needed = self.held[at].keys() - self.headed.keys()
        return [
            other
            for other, one in enumerate(self.candidates)
            if not one.is_code and needed <= self.held[other].keys()
        ]

    def each(self, value: Callable[[SpanCandidate], float]) -> Floats:
        """Give a number for each span; shape (spans,)."""
        return numpy.array([float(value(candidate)) for candidate in self.candidates])

    def each_prose(self, tells: Callable[[str], object]) -> Floats:
        """Give 1 for each span that is no code and of whose text something is so, else 0."""
        return self.each(lambda one: not one.is_code and bool(tells(one.span.text)))

    def none(self) -> Floats:
        """Give 0 for each span."""
        return numpy.zeros(len(self.candidates))

    def alternatives(self) -> Iterable[Alternative]:
        """Give each term that stands for a content term, which itself is one of them."""
        return self._stands_for.values()

    def held_by(self, terms: Collection[str]) -> dict[str, float]:
        """Tell how far some terms hold each content term that they hold."""
        held: dict[str, float] = {}
        for term in terms:
            if found := self._stands_for.get(term):
                held[found.term] = max(found.share, held.get(found.term, 0.0))
        for one in self._meanings:
            if stands_in(one.instead, terms):
                held[one.term] = max(one.share, held.get(one.term, 0.0))
        return held

    def share(self, held: Mapping[str, float]) -> float:
        """Give the share of the content terms' weight that is held."""
        return sum(self.weights[term] * far for term, far in held.items()) / self.total
