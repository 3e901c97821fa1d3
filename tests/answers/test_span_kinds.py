"""`assistant.answers.span_kinds`: whether a span holds the kind of thing that is asked for."""

from __future__ import annotations

import pytest
from span_choices import choice, values, words


@pytest.mark.parametrize(
    ("name", "question", "holds", "lacks"),
    [
        ("number", "How many litres does it hold?", "It holds 300 litres.", "It holds litres."),
        ("number", "how long does it run", "For three hours.", "For hours."),
        ("number", "What is the default limit?", "The limit is 5.", "There is none."),
        ("time", "When was it bought?", "In 2019.", "In the shop."),
        ("time", "when is it cleaned", "Each March.", "Each time."),
        ("time", "What year was it built?", "In 1897.", "By hand."),
        ("time", "When is it?", "Wed at 10:00.", "Soon."),
        ("time", "When is it?", "On Thu.", "In 9/40 of it."),
        ("time", "When is it?", "8 pm", "8 of it"),
        ("time", "When is it?", "27/3, the yard", "27/35 of it"),
        ("time", "When is it?", "3.11., the yard", "3.11 of it"),
        ("attribute", "date of the fair", "fair 14 June", "fair in June"),
        ("attribute", "phone number of Ana", "Ana 0171 222 9812", "Ana and 3 others"),
        ("time", "When is it cleaned?", "At midsummer.", "At length."),
        ("extent", "How hot is it?", "Some 90 °C.", "Very."),
        ("extent", "How long does it take?", "30 min.", "Very."),
        ("place", "Where is it kept?", "It is kept in the Orchard.", "It is kept dry."),
        ("place", "Which file holds it?", "It is written to `/etc/pump`.", "It is written down."),
        ("reason", "Why wear gloves?", "Since it is sharp.", "It is sharp."),
        ("reason", "What causes it?", "It leaks because of rust.", "It leaks."),
        ("located", "Where is it kept?", "It is stored inside.", "It is red."),
        ("money", "How much does it cost?", "It was 300 euros.", "It was dear."),
        ("extent", "How big is it?", "It has 300 MB.", "It is big."),
        ("meaning", "What does it stand for?", "It stands for order.", "It is order."),
        ("purpose", "What is it used for?", "It serves the garden.", "It is red."),
        ("extreme", "What is the default?", "By default, none.", "It has none."),
        ("decides", "Can it run dry?", "It must not.", "It runs."),
        ("decides", "is it safe", "Never by night.", "It is by night."),
    ],
)
def test_a_span_with_what_is_asked_for_is_told_from_one_without(
    name: str, question: str, holds: str, lacks: str
) -> None:
    assert values(name, choice(question, holds, lacks)) == [1, 0]


@pytest.mark.parametrize("name", ["number", "time", "place", "reason", "decides"])
def test_what_is_not_asked_for_speaks_for_no_span(name: str) -> None:
    made = choice("pump colours", "It was built by Ada in Berlin in 2019, but not because of us.")
    assert values(name, made) == [0]


def test_what_many_lines_have_the_form_of_speaks_for_none_of_them() -> None:
    assert values("attribute", choice("price of the pump", "pump 39 €", "pump")) == [0, 0]


def test_code_tells_nothing_by_its_form() -> None:
    assert values("attribute", choice("date of the fair", "$ fair 14 June")) == [0]


def test_what_defines_begins_by_saying_what_a_thing_of_the_question_is() -> None:
    for other in ("It is old.", "A pump leaks.", f"A pump {words()} is old."):
        made = choice("What is a pump?", other, "A pump is a device.")
        assert values("defines_first", made) == [0, 0.5]


def test_nothing_defines_where_no_definition_is_asked_for() -> None:
    assert values("defines_first", choice("Which pump leaks?", "A pump is a device.")) == [0]


def test_defines_first_falls_from_span_to_span() -> None:
    made = choice("What is a pump?", "A pump is a device.", "A pump is old.")
    assert values("defines_first", made) == [1, 0.5]


@pytest.mark.parametrize("text", ["A pump lifts water.", "Water is lifted by a pump."])
def test_the_subject_of_a_span_is_what_stands_before_its_verb(text: str) -> None:
    assert values("subject", choice("What is a pump?", text)) == [0]


def test_a_subject_with_further_words_is_less_the_one_that_is_asked_about() -> None:
    made = choice("What is a pump?", "A pump is red.", "The old pump is red.", "It is red.")
    one, longer, none = values("subject", made)
    assert one > longer > none


def test_what_is_defined_is_just_what_is_asked_about() -> None:
    made = choice("What is a red pump?", "A pump is old.", "Red pumps are old.", "A red pump.")
    assert values("defined", made) == [0, 1, 0]


def test_what_is_named_in_code_is_defined_by_what_it_does() -> None:
    texts = ("`drain` is a word.", "A pump is emptied by `pump drain`.", "`pump drain`, `x`")
    assert values("defined", choice("What is pump drain used for?", *texts)) == [0, 1, 0]


@pytest.mark.parametrize("question", ["What does a valve do?", "explain the valve"])
def test_what_something_does_is_said_of_just_this_thing(question: str) -> None:
    texts = ("There are a pump and a valve.", "Pump: lifts.", "Valve: closes.")
    assert values("defined", choice(question, *texts)) == [0, 0, 1]


@pytest.mark.parametrize("question", ["Which pump leaks?", "What is the red old pump by night?"])
def test_nothing_is_defined_where_more_than_a_topic_is_asked_about(question: str) -> None:
    assert values("defined", choice(question, "The red old pump leaks by night is it.")) == [0]


def test_what_somebody_said_begins_with_their_name() -> None:
    texts = ("The doctor came.", "**Doctor**: drink tea.")
    for question in ("What did the doctor say about tea?", "what does my doctor think?"):
        assert values("said", choice(question, *texts)) == [0.0, 1.0]
    assert values("said", choice("What does tea do?", *texts)) == [0.0, 0.0]


@pytest.mark.parametrize(
    "text", ["Green tea: mild.", "**Green tea** – mild.", "`Green tea`: it is"]
)
def test_what_stands_before_a_label_ends_is_a_subject(text: str) -> None:
    assert values("defined", choice("What is green tea?", text, "Tea may be mild.")) == [1.0, 0.0]


def test_new_names_are_those_that_the_question_does_not_hold() -> None:
    made = choice("Who built the Orchard?", "In the Orchard.", "It was Ada Smith.")
    none, two = values("new_names", made)
    assert none == 0 < two


def test_a_new_number_is_neither_a_year_nor_in_the_question() -> None:
    made = choice("How many of the 12 leak?", "All 12.", "In 2019.", "Only 5.", "Some.")
    assert values("new_number", made) == [0, 0, 1, 0]


def test_a_new_year_is_not_in_the_question() -> None:
    made = choice("When, after 2019, was it sold?", "In 2019.", "In 2021.", "After 5.")
    assert values("new_year", made) == [0, 1, 0]


def test_a_number_in_code_is_no_amount_unless_a_command_is_asked_for() -> None:
    made = choice("how long is it kept", "It is kept for 3 days.", "$ pump log 2>&1")
    assert values("number", made) == values("new_number", made) == [1, 0]
    made = choice("set a limit of how many to start", "It has 3 filters.", "$ pump start 4")
    assert values("number", made) == [1, 1]


def test_what_is_counted_stands_behind_a_number() -> None:
    made = choice("How many hoses are there?", "It has 12 red hoses.", "Hoses, 12.", "The hoses.")
    assert values("counted", made) == [1, 0, 0]
