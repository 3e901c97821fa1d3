"""`assistant.answers.span_features`: all features together, and what the shipped weights prefer."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from span_choices import choice, piece

from assistant.answers.span_choice import Headings, SpanChoice
from assistant.answers.span_features import SPAN_FEATURES, measure_spans
from assistant.model import Query, Resolution
from assistant.relevance.ranker import shipped_span_ranker, standardized


def preferred(question: str, *texts: str) -> str:
    """Give the span that the shipped weights choose."""
    made = choice(question, *texts)
    ranker = shipped_span_ranker()
    scores = ranker.contributions(standardized(measure_spans(made, ranker.features))).sum(axis=1)
    return made.candidates[int(scores.argmax())].span.text


# All features together

questions = st.sampled_from(
    ["What is a pump?", "how do I stop it", "when", "Can the pump run dry?", "who", "why"]
)
texts = st.lists(
    st.sampled_from(["A pump is red.", "In 2019.", "$ pumpctl stop", "| a | b |", "…", "Why?"]),
    min_size=1,
    max_size=6,
)


@given(questions, texts)
def test_all_features_are_finite_numbers_from_0_to_about_1(question: str, some: list[str]) -> None:
    found = measure_spans(choice(question, *some), list(SPAN_FEATURES))
    assert found.shape == (len(some), len(SPAN_FEATURES))
    assert numpy.isfinite(found).all()
    assert (found >= 0).all()
    assert (found <= 1.5).all()


def test_a_question_without_a_weight_has_finite_features() -> None:
    pieces = [piece("A pump."), piece("$ x")]
    made = SpanChoice(Query("x", Resolution("x"), ("x",), ()), {}, Headings(), pieces)
    assert numpy.isfinite(measure_spans(made, list(SPAN_FEATURES))).all()


def test_features_come_in_the_order_asked_for() -> None:
    made = choice("pump", "A pump.", "$ x")
    assert measure_spans(made, ["inline", "coverage"]).tolist() == [[0, 1], [0, 0]]


def test_a_feature_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError, match="magic"):
        measure_spans(choice("pump", "A pump."), ["magic"])


def test_every_feature_that_the_shipped_weights_name_is_there() -> None:
    assert set(shipped_span_ranker().features) <= SPAN_FEATURES.keys()


# What the shipped weights prefer


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    ("question", "best", "other"),
    [
        ("When was the pump bought?", "The pump was bought in 2019.", "The pump was bought used."),
        ("How many hoses has the pump?", "The pump has 12 hoses.", "The pump has hoses."),
        ("How do I stop the pump?", "$ pump --stop", "The pump may stop."),
    ],
)
def test_of_spans_that_hold_the_same_words_the_kind_that_is_asked_for_is_preferred(
    question: str, best: str, other: str, *, is_first: bool
) -> None:
    spans = (best, other) if is_first else (other, best)
    assert preferred(question, *spans) == best.removeprefix("$ ")


def test_the_sentence_that_defines_is_preferred_where_the_section_begins_with_it() -> None:
    found = preferred("What is a pump?", "A pump is a device.", "Each pump needs a hose.")
    assert found == "A pump is a device."


def test_the_sentence_that_defines_is_preferred_behind_another_with_the_same_words() -> None:
    found = preferred("What is a pump?", "Each pump needs a hose.", "A pump is a device.")
    assert found == "A pump is a device."


def test_a_command_is_preferred_to_the_words_that_introduce_it() -> None:
    found = preferred("How do I stop the pump?", "To stop the pump:", "$ systemctl stop p1")
    assert found == "systemctl stop p1"
