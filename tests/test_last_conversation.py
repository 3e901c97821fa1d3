"""The last conversation from the shell is kept in a file, which may be missing or damaged."""

from __future__ import annotations

import errno
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import write_notes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import assistant
from assistant.cli import main
from assistant.conversation import continued
from assistant.errors import ExitCode
from assistant.last_conversation import (
    MOST_TURNS,
    SCHEMA,
    KeptTurn,
    conversation_path,
    keep,
    keep_or_say,
    read_kept,
)
from assistant.model import Conversation, NoAnswer, Query, Resolution, ResolutionKind

if TYPE_CHECKING:
    from pathlib import Path

NOTES = {
    "oven.md": "# Oven\n\n## How do I clean the oven?\n\nWith vinegar.\n",
    "stove.md": "# Stove\n\n## How do I light the stove?\n\nWith a match.\n",
}


def conversation(*questions: str) -> Conversation:
    found = Conversation()
    for question in questions:
        query = Query(question, Resolution(f"{question}!", (("it", "oven"),)), (), ())
        found = continued(found, NoAnswer(query, "No.", (), 0.0))
    return found


@pytest.fixture
def warnings() -> list[str]:
    return []


def test_what_is_kept_is_read_again(tmp_path: Path, warnings: list[str]) -> None:
    keep(conversation("how long is it hot"), tmp_path)
    assert read_kept(tmp_path, warnings.append) == (
        KeptTurn("how long is it hot", Resolution("how long is it hot!", (("it", "oven"),))),
    )
    assert not warnings


def test_how_a_follow_up_was_understood_is_kept(tmp_path: Path, warnings: list[str]) -> None:
    resolution = Resolution(
        "more (oven)?", (("", "oven"),), ("oven.md#heat",), ResolutionKind.EXTENDED, "oven"
    )
    query = Query("more?", resolution, (), ())
    keep(continued(Conversation(), NoAnswer(query, "No.", (), 0.0)), tmp_path)
    assert read_kept(tmp_path, warnings.append) == (KeptTurn("more?", resolution),)


def test_a_file_of_another_version_is_left_alone(tmp_path: Path, warnings: list[str]) -> None:
    keep(conversation("here"), tmp_path)
    path = conversation_path(tmp_path)
    content = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**content, "schema": SCHEMA - 1}), "utf-8")
    assert read_kept(tmp_path, warnings.append) == ()
    assert not warnings


def test_without_history_nothing_is_taken_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_notes(tmp_path / "notes", NOTES)
    main(["ask", "--notes", str(folder), "How do I clean the oven?"])
    capsys.readouterr()
    code = main(["ask", "--notes", str(folder), "--no-history", "-c", "and the kettle?"])
    printed = capsys.readouterr()
    assert code == ExitCode.NOT_ANSWERED
    assert "oven" not in printed.out + printed.err
    assert "--continue" in printed.err


def test_the_last_few_turns_are_kept(tmp_path: Path, warnings: list[str]) -> None:
    asked = [f"question {number}" for number in range(MOST_TURNS + 3)]
    keep(conversation(*asked), tmp_path)
    assert [one.question for one in read_kept(tmp_path, warnings.append)] == asked[3:]


def test_each_folder_of_notes_has_its_own(tmp_path: Path, warnings: list[str]) -> None:
    keep(conversation("here"), tmp_path / "here")
    assert read_kept(tmp_path / "there", warnings.append) == ()


def test_what_is_of_another_folder_whose_file_has_the_same_name_is_left_alone(
    tmp_path: Path, warnings: list[str]
) -> None:
    keep(conversation("here"), tmp_path / "here")
    conversation_path(tmp_path / "here").rename(conversation_path(tmp_path / "there"))
    assert read_kept(tmp_path / "there", warnings.append) == ()
    assert not warnings


