"""How rows of the index file are packed: arrays as little-endian bytes, the rest as JSON."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy

from assistant.model import Block, BlockKind, Chunk, Source
from assistant.storage.index_types import (
    FieldPostings,
    FieldStatistics,
    PostingBlock,
    TermPostings,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assistant.model import Floats, Integers
    from assistant.storage.ragged import Ragged

_INTEGERS = numpy.dtype("<i4")
_KINDS = tuple(BlockKind)
_KIND_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
FACT = numpy.array([_KIND_NUMBERS[BlockKind.FACT]], dtype=_INTEGERS).tobytes()
"""What the packed blocks of a chunk begin with that front matter states."""
_JSON = json.JSONEncoder(ensure_ascii=False)
_UNPACKER = json.JSONDecoder()
_FLOATS = numpy.dtype("<f8")


def pack_integers(values: Integers | Iterable[int]) -> bytes:
    """Pack whole numbers, four bytes each."""
    if isinstance(values, numpy.ndarray) and values.dtype == _INTEGERS:
        return values.tobytes()
    array = values if isinstance(values, numpy.ndarray) else list(values)
    return numpy.asarray(array, dtype=_INTEGERS).tobytes()


def unpack_integers(packed: bytes) -> Integers:
    """Unpack whole numbers; the array can't be written to."""
    return numpy.frombuffer(packed, dtype=_INTEGERS)


def pack_lists(lists: Ragged) -> Iterator[bytes]:
    """Pack each list as `pack_integers` does."""
    packed = pack_integers(lists.values)
    ends = lists.ends() * _INTEGERS.itemsize
    for start, end in pairwise([0, *ends.tolist()]):
        yield packed[start:end]


def pack_floats(values: Floats) -> bytes:
    """Pack numbers to the last bit, eight bytes each."""
    return numpy.asarray(values, dtype=_FLOATS).tobytes()


def unpack_floats(packed: bytes) -> Floats:
    """Unpack numbers; the array can't be written to."""
    return numpy.frombuffer(packed, dtype=_FLOATS)


def pack_strings(values: Iterable[str]) -> str:
    """Pack strings, in order."""
    return _JSON.encode(list(values))


def unpack_strings(packed: str) -> tuple[str, ...]:
    """Unpack strings."""
    # Not by `json.loads`, which takes three times as long to look for what may stand around it.
    return () if packed == "[]" else tuple(_UNPACKER.raw_decode(packed)[0])


def pack_postings(heading: FieldPostings, body: FieldPostings) -> tuple[bytes, bytes, bytes, bytes]:
    """Pack a term's postings: chunks and frequencies of the heading, then of the body."""
    return (
        pack_integers(heading.chunks),
        pack_integers(heading.frequencies),
        pack_integers(body.chunks),
        pack_integers(body.frequencies),
    )


def unpack_postings(number: int, term: str, *packed: bytes) -> TermPostings:
    """Unpack what `pack_postings` gave."""
    heading_chunks, heading_frequencies, body_chunks, body_frequencies = map(
        unpack_integers, packed
    )
    return TermPostings(
        number=number,
        term=term,
        heading=FieldPostings(heading_chunks, heading_frequencies),
        body=FieldPostings(body_chunks, body_frequencies),
        document_frequency=document_frequency(heading_chunks, body_chunks),
    )


def document_frequency(heading: Integers, body: Integers) -> int:
    """Count the chunks that hold a term in either field, given those that do in each."""
    short, long = sorted((heading, body), key=len)
    if not len(short):
        return len(long)
    # Searched, since the ids of a row ascend. (numpy's functions for sets would take longer.)
    at = numpy.searchsorted(long, short)
    at[at == len(long)] = 0
    return len(long) + len(short) - int(numpy.count_nonzero(long[at] == short))


def pack_chunk(chunk: Chunk) -> tuple[Any, ...]:
    """Pack a chunk but for its note's path: headings, anchor, first and last line, text, blocks."""
    source = chunk.source
    blocks = [
        number
        for block in chunk.blocks
        for number in (_KIND_NUMBERS[block.kind], block.first_line, block.last_line)
    ]
    return (
        pack_strings(source.headings),
        source.anchor,
        source.first_line,
        source.last_line,
        chunk.text,
        pack_integers(blocks),
    )


def unpack_chunk(path: str, packed: Sequence[Any]) -> Chunk:
    """Unpack what `pack_chunk` gave, of the note with a path."""
    headings, anchor, first, last, text, blocks = packed
    return Chunk(
        Source(path, unpack_strings(headings), anchor, first, last),
        text,
        tuple(
            Block(_KINDS[kind], start, end)
            for kind, start, end in unpack_integers(blocks).reshape(-1, 3).tolist()
        ),
    )


def begins_with_fact(blocks: bytes) -> bool:
    """Tell of packed blocks whether the first is a fact of front matter."""
    return blocks[: _INTEGERS.itemsize] == FACT


def unpack_block(chunks: Sequence[bytes], frequencies: Sequence[bytes]) -> PostingBlock:
    """Unpack the postings of several terms in one field."""
    return PostingBlock(
        unpack_integers(b"".join(chunks)),
        unpack_integers(b"".join(frequencies)),
        numpy.array([len(one) for one in chunks], dtype=numpy.int32) // _INTEGERS.itemsize,
    )


def unpack_field(name: str, columns: Mapping[str, bytes], count: int) -> FieldStatistics:
    """Unpack a field's statistics from the columns whose names begin with the field's."""
    lengths = unpack_integers(columns.get(f"{name}_lengths", b""))
    norms = unpack_floats(columns.get(f"{name}_norms", b""))
    return FieldStatistics.of(lengths, norms, count)


def pack_field(name: str, field: FieldStatistics) -> dict[str, bytes]:
    """Pack a field's statistics as columns."""
    return {
        f"{name}_lengths": pack_integers(field.lengths),
        f"{name}_norms": pack_floats(field.norms),
    }
