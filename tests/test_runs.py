"""`assistant.runs`: what batches add to terms comes back term by term, in the batches' order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import runs
from assistant.runs import Run, Runs, merged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Found = list[tuple[int, list[int], list[int]]]
"""Each term's id with its chunks on either side."""


def run(terms: Sequence[int], chunk: int) -> Run:
    """Give a run of some terms, all in one chunk, which is its frequency as well."""
    chunks = numpy.full(len(terms), chunk, numpy.int32)
    return Run(numpy.array(terms, numpy.int32), chunks, chunks)


def told(heading: Runs, body: Runs, also: Sequence[int] = ()) -> Found:
    found = list(merged(heading, body, also))
    for _, *fields in found:
        for field in fields:
            assert field.chunks.tolist() == field.frequencies.tolist()
    return [(number, one.chunks.tolist(), other.chunks.tolist()) for number, one, other in found]


def test_what_batches_add_to_a_term_comes_in_their_order() -> None:
    with Runs(None) as heading, Runs(None) as body:
        for terms, chunk in (([1, 3], 10), ([1, 2], 20)):
            body.add(run(terms, chunk))
        heading.add(run([3], 30))
        assert told(heading, body) == [(1, [], [10, 20]), (2, [], [20]), (3, [30], [10])]


def test_a_term_that_is_asked_for_comes_without_postings_too() -> None:
    with Runs(None) as heading, Runs(None) as body:
        body.add(run([2], 10))
        assert told(heading, body, [1, 2]) == [(1, [], []), (2, [], [10])]


def test_nothing_comes_of_nothing() -> None:
    with Runs(None) as heading, Runs(None) as body:
        assert told(heading, body) == []


@given(st.lists(st.sets(st.integers(1, 9)), max_size=5), st.integers(1, 30))
def test_nothing_is_lost_and_nothing_added(batches: list[set[int]], most: int) -> None:
    with Runs(None) as heading, Runs(None) as body, pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "_SLICE_POSTINGS", most)
        for at, numbers in enumerate(batches):
            body.add(run(sorted(numbers), at))
        assert told(heading, body) == [
            (number, [], [at for at, numbers in enumerate(batches) if number in numbers])
            for number in sorted(set().union(*batches))
        ]


@pytest.fixture
def all_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_LARGEST_IN_MEMORY", 0)


@pytest.mark.usefixtures("all_long")
def test_long_runs_stand_in_a_file_without_a_name(tmp_path: Path) -> None:
    with Runs(None) as heading, Runs(tmp_path) as body:
        body.add(run([1], 10))
        body.add(run([1], 11))
        assert list(tmp_path.iterdir()) == []
        assert told(heading, body) == [(1, [], [10, 11])]


@pytest.mark.usefixtures("all_long")
def test_a_folder_that_can_t_be_written_is_an_os_error(tmp_path: Path) -> None:
    with Runs(tmp_path / "nowhere") as found, pytest.raises(OSError, match="No such file"):
        found.add(run([1], 10))
