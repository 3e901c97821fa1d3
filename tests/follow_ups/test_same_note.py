"""`assistant.follow_ups.same_note`: the note that answered last is asked first of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes
from turns import asked

from assistant.follow_ups.same_note import (
    asks_remedy,
    named_forms,
    naming,
    nearest,
    piece_forms,
    tells,
)
from assistant.model import Answer, NoAnswer

if TYPE_CHECKING:
    from pathlib import Path

OUTAGE = (
    "# Outage of the shop\n\nThe shop was down for 47 minutes.\n\n"
    "## Impact\n\nWe lost 300 orders.\n\n"
    "## Root cause\n\nA column was dropped that the old version read.\n\n"
    "## Action items\n\n- lint the migrations (Jonas)\n- practise the rollback\n"
)


@pytest.mark.parametrize(
    "question",
    ["what did we do about it?", "how did they fix that", "and how was it solved?"],
)
def test_what_was_done_about_it_is_asked_for(question: str) -> None:
    assert asks_remedy(question)


@pytest.mark.parametrize("question", ["what does it do?", "how do I fix the tap?", "why?"])
def test_other_questions_ask_for_no_remedy(question: str) -> None:
    assert not asks_remedy(question)


def test_why_is_told_under_a_heading_that_says_so(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", {"outage.md": OUTAGE})
    reply = asked(folder, "how long was the shop down?", "why?")
    assert isinstance(reply, Answer)
    assert reply.best == "A column was dropped that the old version read."
    assert reply.source.headings[-1] == "Root cause"


@pytest.mark.parametrize("heading", ["Action items", "The fix", "Remedies"])
def test_what_was_done_is_told_under_a_heading_that_says_so(tmp_path: Path, heading: str) -> None:
    folder = write_notes(tmp_path / "notes", {"outage.md": OUTAGE.replace("Action items", heading)})
    reply = asked(folder, "how long was the shop down?", "what did we do about it?")
    assert isinstance(reply, Answer)
    assert reply.best.startswith("lint the migrations")


@pytest.mark.parametrize(
    ("lines", "best"),
    [
        ("fix: the column was put back", "fix: the column was put back"),
        ("| | |\n|-|-|\n| Fix | put back |", "| Fix | put back |"),
    ],
)
def test_a_line_that_says_so_comes_before_a_heading(tmp_path: Path, lines: str, best: str) -> None:
    text = OUTAGE.replace("minutes.\n", f"minutes.\n\n{lines}\n")
    folder = write_notes(tmp_path / "notes", {"outage.md": text})
    reply = asked(folder, "how long was the shop down?", "what did we do about it?")
    assert isinstance(reply, Answer)
    assert reply.best == best


@pytest.mark.parametrize("heading", ["Why is the van slow?", "Costs", "Why do I pay twice?"])
def test_other_headings_give_no_reason(tmp_path: Path, heading: str) -> None:
    text = OUTAGE.replace("Root cause", heading)
    folder = write_notes(tmp_path / "notes", {"outage.md": text})
    assert isinstance(asked(folder, "how long was the shop down?", "why?"), NoAnswer)


def test_the_reason_for_something_else_in_the_note_is_none(tmp_path: Path) -> None:
    text = (
        "# Outages\n\n## Shop\n\nThe shop was down for 47 minutes.\n\n"
        "## Search\n\nThe search was slow.\n\n### Root cause\n\nA full disk.\n"
    )
    folder = write_notes(tmp_path / "notes", {"outages.md": text})
    assert isinstance(asked(folder, "how long was the shop down?", "why?"), NoAnswer)


@pytest.mark.parametrize(
    ("said", "path"), [("in Lisbon, on 19 May.", "plan.md"), ("in Lisbon.", "old.md")]
)
def test_when_is_answered_from_the_note_that_said_where_if_it_tells(
    tmp_path: Path, said: str, path: str
) -> None:
    notes = {
        "plan.md": f"# Plans\n\n## Where is the fair?\n\nThe fair is {said}\n",
        "old.md": "# Old plans\n\n## When is the fair?\n\nThe fair is on 12 May.\n",
    }
    folder = write_notes(tmp_path / "notes", notes)
    reply = asked(folder, "where is the fair?", "when?")
    assert isinstance(reply, Answer)
    assert reply.source.path == path


@pytest.mark.parametrize(
    ("question", "line", "may"),
    [
        ("when?", "The fair is in the hall.", False),
        ("when?", "It may rain.", False),
        ("and when?", "The fair is in May.", True),
        ("how much?", "Two loaves", True),
        ("how much?", "The loaves", False),
        ("who?", "The fair is in the hall.", False),
        ("who?", "The fair is led by Ines.", True),
        ("where?", "in the hall", True),
    ],
)
def test_a_line_holds_what_is_asked_for(question: str, line: str, *, may: bool) -> None:
    assert tells(question, line) is may


@pytest.mark.parametrize(
    ("question", "piece"),
    [("how much?", "deposit 370 €"), ("and when?", "from 2 August"), ("where?", None)],
)
def test_a_piece_is_told_by_the_nearest_line_that_holds_one(
    tmp_path: Path, question: str, piece: str | None
) -> None:
    text = "# Trip\n\nhouse in Løkken\n\ndeposit 370 €\n\nferry 90 €\n\nfrom 2 August\n"
    told = asked(write_notes(tmp_path / "notes", {"trip.md": text}), "which house on the trip?")
    assert isinstance(told, Answer)
    found = nearest(told, piece_forms(question))
    assert (found[1].text if found else None) == piece


def test_what_holds_no_time_is_only_the_closest_to_when(tmp_path: Path) -> None:
    text = "# Fair\n\nThe fair is in the harbour hall.\n"
    folder = write_notes(tmp_path / "notes", {"fair.md": text})
    sure = asked(folder, "where is the fair?")
    closest = asked(folder, "where is the fair?", "when?")
    assert isinstance(sure, Answer)
    assert isinstance(closest, Answer)
    assert (sure.tentative, closest.tentative) == (False, True)


def test_the_number_in_the_line_that_named_somebody_reaches_them(tmp_path: Path) -> None:
    text = "# Minka\n\n- vet: Tierpraxis, Dr. Huber, 089 56 78 90\n- chip no. 276 098\n"
    folder = write_notes(tmp_path / "notes", {"cat.md": text})
    reply = asked(folder, "who is the vet?", "what is her extension number?")
    assert isinstance(reply, Answer)
    assert reply.tentative
    assert "089 56 78 90" in reply.best


def test_a_date_reaches_nobody(tmp_path: Path) -> None:
    text = "# Minka\n\n- vet: Tierpraxis, Dr. Huber, since 2019-04-02\n- chip no. 276 098\n"
    folder = write_notes(tmp_path / "notes", {"cat.md": text})
    told = asked(folder, "who is the vet?")
    assert isinstance(told, Answer)
    assert not [*naming("Huber", told.hits, named_forms("what is her extension number?"))]
