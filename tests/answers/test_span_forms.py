"""`assistant.answers.span_forms`: where a span stands and how it is put."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from span_choices import choice, piece, values, with_pieces, words

from assistant.model import BlockKind
from assistant.records import replace

if TYPE_CHECKING:
    from assistant.answers.span_choice import SpanChoice


def test_first_falls_from_span_to_span() -> None:
    assert values("first", choice("pump", "One.", "Two.", "Three.")) == [1, 0.5, 0.3333]


def test_length_grows_with_the_number_of_terms() -> None:
    none, short, long = values("length", choice("pump", "…", "A pump.", words()))
    assert none == 0 < short < long


def test_short_is_less_than_five_terms() -> None:
    assert values("short", choice("pump", "a b c d", "a b c d e")) == [1, 0]


def test_few_words_of_prose_are_short_but_a_command_is_not() -> None:
    assert values("short", choice("pump", "Old pump.", "$ x p", "It is an old pump.")) == [1, 0, 0]


def test_prose_behind_code_comments_on_it() -> None:
    assert values("behind_code", choice("pump", "A pump.", "$ pump", "It pumps.")) == [0, 0, 1]


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("Use it by night.", True),
        ("*Oil all of them* by night.", True),
        ("( oil it by night", False),
        ("Oil, it stops by night.", False),
        ("That is how the pump stops.", True),
        ("The second line stops the pump.", True),
        ("It stops by night.", False),
        ("The pump stops by night.", False),
    ],
)
def test_prose_may_refer_to_what_stands_before_it(text: str, *, refers: bool) -> None:
    assert values("refers_back", choice("pump", text)) == [refers]


def test_prose_may_advise_when_to_do_something() -> None:
    made = choice("pump", "Handy when you are in a hurry.", "The pump is red.")
    assert values("advises", made) == [1, 0]


def test_prose_that_begins_with_a_pronoun_needs_what_is_before_it() -> None:
    made = choice("How do I stop the pump?", "It stops.", "The pump stops.")
    assert values("pronoun_for_command", made) == [1, 0]


def test_a_span_may_begin_with_a_condition() -> None:
    assert values("condition", choice("pump", "If red, stop.", "Iffy.")) == [1, 0]


def test_a_span_may_explain_something_in_brackets() -> None:
    assert values("bracket", choice("pump", "A pump (red).", "A pump.")) == [1, 0]


def test_question_is_a_span_that_asks_itself() -> None:
    assert values("question", choice("pump", "A pump?", "A pump.")) == [1, 0]


def test_a_verdict_is_wanted_where_yes_or_no_is_asked_for_and_nowhere_else() -> None:
    texts = ("Yes, but slowly.", "No!", "Now it is red.", "No pump is red.")
    assert values("verdict", choice("Can it be red?", *texts)) == [1, 1, 0, 0]
    assert values("verdict", choice("How red is it?", *texts)) == [0, 0, 1, 1]


def test_leads_in_is_a_span_that_ends_with_a_colon() -> None:
    assert values("leads_in", choice("pump", "Stop the pump:", "Stop the pump.")) == [1, 0]


def test_row_is_a_row_of_a_table() -> None:
    assert values("row", choice("pump", "| pump | red |", "A pump.")) == [1, 0]


def listed(question: str, *texts: str) -> SpanChoice:
    """Bring a question together with a sentence and the items of a list."""
    made = choice(question, *texts)
    items = [
        replace(one, span=replace(one.span, kind=BlockKind.ITEM)) if at else one
        for at, one in enumerate(made.candidates)
    ]
    return with_pieces(made, items)


def test_the_first_item_is_where_a_list_that_is_asked_for_begins() -> None:
    texts = ("Many.", "green", "black")
    made = listed("Which teas are there?", *texts)
    assert values("first_item_for_list", made) == [0.0, 1.0, 0.0]
    assert values("first_item_for_list", listed("Is tea hot?", *texts)) == [0.0, 0.0, 0.0]


def test_the_first_item_may_be_the_first_step_where_a_section_has_no_code() -> None:
    made = listed("How do I make tea?", "When: at five.", "boil", "wait")
    assert values("first_step", made) == [0.0, 1.0, 0.0]
    with_code = with_pieces(made, [*made.candidates, piece("$ kettle on")])
    assert values("first_step", with_code) == [0.0, 0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("first_who", "Who built it?"),
        ("first_when", "When was it built?"),
        ("first_how_much", "How many are there?"),
        ("first_how_much", "How hot is it?"),
    ],
)
def test_the_first_place_counts_by_the_kind_of_question(name: str, question: str) -> None:
    assert values(name, choice(question, "One.", "Two.")) == [1, 0.5]
    assert values(name, choice("Why?", "One.", "Two.")) == [0, 0]


def test_depth_grows_from_span_to_span() -> None:
    assert values("depth", choice("pump", "One.", "Two.")) == [0, 0.5]


def test_prose_that_ends_with_a_word_is_unfinished() -> None:
    made = choice("x", "A pump.", "A red pump", "$ pump", "It is in /etc/pump/")
    assert values("unfinished", made) == [0, 1, 0, 0]


def test_a_note_on_what_it_begins_with_is_finished_without_a_full_stop() -> None:
    made = choice("x", "Rust: oil it overnight", "too loud -> oil it", "A red pump")
    assert values("unfinished", made) == [0, 0, 1]
