"""`assistant.language.attributes`: what of a thing is asked for, and its form."""

from __future__ import annotations

import pytest

from assistant.language.attributes import (
    asked_attributes,
    expected_forms,
    has_form,
    is_labelled,
)


@pytest.mark.parametrize(
    ("line", "is_told"),
    [("Ana's weight: 71.5 in June", True), ("Ana's weight: low", False), ("Ana: 71.5", False)],
)
def test_a_number_behind_the_name_of_an_attribute_tells_it(line: str, *, is_told: bool) -> None:
    ((attribute, _),) = asked_attributes("what does Ana weigh")
    assert is_labelled(attribute, line) == is_told


def test_what_is_counted_is_told_by_a_line_with_a_number() -> None:
    assert has_form("3 eggs", expected_forms("how many eggs"))
    assert not has_form("one of the eggs", expected_forms("how many eggs"))


@pytest.mark.parametrize(
    ("line", "is_time"),
    [("delivers if ordered till 11", True), ("back after 7", True), ("runs for 11 people", False)],
)
def test_an_hour_behind_till_or_the_like_is_a_time(line: str, *, is_time: bool) -> None:
    assert has_form(line, expected_forms("by when do I order")) == is_time
