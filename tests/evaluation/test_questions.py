"""`assistant.evaluation.questions`: every mistake is reported with its line, and all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assistant.errors import MOST_MISTAKES
from assistant.evaluation.questions import (
    Question,
    QuestionsError,
    pattern_of,
    read_questions,
)
from assistant.evaluation.subjects import resolver
from assistant.model import Source
from evaluation.builders import write_lines

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = (
    Source("docker.md", ("Docker",), "", 1, 3),
    Source("docker.md", ("Docker", "List"), "list", 4, 9),
    Source("docker.md", ("Docker", "Stop"), "stop", 10, 12),
)
RESOLVE = resolver(SOURCES)
GOOD = {"question": "how?", "relevant": ["docker.md#list"]}


def read(path: Path) -> tuple[Question, ...]:
    return read_questions(path, RESOLVE)


def mistakes(path: Path) -> list[str]:
    with pytest.raises(QuestionsError) as caught:
        read(path)
    return str(caught.value).split("\n")


def test_a_question_needs_little_and_may_say_much(tmp_path: Path) -> None:
    full = {
        "id": "mine", "question": "and those?", "relevant": {"docker.md#stop": 2},
        "answers": ["/docker +stop/"], "history": ["how do I start one"], "kind": "follow-up",
        "split": "test", "answerable": True, "verdict": "fine",
    }  # fmt: skip
    path = write_lines(tmp_path / "q.jsonl", [GOOD, "", full])
    assert read(path) == (
        Question("q1", "how?", {"docker.md#list": 1}),
        Question(
            "mine", "and those?", {"docker.md#stop": 2}, ("/docker +stop/",),
            ("how do I start one",), "follow-up", "test",
        ),
    )  # fmt: skip


def test_a_byte_order_mark_and_windows_lines_are_read_over(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"question": "who?", "answerable": false}\r\n\r\n')
    assert read(path) == (Question("q1", "who?", answerable=False),)


def test_a_character_may_be_written_as_a_surrogate_pair(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "q.jsonl", [{**GOOD, "question": "\N{WHALE}?"}])
    assert "\\ud83d" in path.read_text("utf-8")
    assert read(path)[0].text == "\N{WHALE}?"


@pytest.mark.parametrize(
    ("label", "address"),
    [
        ("docker.md#list", "docker.md#list"),
        ("docker.md:4", "docker.md#list"),
        ("docker.md:9", "docker.md#list"),
        ("docker.md:10", "docker.md#stop"),
        ("docker.md:2", "docker.md#"),
        ("docker.md", "docker.md"),
        ("docker.md:13", None),
        ("docker.md:0", None),
        ("docker.md:x", None),
        ("docker.md#gone", None),
        ("other.md", None),
        ("other.md:4", None),
    ],
)
def test_a_label_is_a_section_a_line_or_a_note(label: str, address: str | None) -> None:
    assert RESOLVE(label) == address


def test_two_labels_of_one_section_become_one_with_the_higher_grade(tmp_path: Path) -> None:
    row = {
        "question": "how?",
        "relevant": {"docker.md:5": 1, "docker.md#list": 2, "docker.md:6": 1},
    }
    assert read(write_lines(tmp_path / "q.jsonl", [row]))[0].relevant == {"docker.md#list": 2}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('{"question": "how?"', "not JSON: Expecting ',' delimiter (column 20)"),
        ("[1]", "not a JSON object"),
        ({"relevant": ["docker.md"]}, 'no "question"'),
        ({**GOOD, "question": "  "}, 'no "question"'),
        ({**GOOD, "question": 3}, "field 'question' has a value of the wrong type: 3"),
        ({**GOOD, "id": 7}, "field 'id' has a value of the wrong type: 7"),
        ({**GOOD, "answers": "x"}, "field 'answers' has a value of the wrong type: 'x'"),
        ({**GOOD, "answerable": "no"}, "field 'answerable' has a value of the wrong type: 'no'"),
        ({**GOOD, "relevent": []}, "unknown field 'relevent'; there are id, question, relevant,"),
        ({**GOOD, "answers": [""]}, "field 'answers' has to be a list of strings"),
        ({**GOOD, "history": [1]}, "field 'history' has to be a list of strings"),
        ({**GOOD, "relevant": [1]}, "field 'relevant' has to be a list of strings"),
        ({**GOOD, "relevant": ["no.md#x"]}, "'no.md#x' points at no section of the notes"),
        ({**GOOD, "relevant": {"docker.md": 0}}, "grade of 'docker.md' is 0; give a whole number"),
        ({**GOOD, "relevant": {"docker.md": True}}, "grade of 'docker.md' is True"),
        ({**GOOD, "relevant": {"docker.md": 10**26}}, f"grade of 'docker.md' is {10**26}; give a"),
        ({**GOOD, "question": "\ud800?"}, "\\ud800 is half of a surrogate pair; write the"),
        ({**GOOD, "id": "\udfff"}, "\\udfff is half of a surrogate pair"),
        ({**GOOD, "id": "a\0b"}, "id 'a\\x00b' holds a null character; leave it out"),
        ("[" * 200_000, "not JSON that can be read: too deep, or a number too long"),
        ("9" * 5000, "not JSON that can be read: too deep, or a number too long"),
        ({**GOOD, "answers": ["/(/"]}, "/(/: not a regular expression: missing )"),
        ({"question": "how?"}, 'neither "relevant" nor "answers"'),
        ({**GOOD, "answerable": False}, '"answerable" is false, yet it has "relevant"'),
        ({**GOOD, "id": "q1"}, "id 'q1' is taken by a question above; give another"),
    ],
)
def test_a_mistake_is_reported_with_line_and_reason(tmp_path: Path, row: Any, reason: str) -> None:
    path = write_lines(tmp_path / "q.jsonl", [GOOD, "", row])
    (line,) = mistakes(path)
    assert line.startswith(f"{path}:3: {reason}")


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "q.jsonl", ["{", GOOD, {"question": "how?"}, {"a": 1}])
    assert [line.split(": ")[0] for line in mistakes(path)] == [f"{path}:{n}" for n in (1, 3, 4)]


def test_of_a_file_that_is_no_question_file_the_first_mistakes_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("word\n" * 200, "utf-8")
    found = mistakes(path)
    assert len(found) == MOST_MISTAKES + 1
    assert found[-1] == f"{path}: {200 - MOST_MISTAKES} more lines with mistakes"


def test_a_folder_of_notes_is_a_mistake(tmp_path: Path) -> None:
    reason = "a folder without corpus.jsonl; name one in BEIR format, or a question file"
    assert mistakes(tmp_path) == [f"{tmp_path}: {reason}"]


def test_a_file_without_a_question_is_a_mistake(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "q.jsonl", ["", "  "])
    assert mistakes(path) == [f"{path}: holds no question; write one a line, or see eval --init"]


def test_a_missing_file_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    assert mistakes(path) == [f"{path}: No such file or directory; name a question file"]


def test_a_file_that_is_not_utf_8_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(b'{"question": "\xff"}')
    assert mistakes(path) == [f"{path}: not UTF-8 (byte 14); save it as UTF-8"]


@pytest.mark.parametrize(
    ("answer", "pattern"),
    [("/a+/", "a+"), ("plain", None), ("/", None), ("//", None), ("/etc", None)],
)
def test_a_pattern_stands_between_slashes(answer: str, pattern: str | None) -> None:
    assert pattern_of(answer) == pattern
