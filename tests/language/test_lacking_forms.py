"""`assistant.language.lacking_forms`: what a line elsewhere has to look like to answer better."""

from __future__ import annotations

from assistant.language.attributes import has_form
from assistant.language.lacking_forms import forms_lacking


def test_a_line_with_the_asked_form_lacks_none() -> None:
    assert forms_lacking("how often is the pump oiled", "every week") == []
    assert forms_lacking("how many pumps are there", "2 pumps") == []
    assert forms_lacking("where is the pump", "in the shed") == []


def test_one_without_it_lacks_it() -> None:
    lacking = forms_lacking("how often is the pump oiled", "The pump is oiled.")
    assert has_form("every week", lacking)


def test_what_is_counted_is_lacking_with_its_number() -> None:
    lacking = forms_lacking("how many pumps do we have", "too many pumps")
    assert has_form("61 old pumps", lacking)
    assert has_form("two pumps", lacking)
    assert not has_form("bought 2023, the pump works", lacking)


def test_where_nothing_is_named_that_is_counted_any_number_is_lacking() -> None:
    assert has_form("oil 3 l", forms_lacking("how much is in it", "full of oil"))
