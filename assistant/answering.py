"""Cut the answer out of the ranked sections, or say that the notes don't hold one; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer_types import WANTS_COMMAND
from assistant.choices import Choice, Piece
from assistant.confidence import signals
from assistant.features import standardized
from assistant.model import Answer, BlockKind, NoAnswer
from assistant.scoring import alternatives_of
from assistant.sentences import Span, spans
from assistant.span_features import is_comment, measure_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.confidence import Model
    from assistant.model import Block, Chunk, Hit, Query, Reply, Source
    from assistant.ranker import Ranker

    Analyze = Callable[[str], Sequence[str]]

NEAREST = 3
"""How many sections are named when none answers."""

_INLINE_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMAND_SHAPED = re.compile(r"^[\w./~$-]+(?:\s+\S+)+$")


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
) -> Reply:
    """Answer from the first hit, unless it is too unlikely to hold the answer.

    `weights` says what each content term of the query counts, `analyze` gives a text's terms,
    `ranker` weighs what speaks for a span, `model` tells how likely the answer is right.
    """
    if not hits:
        return NoAnswer(query, _reason(weights, hits), (), 0.0)
    best, coverage = best_span(query, hits[0].chunk, weights, analyze, ranker)
    first = hits[0].evidence
    # Without the learned ranking's features there is nothing for the model to go by.
    confidence = (
        model.probability(signals(query, hits, weights, coverage))
        if first.features
        else first.coverage
    )
    if best is None or confidence < min_confidence:
        return NoAnswer(query, _reason(weights, hits), _nearest(hits), confidence, tuple(hits))
    text = _excerpt(hits[0].chunk, best, answer_words)
    return Answer(query, text, best.text, best.first_line, confidence, tuple(hits))


def _nearest(hits: Sequence[Hit]) -> tuple[Source, ...]:
    """Name the best sections that hold a word of the question, each once though in parts."""
    sources: dict[str, Source] = {}
    for hit in hits:
        if hit.evidence.matched:
            sources.setdefault(hit.chunk.source.address, hit.chunk.source)
    return tuple(sources.values())[:NEAREST]


def best_span(
    query: Query, chunk: Chunk, weights: Mapping[str, float], analyze: Analyze, ranker: Ranker
) -> tuple[Span | None, float]:
    """Give the span that answers most directly, and the share of the question that it holds.

    Of equals it is the first; a bare heading has none.
    """
    choice = make_choice(query, chunk, weights, analyze)
    if not choice.pieces:
        return None, 0.0
    values = standardized(measure_spans(choice, ranker.features))
    best = int(ranker.contributions(values).sum(axis=1).argmax())
    return choice.pieces[best].span, float(choice.coverage.max())


def make_choice(
    query: Query, chunk: Chunk, weights: Mapping[str, float], analyze: Analyze
) -> Choice:
    """Bring a query together with the spans of a section that may answer it."""
    candidates = spans(chunk)
    if WANTS_COMMAND.search(query.standalone):
        candidates = [
            piece
            for span in candidates
            for piece in _with_inline_code(span)
            if not is_comment(piece)
        ]
    return Choice(
        query.standalone,
        query.terms,
        weights,
        alternatives_of(query),
        frozenset(analyze(" ".join(chunk.source.headings))),
        [Piece(span, tuple(analyze(span.text))) for span in candidates],
    )


def _with_inline_code(span: Span) -> list[Span]:
    """Give a sentence, and after it the commands it holds in backticks."""
    if span.kind is BlockKind.CODE:
        return [span]
    return [
        span,
        *(
            Span(
                match[2],
                span.first_line + span.text.count("\n", 0, match.start(2)),
                span.block,
                BlockKind.CODE,
            )
            for match in _INLINE_CODE.finditer(span.text)
            if _COMMAND_SHAPED.match(match[2])
        ),
    ]


def _excerpt(chunk: Chunk, best: Span, words: int) -> str:
    """Give as much of a section around its best span as the number of words allows."""
    kind = chunk.blocks[best.block].kind
    lines = _lines(chunk, chunk.text.split("\n"), chunk.blocks[best.block])
    size = len(" ".join(lines).split())
    if size > words and kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
        return _sentences_around(chunk, best, words)
    return _blocks_around(chunk, best.block, words)


def _sentences_around(chunk: Chunk, best: Span, words: int) -> str:
    """Give whole sentences of a long paragraph, first those behind the best, then those before."""
    own = [span for span in spans(chunk) if span.block == best.block]
    first = last = max(
        at
        for at, span in enumerate(own)
        if span.first_line <= best.first_line and best.text in span.text
    )
    sizes = [len(span.text.split()) for span in own]
    room = words - sizes[first]
    while last + 1 < len(own) and sizes[last + 1] <= room:
        last += 1
        room -= sizes[last]
    while first > 0 and sizes[first - 1] <= room:
        first -= 1
        room -= sizes[first]
    # The same words may stand further up as well, even in the same paragraph.
    above = chunk.blocks[best.block].first_line - chunk.source.first_line
    start = end = sum(len(line) + 1 for line in chunk.text.split("\n")[:above])
    for at, span in enumerate(own[: last + 1]):
        begin = chunk.text.index(span.text, end)
        end = begin + len(span.text)
        start = begin if at == first else start
    return chunk.text[start:end]


def _blocks_around(chunk: Chunk, best: int, words: int) -> str:
    """Give whole blocks around the best one, as many as the number of words allows.

    Blocks are added first behind the best, since notes go on from a point to its details, but
    what introduces it (the paragraph before a list, a table or code) comes with it, unless it is
    far up a long list.
    """
    blocks = chunk.blocks
    lines = chunk.text.split("\n")
    sizes = [len(" ".join(_lines(chunk, lines, block)).split()) for block in blocks]
    start = next((at for at, block in enumerate(blocks) if block.kind is not BlockKind.HEADING), 0)
    first = last = best
    room = words - sizes[best]
    while first > start and _is_introduced(blocks[first]) and sizes[first - 1] <= room:
        first -= 1
        room -= sizes[first]
    while last + 1 < len(blocks) and sizes[last + 1] <= room:
        last += 1
        room -= sizes[last]
    while first > start and sizes[first - 1] <= room:
        first -= 1
        room -= sizes[first]
    # Comments and rules at the edges say nothing.
    while first < best and blocks[first].kind is BlockKind.OTHER:
        first += 1
    while last > best and blocks[last].kind is BlockKind.OTHER:
        last -= 1
    offset = chunk.source.first_line
    return "\n".join(lines[blocks[first].first_line - offset : blocks[last].last_line - offset + 1])


def _is_introduced(block: Block) -> bool:
    return block.kind in {BlockKind.CODE, BlockKind.TABLE, BlockKind.ITEM}


def _lines(chunk: Chunk, lines: Sequence[str], block: Block) -> Sequence[str]:
    start = chunk.source.first_line
    return lines[block.first_line - start : block.last_line - start + 1]


def _reason(weights: Mapping[str, float], hits: Sequence[Hit]) -> str:
    matched = {term for hit in hits for term in hit.evidence.matched}
    if not matched & weights.keys():
        return "The notes don't say: none of the question's words stands in them."
    return "The notes don't say."
