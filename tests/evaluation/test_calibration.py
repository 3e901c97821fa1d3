"""`assistant.evaluation.calibration`: curves and bins of a few questions, done by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.calibration import (
    Calibration,
    CoveragePoint,
    ReliabilityBin,
    ThresholdEffect,
    best_threshold,
    calibrate,
    effect_of,
    is_right_reply,
    is_wrong,
    reliability_bins,
    risk_coverage,
)
from assistant.records import replace
from evaluation.builders import outcome

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=50)


@pytest.mark.parametrize(
    ("answerable", "measures", "expected"),
    [
        (False, {}, True),
        (True, {"Answer@1": 1.0, "Success@1": 0.0}, False),
        (True, {"Answer@1": 0.0, "Success@1": 1.0}, True),
        (True, {"Success@1": 1.0}, False),
        (True, {"Success@1": 0.0}, True),
    ],
)
def test_what_is_wrong(answerable: bool, measures: dict[str, float], expected: bool) -> None:
    assert is_wrong(outcome("q", answerable=answerable, measures=measures)) is expected


@pytest.mark.parametrize(
    ("answerable", "answered", "success", "expected"),
    [
        (True, True, 1.0, True),
        (True, True, 0.0, False),
        (True, False, 1.0, False),
        (False, True, 0.0, False),
        (False, False, 0.0, True),
    ],
)
def test_a_reply_is_right_that_answers_well_or_refuses_rightly(
    answerable: bool, answered: bool, success: float, expected: bool
) -> None:
    item = outcome("q", answerable=answerable, answered=answered, measures={"Success@1": success})
    assert is_right_reply(item) is expected


def test_risk_against_coverage_by_hand() -> None:
    assert risk_coverage([0.2, 0.9, 0.6, 0.8], [True, False, True, False]) == [
        CoveragePoint(0.9, 0.25, 0.0),
        CoveragePoint(0.8, 0.5, 0.0),
        CoveragePoint(0.6, 0.75, 1 / 3),
        CoveragePoint(0.2, 1.0, 0.5),
    ]


def test_questions_that_are_equally_sure_are_answered_together() -> None:
    assert risk_coverage([0.5, 0.5, 0.1], [True, False, False]) == [
        CoveragePoint(0.5, 2 / 3, 0.5),
        CoveragePoint(0.1, 1.0, 1 / 3),
    ]


@given(PAIRS)
def test_coverage_ascends_to_one_and_ends_with_the_share_wrong(
    pairs: list[tuple[float, bool]],
) -> None:
    points = risk_coverage([c for c, _ in pairs], [wrong for _, wrong in pairs])
    coverages = [point.coverage for point in points]
    assert coverages == sorted(set(coverages))
    assert points[-1].coverage == 1
    assert points[-1].risk == pytest.approx(sum(wrong for _, wrong in pairs) / len(pairs))


def test_reliability_by_hand_with_both_ends() -> None:
    assert reliability_bins([0.0, 0.95, 1.0, 0.1], [False, True, False, True]) == [
        ReliabilityBin(0.0, 0.1, 1, 0.0, 0.0),
        ReliabilityBin(0.1, 0.2, 1, 0.1, 1.0),
        ReliabilityBin(0.9, 1.0, 2, 0.975, 0.5),
    ]


@given(PAIRS)
def test_every_question_lies_in_one_bin(pairs: list[tuple[float, bool]]) -> None:
    bins = reliability_bins([c for c, _ in pairs], [right for _, right in pairs])
    assert sum(item.count for item in bins) == len(pairs)
    assert all(item.low - 1e-9 <= item.confidence <= item.high + 1e-9 for item in bins)


def test_nothing_gives_nothing() -> None:
    assert risk_coverage([], []) == []
    assert reliability_bins([], []) == []


def test_the_threshold_parts_right_answers_from_wrong_ones_in_the_middle_of_the_gap() -> None:
    assert best_threshold([0.9, 0.8, 0.3, 0.2], [False, False, True, True]) == 0.55
    assert best_threshold([0.9, 0.8, 0.3], [False, False, True]) == 0.55


def test_of_gaps_that_are_as_good_the_widest_is_taken() -> None:
    # To withhold what is wrong at .6 costs what is right at .5.
    confidences = [0.9, 0.6, 0.5, 0.1]
    assert best_threshold(confidences, [False, True, False, True]) == 0.3


def test_a_narrow_gap_gets_as_many_decimals_as_it_needs() -> None:
    found = best_threshold([0.5012, 0.5011], [False, True])
    assert 0.5011 < found <= 0.5012


def test_a_few_wrong_answers_are_shown_where_many_right_ones_are_as_unsure() -> None:
    confidences = [0.4] * 9 + [0.4, 0.1]
    assert best_threshold(confidences, [False] * 9 + [True, True]) == 0.25


@pytest.mark.parametrize("wrong", [[True, True], [False, False]])
def test_a_threshold_needs_answers_of_both_kinds(wrong: list[bool]) -> None:
    with pytest.raises(ValueError, match="right answers and wrong ones"):
        best_threshold([0.1, 0.2], wrong)


@given(st.lists(st.tuples(st.floats(0.001, 0.999), st.booleans()), min_size=2))
def test_no_other_threshold_is_better(pairs: list[tuple[float, bool]]) -> None:
    confidences, wrong = zip(*pairs, strict=True)
    if len(set(wrong)) < 2:
        return

    def gain(threshold: float) -> float:
        shown = [is_error for confidence, is_error in pairs if confidence >= threshold]
        right = shown.count(False) / wrong.count(False)
        return round(right - shown.count(True) / wrong.count(True), 9)

    found = gain(best_threshold(confidences, wrong))
    assert all(gain(confidence) <= found for confidence in (*confidences, 0.0, 1.0))


def test_what_a_threshold_changes_is_told() -> None:
    items = [
        outcome("right", confidence=0.9, measures={"Success@1": 1.0}),
        outcome("wrong", confidence=0.5, measures={"Success@1": 0.0}),
        outcome("far", confidence=0.45, answerable=False),
        outcome("near", confidence=0.3, answerable=False),
    ]
    assert calibrate(items, 0.41) == Calibration(
        ThresholdEffect(0.41, 0.5, 0.0, 2, 0), ThresholdEffect(0.7, 0.0, 0.5, 0, 0)
    )


def test_without_unanswerable_questions_there_are_no_false_answers_to_tell() -> None:
    assert effect_of(0.5, [outcome("right", measures={"Success@1": 1.0})]).false_answers is None


def test_an_answer_that_was_withheld_is_judged_by_what_it_would_have_been() -> None:
    refused = outcome("q", answers=["docker ps"], answered=False)
    assert is_wrong(replace(refused, withheld="Use docker run."))
    assert not is_wrong(replace(refused, withheld="Use docker ps."))
