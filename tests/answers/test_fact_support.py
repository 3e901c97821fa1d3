"""`assistant.answers.fact_support`: whether a fact is told of what it is asked of."""

from __future__ import annotations

import math

import pytest

from assistant.answers.fact_support import COST, share_supported
from assistant.model import Query
from assistant.text import analyzer

ANALYZER = analyzer()


def share(
    question: str, shown: str, alternatives: tuple[tuple[str, str, float], ...] = ()
) -> float:
    """Give the share left with all content terms of a question counting the same."""
    terms, content = ANALYZER.question_terms(question)
    asked = Query(question, question, terms, content, alternatives=alternatives)
    return share_supported(asked, dict.fromkeys(content, 1.0), shown, ANALYZER.terms)


def test_a_fact_told_of_something_else_costs_by_how_much_is_lacking() -> None:
    told = share("which port does the boiler use", "The port is 8080.")
    assert told == pytest.approx(math.exp(-COST / 2))


def test_a_fact_told_of_what_is_asked_about_costs_nothing() -> None:
    assert share("which port does the boiler use", "The boiler's port is 8080.") == 1.0


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("what is the maximum pressure of the boiler", "The boiler's pressure is at most 2 bar."),
        ("which year did the boiler break", "The boiler had its break in 1998."),
    ],
)
def test_the_words_that_ask_for_a_fact_need_not_be_there(question: str, shown: str) -> None:
    assert share(question, shown) == 1.0


def test_another_word_for_it_is_as_good() -> None:
    also = (("boiler", "heater", 0.5),)
    assert share("which port does the boiler use", "The heater's port is 8080.", also) == 1.0


@pytest.mark.parametrize("question", ["how do I drain the boiler", "when is the boiler drained"])
def test_what_asks_for_no_single_fact_costs_nothing(question: str) -> None:
    assert share(question, "It is done by hand.") == 1.0


@pytest.mark.parametrize(
    "question",
    [
        "how many boilers are there",
        "who built the boiler",
        "when was the boiler built",
        "in which year did the boiler break",
        "what is the default pressure of the boiler",
    ],
)
def test_amounts_persons_times_and_defaults_are_facts(question: str) -> None:
    assert share(question, "It is so.") < 1.0


def test_a_question_without_weights_costs_nothing() -> None:
    asked = Query("who", "who", ("who",), ())
    assert share_supported(asked, {}, "It is so.", ANALYZER.terms) == 1.0
