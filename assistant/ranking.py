"""Rank the sections for a question: BM25 and TF-IDF over two fields, fused; pure.

Everything here is computed from the postings of the question's own terms, so that the cost of a
question does not grow with the vocabulary. Measured figures are in `eval/README.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy

from assistant.model import Evidence
from assistant.scoring import (
    NO_ALTERNATIVES,
    Alternatives,
    alternatives_of,
    bm25_scores,
    tfidf_scores,
)
from assistant.weighting import bm25_idf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from assistant.model import (
        Floats,
        Integers,
        Query,
        Statistics,
        TermPostings,
    )

HEADING_WEIGHT = 0.6
"""What a match in the heading counts against one in the body; 0 to 5."""

TFIDF_SHARE = 0.5
"""What the best TF-IDF cosine counts against the best BM25 score in the fused ranking; 0 to 2."""

ALTERNATIVE_CREDIT = 0.8
"""How far a section that holds a synonym covers what was typed; 0 to 1. More than its share of the
score: a synonym is seldom the better match, but mostly an answer."""

Retriever = Literal["bm25", "tfidf", "hybrid"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A chunk's place in the ranking, before its text is read."""

    chunk: int
    score: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Scores:
    """Every chunk's scores, by chunk id; each of shape (size,)."""

    bm25: Floats
    tfidf: Floats


def rank(
    query: Query,
    postings: Mapping[str, TermPostings],
    statistics: Statistics,
    depth: int,
    retriever: Retriever = "hybrid",
    allowed: NDArray[numpy.bool] | None = None,
) -> list[Ranked]:
    """Give the best chunks, best first; `depth` of them from each ranking, ties with the last kept.

    `postings` holds those of the question's terms and their alternatives that stand in the notes.
    `allowed` marks the chunks that may come back, by id; `None` stands for all. Chunks with the
    same score are in the order of their ids.
    """
    terms, alternatives = query.terms, alternatives_of(query)
    scores = _Scores(
        _both_fields(bm25_scores, terms, postings, statistics, alternatives),
        _both_fields(tfidf_scores, terms, postings, statistics, alternatives)
        / (1 + HEADING_WEIGHT),
    )
    if allowed is not None:
        scores = _Scores(scores.bm25 * allowed, scores.tfidf * allowed)
    fused = _fused(scores, retriever)
    found = numpy.flatnonzero((_top(scores.bm25, depth) | _top(scores.tfidf, depth)) & (fused > 0))
    order = found[numpy.lexsort((found, -fused[found]))].astype(numpy.int32)
    evidence = _evidence(query, postings, statistics.chunk_count, scores, order)
    return [
        Ranked(int(chunk), float(fused[chunk]), proof)
        for chunk, proof in zip(order, evidence, strict=True)
    ]


def _both_fields(
    score: Callable[..., Floats],
    terms: Sequence[str],
    postings: Mapping[str, TermPostings],
    statistics: Statistics,
    alternatives: Alternatives,
) -> Floats:
    heading = {term: row.heading for term, row in postings.items()}
    body = {term: row.body for term, row in postings.items()}
    count = statistics.chunk_count
    return score(terms, body, statistics.body, count, alternatives) + HEADING_WEIGHT * score(
        terms, heading, statistics.heading, count, alternatives
    )


def _fused(scores: _Scores, retriever: Retriever) -> Floats:
    if retriever == "bm25":
        return scores.bm25
    if retriever == "tfidf":
        return scores.tfidf
    # The cosine is brought to BM25's scale, so that its weight means the same for every question.
    best_bm25, best_tfidf = scores.bm25.max(initial=0), scores.tfidf.max(initial=0)
    scale = TFIDF_SHARE * best_bm25 / best_tfidf if best_tfidf else 0.0
    return scores.bm25 + scale * scores.tfidf


def _top(scores: Floats, depth: int) -> NDArray[numpy.bool]:
    """Mark the `depth` best scores above 0, and those that tie with the last of them."""
    threshold = numpy.partition(scores, -depth)[-depth] if len(scores) > depth else 0.0
    return (scores >= threshold) & (scores > 0)


def _evidence(
    query: Query,
    postings: Mapping[str, TermPostings],
    count: int,
    scores: _Scores,
    chunks: Integers,
) -> list[Evidence]:
    alternatives = alternatives_of(query)
    weights = term_weights(query.content, postings, count, alternatives)
    terms = list(weights)
    held = numpy.array(
        [_held(term, postings, alternatives, chunks) for term in terms], dtype=float
    ).reshape(len(terms), len(chunks))
    total = sum(weights.values())
    # Counted from what is missing, since the sum of all there is may be off by a last bit.
    missing = numpy.array(list(weights.values())) @ (1 - held)
    coverage = numpy.maximum(1 - missing / total, 0) if total else missing
    return [
        Evidence(
            bm25=float(scores.bm25[chunk]),
            tfidf=float(scores.tfidf[chunk]),
            coverage=float(coverage[at]),
            matched=tuple(term for term, there in zip(terms, held[:, at], strict=True) if there),
        )
        for at, chunk in enumerate(chunks)
    ]


def term_weights(
    terms: Iterable[str],
    postings: Mapping[str, TermPostings],
    count: int,
    alternatives: Alternatives = NO_ALTERNATIVES,
) -> dict[str, float]:
    """Give what each term says about a chunk that holds it: its idf over both fields.

    One that no chunk holds weighs what the commonest of its alternatives does. Without any it
    weighs most; but a technical word unknown as a whole is left out then, since its parts are
    terms as well.
    """
    weights = {}
    for term in terms:
        others = (other for other, _ in alternatives.get(term, ()))
        rows = [
            postings[one] for one in ((term,) if term in postings else others) if one in postings
        ]
        if rows:
            frequency = max(int(numpy.count_nonzero(_holders(row))) for row in rows)
            weights[term] = bm25_idf(count, frequency)
        elif term.isalnum():
            weights[term] = bm25_idf(count, 0)
    return weights


def _held(
    term: str, postings: Mapping[str, TermPostings], alternatives: Alternatives, chunks: Integers
) -> Floats:
    """Give how far each chunk holds a term: 1, or the share of the best alternative there."""
    held = numpy.zeros(len(chunks))
    for other, share in ((term, 1.0), *alternatives.get(term, ())):
        if other in postings and len(chunks):
            there = _holders(postings[other], int(chunks.max()))[chunks]
            credit = 1.0 if other == term else max(share, ALTERNATIVE_CREDIT)
            held = numpy.maximum(held, credit * there)
    return held


def _holders(row: TermPostings, highest: int = -1) -> NDArray[numpy.bool]:
    """Mark the chunks that hold a term in either field, by id, up to `highest` at least."""
    fields = [field.chunks for field in (row.heading, row.body) if len(field.chunks)]
    # The ids of a row ascend. (numpy's functions for sets would take longer to import.)
    size = max(highest, *(int(chunks[-1]) for chunks in fields)) + 1
    holders = numpy.zeros(size, dtype=bool)
    for chunks in fields:
        holders[chunks] = True
    return holders
