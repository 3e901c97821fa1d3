"""`assistant.answers.term_support`: what of the terms of a question its answer lacks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from assistant.answers.judged import Judged, Shown
from assistant.answers.term_support import (
    COST,
    OF_ANOTHER_NUMBER,
    UNKNOWN_LACKING,
    WITHOUT_MEANS,
    WITHOUT_OBJECT,
    WITHOUT_THINGS,
    in_words_of,
    share_of_means,
    share_of_number,
    share_of_things,
    share_supported,
)
from assistant.language.span import Span
from assistant.model import Alternative, BlockKind, Query, Resolution
from assistant.records import replace
from assistant.text import analyzer

if TYPE_CHECKING:
    from collections.abc import Sequence

ANALYZER = analyzer()


def asked(question: str, alternatives: tuple[Alternative, ...] = ()) -> Query:
    terms, content = ANALYZER.question_terms(question)
    return Query(question, Resolution(question), terms, content, alternatives=alternatives)


def judged(
    query: Query, shown: str = "", held: Sequence[str] = (), mentioned: Sequence[str] = ()
) -> Judged:
    """Bring an answer of one line together with all content terms counting the same."""
    weights = dict.fromkeys(query.content, 1.0)
    line = Span(shown, 1, 0, BlockKind.PARAGRAPH)
    return Judged(query, weights, Shown(shown, line, ()), held, mentioned, ANALYZER.terms)


def share(question: str, shown: str, alternatives: tuple[Alternative, ...] = ()) -> float:
    return share_supported(judged(asked(question, alternatives), shown))


def test_a_fact_told_of_something_else_costs_by_how_much_is_lacking() -> None:
    told = share("which port does the boiler use", "The port is 8080.")
    assert told == pytest.approx(math.exp(-COST / 2))


def test_what_no_note_mentions_counts_less_of_what_is_lacking() -> None:
    lacking = judged(asked("which port does the boiler use"), "The port is 8080.")
    unknown = replace(lacking, unknown=frozenset({"boiler"}))
    assert share_supported(unknown) == pytest.approx(math.exp(-COST * UNKNOWN_LACKING / 2))


def test_a_fact_costs_nothing_in_a_note_that_is_also_called_what_is_asked_about() -> None:
    query = asked("how long to knead a loaf")
    shown = "Knead for ten minutes."
    assert share_supported(judged(query, shown, held=["knead", "loaf"])) == 1
    assert share_supported(judged(query, shown, held=["knead"])) < 1


def test_a_fact_of_front_matter_is_one_of_all_that_it_states() -> None:
    found = judged(asked("how long is the talk of the smith"), "duration: 41 min")
    section = "duration: 41 min\nrole: smith\ntype: talk"
    fact = Span("duration: 41 min", 1, 0, BlockKind.FACT)
    stated = replace(found, shown=replace(found.shown, best=fact, section=section))
    assert share_supported(stated) == 1
    assert share_supported(found) < 1


def test_what_only_stands_elsewhere_in_the_section_is_no_name_of_the_note() -> None:
    elsewhere = judged(asked("how long to knead a loaf"), "Knead it.", held=["knead", "loaf"])
    section = "Knead it.\n\nThe loaf is baked next."
    shown = replace(elsewhere.shown, section=section)
    assert share_supported(replace(elsewhere, shown=shown)) < 1


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
    also = (Alternative("boiler", "heater", 0.5),)
    assert share("which port does the boiler use", "The heater's port is 8080.", also) == 1.0


def test_another_word_of_several_is_as_good_where_all_of_them_stand() -> None:
    also = (Alternative("boiler", "water heater", 0.5),)
    question = "which port does the boiler use"
    assert share(question, "The heater for water has port 8080.", also) == 1.0
    assert share(question, "The heater's port is 8080.", also) < 1.0


@pytest.mark.parametrize(
    ("shown", "worth", "expected"),
    [
        ("Hauling boxes takes two.", 0.95, "how do I Hauling boxes?"),
        ("Haul or lug boxes with the cart.", 0.95, "how do I lug boxes?"),
        ("The cart has two wheels.", 0.95, "how do I lug boxes?"),
        # Less certainly the same.
        ("Haul boxes with the cart.", 0.5, "how do I lug boxes?"),
    ],
)
def test_a_question_is_put_in_the_words_shown_that_mean_nearly_the_same(
    shown: str, worth: float, expected: str
) -> None:
    query = asked("how do I lug boxes?", (Alternative("lug", "haul", worth),))
    assert in_words_of(query, shown, ANALYZER.terms) == expected


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
    asked = Query("who", Resolution("who"), ("who",), ())
    assert share_supported(judged(asked, "It is so.")) == 1.0


# What is held of all that is asked for


def left_by(question: str, *held: str) -> float:
    return share_of_things(judged(asked(question), held=held))


def test_one_of_three_things_is_little() -> None:
    assert left_by("is the blue filter rinsed", "filter") == WITHOUT_THINGS
    assert left_by("is the blue filter rinsed", "filter", "rins") == 1


def test_one_of_three_things_is_less_where_something_is_to_be_done() -> None:
    assert left_by("how do I rinse the blue filter", "filter") == WITHOUT_OBJECT


def test_one_of_two_things_may_be_enough() -> None:
    assert left_by("blue filter", "filter") == 1


def test_the_deed_without_what_it_is_done_to_is_little() -> None:
    assert left_by("how do I rinse a filter", "rins") == WITHOUT_OBJECT
    assert left_by("how do I rinse a filter", "filter") == 1
    assert left_by("how do I rinse", "rins") == 1


@pytest.mark.parametrize(("lacking", "is_much"), [(7.0, False), (7.1, True)])
def test_the_less_telling_part_of_what_it_is_done_to_may_be_lacking(
    lacking: float, *, is_much: bool
) -> None:
    query = asked("how do I rinse the blue filter")
    weights = {"rins": 1.0, "blue": lacking, "filter": 10 - lacking}
    left = share_of_things(replace(judged(query, held=("rins", "filter")), weights=weights))
    assert left == (WITHOUT_OBJECT if is_much else 1)


# A means


def left_by_means(question: str, *mentioned: str) -> float:
    return share_of_means(judged(asked(question), mentioned=mentioned))


@pytest.mark.parametrize("question", ["how do I rinse with a sieve?", "how to rinse using sieve"])
def test_a_way_with_a_thing_is_not_told_where_that_is_not_mentioned(question: str) -> None:
    assert left_by_means(question, "rins") == WITHOUT_MEANS
    assert left_by_means(question, "rins", "siev") == 1


@pytest.mark.parametrize(
    "question",
    [
        "how do I rinse it with this",
        "what is rinsed with a sieve",
        "how do I rinse with a sieve now",
    ],
)
def test_only_a_thing_at_the_end_of_how_to_do_it_is_its_means(question: str) -> None:
    assert left_by_means(question) == 1


# A number


def left_by_number(question: str, line: str, *held: str) -> float:
    return share_of_number(judged(asked(question), line, held))


def test_what_is_told_of_another_number_says_nothing_of_the_one_asked_for() -> None:
    question = "what was the yield of attempt 4"
    assert left_by_number(question, "Attempt 1: 31 %") == OF_ANOTHER_NUMBER
    assert left_by_number(question, "Attempt 1 and attempt 4: 31 %") == 1
    assert left_by_number(question, "Attempts: 31 %", "attempt", "4") == 1


def test_what_is_asked_of_a_year_is_told_by_what_names_it() -> None:
    for question in ("what did we plant in 2019", "how many beans did we plant in 2019"):
        assert left_by_number(question, "Beans and peas.") == OF_ANOTHER_NUMBER
        assert left_by_number(question, "2019-04-02: 40 beans.") == 1


@pytest.mark.parametrize(
    "question", ["what was the yield of q4?", "which is 27.1", "who saw the 503 from it"]
)
def test_a_name_with_a_number_is_not_put_in_other_words(question: str) -> None:
    assert left_by_number(question, "It was 31 %.") == OF_ANOTHER_NUMBER
    assert left_by_number(question, "Q4 was 27.1, with the 503 at its end.") == 1


@pytest.mark.parametrize(
    "question",
    [
        *("what grows of 2000 beans", "cut it for 60", "which command cuts it for 60"),
        *("is it 503", "what grows in under 60", "which train leaves before 9?"),
    ],
)
def test_an_amount_or_a_number_of_the_askers_own_need_not_stand_anywhere(question: str) -> None:
    assert left_by_number(question, "Tank 1.") == 1
