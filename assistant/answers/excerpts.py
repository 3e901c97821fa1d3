"""Cut what is shown of a section: whole blocks around the span that answers; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.fact_lines import MOST_WORDS, asks_for_fact, fact_lines, is_wanted_whole
from assistant.answers.room import is_comment_block, measure_room
from assistant.language.answer_labels import without_label
from assistant.language.code_shapes import OPTION
from assistant.language.code_spans import NAMED
from assistant.language.comments import without_comments
from assistant.language.sentences import spans
from assistant.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.language.span import Span
    from assistant.model import Block, Chunk

_OPTIONS = rf"(?:{OPTION}(?:[= ][<\[]?[A-Z_]+[>\]]?)?(?:[\s,/|]+|$))+"
"""What a heading says that names options alone, each with what stands for its value."""
FILLED = 0.7
"""Up to which share of the words allowed further blocks are added to those that answer.

On the questions of the split `dev` that ship, .8 gives answers of 76 words on average where this
gives 70, and holds the expected string for one more of the 192."""


def excerpt(chunk: Chunk, best: Span, words: int, question: str = "") -> str:
    """Give as much of a section around its best span as the number of words allows.

    Neither a sentence, a row nor code is cut. A list or a comparison that `question` asks for may
    make it twice as many words; where it asks for a fact out of a list of facts, that one is given
    with its neighbours. Of a longer table the rows around the best one are given, under its header,
    and of front matter one fact alone. Left out are comments, which nobody reads, and the "A:" that
    an answer begins with.
    """
    text = _whole_excerpt(chunk, best, words, whole_list=is_wanted_whole(question))
    if question and len(text.split()) > MOST_WORDS and asks_for_fact(question):
        text = fact_lines(chunk, best, question) or text
    return without_label(text, chunk)


def _whole_excerpt(chunk: Chunk, best: Span, words: int, *, whole_list: bool) -> str:
    block = chunk.blocks[best.block]
    lines = chunk.text.split("\n")[chunk.lines_of(block)]
    if block.kind is BlockKind.FACT:
        return "\n".join(lines)
    size = len(" ".join(lines).split())
    if size > words and block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.OTHER}:
        return _sentences_around(chunk, best, words)
    if size > words and block.kind is BlockKind.TABLE:
        return _rows_around(lines, best.first_line - block.first_line, words)
    filled = round(FILLED * words)
    return _blocks_around(chunk, best.block, words, filled, 2 * words if whole_list else filled)


def _rows_around(lines: Sequence[str], best: int, words: int) -> str:
    """Give a table's header and delimiter, and the rows from its first one on, if the best is near.

    Else rows behind the best, then before it.
    """
    sizes = [len(line.split()) for line in lines]
    first, last = _grown(sizes, max(2, best), words - sum(sizes[:2]), least=2)
    if sum(sizes[: best + 1]) <= words:
        first, last = 2, _grown(sizes, best, words - sum(sizes[:best]), least=best)[1]
    return without_comments("\n".join([*lines[:2], *lines[first : last + 1]]))


def _grown(sizes: Sequence[int], at: int, room: int, *, least: int) -> tuple[int, int]:
    """Give the first and the last of the pieces around one that there is room for.

    First those behind it are taken, then those before it, but none before `least`; `sizes` and
    `room` are in words, and the piece itself is taken whatever its size.
    """
    first = last = at
    room -= sizes[at]
    while last + 1 < len(sizes) and sizes[last + 1] <= room:
        last += 1
        room -= sizes[last]
    while first > least and sizes[first - 1] <= room:
        first -= 1
        room -= sizes[first]
    return first, last


def _sentences_around(chunk: Chunk, best: Span, words: int) -> str:
    """Give whole sentences of a long paragraph, first those behind the best, then those before."""
    own = [span for span in spans(chunk) if span.block == best.block]
    holders = [
        at
        for at, span in enumerate(own)
        if span.first_line <= best.first_line and best.text in span.text
    ]
    if not holders:
        own = _with_entry(own, best)
        holders = [own.index(best)]
    holder = max(holders)
    first, last = _grown([len(span.text.split()) for span in own], holder, words, least=0)
    # The same words may stand further up as well, even in the same paragraph.
    above = chunk.lines_of(chunk.blocks[best.block]).start
    start = end = sum(len(line) + 1 for line in chunk.text.split("\n")[:above])
    for at, span in enumerate(own[: last + 1]):
        begin = chunk.text.index(span.text, end)
        end = begin + len(span.text)
        start = begin if at == first else start
    return without_comments(chunk.text[start:end])


def _with_entry(own: Sequence[Span], entry: Span) -> list[Span]:
    """Put an entry of several sentences, as one with its day, in place of these."""
    last_line = entry.first_line + entry.text.count("\n")
    parts = [
        at
        for at, span in enumerate(own)
        if entry.first_line <= span.first_line <= last_line and span.text in entry.text
    ]
    return [*own[: parts[0]], entry, *own[parts[-1] + 1 :]]


def _blocks_around(chunk: Chunk, best: int, words: int, filled: int, listed: int) -> str:
    """Give whole blocks around the best one, as many as the numbers of words allow.

    What introduces the best block (the paragraph before a list, a table or code) comes with it,
    unless it is far up a long list, and so does what a colon announces, where there is room. What
    else there is, up to `filled` words in all, is added: first what the section begins with, if all
    of it is prose, then what stands behind, since notes go on from a point to its details; items of
    a list up to `listed` words. What announces something that is not shown is left out, too.
    """
    lines = chunk.text.split("\n")
    room = measure_room(chunk, lines, words, filled, listed)
    blocks = room.blocks
    at = blocks.index(chunk.blocks[best])
    start = next((at for at, block in enumerate(blocks) if block.kind is not BlockKind.HEADING), 0)
    first = room.introduced_from(at, start)
    if all(map(_is_prose, blocks[start:first])) and room.size(start, at) <= filled:
        first = start
    last = room.followed_to(first, at)
    # A command is not shown behind another, nor behind what comments on that: it is for something
    # else.
    barrier = BlockKind.CODE if blocks[at].kind is BlockKind.CODE else None
    while (
        first > start
        and all(one.kind is not barrier for one in blocks[max(start, first - 2) : first])
        and room.takes(first - 1, last)
    ):
        first -= 1
    first = room.without_torn_list(room.without_torn_item(first, at), at, start)
    # Rules at the edges say nothing.
    while first < at and blocks[first].kind is BlockKind.OTHER:
        first += 1
    while last > at and (blocks[last].kind is BlockKind.OTHER or room.promises(last)):
        last -= 1
    if first == start == 1 and _names_code(lines[0]):
        first = 0
    return _shown(chunk, lines, blocks[first], blocks[last])


def _names_code(heading: str) -> bool:
    """Tell whether a heading is nothing but names of code, of which the text below says what it is.

    As "`--check`", or "-S, --skip". Without it "show this message" says not what shows it.
    """
    words = re.sub(NAMED, "", heading.strip("# \t"))
    is_code = not re.search(r"\w", words) or bool(re.fullmatch(_OPTIONS, words))
    return heading.startswith("#") and is_code


def _is_prose(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH


def _shown(chunk: Chunk, lines: Sequence[str], first: Block, last: Block) -> str:
    """Give all from one block to another but for comments, with the empty lines between them."""
    shown: list[str] = []
    gap: list[str] = []
    for block in chunk.blocks:
        if not first.first_line <= block.first_line <= last.first_line:
            continue
        # A comment that goes leaves one of the gaps at its sides, the lower one if there are both.
        gap = _empty_lines_above(chunk.lines_of(block).start, lines) or gap
        own = lines[chunk.lines_of(block)]
        if is_comment_block(block, own):
            continue
        text = "\n".join(own)
        shown += gap if shown else ()
        shown.append(text if block.kind is BlockKind.CODE else without_comments(text))
        gap = []
    return "\n".join(shown)


def _empty_lines_above(at: int, lines: Sequence[str]) -> list[str]:
    start = at
    while start and not lines[start - 1].strip():
        start -= 1
    return list(lines[start:at])
