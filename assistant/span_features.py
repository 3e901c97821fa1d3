"""What speaks for each span of a section as the answer, as named numbers; pure.

A span is a sentence, a list item, a table row or a command. The learned weights
(`span_ranker.json`, written by `eval/train_answers.py`) say what each feature is worth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy

from assistant.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.model import Floats
    from assistant.sentences import Span

WANTS_COMMAND = re.compile(
    r"^\s*(?:and\s+|so\s+)?how\b(?!\s+(?:many|much|long|often|old|far|big|does|did|is|are|was))"
    r"|\b(?:commands?|syntax|example|snippet|flag|option|instruction)\b",
    re.IGNORECASE,
)
_WANTS_NUMBER = re.compile(
    r"\bhow (?:many|much|long|old|far|big|large|tall|high|deep|fast|often|large)\b"
    r"|\b(?:number|percent|percentage|amount|population|size|age|limit|default|port|code)\b",
    re.IGNORECASE,
)
_WANTS_TIME = re.compile(
    r"\bwhen\b|\bwhat (?:year|date|day|month|time|century|decade)\b"
    r"|\bwhich (?:year|date|day|month|century)\b",
    re.IGNORECASE,
)
_WANTS_NAME = re.compile(r"\bwho(?:se|m)?\b|\bwhat (?:person|team|company|actor)\b", re.IGNORECASE)
_WANTS_PLACE = re.compile(
    r"\bwhere\b|\b(?:what|which) (?:country|city|state|county|town|continent|folder|directory|path"
    r"|file)\b",
    re.IGNORECASE,
)
_WANTS_REASON = re.compile(r"\bwhy\b|\bwhat causes?\b|\breason\b", re.IGNORECASE)
_DEFINES = re.compile(
    r"^\s*(?:what(?:'s|s| is| are| was| were| does \w+ mean)|who (?:is|was|are)|define"
    r"|meaning of)\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^\s*(?:can|could|does|do|did|is|are|was|were|will|would|should|must|may|has|have|am)\b",
    re.IGNORECASE,
)

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million"
    r"|billion)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:1[0-9]|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|century|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_PLACE = re.compile(r"\b(?:in|at|on|near|from|to) (?:the )?[A-Z`/~]|[`\s(][~/][\w.]+/")
_REASON = re.compile(
    r"\b(?:because|since|so that|due to|caused?|causes|therefore|reason|as a result|otherwise"
    r"|lets?)\b",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"\b(?:is|are|was|were|means?|refers?|describes?|holds?|consists?|defines?)\b", re.IGNORECASE
)
_DECIDES = re.compile(
    r"\b(?:no|not|yes|only|cannot|can't|never|always|unless|must|may|can|instead|refuses?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A span with its terms."""

    span: Span
    terms: tuple[str, ...]


class Choice:
    """A question with the spans that it may be answered by."""

    def __init__(
        self,
        text: str,
        sequence: Sequence[str],
        weights: Mapping[str, float],
        alternatives: Mapping[str, Sequence[tuple[str, float]]],
        heading: frozenset[str],
        pieces: Sequence[Piece],
    ) -> None:
        """Bring them together.

        `sequence` are the question's terms; `weights` what each content term counts; `heading`
        the terms of the section's headings.
        """
        self.text = text
        self.weights = weights
        self.heading = heading
        self.pieces = pieces
        self.sequence = [term for term in sequence if term in weights]
        self._stands_for = {term: (term, 1.0) for term in weights}
        for term, others in alternatives.items():
            for other, share in others:
                if term in weights and other not in self._stands_for:
                    self._stands_for[other] = (term, share)

    @cached_property
    def held(self) -> list[dict[str, float]]:
        """How far each span holds each content term that it holds."""
        return [self._held(piece.terms) for piece in self.pieces]

    @cached_property
    def coverage(self) -> Floats:
        """The share of the content terms' weight that each span holds."""
        total = sum(self.weights.values()) or 1.0
        return numpy.array([self._worth(held) / total for held in self.held])

    @cached_property
    def news(self) -> Floats:
        """The same for the terms that the headings don't have; 0 where they have all."""
        own = {term: value for term, value in self.weights.items() if term not in self.heading}
        total = sum(own.values())
        if not total:
            return numpy.zeros(len(self.pieces))
        return numpy.array(
            [
                sum(own.get(term, 0) * far for term, far in held.items()) / total
                for held in self.held
            ]
        )

    def _held(self, terms: Sequence[str]) -> dict[str, float]:
        held: dict[str, float] = {}
        for one in terms:
            if found := self._stands_for.get(one):
                term, share = found
                held[term] = max(share, held.get(term, 0.0))
        return held

    def _worth(self, held: Mapping[str, float]) -> float:
        return sum(self.weights[term] * far for term, far in held.items())


