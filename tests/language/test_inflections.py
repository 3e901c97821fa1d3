"""`assistant.language.inflections`: forms that no suffix tells."""

from __future__ import annotations

import pytest
import Stemmer

from assistant.language.inflections import BASE_FORMS


def test_a_base_is_no_form_of_another_word() -> None:
    assert not set(BASE_FORMS.values()) & set(BASE_FORMS)


def test_no_form_stands_here_that_the_stemmer_knows() -> None:
    stem = Stemmer.Stemmer("english").stemWord
    assert [form for form, base in BASE_FORMS.items() if stem(form) == stem(base)] == []


@pytest.mark.parametrize("word", ["left", "saw", "ground", "wound", "data", "does"])
def test_a_word_of_its_own_is_no_form(word: str) -> None:
    assert word not in BASE_FORMS
