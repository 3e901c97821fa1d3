"""The index file: one SQLite file a notes folder, one transaction a refresh.

A term's row holds its postings as packed arrays, so that a question reads the rows of its own
terms and nothing else. A reader works inside a transaction and so never sees half a refresh. The
file can always be made again from the notes: when it is damaged or of another version it is
emptied, not repaired.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy

from assistant.database import Database
from assistant.model import Candidate, Statistics
from assistant.packing import (
    pack_chunk,
    pack_field,
    pack_integers,
    pack_postings,
    pack_strings,
    unpack_chunk,
    unpack_field,
    unpack_integers,
    unpack_postings,
    unpack_strings,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assistant.model import Chunk, Integers, TermPostings

_NO_POSTINGS = (b"", b"", b"", b"")
_SELECT_POSTINGS = (
    "SELECT id, term, heading_chunks, heading_frequencies, body_chunks, body_frequencies FROM terms"
)
_SELECT_CANDIDATE = (
    "SELECT path, first_line, has_code, has_list, own_terms, heading_terms, body_terms,"
    " headings, text"
    " FROM chunks JOIN notes ON notes.id = chunks.note WHERE chunks.id = ?"
)
_SELECT_CHUNKS = (
    "SELECT path, headings, anchor, first_line, last_line, text, blocks"
    " FROM chunks JOIN notes ON notes.id = chunks.note"
)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What the index knows of a note's file."""

    path: str
    size: int
    mtime_ns: int
    read_ns: int
    """When the file was read, by the clock that stamps files."""
    digest: str
    tags: tuple[str, ...]
    warnings: tuple[str, ...]
    """What was wrong with the file, each on one line; shown when it is read and by `status`."""


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """A chunk as it is stored."""

    id: int
    chunk: Chunk
    has_code: bool
    has_list: bool
    own_terms: int
    """How many terms its own heading has, which begin the heading side."""
    heading_terms: Sequence[int]
    """Ids of the terms on the heading side, in order, with repeats."""
    body_terms: Sequence[int]


