"""`assistant.follow_ups.reasons`: "why?" wants the sentence that gives the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes
from turns import asked

from assistant.follow_ups.reasons import NO_REASON, asks_why
from assistant.model import Answer, NoAnswer

if TYPE_CHECKING:
    from pathlib import Path


PLAN = "# Plan\n\n## Payment provider\n\n"
FROST = "# Garden\n\n## When do I plant the beans?\n\nThe beans are planted in late May.\n"


@pytest.mark.parametrize(
    "question", ["why?", "but why", "why not?", "Why is that?", "how come?", "what's the reason?"]
)
def test_the_reason_alone_is_asked_for(question: str) -> None:
    assert asks_why(question)


@pytest.mark.parametrize(
    "question", ["why use a volume?", "how?", "why is it slow?", "reason codes"]
)
def test_other_questions_ask_for_more(question: str) -> None:
    assert not asks_why(question)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            f"{PLAN}The payment provider is Adyen. Reason: they have a contract with us.\n",
            "Reason: they have a contract with us.",
        ),
        (
            f"{PLAN}The payment provider is Adyen, because they are cheap. Tom tells them.\n",
            "The payment provider is Adyen, because they are cheap.",
        ),
        (
            f"{PLAN}The payment provider is Adyen.\n\nTom tells them in May.\n\n"
            "A second provider would be dear, so that one payment provider is enough.\n",
            "A second provider would be dear, so that one payment provider is enough.",
        ),
    ],
)
def test_the_sentence_with_the_reason_is_the_best(tmp_path: Path, text: str, reason: str) -> None:
    folder = write_notes(tmp_path / "notes", {"plan.md": text})
    reply = asked(folder, "what is our payment provider?", "why?")
    assert isinstance(reply, Answer)
    assert reply.best == reason
    assert text.split("\n")[reply.best_line - 1].find(reason) >= 0


def test_a_reason_may_stand_in_another_section(tmp_path: Path) -> None:
    more = "\n## Frost\n\nBeans that are planted early die, because they bear no frost.\n"
    folder = write_notes(tmp_path / "notes", {"garden.md": f"{FROST}{more}"})
    reply = asked(folder, "when do I plant the beans?", "why?")
    assert isinstance(reply, Answer)
    assert "bear no frost" in reply.best


def test_what_happens_for_no_reason_gives_none(tmp_path: Path) -> None:
    text = FROST.replace("May.\n", "May. Some beans die for no visible reason.\n")
    folder = write_notes(tmp_path / "notes", {"garden.md": text})
    assert isinstance(asked(folder, "when do I plant the beans?", "why?"), NoAnswer)


def test_without_a_reason_the_notes_do_not_say_why(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", {"garden.md": FROST})
    reply = asked(folder, "when do I plant the beans?", "why?")
    assert isinstance(reply, NoAnswer)
    assert reply.reason == NO_REASON
    assert [one.path for one in reply.nearest] == ["garden.md"]


def test_a_reason_for_something_else_is_none(tmp_path: Path) -> None:
    more = "\n## Slugs\n\nSlugs are collected at night, because they hide by day.\n"
    folder = write_notes(tmp_path / "notes", {"garden.md": f"{FROST}{more}"})
    assert isinstance(asked(folder, "when do I plant the beans?", "why?"), NoAnswer)
