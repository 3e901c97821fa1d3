"""Cut the answer out of the ranked sections, or say that the notes don't hold one; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy

from assistant.answers.choices import Choice, Piece
from assistant.answers.confidence import signals
from assistant.answers.excerpts import excerpt
from assistant.answers.misfits import Shown, share_left
from assistant.answers.span_features import measure_spans
from assistant.language.answer_types import (
    COMMAND,
    HINDERS,
    NARROWER,
    WANTS_LIST,
    WHY_NOT,
    YES_OR_NO,
    bare_command,
    wants_command,
)
from assistant.language.links import leads_to, points_elsewhere, without_targets
from assistant.language.sentences import Span, spans
from assistant.model import Answer, BlockKind, NoAnswer
from assistant.records import dataclass
from assistant.relevance.ranker import standardized

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from assistant.answers.confidence import Model
    from assistant.model import Chunk, Hit, Query, Reply, Source
    from assistant.relevance.ranker import Ranker

    Analyze = Callable[[str], Sequence[str]]

NEAREST = 3
"""How many sections are named when none answers."""

MOST_BARE = 3
"""How many of the first hits may be such without anything to answer from; more are no answer."""

REFUSAL = "The notes don't say."

_ASKS_NO_WAY = (
    r"(?i)[\W\d]*(?:(?:can|could|does|do|is|are|may|must|should)\s+(?!you\b)"
    r"|what(?:['’]?s|\s+(?:is|are))\s)"
)
"""How a heading begins that asks for yes or no, or what something is; "Can you tell" asks more."""
_PLACEHOLDER = "example"
"""In code it stands for a name of one's own, whatever an example is asked of."""
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
_INLINE_CODE = r"(?s)(`+)(?!`)(.+?)(?<!`)\1(?!`)"


@dataclass(frozen=True, slots=True)
class Method:
    """What answers are cut and judged by."""

    analyze: Analyze
    """Gives a text's terms."""
    ranker: Ranker
    """Weighs what speaks for a span."""
    model: Model
    """Tells how likely an answer is right."""
    answer_words: int
    """How many words an answer has at most, unless it can't be cut."""
    min_confidence: float
    """Answers less likely right are withheld."""
    sure_confidence: float
    """Answers less likely right are tentative."""


def answer(
    query: Query, hits: Sequence[Hit], weights: Mapping[str, float], method: Method
) -> Reply:
    """Answer from the first hit that holds any text, unless that is unlikely to be right.

    `weights` says what each content term of the query counts.
    """
    if not hits:
        return NoAnswer(query, REFUSAL, (), 0.0)
    hits, best = _answering_first(query, hits, weights, method)
    first = hits[0].evidence
    # Without the learned ranking's features there is nothing for the model to go by.
    is_learned = bool(first.features)
    confidence = method.model.probability(signals(hits, weights)) if is_learned else first.coverage
    if best is None:
        return NoAnswer(query, REFUSAL, _nearest(hits), confidence, tuple(hits))
    whole_list = bool(re.search(WANTS_LIST, query.text))
    text = excerpt(hits[0].chunk, best, method.answer_words, whole_list=whole_list)
    confidence *= share_left(query.standalone, Shown(text, best, hits[0].chunk.source.headings))
    if confidence < method.min_confidence:
        return NoAnswer(query, REFUSAL, _nearest(hits), confidence, tuple(hits))
    return Answer(
        query,
        text,
        best.text,
        best.first_line,
        confidence,
        tuple(hits),
        tentative=confidence < method.sure_confidence,
    )


def _answering_first(
    query: Query, hits: Sequence[Hit], weights: Mapping[str, float], method: Method
) -> tuple[Sequence[Hit], Span | None]:
    """Give the hits with the first that answers before any that does not, and its best span.

    A heading with nothing but headings below it names its topic best, and answers nothing. One
    that asks what something is, or whether it can be done, comes behind one that tells how, where
    that is asked, and a list of notes behind the one its entry leads to.
    """
    first: tuple[Sequence[Hit], Span | None] = hits, None
    for at, hit in enumerate(hits[:MOST_BARE]):
        best = best_span(query, hit.chunk, weights, method)
        if best is None:
            continue
        found = _followed(query, [hit, *hits[:at], *hits[at + 1 :]], best, weights, method)
        tells_how = best.kind is BlockKind.CODE
        if first[1] is None:
            first = found
            if tells_how or not _tells_no_way(query, hit):
                break
        elif tells_how and set(query.content) <= set(hit.evidence.matched):
            return found
    return first


def _followed(
    query: Query,
    hits: Sequence[Hit],
    best: Span,
    weights: Mapping[str, float],
    method: Method,
) -> tuple[Sequence[Hit], Span]:
    """Give the hits as they are and the best span of the first; or from the note it leads to.

    A list of notes says in few words what each is about, and so is found before them.
    """
    source = hits[0].chunk.source.path
    for at, hit in enumerate(hits):
        if leads_to(best.text, source, hit.chunk.source.path):
            own = best_span(query, hit.chunk, weights, method)
            if own is not None:
                return [hit, *hits[:at], *hits[at + 1 :]], own
    return hits, best


