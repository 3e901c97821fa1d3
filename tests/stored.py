"""What an index is filled with, for tests of what writes and what reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from assistant.chunking import chunk_note
from assistant.model import Note
from assistant.storage.index_types import FieldStatistics, Statistics
from assistant.storage.packing import pack_chunk, pack_integers
from assistant.storage.rows import NoteRow
from assistant.storage.written_rows import ChunkRow, PostingsRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Chunk, Integers
    from assistant.storage.index_types import TermPostings
    from assistant.store import Store

GREEN = "# Tea\n\nHot.\n\n## Green\n\nMild."


def integers(*values: int) -> Integers:
    return numpy.array(values, dtype=numpy.int32)


def packed(*values: int) -> bytes:
    return pack_integers(values)


def postings(
    number: int, term: str, heading: Sequence[int] = (), body: Sequence[int] = ()
) -> PostingsRow:
    heading_packed, body_packed = packed(*heading), packed(*body)
    return PostingsRow(number, term, heading_packed, heading_packed, body_packed, body_packed)


def note_row(path: str, size: int = 1) -> NoteRow:
    return NoteRow(path, size, 2, 4, 3, "abc", ("drink",), ("tea.md: cold",))


def chunks_of(path: str, text: str = GREEN) -> list[Chunk]:
    return chunk_note(Note(path, "Tea", text))


def add(store: Store, path: str, *terms: int, first: int = 0, text: str = GREEN) -> list[Chunk]:
    """Add a note whose every chunk holds the terms with these ids; `first` is the first chunk's."""
    chunks = chunks_of(path, text)
    store.add_note(
        note_row(path),
        [
            ChunkRow(first + at, pack_chunk(chunk), True, 1, packed(*terms[:1]), packed(*terms))
            for at, chunk in enumerate(chunks)
        ],
    )
    store.seal_notes()
    return chunks


def all_postings(store: Store) -> list[TermPostings]:
    """Read every term's row, in alphabetical order."""
    numbers = store._connection.execute("SELECT id FROM terms ORDER BY term").fetchall()
    return [store.term(number) for (number,) in numbers]


def chunk_ids(store: Store) -> list[int]:
    """Read the ids in use, ascending."""
    return numpy.flatnonzero(store.statistics().notes).tolist()


def statistics(count: int) -> Statistics:
    field = FieldStatistics(integers(*range(count)), numpy.arange(count) / 3, (count - 1) / 2)
    return Statistics(count, field.lengths, field, field)
