"""Lists of whole numbers in one array, one behind the other."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.model import Integers


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists of numbers."""

    values: Integers
    """All numbers in order; shape (numbers,)."""
    sizes: Integers
    """The length of each list; shape (lists,)."""

    @classmethod
    def of(cls, values: Integers) -> Ragged:
        """Give one list."""
        return cls(values, numpy.array([len(values)]))

    def ends(self) -> Integers:
        """Give where each list ends in `values`."""
        return numpy.cumsum(self.sizes)

    def owners(self) -> Integers:
        """Give for each of the values which list it is in."""
        return numpy.repeat(numpy.arange(len(self.sizes)), self.sizes)

    def mapped(self, table: Ragged) -> Ragged:
        """Put in the place of each value the list at that place of a table."""
        sizes = table.sizes[self.values]
        ends = numpy.cumsum(sizes)
        starts = (table.ends() - table.sizes)[self.values]
        at = numpy.repeat(starts - ends + sizes, sizes) + numpy.arange(sizes.sum())
        before = numpy.concatenate([[0], ends])
        return Ragged(table.values[at], numpy.diff(before[self.ends()], prepend=0))


class RaggedBuilder:
    """Gathers lists one by one."""

    def __init__(self) -> None:
        """Begin with none."""
        self._values = array("i")
        self._sizes = array("i")

    def __len__(self) -> int:
        return len(self._sizes)

    def add(self, values: Iterable[int]) -> None:
        """Add a list."""
        before = len(self._values)
        self._values.extend(values)
        self._sizes.append(len(self._values) - before)

    def build(self) -> Ragged:
        """Give the lists."""
        return Ragged(numpy.array(self._values, numpy.int32), numpy.array(self._sizes, numpy.int32))
