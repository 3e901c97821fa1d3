"""`assistant.runs`: what batches add to terms comes back term by term, in the batches' order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import runs
from assistant.model import FieldPostings
from assistant.runs import Row, Runs

if TYPE_CHECKING:
    from pathlib import Path


def row(number: int, chunk: int) -> Row:
    one, other = (
        FieldPostings(numpy.array([chunk], numpy.int32), numpy.array([count], numpy.int32))
        for count in (1, 2)
    )
    return Row(number, one, other)


def told(found: Runs) -> list[tuple[int, list[tuple[int, int, int]]]]:
    return [
        (
            number,
            [
                (int(one.heading.chunks[0]), int(one.heading.frequencies[0]), len(one.body.chunks))
                for one in rows
            ],
        )
        for number, rows in found.merged()
    ]


def test_rows_of_one_term_come_together_in_the_order_of_the_batches() -> None:
    with Runs(None) as found:
        found.add([row(1, 10), row(3, 11)])
        found.add([row(1, 20), row(2, 21)])
        assert told(found) == [(1, [(10, 1, 1), (20, 1, 1)]), (2, [(21, 1, 1)]), (3, [(11, 1, 1)])]


@given(st.lists(st.sets(st.integers(1, 9)), max_size=5))
def test_nothing_is_lost_and_nothing_added(batches: list[set[int]]) -> None:
    with Runs(None) as found:
        for at, numbers in enumerate(batches):
            found.add(row(number, at) for number in sorted(numbers))
        expected = {
            number: [(at, 1, 1) for at, numbers in enumerate(batches) if number in numbers]
            for number in sorted(set().union(*batches))
        }
        assert told(found) == list(expected.items())


def test_long_runs_stand_in_files_without_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "_LARGEST_IN_MEMORY", 10)
    with Runs(tmp_path) as found:
        found.add([row(1, 10)])
        assert list(tmp_path.iterdir()) == []
        assert told(found) == [(1, [(10, 1, 1)])]


def test_a_folder_that_can_t_be_written_is_an_os_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "_LARGEST_IN_MEMORY", 10)
    with Runs(tmp_path / "nowhere") as found, pytest.raises(OSError, match="No such file"):
        found.add([row(1, 10)])
