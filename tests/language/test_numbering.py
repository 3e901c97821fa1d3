"""`assistant.language.numbering`: numbers with a unit, together or apart."""

from __future__ import annotations

import pytest

from assistant.language.expansions import SPELLING_SHARE, Expansion
from assistant.language.numbering import number_expansions
from assistant.text import analyzer

ENGLISH = analyzer()


def found(question: str, *held: str) -> list[Expansion]:
    terms = ENGLISH.terms(question)
    return list(number_expansions(question, terms, ENGLISH.terms, set(held).__contains__))


def test_a_number_and_its_unit_may_stand_apart_or_together() -> None:
    assert found("which 14mm hose", "14", "mm") == [Expansion(("14", "mm"), 1, 1, SPELLING_SHARE)]
    assert found("which 14 mm hose", "14mm") == [Expansion(("14mm",), 1, 2, SPELLING_SHARE)]


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("which 14 mm hose", "15mm"),
        ("what is left at 7 in May", "7in"),
        ("which hose is fourteen mm", "14mm"),
        ("which hose is year-7 or 1.7 mm", "7mm"),
    ],
    ids=["not held", "stop word", "no number", "other numbers"],
)
def test_other_numbers_are_written_in_one_way(question: str, held: str) -> None:
    assert found(question, held) == []


def test_a_number_that_comes_again_and_again_is_looked_for_once() -> None:
    """For each time all places were given again: millions of these."""
    assert len(found("5 mm " * 2000, "5mm")) == 2000


@pytest.mark.parametrize("held", [("10m",), ("10", "m")])
def test_a_spoken_unit_is_written_short(held: tuple[str, ...]) -> None:
    meant = [Expansion(held, 1, 2, SPELLING_SHARE)]
    assert found("the 10 metre cable", *held) == meant
    assert found("the 10 metres cable", *held) == meant


def test_several_of_what_a_number_names_are_found_by_its_name() -> None:
    assert found("how many SM58s", "sm58") == [Expansion(("sm58",), 2, 1, SPELLING_SHARE)]
