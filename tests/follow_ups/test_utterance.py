"""A question is taken apart into words that say something and words that refer back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.follow_ups.utterance import parse, refers_out


def test_words_that_say_something_are_found_with_their_runs() -> None:
    found = parse("how do I stop a docker container?").words
    assert [(word.text, word.place, word.before, word.after) for word in found] == [
        ("stop", 0, "subject", "article"),
        ("docker", 0, "article", "edge"),
        ("container", 1, "article", "edge"),
    ]


def test_a_possessive_ending_is_no_part_of_the_word() -> None:
    assert [word.text for word in parse("what is Docker's licence").words] == ["Docker", "licence"]


def test_punctuation_ends_a_run() -> None:
    found = parse("red lemons, green limes").words
    assert [(word.text, word.place) for word in found][2] == ("green", 0)


def test_an_option_is_one_word() -> None:
    assert [word.text for word in parse("what does --no-trunc do").words] == ["--no-trunc"]


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("how do I remove it?", [("it", True)]),
        ("what are their names?", [("their", True)]),
        ("which one is the default?", [("one", False)]),
        ("what did this tradition mean", [("this", False)]),
        ("how would I limit that?", [("that", True)]),
        ("is it possible to sort", []),
        ("make sure that the port is free", []),
        ("is there a way to sort", []),
        ("a shell in something that's running", []),
        ("that's where?", [("that", True)]),
    ],
)
def test_words_that_refer_back_are_told_from_everyday_ones(
    question: str, references: list[tuple[str, bool]]
) -> None:
    found = [(one.text, one.stands_alone) for one in parse(question).references]
    assert found == references


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    found = parse(text)
    assert all(text[one.start : one.end] == one.text for one in found.words)
    assert all(text[one.start : one.end] == one.text for one in found.references)


def test_a_text_as_long_as_a_file_is_taken_apart_word_by_word() -> None:
    # Each word looked at all others of its run, and each "there" at all others.
    count = 60_000
    asked = parse("kettle " * count + "is there " * count)
    assert sum(word.is_object for word in asked.words) == count


@pytest.mark.parametrize(
    "question", ["how high is the bonus for it", "when does the plumber come to look at them"]
)
def test_behind_a_preposition_nothing_of_the_same_clause_is_meant(question: str) -> None:
    assert refers_out(parse(question))


@pytest.mark.parametrize(
    "question",
    [
        "how do I stop a job when I wait for it",
        "how do I stop the job, and what about it",
        "does the job stop it",
        "how high is the bonus",
    ],
)
def test_in_another_clause_or_as_an_object_it_may_be(question: str) -> None:
    assert not refers_out(parse(question))
