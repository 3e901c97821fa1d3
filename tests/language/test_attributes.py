"""`assistant.language.attributes`: what of a thing is asked for, and its form."""

from __future__ import annotations

import pytest

from assistant.language.attributes import (
    asked_attributes,
    expected_forms,
    has_form,
    names_amount,
    words_told,
)


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("Ana's weight: 71.5 in June", True),
        ("In June Ana's weight is again 71.5.", True),
        ("Does Ana weigh too little? 3 of us think so.", False),
        ("Ana's weight: low", False),
        ("Ana: 71.5", False),
    ],
)
def test_a_number_behind_the_name_of_an_attribute_tells_it(line: str, *, is_told: bool) -> None:
    ((attribute, _),) = asked_attributes("what does Ana weigh")
    assert names_amount(attribute, line) == is_told


def test_what_is_counted_is_told_by_a_line_with_a_number() -> None:
    assert has_form("3 eggs", expected_forms("how many eggs"))
    assert not has_form("one of the eggs", expected_forms("how many eggs"))


@pytest.mark.parametrize(
    ("line", "is_time"),
    [("delivers if ordered till 11", True), ("back after 7", True), ("runs for 11 people", False)],
)
def test_an_hour_behind_till_or_the_like_is_a_time(line: str, *, is_time: bool) -> None:
    assert has_form(line, expected_forms("by when do I order")) == is_time


def told(question: str, line: str) -> bool:
    """Tell whether a line has the form of what a question asks for, which has one."""
    forms = expected_forms(question)
    return bool(forms) and has_form(line, forms)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("deadline for the drug order", "order before 18:30"),
        ("how much training money is left", "training: 390 €"),
        ("how tall is the van", "height 2.55, no multi storey"),
        ("her vat number", "VAT: SE556677889901"),
        ("how big is the rebound", "rebound: 10-30 %"),
    ],
)
def test_what_is_asked_for_is_told_in_a_form_of_its_own(question: str, line: str) -> None:
    if "money" in question:
        assert words_told(question, line) == "how much training money"
    else:
        assert told(question, line)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("how tall is the van", "oil every 7000 km"),
        ("Ana's birthday", "Plan for 2025"),
    ],
)
def test_what_is_told_in_a_like_form_is_something_else(question: str, line: str) -> None:
    assert not told(question, line)


def test_a_mere_year_tells_when_somebody_was_born() -> None:
    assert told("when was Ana born", "Ana, 1984")


@pytest.mark.parametrize(
    "question",
    [
        "what do I do if the pressure drops",
        "what shows up when the pressure is low",
        "what caused the wrong prices",
        "how much weight may a dog lose",
    ],
)
def test_what_only_says_in_which_case_is_not_asked_for(question: str) -> None:
    assert asked_attributes(question) == ()


def test_what_stands_before_such_a_clause_is() -> None:
    ((_, words),) = asked_attributes("and what is the pressure when it is cold")
    assert words == "pressure"


@pytest.mark.parametrize(
    "question", ["do I need a version in the file", "can we change the price", "must I give a date"]
)
def test_whether_something_may_or_must_be_done_asks_for_no_form(question: str) -> None:
    assert not asked_attributes(question)


def test_whether_it_can_be_found_does() -> None:
    assert asked_attributes("can I see the price")
