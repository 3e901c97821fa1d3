"""Cut what is shown of a section: whole blocks around the span that answers; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.answer_labels import without_label
from assistant.language.sentences import spans
from assistant.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.language.span import Span
    from assistant.model import Block, Chunk

FILLED = 0.7
"""Up to which share of the words allowed further blocks are added to those that answer.

On the questions of the split `dev` that ship, .8 gave answers of 74 words on average where this
gives 69, and held the expected string no more often."""


def excerpt(chunk: Chunk, best: Span, words: int, *, whole_list: bool = False) -> str:
    """Give as much of a section around its best span as the number of words allows.

    Neither a sentence, a row nor code is cut. A list that was asked for may make it twice as many
    words; of a longer table the rows around the best one are given, under its header. The "A:" that
    an answer begins with is left out.
    """
    return without_label(_whole_excerpt(chunk, best, words, whole_list), chunk)


def _whole_excerpt(chunk: Chunk, best: Span, words: int, whole_list: bool) -> str:
    kind = chunk.blocks[best.block].kind
    lines = _lines(chunk, chunk.text.split("\n"), chunk.blocks[best.block])
    size = len(" ".join(lines).split())
    if size > words and kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
        return _sentences_around(chunk, best, words)
    if size > words and kind is BlockKind.TABLE:
        return _rows_around(lines, best.first_line - chunk.blocks[best.block].first_line, words)
    filled = round(FILLED * words)
    return _blocks_around(chunk, best.block, words, filled, 2 * words if whole_list else filled)


def _rows_around(lines: Sequence[str], best: int, words: int) -> str:
    """Give a table's header and delimiter, and rows behind the best, then before it."""
    sizes = [len(line.split()) for line in lines]
    first = last = max(2, best)
    room = words - sum(sizes[:2]) - sizes[first]
    while last + 1 < len(lines) and sizes[last + 1] <= room:
        last += 1
        room -= sizes[last]
    while first > 2 and sizes[first - 1] <= room:
        first -= 1
        room -= sizes[first]
    return "\n".join([*lines[:2], *lines[first : last + 1]])


def _sentences_around(chunk: Chunk, best: Span, words: int) -> str:
    """Give whole sentences of a long paragraph, first those behind the best, then those before."""
    own = [span for span in spans(chunk) if span.block == best.block]
    first = last = max(
        at
        for at, span in enumerate(own)
        if span.first_line <= best.first_line and best.text in span.text
    )
    sizes = [len(span.text.split()) for span in own]
    room = words - sizes[first]
    while last + 1 < len(own) and sizes[last + 1] <= room:
        last += 1
        room -= sizes[last]
    while first > 0 and sizes[first - 1] <= room:
        first -= 1
        room -= sizes[first]
    # The same words may stand further up as well, even in the same paragraph.
    above = chunk.blocks[best.block].first_line - chunk.source.first_line
    start = end = sum(len(line) + 1 for line in chunk.text.split("\n")[:above])
    for at, span in enumerate(own[: last + 1]):
        begin = chunk.text.index(span.text, end)
        end = begin + len(span.text)
        start = begin if at == first else start
    return chunk.text[start:end]


def _blocks_around(chunk: Chunk, best: int, words: int, filled: int, listed: int) -> str:
    """Give whole blocks around the best one, as many as the numbers of words allow.

    What introduces the best block (the paragraph before a list, a table or code) comes with it,
    unless it is far up a long list, and so does what a colon announces, where there is room. What
    else there is, up to `filled` words in all, is added: first what the section begins with, if all
    of it is prose, then what stands behind, since notes go on from a point to its details; items of
    a list up to `listed` words. What announces something that is not shown is left out, too.
    """
    blocks = chunk.blocks
    lines = chunk.text.split("\n")
    comments = _comment_lines(chunk, lines)
    sizes = [_count_words(chunk, lines, block, comments) for block in blocks]
    most = [listed if block.kind is BlockKind.ITEM else filled for block in blocks]
    start = next((at for at, block in enumerate(blocks) if block.kind is not BlockKind.HEADING), 0)
    first = last = best
    size = sizes[best]
    introduced = max(words, most[best])
    while first > start and _is_introduced(blocks[first]) and size + sizes[first - 1] <= introduced:
        first -= 1
        size += sizes[first]
    lead = blocks[start:first]
    if size + sum(sizes[start:first]) <= filled and all(map(_is_prose, lead)):
        size += sum(sizes[start:first])
        first = start
    announced = False
    while last + 1 < len(blocks):
        goes_on = announced and blocks[last + 1].kind is blocks[last].kind is BlockKind.ITEM
        announced = _is_introduced(blocks[last + 1]) and (
            goes_on or _announces(chunk, lines, blocks[last])
        )
        if size + sizes[last + 1] > (max(words, most[last + 1]) if announced else most[last + 1]):
            break
        last += 1
        size += sizes[last]
    # A command is not shown behind another, which is for something else.
    barrier = BlockKind.CODE if blocks[best].kind is BlockKind.CODE else None
    while (
        first > start
        and blocks[first - 1].kind is not barrier
        and size + sizes[first - 1] <= most[first - 1]
    ):
        first -= 1
        size += sizes[first]
    # Rules at the edges say nothing.
    while first < best and blocks[first].kind is BlockKind.OTHER:
        first += 1
    while last > best and (
        blocks[last].kind is BlockKind.OTHER
        or (last + 1 < len(blocks) and sizes[last + 1] and _announces(chunk, lines, blocks[last]))
    ):
        last -= 1
    offset = chunk.source.first_line
    shown = range(blocks[first].first_line - offset, blocks[last].last_line - offset + 1)
    return "\n".join(lines[at] for at in shown if at not in comments)


def _count_words(chunk: Chunk, lines: Sequence[str], block: Block, comments: set[int]) -> int:
    """Count the words of a block; a comment has none to be read."""
    if block.first_line - chunk.source.first_line in comments:
        return 0
    return len(" ".join(_lines(chunk, lines, block)).split())


def _is_prose(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH


def _announces(chunk: Chunk, lines: Sequence[str], block: Block) -> bool:
    return _lines(chunk, lines, block)[-1].rstrip().endswith(":")


def _comment_lines(chunk: Chunk, lines: Sequence[str]) -> set[int]:
    """Give the lines of comments (`<!-- -->`, `%% %%`), each with an empty one before it.

    Nobody reads them.
    """
    found: set[int] = set()
    for block in chunk.blocks:
        start, end = (
            line - chunk.source.first_line for line in (block.first_line, block.last_line)
        )
        if block.kind is BlockKind.OTHER and lines[start].lstrip().startswith(("<!--", "%%")):
            found.update(range(start, end + 1))
            if start and not lines[start - 1].strip():
                found.add(start - 1)
    return found


def _is_introduced(block: Block) -> bool:
    return block.kind in {BlockKind.CODE, BlockKind.TABLE, BlockKind.ITEM}


def _lines(chunk: Chunk, lines: Sequence[str], block: Block) -> Sequence[str]:
    start = chunk.source.first_line
    return lines[block.first_line - start : block.last_line - start + 1]
