"""What the confidence is worth: risk against coverage, and reliability; pure functions."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from assistant.evaluation.measures import holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.evaluation.measures import Outcome

BINS = 10
"""Of a reliability diagram, as usual; more would leave too few questions in each."""


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
    """Tell whether the reply as given is right, as is the refusal of an unanswerable question."""
    return not is_wrong(outcome) if outcome.answered else not outcome.question.answerable


@dataclass(frozen=True, slots=True)
class ThresholdEffect:
    """What comes of showing answers from a confidence on."""

    threshold: float
    false_answers: float | None
    """Share of the unanswerable questions that are answered; `None` where there are none."""
    false_refusals: float | None
    """Share of the answerable ones that are refused, even where the answer would be wrong."""
    wrong_shown: int
    """How many of the answers shown are wrong, those to unanswerable questions included."""
    right_withheld: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """A threshold fitted to questions, beside the one there was."""

    before: ThresholdEffect
    after: ThresholdEffect


def calibrate(outcomes: Sequence[Outcome], now: float) -> Calibration:
    """Fit a threshold to one system's outcomes, and tell what it changes; see `best_threshold`."""
    wrong = [is_wrong(item) for item in outcomes]
    best = best_threshold([item.confidence for item in outcomes], wrong)
    return Calibration(effect_of(now, outcomes), effect_of(best, outcomes))


def calibration_lines(found: Calibration) -> Iterator[str]:
    """Say what a fitted threshold changes, against the one there was."""
    before, after = found.before, found.after
    if before.threshold == after.threshold:
        yield f"min_confidence stays {after.threshold:g}, which suits these questions best"
    else:
        yield f"min_confidence: {before.threshold:g} → {after.threshold:g}"
    for name, old, new in (
        ("false answers", before.false_answers, after.false_answers),
        ("false refusals", before.false_refusals, after.false_refusals),
        ("wrong answers shown", before.wrong_shown, after.wrong_shown),
        ("right answers withheld", before.right_withheld, after.right_withheld),
    ):
        if old is not None and new is not None:
            yield f"{name}: {_number(old)} → {_number(new)}"


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def effect_of(threshold: float, outcomes: Sequence[Outcome]) -> ThresholdEffect:
    """Count what a threshold shows and withholds, rightly and wrongly, of one system's outcomes."""
    shown = {item.question.id: item.confidence >= threshold for item in outcomes}
    unanswerable = [shown[item.question.id] for item in outcomes if not item.question.answerable]
    answerable = [not shown[item.question.id] for item in outcomes if item.question.answerable]
    return ThresholdEffect(
        threshold=threshold,
        false_answers=sum(unanswerable) / len(unanswerable) if unanswerable else None,
        false_refusals=sum(answerable) / len(answerable) if answerable else None,
        wrong_shown=sum(is_wrong(item) for item in outcomes if shown[item.question.id]),
        right_withheld=sum(not is_wrong(item) for item in outcomes if not shown[item.question.id]),
    )


def best_threshold(confidences: Sequence[float], wrong: Sequence[bool]) -> float:
    """Give the confidence from which on answers are best shown.

    What is made as large as can be is the share of right answers that are shown, less the share of
    wrong ones that are (Youden's J). A wrong answer to an answerable question is one of these: to
    withhold it is good, though it makes the refusal a false one. Every threshold between the
    confidences of two neighbouring answers is as good as the other; the middle is given, of several
    such gaps that of the widest, with as few decimals as keep it there, two at least. Raises
    `ValueError` where there are not both right and wrong answers.
    """
    if not any(wrong) or all(wrong):
        raise ValueError("there have to be right answers and wrong ones")
    right_ones, wrong_ones = (
        sorted(one for one, is_wrong in zip(confidences, wrong, strict=True) if is_wrong is kind)
        for kind in (False, True)
    )
    edges = [0.0, *sorted({*confidences}), 1.0]

    def gain(gap: tuple[float, float]) -> float:
        return round(_share_above(gap[0], right_ones) - _share_above(gap[0], wrong_ones), 9)

    gaps = [gap for gap in pairwise(edges) if gap[0] < gap[1]]
    return _middle(*max(gaps, key=lambda gap: (gain(gap), gap[1] - gap[0])))


def _share_above(least: float, ascending: Sequence[float]) -> float:
    return (len(ascending) - bisect_right(ascending, least)) / len(ascending)


def _middle(low: float, high: float) -> float:
    """Give about the middle of a gap, above its lower end and not above its upper one."""
    middle = (low + high) / 2
    rounded = (round(middle, places) for places in range(2, 17))
    return next((one for one in rounded if low < one <= high), high)


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


def reliability_bins(confidences: Sequence[float], right: Sequence[bool]) -> list[ReliabilityBin]:
    """Compare the confidence with the share right, in stretches of equal width; no empty ones."""
    members: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in zip(confidences, right, strict=True):
        at = min(int(confidence * BINS), BINS - 1)
        members.setdefault(at, []).append((confidence, is_right))
    return [
        ReliabilityBin(
            low=at / BINS,
            high=(at + 1) / BINS,
            count=len(pairs),
            confidence=sum(confidence for confidence, _ in pairs) / len(pairs),
            right=sum(is_right for _, is_right in pairs) / len(pairs),
        )
        for at, pairs in sorted(members.items())
    ]
