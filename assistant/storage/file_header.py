"""Tell by its header whether a file is an index, and in a format that can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import IndexFileError
from assistant.storage.sealing import DamagedError

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION_ID = 0x6E6F7465
"""Marks a database as an index ("note"), so that nobody else's is ever overwritten."""

_MAGIC = b"SQLite format 3\0"
_WRITE_VERSION = 18
"""The byte that tells the format for writing: 1 for a journal, 2 for a log, more for what is yet to
come. This and the next are as SQLite's file format says."""
_APPLICATION_ID = slice(68, 72)
"""The bytes that hold the application id, the highest first."""


def refuse_strangers(path: Path) -> None:
    """Raise `IndexFileError` where there is a file that bears not even the mark of an index."""
    if not _may_be_index(path):
        raise IndexFileError(f"{path}: not an index file; name another, or remove it")


def check_format(path: Path | None) -> None:
    """Raise `DamagedError` for a file that SQLite would only read, as of a format yet to come."""
    if path is not None and path.is_file():
        with path.open("rb") as file:
            start = file.read(_WRITE_VERSION + 1)
        if start.startswith(_MAGIC) and not start.endswith((b"\1", b"\2")):
            raise DamagedError("of another format")


def _may_be_index(path: Path) -> bool:
    """Tell whether a file, even a damaged one, bears the mark of an index, or is empty or none."""
    # To open a pipe waits for who writes into it.
    if path.exists() and not (path.is_file() or path.is_dir()):
        return False
    try:
        with path.open("rb") as file:
            start = file.read(_APPLICATION_ID.stop)
    except FileNotFoundError:
        return True
    mark = int.from_bytes(start[_APPLICATION_ID], "big")
    return not start or (start.startswith(_MAGIC) and mark == APPLICATION_ID)
