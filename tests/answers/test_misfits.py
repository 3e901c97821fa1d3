"""`assistant.answers.misfits`: what a question asks for and its answer lacks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.misfits import WITHOUT_AMOUNT, WITHOUT_TIME, WITHOUT_WAY, Shown, share_left
from assistant.language.sentences import Span
from assistant.model import BlockKind


def left(
    question: str,
    line: str,
    *,
    text: str = "",
    headings: tuple[str, ...] = ("Pump",),
    kind: BlockKind = BlockKind.PARAGRAPH,
) -> float:
    """Give what is left of the confidence; `text` is what is shown beside the line."""
    return share_left(question, Shown(f"{line}\n{text}", Span(line, 1, 0, kind), headings))


@given(st.text(), st.text(), st.sampled_from(BlockKind))
def test_something_and_no_more_than_all_is_left(question: str, line: str, kind: BlockKind) -> None:
    assert 0 < left(question, line, kind=kind) <= 1


# An amount


def test_how_many_is_not_answered_without_an_amount() -> None:
    assert left("how many pumps are there", "Pumps stand in the yard.") == WITHOUT_AMOUNT


def test_the_amount_may_stand_beside_the_line() -> None:
    assert left("how many pumps are there", "Pumps stand in the yard.", text="All 7 work.") == 1


# A time


@pytest.mark.parametrize(
    "question",
    [
        "when was the pump bought",
        "and when did it break?",
        "since when were there two",
        "in which year did we move",
    ],
)
def test_when_something_was_is_not_answered_without_a_time(question: str) -> None:
    assert left(question, "The pump stands in the yard.") == WITHOUT_TIME


@pytest.mark.parametrize(
    "line",
    [
        "Bought 2019 in Ulm.",
        "It broke last Friday.",
        "That was in spring.",
        "It broke after the flood.",
        "Two weeks ago.",
    ],
)
def test_a_time_is_told_by_a_number_a_name_or_what_else_happened(line: str) -> None:
    assert left("when did the pump break", line) == 1


@pytest.mark.parametrize("question", ["when should I oil it", "what to do when it was flooded"])
def test_when_to_do_something_may_be_answered_otherwise(question: str) -> None:
    assert left(question, "The pump needs oil if it squeaks.") == 1


# A way


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("how do I create a tank", "Tanks are created by the maker and cannot be changed."),
        ("how can we stop all pumps", "Stopped: This state is entered at night."),
        ("and how to unclog the drain?", "The drain is of steel, installed in May."),
    ],
)
def test_how_to_do_something_is_not_answered_by_what_is_the_case(question: str, line: str) -> None:
    assert left(question, line) == WITHOUT_WAY


@pytest.mark.parametrize(
    "line",
    [
        "The tank is made with `tankctl`.",
        "A tank can be ordered through the shop.",
        "By turning the tap.",
        "Tank: turn the blue tap.",
        "Turn the tap.",
        "Print two forms",
        "tank_new() does it",
        "You need the blue key.",
        "| tank | by mail |",
        "Creating tanks: not on Sundays.",
    ],
)
def test_a_means_an_order_or_code_is_a_way(line: str) -> None:
    assert left("how do I create a tank", line) == 1


def test_a_command_is_a_way() -> None:
    assert left("how do I create a tank", "tankctl new", kind=BlockKind.CODE) == 1


def test_what_is_shown_beside_the_line_tells_a_way_in_the_word_of_the_question() -> None:
    assert left("how do I create a tank", "Tanks are big.", text="They create one for you.") == 1


@pytest.mark.parametrize("heading", ["Create a tank", "How are tanks made?", "Ways to a tank"])
def test_what_stands_under_a_heading_that_asks_for_a_way_is_one(heading: str) -> None:
    assert left("how do I create a tank", "Tanks are big.", headings=("Pump", heading)) == 1


@pytest.mark.parametrize("question", ["how does a tank work", "how do I know a tank is full"])
def test_how_something_is_asks_for_no_way(question: str) -> None:
    assert left(question, "Tanks are big.") == 1


def test_an_answer_without_headings_is_judged_as_well() -> None:
    assert left("how do I create a tank", "Tanks are big.", headings=()) == WITHOUT_WAY
