"""The lines of a text that was cut from a section: where they stand, and how they are indented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.model import BlockKind

if TYPE_CHECKING:
    from assistant.model import Chunk

_FENCE = re.compile(r"[ \t]*(?:`{3}|~{3})")


def without_hidden(chunk: Chunk) -> str:
    """Give a section's text with what is raw HTML or a comment in it left blank."""
    lines = chunk.text.split("\n")
    for block in chunk.blocks:
        if block.kind is BlockKind.OTHER:
            own = chunk.lines_of(block)
            lines[own] = [""] * len(lines[own])
    return "\n".join(lines)


def outdented(text: str, chunk: Chunk | None) -> str:
    """Take the first line's indentation away, which means nothing without the lines above it.

    What is nested in a list would otherwise be taken for code. `chunk` is the section that the
    text was cut from, where it is at hand: it knows code that is indented on purpose.
    """
    lines = text.split("\n")
    depth = _indent(lines[0])
    if not depth or (chunk is not None and _is_indented_code(text, chunk)):
        return text
    return "\n".join(line[min(depth, _indent(line)) :] for line in lines)


def first_line(text: str, chunk: Chunk) -> int | None:
    """Give the note's line on which a text begins that was cut from a section."""
    at = chunk.text.find(text)
    return None if at < 0 else chunk.source.first_line + chunk.text.count("\n", 0, at)


def _is_indented_code(text: str, chunk: Chunk) -> bool:
    code_lines = [block.first_line for block in chunk.blocks if block.kind is BlockKind.CODE]
    return first_line(text, chunk) in code_lines and not _FENCE.match(text)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
