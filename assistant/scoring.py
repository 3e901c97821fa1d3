"""Score every chunk by BM25 and by TF-IDF, as the libraries that fitted them would; pure."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

import numpy

from assistant.weighting import K1, B, bm25_idf, tfidf_idf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.model import FieldPostings, FieldStatistics, Floats, Integers, Query

Part: TypeAlias = "tuple[Integers, Floats]"
"""Chunks and what each of them scores."""

Alternatives: TypeAlias = "Mapping[str, Sequence[tuple[str, float]]]"
"""For a term, those that may stand in its place, and what share of its score each is worth."""

NO_ALTERNATIVES: Alternatives = MappingProxyType({})


def alternatives_of(query: Query) -> Alternatives:
    """Gather a query's alternatives by the term they may stand for."""
    found: dict[str, list[tuple[str, float]]] = {}
    for term, other, share in query.alternatives:
        found.setdefault(term, []).append((other, share))
    return found


def bm25_scores(
    terms: Sequence[str],
    postings: Mapping[str, FieldPostings],
    field: FieldStatistics,
    count: int,
    alternatives: Alternatives = NO_ALTERNATIVES,
) -> Floats:
    """Score one field of every chunk by BM25 as `rank_bm25` does; shape (size,).

    `count` is the number of chunks; a repeated term counts each time. A chunk is scored by the
    best of a term and its alternatives, an alternative's score being lessened by its share.
    """
    scores = numpy.zeros(len(field.lengths))

    def score(term: str, factor: float, most: float) -> Part | None:
        row = postings.get(term)
        if row is None or not len(row.chunks):
            return None
        lengths = field.lengths[row.chunks] / field.average_length
        saturation = row.frequencies * (K1 + 1) / (row.frequencies + K1 * (1 - B + B * lengths))
        return row.chunks, factor * min(most, bm25_idf(count, len(row.chunks))) * saturation

    for term, repeats in Counter(terms).items():
        most = _idf(term, postings, count, bm25_idf)
        _add_best(scores, _parts(term, repeats, most, alternatives, score))
    return scores


def tfidf_scores(
    terms: Sequence[str],
    postings: Mapping[str, FieldPostings],
    field: FieldStatistics,
    count: int,
    alternatives: Alternatives = NO_ALTERNATIVES,
) -> Floats:
    """Give the TF-IDF cosine of the question with one field of every chunk; shape (size,).

    The same as scikit-learn's `TfidfVectorizer(sublinear_tf=True)` with `linear_kernel`.
    Alternatives count as in `bm25_scores`.
    """
    scores = numpy.zeros(len(field.lengths))
    query_norm = 0.0

    def score(term: str, factor: float, most: float) -> Part | None:
        row = postings.get(term)
        if row is None or not len(row.chunks):
            return None
        idf = tfidf_idf(count, len(row.chunks))
        return row.chunks, factor * min(most, idf) * (1 + numpy.log(row.frequencies)) * idf

    for term, repeats in Counter(terms).items():
        weight = 1 + numpy.log(repeats)
        most = _idf(term, postings, count, tfidf_idf)
        parts = _parts(term, weight, most, alternatives, score)
        if parts:
            frequency = max(len(chunks) for chunks, _ in parts)
            query_norm += (weight * tfidf_idf(count, frequency)) ** 2
        _add_best(scores, parts)
    norms = field.norms * numpy.sqrt(query_norm)
    numpy.divide(scores, norms, out=scores, where=norms > 0)
    return scores


def _parts(
    term: str,
    factor: float,
    most: float,
    alternatives: Alternatives,
    score: Callable[[str, float, float], Part | None],
) -> list[Part]:
    """Score a term and its alternatives, each by itself, with an idf of at most the term's."""
    found = [score(term, factor, most)]
    found += [score(other, factor * share, most) for other, share in alternatives.get(term, ())]
    return [part for part in found if part is not None]


def _idf(
    term: str,
    postings: Mapping[str, FieldPostings],
    count: int,
    idf: Callable[[int, int], float],
) -> float:
    """Give the idf of a term in the field; infinity for one that none holds."""
    row = postings.get(term)
    return idf(count, len(row.chunks)) if row is not None and len(row.chunks) else numpy.inf


def _add_best(scores: Floats, parts: Sequence[Part]) -> None:
    """Add to each chunk's score the best that any of the parts gives it."""
    if len(parts) == 1:
        chunks, values = parts[0]
        scores[chunks] += values
    elif parts:
        best = numpy.zeros(len(scores))
        for chunks, values in parts:
            best[chunks] = numpy.maximum(best[chunks], values)
        scores += best
