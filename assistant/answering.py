"""Cut the answer out of the ranked sections, or say that the notes don't hold one; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy

from assistant.answers.choices import Choice, Piece
from assistant.answers.confidence import signals
from assistant.answers.excerpts import excerpt
from assistant.answers.fact_support import share_supported
from assistant.answers.misfits import Shown, deed_of, share_left, share_of_things, share_of_verdict
from assistant.answers.span_code import NAME_WORDS, is_shell
from assistant.answers.span_features import measure_spans
from assistant.language.answer_types import (
    COMMAND,
    COMPARES,
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
from assistant.model import Answer, BlockKind, NoAnswer, Passage
from assistant.records import dataclass, replace
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

AS_LIKELY = 1.0
"""By how much less another section may score to be shown beside the first.

Of 385 answers with such a section, to questions of our own, the first alone was right in .61, the
two in .75; with 2.0 more of them are shown for next to nothing."""

SHARED = 0.42
"""Which share of the words allowed each of the two has then."""

MOST_RIVALS = 5
"""How many of the first hits may have the command for what the first only has a line of a file."""

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
    offers_another: bool = True
    """Whether another section that is nearly as likely is cut from as well."""


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
    headings = hits[0].chunk.source.headings
    confidence *= share_left(query.standalone, Shown(text, best, headings))
    confidence *= share_supported(query, weights, " ".join([text, *headings]), method.analyze)
    held = hits[0].evidence.matched
    confidence *= share_of_things(query, held, method.analyze)
    confidence *= share_of_verdict(query, held, best.text, method.analyze)
    if confidence < method.min_confidence:
        return NoAnswer(query, REFUSAL, _nearest(hits), confidence, tuple(hits))
    reply = Answer(
        query,
        text,
        best.text,
        best.first_line,
        confidence,
        tuple(hits),
        tentative=confidence < method.sure_confidence,
    )
    # A list and a comparison are wanted whole.
    is_whole = whole_list or bool(re.search(COMPARES, query.standalone))
    is_shared = method.offers_another and is_learned and not is_whole
    return _with_another(reply, best, weights, method) if is_shared else reply


def _with_another(
    reply: Answer, best: Span, weights: Mapping[str, float], method: Method
) -> Answer:
    """Add what a section says that is nearly as likely to answer, both cut shorter for it."""
    first, other = reply.hits[0], _as_likely(reply.hits)
    own = best_span(reply.query, other.chunk, weights, method) if other is not None else None
    if other is None or own is None or own.text == best.text:
        return reply
    words = round(SHARED * method.answer_words)
    text, more = excerpt(first.chunk, best, words), excerpt(other.chunk, own, words)
    if len(text.split()) + len(more.split()) > method.answer_words:
        return reply
    another = Passage(more, own.text, own.first_line, other.chunk.source, is_alternative=True)
    return replace(reply, text=text, passages=(another,))


def _as_likely(hits: Sequence[Hit]) -> Hit | None:
    """Give the next section if it scores nearly as much as the first; `None` if the first leads.

    One that was ranked above the first did not answer, or leads to it.
    """
    address = hits[0].chunk.source.address
    behind = (hit for hit in hits[1:] if hit.chunk.source.address != address)
    other = next(behind, None)
    is_near = other is not None and 0 <= hits[0].score - other.score <= AS_LIKELY
    return other if is_near and other is not None and other.is_related else None


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
    return _doing(query, first, weights, method)


def _doing(
    query: Query,
    first: tuple[Sequence[Hit], Span | None],
    weights: Mapping[str, float],
    method: Method,
) -> tuple[Sequence[Hit], Span | None]:
    """Give the first with a command named after what is to be done, not a line of a file.

    What is written into a file to be built does not build it. Only where all that is asked for
    stands in the section with the command as well.
    """
    hits, best = first
    deed = deed_of(query.standalone)
    if not deed or best is None or best.kind is not BlockKind.CODE or is_shell(best.text):
        return first
    terms = set(method.analyze(deed))
    if terms <= set(_name(best, method)):
        return first
    for at, hit in enumerate(hits[1:MOST_RIVALS], start=1):
        if set(query.content) <= set(hit.evidence.matched):
            own = best_span(query, hit.chunk, weights, method)
            if own is not None and is_shell(own.text) and terms <= set(_name(own, method)):
                return [hit, *hits[:at], *hits[at + 1 :]], own
    return first


def _name(command: Span, method: Method) -> Sequence[str]:
    """Give the terms of the words by which a command is named."""
    if command.kind is not BlockKind.CODE:
        return ()
    return method.analyze(" ".join(command.text.split()[:NAME_WORDS]))


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
