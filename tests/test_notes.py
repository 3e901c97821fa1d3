"""`assistant.notes`: what is read from the file of a note."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from assistant.notes import ReadNote, read_note
from assistant.reading.folder import NoteFile

if TYPE_CHECKING:
    from pathlib import Path


def read(root: Path, raw: bytes) -> ReadNote:
    file = root / "note.md"
    file.write_bytes(raw)
    return read_note(NoteFile("note.md", str(file), len(raw), 0, 0))


# Decoding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_or_without_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    result = read(tmp_path, "# Größe\r\nx\ry".encode(encoding))
    assert result.note.text == "# Größe\nx\ny"
    assert result.warnings == ()


def test_other_bytes_are_replaced_and_counted(tmp_path: Path) -> None:
    result = read(tmp_path, "Größe: ".encode() + b"\xe9")
    assert result.note.text == "Größe: \ufffd"
    assert result.warnings == ("note.md: not UTF-8; 1 bytes were replaced",)
    result = read(tmp_path, b"\x01\xe9")
    assert result.note.text == "\x01\ufffd"


def test_a_text_in_the_usual_encoding_before_utf8_is_read(tmp_path: Path) -> None:
    result = read(tmp_path, "Grö\xadße: “é”\r\n5\xa0€".encode("cp1252"))
    assert result.note.text == "Grö\xadße: “é”\n5\xa0€"
    assert result.warnings == ("note.md: not UTF-8; read as Windows-1252",)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["# Größe\nĀ x y", "Как дела? Чай готов.\n", "Tea\n"])
def test_utf_16_without_a_byte_order_mark_is_read(tmp_path: Path, encoding: str, text: str) -> None:
    result = read(tmp_path, text.encode(encoding))
    assert result.note.text == text
    assert result.warnings == ("note.md: not UTF-8; read as UTF-16",)


def test_a_byte_too_many_in_utf_16_is_replaced(tmp_path: Path) -> None:
    result = read(tmp_path, "Green tea".encode("utf-16-le") + b"\n")
    assert result.note.text == "Green tea\ufffd"
    assert result.warnings == ("note.md: not UTF-8; 1 bytes were replaced",)


@pytest.mark.parametrize("raw", [b"Tea\0\0\0\0\0\0", b"T\0e\0a", b"tea " * 20 + b"\0a" * 3])
def test_null_characters_alone_make_no_utf_16(tmp_path: Path, raw: bytes) -> None:
    assert read(tmp_path, raw).note.text == raw.decode().replace("\0", "\ufffd")


def test_a_null_character_is_replaced(tmp_path: Path) -> None:
    assert read(tmp_path, b"a\0b").note.text == "a\ufffdb"


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    first, second = read(tmp_path, b"a\n"), read(tmp_path, b"a\r\n")
    assert first.note == second.note
    assert first.digest != second.digest
    assert len(first.digest) == 32


def test_a_file_that_vanished_raises(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        read_note(NoteFile("gone.md", str(tmp_path / "gone.md"), 1, 0, 0))


def test_a_pipe_in_the_place_of_a_note_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tea.md")
    with pytest.raises(OSError, match="not a file"):
        read_note(NoteFile("tea.md", str(tmp_path / "tea.md"), 1, 0, 0))
