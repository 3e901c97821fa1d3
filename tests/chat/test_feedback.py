"""`assistant.chat.feedback`: judged answers become lines of a question file."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.chat.feedback import complaint, feedback_path, place_at, praise, write_feedback
from assistant.errors import CommandError
from assistant.evaluation.questions import QuestionsError, read_questions
from assistant.model import Conversation, NoAnswer, Query, Resolution, Source, Turn
from assistant.render import Place
from assistant.settings import Settings

PLACES = [
    Place(Source("bees.md", ("Bees", "Swarming"), "swarming", 3, 5), 4),
    Place(Source("hive.md", ("Hive",), "hive", 1, 9), 1),
]


def conversation(*questions: str) -> Conversation:
    turns = []
    for question in questions:
        query = Query(question, Resolution(question), ("bee",), ("bee",))
        turns.append(Turn(NoAnswer(query, "No.", (), 0.0)))
    return Conversation(tuple(turns))


def bad(expected: str) -> dict[str, Any]:
    known = {one: one for one in ("bees.md#swarming", "my bees.md")}
    known["bees.md:4"] = "bees.md#swarming"
    return complaint(conversation("When?"), PLACES, known.get, expected)


def test_praise_holds_question_history_and_the_sections_that_were_right() -> None:
    row = praise(conversation("What is a bee?", "When does it swarm?"), ["bees.md#swarming"])
    assert row.pop("id").startswith("chat-")
    assert row == {
        "question": "When does it swarm?",
        "history": ["What is a bee?"],
        "relevant": ["bees.md#swarming"],
        "kind": "good",
        "verdict": "good",
    }


def test_praise_of_a_refusal_says_that_there_is_no_answer() -> None:
    assert praise(conversation("When?"), [])["answerable"] is False


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        ("2", {"relevant": ["hive.md#hive"]}),
        ("bees.md#swarming", {"relevant": ["bees.md#swarming"]}),
        ("bees.md:4", {"relevant": ["bees.md#swarming"]}),
        ("my bees.md", {"relevant": ["my bees.md"]}),
        ("in May", {"answers": ["in May"]}),
        ("/in (May|June)/", {"answers": ["/in (May|June)/"]}),
        ("Nothing", {"answerable": False}),
        ("", {}),
        ("2024", {"answers": ["2024"]}),
        ("see bees.md", {"answers": ["see bees.md"]}),
    ],
)
def test_what_was_expected_is_a_number_an_address_words_or_nothing(
    expected: str, fields: dict[str, Any]
) -> None:
    row = bad(expected)
    assert {name: row[name] for name in ("relevant", "answers", "answerable") if name in row} == (
        fields
    )
    assert (row["kind"], row["verdict"]) == ("bad", "bad")


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ("3", "3: no such source; give 1 to 2"),
        ("wasps.md", "wasps.md: no such section"),
        ("my wasps.md:3", "my wasps.md:3: no such section"),
        ("my wasps.md#sting", "my wasps.md#sting: no such section"),
        ("/(/", "not a regular expression"),
        ("/(?L)a/", "not a regular expression"),
        ("/a{99999999999}/", "not a regular expression"),
        pytest.param(f"/{'(' * 5000}/", "not a regular expression", id="deep"),
    ],
)
def test_what_eval_could_not_read_is_refused(expected: str, message: str) -> None:
    with pytest.raises(CommandError) as raised:
        bad(expected)
    assert message in str(raised.value)


def test_a_place_is_not_to_be_had_where_nothing_is_listed() -> None:
    with pytest.raises(CommandError, match="nothing is listed; ask a question first"):
        place_at([], "1")


def test_rows_are_added_and_eval_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "questions.jsonl"
    write_feedback(path, praise(conversation("A?"), ["bees.md#swarming"]))
    write_feedback(path, praise(conversation("B?"), []))
    assert [item.text for item in read_questions(path, lambda label: label)] == ["A?", "B?"]


def test_the_same_turn_judged_again_takes_the_place_of_the_first_verdict(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    write_feedback(path, bad(""))
    write_feedback(path, praise(conversation("B?"), []))
    write_feedback(path, bad("in May"))
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [row["question"] for row in rows] == ["B?", "When?"]
    assert rows[1]["answers"] == ["in May"]


def test_a_file_edited_by_hand_is_added_to_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    mine = '{"question": "mine \u2028", "answers": ["x"]}\nno JSON\n[1]'
    path.write_text(mine, encoding="utf-8")
    write_feedback(path, bad("in May"))
    before, _, added = path.read_text("utf-8").rpartition("\n{")
    assert before == mine
    assert json.loads("{" + added)["question"] == "When?"


def test_half_of_a_surrogate_pair_is_replaced_so_that_eval_reads_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    row = complaint(conversation("wh\udcffen?"), PLACES, lambda _: None, "in \ud83d May \0")
    write_feedback(path, row)
    (question,) = read_questions(path, lambda label: label)
    assert (question.text, question.answers) == ("wh\ufffden?", ("in \ufffd May \0",))


def test_lines_that_can_t_be_read_are_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    before = "\n".join(["[" * 100_000, "{broken", f'{{"id": {"1" * 5000}}}', ""])
    path.write_text(before, "utf-8")
    write_feedback(path, bad("in May"))
    write_feedback(path, bad("in June"))
    after = path.read_text("utf-8")
    assert after.startswith(before)
    assert json.loads(after.removeprefix(before))["answers"] == ["in June"]


def test_a_file_that_is_not_utf_8_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(b"\xff\n")
    with pytest.raises(CommandError, match="not UTF-8; set feedback to another file"):
        write_feedback(path, bad("in May"))
    assert path.read_bytes() == b"\xff\n"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
def test_a_pipe_or_a_device_is_refused_rather_than_read_for_ever(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(CommandError, match="not a file; set feedback to another file"):
            write_feedback(path, bad("in May"))


def test_a_path_that_no_file_can_have_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"null.*; set feedback to another file"):
        write_feedback(tmp_path / "a\0b", bad("in May"))


def test_the_file_is_for_its_owner_s_eyes_only(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    for expected in ("", "in May"):
        write_feedback(path, bad(expected))
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match=r"questions\.jsonl.*set feedback to another file"):
        write_feedback(tmp_path / "file" / "questions.jsonl", bad(""))


def test_a_file_that_can_t_be_written_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name, reason in ((".", "Is a directory"), ("file/questions.jsonl", "Not a directory")):
        path = tmp_path / name
        with pytest.raises(CommandError) as caught:
            write_feedback(path, {"id": "a"})
        assert str(caught.value) == f"{path}: {reason}; set feedback to another file"


def test_each_folder_of_notes_has_a_file_of_its_own_unless_one_is_set(tmp_path: Path) -> None:
    one = feedback_path(tmp_path / "a" / "notes", Settings())
    other = feedback_path(tmp_path / "b" / "notes", Settings())
    assert one != other
    assert one.name.startswith("notes-")
    chosen = Settings(feedback=str(tmp_path / "mine.jsonl"))
    assert feedback_path(tmp_path, chosen) == tmp_path / "mine.jsonl"


def test_an_answer_called_bad_and_no_more_is_left_out_of_eval_and_said(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    write_feedback(path, bad(""))
    with pytest.raises(QuestionsError, match="holds no question"):
        read_questions(path, lambda label: label)
    write_feedback(path, praise(conversation("B?"), []))
    warnings: list[str] = []
    (question,) = read_questions(path, lambda label: label, warnings.append)
    assert question.text == "B?"
    assert warnings == [
        f"{path}: 1 called bad without what was expected, and left out;"
        ' add "relevant", "answers" or "answerable": false'
    ]