class Store(Database):
    """An open index file; to be used by the thread that opened it."""

    # Reading

    def state(self) -> int:
        """Give a number that goes up with each refresh, for those who keep what they have read."""
        return int(self._meta("state", "0"))

    def note_rows(self) -> dict[str, NoteRow]:
        """Read what is known of each note, by path."""
        rows = self._connection.execute(
            "SELECT path, size, mtime_ns, read_ns, digest, tags, warnings FROM notes"
        )
        return {
            path: NoteRow(
                path, size, mtime_ns, read_ns, digest, unpack_strings(tags), unpack_strings(lines)
            )
            for path, size, mtime_ns, read_ns, digest, tags, lines in rows
        }

    def statistics(self) -> Statistics:
        """Read what ranking needs of the whole index."""
        columns = dict(self._connection.execute("SELECT name, packed FROM columns"))
        count = int(self._meta("chunk_count", "0"))
        return Statistics(
            count,
            unpack_integers(columns.get("notes", b"")),
            unpack_field("heading", columns, count),
            unpack_field("body", columns, count),
        )

    def postings(self, terms: Iterable[str]) -> dict[str, TermPostings]:
        """Read the rows of those of the terms that stand in the notes."""
        rows = (self._row(f"{_SELECT_POSTINGS} WHERE term = ?", term) for term in set(terms))
        return {row[1]: unpack_postings(*row) for row in rows if row}

    def all_postings(self) -> Iterator[TermPostings]:
        """Read every term's row, in alphabetical order."""
        for row in self._connection.execute(f"{_SELECT_POSTINGS} ORDER BY term"):
            yield unpack_postings(*row)

    def term_count(self) -> int:
        """Count the different terms of all notes."""
        return int(self._one("SELECT count(*) FROM terms")[0])

    def holds(self, terms: Iterable[str]) -> bool:
        """Tell whether every one of the terms stands in the notes."""
        return all(self._row("SELECT 1 FROM terms WHERE term = ?", term) for term in terms)

    def words(self, prefix: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Read the notes' words that begin with a prefix, with how many chunks hold each.

        Words are in alphabetical order, and have from `shortest` to `longest` letters.
        """
        beyond = prefix[:-1] + chr(ord(prefix[-1]) + 1) if prefix else chr(sys.maxunicode)
        return self._connection.execute(
            "SELECT word, chunks FROM words WHERE word >= ? AND word < ?"
            " AND length(word) BETWEEN ? AND ? ORDER BY word",
            (prefix, beyond, shortest, longest),
        ).fetchall()

    def notes_tagged(self, tag: str) -> list[int]:
        """Read the ids of the notes with a tag, or one below it (`home/garden` is below `home`)."""
        wanted = tag.casefold()
        return [
            note
            for note, tags in self._connection.execute("SELECT id, tags FROM notes")
            for one in unpack_strings(tags)
            if f"{one.casefold()}/".startswith(f"{wanted}/")
        ]

    def notes_at(self, path: str) -> list[int]:
        """Read the ids of the notes whose path holds a text, or matches a pattern with `*`."""
        # Only the asterisk is taken for what it is in a pattern.
        pattern = path.lower().replace("[", "[[]").replace("?", "[?]")
        pattern = pattern if "*" in pattern else f"*{pattern}*"
        rows = self._connection.execute("SELECT id FROM notes WHERE lower(path) GLOB ?", (pattern,))
        return [note for (note,) in rows]

    def kept(self, name: str) -> str:
        """Read what was kept under a name; empty for nothing."""
        return self._meta(name, "")

    def chunks(self, ids: Iterable[int]) -> list[Chunk]:
        """Read chunks in the order of their ids given; raises `KeyError` for one there is not."""
        return [
            unpack_chunk(*self._one(f"{_SELECT_CHUNKS} WHERE chunks.id = ?", int(chunk)))
            for chunk in ids
        ]

    def candidates(self, ids: Iterable[int]) -> list[Candidate]:
        """Read what ranking looks at, in the order of the ids; raises `KeyError` as `chunks`."""
        found = []
        for chunk in ids:
            path, line, has_code, has_list, own, heading, body, headings, text = self._one(
                _SELECT_CANDIDATE, int(chunk)
            )
            names = unpack_integers(heading)
            *_, own_heading = unpack_strings(headings)
            found.append(
                Candidate(
                    int(chunk),
                    names[:own],
                    names,
                    unpack_integers(body),
                    path,
                    line,
                    bool(has_code),
                    bool(has_list),
                    f"{own_heading}\n{text}",
                )
            )
        return found

    def chunks_of(self, path: str) -> Iterator[Chunk]:
        """Read the chunks of a note, by line."""
        statement = f"{_SELECT_CHUNKS} WHERE path = ? ORDER BY first_line"
        for row in self._connection.execute(statement, (path,)):
            yield unpack_chunk(*row)

    def all_chunks(self) -> Iterator[Chunk]:
        """Read every chunk, by path and line."""
        for row in self._connection.execute(f"{_SELECT_CHUNKS} ORDER BY path, first_line"):
            yield unpack_chunk(*row)

    def outline(self) -> list[tuple[str, tuple[str, ...]]]:
        """Read the path and the breadcrumb of every chunk, by path and line."""
        rows = self._connection.execute(
            "SELECT path, headings FROM chunks JOIN notes ON notes.id = chunks.note"
            " ORDER BY path, first_line"
        )
        return [(path, unpack_strings(headings)) for path, headings in rows]

    def chunk_ids(self) -> Integers:
        """Read the ids in use, ascending."""
        return self._integers("SELECT id FROM chunks ORDER BY id")

    def chunk_notes(self) -> Integers:
        """Read the id of each chunk's note, in the order of `chunk_ids`."""
        return self._integers("SELECT note FROM chunks ORDER BY id")

    def _integers(self, statement: str) -> Integers:
        rows = self._connection.execute(statement)
        return numpy.fromiter((value for (value,) in rows), dtype=numpy.int32)

    def terms_of_chunks(self, path: str) -> set[int]:
        """Read the ids of all terms that stand in a note's chunks."""
        rows = self._connection.execute(
            "SELECT heading_terms, body_terms FROM chunks"
            " WHERE note = (SELECT id FROM notes WHERE path = ?)",
            (path,),
        )
        return {int(term) for row in rows for side in row for term in unpack_integers(side)}

    def term(self, number: int) -> TermPostings:
        """Read the row of the term with an id; raises `KeyError` where there is none."""
        return unpack_postings(*self._one(f"{_SELECT_POSTINGS} WHERE id = ?", number))

    # Writing

    def touch_note(self, path: str, size: int, mtime_ns: int, read_ns: int) -> None:
        """Write down that a file was read again and holds what it held."""
        self._connection.execute(
            "UPDATE notes SET size = ?, mtime_ns = ?, read_ns = ? WHERE path = ?",
            (size, mtime_ns, read_ns, path),
        )

    def remove_note(self, path: str) -> list[int]:
        """Remove a note with its chunks and give their ids, which postings still name."""
        note = self._connection.execute("SELECT id FROM notes WHERE path = ?", (path,)).fetchone()
        removed = self._connection.execute("SELECT id FROM chunks WHERE note = ?", note).fetchall()
        self._connection.execute("DELETE FROM chunks WHERE note = ?", note)
        self._connection.execute("DELETE FROM notes WHERE id = ?", note)
        return [chunk for (chunk,) in removed]

    def add_note(self, row: NoteRow, chunks: Iterable[ChunkRow]) -> None:
        """Add a note with its chunks."""
        file = (row.path, row.size, row.mtime_ns, row.read_ns, row.digest)
        note = self._connection.execute(
            "INSERT INTO notes (path, size, mtime_ns, read_ns, digest, tags, warnings)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*file, pack_strings(row.tags), pack_strings(row.warnings)),
        ).lastrowid
        self._connection.executemany(
            "INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    chunk.id,
                    note,
                    *pack_chunk(chunk.chunk),
                    chunk.has_code,
                    chunk.has_list,
                    chunk.own_terms,
                    pack_integers(chunk.heading_terms),
                    pack_integers(chunk.body_terms),
                )
                for chunk in chunks
            ),
        )

    def next_chunk_id(self) -> int:
        """Give the first id above all in use."""
        (highest,) = self._one("SELECT max(id) FROM chunks")
        return 0 if highest is None else int(highest) + 1

    def term_ids(self, terms: Iterable[str]) -> dict[str, int]:
        """Give the ids of terms, adding a row for each that is new."""
        ids = {}
        for term in terms:
            row = self._row("SELECT id FROM terms WHERE term = ?", term)
            if row is None:
                values = "INSERT INTO terms VALUES (NULL, ?, ?, ?, ?, ?)"
                ids[term] = self._connection.execute(values, (term, *_NO_POSTINGS)).lastrowid or 0
            else:
                ids[term] = row[0]
        return ids

    def put_postings(self, rows: Iterable[TermPostings]) -> None:
        """Write the rows of terms that are there; one left without postings is removed."""
        self._connection.executemany(
            "UPDATE terms SET heading_chunks = ?, heading_frequencies = ?, body_chunks = ?,"
            " body_frequencies = ? WHERE term = ?",
            ((*pack_postings(row), row.term) for row in rows),
        )
        self._connection.execute(
            "DELETE FROM terms WHERE heading_chunks = x'' AND body_chunks = x''"
        )

    def count_words(self, counts: Mapping[str, int]) -> None:
        """Add to how many chunks hold each word; one that none holds any more is removed."""
        self._connection.executemany(
            "INSERT INTO words VALUES (?, ?)"
            " ON CONFLICT (word) DO UPDATE SET chunks = chunks + excluded.chunks",
            counts.items(),
        )
        self._connection.execute("DELETE FROM words WHERE chunks <= 0")

    def keep(self, name: str, text: str) -> None:
        """Keep a text under a name, which is none of the index's own."""
        self._put_meta(name, text)

    def put_statistics(self, statistics: Statistics) -> None:
        """Write what ranking needs of the whole index, which ends a refresh."""
        columns = {
            "notes": pack_integers(statistics.notes),
            **pack_field("heading", statistics.heading),
            **pack_field("body", statistics.body),
        }
        self._connection.executemany("REPLACE INTO columns VALUES (?, ?)", columns.items())
        self._put_meta("chunk_count", str(statistics.chunk_count))
        self._put_meta("state", str(self.state() + 1))
