"""`assistant.render.marking`: a span is found again where its markup is gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.render.marking import find_span


@given(st.text(), st.text(min_size=1), st.text())
def test_what_stands_there_as_it_is_is_found(before: str, span: str, after: str) -> None:
    shown = before + span + after
    found = find_span(shown, span)
    assert found
    assert shown[slice(*found)] == span


@given(st.text(), st.text(), st.integers(0, 20))
def test_what_is_found_lies_within_the_text(shown: str, span: str, start: int) -> None:
    found = find_span(shown, span, start)
    assert found is None or 0 <= found[0] < found[1] <= len(shown)


@pytest.mark.parametrize(
    ("shown", "span", "expected"),
    [
        ("Tea is hot. Pour it.", "**Tea is hot.", "Tea is hot."),
        ("Use --rm (see below) now.", "*Use --rm (see below)", "Use --rm (see below)"),
        ("a b --rm c", "`--rm`", "--rm"),
        ("one two", "one\n> two", "one two"),
    ],
)
def test_markup_that_was_cut_through_is_looked_past(shown: str, span: str, expected: str) -> None:
    found = find_span(shown, span)
    assert found
    assert shown[slice(*found)] == expected


def test_the_first_place_from_the_start_on_is_taken() -> None:
    assert find_span("tea tea tea", "tea", 1) == (4, 7)
    assert find_span("tea", "tea", 3) == (0, 3)


@pytest.mark.parametrize("span", ["", "**", "coffee"])
def test_what_does_not_stand_there_is_not_found(span: str) -> None:
    assert find_span("Tea is hot.", span) is None