def _each(choice: Choice, value: Callable[[Piece], float]) -> Floats:
    return numpy.array([float(value(piece)) for piece in choice.pieces])


def _asked(question: re.Pattern[str], answer: re.Pattern[str]) -> Callable[[Choice], Floats]:
    """Make a feature: the question asks for a kind of thing, and the span holds one."""

    def feature(choice: Choice) -> Floats:
        if not question.search(choice.text):
            return numpy.zeros(len(choice.pieces))
        return _each(choice, lambda piece: bool(answer.search(piece.span.text)))

    return feature


def _is_code(piece: Piece) -> bool:
    return piece.span.kind is BlockKind.CODE


def is_comment(span: Span) -> bool:
    """Tell whether a span is a comment in code."""
    return span.kind is BlockKind.CODE and span.text.startswith(("#", "//", "--", ";"))


def is_command(piece: Piece) -> bool:
    """Tell whether a span is a line of code, and no comment."""
    return _is_code(piece) and not is_comment(piece.span)


def _command(choice: Choice) -> Floats:
    wanted = bool(WANTS_COMMAND.search(choice.text))
    return _each(choice, lambda piece: wanted and is_command(piece))


def _introduced(choice: Choice) -> Floats:
    """Coverage of the prose before a command, where one is asked for."""
    found = numpy.zeros(len(choice.pieces))
    if WANTS_COMMAND.search(choice.text):
        before = 0.0
        for at, piece in enumerate(choice.pieces):
            if is_command(piece):
                found[at] = before
            elif not _is_code(piece):
                before = float(choice.coverage[at])
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
    if not _DEFINES.search(choice.text):
        return numpy.zeros(len(choice.pieces))

    def begins(at: int, piece: Piece) -> bool:
        verb = _COPULA.search(piece.span.text)
        return verb is not None and verb.start() < 60 and bool(choice.held[at])

    return numpy.array([float(begins(at, piece)) for at, piece in enumerate(choice.pieces)])


SPAN_FEATURES: Mapping[str, Callable[[Choice], Floats]] = {
    "coverage": lambda choice: choice.coverage,
    "coverage_squared": lambda choice: choice.coverage**2,
    "news": lambda choice: choice.news,
    "density": lambda choice: (
        choice.coverage / numpy.sqrt(4 + _each(choice, lambda piece: len(set(piece.terms))))
    ),
    "pairs": _pairs,
    "neighbours": _neighbours,
    "first": lambda choice: 1 / (1 + numpy.arange(len(choice.pieces))),
    "length": lambda choice: numpy.log1p(_each(choice, lambda piece: len(piece.terms))) / 4,
    "short": lambda choice: _each(choice, lambda piece: len(piece.terms) < 5),
    "number": _asked(_WANTS_NUMBER, _NUMBER),
    "time": _asked(_WANTS_TIME, _TIME),
    "name": _asked(_WANTS_NAME, _NAME),
    "place": _asked(_WANTS_PLACE, _PLACE),
    "reason": _asked(_WANTS_REASON, _REASON),
    "decides": _asked(_YES_NO, _DECIDES),
    "defines": _defines,
    "defines_first": lambda choice: _defines(choice) / (1 + numpy.arange(len(choice.pieces))),
    "command": _command,
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
