"""Choose the line of a section that answers most directly; pure."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import numpy

from assistant.answers.outline import blocks_above
from assistant.answers.span_choice import SpanCandidate, SpanChoice
from assistant.answers.span_features import measure_spans
from assistant.language.answer_types import (
    COMMAND,
    HINDERS,
    LABEL,
    NARROWER,
    PATH,
    WHERE_KEPT,
    WHY_NOT,
    bare_command,
)
from assistant.language.attributes import expected_forms, has_form
from assistant.language.code_spans import code_bounds
from assistant.language.command_questions import wants_command_under
from assistant.language.line_ends import is_definition, is_for_programs
from assistant.language.links import points_elsewhere, without_targets
from assistant.language.prompts import has_prompt, without_prompt
from assistant.language.sentences import spans, titles_callout
from assistant.language.span import Span
from assistant.language.stop_words import STOP_WORDS
from assistant.model import BlockKind
from assistant.relevance.ranker import standardized

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.model import Analyze, Chunk, Floats, Marks, Query
    from assistant.relevance.ranker import Ranker


MOST_OF_LABEL = 4
"""How many words a line has at most that ends with a colon and says nothing by itself."""

_PLACEHOLDER = "example"
"""In code it stands for a name of one's own, whatever an example is asked of."""


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
    best = _with_form(choice, scores, best)
    found = _defined(chunk, choice.candidates[best], choice.candidates)
    found = _below_title(chunk, found, choice.candidates)
    found = _told_below(chunk, choice, found, analyze)
    return _narrowed(_completed(found, choice.candidates), query.standalone)


def _defined(
    chunk: Chunk, candidate: SpanCandidate, candidates: Sequence[SpanCandidate]
) -> SpanCandidate:
    """Give what is said of a term, where a candidate is a term that a list of them defines."""
    line = candidate.span.first_line + candidate.span.text.count("\n") + 1
    lines = chunk.text.split("\n")[line - chunk.source.first_line :]
    if not candidate.span.is_prose or not lines or not is_definition(lines[0]):
        return candidate
    return next((one for one in candidates if one.span.first_line == line), candidate)


def _below_title(
    chunk: Chunk, candidate: SpanCandidate, candidates: Sequence[SpanCandidate]
) -> SpanCandidate:
    """Give the line below the title of a callout, which only names what that one says."""
    span = candidate.span
    block = chunk.blocks[span.block]
    line = chunk.text.split("\n")[chunk.lines_of(block)][0]
    if span.first_line > block.first_line or not titles_callout(line):
        return candidate
    below = (one for one in candidates if one.span.block == span.block)
    return next((one for one in below if one.span.first_line > span.first_line), candidate)


def _told_below(
    chunk: Chunk, choice: SpanChoice, candidate: SpanCandidate, analyze: Analyze
) -> SpanCandidate:
    """Give what comes next, where a candidate only repeats the question, as a question or a label.

    A label is a line with something below it; of a few words and with a colon it says nothing by
    itself, whatever was asked. A row of a table is no label of the next one.
    """
    at = choice.candidates.index(candidate)
    own = candidate.span
    if not own.is_prose or at + 1 == len(choice.candidates):
        return candidate
    following = choice.candidates[at + 1]
    is_below = following.span.block == own.block and following.span.first_line > own.first_line
    if following.above and not is_below:
        is_below = own.block in blocks_above(chunk)[following.span.block]
    if own.text.endswith(":") and len(own.text.split()) <= MOST_OF_LABEL:
        return following
    if not is_below and not own.text.rstrip("*_ ").endswith("?"):
        return candidate
    said = {*choice.query.terms, *(one.instead for one in choice.alternatives())}
    new = (word for word in re.findall(r"\w+", own.text) if word.lower() not in STOP_WORDS)
    return candidate if any(not said.issuperset(analyze(word)) for word in new) else following


def _may_answer(choice: SpanChoice) -> Marks:
    """Tell which spans may answer where one kind of line is asked for: those that are of it.

    Those that say what stands in the way, or that name the path where something is kept. All where
    none does, and where neither is asked.
    """
    everything = numpy.ones(len(choice.candidates), dtype=bool)
    asked = choice.text
    if WHY_NOT.search(asked):
        told = choice.each(
            lambda candidate: (
                not candidate.is_code and bool(re.search(HINDERS, candidate.span.text))
            )
        )
    elif WHERE_KEPT.search(asked):
        told = choice.each(lambda candidate: bool(_inline_code(candidate.span, rf"{PATH}|://")))
    else:
        return everything
    fitting = (told > 0) & (choice.coverage > 0)
    return fitting if fitting.any() else everything


