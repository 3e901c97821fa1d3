"""Postings of more notes than fit in memory: sorted runs on the disk, merged when all are there.

The usual way to invert a large collection (single-pass in-memory indexing; Manning, Raghavan and
Schütze, *Introduction to Information Retrieval*, 4.3): each batch of notes gives one run, sorted by
term, and the runs are merged a slice of terms at a time. Memory is bounded by a batch and a slice.
"""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import numpy

from assistant.records import dataclass
from assistant.storage.index_types import PostingBlock
from assistant.storage.ragged import Ragged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import IO, Self

    from assistant.model import Integers

_SLICE_POSTINGS = 1_000_000
"""How many postings are merged at a time; a million take about 40 MB."""

_LARGEST_IN_MEMORY = 250_000
"""In postings, of a run; that of a few edited notes needs no file."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a batch adds to some terms."""

    terms: Integers
    """Their ids, in the order that the terms of all runs are in."""
    fields: tuple[PostingBlock, PostingBlock]
    """The terms' postings in heading and body; chunks are above those of all runs before."""


class Runs:
    """What all batches add; their file is gone when they are closed, or killed."""

    def __init__(self, folder: Path | None) -> None:
        """Keep long runs in a nameless file in a folder, or all in memory for `None`."""
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._runs: list[Run] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Give up what was added, and the file."""
        # What is mapped has to be given up before its file is.
        self._runs.clear()
        if self._file is not None:
            self._file.close()

    def add(self, run: Run) -> None:
        """Keep a run."""
        heading, body = run.fields
        if self._folder is not None and len(heading) + len(body) > _LARGEST_IN_MEMORY:
            run = Run(run.terms, (self._on_disk(heading), self._on_disk(body)))
        self._runs.append(run)

    def _on_disk(self, block: PostingBlock) -> PostingBlock:
        chunks, frequencies = map(self._mapped, (block.chunks, block.frequencies))
        return PostingBlock(chunks, frequencies, block.sizes)

    def _mapped(self, array: Integers) -> Integers:
        if not array.size:
            # There is nothing to map.
            return array
        if self._file is None:
            self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115  # kept open
        offset = self._file.seek(0, 2)
        self._file.write(array.tobytes())
        self._file.flush()
        mapped: numpy.memmap[Any, Any] = numpy.memmap(
            self._file, array.dtype, "r", offset, array.shape
        )
        return mapped

    def merged(
        self, terms: Integers
    ) -> Iterator[tuple[Integers, tuple[PostingBlock, PostingBlock]]]:
        """Give what all runs add to some terms in heading and body, a slice of the terms at a time.

        `terms` are ids without repeats, in the order of those of each run, all of which have to be
        among them.
        """
        rank = numpy.zeros(terms.max(initial=0) + 1, dtype=numpy.int32)
        rank[terms] = numpy.arange(len(terms), dtype=numpy.int32)
        ranks = [rank[run.terms] for run in self._runs]
        sides = [_Side(ranks, [run.fields[side] for run in self._runs]) for side in (0, 1)]
        slices = 1 + sum(map(len, sides)) // _SLICE_POSTINGS
        for places in numpy.array_split(numpy.arange(len(terms)), slices):
            if len(places):
                first, last = int(places[0]), int(places[-1])
                heading, body = (side.between(first, last) for side in sides)
                yield terms[places], (heading, body)


class _Side:
    """One field of all runs."""

    def __init__(self, ranks: Sequence[Integers], blocks: Sequence[PostingBlock]) -> None:
        self._runs = [
            (rank, block, numpy.concatenate([[0], numpy.cumsum(block.sizes, dtype=numpy.int64)]))
            for rank, block in zip(ranks, blocks, strict=True)
        ]
        """Each with where the postings of its terms begin."""

    def __len__(self) -> int:
        return sum(len(block) for _, block, _ in self._runs)

    def between(self, first: int, last: int) -> PostingBlock:
        """Merge what there is of the terms with ranks from `first` to `last`."""
        nothing = numpy.empty(0, dtype=numpy.int32)
        ranks, sizes, chunks, frequencies = [nothing], [nothing], [nothing], [nothing]
        for rank, block, starts in self._runs:
            some = slice(*numpy.searchsorted(rank, [first, last + 1]))
            postings = slice(starts[some.start], starts[some.stop])
            ranks.append(rank[some])
            sizes.append(block.sizes[some])
            chunks.append(block.chunks[postings])
            frequencies.append(block.frequencies[postings])
        rank, size = numpy.concatenate(ranks), numpy.concatenate(sizes)
        # Stable, so that a term's chunks stay in the order of the batches.
        order = Ragged.of(numpy.argsort(rank, kind="stable").astype(numpy.int32))
        places = order.mapped(Ragged(numpy.arange(size.sum()), size)).values
        return PostingBlock(
            numpy.concatenate(chunks)[places],
            numpy.concatenate(frequencies)[places],
            numpy.bincount(rank - first, size, last - first + 1).astype(numpy.int32),
        )
