"""A question brought together with the spans that may answer it; pure."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.model import Floats
    from assistant.sentences import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A span with its terms."""

    span: Span
    terms: tuple[str, ...]


class Choice:
    """A question with the spans that it may be answered by."""

    def __init__(
        self,
        text: str,
        sequence: Sequence[str],
        weights: Mapping[str, float],
        alternatives: Mapping[str, Sequence[tuple[str, float]]],
        heading: frozenset[str],
        pieces: Sequence[Piece],
    ) -> None:
        """Bring them together.

        `sequence` are the question's terms; `weights` what each content term counts; `heading`
        the terms of the section's headings.
        """
        self.text = text
        self.weights = weights
        self.heading = heading
        self.pieces = pieces
        self.sequence = [term for term in sequence if term in weights]
        self._stands_for = {term: (term, 1.0) for term in weights}
        for term, others in alternatives.items():
            for other, share in others:
                if term in weights and other not in self._stands_for:
                    self._stands_for[other] = (term, share)

    @cached_property
    def held(self) -> list[dict[str, float]]:
        """How far each span holds each content term that it holds."""
        return [self._held(piece.terms) for piece in self.pieces]

    @cached_property
    def coverage(self) -> Floats:
        """The share of the content terms' weight that each span holds."""
        total = sum(self.weights.values()) or 1.0
        return numpy.array([self._worth(held) / total for held in self.held])

    @cached_property
    def news(self) -> Floats:
        """The same for the terms that the headings don't have; 0 where they have all."""
        own = {term: value for term, value in self.weights.items() if term not in self.heading}
        total = sum(own.values())
        if not total:
            return numpy.zeros(len(self.pieces))
        return numpy.array(
            [
                sum(own.get(term, 0) * far for term, far in held.items()) / total
                for held in self.held
            ]
        )

    def _held(self, terms: Sequence[str]) -> dict[str, float]:
        held: dict[str, float] = {}
        for one in terms:
            if found := self._stands_for.get(one):
                term, share = found
                held[term] = max(share, held.get(term, 0.0))
        return held

    def _worth(self, held: Mapping[str, float]) -> float:
        return sum(self.weights[term] * far for term, far in held.items())
