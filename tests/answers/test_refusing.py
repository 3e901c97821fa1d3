"""`assistant.answers.refusing`: the words that stand in no note, and what may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answers.refusing import LONGEST_QUESTION, missing_words, suggestions
from assistant.text import analyzer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.language.spelling import Range

ENGLISH = analyzer()
KNOWN = {"pump": 4, "pumps": 1, "valve": 9, "valves": 2, "vale": 1}


FAMILIAR = {"valet"}


def missing(text: str) -> tuple[str, ...]:
    held = {term for word in KNOWN for term in ENGLISH.terms(word)}
    return missing_words(text, ENGLISH.content_of, held.__contains__)


def words(where: Range) -> Iterator[tuple[str, int]]:
    return (
        (word, count)
        for word, count in KNOWN.items()
        if word.startswith(where.prefix) and where.shortest <= len(word) <= where.longest
    )


def test_words_that_stand_nowhere_are_given_as_typed_and_once() -> None:
    assert missing("Why does a Zeppelin pump a zeppelin? A Zeppelin!") == ("Zeppelin", "zeppelin")


def test_a_word_with_a_known_stem_is_not_missing() -> None:
    assert missing("pumping") == ()


def test_stop_words_are_never_missing() -> None:
    assert missing("what is it?") == ()


def test_a_technical_word_is_told_as_a_whole() -> None:
    assert missing("what does docker-compose.yml do?") == ("docker-compose.yml",)


def test_the_question_is_suggested_with_the_nearest_word_of_the_notes() -> None:
    assert suggestions("Where is the vallve?", ["vallve"], words, FAMILIAR) == (
        "Where is the valve?",
    )


def test_of_words_equally_near_the_more_frequent_is_suggested() -> None:
    assert suggestions("valse", ["valse"], words, FAMILIAR) == ("valve",)


def test_nothing_is_suggested_for_a_word_that_is_like_none() -> None:
    assert suggestions("Where is the zeppelin?", ["zeppelin"], words, FAMILIAR) == ()


def test_short_words_are_left_alone_since_they_are_alike_by_chance() -> None:
    assert suggestions("vat", ["vat"], words, FAMILIAR) == ()


def test_nothing_is_suggested_for_a_word_of_the_language() -> None:
    assert suggestions("Where is the valet?", ["valet"], words, FAMILIAR) == ()


def test_a_very_long_question_is_not_said_once_more() -> None:
    for length, suggested in ((LONGEST_QUESTION, 1), (LONGEST_QUESTION + 1, 0)):
        text = "vallve?".rjust(length, "?")
        assert len(suggestions(text, ["vallve"], words, FAMILIAR)) == suggested
