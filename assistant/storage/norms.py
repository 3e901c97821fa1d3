"""The norms of the sections' TF-IDF vectors, summed a block of terms at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.model import Floats, Integers
    from assistant.storage.index_types import PostingBlock

_FIELDS = 2


def tfidf_norms(
    blocks: Iterable[Sequence[PostingBlock]],
    chunk_ids: Integers,
    size: int,
    add_squares: Callable[[PostingBlock, Integers, Floats], None],
) -> Floats:
    """Give each chunk's norm in each field, by id; shape (fields, size).

    The blocks, one of each field at a time, hold every term in alphabetical order, so that a norm
    is summed in the same order, and comes out the same to the last bit, however the index came
    about. `chunk_ids` are the ids in use: the others must not count as documents. `add_squares`
    weighs a block as `weigh` does.
    """
    squares = numpy.zeros((_FIELDS, size))
    for fields in blocks:
        for block, sums in zip(fields, squares, strict=True):
            add_squares(block, chunk_ids, sums)
    return numpy.sqrt(squares)


def weigh(block: PostingBlock, chunk_ids: Integers, squares: Floats) -> None:
    """Add the squared weights of some terms to the sum of each chunk, by id.

    The same to the last bit as `index.fit_tfidf`, whose library takes longer to import than this
    takes for a hundred thousand sections.
    """
    idf = numpy.log((len(chunk_ids) + 1) / (block.sizes + 1.0)) + 1
    weights = (numpy.log(block.frequencies.astype(float)) + 1) * numpy.repeat(idf, block.sizes)
    # One by one in the order of the terms.
    numpy.add.at(squares, block.chunks, weights**2)
