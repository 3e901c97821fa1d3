"""Postings of more notes than fit in memory: sorted runs on the disk, merged when all are there.

The usual way to invert a large collection (single-pass in-memory indexing; Manning, Raghavan and
Schütze, *Introduction to Information Retrieval*, 4.3): each batch of notes gives one run, sorted by
term, and the runs are merged a slice of terms at a time. Memory is bounded by a batch and a slice.
"""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import numpy

from assistant.model import FieldPostings
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import IO, Self

    from assistant.model import Integers

_SLICE_POSTINGS = 1_000_000
"""How many postings are merged at a time; a million take about 40 MB."""

_LARGEST_IN_MEMORY = 250_000
"""In postings, of a run; that of a few edited notes needs no file."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a batch adds to one field: three arrays of the same length."""

    terms: Integers
    """The id of each posting's term, ascending."""
    chunks: Integers
    """The posting's chunk; ascending for each term, and above those of all runs before."""
    frequencies: Integers


class Runs:
    """The runs of one field; their file is gone when they are closed, or killed."""

    def __init__(self, folder: Path | None) -> None:
        """Keep long runs in a nameless file in a folder, or all in memory for `None`."""
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._runs: list[Run] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        # What is mapped has to be given up before its file is.
        self._runs.clear()
        if self._file is not None:
            self._file.close()

    def add(self, run: Run) -> None:
        """Keep a run."""
        if self._folder is not None and len(run.terms) > _LARGEST_IN_MEMORY:
            run = Run(*map(self._on_disk, (run.terms, run.chunks, run.frequencies)))
        self._runs.append(run)

    def _on_disk(self, array: Integers) -> Integers:
        if self._file is None:
            self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115  # kept open
        offset = self._file.seek(0, 2)
        self._file.write(array.tobytes())
        self._file.flush()
        mapped: numpy.memmap[Any, Any] = numpy.memmap(
            self._file, array.dtype, "r", offset, array.shape
        )
        return mapped

    def size(self) -> int:
        """Count the postings."""
        return sum(len(run.terms) for run in self._runs)

    def terms(self) -> Integers:
        """Give the ids of all terms, ascending."""
        found = [numpy.unique(run.terms) for run in self._runs]
        return numpy.unique(numpy.concatenate(found)) if found else numpy.empty(0, numpy.int32)

    def between(self, first: int, last: int) -> Run:
        """Merge what there is of the terms with ids from `first` to `last`."""
        parts = [
            Run(*(array[start:end] for array in (run.terms, run.chunks, run.frequencies)))
            for run in self._runs
            for start, end in [numpy.searchsorted(run.terms, [first, last + 1])]
        ]
        # Stable, so that a term's chunks stay in the order of the batches.
        order = numpy.argsort(_joined([one.terms for one in parts]), kind="stable")
        return Run(
            _joined([one.terms for one in parts])[order],
            _joined([one.chunks for one in parts])[order],
            _joined([one.frequencies for one in parts])[order],
        )


def _joined(parts: Sequence[Integers]) -> Integers:
    return numpy.concatenate(parts) if parts else numpy.empty(0, numpy.int32)


def merged(
    heading: Runs, body: Runs, also: Sequence[int]
) -> Iterator[tuple[int, FieldPostings, FieldPostings]]:
    """Give for each term's id, ascending, what the runs of both fields hold of it.

    Ids in `also` come even where the runs hold nothing of them.
    """
    numbers = numpy.union1d(
        numpy.union1d(heading.terms(), body.terms()), numpy.array(also, dtype=numpy.int32)
    )
    slices = 1 + (heading.size() + body.size()) // _SLICE_POSTINGS
    for some in numpy.array_split(numbers, slices):
        if len(some):
            fields = [runs.between(int(some[0]), int(some[-1])) for runs in (heading, body)]
            yield from zip(some.tolist(), *(_by_term(run, some) for run in fields), strict=True)


def _by_term(run: Run, numbers: Integers) -> Iterator[FieldPostings]:
    starts = numpy.searchsorted(run.terms, numbers, "left").tolist()
    ends = numpy.searchsorted(run.terms, numbers, "right").tolist()
    for start, end in zip(starts, ends, strict=True):
        yield FieldPostings(run.chunks[start:end], run.frequencies[start:end])
