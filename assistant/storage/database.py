"""The SQLite file an index is kept in: made, opened, locked, and made anew when it is broken."""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, ClassVar

from assistant.storage.file_header import APPLICATION_ID, check_format, refuse_strangers
from assistant.storage.schema import SCHEMA
from assistant.storage.sealing import DamagedError, check, seal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["BusyError", "DamagedError", "Database", "translated"]

SCHEMA_VERSION = 8
"""Goes up with each change of the tables; a file with another number is made anew."""

LOCK_SECONDS = 5.0
"""How long to wait for another process that is writing before stepping back."""

_READ_SECONDS = 60.0
"""How long to wait where a reader has to: while another process repairs the file, or closes it."""

_POLL_MS = 100
"""How often a waiting writer looks whether it was interrupted."""

_READ_CACHE_KB = 2000
"""How much of the file SQLite keeps in memory; its own default."""

WRITE_CACHE_KB = 16_000
"""The same while writing: pages that don't fit are written again and again as they fill."""

_LARGEST_IDLE_LOG = 1_000_000
"""In bytes; after a large refresh, what others keep open is cut down to that."""


class BusyError(OSError):
    """Another process is writing, and did so for longer than was to be waited."""


class Database:
    """An open index file without what is in it.

    It is kept in SQLite's WAL mode, in which readers see the old state until the new one is whole
    and nobody waits for a refresh that takes minutes; in the other mode a writer whose pages no
    longer fit in memory shuts the readers out. The price is two files beside it while it is open.
    """

    BEGINNING: ClassVar[Mapping[str, str]] = {}
    """What `meta` holds in a new file, by name."""

    def __init__(
        self, path: Path | None, fingerprint: str, *, ours: bool = True, read_only: bool = False
    ) -> None:
        """Open the file, or an index in memory for `None`, and empty it where it is of no use.

        `fingerprint` stands for all that makes a stored index wrong when it changes. `ours` says
        that the path is one of our cache's, where whatever is found may be replaced; elsewhere a
        file of another kind raises `IndexFileError`. `read_only` is for a file in a folder where
        nothing can be written. Raises `OSError` where the file can't be made, read or written.
        """
        self.path = path
        self.damage = ""
        """Why the file had to be made anew; empty when it had not."""
        self._ours = ours
        self._read_only = read_only
        self._fingerprint = f"{SCHEMA_VERSION} {fingerprint}"
        self._connection = self._open()
        self._file = self._identity()

    def _identity(self) -> tuple[int, int] | None:
        """Tell the file at the path from one put there later; `None` where there is none."""
        try:
            status = self.path.stat() if self.path else None
        except OSError:
            return None
        return (status.st_dev, status.st_ino) if status else None

    def follow(self) -> None:
        """Open the file again where another was put in its place, or it was deleted.

        Raises as opening does; what was open stays so then.
        """
        if self._identity() != self._file:
            connection = self._open()
            self._connection.close()
            self._connection = connection
            self._file = self._identity()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of the index throughout, whatever other processes write meanwhile."""
        with translated():
            try:
                self._connection.execute("BEGIN")
                yield
            finally:
                self._connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write everything or nothing.

        Raises `BusyError` where another process goes on writing for longer than `LOCK_SECONDS`.
        """
        with translated():
            try:
                _begin_writing(self._connection)
                self._connection.execute(f"PRAGMA cache_size = -{WRITE_CACHE_KB}")
                yield
                self._connection.commit()
            except BaseException:
                self._connection.rollback()
                raise
            finally:
                self._connection.execute(f"PRAGMA cache_size = -{_READ_CACHE_KB}")

    def reset(self) -> None:
        """Make the file anew, empty."""
        self._connection.close()
        self._remove()
        self._connection = self._open()
        self._file = self._identity()

    def _remove(self) -> None:
        if self._read_only:
            raise OSError(f"{self.path}: can't be written")
        if self.path is not None:
            # What a journal or log left behind would be played back into the new file.
            for ending in ("-journal", "-wal", "-shm", ""):
                self.path.with_name(f"{self.path.name}{ending}").unlink(missing_ok=True)

    def _open(self) -> sqlite3.Connection:
        # Looked at without SQLite, which would play back a journal beside a stranger's database.
        # What a link leads to is nobody's cache.
        if self.path is not None and (not self._ours or self.path.is_symlink()):
            refuse_strangers(self.path)
        try:
            with translated():
                check_format(self.path)
                return self._prepared()
        except DamagedError as error:
            self.damage = str(error)
            self._remove()
        with translated():
            return self._prepared()

    def _prepared(self) -> sqlite3.Connection:
        connection = self._connected()
        try:
            if not self._is_current(connection):
                if self._read_only:
                    raise OSError(f"{self.path}: of another version, and can't be written")
                _begin_writing(connection)
                # Looked at again, since another process may have made it meanwhile.
                if not self._is_current(connection):
                    self._create(connection)
                connection.execute("COMMIT")
            # Not before the file bears its mark, since until a checkpoint only the log would. In
            # the way may be another process, which then does it, and some file systems.
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode = WAL")
            # An index can be made again: the last refresh need not outlive a power cut, only
            # leave nothing broken.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA journal_size_limit = {_LARGEST_IDLE_LOG}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _connected(self) -> sqlite3.Connection:
        name = ":memory:" if self.path is None else str(self.path)
        if self._read_only and self.path is not None:
            # Not even the files of a lock can be made there.
            name = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(
            name, timeout=_READ_SECONDS, isolation_level=None, uri=self._read_only
        )

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
        for statement in SCHEMA.split(";"):
            connection.execute(statement)
        for name, value in (("fingerprint", self._fingerprint), *self.BEGINNING.items()):
            _put_meta(connection, name, value)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    def _meta(self, name: str, default: str | None = None) -> str:
        """Read a value; one that has no default is damage where it is missing."""
        row = self._row("SELECT value, seal FROM meta WHERE name = ?", name)
        if row is None:
            if default is None:
                raise DamagedError(f"no {name}")
            return default
        check(row[1], name, row[0])
        return str(row[0])

    def _put_meta(self, name: str, value: str) -> None:
        _put_meta(self._connection, name, value)

    def _row(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
        return row

    def _one(self, statement: str, *values: object) -> tuple[Any, ...]:
        """Read a row that has to be there."""
        row = self._row(statement, *values)
        if row is None:
            raise DamagedError(f"a row is missing: {values}")
        return row


def _put_meta(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute("REPLACE INTO meta VALUES (?, ?, ?)", (name, value, seal(name, value)))


def _begin_writing(connection: sqlite3.Connection) -> None:
    """Wait for another process that is writing, in steps that Ctrl-C can end."""
    deadline = time.monotonic() + LOCK_SECONDS
    connection.execute(f"PRAGMA busy_timeout = {_POLL_MS}")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {round(_READ_SECONDS * 1000)}")


_DAMAGE = frozenset(
    (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        # A table or column that is not there, or a text that is none.
        sqlite3.SQLITE_ERROR,
        # Rows that contradict each other, or what no program of ours wrote.
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_TOOBIG,
    )
)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


@contextmanager
def translated() -> Iterator[None]:
    """Turn SQLite's errors into `DamagedError`, or `OSError` for what is wrong around the file."""
    try:
        yield
    except sqlite3.ProgrammingError:
        # A mistake of ours, such as asking after closing, says nothing about the file.
        raise
    except sqlite3.DatabaseError as error:
        code = _code(error)
        if code in _DAMAGE:
            # SQLite may quote the whole of a broken text.
            raise DamagedError(str(error).partition(" with text")[0]) from error
        if code == sqlite3.SQLITE_BUSY:
            raise BusyError(code, str(error)) from error
        raise OSError(code, str(error)) from error
    except UnicodeDecodeError as error:
        # SQLite's complaint quotes what it found in place of the tables' names.
        raise DamagedError("unreadable tables") from error
