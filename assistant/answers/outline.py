"""What stands above a piece of a section and says whose it is: its item, or the line before; pure.

In an outline a line seldom repeats what it is about: "phone: 0171 …" stands below "Ben".
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from assistant.answers.lead_ins import announces, labels
from assistant.language.list_marks import ITEM_MARK
from assistant.language.span import PROSE
from assistant.model import BlockKind

if TYPE_CHECKING:
    from assistant.model import Block, Chunk

_TAB = 4
"""A tab goes to the next multiple of so many columns, as in Markdown."""
_SIGNS = " \t>"
"""What stands before a line's text; the sign of a quotation is as good as a blank."""
_NAMES = rf"(?:{ITEM_MARK}|\[![\w-]+\][+-]?[ \t])?(?:.*:[*_]*|(?:[^\s.!?]+[ \t]+){{0,3}}[^\s.!?]+)"
"""A line that only names what the next are about: with a colon at its end, or of a few words, as
the title of a callout is."""


def blocks_above(chunk: Chunk) -> tuple[tuple[int, ...], ...]:
    """Give for each block, by its number, those that it stands below, outermost first.

    An item stands below the item that it is indented under, and a list below the line that leads
    into it; what is indented besides stands below its item. A block whose first line only names
    what its others are about stands below itself.
    """
    lines = chunk.text.split("\n")
    found: list[tuple[int, ...]] = []
    # What the next may stand below: how far each is indented, and its number.
    path: list[tuple[float, int]] = []
    for number, (block, following) in enumerate(zip_longest(chunk.blocks, chunk.blocks[1:])):
        own = lines[chunk.lines_of(block)]
        depth = _depth(own[0], block)
        while path and path[-1][0] >= depth:
            path.pop()
        above = [above for _, above in path]
        if len(own) > 1 and block.kind in PROSE and re.fullmatch(_NAMES, own[0].strip(_SIGNS)):
            above.append(number)
        found.append(tuple(above))
        leads = len(own) == 1 and (announces(own) or labels(block, own, following))
        if block.kind is BlockKind.ITEM or leads:
            path.append((depth, number))
    return tuple(found)


def _depth(line: str, block: Block) -> float:
    """Give how far a block is indented, in columns; all but items half a column less.

    So a line that leads into a list stands above items that are indented no further.
    """
    before = line[: len(line) - len(line.lstrip(_SIGNS))]
    columns = len(before.replace(">", " ").expandtabs(_TAB))
    return columns if block.kind is BlockKind.ITEM else columns - 0.5
