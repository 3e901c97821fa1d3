"""Cut the answer out of the ranked sections, or say that the notes don't hold one; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer_types import COMMAND, NARROWER, WANTS_LIST, wants_command
from assistant.choices import Choice, Piece
from assistant.confidence import signals
from assistant.excerpts import excerpt
from assistant.features import standardized
from assistant.fields import without_targets
from assistant.model import Answer, BlockKind, NoAnswer
from assistant.scoring import alternatives_of
from assistant.sentences import Span, spans
from assistant.span_features import is_comment, measure_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.confidence import Model
    from assistant.model import Chunk, Hit, Query, Reply, Source
    from assistant.ranker import Ranker

    Analyze = Callable[[str], Sequence[str]]

NEAREST = 3
"""How many sections are named when none answers."""

REFUSAL = "The notes don't say."

_INLINE_CODE = r"(?s)(`+)(?!`)(.+?)(?<!`)\1(?!`)"


def answer(
    query: Query,
    hits: Sequence[Hit],
    weights: Mapping[str, float],
    analyze: Analyze,
    ranker: Ranker,
    model: Model,
    *,
    answer_words: int,
    min_confidence: float,
    sure_confidence: float,
) -> Reply:
    """Answer from the first hit, unless it is too unlikely to hold the answer.

    Between the two limits of confidence the answer is tentative.

    `weights` says what each content term of the query counts, `analyze` gives a text's terms,
    `ranker` weighs what speaks for a span, `model` tells how likely the answer is right.
    """
    if not hits:
        return NoAnswer(query, REFUSAL, (), 0.0)
    best = best_span(query, hits[0].chunk, weights, analyze, ranker)
    first = hits[0].evidence
    # Without the learned ranking's features there is nothing for the model to go by.
    confidence = model.probability(signals(hits, weights)) if first.features else first.coverage
    if best is None or confidence < min_confidence:
        return NoAnswer(query, REFUSAL, _nearest(hits), confidence, tuple(hits))
    text = excerpt(
        hits[0].chunk, best, answer_words, whole_list=bool(re.search(WANTS_LIST, query.text))
    )
    return Answer(
        query,
        text,
        best.text,
        best.first_line,
        confidence,
        tuple(hits),
        tentative=confidence < sure_confidence,
    )


def _nearest(hits: Sequence[Hit]) -> tuple[Source, ...]:
    """Name the best sections that hold a word of the question, each once though in parts."""
    sources: dict[str, Source] = {}
    for hit in hits:
        if hit.evidence.matched:
            sources.setdefault(hit.chunk.source.address, hit.chunk.source)
    return tuple(sources.values())[:NEAREST]


def best_span(
    query: Query, chunk: Chunk, weights: Mapping[str, float], analyze: Analyze, ranker: Ranker
) -> Span | None:
    """Give the span that answers most directly; of equals the first, of a bare heading none."""
    choice = make_choice(query, chunk, weights, analyze)
    if not choice.pieces:
        return None
    values = standardized(measure_spans(choice, ranker.features))
    best = int(ranker.contributions(values).sum(axis=1).argmax())
    return _narrowed(choice.pieces[best].span, query.standalone)


def make_choice(
    query: Query, chunk: Chunk, weights: Mapping[str, float], analyze: Analyze
) -> Choice:
    """Bring a query together with the spans of a section that may answer it."""
    candidates = spans(chunk)
    if wants_command(query.standalone):
        candidates = [
            piece
            for span in candidates
            for piece in (span, *_inline_code(span, COMMAND))
            if not is_comment(piece)
        ]
    return Choice(
        query.standalone,
        query.terms,
        weights,
        alternatives_of(query),
        frozenset(analyze(" ".join(chunk.source.headings))),
        [Piece(span, tuple(analyze(without_targets(span.text)))) for span in candidates],
    )


def _inline_code(span: Span, shape: str) -> list[Span]:
    """Give the code of a shape that a sentence holds in backticks."""
    if span.kind is BlockKind.CODE:
        return []
    return [
        Span(
            match[2],
            span.first_line + span.text.count("\n", 0, match.start(2)),
            span.block,
            BlockKind.CODE,
        )
        for match in re.finditer(_INLINE_CODE, span.text)
        if re.search(shape, match[2])
    ]


def _narrowed(span: Span, question: str) -> Span:
    """Give the path or option that a sentence holds, where one is asked for and it holds one."""
    for asked, shape in NARROWER:
        if re.search(asked, question) and len(found := _inline_code(span, shape)) == 1:
            return found[0]
    return span
