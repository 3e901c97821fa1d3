"""Which places a reply names, in which order; `--open N` opens the Nth of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.comments import without_comments
from assistant.model import Answer, Passage
from assistant.reading.files import native
from assistant.records import dataclass
from assistant.sections import each_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from assistant.matching import Match
    from assistant.model import Chunk, Hit, Reply, Source


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a note, with the section that it stands in."""

    source: Source
    line: int


def numbers_of(listed: Sequence[Place]) -> str:
    """Say which numbers name the places listed, at least one: `1 to 5`, or `1` alone."""
    return f"1 to {len(listed)}" if len(listed) > 1 else "1"


def places(reply: Reply) -> list[Place]:
    """Give every place in the order in which it is shown.

    Of an answer: its own, that of each further piece, and the other sections. Of a refusal: the
    nearest sections, each with the line that is shown of it, if one is.
    """
    if isinstance(reply, Answer):
        return [*_own_places(reply), *other_places(reply)]
    shown = {line.source: piece_place(line) for line in reply.lines}
    return [shown.get(source) or _beginning(source) for source in reply.nearest]


def pieces(reply: Answer) -> tuple[Answer | Passage, ...]:
    """Give what an answer is made of: its first piece, and further ones."""
    return (reply, *reply.passages)


def section_of(piece: Answer | Passage, hits: Iterable[Hit]) -> Chunk | None:
    """Give the section that a piece was cut from, where that is among the hits."""
    return next((hit.chunk for hit in hits if hit.chunk.source == piece.source), None)


def shown_best(piece: Answer | Passage) -> str:
    """Give the most direct span as the piece's text has it.

    A row of a table is a span whole, with the comments that its cells hold.
    """
    return piece.best if piece.best in piece.text else without_comments(piece.best)


def piece_place(piece: Answer | Passage) -> Place:
    """Give the line of a note on which the most direct span of a piece begins."""
    return Place(piece.source, piece.best_line)


def is_alternative(piece: Answer | Passage) -> bool:
    """Tell whether a piece may be the answer in the place of the one before it."""
    return isinstance(piece, Passage) and piece.is_alternative


def other_places(reply: Answer) -> list[Place]:
    """Give the sections that the answer is not cut from, each once though it came in parts.

    One that holds nothing of what was asked about, and was ranked for want of others, is left out.
    """
    shown = {place.source.address for place in _own_places(reply)}
    others = (hit.chunk.source for hit in reply.hits if hit.is_related)
    return [_beginning(source) for source in each_once(others) if source.address not in shown]


def hit_places(hits: Iterable[Hit]) -> list[Place]:
    """Give the place of each ranked section."""
    return [_beginning(hit.chunk.source) for hit in hits]


def match_place(match: Match) -> Place:
    """Give the line of a section that holds most of what is asked."""
    return Place(match.hit.chunk.source, match.line)


def file_of(source: Source, root: Path) -> Path:
    """Give the file of a section; `root` is the notes folder, or the only note."""
    if not root.is_dir():
        return root
    file = root / source.path
    # Where a name is not UTF-8 the path of the section is not that of the file.
    return file if "\\x" not in source.path or file.exists() else root / native(source.path)


def _own_places(reply: Answer) -> list[Place]:
    return list(map(piece_place, pieces(reply)))


def _beginning(source: Source) -> Place:
    return Place(source, source.first_line)
