"""`assistant.evaluation.comparing`: p-values by hand where they can be had by hand."""

from __future__ import annotations

import numpy
import pytest

from assistant.evaluation.comparing import (
    Comparison,
    compare,
    holm,
    randomization_p,
)

Values = dict[str, dict[str, float]]


def with_p(*values: float) -> list[Comparison]:
    return [Comparison("m", "a", "b", 0.0, p, p, (), ()) for p in values]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # Ascending .005, .01, .03, .04, times 4, 3, 2, 1; none below the one before it.
        ((0.01, 0.04, 0.03, 0.005), (0.03, 0.06, 0.06, 0.02)),
        ((0.5, 0.9), (1.0, 1.0)),
        ((0.02,), (0.02,)),
        ((), ()),
    ],
)
def test_holm_by_hand(values: tuple[float, ...], expected: tuple[float, ...]) -> None:
    adjusted = holm(with_p(*values))
    assert [item.adjusted_p for item in adjusted] == pytest.approx(expected)
    assert [item.p for item in adjusted] == list(values)


def test_equal_systems_have_a_p_of_one() -> None:
    values = numpy.array([0.0, 1.0, 0.5])
    assert randomization_p(values, values) == 1.0


def test_a_single_question_tells_nothing() -> None:
    assert randomization_p(numpy.ones(1), numpy.zeros(1)) == 1.0


def test_the_test_is_two_sided_and_symmetrical() -> None:
    a = numpy.array([1.0, 1.0, 1.0, 0.0, 0.5, 1.0])
    b = numpy.array([0.0, 1.0, 0.0, 0.0, 0.0, 0.0])
    assert randomization_p(a, b) == pytest.approx(randomization_p(b, a))


def test_the_p_value_of_few_questions_is_exact() -> None:
    """Of the 8 ways to swap three pairs, 2 give a difference as large: none and all."""
    assert randomization_p(numpy.ones(3), numpy.zeros(3)) == pytest.approx(2 / 8)


def test_a_clear_difference_has_a_small_p_and_a_chance_one_a_large() -> None:
    worse = numpy.array([0.0] * 30 + [1.0] * 10)
    assert randomization_p(worse, numpy.ones(40)) < 0.001
    turned = numpy.array([1.0] * 5 + [0.0] * 5)
    assert randomization_p(turned, 1 - turned) > 0.5


def test_questions_won_and_lost_are_listed_over_those_both_were_asked() -> None:
    before: Values = {
        "q1": {"m": 0.0},
        "q2": {"m": 1.0},
        "q3": {"m": 1.0},
        "q4": {"m": 1.0},
        "q6": {},
    }
    after: Values = {
        "q1": {"m": 1.0},
        "q2": {"m": 0.5},
        "q3": {"m": 1.0},
        "q5": {"m": 1.0},
        "q6": {"m": 1},
    }
    (comparison,) = compare("old", "new", before, after, ["m", "other"])
    assert (comparison.measure, comparison.first, comparison.second) == ("m", "old", "new")
    assert comparison.difference == pytest.approx(0.5 / 3)
    assert (comparison.won, comparison.lost) == (("q1",), ("q2",))
    assert comparison.p == comparison.adjusted_p == 1.0
