"""Tags amid a note's text, as Obsidian has them: `#homelab`, `#home/garden`; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.code_spans import code_bounds
from assistant.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.model import Chunk

_WITH_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.TABLE})
_TAG = re.compile(r"(?<![^\s|])#(?P<tag>[\w/-]*[^\W\d][\w/-]*)")
"""A number alone is none, as in "issue #12"."""


def inline_tags(chunks: Iterable[Chunk]) -> tuple[str, ...]:
    """Give the tags in the text of a note's sections, without `#`, each once."""
    return tuple(dict.fromkeys(tag for chunk in chunks for tag in _tags(chunk)))


def _tags(chunk: Chunk) -> Iterator[str]:
    # Most sections have no such sign, or none but those of their heading.
    if "#" not in chunk.text[1:].lstrip("#") and not _TAG.match(chunk.text):
        return
    lines = chunk.text.split("\n")
    for block in chunk.blocks:
        if block.kind in _WITH_TEXT:
            text = "\n".join(lines[chunk.lines_of(block)])
            for match in _TAG.finditer(_without_code(text)):
                yield match["tag"].rstrip("/-")


def _without_code(text: str) -> str:
    """Put a backtick in the place of each code, in which such a sign begins a comment."""
    kept: list[str] = []
    end = 0
    for begin, behind, _ in code_bounds(text):
        kept += text[end:begin], "`"
        end = behind
    return "".join((*kept, text[end:]))
