"""Read notes from their files: the only reader of notes."""

from __future__ import annotations

import codecs
import hashlib
from typing import TYPE_CHECKING

from assistant.model import Note
from assistant.reading.files import printable, read_bytes
from assistant.records import dataclass

if TYPE_CHECKING:
    from assistant.reading.folder import NoteFile

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FEWEST_NULLS = 3
"""Fewer may stand in any text by mistake."""
_NULLS_SHARE = 0.05
"""Of all bytes, how many are null in UTF-16 at least: its blanks, line feeds and full stops."""
_STRAYS_SHARE = 0.2
"""Of the null bytes at even or odd places, as many may stand at the other ones: `Ā` is U+0100."""


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note as it was read from its file."""

    note: Note
    digest: str
    """BLAKE2b of the file's bytes, 32 hexadecimal digits."""
    warnings: tuple[str, ...]
    """What could not be read as it stands, one line each."""


def read_note(file: NoteFile) -> ReadNote:
    """Read a note, whatever its encoding.

    Raises:
        OSError: The file can't be read.

    """
    raw = read_bytes(file.full_path)
    text, mistake = decoded(raw)
    note, warnings = parse_note(file.path, text)
    if mistake:
        warnings = (f"{printable(file.path)}: not UTF-8; {mistake}", *warnings)
    return ReadNote(note, _digest(raw), warnings)


def holds_the_same(file: NoteFile, digest: str) -> bool:
    """Tell whether a note's file holds what it held when it had a digest, as far as can be read."""
    try:
        return _digest(read_bytes(file.full_path)) == digest
    except OSError:
        return False


def _digest(raw: bytes) -> str:
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def parse_note(path: str, text: str) -> tuple[Note, tuple[str, ...]]:
    """Tell the front matter of a note from its text; also return warnings, one line each."""
    # Imported here, since a question about notes that are indexed reads none.
    from assistant.reading.frontmatter import (
        BrokenFrontMatterError,
        FrontMatter,
        count_broken_lines,
        read_front_matter,
    )

    warnings: tuple[str, ...] = ()
    broken_lines = 0
    try:
        matter = read_front_matter(text)
    except BrokenFrontMatterError as error:
        matter = FrontMatter()
        broken_lines = count_broken_lines(text)
        warnings = (
            f"{printable(path)}: front matter is not valid YAML ({error}); read without it",
        )
    note = Note(
        path=path,
        title=matter.title or None,
        text=_readable(text, max(matter.body_line - 1, broken_lines)),
        body_line=matter.body_line,
        broken_lines=broken_lines,
        aliases=matter.aliases,
        tags=matter.tags,
        description=matter.description,
        facts=matter.facts,
    )
    return note, warnings


def _readable(text: str, before: int) -> str:
    """Make common Markdown of what stands behind the lines of the front matter."""
    # Imported here, since a question seldom finds a note that was changed.
    from assistant.reading.dialects import in_common_markdown, is_common

    if is_common(text):
        return text
    lines = text.split("\n")
    return "\n".join([*lines[:before], *in_common_markdown(lines[before:])])


def decoded(raw: bytes) -> tuple[str, str]:
    """Decode a file of the notes' folder.

    Also say what was done about bytes that are not valid, if there are any.
    """
    mark, encoding = next(
        (pair for pair in _BYTE_ORDER_MARKS if raw.startswith(pair[0])), (b"", "")
    )
    raw = raw.removeprefix(mark)
    mistake = ""
    if not encoding and (encoding := _unmarked_utf_16(raw)):
        mistake = "read as UTF-16"
    encoding = encoding or "utf-8"
    text = raw.decode(encoding, "ignore")
    if replaced := len(raw) - len(text.encode(encoding)):
        # Of what is UTF-8 but for a few bytes the rest would become nonsense.
        older = _windows_text(raw) if encoding == "utf-8" and not mark and text.isascii() else ""
        text = older or raw.decode(encoding, "replace")
        mistake = "read as Windows-1252" if older else f"{replaced} bytes were replaced"
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return text, mistake


def _unmarked_utf_16(raw: bytes) -> str:
    """Name the kind of UTF-16 that a text without byte order mark is in; empty for none.

    It would pass for UTF-8 full of null characters. Every second byte of Latin letters is one in
    UTF-16, and that of the blanks and line feeds of other scripts; a text in UTF-8 has none.
    """
    if raw.count(0) < _FEWEST_NULLS:
        return ""
    even, odd = raw[::2].count(0), raw[1::2].count(0)
    fewest = len(raw) * _NULLS_SHARE
    if odd > fewest and even < odd * _STRAYS_SHARE:
        return "utf-16-le"
    return "utf-16-be" if even > fewest and odd < even * _STRAYS_SHARE else ""


def _windows_text(raw: bytes) -> str:
    """Read a text as the usual encoding before UTF-8; empty where it is none."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    # A soft hyphen is not printable either, but in many a text.
    is_text = all(one.isprintable() or one.isspace() or one == "\xad" for one in text)
    return text if is_text else ""
