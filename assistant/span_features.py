"""What speaks for each span of a section as the answer, as named numbers; pure.

A span is a sentence, a list item, a table row or a command. The learned weights
(`span_ranker.json`, written by `eval/train_answers.py`) say what each feature is worth.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING

import numpy

from assistant.answer_types import (
    ANSWER_TYPES,
    CAPITALIZED,
    COPULA,
    COUNTED,
    DEFINES,
    DIGITS,
    HOW_MUCH,
    NUMBER,
    WHEN,
    WHERE,
    WHO,
    YEAR,
    wants_command,
)
from assistant.choices import Choice, Piece
from assistant.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.answer_types import AnswerType
    from assistant.model import Floats
    from assistant.sentences import Span


Feature = Callable[[Choice], "Floats"]
"""Gives a number for each of a choice's spans, shape (spans,)."""

_NAMED = r"`([^`]+)`"
"""Code that prose names."""

_ALIKE = 5
"""Words that begin with as many equal letters are taken for relatives; fewer meet by chance."""


def _each(choice: Choice, value: Callable[[Piece], float]) -> Floats:
    return numpy.array([float(value(piece)) for piece in choice.pieces])


def _asked(kind: AnswerType) -> Feature:
    """Make a feature: the question asks for a kind of thing, and the span holds one."""

    def held(choice: Choice) -> Floats:
        return _each(choice, lambda piece: bool(re.search(kind.held, piece.span.text)))

    return _where(kind.asked, held)


def _where(asked: str, feature: Feature) -> Feature:
    """Restrict a feature to questions in which a pattern is found; 0 for others."""

    def restricted(choice: Choice) -> Floats:
        return feature(choice) if re.search(asked, choice.text) else numpy.zeros(len(choice.pieces))

    return restricted


def _is_code(piece: Piece) -> bool:
    return piece.span.kind is BlockKind.CODE


def is_comment(span: Span) -> bool:
    """Tell whether a span is a comment in code."""
    return span.kind is BlockKind.CODE and span.text.startswith(("#", "//", "--", ";"))


def is_command(piece: Piece) -> bool:
    """Tell whether a span is a line of code, and no comment."""
    return _is_code(piece) and not is_comment(piece.span)


def _command(choice: Choice) -> Floats:
    wanted = wants_command(choice.text)
    return _each(choice, lambda piece: wanted and is_command(piece))


def _inline(choice: Choice) -> Floats:
    """Whether a span is code within a sentence, which often only names what a block shows."""
    prose = {piece.span.block for piece in choice.pieces if not _is_code(piece)}
    return _each(choice, lambda piece: _is_code(piece) and piece.span.block in prose)


def _named_for(prose: str, sequence: Sequence[str]) -> list[str]:
    """Give the code that prose names for what is asked to be done: the question's first term.

    As "started with `a` and stopped with `b`" does; where it tells nothing apart, all its code.
    """
    parts = re.split(_NAMED, prose)
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    deed = sequence[0][:_ALIKE] if sequence else ""
    fitting = [
        code
        for words, code in pairs
        if deed and any(word.startswith(deed) for word in words.lower().split())
    ]
    return fitting or [code for _, code in pairs]


def _introduced(choice: Choice) -> Floats:
    """Coverage of the prose before a command, where one is asked for.

    Of the commands of a block those count in full that the prose names, where it names any, for
    what is to be done.
    """
    found = numpy.zeros(len(choice.pieces))
    if wants_command(choice.text):
        before = 0.0
        named: list[str] = []
        for at, piece in enumerate(choice.pieces):
            if is_command(piece):
                starts = piece.span.text.startswith
                found[at] = before * (1.0 if not named or any(map(starts, named)) else 0.5)
            elif not _is_code(piece):
                before = float(choice.coverage[at])
                named = _named_for(piece.span.text, choice.sequence)
    return found


