"""Fit BM25 (`rank_bm25`) and TF-IDF (`scikit-learn`) to the sections; the only importer of both.

What is kept of the two models is what they are computed from: term frequencies, lengths, and the
norms of the TF-IDF vectors. Frequencies and lengths add up, so that a refresh fits BM25 to the
sections of changed notes alone; the norms, which change with every note, it computes as
scikit-learn does (`assistant.storage.norms`). Answering imports neither library, and so not this
module.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy
from rank_bm25 import BM25Okapi

from assistant.records import dataclass
from assistant.relevance.weighting import K1, B, bm25_idf
from assistant.storage.index_types import PostingBlock

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from assistant.model import Floats, Integers
    from assistant.storage.ragged import Ragged


@dataclass(frozen=True, slots=True)
class FittedField:
    """One field of some chunks, fitted."""

    documents: Ragged
    """The terms of each chunk by number, in order, with repeats."""
    postings: PostingBlock
    """Those of each term; chunks are named by their places among those given."""


class Okapi(BM25Okapi):  # type: ignore[misc]  # the library has no types
    """`rank_bm25`'s BM25 with an idf above 0 for every term, and safe on an empty corpus."""

    def __init__(self, documents: Sequence[Sequence[Hashable]]) -> None:
        """Fit to tokenized documents."""
        super().__init__(documents, k1=K1, b=B)

    def _initialize(self, corpus: Sequence[Sequence[Hashable]]) -> Mapping[Hashable, int]:
        # The library counts in Python, which takes twice as long, and divides by the number of
        # documents.
        self.doc_freqs = [Counter(document) for document in corpus]
        self.doc_len = list(map(len, corpus))
        self.corpus_size = len(corpus)
        self.avgdl = sum(self.doc_len) / len(corpus) if corpus else 0.0
        return Counter(chain.from_iterable(self.doc_freqs))

    def _calc_idf(self, nd: Mapping[Hashable, int]) -> None:
        self.idf = {term: bm25_idf(self.corpus_size, count) for term, count in nd.items()}


def fit_bm25(documents: Ragged, term_count: int) -> FittedField:
    """Fit BM25 to one field of some chunks, whose terms are given by number."""
    numbers = documents.values.tolist()
    bounds = pairwise([0, *documents.ends().tolist()])
    model = Okapi([numbers[start:end] for start, end in bounds])
    counts: Sequence[Mapping[Hashable, int]] = model.doc_freqs
    terms = numpy.fromiter(chain.from_iterable(counts), numpy.int32)
    frequencies = chain.from_iterable(one.values() for one in counts)
    chunks = numpy.repeat(
        numpy.arange(len(counts), dtype=numpy.int32), [len(one) for one in counts]
    )
    # Stable, so that the chunks of a term stay in order.
    order = numpy.argsort(terms, kind="stable")
    postings = PostingBlock(
        chunks[order],
        numpy.fromiter(frequencies, numpy.int32)[order],
        numpy.bincount(terms, minlength=term_count).astype(numpy.int32),
    )
    return FittedField(documents, postings)


def import_libraries() -> None:
    """Import what `fit_tfidf` needs, and nothing else does."""
    import sklearn.feature_extraction.text  # noqa: F401


def fit_tfidf(block: PostingBlock, chunk_ids: Integers, squares: Floats) -> None:
    """Fit TF-IDF to some terms; add their squared weights to the sum of each chunk, by id.

    A term's idf depends on no other term, so that fitting them in blocks changes nothing.
    """
    # Imported here, since only an index that is made from nothing is fitted with it.
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import TfidfTransformer

    if not len(block):
        # The library refuses an empty matrix.
        return
    terms = numpy.repeat(numpy.arange(len(block.sizes)), block.sizes)
    frequencies = block.frequencies.astype(numpy.float64)
    counts = csr_array((frequencies, (block.chunks, terms)), shape=(len(squares), len(block.sizes)))
    weights = TfidfTransformer(norm=None, sublinear_tf=True).fit_transform(counts[chunk_ids])
    # One by one in the order of the terms; the matrix's own sum does so in pairs.
    numpy.add.at(squares, numpy.repeat(chunk_ids, numpy.diff(weights.indptr)), weights.data**2)
