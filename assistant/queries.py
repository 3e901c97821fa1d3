"""Questions: what became of one beside those before it, and one made ready; frozen types."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, get_args

from assistant.records import dataclass, replace

Retriever = Literal["hybrid", "bm25", "tfidf"]
"""How sections are ranked."""
RETRIEVERS: tuple[Retriever, ...] = get_args(Retriever)


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
    """A question that can be asked on its own; as typed where that can be already. Of a query that
    was understood, operators are left out of it and its spelling is mended."""
    replaced: tuple[tuple[str, str], ...] = ()
    """Pairs of words that refer back, empty where they are left out, and what they stand for."""
    passed_over: tuple[str, ...] = ()
    """Addresses of sections that were shown already, where more than these is asked for."""
    kind: ResolutionKind = ResolutionKind.AS_TYPED
    supplied: str = ""
    """What stands in parentheses behind the question; empty where nothing does."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """What may stand in the place of a term."""

    term: str
    """The term of the question."""
    instead: str
    """Another term, or several with a blank between, which have to stand there all."""
    share: float
    """What it counts of what the term would count; above 0, up to 1."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for ranking."""

    text: str
    """As the person typed it."""
    resolution: Resolution
    """The same as a question that stands alone, and what earlier turns supplied to it."""
    terms: tuple[str, ...]
    """The analyzer's terms of `standalone`, in order, repeats kept; behind a phrase of stop words
    that means something ("get into"), the phrase."""
    content: tuple[str, ...]
    """Those that say what is asked about, without stop words and repeats; never empty."""
    alternatives: tuple[Alternative, ...] = ()
    """What may stand in the place of content terms."""
    corrections: tuple[tuple[str, str], ...] = ()
    """Pairs of a typed word and the word of the notes it was taken for."""

    @property
    def standalone(self) -> str:
        """The question with what earlier turns supply; equal to `text` when it needs nothing."""
        return self.resolution.standalone

    @property
    def alternative_terms(self) -> list[str]:
        """What may stand in the place of terms, in the order of `alternatives`."""
        return [one.instead for one in self.alternatives]

    def reworded(self, standalone: str) -> Query:
        """Give the query with another question that stands alone, its terms left as they are."""
        return replace(self, resolution=replace(self.resolution, standalone=standalone))
