"""`assistant.relevance.ngrams`: what of a question's characters is found, and what it counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.relevance.ngrams import MOST, WIDTH, Grams, find_grams

FILLING = "nothing of note here. " * 30


def likeness(question: str, *texts: str) -> list[float]:
    return [float(one) for one in find_grams(question, texts).likeness()]


def density(question: str, *texts: str) -> list[float]:
    return [float(one) for one in find_grams(question, texts).density()]


def found(question: str, *texts: str) -> list[int]:
    """Count the n-grams found in each text."""
    return [int(one) for one in find_grams(question, texts).counts.sum(axis=0)]


# What is found


def test_five_characters_in_a_row_are_found_inside_a_longer_word() -> None:
    assert found("brew", "homebrewing") == [0]
    assert found("brewing", "homebrewing") == [4]


def test_a_word_s_beginning_and_end_are_found_only_where_one_begins_and_ends() -> None:
    # " brew" and "brew ".
    assert found("brew", "brew", "rebrew", "brewer") == [2, 1, 1]


def test_case_does_not_count() -> None:
    assert found("KETTLE", "kettle") == found("kettle", "KETTLE") == found("kettle", "kettle")


def test_signs_and_line_feeds_are_gaps_and_gaps_in_a_row_are_one() -> None:
    assert found("green tea", "green -- *tea*") == found("green tea", "green\ntea")
    assert found("green tea", "green tea") > found("green tea", "tea green")


def test_characters_that_are_not_ascii_are_found() -> None:
    assert found("grüße", "grüße")[0] > 0
    assert found("緑茶の入れ方", "緑茶の入れ方")[0] > 0


def test_a_character_that_can_not_be_encoded_is_no_error() -> None:
    assert found("kettle \ud800", "kettle \udfff")[0] > 0


def test_nothing_is_found_across_two_texts() -> None:
    # " gree" and "green".
    assert found("greentea", "green", "tea") == [2, 0]


def test_the_end_of_a_text_is_not_taken_for_the_end_of_the_question() -> None:
    assert found("pot", "a big pot", "a pot of tea") == [1, 1]


def test_a_zero_in_a_text_does_not_end_it() -> None:
    assert found("kettle", "a\0b", "kettle") == [0, 4]


@pytest.mark.parametrize("question", ["", "a", "?!"])
def test_a_question_too_short_for_an_n_gram_finds_nothing(question: str) -> None:
    assert likeness(question, "a text", "") == [0, 0]
    assert density(question, "a text", "") == [0, 0]


def test_what_stands_far_down_a_long_text_is_not_looked_at() -> None:
    assert found("kettle", "x" * MOST + " kettle") == [0]
    assert found("kettle", "x" * (MOST - 10) + " kettle") == [4]


# What it counts


def test_what_fewer_texts_hold_weighs_more() -> None:
    rare, common = likeness("kettle boiler", "kettle", "boiler", "boiler")[:2]
    assert rare > common > 0


def test_a_longer_text_is_less_like_the_question() -> None:
    short, long = likeness("kettle", "kettle", f"kettle {FILLING}")
    assert short > long > 0


def test_what_stands_in_one_passage_is_denser_than_what_is_spread() -> None:
    near, spread = density("kettle boiler", f"kettle boiler {FILLING}", f"kettle {FILLING} boiler")
    assert near > spread > 0


def test_density_does_not_fall_with_the_length_of_the_text() -> None:
    one, other = density("kettle", f"kettle {FILLING}", f"{FILLING} kettle {FILLING} {FILLING}")
    assert one == other


def test_a_passage_is_as_long_as_its_width() -> None:
    gap = "x" * (WIDTH - 20)
    within, beyond = density("kettle", f"kettle {gap} kettle", f"kettle {gap * 2} kettle")
    assert within == pytest.approx(2 * beyond)


TEXTS = st.lists(st.text("abetk é.\0\n", max_size=60), min_size=1, max_size=6)
QUESTIONS = st.text("abetk é.\0", max_size=30)


def measures(grams: Grams) -> list[float]:
    return [*grams.likeness().tolist(), *grams.density().tolist()]


@given(QUESTIONS, TEXTS)
def test_both_measures_are_between_0_and_1(question: str, texts: list[str]) -> None:
    assert all(0 <= one <= 1 for one in measures(find_grams(question, texts)))


@given(QUESTIONS, TEXTS)
def test_equal_texts_measure_the_same_to_the_last_bit(question: str, texts: list[str]) -> None:
    twice = find_grams(question, [*texts, *texts])
    size = len(texts)
    for values in (twice.likeness().tolist(), twice.density().tolist()):
        assert values[:size] == values[size:]


@given(QUESTIONS, TEXTS)
def test_every_n_gram_is_counted_where_a_plain_search_finds_it(
    question: str, texts: list[str]
) -> None:
    def plain(text: str) -> bytes:
        letters = "".join(one if one.isalnum() else " " for one in text.lower())
        return f" {' '.join(letters.split())} ".encode()

    asked = plain(question)
    wanted = {asked[at : at + 5] for at in range(len(asked) - 4)}
    expected = [
        sum(text[at : at + 5] in wanted for at in range(len(text) - 4))
        for text in map(plain, texts)
    ]
    assert found(question, *texts) == expected
