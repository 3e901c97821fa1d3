"""`assistant.language.question_parts`: several questions in one, and what a question compares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.question_parts import (
    MOST_SIDES,
    as_question,
    for_each,
    lacks_side,
    questions,
    sides,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What is a pump? And how do I stop it?", ("What is a pump?", "how do I stop it?")),
        ("How do I start it and how can I stop it", ("How do I start it", "how can I stop it")),
        ("What is a hose, and where are they kept?", ("What is a hose", "where are they kept?")),
        ("What is a pump and who built it?", ("What is a pump", "who built it?")),
        ("Is it red? Does it leak?", ("Is it red?", "Does it leak?")),
        ("who built the pump / what does it cost", ("who built the pump", "what does it cost")),
    ],
)
def test_each_question_of_several_is_told(text: str, parts: tuple[str, ...]) -> None:
    assert questions(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "How do I start and stop a pump?",
        "How do I find out what is leaking and why",
        "How do I see which ports are open and what listens",
        "red and blue hoses",
        "is there a pump / hose in the shed",
        "which is it and why",
        "It leaks. What is wrong?",
        "",
    ],
)
def test_a_question_that_only_sounds_like_several_is_one(text: str) -> None:
    assert questions(text) == (text,)


def test_a_long_chain_of_questions_is_left_alone() -> None:
    text = " ".join(f"What is a pump {number}?" for number in range(9))
    assert questions(text) == (text,)


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("What is the difference between a pump and a hose?", ("pump", "hose")),
        ("difference between COPY and ADD", ("COPY", "ADD")),
        ("How does a pump differ from a siphon?", ("pump", "siphon")),
        ("compare red hoses with blue hoses", ("red hoses", "blue hoses")),
        ("pump run vs pump start", ("pump run", "pump start")),
        ("pump versus hose", ("pump", "hose")),
        ("a pump compared to a siphon", ("pump", "siphon")),
        ("pump vs hose vs siphon", ("pump", "hose", "siphon")),
        ("difference between a pump, hose and siphon", ("pump", "hose", "siphon")),
        ("pump vs hose, which lasts longer", ("pump", "hose")),
    ],
)
def test_what_is_compared_is_told(text: str, things: tuple[str, ...]) -> None:
    assert sides(text) == things


def test_what_both_sides_have_in_common_may_be_said_once() -> None:
    assert sides("named and anonymous hoses") == ()
    assert sides("named vs anonymous hoses") == ("named hoses", "anonymous hoses")


@pytest.mark.parametrize("text", ["How do I stop a pump?", "what differs", "vs", "a vs"])
def test_a_question_that_compares_nothing_has_no_sides(text: str) -> None:
    assert sides(text) == ()


@given(st.text(alphabet="what is how do and or a? .,vs'", max_size=60))
def test_the_parts_are_cut_from_the_text_in_order(text: str) -> None:
    at = 0
    for part in questions(text):
        at = text.index(part, at) + len(part)


def test_a_text_as_long_as_a_file_is_one_question_that_compares_nothing() -> None:
    text = "is it wet? is the difference between " * 20_000
    assert questions(text) == (text,)
    assert sides(text) == ()


def test_many_blanks_in_a_row_are_as_good_as_one() -> None:
    blanks = " " * 450
    assert sides(f"compare {blanks}a pump {blanks}and {blanks}a hose {blanks}?") == ("pump", "hose")
    each = ("list pumps", "list hoses")
    assert for_each(f"list {blanks}pumps and {blanks}hoses") == each


def test_what_compares_many_things_is_no_comparison() -> None:
    assert len(sides(" vs ".join("bcdefghi"))) == MOST_SIDES
    assert sides(" vs ".join("bcdefghij")) == ()


@pytest.mark.parametrize(
    ("order", "question"),
    [
        ("list best practices", "what are the best practices"),
        ("Please list all the pumps.", "what are the pumps."),
        ("give me a list of my pumps", "what are the pumps"),
        ("listing pumps", ""),
        ("which pumps are there", ""),
        ("list", ""),
    ],
)
def test_an_order_to_list_something_asks_for_it(order: str, question: str) -> None:
    assert as_question(order) == question


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("list pots and pans", ("list pots", "list pans")),
        (
            "How do I clean all pots and the iron pans?",
            ("How do I clean all pots", "How do I clean the iron pans"),
        ),
        (
            "how to descale a kettle and an urn",
            ("how to descale a kettle", "how to descale an urn"),
        ),
    ],
)
def test_what_is_done_to_two_things_is_asked_for_each(text: str, each: tuple[str, str]) -> None:
    assert for_each(text) == each


@pytest.mark.parametrize(
    "text",
    [
        "list pots",
        "pots and pans",
        "what are pots and pans",
        "wash and dry a pot",
        "how do I wash and dry a pot",
        "how do I carry pots to the kitchen and the cellar of the house",
        "list pots and pans " * 200,
    ],
)
def test_other_questions_are_asked_as_they_are(text: str) -> None:
    assert for_each(text) is None


@pytest.mark.parametrize(
    ("held", "lacks"), [({"red"}, True), ({"kettle"}, True), ({"red", "blue"}, False)]
)
def test_a_side_is_lacking_of_which_no_word_of_its_own_is_held(
    held: set[str], *, lacks: bool
) -> None:
    assert lacks_side([["red", "kettle"], ["blue", "kettle"]], held) is lacks


def test_where_nothing_is_compared_no_side_is_lacking() -> None:
    assert not lacks_side([], {"kettle"})
    assert not lacks_side([["kettle"], ["kettle"]], set())
