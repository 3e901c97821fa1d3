"""Fit BM25 (`rank_bm25`) and TF-IDF (`scikit-learn`) to the sections; the only importer of both.

What is kept of the two models is what they are computed from: term frequencies, lengths, and the
norms of the TF-IDF vectors. Frequencies and lengths add up, so that a refresh fits BM25 to the
sections of changed notes alone. Answering imports neither library, and so not this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy
from rank_bm25 import BM25Okapi
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import TfidfTransformer

from assistant.model import BlockKind, FieldPostings
from assistant.text import analyzer
from assistant.weighting import K1, B, bm25_idf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assistant.model import Chunk, Floats, Note

_BLOCK_POSTINGS = 500_000
"""How many postings are weighted at a time; a million take about 60 MB."""


@dataclass(frozen=True, slots=True)
class ChunkTerms:
    """The terms of one chunk by field, in order and with repeats."""

    own: int
    """How many of the heading side's terms, at its beginning, are the chunk's own heading's."""
    heading: tuple[str, ...]
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FittedField:
    """One field of some chunks, fitted."""

    postings: Mapping[str, FieldPostings]
    lengths: Sequence[int]
    """Number of terms of each chunk, in the order the chunks were given."""


class Okapi(BM25Okapi):  # type: ignore[misc]  # the library has no types
    """`rank_bm25`'s BM25 with an idf above 0 for every term, and safe on an empty corpus."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        """Fit to tokenized documents."""
        super().__init__(documents, k1=K1, b=B)

    def _initialize(self, corpus: Sequence[Sequence[str]]) -> dict[str, int]:
        # The library divides by the number of documents.
        return dict(super()._initialize(corpus)) if corpus else {}

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
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


def fit_bm25(documents: Sequence[Sequence[str]], first_id: int) -> FittedField:
    """Fit BM25 to one field of the chunks `first_id`, `first_id + 1`, …, and give its postings."""
    model = Okapi(documents)
    chunks: dict[str, list[int]] = {}
    frequencies: dict[str, list[int]] = {}
    for chunk, counts in enumerate(model.doc_freqs, start=first_id):
        for term, frequency in counts.items():
            chunks.setdefault(term, []).append(chunk)
            frequencies.setdefault(term, []).append(frequency)
    postings = {
        term: FieldPostings(
            numpy.array(ids, dtype=numpy.int32), numpy.array(frequencies[term], dtype=numpy.int32)
        )
        for term, ids in chunks.items()
    }
    return FittedField(postings, model.doc_len)


def fit_tfidf_norms(rows: Iterable[FieldPostings], chunk_ids: numpy.ndarray, size: int) -> Floats:
    """Fit TF-IDF to one field of all chunks and give each chunk's norm, by id; shape (size,).

    `rows` holds every term's postings in the terms' alphabetical order, so that a norm is summed
    in the same order, and comes out the same to the last bit, however the index came about.
    `chunk_ids` are the ids in use: the others must not count as documents.
    """
    squares = numpy.zeros(len(chunk_ids))
    for block in _blocks(rows):
        squares += _squares(block, chunk_ids, size)
    norms = numpy.zeros(size)
    norms[chunk_ids] = numpy.sqrt(squares)
    return norms


def _blocks(rows: Iterable[FieldPostings]) -> Iterator[list[FieldPostings]]:
    """Part terms into blocks that fit in memory, at the same places for the same postings."""
    block: list[FieldPostings] = []
    size = 0
    for row in rows:
        block.append(row)
        size += len(row.chunks)
        if size >= _BLOCK_POSTINGS:
            yield block
            block, size = [], 0
    if block:
        yield block


def _squares(rows: Sequence[FieldPostings], chunk_ids: numpy.ndarray, size: int) -> Floats:
    """Give the sum of the squared weights of some terms in each of the chunks."""
    chunks = numpy.concatenate([row.chunks for row in rows])
    frequencies = numpy.concatenate([row.frequencies for row in rows]).astype(numpy.float64)
    terms = numpy.repeat(numpy.arange(len(rows)), [len(row.chunks) for row in rows])
    counts = csr_array((frequencies, (chunks, terms)), shape=(size, len(rows)))[chunk_ids]
    # A term's idf depends on no other term, so that fitting them in blocks changes nothing.
    weights = TfidfTransformer(norm=None, sublinear_tf=True).fit_transform(counts)
    squares: Floats = numpy.asarray(weights.multiply(weights).sum(axis=1)).ravel()
    return squares