def _pairs(choice: Choice) -> Floats:
    """Share of the question's neighbouring content terms that are neighbours in the span."""
    wanted = set(zip(choice.sequence, choice.sequence[1:], strict=False))
    return _each(
        choice,
        lambda piece: (
            len(wanted & set(zip(piece.terms, piece.terms[1:], strict=False))) / max(1, len(wanted))
        ),
    )


def _neighbours(choice: Choice) -> Floats:
    """Coverage of the spans before and behind, which say what a span is about."""
    padded = numpy.concatenate([[0.0], choice.coverage, [0.0]])
    mean: Floats = (padded[:-2] + padded[2:]) / 2
    return mean


def _defines(choice: Choice) -> Floats:
    """Whether the span begins by saying what something of the question is."""
    if not re.search(DEFINES, choice.text):
        return numpy.zeros(len(choice.pieces))

    def begins(at: int, piece: Piece) -> bool:
        verb = re.search(COPULA, piece.span.text)
        return verb is not None and verb.start() < 60 and bool(choice.held[at])

    return numpy.array([float(begins(at, piece)) for at, piece in enumerate(choice.pieces)])


def _first(choice: Choice) -> Floats:
    ranks: Floats = 1 / (1 + numpy.arange(len(choice.pieces)))
    return ranks


def _beyond_lead(choice: Choice) -> Floats:
    """Coverage of the terms that the first span lacks; it often only names the topic."""
    lacking = {term: value for term, value in choice.weights.items() if term not in choice.held[0]}
    total = sum(lacking.values()) or 1.0
    return numpy.array(
        [
            sum(lacking.get(term, 0.0) * far for term, far in held.items()) / total
            for held in choice.held
        ]
    )


def _lead_lacks(choice: Choice) -> Floats:
    """For the first span: the share of the weight that it lacks and that a later one holds."""
    total = sum(choice.weights.values()) or 1.0
    later = set().union(*choice.held[1:]) - choice.held[0].keys()
    found = numpy.zeros(len(choice.pieces))
    found[0] = sum(choice.weights[term] for term in later) / total
    return found


def _last_term(choice: Choice) -> Floats:
    """Whether the span holds the question's last content term, which is often what is asked."""
    last = choice.sequence[-1] if choice.sequence else ""
    return numpy.array([held.get(last, 0.0) for held in choice.held])


def _alike(choice: Choice) -> Floats:
    """Give the share of the weight whose terms only a relative stands for, as write for written."""
    total = sum(choice.weights.values()) or 1.0

    def worth(held: Mapping[str, float], piece: Piece) -> float:
        stems = {term[:_ALIKE] for term in piece.terms}
        return sum(
            weight
            for term, weight in choice.weights.items()
            if term not in held and len(term) >= _ALIKE and term[:_ALIKE] in stems
        )

    return numpy.array(
        [worth(held, piece) / total for held, piece in zip(choice.held, choice.pieces, strict=True)]
    )


def _run(choice: Choice) -> Floats:
    """Give the longest run of content terms, as a share of their number."""

    def longest(piece: Piece) -> int:
        runs = groupby(term in choice.weights for term in piece.terms)
        return max((sum(1 for _ in run) for held, run in runs if held), default=0)

    most = max(1, len(choice.weights))
    return _each(choice, lambda piece: min(1.0, longest(piece) / most))


def _central(choice: Choice) -> Floats:
    """How much a span has in common with the others: the mean of the shares of common terms."""
    terms = [set(piece.terms) for piece in choice.pieces]
    return numpy.array(
        [
            numpy.mean([len(own & other) / (1 + len(own | other)) for other in terms])
            for own in terms
        ]
    )


def _new_names(choice: Choice) -> Floats:
    """How many capitalized words the span holds that are not in the question, on a log scale."""
    known = set(re.findall(r"\w+", choice.text.lower()))
    return _each(
        choice,
        lambda piece: (
            math.log1p(
                sum(
                    not set(re.findall(r"\w+", word.lower())) <= known
                    for word in re.findall(CAPITALIZED, piece.span.text)
                )
            )
            / 4
        ),
    )


