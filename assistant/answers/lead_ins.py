"""Tell what only introduces a list, a table or code that stands behind it; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.line_ends import last_sign
from assistant.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Block

MOST_LABEL_WORDS = 6
"""How many words what stands before a list may have to be a mere label of it."""

_LISTS = frozenset({BlockKind.ITEM, BlockKind.TABLE})
_ENDS_SENTENCE = frozenset(".;!…")


def is_list(block: Block) -> bool:
    """Tell whether a block is an item of a list, or a table."""
    return block.kind in _LISTS


def announces(lines: Sequence[str]) -> bool:
    """Tell whether lines end with a colon, and so announce what follows."""
    return lines[-1].rstrip(" \t*_").endswith(":")


def labels(block: Block, lines: Sequence[str], following: Block | None) -> bool:
    """Tell whether a block ends with a mere label of the list or table that follows it."""
    if block.kind is not BlockKind.PARAGRAPH or following is None or not is_list(following):
        return False
    last = lines[-1]
    return len(last.split()) <= MOST_LABEL_WORDS and last_sign(last) not in _ENDS_SENTENCE
