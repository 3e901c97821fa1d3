"""How well a span agrees with the question in its words; features of a span, pure."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy

from assistant.language.topics import ALIKE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.answers.span_choice import SpanCandidate, SpanChoice
    from assistant.model import Floats

MOST_COMPARED = 200
"""With how many spans of a section each is compared; all with all took minutes in a long one."""


def news(choice: SpanChoice) -> Floats:
    """Coverage of what the headings lack of the question, as a share of all its weight."""
    if not choice.headings.terms:
        return choice.none()
    lacking = {
        term: weight * (1 - choice.headed.get(term, 0.0)) for term, weight in choice.weights.items()
    }
    return _worth(choice, lacking)


def beyond_lead(choice: SpanChoice) -> Floats:
    """Coverage of what headings and first span lack; these often only name the topic."""
    named = choice.headed.keys() | choice.held[0].keys()
    return _worth(choice, {term: own for term, own in choice.weights.items() if term not in named})


def _worth(choice: SpanChoice, weights: Mapping[str, float]) -> Floats:
    return numpy.array(
        [
            sum(weights.get(term, 0.0) * far for term, far in held.items()) / choice.total
            for held in choice.held
        ]
    )


def density(choice: SpanChoice) -> Floats:
    """Coverage by the root of the number of different terms: greater where little else is said."""
    share: Floats = choice.coverage / numpy.sqrt(
        4 + choice.each(lambda candidate: len(set(candidate.terms)))
    )
    return share


def opens(count: int) -> Callable[[SpanChoice], Floats]:
    """Make a feature: the coverage of the span's first terms, where its subject stands."""
    return lambda choice: choice.each(
        lambda candidate: choice.share(choice.held_by(candidate.terms[:count]))
    )


def pairs(choice: SpanChoice) -> Floats:
    """Share of the question's neighbouring content terms that are neighbours in the span."""
    wanted = set(zip(choice.sequence, choice.sequence[1:], strict=False))
    return choice.each(
        lambda candidate: (
            len(wanted & set(zip(candidate.terms, candidate.terms[1:], strict=False)))
            / max(1, len(wanted))
        ),
    )


def neighbours(choice: SpanChoice) -> Floats:
    """Coverage of the spans before and behind, which say what a span is about."""
    padded = numpy.concatenate([[0.0], choice.coverage, [0.0]])
    mean: Floats = (padded[:-2] + padded[2:]) / 2
    return mean


def last_term(choice: SpanChoice) -> Floats:
    """Whether the span holds the question's last content term, which is often what is asked."""
    last = choice.sequence[-1] if choice.sequence else ""
    return numpy.array([held.get(last, 0.0) for held in choice.held])


def alike(choice: SpanChoice) -> Floats:
    """Give the share of the weight whose terms only a relative stands for, as write for written."""

    def worth(held: Mapping[str, float], candidate: SpanCandidate) -> float:
        """Give the weight of the terms that one span has relatives of."""
        stems = {term[:ALIKE] for term in candidate.terms}
        return sum(
            weight
            for term, weight in choice.weights.items()
            if term not in held and len(term) >= ALIKE and term[:ALIKE] in stems
        )

    return numpy.array(
        [
            worth(held, candidate) / choice.total
            for held, candidate in zip(choice.held, choice.candidates, strict=True)
        ]
    )


def run(choice: SpanChoice) -> Floats:
    """Give the longest run of content terms, as a share of their number."""

    def longest(candidate: SpanCandidate) -> int:
        runs = groupby(term in choice.weights for term in candidate.terms)
        return max((sum(1 for _ in run) for held, run in runs if held), default=0)

    most = max(1, len(choice.weights))
    return choice.each(lambda candidate: min(1.0, longest(candidate) / most))


def central(choice: SpanChoice) -> Floats:
    """How much a span has in common with the others: the mean of the shares of common terms.

    Of a section that never ends the first ones stand for all.
    """
    terms = [frozenset(candidate.terms) for candidate in choice.candidates]
    others = terms[:MOST_COMPARED]
    known: frozenset[str] = frozenset().union(*others)
    # What tells spans apart here; of many tiny ones most are of a kind, which is compared once.
    kinds = [(own & known, len(own)) for own in terms]
    places = {kind: at for at, kind in enumerate(dict.fromkeys(kinds))}
    common = numpy.array([[len(own & other) for other in others] for own, _ in places])
    own_sizes = numpy.array([size for _, size in places])[:, None]
    sizes = numpy.array([len(other) for other in others])
    mean: Floats = (common / (1 + own_sizes + sizes - common)).mean(axis=1)
    return mean[[places[kind] for kind in kinds]]
