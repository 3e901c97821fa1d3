"""Tags amid a note's text, as Obsidian has them: `#homelab`, `#home/garden`; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.model import Chunk

_WITH_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.TABLE})
# A number alone is none, as in "issue #12"; in code it is a comment.
_TAG = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|(?<![^\s|])#(?P<tag>[\w/-]*[^\W\d][\w/-]*)")


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
            for match in _TAG.finditer("\n".join(lines[chunk.lines_of(block)])):
                if match["tag"]:
                    yield match["tag"].rstrip("/-")
