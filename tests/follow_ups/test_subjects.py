"""`assistant.follow_ups.subjects`: the last question asked of something else."""

from __future__ import annotations

import pytest

from assistant.follow_ups.subjects import asked_of, is_name, is_possessive, subject_span


@pytest.mark.parametrize(
    ("last", "thing", "again"),
    [
        ("when is the tax return due?", "the rent", "when is the rent due?"),
        ("who is Marie?", "Paul", "who is Paul?"),
        ("how long has Marie been with us?", "paul", "how long has paul been with us?"),
        ("what is Marie allergic to?", "Paul", "what is Paul allergic to?"),
        ("what colour is the kitchen painted?", "the hall", "what colour is the hall painted?"),
        ("how long does the soup boil?", "the stew", "how long does the stew boil?"),
        ("how many drippers does bed A have?", "bed B", "how many drippers does bed B have?"),
        ("which port does Grafana use?", "Loki", "which port does Loki use?"),
        ("who looks after the cats?", "the fish", "who looks after the fish?"),
        ("who wrote the report?", "the summary", "who wrote the summary?"),
        ("how often do I oil the chain?", "the hinges", "how often do I oil the hinges?"),
        ("why is the crumb dense?", "the crust", "why is the crust dense?"),
        (
            "what is the size of the disk?",
            "the flash drive",
            "what is the size of the flash drive?",
        ),
    ],
)
def test_a_thing_takes_the_place_of_what_was_asked_of(last: str, thing: str, again: str) -> None:
    assert asked_of(last, thing) == again


@pytest.mark.parametrize(
    ("last", "thing", "again"),
    [
        ("how much flour does the loaf need?", "salt", "how much salt does the loaf need?"),
        ("how many sick days do I get?", "holidays", "how many holidays do I get?"),
        ("which hotel do we have in Rome?", "Milan", "which hotel do we have in Milan?"),
        ("what did Marie say about the trip?", "the car", "what did Marie say about the car?"),
        ("which fuse is for the bath?", "the hall", "which fuse is for the hall?"),
        ("how many carrots in the soup?", "onions", "how many onions in the soup?"),
        ("which hotel in Rome?", "Milan", "which hotel in Milan?"),
        ("what did the vet say about the cat?", "the dog", "what did the vet say about the dog?"),
    ],
)
def test_a_thing_takes_the_place_of_what_is_most_like_it(last: str, thing: str, again: str) -> None:
    assert asked_of(last, thing) == again


@pytest.mark.parametrize(
    ("last", "thing", "again"),
    [
        ("when is Marie's birthday?", "Paul", "when is Paul's birthday?"),
        ("when is the kettle warranty over?", "the fan", "when is the fan warranty over?"),
        ("when is the kettle warranty over?", "the price", "when is the price over?"),
        ("when is Marie's birthday?", "Paul's", "when is Paul's birthday?"),
        ("what is Marie's phone number?", "the vet", "what is the vet's phone number?"),
        ("when is Marie's birthday?", "Paul's exam", "when is Paul's exam?"),
        ("what is Marie's address?", "phone number", "what is Marie's phone number?"),
        ("when is Marie's birthday?", "the fair", "when is the fair?"),
        ("when is marie's birthday?", "paul", "when is paul's birthday?"),
        ("what is marie's address?", "phone", "what is marie's phone?"),
        ("how old are marie's cats?", "dogs", "how old are marie's dogs?"),
        ("where is the dog's bed?", "the cat", "where is the cat's bed?"),
        ("where is the van's key?", "the insurance", "where is the van's insurance?"),
        ("what is the guest password?", "the router's", "what is the router's password?"),
    ],
)
def test_whose_it_is_stays_or_changes(last: str, thing: str, again: str) -> None:
    assert asked_of(last, thing) == again


@pytest.mark.parametrize(
    ("last", "thing"),
    [
        ("when is the fair?", "the fair"),
        ("when does the shop open?", "close"),
        ("when does it open?", "the shop"),
        ("printer pin", "the router"),
        ("where does Marie live?", "her parents"),
        ("which is better for sleep, tea or milk?", "cocoa"),
    ],
)
def test_the_same_another_verb_and_questions_of_nothing_ask_of_no_other(
    last: str, thing: str
) -> None:
    assert asked_of(last, thing) == ""


def test_a_correction_may_only_say_it_shorter() -> None:
    assert asked_of("when is the Easter fair?", "the fair") == ""
    assert asked_of("when is the Easter fair?", "the fair", corrects=True) == "when is the fair?"


@pytest.mark.parametrize("thing", ["the fair", "bed A", "Marie's", "salt"])
def test_nouns_are_names(thing: str) -> None:
    assert is_name(thing)


@pytest.mark.parametrize("thing", ["", "the", "it", "in June", "misting the fern", "who"])
def test_what_holds_other_words_is_none(thing: str) -> None:
    assert not is_name(thing)


def test_only_whose_something_is_may_be_said() -> None:
    assert is_possessive("Marie's")
    assert not is_possessive("Marie's cat")


def test_what_a_question_asks_of_is_told_by_its_form() -> None:
    question = "what did the fan cost?"
    start, end = subject_span(question)
    assert question[start:end] == "the fan"
    assert subject_span("fan cost") == (8, 8)


def test_a_long_text_is_looked_through_all_the_same() -> None:
    assert subject_span("how " + "many " * 4000)[0] == 4 + 5 * 4000
