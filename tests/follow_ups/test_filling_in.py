"""`assistant.follow_ups.filling_in`: what a question leaves out stands behind it."""

from __future__ import annotations

from assistant.follow_ups.filling_in import own_words, spoken, supplied_with
from assistant.model import Query, Resolution


def test_words_stand_before_the_sign_that_ends_a_question() -> None:
    assert supplied_with("and when?", "the kettle") == "and when (the kettle)?"
    assert supplied_with("and when", "the kettle") == "and when (the kettle)"
    assert supplied_with("and when? ", "") == "and when? "


def test_what_was_supplied_can_be_taken_away_again() -> None:
    query = Query("when?", Resolution("when (the kettle)?", supplied="the kettle"), (), ())
    assert own_words(query) == "when?"
    assert spoken(query) == "when the kettle"


def test_brackets_of_the_question_itself_are_left_alone() -> None:
    query = Query("when (today)?", Resolution("when (today)?"), (), ())
    assert own_words(query) == "when (today)?"
