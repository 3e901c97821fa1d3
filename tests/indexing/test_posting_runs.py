"""`assistant.indexing.posting_runs`: what batches add comes back term by term, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.indexing import posting_runs
from assistant.indexing.posting_runs import Run, Runs
from assistant.storage.index_types import PostingBlock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Found = list[tuple[int, list[int], list[int]]]
"""Each term's id with its chunks in heading and body."""


def integers(values: Sequence[int]) -> numpy.ndarray:
    return numpy.array(values, dtype=numpy.int32)


def run(chunk: int, terms: Sequence[int], heading: Sequence[int], body: Sequence[int]) -> Run:
    """Give a run in whose one chunk, which is its frequency as well, these terms stand."""

    def block(held: Sequence[int]) -> PostingBlock:
        chunks = integers([chunk] * len(held))
        return PostingBlock(chunks, chunks, integers([term in held for term in terms]))

    return Run(integers(terms), (block(heading), block(body)))


def told(found: Runs, terms: Sequence[int]) -> Found:
    rows: Found = []
    for numbers, fields in found.merged(integers(terms)):
        columns = []
        for block in fields:
            assert block.chunks.tolist() == block.frequencies.tolist()
            assert len(block.sizes) == len(numbers)
            ends = numpy.cumsum(block.sizes)
            columns.append([part.tolist() for part in numpy.split(block.chunks, ends)[:-1]])
        rows += zip(numbers.tolist(), *columns, strict=True)
    return rows


def test_what_batches_add_to_a_term_comes_in_their_order() -> None:
    with Runs(None) as found:
        found.add(run(10, [1, 3], heading=[], body=[1, 3]))
        found.add(run(20, [1, 2], heading=[2], body=[1, 2]))
        assert told(found, [1, 2, 3]) == [(1, [], [10, 20]), (2, [20], [20]), (3, [], [10])]


def test_terms_come_in_the_order_that_is_asked_for() -> None:
    with Runs(None) as found:
        found.add(run(10, [3, 1], heading=[], body=[1, 3]))
        found.add(run(20, [3, 2], heading=[], body=[3]))
        assert told(found, [3, 2, 1]) == [(3, [], [10, 20]), (2, [], []), (1, [], [10])]


def test_a_term_that_is_asked_for_comes_without_postings_too() -> None:
    with Runs(None) as found:
        found.add(run(10, [2], heading=[], body=[2]))
        assert told(found, [2, 1]) == [(2, [], [10]), (1, [], [])]


def test_nothing_comes_of_nothing() -> None:
    with Runs(None) as found:
        assert told(found, []) == []
        assert told(found, [1]) == [(1, [], [])]


@given(st.lists(st.sets(st.integers(1, 9)), max_size=5), st.integers(1, 30))
def test_nothing_is_lost_and_nothing_added(batches: list[set[int]], most: int) -> None:
    with Runs(None) as found, pytest.MonkeyPatch.context() as patch:
        patch.setattr(posting_runs, "_SLICE_POSTINGS", most)
        for at, numbers in enumerate(batches):
            found.add(run(at, sorted(numbers), heading=[], body=sorted(numbers)))
        everything = sorted(set().union(*batches))
        assert told(found, everything) == [
            (number, [], [at for at, numbers in enumerate(batches) if number in numbers])
            for number in everything
        ]


@pytest.fixture
def all_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting_runs, "_LARGEST_IN_MEMORY", 0)


@pytest.mark.usefixtures("all_long")
def test_long_runs_stand_in_a_file_without_a_name(tmp_path: Path) -> None:
    with Runs(tmp_path) as found:
        found.add(run(10, [1], heading=[], body=[1]))
        found.add(run(11, [1], heading=[1], body=[1]))
        assert list(tmp_path.iterdir()) == []
        assert told(found, [1]) == [(1, [11], [10, 11])]


@pytest.mark.usefixtures("all_long")
def test_a_folder_that_can_t_be_written_is_an_os_error(tmp_path: Path) -> None:
    with Runs(tmp_path / "nowhere") as found, pytest.raises(OSError, match="No such file"):
        found.add(run(10, [1], heading=[], body=[1]))
