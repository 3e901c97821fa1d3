"""`assistant.follow_ups.possessors`: "she" in turn is who has what was asked about."""

from __future__ import annotations

import pytest
from turns import conversation_of

from assistant.conversation import resolve


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["when is Marie's birthday", "what does she like?"], "what does Marie like?"),
        (["when did Marie start?", "who is her boss?"], "who is Marie's boss?"),
        (["when is mum's birthday?", "what does she like?"], "what does mum like?"),
        (
            ["Marie's birthday?", "what does she like?", "where is her desk?"],
            "where is Marie's desk?",
        ),
        (["what is the server's address?", "which port does it use?"], None),
    ],
)
def test_a_pronoun_stands_for_the_possessor(asked: list[str], expected: str | None) -> None:
    found = resolve(conversation_of(asked[:-1]), asked[-1]).standalone
    assert found == (expected or "which port does server use?")


def test_what_is_done_to_it_is_done_to_what_is_possessed() -> None:
    conversation = conversation_of(["what is the server's default address?"])
    assert "address" in resolve(conversation, "how do I change it?").standalone


def test_several_that_were_counted_are_not_it() -> None:
    conversation = conversation_of(["how many litres does the barrel hold?"])
    assert resolve(conversation, "how do I clean it?").standalone == "how do I clean barrel?"


def test_what_was_asked_of_a_thing_is_not_taken_along() -> None:
    conversation = conversation_of(["how much did the fan cost?"])
    assert resolve(conversation, "when was it replaced?").standalone == "when was fan replaced?"
