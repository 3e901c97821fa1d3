"""Single files of the notes' folder: read without falling into traps, and named on one line."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_NOTE = 20_000_000
"""In bytes. What is larger is a log or an export; cutting and indexing it would take a minute and
more than a gigabyte of memory."""


def read_bytes(path: Path | str) -> bytes:
    """Read a file of the notes' folder, up to the size of the largest note.

    Raises `OSError` for what is no file, rather than wait for who might write into a pipe.
    """
    with open(path, "rb", opener=_without_waiting) as file:  # which has no opener
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(f"{path}: not a file")
        return file.read(LARGEST_NOTE)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def leads_outside(path: Path, folder: Path) -> bool:
    """Tell whether a path leads out of a folder by a link."""
    return not real_prefix(str(path)).startswith(real_prefix(str(folder)))


def real_prefix(path: str) -> str:
    """Give the real path of a file or folder, with a separator at its end."""
    return os.path.realpath(path).rstrip(os.sep) + os.sep


def printable(path: str) -> str:
    """Write a path on one line: what can't be printed becomes an escape."""
    return "".join(
        character if character.isprintable() else repr(character)[1:-1] for character in path
    )


def portable(path: str) -> str:
    """Write a path in UTF-8, whatever bytes it has."""
    try:
        path.encode()
    except UnicodeEncodeError:
        # Escapes keep apart names that differ only in such bytes.
        return os.fsencode(path).decode("utf-8", "backslashreplace")
    return path


def native(path: str) -> str:
    """Give the path, as the system has it, that `portable` has written in UTF-8."""
    parts = re.split(rb"\\x([89a-f][0-9a-f])", path.encode())
    # What was found stands at the odd places, between what was not.
    parts[1::2] = [bytes.fromhex(digits.decode()) for digits in parts[1::2]]
    return os.fsdecode(b"".join(parts))
