"""`assistant.follow_ups.people`: "he" and "she" are whom an answer named, where no question did."""

from __future__ import annotations

import pytest
from turns import after, answered, conversation_of, query_of, unanswered

from assistant.conversation import resolve
from assistant.model import Answer, Conversation, Resolution, Turn
from assistant.records import replace


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


def test_a_name_is_read_though_its_title_looks_like_an_end() -> None:
    query = query_of("who is the case worker?", resolve(Conversation(), "who is the case worker?"))
    reply = answered(query, "Office closed on Fri; case worker Fr. Nowak")
    cut = replace(reply, best="Office closed on Fri; case worker Fr.")
    found = resolve(Conversation().add(Turn(cut)), "where is she?")
    assert found.standalone == "where is Nowak?"


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
def test_whom_a_heading_names_may_be_typed_without_a_capital(question: str) -> None:
    found = resolve(after(_headed(question, "Anna Kowalski")), "when is her birthday?")
    assert found.standalone == "when is anna's birthday?"


def test_what_a_heading_names_is_no_person_for_one_capital() -> None:
    found = resolve(after(_headed("who mends the boiler?", "Boiler")), "when is he in?")
    assert "boiler" not in found.standalone.lower()


def _headed(question: str, heading: str) -> Answer:
    reply = answered(query_of(question, Resolution(question)), "Lives in Gdansk, is a dentist.")
    hit = reply.hits[0]
    source = replace(hit.chunk.source, headings=(heading,))
    return replace(reply, hits=(replace(hit, chunk=replace(hit.chunk, source=source)),))
