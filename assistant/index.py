"""Fit BM25 (`rank_bm25`) and TF-IDF (`scikit-learn`) to the sections; the only importer of both.

What is kept of the two models is what they are computed from: term frequencies, lengths, and the
norms of the TF-IDF vectors. Frequencies and lengths add up, so that a refresh fits BM25 to the
sections of changed notes alone; the norms, which change with every note, it computes as
scikit-learn does (`assistant.norms`). Answering imports neither library, and so not this module.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy
from rank_bm25 import BM25Okapi

from assistant.model import BlockKind
from assistant.records import dataclass
from assistant.text import analyzer
from assistant.weighting import K1, B, bm25_idf

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from assistant.model import Chunk, Floats, Integers, Note
    from assistant.norms import PostingBlock


@dataclass(frozen=True, slots=True)
class ChunkTerms:
    """The terms of one chunk by field, in order and with repeats."""

    own: int
    """How many of the heading side's terms, at its beginning, are the chunk's own heading's."""
    heading: tuple[str, ...]
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FittedField:
    """One field of some chunks, fitted: a posting for each chunk and term that it holds."""

    terms: Integers
    """The term of each posting, ascending; shape (postings,)."""
    chunks: Integers
    """Its chunk, as the position among those given; ascending for each term."""
    frequencies: Integers
    """How often the term stands there; 1 or more."""
    lengths: Integers
    """Number of terms of each chunk, in the order the chunks were given; shape (chunks,)."""


class Okapi(BM25Okapi):  # type: ignore[misc]  # the library has no types
    """`rank_bm25`'s BM25 with an idf above 0 for every term, and safe on an empty corpus."""

    def __init__(self, documents: Sequence[Sequence[Hashable]]) -> None:
        """Fit to tokenized documents."""
        super().__init__(documents, k1=K1, b=B)

    def _initialize(self, corpus: Sequence[Sequence[Hashable]]) -> dict[Hashable, int]:
        # The library divides by the number of documents.
        return dict(super()._initialize(corpus)) if corpus else {}

    def _calc_idf(self, nd: Mapping[Hashable, int]) -> None:
        self.idf = {term: bm25_idf(self.corpus_size, count) for term, count in nd.items()}


def chunk_terms(note: Note, chunk: Chunk, language: str) -> ChunkTerms:
    """Analyse a chunk: what names it is the heading side, its other lines are the body."""
    terms = analyzer(language).terms
    folder, _, _ = note.path.rpartition("/")
    *above, heading = chunk.source.headings
    title = () if note.title in chunk.source.headings else (note.title,)
    own = terms(heading)
    names = (*title, *above, *note.aliases, note.description, folder)
    lines = chunk.text.split("\n")
    start = chunk.source.first_line
    body = (
        line
        for block in chunk.blocks
        if block.kind is not BlockKind.HEADING
        for line in lines[block.first_line - start : block.last_line - start + 1]
    )
    heading_side = (*own, *terms("\n".join(names)))
    return ChunkTerms(len(own), heading_side, tuple(terms("\n".join(body))))


def fit_bm25(documents: Sequence[Sequence[int]]) -> FittedField:
    """Fit BM25 to one field of some chunks, whose terms are given by number."""
    model = Okapi(documents)
    counts: Sequence[Mapping[int, int]] = model.doc_freqs
    terms = numpy.fromiter(chain.from_iterable(counts), numpy.int32)
    frequencies = chain.from_iterable(one.values() for one in counts)
    chunks = numpy.repeat(
        numpy.arange(len(counts), dtype=numpy.int32), [len(one) for one in counts]
    )
    # Stable, so that the chunks of a term stay in order.
    order = numpy.argsort(terms, kind="stable")
    return FittedField(
        terms[order],
        chunks[order],
        numpy.fromiter(frequencies, numpy.int32)[order],
        numpy.array(model.doc_len, dtype=numpy.int32),
    )


def fit_tfidf(block: PostingBlock, chunk_ids: Integers, size: int) -> Floats:
    """Fit TF-IDF to some terms; give the sum of their squared weights in each chunk, by id.

    A term's idf depends on no other term, so that fitting them in blocks changes nothing.
    """
    # Imported here, since only an index that is made from nothing is fitted with it.
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import TfidfTransformer

    squares = numpy.zeros(size)
    if not len(block.chunks):
        # The library refuses an empty matrix.
        return squares
    terms = numpy.repeat(numpy.arange(len(block.sizes)), block.sizes)
    frequencies = block.frequencies.astype(numpy.float64)
    counts = csr_array((frequencies, (block.chunks, terms)), shape=(size, len(block.sizes)))
    weights = TfidfTransformer(norm=None, sublinear_tf=True).fit_transform(counts[chunk_ids])
    # Summed one by one in the order of the terms; the matrix's own sum does so in pairs.
    rows = numpy.repeat(numpy.arange(len(chunk_ids)), numpy.diff(weights.indptr))
    sums = numpy.bincount(rows, weights=weights.data**2, minlength=len(chunk_ids))
    squares[chunk_ids] = sums
    return squares
