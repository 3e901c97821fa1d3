"""`assistant.answers.headed`: lines that a label or a heading says tell what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

import assistant
from assistant.model import Answer

if TYPE_CHECKING:
    from pathlib import Path

STALL = """\
# Stall of the mill

## What happened

The mill stood still on Friday night. The grain had to be ground by hand.

{}
"""


def told(tmp_path: Path, question: str, rest: str) -> Answer:
    folder = write_notes(tmp_path / "notes", {"mill.md": STALL.format(rest)})
    with assistant.open(folder) as notes:
        reply = notes.ask(question)
    assert isinstance(reply, Answer)
    return reply


@pytest.mark.parametrize("label", ["Root cause:", "**Why**:", "Reason –", "- Cause:"])
def test_why_is_told_by_the_line_with_such_a_label(tmp_path: Path, label: str) -> None:
    line = f"{label} a belt had come off."
    reply = told(tmp_path, "why did the mill stand still on Friday", line)
    assert reply.best == line.removeprefix("- ")


def test_why_may_be_told_by_the_next_sentence_of_the_same_line(tmp_path: Path) -> None:
    line = "- The stones of the mill were warped. Due to frost."
    assert told(tmp_path, "why were the stones of the mill warped", line).best == "Due to frost."


def test_a_cause_is_told_by_the_sentence_that_names_it(tmp_path: Path) -> None:
    line = "- Frost warps the stones of the mill. It stands still due to the drought."
    reply = told(tmp_path, "what causes the stones of the mill to warp", line)
    assert reply.best == "Frost warps the stones of the mill."


@pytest.mark.parametrize("heading", ["Cause", "Rationale", "Why?"])
def test_why_is_told_under_such_a_heading_beside(tmp_path: Path, heading: str) -> None:
    rest = f"## Weather\n\nIt rained.\n\n## {heading}\n\nA belt had come off."
    reply = told(tmp_path, "why did the mill stand still on Friday", rest)
    assert reply.best == "A belt had come off."
    assert reply.source.headings[-1] == heading


def test_front_matter_is_no_section_under_the_note_s_name(tmp_path: Path) -> None:
    text = "---\nby: Ann\n---\n# Why\n\n## The mill\n\nThe mill stood still on Friday.\n"
    with assistant.open(write_notes(tmp_path / "notes", {"why.md": text})) as notes:
        reply = notes.ask("why did the mill stand still on Friday")
    assert isinstance(reply, Answer)
    assert reply.best == "The mill stood still on Friday."


def test_a_label_that_says_what_it_is_for_has_to_name_what_is_asked(tmp_path: Path) -> None:
    lines = "why by hand? no other mill is near\n\nwhy the mill? a belt had come off"
    reply = told(tmp_path, "why did the mill stand still", lines)
    assert reply.best == "why the mill? a belt had come off"


def test_of_several_labels_the_one_behind_the_line_is_taken(tmp_path: Path) -> None:
    rest = (
        "## Log\n\n- May: roof leaks\n- Why: a slate slid\n"
        "- June: sluice jams\n- Why: a log lay across\n"
    )
    assert told(tmp_path, "why does the sluice jam", rest).best == "Why: a log lay across"


def test_a_label_alone_leaves_it_to_what_follows(tmp_path: Path) -> None:
    lines = "Why the mill?\n\n- a belt had come off\n- nobody looked"
    reply = told(tmp_path, "why did the mill stand still", lines)
    assert reply.best == "a belt had come off"


def test_a_line_that_gives_a_reason_stays(tmp_path: Path) -> None:
    lines = "The sluice was shut because of the flood.\n\nReason: none was given."
    reply = told(tmp_path, "why was the sluice shut", lines)
    assert reply.best == "The sluice was shut because of the flood."


@pytest.mark.parametrize("line", ["Found by: the miller", "Detected by the miller, at dawn."])
def test_who_found_it_is_told_by_a_line_that_begins_so(tmp_path: Path, line: str) -> None:
    lines = f"Root cause: a belt had come off.\n\n{line}"
    assert told(tmp_path, "how was the cause of the stall discovered", lines).best == line


def test_a_row_of_a_table_has_such_a_label_as_well(tmp_path: Path) -> None:
    table = "| What | Note |\n|---|---|\n| Root cause | a belt had come off |"
    reply = told(tmp_path, "why did the mill stand still on Friday", table)
    assert reply.best == "| Root cause | a belt had come off |"


def test_a_reason_for_something_else_tells_nothing(tmp_path: Path) -> None:
    rest = "Flour is sold in sacks because boxes burst."
    reply = told(tmp_path, "why did the mill stand still on Friday night", rest)
    assert reply.best == "The mill stood still on Friday night."


def test_how_it_was_mended_is_told_under_such_a_heading(tmp_path: Path) -> None:
    rest = "## Fix\n\nA new belt was put on."
    assert told(tmp_path, "how was the stall of the mill fixed", rest).best.startswith("A new belt")


def test_what_asks_otherwise_is_told_as_ever(tmp_path: Path) -> None:
    reply = told(tmp_path, "when did the mill stand still", "Root cause: a belt had come off.")
    assert reply.best == "The mill stood still on Friday night."
