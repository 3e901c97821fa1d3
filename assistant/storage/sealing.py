"""Seal what is stored, so that a bit that flipped on the disk is noticed when it is read.

SQLite finds out about pages that make no sense, not about values that changed in whole ones. A
seal is a CRC-32 of a row's key and values: it finds every flipped bit and every damage of up to
32 bits in a row, and all but one in four thousand millions of any other.
"""

from __future__ import annotations

import marshal
from typing import Any
from zlib import crc32

_FORMAT = 2
"""Of `marshal`: the last in which the same values always give the same bytes. They hold each
value's kind and length, since one bit makes bytes a text, and moves a border between values."""


class DamagedError(Exception):
    """The index file is broken and has to be made anew."""


def seal(*values: Any) -> int:
    """Give the seal of a row's values: bytes, texts, whole numbers, and lists of such."""
    return crc32(marshal.dumps(values, _FORMAT))


def check(found: object, *values: Any) -> None:
    """Raise `DamagedError` where a stored seal is not that of the values."""
    if found != seal(*values):
        raise DamagedError("a row is not what was written")
