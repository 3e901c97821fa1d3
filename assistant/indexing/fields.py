"""The two fields of a chunk: what names it, and what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.comments import comments_in
from assistant.language.links import without_targets
from assistant.model import BlockKind
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.model import Chunk, Note


_DATE = r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)"

_WORD = r"[^\W\d_]{2,}"


@dataclass(frozen=True, slots=True)
class ChunkFields:
    """The text of one chunk by field."""

    own: str
    """The chunk's own heading, with which the heading side begins."""
    names: str
    """The rest of the heading side."""
    body: str
    others: str
    """What is written in the chunk or above it and is not the body's: headings, as they are read
    and, where they stand in the chunk, as they are written."""


def chunk_fields(note: Note, chunk: Chunk) -> ChunkFields:
    """Part a chunk: what names it is the heading side, its other lines are the body."""
    folder, _, file = note.path.rpartition("/")
    headings = chunk.source.headings
    title = (note.title,) if note.title and note.title not in headings else ()
    names = [*title, *headings[:-1], *note.aliases, note.description, folder, *_dates(file)]
    names += _further_words(file, [*names, headings[-1]])
    return ChunkFields(headings[-1], "\n".join(names), *written(chunk))


def _further_words(file: str, names: Iterable[str]) -> list[str]:
    """Give the words of a file's name that stand in no other name of the section.

    The file is often called what the title does not say: `bread.md`, "Sourdough for the weekend".
    """
    known = " ".join(names).lower()
    words = re.findall(_WORD, file.rpartition(".")[0])
    return [word for word in words if word.lower() not in known]


def _dates(file: str) -> list[str]:
    """Give the dates in the name of a file, as journals and minutes have them."""
    return re.findall(_DATE, file)


def written(chunk: Chunk) -> tuple[str, str]:
    """Give a chunk's `body` and `others`, for which its note is not needed."""
    start = chunk.source.first_line
    body, others = chunk.text.split("\n"), [*chunk.source.headings]
    has_links = "](" in chunk.text
    for block in chunk.blocks:
        lines = slice(block.first_line - start, block.last_line - start + 1)
        if block.kind is BlockKind.HEADING:
            others += body[lines]
            # A comment names nothing, but is searched.
            body[lines] = map(comments_in, body[lines])
        elif has_links and block.kind is not BlockKind.CODE:
            body[lines] = map(without_targets, body[lines])
    return "\n".join(body), "\n".join(others)
