"""`assistant.chat.chat`: what a chat remembers, and how typed text is told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from chat_builders import make_vault, open_chat

from assistant.chat.chat import all_places, split_command, split_questions
from assistant.errors import CommandError, ExitCode, QueryError
from assistant.last_conversation import conversation_path, read_kept
from assistant.model import Answer, Chunk, Evidence, Hit, Query, Resolution, Source

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return make_vault(tmp_path)


def test_a_question_is_answered_and_remembered(vault: Path) -> None:
    chat, printed = open_chat(vault)
    assert chat.ask("When do bees swarm?") is ExitCode.ANSWERED
    assert printed.results[0].startswith("Bees swarm in May")
    assert chat.turn.question == "When do bees swarm?"
    assert chat.places[0].source.path == "bees.md"


def test_the_places_of_a_reply_come_in_its_order_each_section_once() -> None:
    def hit(anchor: str, line: int) -> Hit:
        source = Source("bees.md", ("Bees", anchor), anchor, line, line)
        return Hit(Chunk(source, "", ()), 1.0, Evidence(1.0, 0.5, 1.0, ("bee",)))

    # The second section is long, and comes in parts.
    hits = tuple(hit(*one) for one in (("swarm", 1), ("feed", 5), ("hive", 9), ("feed", 7)))
    query = Query("bees", Resolution("bees"), ("bee",), ("bee",))
    found = all_places(Answer(query, "In May", "In May", 1, 0.9, hits))
    assert [(place.source.anchor, place.source.first_line) for place in found] == [
        ("swarm", 1),
        ("feed", 5),
        ("hive", 9),
    ]


def test_a_question_without_an_answer_is_remembered_too(vault: Path) -> None:
    chat, _ = open_chat(vault)
    assert chat.ask("Who won the football match?") is ExitCode.NOT_ANSWERED
    assert chat.turn.question == "Who won the football match?"


def test_what_a_follow_up_was_understood_as_is_said_and_kept(vault: Path) -> None:
    chat, printed = open_chat(vault)
    chat.ask("When do bees swarm?")
    assert chat.resolved == ""
    chat.ask("How do I feed them?")
    assert "bees" in chat.resolved
    assert printed.lines == [f"asked as: {chat.resolved}"]


def test_small_talk_leaves_the_last_answer_as_it_was(vault: Path) -> None:
    chat, printed = open_chat(vault)
    chat.ask("When do bees swarm?")
    before = (chat.turn, chat.places, chat.reply)
    assert chat.ask("thanks") is ExitCode.ANSWERED
    assert (chat.turn, chat.places, chat.reply) == before
    assert len(printed.results) == 2


def test_a_slip_that_was_mended_is_said(vault: Path) -> None:
    chat, printed = open_chat(vault)
    chat.ask("When do I prune an aple tree?")
    assert printed.lines == ["'aple' is taken for 'apple'"]


def test_a_question_that_fails_is_not_remembered(vault: Path) -> None:
    chat, _ = open_chat(vault)
    with pytest.raises(QueryError):
        chat.ask("?!")
    with pytest.raises(CommandError, match="nothing was asked yet"):
        _ = chat.turn


def test_notes_that_change_are_read_before_the_next_answer(vault: Path) -> None:
    chat, printed = open_chat(vault)
    chat.ask("When do bees swarm?")
    (vault / "wasps.md").write_text("# Wasps\n\nWasps sting in August.\n", encoding="utf-8")
    chat.ask("When do wasps sting?")
    assert printed.results[-1].startswith("Wasps sting in August.")


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("/help", ("help", "")),
        ("/Open 2 ", ("open", "2")),
        ("/search the hive", ("search", "the hive")),
        ("/", ("", "")),
        ("/etc/hosts what is it?", None),
        (" /help", None),
        ("when/where do bees swarm", None),
        ("/2 of them", None),
    ],
)
def test_a_command_is_a_slash_with_a_word(line: str, parts: tuple[str, str] | None) -> None:
    assert split_command(line) == parts


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("When do bees swarm?", ["When do bees swarm?"]),
        ("what is a hive?\n\nwhat is a swarm?\n", ["what is a hive?", "what is a swarm?"]),
        ("what is a hive\nwhen do bees swarm\n", ["what is a hive", "when do bees swarm"]),
        ("what is a hive\na swarm", ["what is a hive\na swarm"]),
        ("what is a hive?\n/more", ["what is a hive?", "/more"]),
        ("error: no bees\nwhat does it mean?", ["error: no bees\nwhat does it mean?"]),
        ("", []),
    ],
)
def test_pasted_lines_are_questions_where_each_is_one(text: str, questions: list[str]) -> None:
    assert split_questions(text) == questions


def kept(vault: Path) -> list[str]:
    """Give the questions that `ask --continue` would go on from."""
    return [turn.question for turn in read_kept(vault, pytest.fail)]


def test_what_is_asked_is_kept_for_the_shell_turn_by_turn(vault: Path) -> None:
    chat, _ = open_chat(vault)
    chat.ask("When do bees swarm?")
    assert kept(vault) == ["When do bees swarm?"]
    chat.ask("How do I feed them?")
    chat.ask("thanks")
    assert kept(vault) == ["When do bees swarm?", "How do I feed them?"]


def test_a_new_conversation_takes_the_place_of_the_one_kept(vault: Path) -> None:
    chat, _ = open_chat(vault)
    chat.ask("When do bees swarm?")
    chat.forget()
    chat.ask("When do I prune an apple tree?")
    assert kept(vault) == ["When do I prune an apple tree?"]


def test_without_history_nothing_is_kept_for_the_shell(vault: Path) -> None:
    chat, _ = open_chat(vault, history=False)
    chat.ask("When do bees swarm?")
    assert kept(vault) == []


def test_where_nothing_can_be_kept_that_is_said_once(vault: Path) -> None:
    path = conversation_path(vault)
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.write_text("a file in the place of the folder")
    chat, printed = open_chat(vault)
    chat.ask("When do bees swarm?")
    chat.ask("When do I prune an apple tree?")
    assert len(printed.results) == 2
    (line,) = printed.lines
    assert line.endswith("'ask --continue' won't know this question")
