"""The frozen types that pass between the stages; imports nothing of ours.

Lines are counted from 1, as editors do, and spans include both ends. A *line* ends with a line
feed, a carriage return, or both; no other character ends one, so that the numbers agree with an
editor's.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from assistant.records import dataclass

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Integers: TypeAlias = NDArray[numpy.int32]
    Floats: TypeAlias = NDArray[numpy.float64]
    Positions: TypeAlias = NDArray[numpy.int_]
    """What numpy gives for places in an array."""


Retriever = Literal["hybrid", "bm25", "tfidf"]
"""How sections are ranked."""
RETRIEVERS: tuple[Retriever, ...] = get_args(Retriever)


@dataclass(frozen=True, slots=True)
class Note:
    """A file of notes: its text, and what the front matter at its beginning says of it."""

    path: str
    """Relative to the notes folder, with forward slashes on every system."""
    title: str | None
    """What its front matter calls it; `None` where the first heading, or the file's name, has to.
    A document of a collection may have none at all, which is an empty one."""
    text: str
    """The whole file, front matter included, with every line ended by a line feed alone."""
    body_line: int = 1
    """The first line after the front matter; chunks begin here."""
    broken_lines: int = 0
    """How many lines at the beginning were meant for front matter and can't be read as such; they
    are searched, but open no section and answer nothing."""
    aliases: tuple[str, ...] = ()
    """Other names of the topic, from the front matter."""
    tags: tuple[str, ...] = ()
    """Labels from the front matter, without `#`."""
    description: str = ""
    """One sentence from the front matter; empty when there is none."""


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
    """The breadcrumb, outermost first: the note's title, then the headings down to here."""
    anchor: str
    """The heading's slug as GitHub makes it, unique in the file; empty before the first heading."""
    first_line: int
    last_line: int

    @property
    def address(self) -> str:
        """`path#anchor`, or `path` alone for text before the first heading."""
        return f"{self.path}#{self.anchor}" if self.anchor else self.path


@dataclass(frozen=True, slots=True)
class Chunk:
    """A section of a note, or a part of one when it is long."""

    source: Source
    text: str
    """Exactly the note's lines `source.first_line` to `source.last_line`, line feeds between."""
    blocks: tuple[Block, ...]
    """Every non-blank line of the text lies in exactly one block."""


class ResolutionKind(StrEnum):
    """What became of a question beside the turns before it."""

    AS_TYPED = "as typed"
    """It stands on its own."""
    RESTATED = "restated"
    """A rule read it as another question: "and for X?", or named what "the second one" is."""
    SUBSTITUTED = "substituted"
    """Words that were chosen from earlier questions took the place of one that refers back."""
    EXTENDED = "extended"
    """What it leaves out was added to its words, none of which were changed."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A question with what earlier turns supply."""

    standalone: str
    """A question that can be asked on its own; as typed where that can be already."""
    replaced: tuple[tuple[str, str], ...] = ()
    """Pairs of words that refer back, empty where they are left out, and what they stand for."""
    passed_over: tuple[str, ...] = ()
    """Addresses of sections that were shown already, where more than these is asked for."""
    kind: ResolutionKind = ResolutionKind.AS_TYPED
    supplied: str = ""
    """What stands in parentheses behind the question; empty where nothing does."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for ranking."""

    text: str
    """As the person typed it."""
    standalone: str
    """The same with what earlier turns supply; equal to `text` when it needs nothing."""
    terms: tuple[str, ...]
    """The analyzer's terms of `standalone`, in order, repeats kept; behind a phrase of stop words
    that means something ("get into"), the phrase."""
    content: tuple[str, ...]
    """Those that say what is asked about, without stop words and repeats; never empty."""
    alternatives: tuple[tuple[str, str, float], ...] = ()
    """A term, what may stand in its place, and what share of its score that is worth.

    What may is another term, or several with a blank between, which have to stand there all."""
    corrections: tuple[tuple[str, str], ...] = ()
    """Pairs of a typed word and the word of the notes it was taken for."""
    resolved: tuple[tuple[str, str], ...] = ()
    """Pairs of words that refer back, empty where they are left out, and what they stand for."""
    passed_over: tuple[str, ...] = ()
    """Addresses of sections that were shown already, where more than these is asked for."""
    resolution: ResolutionKind = ResolutionKind.AS_TYPED
    """How earlier turns were used."""
    supplied: str = ""
    """What stands in parentheses behind the question, as in `Resolution.supplied`."""


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


@dataclass(frozen=True, slots=True)
class Passage:
    """A further piece of an answer, from another section or to another question."""

    text: str
    """Whole blocks of its section, as `Answer.text`."""
    best: str
    best_line: int
    source: Source
    is_alternative: bool = False
    """Whether it may be the answer in the place of the piece before, rather than beside it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer cut from the notes."""

    query: Query
    text: str
    """What a person is shown: whole blocks of the best section, about 120 words at most."""
    best: str
    """The sentence, list item or line of code that answers most directly, letter for letter."""
    best_line: int
    """The line of the note on which `best` begins."""
    confidence: float
    """How likely the answer is right; 0 to 1."""
    hits: tuple[Hit, ...]
    """The sections the answer and its passages are cut from, then the others as they ranked."""
    passages: tuple[Passage, ...] = ()
    """Further pieces where one section does not answer all: the other side of a comparison, the
    next question of several, another section that is nearly as likely to answer."""
    tentative: bool = False
    """Whether it is only the closest that the notes hold."""
    unanswered: tuple[str, ...] = ()
    """Of several questions, those that the notes don't answer."""
    missing: tuple[str, ...] = ()
    """Rare words of the question that stand in no note, so that it may be about something else."""

    @property
    def source(self) -> Source:
        """Where the answer was cut from."""
        return self.hits[0].chunk.source

    @property
    def whole(self) -> str:
        """All that a person is shown, the further pieces included."""
        return "\n\n".join([self.text, *(passage.text for passage in self.passages)])


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The notes don't hold an answer."""

    query: Query
    reason: str
    """One sentence for the user: what is missing."""
    nearest: tuple[Source, ...]
    """The closest sections, best first; empty when nothing comes near."""
    confidence: float
    """How likely the best section would have answered after all; 0 to 1."""
    hits: tuple[Hit, ...] = ()
    """The ranked sections all the same, for those who want to look."""
    missing: tuple[str, ...] = ()
    """The question's words that stand in no note, as typed."""
    suggestions: tuple[str, ...] = ()
    """What may have been meant: the question with known words in the place of unknown ones."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a greeting, thanks and the like get in return, which ask nothing of the notes."""

    query: Query
    text: str
    """One line."""
    hits: tuple[Hit, ...] = ()
    """None, for nothing was looked for; here, as `confidence`, for those who ask every reply."""
    confidence: float = 0.0


Reply = Answer | NoAnswer
"""What comes of a question to the notes."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation with what came of it."""

    question: str
    """As the person typed it."""
    query: Query
    """As it was understood, with what earlier turns supplied."""
    hits: tuple[Hit, ...]
    """Those of the reply, in its order."""
    reply: Reply


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns so far, oldest first."""

    turns: tuple[Turn, ...] = ()

    def add(self, turn: Turn) -> Conversation:
        """Give the conversation with one more turn."""
        return Conversation((*self.turns, turn))
