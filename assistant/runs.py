"""Postings of more notes than fit in memory: sorted runs on the disk, merged when all are there.

The usual way to invert a large collection (single-pass in-memory indexing; Manning, Raghavan and
Schütze, *Introduction to Information Retrieval*, 4.3): each batch of notes gives one run, sorted by
term, and the runs are read side by side. Memory is bounded by a batch and a row of each run.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import attrgetter
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from assistant.model import FieldPostings
from assistant.packing import pack_integers, unpack_integers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

_LARGEST_IN_MEMORY = 1_000_000
"""In bytes, of one run; that of a few edited notes needs no file."""

_LENGTH = 8
"""In bytes, of the length before each row."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a batch adds to a term."""

    number: int
    """The term's id."""
    heading: FieldPostings
    body: FieldPostings


class Runs:
    """Runs of rows; files that are no longer needed are gone when it is closed, or killed."""

    def __init__(self, folder: Path | None) -> None:
        """Keep long runs as nameless files in a folder, or all in memory for `None`."""
        self._folder = folder
        self._files: list[SpooledTemporaryFile[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for file in self._files:
            file.close()

    def add(self, rows: Iterable[Row]) -> None:
        """Write a run; its rows are sorted by the term's id, and their chunks above all before."""
        most = 0 if self._folder is None else _LARGEST_IN_MEMORY
        folder = None if self._folder is None else str(self._folder)
        file = SpooledTemporaryFile(max_size=most, dir=folder)  # noqa: SIM115  # kept open
        self._files.append(file)
        for row in rows:
            fields = (row.heading, row.body)
            arrays = [array for one in fields for array in (one.chunks, one.frequencies)]
            packed = marshal.dumps((row.number, *map(pack_integers, arrays)))
            file.write(len(packed).to_bytes(_LENGTH, "little") + packed)

    def merged(self) -> Iterator[tuple[int, Sequence[Row]]]:
        """Give each term's id, ascending, with what the batches add to it, in their order."""
        runs = [_rows(file) for file in self._files]
        for number, rows in groupby(merge(*runs, key=_number), key=_number):
            yield number, list(rows)


_number = attrgetter("number")


def _rows(file: SpooledTemporaryFile[bytes]) -> Iterator[Row]:
    file.seek(0)
    while length := file.read(_LENGTH):
        number, *arrays = marshal.loads(file.read(int.from_bytes(length, "little")))
        heading_chunks, heading_counts, body_chunks, body_counts = map(unpack_integers, arrays)
        yield Row(
            number,
            FieldPostings(heading_chunks, heading_counts),
            FieldPostings(body_chunks, body_counts),
        )
