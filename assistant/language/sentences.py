"""Cut text into the spans an answer is chosen from: sentences, list items, lines of code, rows.

A span is letter for letter what stands in the note, so that it can be found there again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.model import BlockKind
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.model import Block, Chunk


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a chunk that can be an answer by itself."""

    text: str
    """As it stands in the note; holds line feeds when it runs over several lines."""
    first_line: int
    """The line of the note on which it begins."""
    block: int
    """Which of the chunk's blocks it was cut from."""
    kind: BlockKind

    @property
    def is_comment(self) -> bool:
        """Whether it is a comment in code."""
        return self.kind is BlockKind.CODE and self.text.startswith(("#", "//", "-- ", ";"))


_BOUNDARY = r"(?<=[.!?…])[\"')\]”’*_`]*\s+(?=[\"'(\[“‘*_]*(?:`|[^\W_a-z]))|(?<=[。！？])"
"""The end of a sentence: its sign, what closes with it, a space, and no small letter after it
but in code."""

_ABBREVIATION = (
    r"(?i)(?:^|[\s(\[])(?:e\.g|i\.e|etc|vs|cf|ca|approx|resp|incl|esp|fig|no|nos|vol|ed|eds|pp?|st|jr|sr"
    r"|mr|mrs|ms|dr|prof|gen|gov|sen|rep|inc|ltd|co|corp|u\.s|u\.k|[a-z])\.$"
)
_OPEN_QUOTATION = r"(?:^|[\s(])\"(?=\S)[^\"]*$"
_REST_OF_QUOTATION = r"[^\"]{1,200}\"(?=\W)"
"""What follows a full stop in a message of several sentences; a longer quotation is rather a text
of its own."""
_MARKER = r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?"
_QUOTED = r"^[ \t]*(?:>[ \t]?)*"
_FENCE = r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:`{3,}|~{3,})"
"""A code block's first or last line; the first line of a list item may be one."""


def spans(chunk: Chunk) -> list[Span]:
    """Cut a chunk, in order; its headings give none."""
    lines = chunk.text.split("\n")
    found: list[Span] = []
    for number, block in enumerate(chunk.blocks):
        start = block.first_line - chunk.source.first_line
        own = lines[start : block.last_line - chunk.source.first_line + 1]
        found += (Span(text, line, number, block.kind) for text, line in _block_spans(block, own))
    return found


def _block_spans(block: Block, lines: list[str]) -> Iterator[tuple[str, int]]:
    if block.kind is BlockKind.CODE:
        yield from _code_spans(block, lines)
    elif block.kind is BlockKind.TABLE:
        # The header comes with the table; alone it answers nothing.
        for line, row in enumerate(lines[2:], start=block.first_line + 2):
            yield from _stripped(row, line)
    elif block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
        yield from _prose_spans(block, lines)


def _code_spans(block: Block, lines: list[str]) -> Iterator[tuple[str, int]]:
    """Give each command with the lines it is continued on."""
    command: list[str] = []
    first = block.first_line
    for line, text in enumerate(lines, start=block.first_line):
        is_fence = bool(re.match(_FENCE, text))
        if not is_fence:
            first = first if command else line
            command.append(text)
        if is_fence or not text.rstrip().endswith("\\"):
            yield from _stripped("\n".join(command), first)
            command = []
    yield from _stripped("\n".join(command), first)


def _prose_spans(block: Block, lines: list[str]) -> Iterator[tuple[str, int]]:
    text = "\n".join(lines)
    mark = re.match(_MARKER if block.kind is BlockKind.ITEM else _QUOTED, text)
    begin = mark.end() if mark else 0
    for start, end in _sentence_bounds(text[begin:]):
        line = block.first_line + text.count("\n", 0, begin + start)
        yield text[begin + start : begin + end], line


def _stripped(text: str, line: int) -> Iterator[tuple[str, int]]:
    if bare := text.strip():
        yield bare, line


def _sentence_bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer(_BOUNDARY, text):
        if _is_inside(text, start, match):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _is_inside(text: str, start: int, boundary: re.Match[str]) -> bool:
    """Tell whether a full stop ends an abbreviation, or stands inside code or a quoted message."""
    before = text[start : boundary.start()]
    # What closes with the sentence may be the code itself.
    ticks = text.count("`", start, boundary.end())
    if ticks % 2 == 1 or re.search(_ABBREVIATION, before[-12:]):
        return True
    opened = re.search(_OPEN_QUOTATION, text[start : boundary.end()].rstrip())
    return opened is not None and bool(re.match(_REST_OF_QUOTATION, text[boundary.end() :]))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if bare := piece.strip():
        begin = start + piece.index(bare[0])
        yield begin, begin + len(bare)
