"""Notes, the sections that they are cut into, and those that were found; frozen types.

Lines are counted from 1, as editors do, and spans include both ends. A *line* ends with a line
feed, a carriage return, or both; no other character ends one, so that the numbers agree with an
editor's.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Note:
    """A file of notes: its text, and what the front matter at its beginning says of it."""

    path: str
    """Relative to the notes folder, with forward slashes on every system."""
    title: str | None
    """What its front matter calls it; `None` where the first heading, or the file's name, has to.
    A document of a collection may have none at all, which is an empty one."""
    text: str
    """The whole file, front matter included, with every line ended by a line feed alone, and with
    what only some programs read made common Markdown."""
    body_line: int = 1
    """The first line after the front matter; chunks begin here, but for that of its facts."""
    broken_lines: int = 0
    """How many lines at the beginning were meant for front matter and can't be read as such; they
    are searched, but open no section and answer nothing."""
    aliases: tuple[str, ...] = ()
    """Other names of the topic, from the front matter."""
    tags: tuple[str, ...] = ()
    """Labels from the front matter, without `#`."""
    description: str = ""
    """One sentence from the front matter; empty when there is none."""
    facts: tuple[tuple[int, int], ...] = ()
    """The first and last line of each fact that the front matter states besides, in order."""


class BlockKind(StrEnum):
    """What a run of lines is, as far as cutting an answer needs to know."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """One list item's own lines, without the lists nested in it."""
    CODE = "code"
    """A fenced or indented code block, fences included."""
    TABLE = "table"
    """A table, header and delimiter rows included."""
    OTHER = "other"
    """Raw HTML, rules, link reference definitions."""
    FACT = "fact"
    """What front matter states of a note: a name with its value, as in "author: Jane"."""
    CONTENTS = "contents"
    """An entry of a table of the note's own contents, which is neither searched nor shown."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines of one kind; the blocks of a chunk are in order and don't overlap."""

    kind: BlockKind
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a chunk stands."""

    path: str
    """The note's path, as in `Note.path`."""
    headings: tuple[str, ...]
    """The breadcrumb, outermost first: the note's title, then the headings down to here; there is
    one at least, though it may be empty."""
    anchor: str
    """The heading's slug as GitHub makes it, unique in the file; empty before the first heading."""
    first_line: int
    last_line: int

    @property
    def heading(self) -> str:
        """The nearest heading, which is the section's own, or else the note's title."""
        return self.headings[-1]

    @property
    def address(self) -> str:
        """`path#anchor`, or `path` alone for front matter and text before the first heading."""
        return f"{self.path}#{self.anchor}" if self.anchor else self.path


def each_once(sources: Iterable[Source]) -> list[Source]:
    """Give the first part of each section, in order, where long ones come in several."""
    found: dict[str, Source] = {}
    for source in sources:
        found.setdefault(source.address, source)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Chunk:
    """A section of a note, or a part of one when it is long."""

    source: Source
    text: str
    """Exactly the lines `source.first_line` to `source.last_line` of `Note.text`."""
    blocks: tuple[Block, ...]
    """Every non-blank line of the text lies in exactly one block."""

    @property
    def states_facts(self) -> bool:
        """Whether it is what front matter states, which begins and ends with a fact."""
        return bool(self.blocks) and self.blocks[0].kind is BlockKind.FACT

    def lines_of(self, block: Block) -> slice:
        """Give where the lines of one of the blocks stand among those of the text."""
        start = self.source.first_line
        return slice(block.first_line - start, block.last_line - start + 1)


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that speaks for or against a hit."""

    name: str
    value: float
    contribution: float
    """What it adds to the score."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a hit's score was computed from."""

    bm25: float
    """BM25 over both fields, heading weight applied; 0 or more, no upper bound."""
    tfidf: float
    """TF-IDF cosine over both fields, heading weight applied; 0 to 1."""
    coverage: float
    """Share of the idf of the question's content terms that heading or body hold; 0 to 1."""
    matched: tuple[str, ...]
    """The question's content terms that stand in the section, in the question's order."""
    features: tuple[Feature, ...] = ()
    """What the learned score is the sum of; empty for a ranking by BM25 or TF-IDF alone."""
    titles: float = 0.0
    """How far the headings found are titles, not labels, 0 to 1, by which the features weigh."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A ranked chunk with the evidence its score was computed from."""

    chunk: Chunk
    score: float
    evidence: Evidence

    @property
    def is_related(self) -> bool:
        """Whether it holds anything of what was asked about, if only by another word for it.

        Where the notes hold little, sections that share only "how do I" with a question rank too.
        """
        return self.evidence.coverage > 0
