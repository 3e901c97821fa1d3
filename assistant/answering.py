"""Cut the answer out of the ranked sections, or say that the notes don't hold one; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.choosing import best_span
from assistant.answers.confidence import DEPTH, signals
from assistant.answers.excerpts import excerpt
from assistant.answers.misfits import Shown, share_left
from assistant.answers.span_code import NAME_WORDS, is_shell
from assistant.answers.term_support import (
    share_of_means,
    share_of_things,
    share_of_verdict,
    share_supported,
)
from assistant.language.answer_types import (
    COMPARES,
    WANTS_LIST,
    YES_OR_NO,
)
from assistant.language.command_questions import deed_of, wants_command
from assistant.language.comments import comments_in, without_comments
from assistant.language.links import leads_to, without_links
from assistant.model import Answer, BlockKind, NoAnswer, Passage
from assistant.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.answers.confidence import Model
    from assistant.language.span import Span
    from assistant.model import Chunk, Hit, Query, Reply, Source
    from assistant.relevance.ranker import Ranker

    Analyze = Callable[[str], Sequence[str]]

NEAREST = 3
"""How many sections are named when none answers."""

AS_LIKELY = 1.0
"""By how much less another section may score to be shown beside the first.

Of 385 answers with such a section, to questions of our own, the first alone was right in .61, the
two in .75, some that lack what is asked for included; with 2.0 more of them are shown for next to
nothing."""

SHARED = 0.5
"""Which share of the words allowed each of the two has then. With .42, an answer in 150 of the
splits `dev` held the expected string no more, for two words less."""

_NAMED = r"`[^`\n]+`"
"""A name of code that stands in a line of prose."""

REFUSAL = "The notes don't say."

_ASKS_NO_WAY = (
    r"(?i)[\W\d]*(?:(?:can|could|does|do|is|are|may|must|should)\s+(?!you\b)"
    r"|what(?:['’]?s|\s+(?:is|are))\s)"
)
"""How a heading begins that asks for yes or no, or what something is; "Can you tell" asks more."""


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
    # A list and a comparison are wanted whole.
    is_whole = bool(
        re.search(WANTS_LIST, query.standalone) or re.search(COMPARES, query.standalone)
    )
    text = excerpt(hits[0].chunk, best, method.answer_words, whole_list=is_whole)
    headings = hits[0].chunk.source.headings
    others = comments_in(hits[0].chunk.text)
    confidence *= share_left(query.standalone, Shown(text, best, headings, others))
    told = " ".join([text, *headings])
    confidence *= share_supported(query, weights, told, method.analyze)
    held = hits[0].evidence.matched
    confidence *= share_of_things(query, weights, held, method.analyze)
    mentioned = {term for hit in hits[:DEPTH] for term in hit.evidence.matched}
    confidence *= share_of_means(query, mentioned, method.analyze)
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
    is_shared = method.offers_another and is_learned and not is_whole
    return _with_another(reply, best, weights, method) if is_shared else reply


def _with_another(
    reply: Answer, best: Span, weights: Mapping[str, float], method: Method
) -> Answer:
    """Add what a section says that is nearly as likely to answer, both cut shorter for it.

    What lacks the amount, the way or whatever else is asked for is not: of 6 such on plain
    questions (dev), 1 was right.
    """
    first, other = reply.hits[0], _as_likely(reply.hits)
    own = _best_span(reply.query, other.chunk, weights, method) if other is not None else None
    if other is None or own is None or own.text == best.text:
        return reply
    words = round(SHARED * method.answer_words)
    text, more = excerpt(first.chunk, best, words), excerpt(other.chunk, own, words)
    if len(text.split()) + len(more.split()) > method.answer_words:
        return reply
    if share_left(reply.query.standalone, Shown(more, own, other.chunk.source.headings)) < 1:
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
    if other is None or not other.is_related:
        return None
    return other if 0 <= hits[0].score - other.score <= AS_LIKELY else None


def _answering_first(
    query: Query, hits: Sequence[Hit], weights: Mapping[str, float], method: Method
) -> tuple[Sequence[Hit], Span | None]:
    """Give the hits with the first that answers before any that does not, and its best span.

    A heading with nothing but headings below it names its topic best, and answers nothing. One
    that asks what something is, or whether it can be done, comes behind one that tells how, where
    that is asked, a list of notes behind the one its entry leads to, and one that only names
    commands behind one that says what they do.
    """
    likely = sorted(hits[:DEPTH], key=lambda hit: _tells_nothing(query, hit, method))
    hits = [*likely, *hits[DEPTH:]]
    first: tuple[Sequence[Hit], Span | None] = hits, None
    for at, hit in enumerate(likely):
        best = _best_span(query, hit.chunk, weights, method)
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


def _tells_nothing(query: Query, hit: Hit, method: Method) -> bool:
    """Tell whether a section only names commands or other notes, as under "Aliases" or "See also".

    Unless its own heading is asked for, or a command: that may be all it says.
    """
    text = hit.chunk.text.partition("\n")[2]
    if "`" not in text and "](" not in text and "[[" not in text:
        return False
    said = re.sub(_NAMED, "", without_links(without_comments(text)))
    if re.search(r"\w", said) or ("`" in text and wants_command(query.standalone)):
        return False
    heading = hit.chunk.source.headings[-1]
    return set(method.analyze(heading)).isdisjoint(query.terms)


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
    for at, hit in enumerate(hits[1:DEPTH], start=1):
        if set(query.content) <= set(hit.evidence.matched):
            own = _best_span(query, hit.chunk, weights, method)
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
    for at, hit in enumerate(hits[:DEPTH]):
        if leads_to(best.text, source, hit.chunk.source.path):
            own = _best_span(query, hit.chunk, weights, method)
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


def _best_span(
    query: Query, chunk: Chunk, weights: Mapping[str, float], method: Method
) -> Span | None:
    return best_span(query, chunk, weights, method.analyze, method.ranker)
