"""What comes of a question, and the conversation that questions and replies make; frozen types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.queries import Query
    from assistant.sections import Hit, Source


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The sections that were found for a query."""

    query: Query
    """As it was understood: its operators left out, its spelling mended."""
    hits: tuple[Hit, ...]
    """Best first, without those that the query passes over."""
    weights: Mapping[str, float]
    """What each content term of the query counts."""
    unknown: frozenset[str] = frozenset()
    """Those that no note mentions, and that are rare in general English."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A further piece of an answer, from another section or to another question.

    Beside a refusal, what a section says that comes near.
    """

    text: str
    """Whole blocks of its section, as `Answer.text`; beside a refusal the span alone, without the
    comments in it."""
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
    has_more: bool = False
    """Whether further sections hold some of what is listed, which is too much to be shown."""

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
    lines: tuple[Passage, ...] = ()
    """What the nearest sections say, in their order: of each the span that would have answered;
    none of one that has no such span, as a bare heading."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a greeting, thanks and the like get in return, which ask nothing of the notes."""

    query: Query
    text: str
    """One line."""
    hits: tuple[Hit, ...] = ()
    """Always empty, since nothing was looked for. It is here, as `confidence` is, so that a remark
    can be treated as other replies are."""
    confidence: float = 0.0


Reply = Answer | NoAnswer
"""What comes of a question to the notes."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation with what came of it."""

    reply: Reply

    @property
    def question(self) -> str:
        """The question as the person typed it."""
        return self.reply.query.text

    @property
    def query(self) -> Query:
        """The question as it was understood, with what earlier turns supplied."""
        return self.reply.query

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The reply's sections, in its order."""
        return self.reply.hits


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns so far, oldest first."""

    turns: tuple[Turn, ...] = ()

    def add(self, turn: Turn) -> Conversation:
        """Give the conversation with one more turn."""
        return Conversation((*self.turns, turn))
