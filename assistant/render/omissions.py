"""Tell where an answer was cut out of a list, a table or a paragraph, which a reader has to see."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.model import BlockKind
from assistant.records import dataclass
from assistant.render.excerpt_lines import first_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Chunk

SIGN = "…"


@dataclass(frozen=True, slots=True)
class Omissions:
    """Where something of the same list, table or paragraph is left out."""

    above: bool = False
    below: bool = False
    under_header: bool = False
    """Between the header of a table and the first row shown."""


def omissions(text: str, chunk: Chunk) -> Omissions:
    """Tell what is left out around a text that was cut from a section."""
    first = first_line(text, chunk)
    if first is None:
        # Of a table rows are left out, or it is a comment further down.
        return _of_table([*takewhile(str.strip, text.split("\n"))], chunk)
    last = first + text.count("\n")
    return Omissions(_goes_on(chunk, first - 1), _goes_on(chunk, last))


def _goes_on(chunk: Chunk, line: int) -> bool:
    """Tell whether what stands on a line of the note goes on behind it."""
    behind = [block for block in chunk.blocks if block.last_line > line]
    before = [block for block in chunk.blocks if block.first_line <= line]
    if not before or not behind:
        return False
    if behind[0].first_line <= line:
        return behind[0].kind is not BlockKind.OTHER
    return before[-1].kind is behind[0].kind is BlockKind.ITEM


def _of_table(shown: Sequence[str], chunk: Chunk) -> Omissions:
    """Tell what is left out of a table whose header is shown with some of its rows."""
    lines = chunk.text.split("\n")
    for block in chunk.blocks:
        table = lines[chunk.lines_of(block)]
        if block.kind is BlockKind.TABLE and table[:2] == [*shown[:2]] and len(shown) > 2:
            return Omissions(below=table[-1] != shown[-1], under_header=table[2] != shown[2])
    return Omissions()


def with_sign_under_header(text: str) -> str:
    """Put a row with the sign for it between the header of a table and the first row shown."""
    header, delimiter, rows = text.split("\n", 2)
    return "\n".join((header, delimiter, f"| {SIGN} |", rows))