def _tells_no_way(query: Query, hit: Hit) -> bool:
    """Tell whether a section says what something is, or whether it can be, where how is asked."""
    question = query.standalone
    heading = hit.chunk.source.headings[-1]
    asks_how = wants_command(question) and not re.search(YES_OR_NO, question)
    return asks_how and bool(re.match(_ASKS_NO_WAY, heading))


def _nearest(hits: Sequence[Hit]) -> tuple[Source, ...]:
    """Name the best sections that hold a word of the question, each once though in parts."""
    sources: dict[str, Source] = {}
    for hit in hits:
        if hit.evidence.matched:
            sources.setdefault(hit.chunk.source.address, hit.chunk.source)
    return tuple(sources.values())[:NEAREST]


def best_span(
    query: Query, chunk: Chunk, weights: Mapping[str, float], method: Method
) -> Span | None:
    """Give the span that answers most directly; of equals the first, of a bare heading none."""
    choice = make_choice(query, chunk, weights, method.analyze)
    if not choice.pieces:
        return None
    values = standardized(measure_spans(choice, method.ranker.features))
    scores = method.ranker.contributions(values).sum(axis=1)
    best = int(numpy.where(_may_answer(choice), scores, -numpy.inf).argmax())
    return _narrowed(_completed(choice.pieces[best], choice.pieces), query.standalone)


def _may_answer(choice: Choice) -> NDArray[numpy.bool]:
    """Tell which spans may answer: where it is asked what stands in the way, those that say so.

    All where none does, and where that is not asked.
    """
    everything = numpy.ones(len(choice.pieces), dtype=bool)
    if not re.search(WHY_NOT, choice.text):
        return everything
    hinders = choice.each(
        lambda piece: not piece.is_code and bool(re.search(HINDERS, piece.span.text))
    )
    fitting = (hinders > 0) & (choice.coverage > 0)
    return fitting if fitting.any() else everything


def make_choice(
    query: Query, chunk: Chunk, weights: Mapping[str, float], analyze: Analyze
) -> Choice:
    """Bring a query together with the spans of a section that may answer it."""
    return Choice(
        query,
        weights,
        frozenset(analyze(" ".join(chunk.source.headings))),
        _pieces(spans(chunk), analyze, with_inline=wants_command(query.standalone)),
    )


def _pieces(candidates: Sequence[Span], analyze: Analyze, *, with_inline: bool) -> list[Piece]:
    """Give what may answer: no signs without a word, no comments in code, and no mere pointers.

    Commands that a sentence holds are added where they are asked for.
    """
    pieces: list[Piece] = []
    placeholders = frozenset(analyze(_PLACEHOLDER))
    comment: tuple[str, ...] = ()
    block = -1
    for span in candidates:
        terms = tuple(analyze(without_targets(span.text)))
        if span.kind is BlockKind.CODE and not span.is_comment:
            terms = tuple(term for term in terms if term not in placeholders)
        if span.is_comment:
            comment, block = terms, span.block
        elif terms and not points_elsewhere(span.text):
            inline = _commands_in(span) if with_inline else []
            if [one.text for one in inline] == [span.text]:
                pieces.append(Piece(inline[0], terms))
                continue
            pieces.append(Piece(span, terms, comment=comment if span.block == block else ()))
            pieces += [Piece(one, tuple(analyze(one.text)), is_inline=True) for one in inline]
    return pieces


def _commands_in(span: Span) -> list[Span]:
    """Give the commands in prose: those in backticks, else a bare one at its end."""
    found = _inline_code(span, COMMAND)
    bare = "" if found or span.kind not in _PROSE else bare_command(span.text)
    return [_code_at(span, len(span.text) - len(bare), bare)] if bare else found


def _code_at(span: Span, start: int, text: str) -> Span:
    line = span.first_line + span.text.count("\n", 0, start)
    return Span(text, line, span.block, BlockKind.CODE)


def _inline_code(span: Span, shape: str) -> list[Span]:
    """Give the code of a shape that a sentence holds in backticks."""
    if span.kind is BlockKind.CODE:
        return []
    return [
        _code_at(span, match.start(2), match[2])
        for match in re.finditer(_INLINE_CODE, span.text)
        if re.search(shape, match[2])
    ]


def _completed(piece: Piece, pieces: Sequence[Piece]) -> Span:
    """Give the line of code that shows a command with what it is run on, where a sentence names it.

    `docker pause` can't be run, `docker pause web` can. One with an option more is another command,
    and so is none where a line has the command alone.
    """
    if not piece.is_inline:
        return piece.span
    shown = [one.span for one in pieces if one.is_line and _is_run(piece.span.text, one.span.text)]
    is_whole = any(_bare_line(one.text) == piece.span.text for one in shown)
    return piece.span if is_whole or not shown else shown[0]


def _is_run(command: str, line: str) -> bool:
    """Tell whether a line of code runs a command with nothing or an argument behind it."""
    rest = _bare_line(line).removeprefix(command)
    return rest != _bare_line(line) and bool(re.match(r"$|\s+(?![-|&;<>])", rest))


def _bare_line(line: str) -> str:
    return line.removeprefix("$ ").strip()


def _narrowed(span: Span, question: str) -> Span:
    """Give the path or option that a sentence holds, where one is asked for and it holds one.

    One that the question names is what it asks about.
    """
    for asked, shape in NARROWER:
        found = _inline_code(span, shape) if re.search(asked, question) else []
        if len(found) == 1 and found[0].text not in question:
            return found[0]
    return span
