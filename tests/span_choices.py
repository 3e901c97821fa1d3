"""Questions brought together with spans made by hand, for tests of the features of spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answers.span_choice import Headings, SpanCandidate, SpanChoice
from assistant.answers.span_features import measure_spans
from assistant.language.command_questions import wants_command
from assistant.language.span import Span
from assistant.model import Alternative, BlockKind, Query, Resolution
from assistant.text import analyzer

if TYPE_CHECKING:
    from collections.abc import Sequence

ENGLISH = analyzer()

Others = dict[str, list[tuple[str, float]]]
"""What may stand in the place of a term, and what share of it that is worth."""


def piece(text: str) -> SpanCandidate:
    """Make a span: of code where it begins with `$`, a row where with `|`, else a sentence."""
    kind = {"$": BlockKind.CODE, "|": BlockKind.TABLE}.get(text[:1], BlockKind.PARAGRAPH)
    bare = text.removeprefix("$ ")
    return SpanCandidate(Span(bare, 1, 0, kind), tuple(ENGLISH.terms(bare)))


def choice(
    question: str, *texts: str, heading: str = "", others: Others | None = None, **weights: float
) -> SpanChoice:
    """Bring a question, whose content terms weigh 1 unless told otherwise, together with spans."""
    terms, content = ENGLISH.question_terms(question)
    own = dict.fromkeys(content, 1.0) | weights
    headings = Headings(frozenset(ENGLISH.terms(heading)), heading)
    pairs = (others or {}).items()
    alternatives = tuple(Alternative(term, *one) for term, several in pairs for one in several)
    query = Query(question, Resolution(question), terms, tuple(own), alternatives)
    pieces = [piece(text) for text in texts]
    return SpanChoice(query, own, headings, pieces, wants_command=wants_command(question))


def with_pieces(made: SpanChoice, pieces: Sequence[SpanCandidate]) -> SpanChoice:
    """Put other spans in the place of those of a choice."""
    return SpanChoice(
        made.query,
        made.weights,
        made.headings,
        pieces,
        wants_command=made.wants_command,
    )


def values(name: str, made: SpanChoice) -> list[float]:
    return [round(float(value), 4) for value in measure_spans(made, [name])[:, 0]]


def words() -> str:
    """Give words that say nothing of what is asked."""
    return "in the old garden behind our house near that tall green fence"
