"""What the confidence is worth: risk against coverage, and reliability; pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.evaluation.measures import holds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.evaluation.measures import Outcome

BINS = 10
"""Of a reliability diagram; more than the usual ten leave too few questions in each."""


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """What comes of answering all questions that are at least as sure as this."""

    confidence: float
    """The least sure one's; 0 to 1."""
    coverage: float
    """Share of all questions that are answered; above 0, at most 1."""
    risk: float
    """Share of wrong ones among those answered; 0 to 1."""


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """The questions whose confidence lies in one stretch; the last one includes its end."""

    low: float
    high: float
    count: int
    """How many questions; 1 or more."""
    confidence: float
    """Their mean confidence; 0 to 1."""
    right: float
    """Share of right ones; equal to `confidence` where that is calibrated."""


def is_wrong(outcome: Outcome) -> bool:
    """Tell whether answering the question is wrong, as far as the labels say.

    It is for an unanswerable question; else where the answer holds no expected string, be it shown
    or withheld; and where none is named, where the first section is not a relevant one.
    """
    if not outcome.question.answerable:
        return True
    if outcome.withheld and outcome.question.answers:
        return not holds(outcome.withheld, outcome.question.answers)
    success = outcome.measures.get("Success@1", 0.0)
    return outcome.measures.get("Answer@1", success) == 0


def is_right_reply(outcome: Outcome) -> bool:
    """Tell whether the reply as given is right, to refuse an unanswerable question included."""
    return not is_wrong(outcome) if outcome.answered else not outcome.question.answerable


def best_threshold(confidences: Sequence[float], wrong: Sequence[bool], now: float) -> float:
    """Give the confidence from which on answers are best shown.

    It is where the share of right answers that are shown is furthest above that of wrong ones
    (Youden's J); of thresholds as good as each other the nearest to `now`. Rounded to two
    decimals. Raises `ValueError` where there are not both right and wrong answers.
    """
    if not any(wrong) or all(wrong):
        raise ValueError("there have to be right answers and wrong ones")
    ranked = sorted(zip(confidences, wrong, strict=True))
    grid = sorted({round(confidence, 2) for confidence in (*confidences, now)})

    def gain(threshold: float) -> float:
        shown = [is_error for confidence, is_error in ranked if confidence >= threshold]
        return (len(shown) - sum(shown)) / (len(ranked) - sum(wrong)) - sum(shown) / sum(wrong)

    return max(grid, key=lambda threshold: (round(gain(threshold), 9), -abs(threshold - now)))


def risk_coverage(confidences: Sequence[float], wrong: Sequence[bool]) -> list[CoveragePoint]:
    """Give the risk at each coverage, the surest questions answered first.

    Questions that are equally sure are answered together, in one point; coverage ascends to 1.
    """
    ranked = sorted(zip(confidences, wrong, strict=True), key=lambda pair: -pair[0])
    points = []
    answered = errors = 0
    for confidence, group in groupby(ranked, key=lambda pair: pair[0]):
        flags = [is_error for _, is_error in group]
        answered += len(flags)
        errors += sum(flags)
        points.append(CoveragePoint(confidence, answered / len(ranked), errors / answered))
    return points


def reliability_bins(
    confidences: Sequence[float], right: Sequence[bool], bins: int = BINS
) -> list[ReliabilityBin]:
    """Compare the confidence with the share right, in stretches of equal width; no empty ones."""
    members: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in zip(confidences, right, strict=True):
        at = min(int(confidence * bins), bins - 1)
        members.setdefault(at, []).append((confidence, is_right))
    return [
        ReliabilityBin(
            low=at / bins,
            high=(at + 1) / bins,
            count=len(pairs),
            confidence=sum(confidence for confidence, _ in pairs) / len(pairs),
            right=sum(is_right for _, is_right in pairs) / len(pairs),
        )
        for at, pairs in sorted(members.items())
    ]
