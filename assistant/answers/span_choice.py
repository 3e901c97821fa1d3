"""A question brought together with the spans that may answer it; pure."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy

from assistant.model import BlockKind
from assistant.records import dataclass
from assistant.relevance.weighting import alternatives_of, stands_in
from assistant.storage.meanings import is_meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from assistant.language.span import Span
    from assistant.model import Floats, Query


ALIKE = 5
"""Words that begin with as many equal letters are taken for relatives; fewer meet by chance."""


@dataclass(frozen=True, slots=True)
class SpanCandidate:
    """A span with its terms."""

    span: Span
    terms: tuple[str, ...]
    is_inline: bool = False
    """Whether it is code that was cut out of a sentence, which is a span as well."""
    comment: tuple[str, ...] = ()
    """The terms of the comment above it in the same code."""

    @property
    def is_code(self) -> bool:
        """Whether it is code, of a block or of a sentence."""
        return self.span.kind is BlockKind.CODE

    @property
    def is_line(self) -> bool:
        """Whether it is a line of a code block."""
        return self.is_code and not self.is_inline


class SpanChoice:
    """A question with the spans that it may be answered by."""

    def __init__(
        self,
        query: Query,
        weights: Mapping[str, float],
        heading: frozenset[str],
        candidates: Sequence[SpanCandidate],
        *,
        wants_command: bool = False,
    ) -> None:
        """Bring them together.

        `weights` is what each content term counts, `heading` the terms of the section's headings;
        `wants_command` says whether it is asked what to type.
        """
        self.query = query
        self.text = query.standalone
        self.weights = weights
        self.heading = heading
        self.candidates = candidates
        self.wants_command = wants_command
        self.sequence = [term for term in query.terms if term in weights]
        self._stands_for = {term: (term, 1.0) for term in weights}
        self._meanings: list[tuple[str, str, float]] = []
        for term, others in alternatives_of(query).items():
            for other, share in others:
                if term in weights and is_meaning(other):
                    self._meanings.append((other, term, share))
                elif term in weights and other not in self._stands_for:
                    self._stands_for[other] = (term, share)

    @cached_property
    def total(self) -> float:
        """The weight of all content terms; 1 where there is none."""
        return sum(self.weights.values()) or 1.0

    @cached_property
    def held(self) -> list[dict[str, float]]:
        """How far each span holds each content term that it holds."""
        return [self.held_by(candidate.terms) for candidate in self.candidates]

    @cached_property
    def headed(self) -> dict[str, float]:
        """The same for the headings."""
        return self.held_by(self.heading)

    @cached_property
    def coverage(self) -> Floats:
        """The share of the content terms' weight that each span holds."""
        return numpy.array([self.share(held) for held in self.held])

    def each(self, value: Callable[[SpanCandidate], float]) -> Floats:
        """Give a number for each span; shape (spans,)."""
        return numpy.array([float(value(candidate)) for candidate in self.candidates])

    def none(self) -> Floats:
        """Give 0 for each span."""
        return numpy.zeros(len(self.candidates))

    def meanings(self) -> Iterable[tuple[str, str, float]]:
        """Give each term that may be held, the content term it stands for, and how far."""
        return ((one, term, share) for one, (term, share) in self._stands_for.items())

    def held_by(self, terms: Collection[str]) -> dict[str, float]:
        """Tell how far some terms hold each content term that they hold."""
        held: dict[str, float] = {}
        for one in terms:
            if found := self._stands_for.get(one):
                term, share = found
                held[term] = max(share, held.get(term, 0.0))
        for meaning, term, share in self._meanings:
            if stands_in(meaning, terms):
                held[term] = max(share, held.get(term, 0.0))
        return held

    def share(self, held: Mapping[str, float]) -> float:
        """Give the share of the content terms' weight that is held."""
        return sum(self.weights[term] * far for term, far in held.items()) / self.total
