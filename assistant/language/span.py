"""The type of what an answer is chosen from."""

from __future__ import annotations

from assistant.model import BlockKind
from assistant.records import dataclass

PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
"""The kinds of blocks whose sentences are spans."""


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
    def is_prose(self) -> bool:
        """Whether it stands in a paragraph or an item of a list."""
        return self.kind in PROSE

    @property
    def is_comment(self) -> bool:
        """Whether it is a comment in code."""
        return self.kind is BlockKind.CODE and self.text.startswith(("#", "//", "-- ", ";"))