def _new_numbers(*, years: bool) -> Feature:
    """Make a feature: the span holds a number, or a year, that is not in the question."""

    def feature(choice: Choice) -> Floats:
        def held(piece: Piece) -> bool:
            found = (number.rstrip(".,") for number in re.findall(DIGITS, piece.span.text))
            return any(
                number not in choice.text and bool(re.fullmatch(YEAR, number)) == years
                for number in found
            )

        return _each(choice, held)

    return feature


def _counted(choice: Choice) -> Floats:
    """Whether what is to be counted stands shortly after a number."""
    match = re.search(COUNTED, choice.text)
    if not match:
        return numpy.zeros(len(choice.pieces))
    # A word has at most one stem; five letters tell it well enough.
    start = match[1].lower().removesuffix("s")[:_ALIKE]

    def counts(piece: Piece) -> bool:
        words = piece.span.text.lower().split()
        return any(
            re.search(NUMBER, word)
            and any(near.startswith(start) for near in words[at + 1 : at + 5])
            for at, word in enumerate(words)
        )

    return _each(choice, counts)


def _unfinished(choice: Choice) -> Floats:
    """Whether prose ends without a full stop, as captions and headings do."""
    return _each(
        choice,
        lambda piece: (
            piece.span.kind is BlockKind.PARAGRAPH
            and piece.span.text.rstrip()[-1:] not in set(".!?:;)\"”'…*_`")
        ),
    )


SPAN_FEATURES: Mapping[str, Feature] = {
    "coverage": lambda choice: choice.coverage,
    "coverage_squared": lambda choice: choice.coverage**2,
    "news": lambda choice: choice.news,
    "density": lambda choice: (
        choice.coverage / numpy.sqrt(4 + _each(choice, lambda piece: len(set(piece.terms))))
    ),
    "pairs": _pairs,
    "neighbours": _neighbours,
    "beyond_lead": _beyond_lead,
    "lead_lacks": _lead_lacks,
    "last_term": _last_term,
    "alike": _alike,
    "run": _run,
    "central": _central,
    "first": _first,
    "first_who": _where(WHO, _first),
    "first_when": _where(WHEN, _first),
    "first_where": _where(WHERE, _first),
    "first_how_much": _where(HOW_MUCH, _first),
    "depth": lambda choice: numpy.arange(len(choice.pieces)) / max(1, len(choice.pieces)),
    "length": lambda choice: numpy.log1p(_each(choice, lambda piece: len(piece.terms))) / 4,
    "short": lambda choice: _each(choice, lambda piece: len(piece.terms) < 5),
    **{name: _asked(kind) for name, kind in ANSWER_TYPES.items()},
    "new_names": _where(WHO, _new_names),
    "new_number": _where(HOW_MUCH, _new_numbers(years=False)),
    "new_year": _where(WHEN, _new_numbers(years=True)),
    "counted": _counted,
    "unfinished": _unfinished,
    "defines": _defines,
    "defines_first": lambda choice: _defines(choice) / (1 + numpy.arange(len(choice.pieces))),
    "command": _command,
    "inline": _inline,
    "introduced": _introduced,
    "code": lambda choice: _each(choice, _is_code),
    "question": lambda choice: _each(choice, lambda piece: piece.span.text.rstrip().endswith("?")),
    "leads_in": lambda choice: _each(choice, lambda piece: piece.span.text.rstrip().endswith(":")),
    "row": lambda choice: _each(choice, lambda piece: piece.span.kind is BlockKind.TABLE),
}
"""Each feature by its name: a function that gives it for all spans, shape (spans,)."""


def measure_spans(choice: Choice, names: Sequence[str]) -> Floats:
    """Compute features by name; shape (spans, names). Raises `KeyError` for an unknown one."""
    return numpy.column_stack([SPAN_FEATURES[name](choice) for name in names])
