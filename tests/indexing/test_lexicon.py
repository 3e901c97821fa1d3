"""`assistant.indexing.lexicon`: texts by number come back as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from sections import ENGLISH, ragged

from assistant.indexing.lexicon import Lexicon, Numbers
from assistant.language.spelling import words_of

if TYPE_CHECKING:
    from assistant.storage.ragged import Ragged

TEXTS = st.lists(
    st.text(max_size=30) | st.sampled_from(["Green leaves", "docker-compose --rm", "don't ﬁne ¨"]),
    max_size=5,
)


def pieces_of(lexicon: Lexicon, texts: list[str]) -> Ragged:
    return ragged(map(lexicon.pieces.__getitem__, text.split()) for text in texts)


def texts_of(numbers: Numbers, lists: Ragged) -> list[list[str]]:
    names = [numbers.texts[number] for number in lists.values.tolist()]
    ends = lists.ends().tolist()
    return [names[end - size : end] for end, size in zip(ends, lists.sizes.tolist(), strict=True)]


@given(TEXTS, TEXTS)
def test_terms_are_those_of_the_analyzer(earlier: list[str], texts: list[str]) -> None:
    lexicon = Lexicon("english")
    lexicon.terms_of(pieces_of(lexicon, earlier))
    found = lexicon.terms_of(pieces_of(lexicon, texts))
    assert texts_of(lexicon.terms, found) == [ENGLISH.terms(text) for text in texts]


@given(TEXTS)
def test_words_are_those_that_spelling_knows(texts: list[str]) -> None:
    lexicon = Lexicon("english")
    found = lexicon.words_of(pieces_of(lexicon, texts))
    assert list(map(set, texts_of(lexicon.words, found))) == [words_of(text) for text in texts]


def test_terms_are_those_of_the_language() -> None:
    lexicon = Lexicon("spanish")
    found = lexicon.terms_of(pieces_of(lexicon, ["corriendo"]))
    assert texts_of(lexicon.terms, found) == [["corr"]]


def test_used_texts_are_sorted_and_named_by_their_places() -> None:
    numbers = Numbers()
    numbers.of(["never", "tea", "hot"])
    texts, (first, second) = numbers.used(numbers.of(["tea", "hot", "tea"]), numbers.of([]))
    assert texts == ["hot", "tea"]
    assert (first.tolist(), second.tolist()) == ([1, 0, 1], [])
