"""`assistant.answers.tasks`: what is still to be done, or is done, told by the boxes of items."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes
from pumps import ANALYZER

import assistant
from assistant.answers.listing import MOST_SECTIONS
from assistant.answers.tasks import asked_tasks
from assistant.model import Answer

if TYPE_CHECKING:
    from pathlib import Path

NOTES = {
    "barn.md": (
        "# Barn\n\nThe barn is red.\n\n## To do\n\n- [ ] mend the door\n- [x] sweep the loft\n"
        "- [ ] oil the hinges\n  twice\n"
    ),
    "week.md": "# Week\n\nFor the boat:\n\n- [ ] buy rope\n\nElse:\n\n- [ ] paint the barn\n",
}


def told(tmp_path: Path, question: str) -> Answer:
    with assistant.open(write_notes(tmp_path / "notes", NOTES)) as notes:
        reply = notes.ask(question)
    assert isinstance(reply, Answer)
    return reply


@pytest.mark.parametrize(
    "question", ["what is still open", "my todos", "which tasks are left", "what's left to do?"]
)
def test_all_that_is_open_is_listed_by_section(tmp_path: Path, question: str) -> None:
    reply = told(tmp_path, question)
    assert reply.text == "- [ ] mend the door\n- [ ] oil the hinges\n  twice"
    assert (reply.best, reply.best_line) == ("mend the door", 7)
    assert [one.text for one in reply.passages] == ["- [ ] buy rope\n- [ ] paint the barn"]


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("what do I have to do for the boat", ["- [ ] buy rope"]),
        ("open todos on the door", ["- [ ] mend the door"]),
        ("what is done in the barn", ["- [x] sweep the loft"]),
        (
            "what still has to be done at the barn",
            ["- [ ] mend the door\n- [ ] oil the hinges\n  twice", "- [ ] paint the barn"],
        ),
    ],
)
def test_label_heading_or_the_item_itself_says_what_it_is_for(
    tmp_path: Path, question: str, tasks: list[str]
) -> None:
    reply = told(tmp_path, question)
    assert [reply.text, *(one.text for one in reply.passages)] == tasks


def test_where_no_item_is_for_it_the_question_is_answered_as_any(tmp_path: Path) -> None:
    assert told(tmp_path, "what do I have to do for the red barn").best == "The barn is red."


def test_of_many_sections_no_more_are_listed_than_can_be_read(tmp_path: Path) -> None:
    notes = {f"{at}.md": f"# Day {at}\n\n- [ ] walk\n" for at in range(MOST_SECTIONS + 2)}
    with assistant.open(write_notes(tmp_path / "notes", notes)) as opened:
        reply = opened.ask("what is still open")
    assert isinstance(reply, Answer)
    assert len(reply.passages) == MOST_SECTIONS - 1


@pytest.mark.parametrize(
    "question",
    [
        "what do I have to do to restart the pump",
        "what does it do",
        "is the shop still open",
        "what is open on Sunday",
        "what do I do for a cold",
        "how is it done",
    ],
)
def test_what_asks_otherwise_asks_for_no_tasks(question: str) -> None:
    assert asked_tasks(question, ANALYZER.content_of) is None
