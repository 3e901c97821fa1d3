"""Gather what of a section may answer a question, each with its terms; pure."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from assistant.answers.span_choice import SpanCandidate
from assistant.language.answer_types import LABEL
from assistant.language.code_shapes import COMMAND, bare_command
from assistant.language.code_spans import code_bounds
from assistant.language.line_ends import is_for_programs
from assistant.language.links import points_elsewhere, without_targets
from assistant.language.prompts import has_prompt, without_prompt
from assistant.language.span import Span
from assistant.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.model import Analyze

DENIES = "without"
_DENIED = rf"(?i)\b{DENIES}\s+(?:(?:a|an|any|the)\s+)?[\w-]+"
"""What a sentence says is not done: `restart`, "without a rebuild", rebuilds nothing."""

_TABLE_OPENED = r"\[\[?[\w.:@/\"'<> -]+\]\]?"
"""A line of TOML or of an INI file, as `[tool.black]`."""

_PLACEHOLDER = "example"
"""In code it stands for a name of one's own, whatever an example is asked of."""


def candidates_among(
    found: Sequence[Span],
    above: Sequence[Sequence[int]],
    analyze: Analyze,
    *,
    wants_command: bool,
    skips_denied: bool = False,
) -> list[SpanCandidate]:
    """Give what may answer: no signs without a word, no comments in code, and no mere pointers.

    Where commands are asked for, those that a sentence holds are added, and what others printed is
    left out; with `skips_denied` what is done without counts for nothing.
    """
    if wants_command:
        found = _without_output(found)
    terms = [_terms(span, analyze, skips_denied=skips_denied) for span in found]
    opening = dict(zip((span.block for span in reversed(found)), reversed(terms), strict=True))
    labels: dict[int, tuple[str, ...]] = {}
    candidates: list[SpanCandidate] = []
    for span, own, comment in zip(found, terms, _comments_above(found, terms), strict=True):
        if span.is_comment or not own or points_elsewhere(span.text) or is_for_programs(span.text):
            continue
        if _only_opens_table(span):
            continue
        inline = _commands_in(span) if wants_command else []
        if [one.text for one in inline] == [span.text]:
            candidates.append(SpanCandidate(inline[0], own))
            continue
        if span.first_line not in labels:
            labels[span.first_line] = _label_of(span, analyze)
        over = chain.from_iterable(opening.get(one, ()) for one in above[span.block])
        candidates.append(
            SpanCandidate(
                span, own, comment=comment, about=labels[span.first_line], above=tuple(over)
            )
        )
        candidates += [
            SpanCandidate(one, tuple(analyze(one.text)), is_inline=True) for one in inline
        ]
    return candidates


def _only_opens_table(span: Span) -> bool:
    """Tell whether a line of code only says of which table of a file the next ones are."""
    is_code = span.kind is BlockKind.CODE and span.text.startswith("[")
    return is_code and bool(re.fullmatch(_TABLE_OPENED, span.text))


def _terms(span: Span, analyze: Analyze, *, skips_denied: bool) -> tuple[str, ...]:
    """Give the terms of what a span says, without prompts, targets of links and placeholders."""
    is_code = span.kind is BlockKind.CODE
    said = without_prompt(span.text) if is_code else without_targets(span.text)
    if skips_denied and span.is_prose:
        said = re.sub(_DENIED, "", said)
    left_out = analyze(_PLACEHOLDER) if is_code and not span.is_comment else ()
    return tuple(term for term in analyze(said) if term not in left_out)


def _comments_above(
    found: Sequence[Span], terms: Sequence[tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """Give for each span the terms of the comment above it in the same code, if there is one."""
    comment: tuple[str, ...] = ()
    block = line = -1
    for span, own in zip(found, terms, strict=True):
        if span.block != block:
            comment = ()
        if span.is_comment:
            comment = (*comment, *own) if span.first_line == line + 1 else own
            line = span.first_line
        block = span.block
        yield comment


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
    found = inline_code(span, COMMAND)
    bare = bare_command(span.text) if span.is_prose and not found else ""
    return [_code_at(span, len(span.text) - len(bare), bare)] if bare else found


def _code_at(span: Span, start: int, text: str) -> Span:
    line = span.first_line + span.text.count("\n", 0, start)
    return Span(text, line, span.block, BlockKind.CODE)


def inline_code(span: Span, shape: str) -> list[Span]:
    """Give the code of a shape that a sentence holds in backticks."""
    if span.kind is BlockKind.CODE:
        return []
    found = (
        (begin + width, span.text[begin + width : behind - width])
        for begin, behind, width in code_bounds(span.text)
    )
    return [_code_at(span, start, code) for start, code in found if re.search(shape, code)]
