"""`assistant.storage.packing`: what is packed comes out of the index file as it went in."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sections import ragged

from assistant.model import Block, BlockKind, Chunk, Source
from assistant.storage.index_types import FieldPostings, FieldStatistics
from assistant.storage.packing import (
    pack_chunk,
    pack_field,
    pack_floats,
    pack_integers,
    pack_lists,
    pack_postings,
    pack_strings,
    unpack_chunk,
    unpack_field,
    unpack_floats,
    unpack_integers,
    unpack_postings,
    unpack_strings,
)

# SQLite stores text as UTF-8, in which a lone surrogate has no place; notes hold none.
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.integers(0, 2**31 - 1)
INTEGERS = st.lists(NUMBERS).map(lambda values: numpy.array(values, dtype=numpy.int32))
FIELD_POSTINGS = st.builds(FieldPostings, INTEGERS, INTEGERS)
SOURCES = st.builds(Source, TEXT, st.lists(TEXT).map(tuple), TEXT, NUMBERS, NUMBERS)
BLOCKS = st.lists(st.builds(Block, st.sampled_from(BlockKind), NUMBERS, NUMBERS)).map(tuple)
CHUNKS = st.builds(Chunk, SOURCES, TEXT, BLOCKS)


@given(st.lists(NUMBERS))
def test_whole_numbers_come_out_as_they_went_in(values: list[int]) -> None:
    array = numpy.array(values, dtype=numpy.int32)
    assert unpack_integers(pack_integers(array)).tolist() == values
    assert unpack_integers(pack_integers(iter(values))).tolist() == values


def test_whole_numbers_take_four_bytes_each_lowest_first() -> None:
    assert pack_integers([1, 256]) == b"\1\0\0\0\0\1\0\0"


@given(st.lists(st.lists(NUMBERS, max_size=4), max_size=4))
def test_lists_are_packed_each_for_itself(lists: list[list[int]]) -> None:
    assert list(pack_lists(ragged(lists))) == [pack_integers(one) for one in lists]


def test_a_number_that_is_too_large_is_refused() -> None:
    with pytest.raises(OverflowError):
        pack_integers([2**31])


@given(st.lists(st.floats(allow_nan=False)))
def test_numbers_come_out_to_the_last_bit(values: list[float]) -> None:
    assert unpack_floats(pack_floats(numpy.array(values))).tolist() == values


def test_unpacked_arrays_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        unpack_integers(pack_integers([1]))[0] = 2
    with pytest.raises(ValueError, match="read-only"):
        unpack_floats(pack_floats(numpy.array([1.0])))[0] = 2.0


@given(st.lists(TEXT).map(tuple))
def test_strings_come_out_as_they_went_in(values: tuple[str, ...]) -> None:
    packed = pack_strings(values)
    assert unpack_strings(packed) == values
    packed.encode()  # as SQLite does


@given(TEXT, FIELD_POSTINGS, FIELD_POSTINGS)
def test_postings_come_out_as_they_went_in(
    term: str, heading: FieldPostings, body: FieldPostings
) -> None:
    row = unpack_postings(7, term, *pack_postings(heading, body))
    assert (row.number, row.term) == (7, term)
    assert row.heading.chunks.tolist() == heading.chunks.tolist()
    assert row.heading.frequencies.tolist() == heading.frequencies.tolist()
    assert row.body.chunks.tolist() == body.chunks.tolist()
    assert row.body.frequencies.tolist() == body.frequencies.tolist()


def test_an_empty_field_packs_to_nothing() -> None:
    empty = FieldPostings(numpy.array([], dtype=numpy.int32), numpy.array([], dtype=numpy.int32))
    assert pack_postings(empty, empty) == (b"", b"", b"", b"")


@given(CHUNKS)
def test_a_chunk_comes_out_as_it_went_in(chunk: Chunk) -> None:
    assert unpack_chunk(chunk.source.path, pack_chunk(chunk)) == chunk


@given(st.lists(st.tuples(st.integers(0, 1000), st.floats(0, 1e9)), max_size=8))
def test_statistics_come_out_to_the_last_bit(chunks: list[tuple[int, float]]) -> None:
    lengths = numpy.array([length for length, _ in chunks], dtype=numpy.int32)
    norms = numpy.array([norm for _, norm in chunks], dtype=numpy.float64)
    average = sum(lengths.tolist()) / len(chunks) if chunks else 0.0
    columns = pack_field("body", FieldStatistics(lengths, norms, average))
    field = unpack_field("body", columns, len(chunks))
    assert field.lengths.tolist() == lengths.tolist()
    assert field.norms.tolist() == norms.tolist()
    assert field.average_length == average


def test_the_fields_are_packed_apart() -> None:
    heading = FieldStatistics(numpy.array([1], dtype=numpy.int32), numpy.array([1.0]), 1.0)
    body = FieldStatistics(numpy.array([2], dtype=numpy.int32), numpy.array([2.0]), 2.0)
    columns = {**pack_field("heading", heading), **pack_field("body", body)}
    assert unpack_field("heading", columns, 1).lengths.tolist() == [1]
    assert unpack_field("body", columns, 1).lengths.tolist() == [2]


def test_statistics_that_were_never_packed_are_empty() -> None:
    field = unpack_field("body", {}, 0)
    assert (len(field.lengths), len(field.norms), field.average_length) == (0, 0, 0.0)


def test_the_average_is_taken_over_the_chunks_there_are() -> None:
    lengths = numpy.array([4, 0, 2], dtype=numpy.int32)
    columns = pack_field("body", FieldStatistics(lengths, numpy.zeros(3), 3.0))
    assert unpack_field("body", columns, 2).average_length == 3.0
