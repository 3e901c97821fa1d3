"""`assistant.answers.misfits`: what a question asks for and its answer lacks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.judged import Shown
from assistant.answers.misfits import (
    WITHOUT_ATTRIBUTE,
    WITHOUT_AUTHOR,
    WITHOUT_DEFAULT,
    WITHOUT_DEFINITION,
    WITHOUT_FIGURE,
    WITHOUT_NAME,
    WITHOUT_SUBJECT,
    WITHOUT_WAY,
    share_left,
)
from assistant.language.span import Span
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


# A subject


@pytest.mark.parametrize("question", ["the", "how", "what is it?", "and why not"])
def test_a_question_on_nothing_is_not_answered_by_what_has_its_words(question: str) -> None:
    assert left(question, "It is how the pump works.") == WITHOUT_SUBJECT


def test_a_heading_or_a_name_in_capitals_may_look_like_such_a_question() -> None:
    assert left("about", "Two friends.", headings=("Blog", "About")) == 1
    assert left("what does FROM do", "FROM names the sender.") == 1


@pytest.mark.parametrize("option", ["-it", "-a", "--all", "--from"])
def test_an_option_whose_letters_are_a_plain_word_is_something(option: str) -> None:
    assert left(f"what does {option} do", f"With `{option}` the pump runs on.") == 1
    assert left(f"what does {option[1:].strip('-')} do", "It is the pump.") == WITHOUT_SUBJECT


@pytest.mark.parametrize("question", ["what time is it", "and what day is it today?"])
def test_what_time_it_is_stands_in_no_note(question: str) -> None:
    assert left(question, "The pump runs some time each day of 2024.") == WITHOUT_SUBJECT


def test_a_time_of_something_is_asked_of_that() -> None:
    assert left("what time is the ferry", "The ferry leaves at nine.") == 1
    assert left("time", "The time is set by hand.") == 1


@pytest.mark.parametrize("question", ["is it off", "is it up or down"])
def test_a_part_of_a_verb_says_nothing_alone(question: str) -> None:
    assert left(question, "The pump is off, the tap is up.") == WITHOUT_SUBJECT


def test_a_plain_word_that_the_line_has_as_code_is_something() -> None:
    assert left("what does up do", "With `pump up` it runs.") == 1
    assert left("what does up do", "The pump goes up.") == WITHOUT_SUBJECT


# An amount


def test_how_many_is_not_answered_without_an_amount() -> None:
    assert left("how many pumps are there", "Pumps stand in the yard.") == WITHOUT_FIGURE


def test_the_amount_may_stand_beside_the_line() -> None:
    assert left("how many pumps are there", "Pumps stand in the yard.", text="All 7 work.") == 1


def test_an_age_is_told_by_the_line_itself() -> None:
    assert left("how old is the pump", "The pump is green.", text="7 tanks.") == WITHOUT_ATTRIBUTE
    assert left("how old is the pump", "The pump is from 1970.") == 1


# A price, an address or the like


def test_what_is_asked_for_by_name_has_its_form() -> None:
    assert left("what did the pump cost", "The pump is blue.") == WITHOUT_ATTRIBUTE
    assert left("what did the pump cost", "The pump, 39 €.") == 1


def test_the_heading_may_tell_it() -> None:
    assert left("what did the pump cost", "It is blue.", headings=("Yard", "Pump (39 €)")) == 1


def test_code_may_print_it() -> None:
    assert left("version of the pump firmware", "pumpctl -V", kind=BlockKind.CODE) == 1


def test_what_something_is_done_to_is_not_asked_for() -> None:
    assert left("how do I send an email", "Send it by the pump.") == 1


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
    assert left(question, "The pump stands in the yard.") == WITHOUT_FIGURE


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
        "Tank = blue tap.",
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


def test_what_a_command_does_tells_no_way_to_another_deed() -> None:
    line = "The command lists the tanks installed in the yard."
    headings = ("Pump", "What does the lstank command do?")
    assert left("how do I install a tank", line, headings=headings) == WITHOUT_WAY


def test_a_heading_that_only_wants_to_be_told_something_heads_no_ways() -> None:
    headings = ("Pump", "Can you tell something about tanks?")
    assert left("how do I install a tank", "Tanks are big.", headings=headings) == WITHOUT_WAY


@pytest.mark.parametrize(
    "line",
    [
        "A tank is all that is needed to run a pump.",
        "The tank is of open-cell foam.",
        "The tank is there to sell.",
    ],
)
def test_what_a_thing_is_there_to_do_is_no_way(line: str) -> None:
    assert left("how do I sell a tank", line) == WITHOUT_WAY


def test_what_does_it_tells_how_to_do_it() -> None:
    assert left("how do I make it milder", "Coconut milk makes it milder.") == 1.0


# A definition


@pytest.mark.parametrize("line", ["How big is the tank?\nVery.", "fill tank"])
def test_a_line_that_asks_or_does_something_else_names_no_thing(line: str) -> None:
    assert left("what is a tank", line, headings=("Yard", "Pump")) == WITHOUT_DEFINITION


@pytest.mark.parametrize("question", ["what is a tank", "Whats a tank?", "what are tanks"])
def test_what_only_speaks_of_a_thing_does_not_say_what_it_is(question: str) -> None:
    line = "The pump fills the tank at night."
    assert left(question, line, headings=("Yard", "Pump")) == WITHOUT_DEFINITION


@pytest.mark.parametrize(
    ("line", "headings"),
    [
        ("A tank is a vessel.", ("Yard", "Pump")),
        ("Tank: a vessel.", ("Yard", "Pump")),
        ("| tank | a vessel |", ("Yard", "Terms")),
        ("tank = vessel", ("Yard", "Pump")),
        ("pump = machine; tank = vessel", ("Yard", "Pump")),
        ("What is a tank?\nWhat holds water.", ("Yard", "Pump")),
        ("Tank\nwhat holds water", ("Yard", "Pump")),
        ("A tank:\nwhat holds water", ("Yard", "Pump")),
        ("A vessel for water.", ("Yard", "Tank")),
        ("A vessel for water.", ("Yard", "2. What is a tank?")),
        ("A vessel for water.", ("Yard", "Tanks", "In short")),
        ("A vessel for water.", ("Tank", "In short")),
    ],
)
def test_a_subject_a_row_or_a_heading_says_what_a_thing_is(
    line: str, headings: tuple[str, ...]
) -> None:
    assert left("what is a tank", line, headings=headings) == 1


@pytest.mark.parametrize(
    "heading", ["How do I clean a tank?", "Which tanks leak?", "What does a tank cost?"]
)
def test_a_heading_that_asks_something_else_of_a_thing_does_not_say_what_it_is(
    heading: str,
) -> None:
    line = "Scrub it with sand."
    assert left("what is a tank", line, headings=("Yard", heading)) == WITHOUT_DEFINITION


def test_a_word_that_only_begins_alike_names_another_thing() -> None:
    headings = ("Yard", "Overseas")
    assert left("what is an overflow", "A journey.", headings=headings) == WITHOUT_DEFINITION
    assert left("what is an overflow", "A hole.", headings=("Yard", "Overflowing")) == 1


def test_a_thing_of_two_words_in_one_is_named_by_both() -> None:
    assert left("what is a fill-line", "A mark.", headings=("Yard", "What is a fill-line?")) == 1
    assert left("what is a fill line", "A mark.", headings=("Yard", "What is a fill-line?")) == 1


def test_a_name_of_several_words_that_stands_as_code_is_no_mere_mention() -> None:
    headings = ("Yard", "Water")
    assert left("what is tank fill", "Water comes by `tank fill`.", headings=headings) == 1
    for line in ("Water comes by the tank fill.", "Water comes by the `tank`."):
        assert left("what is tank fill", line, headings=headings) == WITHOUT_DEFINITION


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("what is alpha", "Its rate is alpha."),
        ("what is a tank", "What holds the water is called a *tank* here."),
        ("what is RWT", "Beside the rain water tank (RWT)."),
        ("what is bluefin", "small tank: **Bluefin**, 40 litres"),
        ("what is deep blue", "The tank is painted in *deep blue*."),
        ("what is tank fill good for", "Water comes by `tank fill`."),
        ("what is tank.toml", "The size is taken from tank.toml."),
        ("what is TANK_SIZE", "The size is taken from `TANK_SIZE`."),
        ("what is 5W-30", "5W-30, 4.2 litres."),
    ],
)
def test_what_is_said_to_be_called_so_is_told_what_it_is(question: str, line: str) -> None:
    assert left(question, line, headings=("Yard", "Water")) == 1


@pytest.mark.parametrize("line", ["It is a pump for tanks.", "The water is in the tank."])
def test_a_thing_spoken_of_behind_a_verb_is_not_called_so(line: str) -> None:
    assert left("what is a tank", line, headings=("Yard", "Water")) == WITHOUT_DEFINITION


def test_what_all_notes_are_about_defines_none_of_its_parts() -> None:
    line = "A yard pump is a machine that fills the tank."
    headings = ("Yard", "Pump")
    assert left("what is a yard tank", line, headings=headings) == WITHOUT_DEFINITION


def test_a_thing_named_by_title_and_heading_is_one_whatever_else_it_is_called() -> None:
    assert left("what is a yard tank", "A vessel for water.", headings=("Tanks", "A tank")) == 1


@pytest.mark.parametrize(
    "question",
    [
        "what is the size of a tank",
        "what is so good about tanks",
        "what's the difference between tanks",
        "how big is a tank",
        "what is the tank",
        "whats my tank",
        "what is tank password",
        "what is usual tank",
    ],
)
def test_a_question_for_a_detail_wants_no_definition(question: str) -> None:
    assert left(question, "It fills 2 tanks of 40 litres.", headings=("Yard", "Pump")) == 1


# A default


def test_a_default_is_not_told_by_what_speaks_of_none() -> None:
    assert left("default speed of the pump", "The pump has two speeds.") == WITHOUT_DEFAULT


@pytest.mark.parametrize(
    "line", ["It defaults to 3.", "Unless told to, it runs at 3.", "The usual speed is 3."]
)
def test_a_default_is_what_holds_unless_something_else_is_said(line: str) -> None:
    assert left("default speed of the pump", line) == 1


# A name


def test_what_a_name_in_capitals_does_is_not_told_by_a_word_like_it() -> None:
    assert left("what does SIEVE do", "Sand is sieved at night.") == WITHOUT_NAME
    assert left("what is FROM for", "Sand is taken from the yard.") == WITHOUT_NAME


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("what does SIEVE do", "SIEVE parts the sand."),
        ("what does PUMPCTL do", "The program pumpctl starts it."),
        ("what is FROM for", "FROM: where it begins."),
        ("which sand do I NOT sieve", "Sand is taken as it is."),
    ],
)
def test_a_name_is_told_of_by_itself_however_it_is_written(question: str, line: str) -> None:
    assert left(question, line) == 1


def test_a_number_behind_the_name_of_an_attribute_is_no_lack_of_it() -> None:
    assert left("what does the pump weigh", "Weight of the pump: 71.5") == 1
    assert left("what does the pump weigh", "The pump: 71.5") == WITHOUT_ATTRIBUTE


def test_a_definition_below_a_heading_has_no_form_to_lack() -> None:
    line = "One that lifts water."
    assert left("definition of active pump", line, headings=("Pump", "Active pump")) == 1


# An author


@pytest.mark.parametrize(
    "line",
    [
        "A pump is created with care.",
        "The Pumpfile is written last.",
        "`pump create` it",
        "**Status**: not created",
    ],
)
def test_who_made_something_is_told_by_a_line_that_names_somebody(line: str) -> None:
    headings = ("Pump", "How do I create it?")
    assert left("who created the pump", line, headings=headings) == WITHOUT_AUTHOR


@pytest.mark.parametrize(
    "line",
    [
        "Archimedes had the idea.",
        "It was made by Ada Byron.",
        "My aunt: created by my aunt",
        "We did.",
    ],
)
def test_whoever_made_something_may_be_named_in_any_way(line: str) -> None:
    assert left("who created the pump", line) == 1


def test_who_does_something_may_be_told_without_a_name() -> None:
    assert left("who uses the pump", "Gardeners use it.") == 1
