"""Rank the sections for a question: BM25 and TF-IDF over two fields, fused; pure.

Everything here is computed from the postings of the question's own terms, so that the cost of a
question does not grow with the vocabulary. Measured figures are in `eval/README.md`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy

from assistant.model import Evidence
from assistant.weighting import K1, B, bm25_idf, tfidf_idf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from assistant.model import (
        FieldPostings,
        FieldStatistics,
        Floats,
        Hit,
        Integers,
        Query,
        Statistics,
        TermPostings,
    )

HEADING_WEIGHT = 0.6
"""What a match in the heading counts against one in the body; 0 to 5."""

TFIDF_SHARE = 0.5
"""What the best TF-IDF cosine counts against the best BM25 score in the fused ranking; 0 to 2."""

HEADING_MATCH = 1.0
"""What a heading equal to the question adds, measured by the best fused score; 0 to 2."""

HEADING_MATCH_POWER = 4
"""How soon that wanes when question and heading differ; 1 (evenly) to 8 (at once)."""

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
) -> list[Ranked]:
    """Give the best chunks, best first; `depth` of them from each ranking, ties with the last kept.

    `postings` holds those of the question's terms that stand in the notes. Chunks with the same
    score are in the order of their ids.
    """
    terms = query.terms
    scores = _Scores(
        _both_fields(bm25_scores, terms, postings, statistics),
        _both_fields(tfidf_scores, terms, postings, statistics) / (1 + HEADING_WEIGHT),
    )
    fused = _fused(scores, retriever)
    found = numpy.flatnonzero((_top(scores.bm25, depth) | _top(scores.tfidf, depth)) & (fused > 0))
    order = found[numpy.lexsort((found, -fused[found]))].astype(numpy.int32)
    evidence = _evidence(query.content, postings, statistics.chunk_count, scores, order)
    return [
        Ranked(int(chunk), float(fused[chunk]), proof)
        for chunk, proof in zip(order, evidence, strict=True)
    ]


def rerank(
    hits: Sequence[Hit], weights: Mapping[str, float], analyze: Callable[[str], Sequence[str]]
) -> list[Hit]:
    """Raise the scores of sections whose own heading is the question, or nearly.

    `hits` are ranked, best first, and keep their order; `weights` gives the idf of every term of
    the question.
    """
    best = hits[0].score if hits else 0.0
    return [_with_heading(hit, _likeness(hit, weights, analyze), best) for hit in hits]


def _with_heading(hit: Hit, likeness: float, best: float) -> Hit:
    gain = HEADING_MATCH * best * likeness**HEADING_MATCH_POWER
    return replace(hit, score=hit.score + gain, evidence=replace(hit.evidence, heading=likeness))


def _likeness(
    hit: Hit, weights: Mapping[str, float], analyze: Callable[[str], Sequence[str]]
) -> float:
    """Give Dice's coefficient of question and own heading, each term weighing its idf."""
    heading = set(analyze(hit.chunk.source.headings[-1]))
    asked = sum(weights.values())
    if not asked:
        return 0.0
    common = sum(weight for term, weight in weights.items() if term in heading)
    # The idf of the heading's other terms is not at hand; that of the question's stands in.
    other = len(heading - weights.keys()) * asked / len(weights)
    return 2 * common / (asked + common + other)


def bm25_scores(
    terms: Sequence[str], postings: Mapping[str, FieldPostings], field: FieldStatistics, count: int
) -> Floats:
    """Score one field of every chunk by BM25 as `rank_bm25` does; shape (size,).

    `count` is the number of chunks; a repeated term counts each time.
    """
    scores = numpy.zeros(len(field.lengths))
    for term, repeats in Counter(terms).items():
        if not (row := postings.get(term)) or not len(row.chunks):
            continue
        lengths = field.lengths[row.chunks] / field.average_length
        saturation = row.frequencies * (K1 + 1) / (row.frequencies + K1 * (1 - B + B * lengths))
        scores[row.chunks] += repeats * bm25_idf(count, len(row.chunks)) * saturation
    return scores


