"""Whether a span holds the kind of thing that is asked for; features of a span, pure."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy

from assistant.language.answer_types import (
    ASKS_SAID,
    CAPITALIZED,
    COPULA,
    COUNTED,
    DEFINES,
    DIGITS,
    HOW_MUCH,
    LABEL,
    NUMBER,
    SAYS_WHAT,
    YEAR,
)
from assistant.language.attributes import asked_forms, has_form
from assistant.language.effects import asked_effect
from assistant.language.topics import ALIKE, asked_thing

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.answers.span_choice import SpanCandidate, SpanChoice
    from assistant.language.answer_types import AnswerType
    from assistant.model import Floats

_SUBJECT = 60
"""In how many characters what is said of a subject begins, at most."""

_TOPIC = 3
"""How many content terms a question has at most that names a topic and no more."""

_ALL = 0.7
"""Which share of its content terms' weight a subject holds that is this topic, at least."""


def asked(kind: AnswerType) -> Callable[[SpanChoice], Floats]:
    """Make a feature: the question asks for a kind of thing, and the span holds one."""

    def feature(choice: SpanChoice) -> Floats:
        """Tell it for each span."""
        if not kind.asked.search(choice.text):
            return choice.none()
        return choice.each(
            lambda candidate: (
                _may_tell(choice, candidate) and bool(re.search(kind.held, candidate.span.text))
            )
        )

    return feature


def attribute(choice: SpanChoice) -> Floats:
    """Whether the span holds the form of what is asked for by name, such as a price or a date."""
    forms = asked_forms(choice.text)
    return choice.each_prose(lambda text: has_form(text, forms))


def _may_tell(choice: SpanChoice, candidate: SpanCandidate) -> bool:
    """Tell whether a span may hold what is asked for: code tells no amount, though it has numbers.

    Where a command is asked for, it may.
    """
    is_code = candidate.is_code and not choice.wants_command
    return not (is_code and HOW_MUCH.search(choice.text))


def defines_first(choice: SpanChoice) -> Floats:
    """Whether a span begins by saying what something of the question is; the first counts most."""
    if not DEFINES.search(choice.text):
        return choice.none()

    def begins(at: int, candidate: SpanCandidate) -> float:
        """Tell it for one span, by its number."""
        verb = re.search(COPULA, candidate.span.text)
        is_one = verb is not None and verb.start() < _SUBJECT and bool(choice.held[at])
        return is_one / (1 + at)

    return numpy.array([begins(at, candidate) for at, candidate in enumerate(choice.candidates)])


def subject(choice: SpanChoice) -> Floats:
    """How far what the span says something of is what the question asks about.

    The coverage of the words before its verb, less for each further word among them.
    """

    def covered(candidate: SpanCandidate) -> float:
        """Give the coverage, less for each word beyond an article and a noun."""
        share, further = _of_subject(choice, candidate)
        return share / (1 + 0.15 * further)

    return choice.each(covered)


def defined(choice: SpanChoice) -> Floats:
    """Whether the span defines the very thing whose definition is asked for, not a sort of it.

    Of what it names in code it may say what that does.
    """
    thing = asked_thing(choice.text) or asked_effect(choice.text)
    if not (thing or DEFINES.search(choice.text)) or len(choice.weights) > _TOPIC:
        return choice.none()

    def is_topic(candidate: SpanCandidate) -> float:
        """Give how far its subject is the thing and nothing else."""
        share, further = _of_subject(choice, candidate)
        return float(share >= _ALL) / (1 + 0.3 * further)

    return numpy.maximum(choice.effect_told, choice.each(is_topic))


def _of_subject(choice: SpanChoice, candidate: SpanCandidate) -> tuple[float, int]:
    """Give the coverage of the words before a span's verb, and how many are more than two."""
    count = _words_before_verb(candidate)
    return choice.share(choice.held_by(candidate.terms[:count])), max(0, count - 2)


def _words_before_verb(candidate: SpanCandidate) -> int:
    """Count the words before a verb that says what something is, or of a label; 0 without one."""
    start = "" if candidate.is_code else candidate.span.text[:_SUBJECT]
    verb = re.match(LABEL, start) or re.search(SAYS_WHAT, start)
    if verb is None:
        return 0
    said_of = verb["label"] if verb.lastgroup else start[: verb.start()]
    return len(re.findall(r"[^\W_]+", said_of))


def said(choice: SpanChoice) -> Floats:
    """Whether it begins with the name of somebody whose words or deeds are asked for."""
    match = ASKS_SAID.search(choice.text)
    if not match:
        return choice.none()
    name = match[1].lower()
    return choice.each(lambda candidate: candidate.span.text.lower().lstrip("*_ ").startswith(name))


def new_names(choice: SpanChoice) -> Floats:
    """How many capitalized words the span holds that are not in the question, on a log scale."""
    known = set(re.findall(r"\w+", choice.text.lower()))
    return choice.each(
        lambda candidate: (
            math.log1p(
                sum(
                    not set(re.findall(r"\w+", word.lower())) <= known
                    for word in re.findall(CAPITALIZED, candidate.span.text)
                )
            )
            / 4
        ),
    )


def new_numbers(*, years: bool) -> Callable[[SpanChoice], Floats]:
    """Make a feature: the span holds a number, or a year, that is not in the question."""

    def feature(choice: SpanChoice) -> Floats:
        """Tell it for each span."""

        def held(candidate: SpanCandidate) -> bool:
            found = (number.rstrip(".,") for number in re.findall(DIGITS, candidate.span.text))
            return any(
                number not in choice.text and bool(re.fullmatch(YEAR, number)) == years
                for number in found
            )

        return choice.each(lambda candidate: _may_tell(choice, candidate) and held(candidate))

    return feature


def counted(choice: SpanChoice) -> Floats:
    """Whether what is to be counted stands shortly after a number."""
    match = COUNTED.search(choice.text)
    if not match:
        return choice.none()
    start = match[1].lower().removesuffix("s")[:ALIKE]

    def counts(candidate: SpanCandidate) -> bool:
        """Tell whether one of the four words behind a number is what is to be counted."""
        words = candidate.span.text.lower().split()
        return any(
            re.search(NUMBER, word)
            and any(near.startswith(start) for near in words[at + 1 : at + 5])
            for at, word in enumerate(words)
        )

    return choice.each(counts)
