"""`assistant.answers.named_below`: lists that are made of the headings below a section."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

import assistant
from assistant.model import Answer

if TYPE_CHECKING:
    from pathlib import Path

STEPS = """\
# Bread

## Steps of baking bread

It takes a day.

### Step 1: Knead the dough

Until it is smooth.

### Step 2: Let it rise

Overnight.
"""


def told(tmp_path: Path, question: str, text: str = STEPS) -> Answer:
    with assistant.open(write_notes(tmp_path / "notes", {"bread.md": text})) as notes:
        reply = notes.ask(question)
    assert isinstance(reply, Answer)
    return reply


@pytest.mark.parametrize(
    "question", ["what are the steps of baking bread", "list the steps of baking bread"]
)
def test_a_list_is_made_of_the_headings_called_so_below_the_section(
    tmp_path: Path, question: str
) -> None:
    reply = told(tmp_path, question)
    assert reply.text == "It takes a day.\n\n- Step 1: Knead the dough\n- Step 2: Let it rise"
    assert (reply.best, reply.best_line) == ("Step 1: Knead the dough", 7)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how long does baking bread take", STEPS),
        ("what are steps of baking bread", STEPS),
        ("list the steps of baking bread", STEPS.replace("It takes", "- It takes")),
        ("list the steps of baking bread", STEPS.replace("### Step", "### Then")),
        ("list the steps of baking bread", STEPS.replace("### Step 2", "#### Step 2")),
    ],
)
def test_headings_are_no_list_where_none_of_them_is_asked_for(
    tmp_path: Path, question: str, text: str
) -> None:
    assert "- Step 1" not in told(tmp_path, question, text).text
