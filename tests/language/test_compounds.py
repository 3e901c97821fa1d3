"""`assistant.language.compounds`: two words of a question that the notes write as one."""

from __future__ import annotations

from assistant.language.compounds import compound_expansions
from assistant.language.expansions import SPELLING_SHARE, Expansion
from assistant.text import analyzer

ENGLISH = analyzer()


def found(question: str, *held: str) -> list[Expansion]:
    terms = ENGLISH.terms(question)
    return list(compound_expansions(question, terms, ENGLISH.terms, set(held).__contains__))


def test_two_words_may_be_one_of_the_notes() -> None:
    meant = [Expansion(("stairlift",), 2, 2, SPELLING_SHARE)]
    assert found("where the stair lift is", "stairlift", "lift") == meant


def test_they_are_not_where_the_notes_hold_both_or_not_the_whole() -> None:
    assert found("where the stair lift is", "stairlift", "stair", "lift") == []
    assert found("where the stair lift is", "lift") == []


def test_words_of_few_letters_and_those_that_fill_a_question_are_joined_to_none() -> None:
    assert found("put in oil", "input", "inoil") == []
    assert found("is it up stairs", "upstair") == []
    assert found("red ox", "redox") == []
