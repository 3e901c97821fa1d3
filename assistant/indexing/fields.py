"""The two fields of a chunk: what names it, and what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.comments import comments_in
from assistant.language.dates import dates_in_name, with_dates
from assistant.language.links import without_data, without_targets
from assistant.model import BlockKind
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.model import Chunk, Note


_OTHER_DAYS = (
    r"(?i)(?>(?:\[\[[^\]\n]*\d{4}[-_.]?\d\d[-_.]?\d\d[^\]\n]*\]\]|[\W_]"
    r"|\b(?:prev(?:ious)?|next|yesterday|tomorrow|day)\b)*)"
)
"""A line of a journal that leads to the days before and after, and says nothing else. The group is
atomic, lest a row of links with two dates each be read in every combination of these."""

_WORTH = 2
"""How often a day counts as written in its own note; once, and a link to it counted as much."""

_WORD = r"[^\W\d_][^\W_]*[^\W\d_]"
"""In a file's name: letters, amid which figures may stand (`k8s`). At an end they count notes."""
_ADDRESS = r"\w+://\S+"
"""It says where a note is from in words that are no words on it."""


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
    names = [*title, *headings[:-1], *note.aliases, *note.tags, note.description, folder]
    names += dates_in_name(file)
    names += _further_words(file, [*names, headings[-1]])
    return ChunkFields(with_dates(headings[-1]), with_dates("\n".join(names)), *written(chunk))


def _further_words(file: str, names: Iterable[str]) -> list[str]:
    """Give the words of a file's name that stand in no other name of the section.

    The file is often called what the title does not say: `bread.md`, "Sourdough for the weekend".
    """
    known = " ".join(names).lower()
    words = re.findall(_WORD, file.rpartition(".")[0])
    return [word for word in words if word.lower() not in known]


def written(chunk: Chunk) -> tuple[str, str]:
    """Give a chunk's `body` and `others`, for which its note is not needed.

    What stands in a note that is named after a day is said of that day, as if each section began
    with it: others may well write the date, as a link to the note, and say nothing of the day.
    """
    body, others = chunk.text.split("\n"), [*chunk.source.headings]
    has_links = "](" in chunk.text
    for block in chunk.blocks:
        lines = chunk.lines_of(block)
        if block.kind is BlockKind.HEADING:
            others += body[lines]
            # A comment names nothing, but is searched.
            body[lines] = map(comments_in, body[lines])
        elif block.kind is BlockKind.CONTENTS:
            others += body[lines]
            body[lines] = [""] * len(body[lines])
        elif block.kind is BlockKind.FACT:
            body[lines] = [re.sub(_ADDRESS, "", line) for line in body[lines]]
        elif chunk.states_facts:
            # Amid the facts stand names, which the heading side has.
            others += body[lines]
            body[lines] = [""] * len(body[lines])
        elif has_links and block.kind is not BlockKind.CODE:
            body[lines] = map(without_targets, body[lines])
    if dates := dates_in_name(chunk.source.path.rpartition("/")[2]):
        body = [line for line in body if not _leads_to_other_days(line)]
        body = [*dates * _WORTH, *body] if any(map(str.strip, body)) else []
    return with_dates(without_data("\n".join(body))), "\n".join(others)


def _leads_to_other_days(line: str) -> bool:
    return "[[" in line and bool(re.fullmatch(_OTHER_DAYS, line))
