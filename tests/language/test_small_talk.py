"""Greetings and thanks get a line in return; questions don't."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes
from hypothesis import given
from hypothesis import strategies as st

import assistant
from assistant.language.small_talk import small_talk, without_remarks

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("hello", "Hello."),
        ("Good morning!", "Hello."),
        ("hi there", "Hello."),
        ("howdy", "Hello."),
        ("thanks a lot", "You're welcome."),
        ("Thank you!", "You're welcome."),
        ("bye", "Goodbye."),
        ("Good bye!", "Goodbye."),
        ("ok", "Good."),
        ("that's all", "Good."),
        ("who are you?", "I answer questions"),
        ("how are you?", "I'm well"),
        ("what can I ask?", "I answer questions"),
        ("that's wrong", "Try other words"),
        ("it didn't work", "Try other words"),
        ("that is not what I asked", "Try other words"),
        ("huh?", "Try other words"),
        ("shorter", "Answers are cut"),
        ("Can you repeat that?", "Answers are cut"),
        ("say that again", "Answers are cut"),
        ("show me the whole section", "Answers are cut"),
        ("what was my first question?", "Answers are cut"),
        ("danke", "You're welcome."),
        ("makes sense", "Good."),
        ("doesnt work", "Try other words"),
        ("wrong answer", "Try other words"),
    ],
)
def test_small_talk_gets_a_line(said: str, line: str) -> None:
    assert (small_talk(said) or "").startswith(line)


def test_several_in_a_row_get_the_line_of_the_last() -> None:
    assert small_talk("ok, thanks, bye!") == "Goodbye."


def test_nothing_need_stand_between_them() -> None:
    assert small_talk("perfect thanks a lot") == "You're welcome."
    assert (small_talk("ok thanks that worked") or "").startswith("Good.")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("thanks. how do I delete it", "how do I delete it"),
        ("ok cool, that worked! and how do I stop it?", "and how do I stop it?"),
        ("quick question: what is a kettle", "what is a kettle"),
        ("no, the blue one", "no, the blue one"),
        ("what is a kettle, and what a pot", "what is a kettle, and what a pot"),
        ("thanks", "thanks"),
    ],
)
def test_a_question_stands_alone_without_the_remarks_before_it(said: str, asked: str) -> None:
    assert without_remarks(said) == asked


def test_blanks_in_a_row_are_read_once_however_many() -> None:
    said = " " * 20_000 + "how do I stop it"
    assert without_remarks(said) == said


@pytest.mark.parametrize(
    "question",
    [
        "hi, how do I list images?",
        "thanks, and how do I remove it?",
        "ok compose",
        "what is a good morning routine",
        "hello world image",
        "who are the maintainers",
        "open it with an editor",
        "show me the whole list of options",
        "longer prefix",
        "why?",
        "",
        "?!",
    ],
)
def test_a_question_is_no_small_talk(question: str) -> None:
    assert small_talk(question) is None


@given(st.text())
def test_any_text_is_looked_at_without_an_error(text: str) -> None:
    assert small_talk(text) is None or isinstance(small_talk(text), str)


def test_the_notes_are_not_asked_for_a_greeting(tmp_path: Path) -> None:
    folder = write_notes(tmp_path, {"a.md": "# Hello\n\nHello, world.\n"})
    with assistant.open(folder) as notes:
        reply = notes.ask("hello")
    assert isinstance(reply, assistant.Remark)
    assert reply.text.startswith("Hello")