def tfidf_scores(
    terms: Sequence[str], postings: Mapping[str, FieldPostings], field: FieldStatistics, count: int
) -> Floats:
    """Give the TF-IDF cosine of the question with one field of every chunk; shape (size,).

    The same as scikit-learn's `TfidfVectorizer(sublinear_tf=True)` with `linear_kernel`.
    """
    scores = numpy.zeros(len(field.lengths))
    query_norm = 0.0
    for term, repeats in Counter(terms).items():
        if not (row := postings.get(term)) or not len(row.chunks):
            continue
        idf = tfidf_idf(count, len(row.chunks))
        weight = (1 + numpy.log(repeats)) * idf
        query_norm += weight**2
        scores[row.chunks] += weight * (1 + numpy.log(row.frequencies)) * idf
    norms = field.norms * numpy.sqrt(query_norm)
    numpy.divide(scores, norms, out=scores, where=norms > 0)
    return scores


def _both_fields(
    score: Callable[[Sequence[str], Mapping[str, FieldPostings], FieldStatistics, int], Floats],
    terms: Sequence[str],
    postings: Mapping[str, TermPostings],
    statistics: Statistics,
) -> Floats:
    heading = {term: row.heading for term, row in postings.items()}
    body = {term: row.body for term, row in postings.items()}
    count = statistics.chunk_count
    return score(terms, body, statistics.body, count) + HEADING_WEIGHT * score(
        terms, heading, statistics.heading, count
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
    content: Sequence[str],
    postings: Mapping[str, TermPostings],
    count: int,
    scores: _Scores,
    chunks: Integers,
) -> list[Evidence]:
    weights = term_weights(content, postings, count)
    terms = list(weights)
    held = numpy.array([_holds(postings.get(term), chunks) for term in terms], dtype=bool).reshape(
        len(terms), len(chunks)
    )
    total = sum(weights.values())
    # Counted from what is missing, since the sum of all there is may be off by a last bit.
    missing = numpy.array(list(weights.values())) @ ~held
    coverage = numpy.maximum(1 - missing / total, 0) if total else missing
    return [
        Evidence(
            bm25=float(scores.bm25[chunk]),
            tfidf=float(scores.tfidf[chunk]),
            coverage=float(coverage[at]),
            heading=0.0,
            matched=tuple(term for term, there in zip(terms, held[:, at], strict=True) if there),
        )
        for at, chunk in enumerate(chunks)
    ]


def term_weights(
    content: Sequence[str], postings: Mapping[str, TermPostings], count: int
) -> dict[str, float]:
    """Give what each content term says about a chunk that holds it: its idf over both fields.

    A term that no chunk holds weighs most; but a technical word unknown as a whole is left out,
    since its parts are terms as well.
    """
    weights = {}
    for term in content:
        if row := postings.get(term):
            weights[term] = bm25_idf(count, int(numpy.count_nonzero(_holders(row))))
        elif term.isalnum():
            weights[term] = bm25_idf(count, 0)
    return weights


def _holds(row: TermPostings | None, chunks: Integers) -> NDArray[numpy.bool]:
    if row is None or not len(chunks):
        return numpy.zeros(len(chunks), dtype=bool)
    return _holders(row, int(chunks.max()))[chunks]


def _holders(row: TermPostings, highest: int = -1) -> NDArray[numpy.bool]:
    """Mark the chunks that hold a term in either field, by id, up to `highest` at least."""
    fields = [field.chunks for field in (row.heading, row.body) if len(field.chunks)]
    # The ids of a row ascend. (numpy's functions for sets would take longer to import.)
    size = max(highest, *(int(chunks[-1]) for chunks in fields)) + 1
    holders = numpy.zeros(size, dtype=bool)
    for chunks in fields:
        holders[chunks] = True
    return holders
