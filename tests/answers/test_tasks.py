"""`assistant.answers.tasks`: what is still to be done, or is done, told by the boxes of items."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes
from pumps import ANALYZER

import assistant
from assistant.answers.listing import MOST_SECTIONS, Listed
from assistant.answers.listing import listed as answer_listing
from assistant.answers.tasks import asked_tasks
from assistant.language.span import Span
from assistant.matching import unranked
from assistant.model import Answer, BlockKind, Chunk, NoAnswer, Query, Resolution, Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTES = {
    "barn.md": (
        "# Barn\n\nThe barn is red.\n\n## To do\n\n- [ ] mend the door\n- [x] sweep the loft\n"
        "- [ ] oil the hinges\n  twice\n"
    ),
    "week.md": "# Week\n\nFor the boat:\n\n- [ ] buy rope\n\nElse:\n\n- [ ] paint the barn\n",
}


def told(tmp_path: Path, question: str, min_confidence: float = 0.38) -> Answer:
    folder = write_notes(tmp_path / "notes", NOTES)
    with assistant.open(folder, min_confidence=min_confidence) as notes:
        reply = notes.ask(question)
    assert isinstance(reply, Answer)
    return reply


def listed(reply: Answer) -> list[str]:
    return [reply.text, *(one.text for one in reply.passages)]


@pytest.mark.parametrize(
    "question",
    [
        *("what is still open", "my todos", "which tasks are left", "what's left to do?"),
        *("which tasks are not done", "list all tasks", "are there any open tasks?"),
    ],
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
        ("what do I still have to oil", ["- [ ] oil the hinges\n  twice"]),
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
    assert listed(reply) == tasks


def test_where_no_item_is_for_it_the_question_is_answered_as_any(tmp_path: Path) -> None:
    question = "what do I have to do for the red barn"
    assert told(tmp_path, question, min_confidence=0.0).best == "The barn is red."


OUTLINE = "- TODO mend the door\n- DONE sweep the loft\n- LATER oil it\n- do it NOW\n"


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("what is still to do", "- TODO mend the door\n- LATER oil it"),
        ("which tasks are done", "- DONE sweep the loft"),
    ],
)
def test_words_in_the_place_of_a_box_tell_as_well(
    tmp_path: Path, question: str, tasks: str
) -> None:
    with assistant.open(write_notes(tmp_path / "notes", {"barn.md": OUTLINE})) as notes:
        reply = notes.ask(question)
    assert isinstance(reply, Answer)
    assert reply.text == tasks


def test_of_many_sections_no_more_are_listed_than_can_be_read(tmp_path: Path) -> None:
    notes = {f"{at}.md": f"# Day {at}\n\n- [ ] walk\n" for at in range(MOST_SECTIONS + 2)}
    with assistant.open(write_notes(tmp_path / "notes", notes)) as opened:
        reply = opened.ask("what is still open")
    assert isinstance(reply, Answer)
    assert len(reply.passages) == MOST_SECTIONS - 1
    assert reply.has_more


def section(number: int) -> Chunk:
    return Chunk(Source(f"{number}.md", ("Day",), "day", 1, 3), "", ())


def refused(question: str) -> NoAnswer:
    return NoAnswer(Query(question, Resolution(question), (), ()), "", (), 0.0)


def test_no_more_sections_are_read_than_tell_whether_there_are_more() -> None:
    def sections() -> Iterator[Listed]:
        for number in range(MOST_SECTIONS + 1):
            yield Listed(
                unranked(section(number)).hit, "- [ ] walk", Span("walk", 3, 1, BlockKind.ITEM)
            )
        pytest.fail("read on")

    reply = refused("what is still open")
    found = answer_listing(sections(), reply, 100, is_certain=True)
    assert found is not None
    assert len(found.passages) == MOST_SECTIONS - 1


def test_a_word_that_names_the_note_elsewhere_says_what_its_items_are_for(tmp_path: Path) -> None:
    note = "---\naliases: [Jolly boat]\ntags: [sea]\n---\n# Dinghy\n\n- [ ] buy rope\n"
    with assistant.open(write_notes(tmp_path / "notes", {"a/dinghy.md": note, **NOTES})) as notes:
        for topic in ("the jolly boat", "the sea", "the dinghy"):
            reply = notes.ask(f"open tasks for {topic}")
            assert isinstance(reply, Answer)
            assert listed(reply) == ["- [ ] buy rope"]


def test_operators_leave_out_other_tasks(tmp_path: Path) -> None:
    assert listed(told(tmp_path, "what is still open path:week")) == [
        "- [ ] buy rope\n- [ ] paint the barn"
    ]


def test_a_sure_answer_from_another_note_stays_where_tasks_may_not_be_meant(
    tmp_path: Path,
) -> None:
    notes = {
        "leak.md": "# Leak in the roof\n\nAbout the leak in the roof was done: new tiles.\n",
        "log.md": "# Log\n\n- [x] tell Ann about the leak in the roof\n",
    }
    with assistant.open(write_notes(tmp_path / "notes", notes)) as opened:
        unclear = opened.ask("what was done about the leak in the roof")
        clear = opened.ask("finished tasks about the leak in the roof")
    assert isinstance(unclear, Answer)
    assert isinstance(clear, Answer)
    assert (unclear.source.path, clear.source.path) == ("leak.md", "log.md")


def test_a_list_is_withheld_where_more_certainty_is_wanted(tmp_path: Path) -> None:
    with assistant.open(write_notes(tmp_path / "notes", NOTES), min_confidence=0.9) as notes:
        assert not isinstance(notes.ask("my todos"), Answer)


def test_what_is_no_item_is_no_task(tmp_path: Path) -> None:
    text = (
        "# Yard\n\n- [ ] rake\n  - [x] fetch\n  1. [ ] burn\n\n> - [ ] quoted\n\n"
        "```\n- [ ] typed\n```\n\n| a |\n|---|\n| - [ ] cell |\n\n- [-] dropped\n- [ ]\n"
    ).replace("\n", "\r\n")
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "yard.md").write_bytes(text.encode())
    with assistant.open(folder) as notes:
        reply = notes.ask("which tasks are open")
    assert isinstance(reply, Answer)
    assert listed(reply) == ["- [ ] rake\n  1. [ ] burn\n> - [ ] quoted"]


@pytest.mark.parametrize(
    "question",
    [
        "what do I have to do to restart the pump",
        "what does it do",
        "is the shop still open",
        "what is open on Sunday",
        "what do I do for a cold",
        "how is it done",
        "what is a task",
        "what are tasks in a swarm",
        "what is an open task",
        "what is the task manager",
        "what tasks run at startup",
        "which task failed last night",
        "what does the cron task do",
        "what tasks does the scheduler run",
        "which scheduler should I use for tasks",
        "list all tasks of a service",
        "how do I list all my tasks",
        "how do I see pending tasks",
        "why do open tasks stay in the queue",
        "what do all task managers have in common",
        "what's the difference between tasks and processes",
        "what should I do if the disk is full",
        "how do I check a box in a form",
        "is the file done downloading",
    ],
)
def test_what_asks_otherwise_asks_for_no_tasks(question: str) -> None:
    assert asked_tasks(question, ANALYZER.content_of) is None
