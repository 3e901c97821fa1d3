"""`assistant.follow_ups.bare_questions`: which questions have no words of their own."""

from __future__ import annotations

import pytest
from turns import after, answered, query_of, turns_of, unanswered

from assistant.conversation import resolve
from assistant.follow_ups.bare_questions import (
    is_bare,
    is_full,
    is_pasted,
    last_full,
    names_nothing,
)
from assistant.model import Resolution, ResolutionKind


@pytest.mark.parametrize(
    "question",
    [
        "why?",
        "really?",
        "tell me more",
        "tell me more about it",
        "show me another example",
        "which one?",
        "and the latter?",
    ],
)
def test_a_question_without_words_of_its_own_is_bare(question: str) -> None:
    assert is_bare(question)


@pytest.mark.parametrize(
    "question",
    [
        "why a volume?",
        "tell me more about volumes",
        "stop it",
        "is it safe?",
        "what does the second one do in Swarm?",
    ],
)
def test_a_question_that_says_something_is_not(question: str) -> None:
    assert not is_bare(question)


@pytest.mark.parametrize(
    "question",
    [
        "when?",
        "and who?",
        "which room?",
        "and what time",
        "how much was it?",
        "what did we do about it?",
        "where is she?",
    ],
)
def test_a_piece_of_what_was_told_is_asked_for(question: str) -> None:
    assert names_nothing(question)


@pytest.mark.parametrize(
    "question", ["show me an example", "when does it renew?", "what else?", "the second one", "it"]
)
def test_what_names_something_or_wants_more_asks_for_none(question: str) -> None:
    assert not names_nothing(question)


def test_a_bare_question_that_was_told_what_it_points_at_is_full() -> None:
    named = Resolution("host", (("the second one", "host"),), kind=ResolutionKind.RESTATED)
    extended = Resolution("why: a volume?", (("", "a volume"),), kind=ResolutionKind.EXTENDED)
    pointed, left_out = query_of("the second one", named), query_of("why?", extended)
    assert [is_full(after(unanswered(one)).turns[0]) for one in (pointed, left_out)] == [
        True,
        False,
    ]


def test_the_last_full_question_stands_before_the_bare_ones() -> None:
    turns = turns_of("what is a volume", "how do I remove an image", "why?", "really?")
    assert last_full(turns) is turns[1]


def test_of_bare_questions_alone_the_last_is_given() -> None:
    turns = turns_of("why?", "really?")
    assert last_full(turns) is turns[1]


@pytest.mark.parametrize(
    ("question", "told", "is_so"),
    [
        ("no space left", 'It says "No space left on device" once the disk is full.', True),
        ("Pump stalled: water too cold today", "**Pump stalled: water too cold today** wait", True),
        ("empty the filter", "Once a month, empty the filter below.", False),
        ("how full is the disk", 'It says "no space left on device".', False),
        ("", "It is full.", False),
    ],
    ids=["quoted", "long", "a few words", "other words", "nothing"],
)
def test_a_line_of_what_answered_it_was_pasted(question: str, told: str, *, is_so: bool) -> None:
    turn = after(answered(query_of(question, Resolution(question)), told)).turns[0]
    assert is_pasted(turn) is is_so


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("which ports are open", "which ports are open"),
        ("and in compose?", "and in compose?"),
        ("what causes it?", "what causes pump stalled?"),
    ],
)
def test_of_what_was_pasted_no_more_is_asked_than_what_it_is(question: str, meant: str) -> None:
    pasted = query_of("pump stalled", Resolution("pump stalled"))
    conversation = after(answered(pasted, 'It shows "pump stalled".'))
    assert resolve(conversation, question).standalone == meant
