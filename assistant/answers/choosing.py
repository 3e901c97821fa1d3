"""Choose the line of a section that answers most directly; pure."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import numpy

from assistant.answers.candidates import DENIES, candidates_among, inline_code
from assistant.answers.dated_entries import latest_of, with_day
from assistant.answers.outline import blocks_above
from assistant.answers.plainer import with_no_more
from assistant.answers.span_choice import Headings, SpanCandidate, SpanChoice
from assistant.answers.span_code import HEADED, is_shell, unexplained
from assistant.answers.span_features import measure_spans
from assistant.answers.span_forms import only_announces
from assistant.language.answer_types import (
    HINDERS,
    IN_WORDS,
    NARROWER,
    WHERE_KEPT,
    WHY_NOT,
)
from assistant.language.attributes import asked_forms, expected_forms, has_form
from assistant.language.code_shapes import PATH
from assistant.language.command_questions import deed_of, ordered, wants_command_under
from assistant.language.effects import asked_effect
from assistant.language.line_ends import is_definition
from assistant.language.prompts import without_prompt
from assistant.language.sentences import spans, titles_callout
from assistant.language.stop_words import STOP_WORDS
from assistant.language.topics import asked_topic
from assistant.relevance.ranker import standardized

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.language.span import Span
    from assistant.model import Analyze, Chunk, Floats, Marks, Query
    from assistant.relevance.ranker import Ranker


MOST_OF_LABEL = 4
"""How many words a line has at most that ends with a colon and says nothing by itself."""

_MERE_AIM = r"(?i)[\W\d]*(?:in order )?to \w[^,;:(]*:$"
"""Says what is to be done, and leaves how to what stands below: "To run it without network:"."""


def best_span(
    query: Query, chunk: Chunk, weights: Mapping[str, float], analyze: Analyze, ranker: Ranker
) -> Span | None:
    """Give the span that answers most directly; of equals the first, of a bare heading none."""
    choice = make_choice(query, chunk, weights, analyze)
    if not choice.candidates:
        return None
    values = standardized(measure_spans(choice, ranker.features))
    scores = ranker.contributions(values).sum(axis=1)
    best = int(numpy.where(_may_answer(choice), scores, -numpy.inf).argmax())
    best = _done_by(choice, scores, best, analyze)
    best = latest_of(choice, chunk, scores, _with_form(choice, scores, best))
    best = with_no_more(choice, best)
    found = _told_below(chunk, choice, best, analyze)
    whole = with_day(_completed(found, choice.candidates), chunk, query.standalone)
    return _narrowed(whole, query.standalone)


def _done_by(choice: SpanChoice, scores: Floats, best: int, analyze: Analyze) -> int:
    """Give a command that is introduced by what is to be done, where the best is by something else.

    "To list them:" leads to the one that lists, though the next sentence has more of the question.
    It has to hold, with what introduces it, all else that the best holds so.
    """
    deed = set(analyze(deed_of(choice.text) or ordered(choice.text)))
    if not deed or not choice.candidates[best].is_line:
        return best
    best = _among_commented(choice, best, deed)
    told = {
        at: _with_introduction(choice, at)
        for at in choice.leads
        if choice.candidates[at].is_line and is_shell(choice.candidates[at].span.text)
    }
    needed = set(choice.held_by(told.get(best, ())))
    if not needed or deed <= told[best]:
        return best
    fitting = (
        at for at, terms in told.items() if deed <= terms and needed <= set(choice.held_by(terms))
    )
    return max(fitting, key=lambda at: float(scores[at]), default=best)


def _among_commented(choice: SpanChoice, best: int, deed: set[str]) -> int:
    """Give the line that does what is to be done, of those that share the comment that says so.

    Below "Stop and remove it" the second of two lines may be the one that removes.
    """
    first = choice.candidates[best]
    if deed <= set(first.terms) or not deed <= set(first.comment):
        return best
    doing = (
        at
        for at, one in enumerate(choice.candidates)
        if one.span.block == first.span.block
        and one.comment == first.comment
        and deed <= set(one.terms)
    )
    return next(doing, best)


def _with_introduction(choice: SpanChoice, at: int) -> set[str]:
    """Give the terms of code, of the comment on it and of the prose that leads to it."""
    code, leads = choice.candidates[at], choice.leads[at]
    last = choice.candidates[leads[-1]].terms if leads else ()
    return {*code.terms, *code.comment, *last}


def _told_below(chunk: Chunk, choice: SpanChoice, best: int, analyze: Analyze) -> SpanCandidate:
    """Give what comes next, where the best only repeats the question or names what the next says.

    It repeats the question as a question, or as a line with something below it; a row of a table is
    no label of the next one. A few words with a colon say nothing, whatever was asked.
    """
    candidate, *behind = choice.candidates[best : best + 2]
    own = candidate.span
    if not own.is_prose or not behind:
        return candidate
    following = behind[0]
    is_below = following.span.block == own.block and following.span.first_line > own.first_line
    if _is_label(own.text) or (is_below and _is_title(own, chunk)):
        return following
    if following.above and not is_below:
        is_below = own.block in blocks_above(chunk)[following.span.block]
    if not is_below and not own.text.rstrip("*_ ").endswith("?"):
        return candidate
    said = {*choice.query.terms, *(one.instead for one in choice.alternatives())}
    new = (word for word in re.findall(r"\w+", own.text) if word.lower() not in STOP_WORDS)
    return candidate if any(not said.issuperset(analyze(word)) for word in new) else following


def _is_label(text: str) -> bool:
    """Tell whether a line with a colon says nothing by itself: "To pin it by digest:"."""
    is_short = text.endswith(":") and len(text.split()) <= MOST_OF_LABEL
    return is_short or bool(re.match(_MERE_AIM, text))


def _is_title(span: Span, chunk: Chunk) -> bool:
    """Tell whether a span is the title of a callout, or a term that the line below it defines."""
    at = span.first_line - chunk.source.first_line
    own, *behind = chunk.text.split("\n")[at:]
    below = behind[span.text.count("\n") :]
    return titles_callout(own) or (bool(below) and is_definition(below[0]))


def _may_answer(choice: SpanChoice) -> Marks:
    """Tell which spans may answer where one kind of line is asked for: those that are of it.

    Those that say what stands in the way, that name the path where something is kept, or that say
    in words what something is or does. All where none does, and where no such thing is asked, but
    for those that only announce others.
    """
    everything = choice.each(lambda one: one.is_code or not only_announces(one.span.text)) > 0
    if not everything.any():
        everything = ~everything
    asked = choice.text
    if WHY_NOT.search(asked):
        told = choice.each_prose(partial(re.search, HINDERS))
    elif WHERE_KEPT.search(asked):
        told = choice.each(lambda candidate: bool(inline_code(candidate.span, rf"{PATH}|://")))
    elif asked_effect(asked) and choice.effect_told.any():
        told = choice.effect_told
    elif (
        asked_effect(asked)
        or asked_topic(asked)
        or (IN_WORDS.search(asked) and not choice.wants_command)
    ):
        told = unexplained(choice) == 0
    else:
        return everything
    is_headed = choice.share(choice.headed) > HEADED
    fitting = everything & (told > 0) & ((choice.coverage > 0) | is_headed)
    return fitting if fitting.any() else everything


def _with_form(choice: SpanChoice, scores: Floats, best: int) -> int:
    """Give a line with the form of what is asked for, where the best lacks it, by its number.

    The next sentence, which goes on about it, or the best of those that hold as well all that the
    best holds of the question beside the headings: others tell the same of something else. Code is
    left where a command is asked for, which tells it otherwise; "when may I deploy" is not answered
    by `ssh deploy@web`.
    """
    forms = expected_forms(choice.text)
    first = choice.candidates[best]
    is_asked_code = first.is_code and choice.wants_command
    if not forms or is_asked_code or has_form(first.span.text, forms):
        return best
    if _goes_on(choice, best, asked_forms(choice.text)):
        return best + 1
    fitting = (
        at
        for at in choice.telling_as_much(best)
        if has_form(choice.candidates[at].span.text, forms)
    )
    return max(fitting, key=lambda at: float(scores[at]), default=best)


def _goes_on(choice: SpanChoice, at: int, forms: Sequence[str]) -> bool:
    """Tell whether the next sentence of a line has the form that the one before it lacks.

    As in "Build it at night. Takes 9 min." A time is not looked for, which many sentences tell of
    whatever they are on.
    """
    first, *following = choice.candidates[at : at + 2]
    if first.is_code or not following or following[0].is_code:
        return False
    line = first.span.first_line + first.span.text.count("\n")
    return following[0].span.first_line == line and has_form(following[0].span.text, forms)


def make_choice(
    query: Query, chunk: Chunk, weights: Mapping[str, float], analyze: Analyze
) -> SpanChoice:
    """Bring a query together with the spans of a section that may answer it."""
    wants_command = wants_command_under(query.standalone, chunk.source.heading)
    candidates = candidates_among(
        spans(chunk),
        blocks_above(chunk),
        analyze,
        wants_command=wants_command,
        skips_denied=wants_command and DENIES not in query.standalone.lower(),
    )
    headings = Headings(frozenset(analyze(" ".join(chunk.source.headings))), chunk.source.heading)
    return SpanChoice(query, weights, headings, candidates, wants_command=wants_command)


def _completed(candidate: SpanCandidate, candidates: Sequence[SpanCandidate]) -> Span:
    """Give the line of code that shows a command with what it is run on, where a sentence names it.

    `docker pause` can't be run, `docker pause web` can. One with an option more is another command,
    and so is none where a line has the command alone.
    """
    if not candidate.is_inline:
        return candidate.span
    shown = [
        one.span
        for one in candidates
        if one.is_line and _is_run(candidate.span.text, one.span.text)
    ]
    is_whole = any(_bare_line(one.text) == candidate.span.text for one in shown)
    return candidate.span if is_whole or not shown else shown[0]


def _is_run(command: str, line: str) -> bool:
    """Tell whether a line of code runs a command with nothing or an argument behind it."""
    rest = _bare_line(line).removeprefix(command)
    return rest != _bare_line(line) and bool(re.match(r"$|\s+(?![-|&;<>])", rest))


def _bare_line(line: str) -> str:
    return without_prompt(line).strip()


def _narrowed(span: Span, question: str) -> Span:
    """Give the path or option that a sentence holds, where one is asked for and it holds one.

    One that the question names, as it stands or as words, is what it asks about.
    """
    for asked, shape in NARROWER:
        found = inline_code(span, shape) if asked.search(question) else []
        if len(found) == 1 and not _is_named(found[0].text, question):
            return found[0]
    return span


def _is_named(code: str, question: str) -> bool:
    if code in question or code.split()[0] in question.split():
        return True
    words = "[ -]".join(map(re.escape, code.removeprefix("--").split("-")))
    return code.startswith("--") and bool(re.search(rf"(?i)\b{words}\b", question))
