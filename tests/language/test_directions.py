"""`assistant.language.directions`: which way things are moved."""

from __future__ import annotations

import pytest

from assistant.language.directions import directions, leads_elsewhere
from assistant.text import analyzer

TERMS = analyzer().terms
THINGS = ("barrel", "jug")


@pytest.mark.parametrize(
    ("text", "leads_away"),
    [
        ("from the barrel", True),
        ("out of the old barrel", True),
        ("to a barrel", False),
        ("into the barrel", False),
        ("onto barrels", False),
    ],
)
def test_a_word_before_a_thing_says_whether_it_leads_away(text: str, *, leads_away: bool) -> None:
    assert directions(TERMS(text), THINGS) == {"barrel": {leads_away}}


@pytest.mark.parametrize(
    "text", ["the barrel", "from here on the whole barrel leaks", "find out a barrel"]
)
def test_a_thing_without_such_a_word_close_before_it_has_no_direction(text: str) -> None:
    assert directions(TERMS(text), THINGS) == {}


def test_a_thing_may_be_told_of_both_ways() -> None:
    assert directions(TERMS("into a jug and from the jug"), THINGS) == {"jug": {True, False}}


def test_what_is_told_the_other_way_alone_leads_elsewhere() -> None:
    wanted = directions(TERMS("from the barrel to a jug"), THINGS)
    assert leads_elsewhere(wanted, directions(TERMS("into the barrel"), THINGS))
    assert leads_elsewhere(wanted, directions(TERMS("out of the jug"), THINGS))
    assert not leads_elsewhere(wanted, directions(TERMS("into the jug or from the jug"), THINGS))
    assert not leads_elsewhere(wanted, {})


def test_what_a_thing_is_like_stands_before_it() -> None:
    found = directions(TERMS("into a full barrel from the jug"), (*THINGS, "full"))
    assert found == {"full": {False}, "barrel": {False}, "jug": {True}}
