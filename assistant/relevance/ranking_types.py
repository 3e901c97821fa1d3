"""What ranking found: the chunks in their order, with what each score was computed from.

A ranking is kept in columns, since of some sixty chunks, which the next stage looks at, five are
shown; only for these is the evidence written out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.model import Evidence
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Floats, Positions

    Places = Positions | Sequence[int]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A chunk's place in the ranking, before its text is read."""

    chunk: int
    score: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class FieldScores:
    """What BM25 and TF-IDF give the candidates, field by field; each of shape (candidates,)."""

    bm25_body: Floats
    bm25_heading: Floats
    bm25_body_content: Floats
    """With the question's stop words left out."""
    bm25_heading_content: Floats
    tfidf_body: Floats
    tfidf_heading: Floats
    tfidf_body_content: Floats
    note: Floats
    """The best BM25 of any chunk of the candidate's note but itself."""

    def at(self, places: Places) -> FieldScores:
        """Give those of some candidates."""
        return FieldScores(*(getattr(self, name)[places] for name in self.__match_args__))


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best chunks, best first; arrays have the shape (chunks,) unless another is told."""

    chunks: Positions
    """Their ids."""
    scores: Floats
    bm25: Floats
    """As `Evidence.bm25`, and the next two as those there."""
    tfidf: Floats
    coverage: Floats
    terms: tuple[str, ...]
    """The question's content terms."""
    held: Floats
    """How far each chunk holds each of them; shape (terms, chunks), 0 to 1."""
    fields: FieldScores
    """What the scores were computed from, for the next stage."""

    def __len__(self) -> int:
        return len(self.chunks)

    def ids(self) -> list[int]:
        """Give the chunks' ids."""
        ids: list[int] = self.chunks.tolist()
        return ids

    def at(self, places: Places) -> Ranking:
        """Give some of the chunks, in another order."""
        return Ranking(
            self.chunks[places],
            self.scores[places],
            self.bm25[places],
            self.tfidf[places],
            self.coverage[places],
            self.terms,
            self.held[:, places],
            self.fields.at(places),
        )

    def items(self) -> list[Ranked]:
        """Write each out, with its evidence."""
        columns = (self.ids(), self.scores, self.bm25, self.tfidf, self.coverage, self.held.T)
        return [
            Ranked(chunk, float(score), Evidence(float(bm25), float(tfidf), float(share), matched))
            for chunk, score, bm25, tfidf, share, held in zip(*columns, strict=True)
            for matched in [self._matched(held)]
        ]

    def _matched(self, held: Sequence[float]) -> tuple[str, ...]:
        return tuple(term for term, there in zip(self.terms, held, strict=True) if there)
