"""Cut the answer out of the ranked sections, or say that the notes don't hold one; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answers.confidence import DEPTH, signals
from assistant.answers.dated_entries import date_of, words_of_latest
from assistant.answers.excerpts import excerpt
from assistant.answers.fact_lines import is_wanted_whole
from assistant.answers.judged import Judged, Shown
from assistant.answers.judging import lessened
from assistant.answers.line_evidence import line_evidence
from assistant.answers.misfits import share_left
from assistant.answers.section_choice import SectionChoice
from assistant.language.comments import without_comments
from assistant.model import Answer, BlockKind, NoAnswer, Passage
from assistant.records import dataclass, replace
from assistant.sections import each_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.confidence import ConfidenceModel
    from assistant.language.span import Span
    from assistant.model import Analyze, Chunk, Hit, Query, Reply, SearchResult, Source
    from assistant.relevance.ranker import Ranker


NEAR = 0.25
"""Which share of a question a section holds at least for its line to be shown beside a refusal. Of
the lines that hold what was asked for (people's own notes, `dev`) 95 in 100 are of such sections,
of the sections nearest to what has nothing to do with the shipped notes a quarter."""

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

REFUSAL = "The notes don't say."


@dataclass(frozen=True, slots=True)
class AnswerCriteria:
    """What answers are cut and judged by."""

    analyze: Analyze
    """Gives a text's terms."""
    ranker: Ranker
    """Weighs what speaks for a span."""
    model: ConfidenceModel
    """Tells how likely an answer is right."""
    answer_words: int
    """How many words an answer has at most, unless it can't be cut."""
    min_confidence: float
    """Answers less likely right are withheld."""
    sure_confidence: float
    """Answers less likely right are tentative."""
    offers_another: bool = True
    """Whether another section that is nearly as likely is cut from as well."""


def answer(found: SearchResult, criteria: AnswerCriteria) -> Reply:
    """Answer from the hit that `SectionChoice` puts first, unless that is unlikely to be right."""
    query, hits, weights = found.query, found.hits, found.weights
    if not hits:
        return NoAnswer(query, REFUSAL, (), 0.0)
    sections = SectionChoice(query, weights, criteria.analyze, criteria.ranker)
    chosen = sections.answering_first(hits)
    hits, best = tuple(chosen.hits), chosen.best
    if best is None:
        return _refusal(query, hits, 0.0, sections)
    chunk = hits[0].chunk
    text = excerpt(chunk, best, criteria.answer_words, query.standalone)
    shown = _shown(text, best, chunk)
    confidence = _confidence(replace(found, hits=hits), shown, criteria)
    if confidence < criteria.min_confidence:
        return _refusal(query, hits, confidence, sections)
    reply = Answer(
        query,
        text,
        best.text,
        best.first_line,
        confidence,
        hits,
        tentative=confidence < criteria.sure_confidence,
    )
    is_whole = is_wanted_whole(query.standalone)
    is_shared = criteria.offers_another and bool(hits[0].evidence.features) and not is_whole
    return _with_another(reply, best, sections, criteria) if is_shared else reply


def _confidence(found: SearchResult, shown: Shown, criteria: AnswerCriteria) -> float:
    """Give how likely the answer from the first hit is right that is to be shown."""
    query, hits, first = found.query, found.hits, found.hits[0].evidence
    latest = words_of_latest(query.standalone)
    by_date = latest if latest and date_of(shown.best, hits[0].chunk) else ""
    line = line_evidence(query, found.weights, shown, first.matched, criteria.analyze, by_date)
    # Without the learned ranking's features there is nothing for the model to go by.
    confidence = (
        criteria.model.probability(signals(hits, found.weights, line))
        if first.features
        else first.coverage
    )
    weights = {term: weight for term, weight in found.weights.items() if term not in line.told}
    mentioned = {term for hit in hits[:DEPTH] for term in hit.evidence.matched}
    analyze = criteria.analyze
    return lessened(
        confidence,
        Judged(query, weights, shown, first.matched, mentioned, analyze, found.unknown),
    )


def _shown(text: str, best: Span, chunk: Chunk) -> Shown:
    """Give what an answer is judged by that is cut from a section."""
    return Shown(
        text,
        best,
        chunk.source.headings,
        chunk.text,
        _header_above(best, chunk),
    )


def _header_above(best: Span, chunk: Chunk) -> str:
    """Give the header of the table that a span is a row of; empty for others."""
    if best.kind is not BlockKind.TABLE:
        return ""
    return chunk.text.split("\n")[chunk.lines_of(chunk.blocks[best.block])][0]


def _with_another(
    reply: Answer, best: Span, sections: SectionChoice, criteria: AnswerCriteria
) -> Answer:
    """Add what another section says that is nearly as likely to answer; both are cut shorter.

    It is not added where it lacks what is asked for, such as an amount or a way to do something:
    of 6 such sections on plain questions (dev), 1 was right.
    """
    first, other = reply.hits[0], _as_likely(reply.hits)
    own = sections.best(other) if other is not None else None
    if other is None or own is None or own.text == best.text:
        return reply
    words = round(SHARED * criteria.answer_words)
    question = reply.query.standalone
    text = excerpt(first.chunk, best, words, question)
    more = excerpt(other.chunk, own, words, question)
    if len(text.split()) + len(more.split()) > criteria.answer_words:
        return reply
    if share_left(question, _shown(more, own, other.chunk)) < 1:
        return reply
    another = Passage(more, own.text, own.first_line, other.chunk.source, is_alternative=True)
    return replace(reply, text=text, passages=(another,))


def _as_likely(hits: Sequence[Hit]) -> Hit | None:
    """Give the next section if it scores nearly as much as the first; `None` if the first leads.

    One with a higher score than the first was passed over: it did not answer, or only names the
    first.
    """
    address = hits[0].chunk.source.address
    behind = (hit for hit in hits[1:] if hit.chunk.source.address != address)
    other = next(behind, None)
    if other is None or not other.is_related:
        return None
    return other if 0 <= hits[0].score - other.score <= AS_LIKELY else None


def _refusal(
    query: Query, hits: Sequence[Hit], confidence: float, sections: SectionChoice
) -> NoAnswer:
    """Say that the notes don't answer, with the sections that come nearest and a line of each."""
    near = _nearest(hits)
    telling = (hit for hit in near if hit.evidence.coverage >= NEAR)
    lines = ((hit.chunk.source, sections.best(hit)) for hit in telling)
    return NoAnswer(
        query,
        REFUSAL,
        tuple(hit.chunk.source for hit in near),
        confidence,
        tuple(hits),
        lines=tuple(_line(source, best) for source, best in lines if best is not None),
    )


def _nearest(hits: Sequence[Hit]) -> list[Hit]:
    """Give the best sections that hold a word of the question."""
    matched = {hit.chunk.source: hit for hit in hits if hit.evidence.matched}
    return [matched[source] for source in each_once(matched)[:NEAREST]]


def _line(source: Source, best: Span) -> Passage:
    """Give the best span of a section alone; code has nothing that is not shown."""
    text = best.text if best.kind is BlockKind.CODE else without_comments(best.text)
    return Passage(text, best.text, best.first_line, source)
