"""The SQLite file an index is kept in: made, opened, locked, and made anew when it is broken."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from assistant.errors import IndexFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA_VERSION = 3
"""Goes up with each change of the tables; a file with another number is made anew."""

APPLICATION_ID = 0x6E6F7465
"""Marks a database as an index ("note"), so that nobody else's is ever overwritten."""

LOCK_SECONDS = 60
"""How long to wait for another process that is writing."""

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE notes (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, read_ns INTEGER NOT NULL, digest TEXT NOT NULL,
    tags TEXT NOT NULL, warnings TEXT NOT NULL
);
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY, note INTEGER NOT NULL, headings TEXT NOT NULL, anchor TEXT NOT NULL,
    first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, text TEXT NOT NULL,
    blocks TEXT NOT NULL, has_code INTEGER NOT NULL, has_list INTEGER NOT NULL,
    own_terms INTEGER NOT NULL, heading_terms BLOB NOT NULL, body_terms BLOB NOT NULL
);
CREATE INDEX chunks_of_note ON chunks (note, first_line);
CREATE TABLE terms (
    id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE,
    heading_chunks BLOB NOT NULL, heading_frequencies BLOB NOT NULL,
    body_chunks BLOB NOT NULL, body_frequencies BLOB NOT NULL
);
CREATE TABLE words (word TEXT PRIMARY KEY, chunks INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE columns (name TEXT PRIMARY KEY, packed BLOB NOT NULL);
"""


_MAGIC = b"SQLite format 3\0"
_MARK = slice(68, 72)
"""Where SQLite keeps the application id in a file, as its file format says."""


class DamagedError(Exception):
    """The index file is broken and has to be made anew."""


class Database:
    """An open index file without what is in it."""

    def __init__(self, path: Path | None, fingerprint: str, *, ours: bool = True) -> None:
        """Open the file, or an index in memory for `None`, and empty it where it is of no use.

        `fingerprint` stands for all that makes a stored index wrong when it changes. `ours` says
        that the path is one of our cache's, where whatever is found may be replaced; elsewhere a
        file of another kind raises `IndexFileError`. Raises `OSError` where the file can't be
        made, read or written.
        """
        self.path = path
        self.damage = ""
        """Why the file had to be made anew; empty when it had not."""
        self._ours = ours
        self._fingerprint = f"{SCHEMA_VERSION} {fingerprint}"
        self._connection = self._open()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of the index throughout, whatever other processes write meanwhile."""
        with _translated():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write everything or nothing; waits while another process writes."""
        with _translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.commit()
            except BaseException:
                self._connection.rollback()
                raise

    def reset(self) -> None:
        """Make the file anew, empty."""
        self._connection.close()
        self._remove()
        self._connection = self._open()

    def _remove(self) -> None:
        if self.path is not None:
            # A journal left behind would be played back into the new file.
            for path in (self.path.with_name(f"{self.path.name}-journal"), self.path):
                path.unlink(missing_ok=True)

    def _open(self) -> sqlite3.Connection:
        # Looked at without SQLite, which would play back a journal beside a stranger's database.
        if self.path is not None and not self._ours and not _may_be_index(self.path):
            raise IndexFileError(f"{self.path}: not an index file; name another, or remove it")
        try:
            with _translated():
                return self._prepared()
        except DamagedError as error:
            self.damage = str(error)
            self._remove()
        with _translated():
            return self._prepared()

    def _prepared(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path or ":memory:", timeout=LOCK_SECONDS, isolation_level=None
        )
        try:
            if not self._is_current(connection):
                connection.execute("BEGIN IMMEDIATE")
                # Looked at again, since another process may have made it meanwhile.
                if not self._is_current(connection):
                    self._create(connection)
                connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return connection

    def _is_current(self, connection: sqlite3.Connection) -> bool:
        """Tell whether the tables are there and right."""
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        if owner != APPLICATION_ID:
            return False
        row = connection.execute("SELECT value FROM meta WHERE name = 'fingerprint'").fetchone()
        return bool(row == (self._fingerprint,))

    def _create(self, connection: sqlite3.Connection) -> None:
        """Drop what is there, if anything, and make the tables."""
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        for (name,) in names:
            connection.execute(f'DROP TABLE "{name}"')
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)
        connection.execute("INSERT INTO meta VALUES ('fingerprint', ?)", (self._fingerprint,))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    def _meta(self, name: str, default: str) -> str:
        row = self._row("SELECT value FROM meta WHERE name = ?", name)
        return default if row is None else str(row[0])

    def _put_meta(self, name: str, value: str) -> None:
        self._connection.execute("REPLACE INTO meta VALUES (?, ?)", (name, value))

    def _row(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
        return row

    def _one(self, statement: str, *values: object) -> tuple[Any, ...]:
        row = self._row(statement, *values)
        if row is None:
            raise KeyError(values)
        return row


@contextmanager
def _translated() -> Iterator[None]:
    """Turn SQLite's errors into `DamagedError`, or `OSError` for what is wrong around the file."""
    try:
        yield
    except sqlite3.ProgrammingError:
        # A mistake of ours, such as asking after closing, says nothing about the file.
        raise
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}:
            # SQLite may quote the whole of a broken text.
            raise DamagedError(str(error).partition(" with text")[0]) from error
        raise OSError(code, str(error)) from error
    except (TypeError, ValueError, LookupError) as error:
        # SQLite finds out about broken pages, not about broken values in whole ones.
        raise DamagedError(f"unreadable values: {error}") from error


def _may_be_index(path: Path) -> bool:
    """Tell whether a file, even a damaged one, bears the mark of an index, or is empty or none."""
    try:
        with path.open("rb") as file:
            start = file.read(_MARK.stop)
    except FileNotFoundError:
        return True
    mark = int.from_bytes(start[_MARK], "big")
    return not start or (start.startswith(_MAGIC) and mark == APPLICATION_ID)
