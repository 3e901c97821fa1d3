"""The norms of the sections' TF-IDF vectors, summed a block of terms at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.model import Floats, Integers


_FIELDS = 2


@dataclass(frozen=True, slots=True)
class PostingBlock:
    """The postings of some terms in one field, one term's behind the other's."""

    chunks: Integers
    """Chunk ids; ascending for each term; shape (postings,)."""
    frequencies: Integers
    """How often the term stands in the field of each; shape (postings,)."""
    sizes: Integers
    """How many postings each term has; shape (terms,)."""


def tfidf_norms(
    blocks: Iterable[Sequence[PostingBlock]],
    chunk_ids: Integers,
    size: int,
    squares_of: Callable[[PostingBlock, Integers, int], Floats],
) -> Floats:
    """Give each chunk's norm in each field, by id; shape (fields, size).

    The blocks, one of each field at a time, hold every term in alphabetical order, so that a norm
    is summed in the same order, and comes out the same to the last bit, however the index came
    about. `chunk_ids` are the ids in use: the others must not count as documents. `squares_of`
    weighs a block as `weighed` does.
    """
    squares = numpy.zeros((_FIELDS, size))
    for fields in blocks:
        squares += [squares_of(block, chunk_ids, size) for block in fields]
    return numpy.sqrt(squares)


def weighed(block: PostingBlock, chunk_ids: Integers, size: int) -> Floats:
    """Give the sum of the squared weights of some terms in each chunk, by id.

    The same to the last bit as `index.fit_tfidf`, whose library takes longer to import than this
    takes for a hundred thousand sections.
    """
    idf = numpy.log((len(chunk_ids) + 1) / (block.sizes + 1.0)) + 1
    weights = (numpy.log(block.frequencies.astype(float)) + 1) * numpy.repeat(idf, block.sizes)
    squares = numpy.bincount(block.chunks, weights=weights**2, minlength=size)
    return squares.astype(float, copy=False)
