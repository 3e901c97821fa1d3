"""The index file: one SQLite file a notes folder, one transaction a refresh.

The file can always be made again from the notes: when it is damaged or of another version it is
emptied, not repaired. What was written is read by `index_reader.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.storage.index_reader import IndexReader
from assistant.storage.packing import pack_field, pack_integers, pack_strings
from assistant.storage.rows import SELECT_NOTES, NoteRow, RemovedChunk, chunk_values
from assistant.storage.sealing import DamagedError, seal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assistant.storage.index_types import Statistics
    from assistant.storage.written_rows import ChunkRow, PostingsRow


class Store(IndexReader):
    """An open index file, to read and to write; to be used by the thread that opened it."""

    def touch_note(self, row: NoteRow) -> None:
        """Write down that a file was read again and holds what it held."""
        (number, chunks) = self._one("SELECT id, chunks FROM notes WHERE path = ?", row.path)
        self._put_note(number, row, chunks)

    def remove_note(self, path: str) -> list[RemovedChunk]:
        """Remove a note with its chunks and give those, which postings still name."""
        number, count = self._one("SELECT id, chunks FROM notes WHERE path = ?", path)
        removed = [
            self._removed(chunk)
            for (chunk,) in self._connection.execute(
                "SELECT id FROM chunks INDEXED BY chunks_of_note WHERE note = ?", (number,)
            ).fetchall()
        ]
        deleted = self._connection.executemany(
            "DELETE FROM chunks WHERE id = ?", ((chunk.id,) for chunk in removed)
        ).rowcount
        if not len(removed) == count == max(deleted, 0):
            raise DamagedError("chunks are missing")
        self._connection.execute("DELETE FROM notes WHERE id = ?", (number,))
        return removed

    def _removed(self, number: int) -> RemovedChunk:
        (chunk,), (candidate,) = self.chunks([number]), self.candidates([number])
        terms = (*candidate.heading.tolist(), *candidate.body.tolist())
        return RemovedChunk(number, chunk, frozenset(terms))

    def add_note(self, row: NoteRow, chunks: Sequence[ChunkRow]) -> int:
        """Add a note with its chunks and give its id, from 1."""
        number = int(self._one("SELECT ifnull(max(id), 0) + 1 FROM notes")[0])
        self._put_note(number, row, len(chunks))
        self._connection.executemany(
            f"INSERT INTO chunks VALUES ({', '.join('?' * 14)})",
            (chunk_values(number, row.path, chunk) for chunk in chunks),
        )
        return number

    def _put_note(self, number: int, row: NoteRow, chunks: int) -> None:
        values = {
            "id": number,
            "path": row.path,
            "size": row.size,
            "mtime_ns": row.mtime_ns,
            "changed_ns": row.changed_ns,
            "read_ns": row.read_ns,
            "digest": row.digest,
            "tags": pack_strings(row.tags),
            "warnings": pack_strings(row.warnings),
            "chunks": chunks,
        }
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        # Not REPLACE, which would remove another note of that path without a word.
        self._connection.execute(
            f"INSERT INTO notes ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET"
            " size = excluded.size, mtime_ns = excluded.mtime_ns,"
            " changed_ns = excluded.changed_ns, read_ns = excluded.read_ns",
            values,
        )

    def put_postings(self, rows: Iterable[PostingsRow]) -> None:
        """Write the rows of terms, new ones among them; one left without postings is removed."""
        empty: list[tuple[int]] = []

        def values() -> Iterator[tuple[Any, ...]]:
            for row in rows:
                if row.heading_chunks or row.body_chunks:
                    yield (*row, seal(*row))
                else:
                    empty.append((row.number,))

        self._connection.executemany(
            "INSERT INTO terms VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " heading_chunks = excluded.heading_chunks,"
            " heading_frequencies = excluded.heading_frequencies,"
            " body_chunks = excluded.body_chunks,"
            " body_frequencies = excluded.body_frequencies, seal = excluded.seal",
            values(),
        )
        self._connection.executemany("DELETE FROM terms WHERE id = ?", empty)

    def count_words(self, counts: Mapping[str, int]) -> None:
        """Add to how many chunks hold each word; one that none holds any more is removed."""
        # In the order of the table, so that one page after the other is written.
        self._connection.executemany(
            "INSERT INTO words VALUES (?, ?)"
            " ON CONFLICT (word) DO UPDATE SET chunks = chunks + excluded.chunks",
            sorted(counts.items()),
        )
        self._connection.execute("DELETE FROM words WHERE chunks <= 0")

    def keep(self, name: str, text: str) -> None:
        """Keep a text under a name, which is none of the index's own."""
        self._put_meta(name, text)

    def put_statistics(self, statistics: Statistics) -> None:
        """Write what ranking needs of the whole index."""
        columns = {
            "notes": pack_integers(statistics.notes),
            **pack_field("heading", statistics.heading),
            **pack_field("body", statistics.body),
        }
        self._connection.executemany(
            "REPLACE INTO columns VALUES (?, ?, ?)",
            ((name, packed, seal(name, packed)) for name, packed in columns.items()),
        )
        self._put_meta("chunk_count", str(statistics.chunk_count))
        self._put_meta("state", str(self.state() + 1))

    def seal_notes(self) -> None:
        """Seal the notes as they are now, which ends a refresh that wrote any."""
        self._put_meta("notes", str(seal(self._connection.execute(SELECT_NOTES).fetchall())))
