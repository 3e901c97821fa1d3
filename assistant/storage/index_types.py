"""The frozen types in which the index gives what it holds: postings, statistics, candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    import numpy
    from numpy.typing import NDArray

    from assistant.model import Floats, Integers


@dataclass(frozen=True, slots=True)
class FieldPostings:
    """The chunks whose field holds a term."""

    chunks: Integers
    """Chunk ids, ascending, without repeats; shape (df,)."""
    frequencies: Integers
    """How often the term stands in the field of each; 1 or more; shape (df,)."""
    by_chunk: NDArray[numpy.unsignedinteger[Any]] | None = None
    """The same by chunk id, 0 for those that don't hold it; `None` where it was not laid out."""


@dataclass(frozen=True, slots=True)
class TermPostings:
    """A term's row of the index: its postings in both fields."""

    number: int
    """The term's id, by which chunks name it."""
    term: str
    heading: FieldPostings
    body: FieldPostings
    document_frequency: int
    """How many chunks hold it in either field."""
    words: tuple[int, ...] = ()
    """The ids of its words where it is a meaning of several; see `meanings.py`."""


@dataclass(frozen=True, slots=True)
class PostingBlock:
    """The postings of some terms in one field, one term's behind the other's."""

    chunks: Integers
    """Chunk ids; ascending for each term; shape (postings,)."""
    frequencies: Integers
    """How often the term stands in the field of each; shape (postings,)."""
    sizes: Integers
    """How many postings each term has; shape (terms,)."""

    def __len__(self) -> int:
        return len(self.chunks)


@dataclass(frozen=True, slots=True)
class FieldStatistics:
    """What the scores of a field need beside the postings; arrays are indexed by chunk id."""

    lengths: Integers
    """Terms in the field of each chunk, repeats counted; 0 for an id without a chunk."""
    norms: Floats
    """Euclidean length of each chunk's TF-IDF vector; 0 for an empty field."""
    average_length: float
    """Mean of `lengths` over the chunks there are; 0 when there is none."""

    @classmethod
    def of(cls, lengths: Integers, norms: Floats, count: int) -> FieldStatistics:
        """Give those of a field, with the mean length of its chunks, of which there are `count`."""
        return cls(lengths, norms, int(lengths.sum()) / count if count else 0.0)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What ranking needs to know of the whole index."""

    chunk_count: int
    """How many chunks there are; ids may run higher, since those of removed notes stay free."""
    notes: Integers
    """The id of each chunk's note, by chunk id; 0 for an id without a chunk."""
    heading: FieldStatistics
    body: FieldStatistics
    places_of_notes: Callable[[], Integers] | None = None
    """Gives where each note stands in the order of their paths, by note id; to be called where the
    statistics were read, and only where that is needed, since it takes a look at every path. `None`
    where the ids are in that order."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chunk as the ranking looks at it; terms are named by their ids, in order, with repeats."""

    chunk: int
    own: Integers
    """The terms of its own heading."""
    heading: Integers
    """The terms of the whole heading side; those of its own heading come first."""
    body: Integers
    path: str
    first_line: int
    has_code: bool
    text: str
    """Its own heading, a line feed, and its lines as they stand in the note."""
    states_facts: bool = False
    """Whether it is what front matter states of a note."""
    packed: tuple[Any, ...] = ()
    """The chunk as it is stored, to be unpacked where it is shown; see `rows.chunk_of`."""
