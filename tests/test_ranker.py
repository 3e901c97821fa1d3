"""`assistant.ranker`: what the file that ships says, and what is made of it."""

from __future__ import annotations

import json
import math
from datetime import date

import numpy
import pytest

from assistant.features import FEATURES
from assistant.ranker import RANKER_FILE, Ranker, shipped_ranker

SHIPPED = json.loads(RANKER_FILE.read_text(encoding="utf-8"))


def test_the_ranker_that_ships_names_known_features_alone() -> None:
    assert set(shipped_ranker().features) <= FEATURES.keys()


def test_the_ranker_that_ships_names_no_feature_twice() -> None:
    assert len(set(shipped_ranker().features)) == len(shipped_ranker().features)


def test_the_ranker_that_ships_has_a_weight_for_each_feature() -> None:
    assert len(shipped_ranker().weights) == len(shipped_ranker().features)


def test_every_weight_that_ships_is_a_number_of_0_or_more() -> None:
    # Each feature is meant to speak for a section, so that its name explains what it adds.
    assert all(math.isfinite(weight) and weight >= 0 for weight in shipped_ranker().weights)


def test_a_heading_that_is_the_question_weighs_more_than_anything_else() -> None:
    weights = dict(zip(shipped_ranker().features, shipped_ranker().weights, strict=True))
    assert weights["exact"] == max(weights.values())


def test_the_file_says_when_and_on_what_it_was_trained() -> None:
    assert date.fromisoformat(SHIPPED["date"])
    assert SHIPPED["trained_on"]


def test_the_ranker_that_ships_is_that_of_the_file() -> None:
    assert list(shipped_ranker().features) == SHIPPED["features"]
    assert list(shipped_ranker().weights) == SHIPPED["weights"]


def test_the_file_is_read_once() -> None:
    assert shipped_ranker() is shipped_ranker()


def test_a_contribution_is_the_value_times_the_weight() -> None:
    ranker = Ranker(("coverage", "named"), (2.0, 0.5))
    found = ranker.contributions(numpy.array([[1.0, 1.0], [-1.0, 4.0]]))
    assert found.tolist() == [[2.0, 0.5], [-2.0, 2.0]]


def test_a_value_too_many_is_an_error() -> None:
    with pytest.raises(ValueError, match="shape"):
        Ranker(("coverage",), (1.0, 2.0)).contributions(numpy.zeros((2, 3)))
