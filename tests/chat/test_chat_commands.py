"""`assistant.chat.chat_commands`: a line becomes a command or a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from chat_builders import open_chat

from assistant.chat.chat_commands import COMMANDS, handle, help_text
from assistant.errors import CommandError, ExitCode, LeaveChat

if TYPE_CHECKING:
    from pathlib import Path

    from chat_builders import Printed

    from assistant.chat.chat import Chat


def test_what_is_no_command_is_a_question(vault: Path) -> None:
    chat, printed = open_chat(vault)
    assert handle(chat, " When do bees swarm?") is ExitCode.ANSWERED
    assert printed.results[0].startswith("Bees swarm in May")


def test_open_needs_a_terminal(asked: tuple[Chat, Printed]) -> None:
    with pytest.raises(CommandError, match="at a terminal only"):
        handle(asked[0], "/open", at_terminal=False)


def test_help_needs_no_slash_at_a_terminal(vault: Path) -> None:
    chat, printed = open_chat(vault)
    handle(chat, "help")
    assert printed.results == [help_text()]


def test_a_blank_or_a_pipe_makes_a_question_of_a_bare_word_that_is_a_command(vault: Path) -> None:
    chat, _ = open_chat(vault)
    assert handle(chat, " quit") is ExitCode.NOT_ANSWERED
    assert handle(chat, "quit", at_terminal=False) is ExitCode.NOT_ANSWERED


@pytest.mark.parametrize("command", ["/quit", "/exit", "/q", "/QUIT", "quit", "exit", ":q"])
def test_quit_leaves(vault: Path, command: str) -> None:
    with pytest.raises(LeaveChat):
        handle(open_chat(vault)[0], command)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("/sorces", "did you mean /sources?"),
        ("/histroy", "did you mean /history?"),
        ("/hlep", "did you mean /help?"),
        ("/xyzzy", "/help lists them"),
        ("/", "/help lists them"),
    ],
)
def test_an_unknown_command_names_the_nearest(vault: Path, typed: str, hint: str) -> None:
    with pytest.raises(CommandError) as raised:
        handle(open_chat(vault)[0], typed)
    assert str(raised.value).startswith(f"{typed}: no such command; {hint}")


def test_a_command_without_its_argument_says_what_it_needs(vault: Path) -> None:
    with pytest.raises(CommandError, match="/search needs more: /search WORDS"):
        handle(open_chat(vault)[0], "/search")


def test_a_command_with_an_argument_too_many_refuses_it(vault: Path) -> None:
    with pytest.raises(CommandError, match="/more takes nothing behind it; leave '2' out"):
        handle(open_chat(vault)[0], "/more 2")


def test_help_has_a_line_for_each_command(vault: Path) -> None:
    chat, printed = open_chat(vault)
    handle(chat, "/help")
    assert printed.results == [help_text()]
    assert [line.split()[0] for line in help_text().splitlines()] == [
        f"/{command.name}" for command in COMMANDS
    ]


def test_on_a_narrow_screen_what_a_command_does_stays_beside_it(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    chat, printed = open_chat(vault)
    chat.output.styled = True
    handle(chat, "/help")
    lines = [line.rstrip() for line in printed.results[0].splitlines()]
    assert lines[:3] == [
        "/sources           list the sections",
        "                   that the answer was",
        "                   chosen from",
    ]


def test_no_two_commands_share_a_name() -> None:
    names = [name for command in COMMANDS for name in (command.name, *command.aliases)]
    assert len(names) == len(set(names))