def _with_form(choice: SpanChoice, scores: Floats, best: int) -> int:
    """Give a line with the form of what is asked for, where the best lacks it, by its number.

    The best of those that hold as well all that the best holds of the question beside the headings:
    others tell the same of something else. Code is left where a command is asked for, which tells
    it otherwise; "when may I deploy" is not answered by `ssh deploy@web`.
    """
    forms = expected_forms(choice.text)
    first = choice.candidates[best]
    is_asked_code = first.is_code and choice.wants_command
    if not forms or is_asked_code or has_form(first.span.text, forms):
        return best
    needed = set(choice.held[best]) - set(choice.headed)
    fitting = [
        at
        for at, one in enumerate(choice.candidates)
        if not one.is_code and needed <= set(choice.held[at]) and has_form(one.span.text, forms)
    ]
    return max(fitting, key=lambda at: float(scores[at]), default=best)


def make_choice(
    query: Query, chunk: Chunk, weights: Mapping[str, float], analyze: Analyze
) -> SpanChoice:
    """Bring a query together with the spans of a section that may answer it."""
    wants_command = wants_command_under(query.standalone, chunk.source.heading)
    return SpanChoice(
        query,
        weights,
        frozenset(analyze(" ".join(chunk.source.headings))),
        _candidates(spans(chunk), blocks_above(chunk), analyze, wants_command=wants_command),
        own_heading=chunk.source.heading,
        wants_command=wants_command,
    )


def _candidates(
    found: Sequence[Span], above: Sequence[Sequence[int]], analyze: Analyze, *, wants_command: bool
) -> list[SpanCandidate]:
    """Give what may answer: no signs without a word, no comments in code, and no mere pointers.

    Where commands are asked for, those that a sentence holds are added, and what others printed is
    left out.
    """
    if wants_command:
        found = _without_output(found)
    candidates: list[SpanCandidate] = []
    placeholders = frozenset(analyze(_PLACEHOLDER))
    comment: tuple[str, ...] = ()
    block = line = -1
    label: tuple[str, ...] = ()
    opening: dict[int, tuple[str, ...]] = {}
    for span in found:
        terms = tuple(analyze(_said(span)))
        opening.setdefault(span.block, terms)
        if span.kind is BlockKind.CODE and not span.is_comment:
            terms = tuple(term for term in terms if term not in placeholders)
        if span.is_comment:
            comment, block = terms, span.block
        elif terms and not points_elsewhere(span.text) and not is_for_programs(span.text):
            inline = _commands_in(span) if wants_command else []
            if [one.text for one in inline] == [span.text]:
                candidates.append(SpanCandidate(inline[0], terms))
                continue
            if span.first_line != line:
                line, label = span.first_line, _label_of(span, analyze)
            over = chain.from_iterable(opening.get(one, ()) for one in above[span.block])
            own_comment = comment if span.block == block else ()
            candidates.append(
                SpanCandidate(span, terms, comment=own_comment, about=label, above=tuple(over))
            )
            candidates += [
                SpanCandidate(one, tuple(analyze(one.text)), is_inline=True) for one in inline
            ]
    return candidates


def _said(span: Span) -> str:
    is_code = span.kind is BlockKind.CODE
    return without_prompt(span.text) if is_code else without_targets(span.text)


def _without_output(found: Sequence[Span]) -> list[Span]:
    """Leave out what stands without a prompt in code where commands have one."""
    transcripts = {
        one.block for one in found if one.kind is BlockKind.CODE and has_prompt(one.text)
    }
    return [
        one
        for one in found
        if one.block not in transcripts or one.is_comment or has_prompt(one.text)
    ]


def _label_of(span: Span, analyze: Analyze) -> tuple[str, ...]:
    """Give the terms of the label that a span of prose begins with, if it has one."""
    found = re.match(LABEL, span.text) if span.is_prose else None
    return tuple(analyze(found["label"])) if found else ()


def _commands_in(span: Span) -> list[Span]:
    """Give the commands in prose: those in backticks, else a bare one at its end."""
    found = _inline_code(span, COMMAND)
    bare = bare_command(span.text) if span.is_prose and not found else ""
    return [_code_at(span, len(span.text) - len(bare), bare)] if bare else found


def _code_at(span: Span, start: int, text: str) -> Span:
    line = span.first_line + span.text.count("\n", 0, start)
    return Span(text, line, span.block, BlockKind.CODE)


def _inline_code(span: Span, shape: str) -> list[Span]:
    """Give the code of a shape that a sentence holds in backticks."""
    if span.kind is BlockKind.CODE:
        return []
    found = (
        (begin + width, span.text[begin + width : behind - width])
        for begin, behind, width in code_bounds(span.text)
    )
    return [_code_at(span, start, code) for start, code in found if re.search(shape, code)]


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
        found = _inline_code(span, shape) if asked.search(question) else []
        if len(found) == 1 and not _is_named(found[0].text, question):
            return found[0]
    return span


def _is_named(code: str, question: str) -> bool:
    if code in question:
        return True
    words = "[ -]".join(map(re.escape, code.removeprefix("--").split("-")))
    return code.startswith("--") and bool(re.search(rf"(?i)\b{words}\b", question))
