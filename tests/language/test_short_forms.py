"""`assistant.language.short_forms`: weekdays, months, units and more as people shorten them."""

from __future__ import annotations

from itertools import chain

import pytest

from assistant.language.short_forms import SHORT_FORMS
from assistant.text import analyzer


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("tuesday", "tue"),
        ("tuesday", "tues"),
        ("tuesdays", "tue"),
        ("fri", "friday"),
        ("september", "sept"),
        ("oct", "october"),
        ("hours", "hrs"),
        ("wk", "week"),
        ("passwords", "pw"),
        ("christmas", "xmas"),
    ],
)
def test_a_word_and_its_short_form_are_the_same(word: str, other: str) -> None:
    assert other in SHORT_FORMS[word]


@pytest.mark.parametrize("word", ["sat", "sun", "jan", "mar", "min", "sec", "wed"])
def test_what_is_as_often_another_word_stands_for_nothing_else(word: str) -> None:
    assert word not in SHORT_FORMS


def test_what_notes_shorten_is_not_written_out_where_it_is_typed() -> None:
    assert "res" not in SHORT_FORMS


def test_what_is_not_shortened_has_no_short_form() -> None:
    assert "may" not in SHORT_FORMS


def test_no_short_form_is_a_stop_word_which_would_be_found_everywhere() -> None:
    english = analyzer()
    assert all(english.content_of(one) for one in chain.from_iterable(SHORT_FORMS.values()))
