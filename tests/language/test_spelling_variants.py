"""`assistant.language.spelling_variants`: words as the other English spells them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.expansions import Expansion
from assistant.language.spelling_variants import spelling_expansions, spelling_variants
from assistant.text import analyzer

ENGLISH = analyzer()


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colour", "color"),
        ("behaviours", "behaviors"),
        ("favourite", "favorite"),
        ("organise", "organize"),
        ("virtualisation", "virtualization"),
        ("analysed", "analyzed"),
        ("centre", "center"),
        ("centred", "centered"),
        ("metres", "meters"),
        ("catalogue", "catalog"),
        ("cataloguing", "cataloging"),
        ("licence", "license"),
        ("defence", "defense"),
    ],
)
def test_british_and_american_spelling_are_variants_of_each_other(
    british: str, american: str
) -> None:
    assert american in spelling_variants(british)
    assert british in spelling_variants(american)


@pytest.mark.parametrize("word", ["four", "for", "hour", "your", "size", "prize", "blog", "docker"])
def test_words_that_only_look_like_it_have_no_variant(word: str) -> None:
    assert spelling_variants(word) == ()


def test_the_stemmer_already_unites_doubled_consonants() -> None:
    for british, american in [("cancelled", "canceled"), ("labelling", "labeling")]:
        assert ENGLISH.terms(british) == ENGLISH.terms(american)


def test_a_variant_counts_only_where_the_notes_hold_it() -> None:
    question = "Colour error colours"
    terms = ENGLISH.terms(question)
    found = spelling_expansions(question, terms, ENGLISH.terms, {"color"}.__contains__)
    assert found == (Expansion(("color",), 0, 1, 1.0), Expansion(("color",), 2, 1, 1.0))


@given(st.text("abcdeglnorsuzityr", max_size=12))
def test_a_variant_of_a_variant_is_the_word(word: str) -> None:
    assert all(word in spelling_variants(variant) for variant in spelling_variants(word))
