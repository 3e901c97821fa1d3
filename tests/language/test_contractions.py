"""`assistant.language.contractions`: "whats" is "what's"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.contractions import with_apostrophes


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("whats a kettle", "what's a kettle"),
        ("Whens the fair?", "When's the fair?"),
        ("the kettle wont boil, dont ask", "the kettle won't boil, don't ask"),
        ("why doesnt it, and cant it?", "why doesn't it, and can't it?"),
        ("(thats it)", "(that's it)"),
    ],
)
def test_an_apostrophe_is_put_where_it_belongs(typed: str, written: str) -> None:
    assert with_apostrophes(typed) == written


@pytest.mark.parametrize(
    "text",
    ["its lid", "what's a kettle", 'who said "whats up"', "`dont` is an option", "cants", ""],
)
def test_other_words_and_quotations_stay(text: str) -> None:
    assert with_apostrophes(text) == text


@given(st.text())
def test_nothing_but_apostrophes_is_added(text: str) -> None:
    assert with_apostrophes(text).replace("'", "").lower() == text.replace("'", "").lower()
