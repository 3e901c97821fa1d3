"""`assistant.storage.norms`: a refresh computes the norms of scikit-learn, to the last bit."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from assistant.index import fit_tfidf
from assistant.storage.index_types import PostingBlock
from assistant.storage.norms import tfidf_norms, weigh


def block_of(counts: numpy.ndarray, first_id: int) -> PostingBlock:
    """Give a block of counts by term and chunk."""
    terms, chunks = numpy.nonzero(counts)
    sizes = numpy.bincount(terms, minlength=len(counts)).astype(numpy.int32)
    frequencies = counts[terms, chunks].astype(numpy.int32)
    return PostingBlock((chunks + first_id).astype(numpy.int32), frequencies, sizes)


@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.integers(1, 200), st.integers(0, 3))
def test_both_ways_to_the_norms_are_the_same_to_the_last_bit(
    seed: int, chunks: int, terms: int, unused: int
) -> None:
    random = numpy.random.default_rng(seed)
    counts = random.poisson(random.uniform(0.01, 3), (terms, chunks))
    block = block_of(counts[counts.any(axis=1)], unused)
    ids = numpy.arange(unused, unused + chunks, dtype=numpy.int32)
    found = [
        tfidf_norms([(block, block)], ids, unused + chunks, add_squares).tolist()
        for add_squares in (weigh, fit_tfidf)
    ]
    assert found[0] == found[1]


def test_norms_are_those_of_scikit_learn() -> None:
    counts = numpy.random.default_rng(1).poisson(0.4, (30, 20))
    block, nothing = block_of(counts, 0), block_of(counts[:0], 0)
    ids = numpy.arange(20, dtype=numpy.int32)
    norms, others = tfidf_norms([(block, nothing)], ids, 20, weigh)
    documents = [[t for t in range(30) for _ in range(counts[t, chunk])] for chunk in range(20)]
    theirs = TfidfVectorizer(analyzer=lambda terms: terms, sublinear_tf=True, norm=None)
    rows = theirs.fit_transform(documents).toarray()
    assert norms == pytest.approx(numpy.linalg.norm(rows, axis=1))
    assert others.tolist() == [0] * 20


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 30), max_size=4))
def test_where_blocks_part_changes_no_bit(seed: int, parts: list[int]) -> None:
    counts = numpy.random.default_rng(seed).poisson(0.8, (30, 20))
    ids = numpy.arange(20, dtype=numpy.int32)
    whole, parted = (
        tfidf_norms([(block_of(one, 0),) * 2 for one in blocks], ids, 20, weigh).tolist()
        for blocks in ([counts], numpy.split(counts, sorted(parts)))
    )
    assert whole == parted
