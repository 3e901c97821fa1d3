"""Cut a section that is too long into parts, between its blocks."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby, islice
from typing import TYPE_CHECKING

from assistant.language.comments import is_comment
from assistant.model import BlockKind
from assistant.reading.layout import LineRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.reading.layout import Layout
    from assistant.reading.section_openers import Opener

_SMALL_PART = 0.2
"""A part of a long section with fewer words than this share of the limit is not left alone.
Range 0 to 1; higher gives fewer, longer parts."""


def parts_of(
    layout: Layout, section: LineRange, opener: Opener | None, max_words: int
) -> list[LineRange]:
    """Cut the lines of a section into parts of at most `max_words` words, between blocks.

    `opener` is what the section begins with. Comments count for nothing.
    """
    if layout.count_words(section) <= max_words:
        return [section]
    smallest = max_words * _SMALL_PART
    parts: list[LineRange] = []
    words = 0
    for piece in _pieces(layout, section, opener):
        more = _words_to_read(layout, piece)
        # A comment belongs to what it stands behind, however long that is.
        if parts and (not more or words + more <= max_words or words < smallest):
            parts[-1] = _joined(parts[-1], piece)
            words += more
        else:
            parts.append(piece)
            words = more
    if len(parts) > 1 and words < smallest:
        rest = parts.pop()
        parts[-1] = _joined(parts[-1], rest)
    return parts


def _words_to_read(layout: Layout, span: LineRange) -> int:
    """Count the words of all blocks, those within lists too, but for comments."""
    read = (block for block in block_spans(layout, span) if not is_commented(layout, block))
    return sum(map(layout.count_words, read))


def _pieces(layout: Layout, section: LineRange, opener: Opener | None) -> list[LineRange]:
    """List what is not to be split: blocks, with what leads in to each."""
    pieces: list[LineRange] = []
    leads_in = False
    for unit in _units(layout, section):
        if leads_in:
            pieces[-1] = _joined(pieces[-1], unit)
        else:
            pieces.append(unit)
        # A comment between a list and what leads in to it parts them no more than a blank line.
        if not is_commented(layout, unit):
            leads_in = _leads_in(layout, unit, opener)
    return pieces


def _joined(first: LineRange, second: LineRange) -> LineRange:
    return LineRange(first.first_line, second.last_line)


def _leads_in(layout: Layout, unit: LineRange, opener: Opener | None) -> bool:
    if opener and unit.last_line <= opener.span.last_line:
        return True
    leaf = layout.leaf_at(unit.last_line)
    is_paragraph = leaf is not None and leaf.kind is BlockKind.PARAGRAPH and not leaf.nested
    return is_paragraph and layout.line(unit.last_line).rstrip(" \t*_").endswith(":")


def _units(layout: Layout, span: LineRange) -> Iterator[LineRange]:
    """Cut a section into its outermost blocks, and the lines between them that no block covers."""
    line = span.first_line
    begin = bisect_right(layout.top, line, key=lambda block: block.first_line) - 1
    for block in islice(layout.top, max(begin, 0), None):
        if block.first_line > span.last_line:
            break
        border = max(block.first_line, line)
        end = min(block.last_line, span.last_line)
        yield from filter(None, (layout.trim(line, border - 1), layout.trim(border, end)))
        line = max(line, end + 1)
    rest = layout.trim(line, span.last_line)
    if rest:
        yield rest


def block_spans(layout: Layout, part: LineRange) -> Iterator[LineRange]:
    """Give the lines of each block, those within lists too, without empty ones at their ends."""
    line = part.first_line
    for _, run in groupby(layout.owners[line - 1 : part.last_line]):
        end = line + len(list(run))
        if span := layout.trim(line, end - 1):
            yield span
        line = end


def is_commented(layout: Layout, span: LineRange) -> bool:
    """Tell whether lines are a comment, of HTML or as Obsidian has it, which is not to be read."""
    return is_comment(layout.text(span))
