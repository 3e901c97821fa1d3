"""Read an index file: every row is checked against its seal, and one that was damaged is told.

A term's row holds its postings as packed arrays, so that a question reads the rows of its own
terms and nothing else. A reader works inside a transaction and so never sees half a refresh. Every
method raises `DamagedError` rather than give what was not written.
"""

from __future__ import annotations

import sys
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, ClassVar

import numpy

from assistant.storage.database import Database, translated
from assistant.storage.index_types import Statistics
from assistant.storage.packing import FACT, unpack_block, unpack_field, unpack_integers
from assistant.storage.rows import (
    IN_ORDER,
    SELECT_CANDIDATES,
    SELECT_CHUNK_IDS,
    SELECT_CHUNKS,
    SELECT_NOTES,
    SELECT_POSTINGS,
    NoteRow,
    note_row,
    read_candidate,
    read_chunk,
    read_postings,
)
from assistant.storage.sealing import DamagedError, check, seal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assistant.model import Chunk, Integers
    from assistant.storage.index_types import Candidate, PostingBlock, TermPostings

_BLOCK_BYTES = 4_000_000
"""How many bytes of chunk ids a block of postings has; it takes about six times that."""

_COLUMNS = 5
"""How many rows `Store.put_statistics` writes."""


class IndexReader(Database):
    """An index file that is open for reading; to be used by the thread that opened it."""

    BEGINNING: ClassVar[Mapping[str, str]] = {
        "state": "0",
        "chunk_count": "0",
        "notes": str(seal([])),
    }
    _kept_notes: tuple[tuple[object, ...], dict[int, NoteRow]] | None = None
    """What `_notes` has read, and of what."""

    def state(self) -> int:
        """Give a number that goes up with each refresh, for those who keep what they have read."""
        # Outside of `reading`, too: by it one tells whether there is anything new to read.
        with translated():
            return int(self._meta("state"))

    def note_rows(self) -> dict[str, NoteRow]:
        """Read what is known of each note, by path."""
        return {row.path: row for row in self._notes().values()}

    def paths(self) -> dict[int, str]:
        """Read the path of each note, by id."""
        return {number: row.path for number, row in self._notes().items()}

    def _notes(self) -> dict[int, NoteRow]:
        """Read the row of each note, by id; once for each state they are in."""
        # The one counts what others wrote, the other what was written here.
        connection = self._connection
        version = (connection, *self._one("PRAGMA data_version"), connection.total_changes)
        if self._kept_notes is None or self._kept_notes[0] != version:
            self._kept_notes = (version, self._read_notes())
        return self._kept_notes[1]

    def _read_notes(self) -> dict[int, NoteRow]:
        rows = self._connection.execute(SELECT_NOTES).fetchall()
        # One seal for all, since all are read for every question.
        if self._meta("notes") != str(seal(rows)):
            raise DamagedError("the notes are not what was written")
        return {row[0]: note_row(*row[1:9]) for row in rows}

    def statistics(self) -> Statistics:
        """Read what ranking needs of the whole index."""
        columns = {}
        for name, packed, found in self._connection.execute("SELECT * FROM columns"):
            check(found, name, packed)
            columns[name] = packed
        if len(columns) != (_COLUMNS if self.state() else 0):
            raise DamagedError("columns are missing")
        count = int(self._meta("chunk_count"))
        return Statistics(
            chunk_count=count,
            notes=unpack_integers(columns.get("notes", b"")),
            heading=unpack_field("heading", columns, count),
            body=unpack_field("body", columns, count),
            places_of_notes=self._places_of_notes,
        )

    def _places_of_notes(self) -> Integers:
        """Give where each note stands in the order of their paths, by id; 0 for an id of none."""
        rows = self._notes()
        places = numpy.zeros(max(rows, default=0) + 1, dtype=numpy.int32)
        for place, number in enumerate(sorted(rows, key=lambda number: rows[number].path)):
            places[number] = place
        return places

    def postings(self, terms: Iterable[str]) -> dict[str, TermPostings]:
        """Read the rows of those of the terms that stand in the notes."""
        return {term: self.term(number) for term, number in self.term_ids(set(terms)).items()}

    def posting_blocks(self) -> Iterator[tuple[PostingBlock, PostingBlock]]:
        """Read all postings, by term, in blocks of heading and body that fit in memory.

        They part at the same terms for the same postings.
        """
        size = 0
        rows: list[tuple[Any, ...]] = []
        for row in self._term_rows():
            check(row[-1], *row[:-1])
            size += len(row[2]) + len(row[4])
            rows.append(row)
            if size >= _BLOCK_BYTES:
                yield _blocks(rows)
                rows, size = [], 0
        yield _blocks(rows)

    def _term_rows(self) -> Iterator[tuple[Any, ...]]:
        """Read every term's row in alphabetical order, not by the index that counts them."""
        found, before = 0, ""
        for row in self._connection.execute(
            f"{SELECT_POSTINGS} INDEXED BY ids_of_terms ORDER BY term"
        ):
            # A term that came twice would make up for one that is missing. A flipped bit may have
            # made what was a text a number, or nothing.
            if not isinstance(row[1], str) or row[1] <= before:
                raise DamagedError("terms are out of order")
            found, before = found + 1, row[1]
            yield row
        if found != self.term_count():
            raise DamagedError("terms are missing")

    def term_count(self) -> int:
        """Count the different terms of all notes."""
        return int(self._one("SELECT count(*) FROM terms INDEXED BY ids_of_terms_again")[0])

    def term_ids(self, terms: Iterable[str]) -> dict[str, int]:
        """Give the ids of those of the terms that stand in the notes."""
        return {term: found for term in terms if (found := self._term_id(term)) is not None}

    def _term_id(self, term: str) -> int | None:
        first, second = (
            self._row(f"SELECT id FROM terms INDEXED BY {index} WHERE term = ?", term)
            for index in ("ids_of_terms", "ids_of_terms_again")
        )
        if first != second:
            raise DamagedError("two ways to a term differ")
        if first is None:
            return None
        # Without its type, which the file's schema gives it, an id reads as nothing.
        if not isinstance(first[0], int):
            raise DamagedError("a term has no id")
        return first[0]

    def holds(self, terms: Iterable[str]) -> bool:
        """Tell whether every one of the terms stands in the notes."""
        return all(self._term_id(term) is not None for term in terms)

    def words(self, prefix: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Read the notes' words that begin with a prefix, with how many chunks hold each.

        Words are in alphabetical order, and have from `shortest` to `longest` letters.
        """
        end = prefix[:-1] + chr(ord(prefix[-1]) + 1) if prefix else chr(sys.maxunicode)
        where = "WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ? ORDER BY word"
        first, second = (
            self._connection.execute(
                f"SELECT word, chunks FROM words {index} {where}", (prefix, end, shortest, longest)
            ).fetchall()
            # Not "NOT INDEXED", by which SQLite may still read the list in the index.
            for index in ("INDEXED BY sqlite_autoindex_words_1", "INDEXED BY words_again")
        )
        if first != second:
            raise DamagedError("two lists of words differ")
        return first

    def notes_tagged(self, tag: str) -> list[int]:
        """Read the ids of the notes with a tag, or one below it (`home/garden` is below `home`)."""
        wanted = tag.casefold()
        return [
            number
            for number, row in self._notes().items()
            for one in row.tags
            if f"{one.casefold()}/".startswith(f"{wanted}/")
        ]

    def notes_at(self, path: str) -> list[int]:
        """Read the ids of the notes whose path holds a text, in which `*` is any letters."""
        # Only the asterisk is taken for what it is in a pattern.
        pattern = f"*{path.lower().replace('[', '[[]').replace('?', '[?]')}*"
        return [
            number
            for number, row in self._notes().items()
            if fnmatchcase(row.path.lower(), pattern)
        ]

    def kept(self, name: str) -> str:
        """Read what was kept under a name; empty for nothing."""
        return self._meta(name, "")

    def chunks(self, ids: Iterable[int]) -> list[Chunk]:
        """Read chunks in the order of their ids given."""
        return [
            read_chunk(self._one(f"{SELECT_CHUNKS} WHERE chunks.id = ?", int(chunk)))
            for chunk in ids
        ]

    def candidates(self, ids: Iterable[int]) -> list[Candidate]:
        """Read what ranking looks at, in the order of the ids."""
        wanted = [int(chunk) for chunk in ids]
        # Not one by one, which would take twice as long.
        statement = f"{SELECT_CANDIDATES} WHERE chunks.id IN ({', '.join('?' * len(wanted))})"
        rows = self._connection.execute(statement, wanted).fetchall()
        found = {candidate.chunk: candidate for candidate in map(read_candidate, rows)}
        if len(found) != len(set(wanted)):
            raise DamagedError("chunks are missing")
        return [found[chunk] for chunk in wanted]

    def all_chunks(self) -> Iterator[Chunk]:
        """Read every chunk, by path and line."""
        for row in self._connection.execute(f"{SELECT_CHUNKS} {IN_ORDER}"):
            yield read_chunk(row)

    def chunks_with(self, texts: Sequence[str]) -> list[int]:
        """Find the chunks that hold one of some texts, by path and line; all are looked through."""
        where = " OR ".join(["instr(text, ?)"] * len(texts))
        return self._ordered_ids(where, *texts)

    def facts(self) -> list[int]:
        """Find what front matter states of each note, by path."""
        return self._ordered_ids("substr(blocks, 1, ?) = ?", len(FACT), FACT)

    def _ordered_ids(self, where: str, *values: object) -> list[int]:
        """Give the ids of the chunks of which something is true, by path and line."""
        rows = self._connection.execute(f"{SELECT_CHUNK_IDS} WHERE {where} {IN_ORDER}", values)
        return [number for (number,) in rows]

    def term(self, number: int) -> TermPostings:
        """Read the row of the term with an id."""
        return read_postings(self._one(f"{SELECT_POSTINGS} WHERE id = ?", number))

    def next_term_id(self) -> int:
        """Give the first id above all in use."""
        return int(self._one("SELECT ifnull(max(id), 0) + 1 FROM terms")[0])


def _blocks(rows: Sequence[tuple[Any, ...]]) -> tuple[PostingBlock, PostingBlock]:
    columns = list(zip(*rows, strict=True)) if rows else [()] * 7
    return unpack_block(columns[2], columns[3]), unpack_block(columns[4], columns[5])
