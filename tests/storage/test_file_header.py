"""`assistant.storage.file_header`: an index is known by its first bytes, and so is what is none."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from assistant.errors import IndexFileError
from assistant.storage.file_header import APPLICATION_ID, check_format, refuse_strangers
from assistant.storage.sealing import DamagedError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite3"


def header(write_version: int = 2, application_id: int = APPLICATION_ID) -> bytes:
    raw = bytearray(100)
    raw[:16] = b"SQLite format 3\0"
    raw[18] = write_version
    raw[68:72] = application_id.to_bytes(4, "big")
    return bytes(raw)


@pytest.mark.parametrize("content", [b"", header(), header()[:72], header() + b"broken"])
def test_what_bears_the_mark_or_nothing_may_be_an_index(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    refuse_strangers(file)


def test_a_file_that_is_not_there_is_no_strangers(file: Path) -> None:
    refuse_strangers(file)
    check_format(file)
    check_format(None)


@pytest.mark.parametrize("content", [b"x" * 100, header()[:71], header(application_id=7)])
def test_what_bears_another_mark_or_none_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(IndexFileError, match="not an index file"):
        refuse_strangers(file)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such pipes")
def test_a_pipe_is_refused_rather_than_waited_for(file: Path) -> None:
    os.mkfifo(file)
    with pytest.raises(IndexFileError, match="not an index file"):
        refuse_strangers(file)


@pytest.mark.parametrize("content", [header(1), header(2), b"x" * 100])
def test_what_can_be_written_or_is_no_database_has_no_format_of_the_future(
    file: Path, content: bytes
) -> None:
    file.write_bytes(content)
    check_format(file)


@pytest.mark.parametrize("content", [header(0), header(3), header()[:18]])
def test_a_format_that_can_not_be_written_is_damage(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(DamagedError, match="of another format"):
        check_format(file)