def test_the_file_can_be_read_by_people_and_by_nobody_else(tmp_path: Path) -> None:
    keep(conversation("where is the key"), tmp_path)
    path = conversation_path(tmp_path)
    assert json.loads(path.read_text("utf-8"))["turns"][0]["question"] == "where is the key"
    assert path.read_text("utf-8").count("\n") > 5
    assert path.stat().st_mode & 0o077 == 0
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary() | st.sampled_from([b"{}", b"[]", b'{"turns": 3}', b'{"turns": [{}]}']))
def test_a_damaged_file_is_one_warning(tmp_path: Path, content: bytes) -> None:
    path = conversation_path(tmp_path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    warnings: list[str] = []
    assert read_kept(tmp_path, warnings.append) == ()
    assert len(warnings) == 1
    assert str(path) in warnings[0]


def test_a_conversation_is_taken_up_again_with_what_is_found_now(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", NOTES)
    with assistant.open(folder) as notes:
        kept = KeptTurn("and it?", Resolution("How do I clean the oven?", (("it", "oven"),)))
        (turn,) = notes.resumed([kept]).turns
    assert turn.question == "and it?"
    assert turn.query.resolution.replaced == (("it", "oven"),)
    assert turn.hits[0].chunk.source.path == "oven.md"


def test_a_turn_without_a_word_is_left_out(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", NOTES)
    with assistant.open(folder) as notes:
        assert notes.resumed([KeptTurn("?", Resolution("?"))]) == Conversation()


def test_a_damaged_file_does_not_keep_from_asking(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_notes(tmp_path / "notes", NOTES)
    path = conversation_path(folder)
    path.parent.mkdir(parents=True)
    path.write_text("{")
    code = main(["ask", "--notes", str(folder), "-c", "How do I clean the oven?"])
    printed = capsys.readouterr()
    assert code == ExitCode.ANSWERED
    assert "With vinegar." in printed.out
    assert printed.err.count("\n") == 1
    assert json.loads(path.read_text())["turns"]


def test_where_nothing_can_be_kept_the_question_is_answered_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_notes(tmp_path / "notes", NOTES)
    path = conversation_path(folder)
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.write_text("a file in the place of the folder")
    code = main(["ask", "--notes", str(folder), "How do I clean the oven?"])
    printed = capsys.readouterr()
    assert code == ExitCode.ANSWERED
    assert printed.err.startswith("assistant: warning: ")


def test_what_can_not_be_kept_on_a_full_disk_is_said_with_the_file(
    tmp_path: Path, warnings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("assistant.last_conversation.keep", refuse)
    assert not keep_or_say(conversation("here"), tmp_path, warnings.append)
    (line,) = warnings
    assert line.startswith(f"{conversation_path(tmp_path)}: No space left on device; ")


@pytest.mark.parametrize("off", ["flag", "environment"])
def test_nothing_is_kept_where_that_is_turned_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, off: str
) -> None:
    folder = write_notes(tmp_path / "notes", NOTES)
    if off == "environment":
        monkeypatch.setenv("ASSISTANT_HISTORY", "false")
    flags = ["--no-history"] if off == "flag" else []
    main(["ask", "--notes", str(folder), *flags, "How do I clean the oven?"])
    assert not conversation_path(folder).exists()


def test_an_answer_that_nobody_reads_to_its_end_is_continued_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_notes(tmp_path / "notes", NOTES)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as unread:
        monkeypatch.setattr(sys, "stdout", unread)
        main(["ask", "--notes", str(folder), "How do I clean the oven?"])
    assert conversation_path(folder).exists()


def test_json_tells_the_question_as_it_was_understood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_notes(tmp_path / "notes", NOTES)
    main(["ask", "--notes", str(folder), "How do I clean the oven?"])
    capsys.readouterr()
    main(["ask", "--notes", str(folder), "--json", "-c", "how hot is it?"])
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert (found["question"], found["standalone"]) == ("how hot is it?", "how hot is oven?")
    assert printed.err == ""
