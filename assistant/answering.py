"""Cut the answer out of the ranked sections, or say that the notes don't hold one; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.model import Answer, BlockKind, NoAnswer
from assistant.sentences import Span, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.model import Block, Chunk, Hit, Query, Reply, Source

    Analyze = Callable[[str], Sequence[str]]

COMMAND_BONUS = 0.5
"""What a line of code is ahead of a sentence where a command is asked for; 0 to 1."""

FIRST_BONUS = 0.1
"""What the first span of a section is ahead of the others: good notes begin with the answer."""

HEADING_SHARE = 0.3
"""What a question's word counts in a span when the heading has it already; 0 to 1."""

INTRODUCTION_SHARE = 0.5
"""What a sentence that ends in a colon counts: it announces the answer; 0 to 1."""

NEAREST = 3
"""How many sections are named when none answers."""

_WANTS_COMMAND = re.compile(
    r"^\s*(?:and\s+|so\s+)?how\b(?!\s+(?:many|much|long|often|does|did|is|are))"
    r"|\b(?:commands?|syntax|example|snippet|flag|option|instruction)\b",
    re.IGNORECASE,
)
_INLINE_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMAND_SHAPED = re.compile(r"^[\w./~$-]+(?:\s+\S+)+$")


@dataclass(frozen=True, slots=True)
class _Scored:
    span: Span
    score: float


def answer(
    query: Query,
    hits: Sequence[Hit],
    weights: Mapping[str, float],
    analyze: Analyze,
    *,
    answer_words: int,
    min_confidence: float,
) -> Reply:
    """Answer from the first hit, unless it is too unlikely to hold the answer.

    `weights` says what each content term of the query counts; `analyze` gives a text's terms.
    """
    if not hits:
        return NoAnswer(query, _reason(weights, hits), (), 0.0)
    confidence = hits[0].evidence.coverage
    best = _best(query, hits[0].chunk, weights, analyze)
    if best is None or confidence < min_confidence:
        return NoAnswer(query, _reason(weights, hits), _nearest(hits), confidence, tuple(hits))
    text = _excerpt(hits[0].chunk, best.block, answer_words)
    return Answer(query, text, best.text, best.first_line, confidence, tuple(hits))


def _nearest(hits: Sequence[Hit]) -> tuple[Source, ...]:
    """Name the best sections, each once though it may have come back in parts."""
    sources: dict[str, Source] = {}
    for hit in hits:
        sources.setdefault(hit.chunk.source.address, hit.chunk.source)
    return tuple(sources.values())[:NEAREST]


def _best(
    query: Query, chunk: Chunk, weights: Mapping[str, float], analyze: Analyze
) -> Span | None:
    """Give the span that answers most directly, the first of equals; none in a bare heading."""
    wants_command = bool(_WANTS_COMMAND.search(query.standalone))
    candidates = spans(chunk)
    if wants_command:
        candidates = [piece for span in candidates for piece in _with_inline_code(span)]
    named = set(analyze(" ".join(chunk.source.headings)))
    counts = {
        term: weight * (HEADING_SHARE if term in named else 1) for term, weight in weights.items()
    }
    total = sum(counts.values()) or 1.0
    prose = 0.0
    best: _Scored | None = None
    for number, span in enumerate(candidates):
        held = counts.keys() & set(analyze(span.text))
        score = sum(counts[term] for term in held) / total + FIRST_BONUS * (number == 0)
        if not _is_code(span):
            prose = score
            if span.text.endswith(":"):
                score *= INTRODUCTION_SHARE
        elif wants_command and _is_command(span.text):
            # What introduces a command says what it is for.
            score += COMMAND_BONUS + prose / 2
        if best is None or score > best.score:
            best = _Scored(span, score)
    return best.span if best else None


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


def _is_code(span: Span) -> bool:
    return span.kind is BlockKind.CODE


def _is_command(code: str) -> bool:
    return not code.startswith(("#", "//", "--", ";"))


def _excerpt(chunk: Chunk, best: int, words: int) -> str:
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
