"""`assistant.relevance.ranker`: what the file that ships says, and what is made of it."""

from __future__ import annotations

import json
import math
from datetime import date

import numpy
import pytest

from assistant.relevance.features import FEATURES
from assistant.relevance.ranker import (
    RANKER_FILE,
    TITLE,
    Ranker,
    SectionRanker,
    shipped_ranker,
    shipped_span_ranker,
    standardized,
    title_share,
)
from assistant.storage.index_types import Candidate

SHIPPED = json.loads(RANKER_FILE.read_text(encoding="utf-8"))


def test_the_ranker_that_ships_names_known_features_alone() -> None:
    assert set(shipped_ranker().features) <= FEATURES.keys()


def test_the_ranker_that_ships_names_no_feature_twice() -> None:
    assert len(set(shipped_ranker().features)) == len(shipped_ranker().features)


def test_the_ranker_that_ships_has_weights_for_each_feature() -> None:
    ranker = shipped_ranker()
    assert len(ranker.labels) == len(ranker.titles) == len(ranker.features)


def test_every_weight_that_ships_is_a_number_of_0_or_more() -> None:
    # Each feature is meant to speak for a section, so that its name explains what it adds.
    weights = (*shipped_ranker().labels, *shipped_ranker().titles)
    assert all(math.isfinite(weight) and weight >= 0 for weight in weights)


@pytest.mark.parametrize("titles", [0.0, 0.5, 1.0])
def test_a_heading_that_is_the_question_weighs_more_than_anything_else(titles: float) -> None:
    ranker = shipped_ranker().under(titles)
    weights = dict(zip(ranker.features, ranker.weights, strict=True))
    assert weights["exact"] == max(weights.values())


def test_the_file_says_when_and_on_what_it_was_trained() -> None:
    assert date.fromisoformat(SHIPPED["date"])
    assert SHIPPED["trained_on"]


def test_the_ranker_that_ships_is_that_of_the_file() -> None:
    assert list(shipped_ranker().features) == SHIPPED["features"]
    assert list(shipped_ranker().labels) == SHIPPED["weights"]["labels"]
    assert list(shipped_ranker().titles) == SHIPPED["weights"]["titles"]


def test_the_files_are_read_once() -> None:
    assert shipped_ranker() is shipped_ranker()
    assert shipped_span_ranker() is shipped_span_ranker()


def test_a_contribution_is_the_value_times_the_weight() -> None:
    ranker = Ranker(("coverage", "named"), (2.0, 0.5))
    found = ranker.contributions(numpy.array([[1.0, 1.0], [-1.0, 4.0]]))
    assert found.tolist() == [[2.0, 0.5], [-2.0, 2.0]]


def test_a_value_too_many_is_an_error() -> None:
    with pytest.raises(ValueError, match="shape"):
        Ranker(("coverage",), (1.0, 2.0)).contributions(numpy.zeros((2, 3)))


def test_under_headings_of_both_kinds_each_weighs_its_share() -> None:
    ranker = SectionRanker(("coverage", "named"), (1.0, 0.0), (3.0, 4.0))
    assert ranker.under(0.0).weights == (1.0, 0.0)
    assert ranker.under(0.25).weights == (1.5, 1.0)
    assert ranker.under(1.0).weights == (3.0, 4.0)


def headed(*lengths: int) -> list[Candidate]:
    """Make candidates whose own headings have so many terms."""
    terms = numpy.arange(max(lengths), dtype=numpy.int32)
    return [
        Candidate(
            chunk=at,
            own=terms[:length],
            heading=terms[:length],
            body=terms[:0],
            path="note.md",
            first_line=at,
            has_code=False,
            text="",
        )
        for at, length in enumerate(lengths)
    ]


def test_sections_without_headings_have_no_titles() -> None:
    assert title_share(headed(0, 0, 0)) == 0.0


def test_headings_are_titles_by_their_length() -> None:
    assert title_share(headed(TITLE // 2)) == 0.5
    assert title_share(headed(TITLE)) == title_share(headed(5 * TITLE)) == 1.0


def test_one_long_heading_among_labels_makes_no_titles() -> None:
    assert title_share(headed(1, 1, 5 * TITLE)) == 1 / TITLE


def test_an_even_number_of_headings_has_its_middle_between_two() -> None:
    assert title_share(headed(2, 4)) == 3 / TITLE


# Standardized


def test_standardized_features_have_a_mean_of_0() -> None:
    found = standardized(numpy.array([[0.0, 3.0], [1.0, 4.0], [5.0, 8.0]]))
    assert found.mean(axis=0) == pytest.approx([0, 0])


def test_standardized_features_deviate_by_about_1() -> None:
    found = standardized(numpy.array([[0.0], [10.0], [20.0]]))
    assert found.std(axis=0) == pytest.approx([1], rel=0.01)


def test_a_feature_that_is_the_same_for_all_is_standardized_to_0() -> None:
    assert standardized(numpy.array([[0.7], [0.7], [0.7]])) == pytest.approx(0)


def test_differences_that_are_next_to_nothing_stay_so() -> None:
    assert abs(standardized(numpy.array([[0.5], [0.5001]]))).max() < 0.01
