"""The formulas of BM25 and TF-IDF, shared by the fitting of the index and by ranking."""

from __future__ import annotations

import math

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
