"""What a term weighs: the formulas of BM25 and TF-IDF, shared by index and ranking; pure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.model import Query
    from assistant.storage.index_types import TermPostings

Alternatives: TypeAlias = "Mapping[str, Sequence[tuple[str, float]]]"
"""For a term, those that may stand in its place, and what share of its score each is worth."""

K1 = 1.5
"""How soon repeats of a term stop adding to BM25; 0 to 3; `rank_bm25`'s default."""

B = 0.75
"""How much BM25 discounts long fields; 0 (not at all) to 1; `rank_bm25`'s default."""


def bm25_idf(chunk_count: int, document_frequency: int) -> float:
    """Give BM25's inverse document frequency as Lucene has it: above 0 for every term.

    `rank_bm25.BM25Okapi` takes ln((N - df + 0.5) / (df + 0.5)), which is 0 for a term in half of
    the chunks and negative beyond; the 1 added inside the logarithm mends both.
    """
    return math.log(1 + (chunk_count - document_frequency + 0.5) / (document_frequency + 0.5))


def tfidf_idf(chunk_count: int, document_frequency: int) -> float:
    """Give TF-IDF's inverse document frequency as scikit-learn has it with `smooth_idf`."""
    return math.log((1 + chunk_count) / (1 + document_frequency)) + 1


def alternatives_of(query: Query) -> Alternatives:
    """Gather a query's alternatives by the term they may stand for."""
    found: dict[str, list[tuple[str, float]]] = {}
    for term, other, share in query.alternatives:
        found.setdefault(term, []).append((other, share))
    return found


def term_weights(
    terms: Iterable[str],
    postings: Mapping[str, TermPostings],
    count: int,
    alternatives: Alternatives,
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
            frequency = max(row.document_frequency for row in rows)
            weights[term] = bm25_idf(count, frequency)
        elif term.isalnum():
            weights[term] = bm25_idf(count, 0)
    return weights
