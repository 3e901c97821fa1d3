"""`assistant.answers.asked_words`: a deed or a kind of thing that a section has no word for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.answers.asked_words import (
    LEAST_DEED,
    LEAST_KIND,
    LEAST_NAME,
    WITHOUT_DEED,
    WITHOUT_KIND,
    WITHOUT_SIDE,
    share_of_deed,
    share_of_kind,
    share_of_name,
    share_of_sides,
)
from assistant.answers.judged import Judged, Shown
from assistant.answers.misfits import WITHOUT_DEFINITION
from assistant.language.span import Span
from assistant.model import BlockKind, Query, Resolution
from assistant.text import analyzer

if TYPE_CHECKING:
    from collections.abc import Callable

ANALYZER = analyzer()


def left(share: Callable[[Judged], float], question: str, held: str, weight: float) -> float:
    """Give what is left where each term counts `weight` and the section holds some words."""
    query = Query(question, Resolution(question), *ANALYZER.question_terms(question))
    shown = Shown(held, Span(held, 1, 0, BlockKind.PARAGRAPH), ())
    terms = ANALYZER.terms(held)
    weights = dict.fromkeys(query.content, weight)
    return share(Judged(query, weights, shown, terms, terms, ANALYZER.terms))


def left_of_note(question: str, title: str, mentioned: str, weights: dict[str, float]) -> float:
    """Give what is left of a definition by a note of that title; others mention some words."""
    query = Query(question, Resolution(question), *ANALYZER.question_terms(question))
    shown = Shown(title, Span(title, 1, 0, BlockKind.PARAGRAPH), (title,))
    held = ANALYZER.terms(title)
    found = [*held, *ANALYZER.terms(mentioned)]
    return share_of_name(Judged(query, weights, shown, held, found, ANALYZER.terms))


def test_what_speaks_of_a_thing_does_not_tell_how_to_do_something_to_it() -> None:
    asked = "how do I descale the kettle"
    assert left(share_of_deed, asked, "kettle", LEAST_DEED) == WITHOUT_DEED
    assert left(share_of_deed, asked, "descale kettle", LEAST_DEED) == 1


def test_a_verb_that_says_little_may_be_lacking() -> None:
    assert left(share_of_deed, "how do I fill the kettle", "kettle", LEAST_DEED - 0.1) == 1


@pytest.mark.parametrize(
    "question",
    [
        "which shop sold the kettle",
        "and from which shop is the kettle",
        "what shop did the kettle come from",
        "what is the shop of the kettle",
        "what's the shop for kettles",
    ],
)
def test_the_kind_of_thing_that_is_asked_for_has_to_be_named(question: str) -> None:
    assert left(share_of_kind, question, "kettle sold come", LEAST_KIND) == WITHOUT_KIND
    assert left(share_of_kind, question, "kettle sold shop come", LEAST_KIND) == 1
    assert left(share_of_kind, question, "kettle sold come", LEAST_KIND - 0.1) == 1


@pytest.mark.parametrize(
    "question", ["what is a kettle", "where is the kettle", "which the kettle"]
)
def test_other_questions_name_no_kind(question: str) -> None:
    assert left(share_of_kind, question, "pot", LEAST_KIND) == 1


@pytest.mark.parametrize(
    ("held", "share"),
    [("red kettle", WITHOUT_SIDE), ("blue kettle", WITHOUT_SIDE), ("red blue", 1)],
)
def test_each_thing_that_is_compared_has_to_be_named(held: str, share: float) -> None:
    assert left(share_of_sides, "red kettle vs blue kettle", held, 1.0) == share


def test_what_compares_nothing_lacks_no_side() -> None:
    assert left(share_of_sides, "where is the red kettle", "shelf", 1.0) == 1


def test_of_a_thing_to_be_defined_the_last_word_has_to_be_named() -> None:
    asked = "what is a kettle stand"
    assert left(share_of_name, asked, "kettle", LEAST_NAME) == WITHOUT_DEFINITION
    assert left(share_of_name, asked, "stand kettle", LEAST_NAME) == 1
    assert left(share_of_name, asked, "kettle", LEAST_NAME - 0.1) == 1
    assert left(share_of_name, "where is the kettle stand", "kettle", LEAST_NAME) == 1
    assert left(share_of_name, "what is included (kettle)", "kettle", LEAST_NAME) == 1


def test_a_note_on_the_rarer_word_tells_of_the_thing_if_the_other_is_met_elsewhere() -> None:
    asked, rare = "what is a samovar stand", {"samovar": 4.0, "stand": 2.0}
    common = {"samovar": 0.5, "stand": 2.0}
    assert left_of_note(asked, "Samovar", "stand", rare) == 1
    assert left_of_note(asked, "Samovar", "", rare) == WITHOUT_DEFINITION
    assert left_of_note(asked, "Samovar", "stand", common) == WITHOUT_DEFINITION
