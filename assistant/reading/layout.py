"""What the lines of a note are, as blocks that know their lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.model import BlockKind

MOST_NESTED = 50
"""How deep lists and quotations are read within each other, an item counting as one more; what is
deeper is no block. By default the parser reads no further than the tenth level of an outline."""
NO_LEAF = -1
"""The owner of a line that no leaf covers."""


@dataclass(frozen=True, slots=True)
class LineRange:
    """A run of lines, both ends included."""

    first_line: int
    last_line: int

    @property
    def is_one_line(self) -> bool:
        """Whether both ends are the same line."""
        return self.first_line == self.last_line


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of an ordered list, with everything nested in it."""

    span: LineRange
    siblings: list[ListItem]
    """All items of its list in order, itself among them."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block that holds no other block."""

    kind: BlockKind
    span: LineRange
    content: str = ""
    """Of a heading its inline Markdown; else empty."""
    level: int = 0
    """Of a heading 1 to 6; else 0."""
    nested: bool = False
    """Whether it stands within a list or a quotation."""
    quoted: bool = False
    """Whether it stands within a quotation."""
    item: ListItem | None = None
    """The ordered item whose first paragraph this is."""


@dataclass(frozen=True, slots=True)
class RawHtml:
    """A block of HTML, which may hold leaves: text is text also between tags."""

    first_line: int
    text: str


@dataclass(slots=True)
class Layout:
    """The blocks of a text, by line. Line numbers count from 1, in the whole text."""

    lines: list[str]
    """All lines of the text; line n is `lines[n - 1]`."""
    first_line: int
    """The first line that was parsed."""
    leaves: list[Leaf] = field(default_factory=list)
    """In order."""
    top: list[LineRange] = field(default_factory=list)
    """The spans of the outermost blocks, in order."""
    html: list[RawHtml] = field(default_factory=list)
    """The blocks of HTML that stand in no list or quotation, in order."""
    owners: list[int] = field(default_factory=list)
    """For each of `lines`, the index of the leaf it belongs to, or `NO_LEAF`."""

    def line(self, number: int) -> str:
        """Return a line by its number."""
        return self.lines[number - 1]

    def leaf_at(self, number: int) -> Leaf | None:
        """Return the leaf that a line belongs to."""
        owner = self.owners[number - 1]
        return None if owner == NO_LEAF else self.leaves[owner]

    def trim(self, first_line: int, last_line: int) -> LineRange | None:
        """Leave out blank lines at both ends; None when there is no other line."""
        while first_line <= last_line and not self.line(first_line).strip():
            first_line += 1
        while first_line <= last_line and not self.line(last_line).strip():
            last_line -= 1
        return LineRange(first_line, last_line) if first_line <= last_line else None

    def text(self, span: LineRange) -> str:
        """Give some lines with a line feed between them."""
        return "\n".join(self.lines[span.first_line - 1 : span.last_line])

    def count_words(self, span: LineRange) -> int:
        """Count what stands between white space."""
        return len(self.text(span).split())
