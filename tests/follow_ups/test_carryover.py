"""Which words of earlier questions are meant again is told by a linear model."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.follow_ups.carryover import (
    candidates,
    chosen_of,
    most_useful,
    probability,
    shipped_weights,
)
from assistant.follow_ups.carryover_features import Earlier
from assistant.follow_ups.utterance import is_late, parse

SHARES = st.lists(st.floats(0, 1), max_size=12)


def expected_f1(shares: list[float], chosen: list[int], own: int) -> float:
    found = sum(shares[at] for at in chosen)
    return 2 * (own + found) / (2 * own + len(chosen) + sum(shares))


def test_words_of_the_question_itself_are_no_candidates() -> None:
    earlier = [Earlier(parse("how do I stop a container"), frozenset())]
    found = candidates(earlier, parse("which container is it"))
    assert [one.earlier.word.text for one in found] == ["stop"]


def test_a_word_is_taken_as_it_was_typed_last() -> None:
    turns = ["list all Images", "which images are big"]
    earlier = [Earlier(parse(one), frozenset()) for one in turns]
    found = {
        one.earlier.word.text: one.earlier.turn for one in candidates(earlier, parse("why so?"))
    }
    assert found["images"] == 1
    assert "Images" not in found


def test_a_word_that_was_carried_over_before_is_told_from_one_that_was_not() -> None:
    def features(carried: str) -> set[str]:
        earlier = [
            Earlier(parse("what is a lemon"), frozenset()),
            Earlier(parse("is it sour"), parse(carried).stems),
        ]
        return set(candidates(earlier, parse("and cheap?"))[0].features)

    assert "kept" in features("lemon")
    assert "kept" not in features("")


def test_the_score_is_the_sum_of_the_weights() -> None:
    weights = {"bias": -1.0, "first": 2.0}
    assert probability({"first": 1.0, "unknown": 1.0}, weights) == 1 / (1 + math.exp(-1))


@given(SHARES, st.integers(1, 8))
def test_no_other_number_of_words_has_a_greater_expected_f1(shares: list[float], own: int) -> None:
    best = expected_f1(shares, most_useful(shares, own), own)
    order = sorted(range(len(shares)), key=lambda at: -shares[at])
    assert all(
        best >= expected_f1(shares, order[:count], own) - 1e-12 for count in range(len(shares) + 1)
    )


def test_a_pronoun_stands_for_one_word_at_least() -> None:
    earlier = [Earlier(parse("what is a lemon"), frozenset())]
    asked = parse("how is it cut?")
    nothing = {"bias": -9.0}
    assert [one.word.text for one in chosen_of(candidates(earlier, asked), asked, nothing)] == [
        "lemon"
    ]
    other = parse("how are limes cut?")
    assert chosen_of(candidates(earlier, other), other, nothing) == []


@pytest.mark.parametrize(
    ("question", "late"),
    [
        ("how do I remove it?", False),
        ("freeze the container without ending it", True),
        ("where does docker keep its volumes", True),
        ("what are its volumes", False),
        ("how do I list images", False),
    ],
)
def test_a_pronoun_may_mean_something_in_the_question_itself(question: str, late: bool) -> None:
    assert is_late(parse(question)) is late


def test_the_shipped_weights_are_numbers_with_a_bias() -> None:
    weights = shipped_weights()
    assert "bias" in weights
    assert all(math.isfinite(value) for value in weights.values())
