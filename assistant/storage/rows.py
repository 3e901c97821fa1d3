"""The rows of the index file: sealed where they are written, checked where they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.records import dataclass
from assistant.storage.index_types import Candidate
from assistant.storage.packing import (
    begins_with_fact,
    unpack_chunk,
    unpack_integers,
    unpack_postings,
    unpack_strings,
)
from assistant.storage.sealing import check, seal

if TYPE_CHECKING:
    from assistant.model import Chunk
    from assistant.storage.index_types import TermPostings
    from assistant.storage.written_rows import ChunkRow

SELECT_NOTES = (
    "SELECT id, path, size, mtime_ns, changed_ns, read_ns, digest, tags, warnings, chunks"
    " FROM notes ORDER BY id"
)
SELECT_POSTINGS = (
    "SELECT id, term, heading_chunks, heading_frequencies, body_chunks, body_frequencies, seal"
    " FROM terms"
)
_TERMS_COLUMNS = "first_line, has_code, own_terms, heading_terms, body_terms"
_TEXT_COLUMNS = "headings, anchor, first_line, last_line, text, blocks"
_FROM_CHUNKS = "FROM chunks JOIN notes ON notes.id = chunks.note"
SELECT_CANDIDATES = (
    f"SELECT terms_seal, path, chunks.id, {_TERMS_COLUMNS}, text_seal, {_TEXT_COLUMNS}"
    f" {_FROM_CHUNKS}"
)
SELECT_CHUNK_IDS = f"SELECT chunks.id {_FROM_CHUNKS}"
IN_ORDER = "ORDER BY path, first_line"
SELECT_CHUNKS = f"SELECT text_seal, path, chunks.id, {_TEXT_COLUMNS} {_FROM_CHUNKS}"


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What the index knows of a note's file."""

    path: str
    size: int
    mtime_ns: int
    changed_ns: int
    """As `NoteFile.changed_ns`."""
    read_ns: int
    """When the file was read, by the clock that stamps files."""
    digest: str
    tags: tuple[str, ...]
    warnings: tuple[str, ...]
    """What was wrong with the file, each on one line; shown when it is read and by `status`."""


@dataclass(frozen=True, slots=True)
class RemovedChunk:
    """What has to be known of a chunk to take it out of the rest of the index."""

    id: int
    chunk: Chunk
    terms: frozenset[int]
    """Ids of the terms that it holds on either side."""


def note_row(*values: Any) -> NoteRow:
    """Read a row of `SELECT_NOTES`, from the path on."""
    # By position, since all notes are read for every question.
    path, size, mtime_ns, changed_ns, read_ns, digest, tags, warnings = values
    file = (path, size, mtime_ns, changed_ns, read_ns, digest)
    return NoteRow(*file, unpack_strings(tags), unpack_strings(warnings))


def read_postings(row: tuple[Any, ...]) -> TermPostings:
    """Read a row of `SELECT_POSTINGS`; raises `DamagedError`, as those below do."""
    check(row[-1], *row[:-1])
    return unpack_postings(*row[:-1])


def read_chunk(row: tuple[Any, ...]) -> Chunk:
    """Read a row of `SELECT_CHUNKS`."""
    check(*row)
    _, path, _, *values = row
    return unpack_chunk(path, values)


def read_candidate(row: tuple[Any, ...]) -> Candidate:
    """Read a row of `SELECT_CANDIDATES`."""
    terms, (text_seal, *text) = row[:8], row[8:]
    check(*terms)
    _, path, number, line, has_code, own, heading, body = terms
    check(text_seal, path, number, *text)
    headings, _, _, _, lines, blocks = text
    *_, own_heading = unpack_strings(headings)
    names = unpack_integers(heading)
    return Candidate(
        chunk=number,
        own=names[:own],
        heading=names,
        body=unpack_integers(body),
        path=path,
        first_line=line,
        has_code=bool(has_code),
        text=f"{own_heading}\n{lines}",
        states_facts=begins_with_fact(blocks),
        packed=tuple(text),
    )


def chunk_of(candidate: Candidate) -> Chunk:
    """Give the chunk that a candidate is, as `read_chunk` reads it."""
    return unpack_chunk(candidate.path, candidate.packed)


def chunk_values(note: int, path: str, row: ChunkRow) -> tuple[Any, ...]:
    """Give what is stored of a chunk, in the order of the columns."""
    terms = (int(row.has_code), row.own_terms, row.heading_terms, row.body_terms)
    _, _, first_line, *_ = row.packed
    seals = (seal(path, row.id, *row.packed), seal(path, row.id, first_line, *terms))
    return (row.id, note, *row.packed, *terms, *seals)
