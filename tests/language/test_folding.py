"""Letters are brought to one form."""

from __future__ import annotations

import pytest

from assistant.language.folding import fold, normalized, with_few_marks


@pytest.mark.parametrize("text", ["Café", "CAFE\u0301", "cafe"])
def test_case_and_accents_are_folded(text: str) -> None:
    assert fold(text) == "cafe"


def test_a_letter_without_an_accent_of_its_own_stays() -> None:
    assert fold("Ørsted") == "ørsted"


def test_compatible_characters_are_plain_ones_and_apostrophes_straight() -> None:
    assert normalized("ﬁle’s Ｄ") == "file's D"


def test_accents_are_kept_in_plain_characters() -> None:
    assert normalized("cafe\u0301") == "café"


def test_of_endless_accents_on_a_letter_the_first_ones_are_kept() -> None:
    # To put them into order, as normalizing does, took hours.
    marks = "\u0301\u0323" * 500_000
    assert with_few_marks(f"cafe{marks} noir") == f"cafe{marks[:30]} noir"
    assert fold(f"cafe{marks} noir") == "cafe noir"
