"""`assistant.follow_ups.people`: "he" is whom an answer named, "she" in turn who has something."""

from __future__ import annotations

import pytest
from turns import answered, conversation_of, query_of, unanswered

from assistant.conversation import resolve
from assistant.model import Conversation, Turn


def understood(*asked: str) -> str:
    """Give how the last of some questions is understood; behind `→` stands what one was told."""
    conversation = Conversation()
    for one in asked[:-1]:
        question, _, told = one.partition(" → ")
        query = query_of(question, resolve(conversation, question))
        conversation = conversation.add(Turn(answered(query, told) if told else unanswered(query)))
    return resolve(conversation, asked[-1]).standalone


@pytest.mark.parametrize(
    ("question", "line", "name"),
    [
        ("who knows about the boiler?", "| Ruben | heating (Tue–Thu only) | Leeds |", "Ruben"),
        ("who looks after the pumps?", "Owner: Ines, since March", "Ines"),
        ("who looks after the pumps?", "Ask for Mr. Okoro at the Harbour Office", "Okoro"),
        ("who is the vet?", "Tierpraxis Laim, Dr. Anna Huber, 089 56", "Anna Huber"),
        ("what is the number of the plumber?", "Hofer GmbH, 089 555 01", "Hofer"),
        ("who feeds the cat?", "When we are in Porto Frau Demir-Yildiz does", "Demir-Yildiz"),
        ("who is the scribe?", "Scribe: Jonas", "Jonas"),
        ("who is the owner of it?", "Priya asked; owner: Ines", "Ines"),
        ("who is the case worker?", "closed for Easter, case worker Fr. Nowak", "Nowak"),
        ("who wrote the paper?", "Marat: journalist, killed by Charlotte Corday", "Marat"),
        ("who is marat?", "Marat: killed by Charlotte Corday", "Marat"),
        ("who shot the film?", "Élodie, in May", "Élodie"),
    ],
)
def test_who_was_named_is_meant(question: str, line: str, name: str) -> None:
    assert understood(f"{question} → {line}", "how do I reach him?") == f"how do I reach {name}?"
    assert understood(f"{question} → {line}", "where is her desk?") == f"where is {name}'s desk?"


@pytest.mark.parametrize(
    "line",
    ["since 3 May, in Lisbon", "Duration: 47 minutes", "The NAS does", "on Monday", "`Foo2` v2"],
)
def test_what_is_no_person_is_not_meant(line: str) -> None:
    assert understood(f"how long was the pump off? → {line}", "where is she?") == (
        understood("how long was the pump off?", "where is she?")
    )


def test_of_thousands_of_names_each_is_looked_at_with_what_is_near() -> None:
    told = f"who came? → Ruben: {'came with Ines, ' * 3000}"
    assert understood(told, "where does he sit?") == "where does Ruben sit?"


def test_whom_a_question_names_is_meant_rather() -> None:
    told = "when did Marie start? → In May, under Tomasz"
    assert understood(told, "what does she do?") == "what does Marie do?"


def test_what_somebody_is_asked_for_about_is_no_person() -> None:
    told = "who knows about Kafka? → | Ruben | queues |"
    assert understood(told, "where does he sit?") == "where does Ruben sit?"


def test_a_person_stays_the_same() -> None:
    told = "who knows about the boiler? → | Ruben | heating |"
    assert understood(told, "where is he? → Hall 3, as Priya says", "when is he in?") == (
        "when is Ruben in?"
    )


def test_a_person_is_remembered_beside_things() -> None:
    told = "who books the hotel? → Lena books the hotel"
    assert understood(told, "when is the fair? → In Hall", "when is she in?") == "when is Lena in?"


def test_somebody_who_was_not_found_is_nobody_else() -> None:
    told = "who books the hotel? → Lena books the hotel"
    found = understood(told, "who wrote the plan?", "when is she in?")
    assert "Lena" not in found


def test_where_nobody_is_known_she_is_not_taken_for_nobody() -> None:
    found = resolve(conversation_of(["who takes care of the ledger?"]), "where is she?")
    assert found.standalone == "where is she (ledger)?"


def test_of_two_questions_in_one_neither_has_a_word_for_nobody() -> None:
    assert understood("what is he called?", "where does he sit?") == "where does he sit?"


def test_what_somebody_does_is_not_them() -> None:
    assert understood("who teaches spanish?", "how do I reach her?") == (
        "how do I reach her (spanish)?"
    )


@pytest.mark.parametrize("question", ["who is anna?", "when is anna free?"])
def test_an_everyday_word_at_the_beginning_is_no_name(question: str) -> None:
    told = f"{question} → Lives in Gdansk, is a dentist."
    assert understood(told, "when is her birthday?") == "when is anna's birthday?"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["when is Marie's birthday", "what does she like?"], "what does Marie like?"),
        (["when did Marie start?", "who is her boss?"], "who is Marie's boss?"),
        (["when is mum's birthday?", "what does she like?"], "what does mum like?"),
        (
            ["Marie's birthday?", "what does she like?", "where is her desk?"],
            "where is Marie's desk?",
        ),
    ],
)
def test_he_or_she_stands_for_the_possessor(asked: list[str], expected: str) -> None:
    assert resolve(conversation_of(asked[:-1]), asked[-1]).standalone == expected


def test_what_is_done_to_it_is_done_to_what_is_possessed() -> None:
    conversation = conversation_of(["what is the server's default address?"])
    assert "address" in resolve(conversation, "how do I change it?").standalone


def test_several_that_were_counted_are_not_it() -> None:
    conversation = conversation_of(["how many litres does the barrel hold?"])
    assert resolve(conversation, "how do I clean it?").standalone == "how do I clean barrel?"


def test_what_was_asked_of_a_thing_is_not_taken_along() -> None:
    conversation = conversation_of(["how much did the fan cost?"])
    assert resolve(conversation, "when was it replaced?").standalone == "when was fan replaced?"
