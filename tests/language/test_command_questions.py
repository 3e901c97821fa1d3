"""`assistant.language.command_questions`: whether a question asks what to type."""

from __future__ import annotations

import pytest

from assistant.language.command_questions import tells_to, wants_command, wants_command_under


@pytest.mark.parametrize(
    "question",
    [
        "How do I stop it?",
        "and how can it be stopped",
        "Which command stops it?",
        "syntax of stop",
        "remove all",
        "prune everything",
        "log in to the pump",
        "cut the pump off from the water",
        "I'd like to stop it",
        "what to type so that it stops",
        "is there a way to stop it",
        "What do I do when the pump is hot?",
        "what should we do if it stops",
        "what do I type to stop it",
        "howto stop it",
        "need to stop it",
        "I'm trying to stop it",
        "help me stop it",
        "only rebuild one pump",
        "pump remove filter",
        "pump stop all",
        "removing filters",
        "creating a pump",
        "rotate join token",
        "keep old filters when adding a pump",
    ],
)
def test_a_question_for_a_command(question: str) -> None:
    assert wants_command(question)


@pytest.mark.parametrize(
    "question",
    [
        "How many are there?",
        "how long does it take",
        "How does it work?",
        "Why show it?",
        "howto",
        "run vs start",
        "log levels of the pump",
        "what does the stop instruction do",
        "I want to know why",
        "describe the pump",
        "explain the stop instruction",
        "in the pump",
        "may the pump be red",
        "do I need to stop it",
        "whats a pump",
        "how safe are pumps",
        "how do pumps work",
        "how do a pump and a filter differ",
        "what do pumps do",
        "logging drivers",
        "pump log levels",
        "can pumps remove water",
    ],
)
def test_a_question_for_no_command(question: str) -> None:
    assert not wants_command(question)


@pytest.mark.parametrize(
    ("question", "heading", "wanted"),
    [
        ("fresh build, no old layers", "How do I rebuild?", True),
        ("fresh build, no old layers", "Layers", False),
        ("is a fresh build slow", "How do I rebuild?", False),
        ("which builds are fresh", "How do I rebuild?", False),
        ("fresh build compared with an old one", "How do I rebuild?", False),
        ("a fresh build fails", "How do I rebuild?", False),
    ],
)
def test_what_asks_for_nothing_wants_what_its_heading_does(
    question: str, heading: str, *, wanted: bool
) -> None:
    assert wants_command_under(question, heading) is wanted


def test_what_is_done_by_hand_is_an_order_in_a_note_alone() -> None:
    assert tells_to("Rinse filters twice", by_hand=True)
    assert not tells_to("Rinse filters twice")
    assert tells_to("Tip both tables up")
