"""`assistant.chat.line_chat`: a line in, its answer out; more of it is told in `transcripts/`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from chat_builders import open_chat
from command_line import Outcome, process

from assistant import cli
from assistant.chat.line_chat import answer_lines
from assistant.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def test_lines_are_answered_until_the_chat_is_left(vault: Path) -> None:
    chat, printed = open_chat(vault)
    lines = ["When do bees swarm?\n", "  \n", "/more\n", "/new\n", "/quit\n", "When do I prune?\n"]
    assert answer_lines(chat, lines, typed=False) is ExitCode.ANSWERED
    asked, answer, blank, more, _, last = printed.results
    assert (asked, blank, more, last) == ("? When do bees swarm?", "", "? /more", "")
    assert answer.startswith("Bees swarm in May")


def test_what_is_typed_is_not_repeated(vault: Path) -> None:
    chat, printed = open_chat(vault)
    answer_lines(chat, ["When do bees swarm?\n"], typed=True)
    _, blank = printed.results
    assert blank == ""


def test_nothing_more_is_answered_when_nobody_reads_on(vault: Path) -> None:
    chat, printed = open_chat(vault)
    chat.output.is_read = False
    assert answer_lines(chat, ["When do bees swarm?\n"], typed=False) is ExitCode.ANSWERED
    assert not printed.results


def test_a_note_that_is_gone_for_a_moment_ends_nothing(vault: Path) -> None:
    def lines() -> Iterator[str]:
        vault.rename(vault.with_name("away"))
        yield "When do bees swarm?"
        vault.with_name("away").rename(vault)
        yield "When do bees swarm?"

    chat, printed = open_chat(vault)
    assert answer_lines(chat, lines(), typed=True) is ExitCode.USAGE
    assert printed.results[0].startswith("Bees swarm in May")


def test_each_mistake_in_a_file_is_told_on_a_line_of_its_own(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chat, _ = open_chat(vault)
    (vault / "synonyms.txt").write_text("lone\nsingle\n", "utf-8")
    answer_lines(chat, ["When do bees swarm?"], typed=True)
    first, second = capsys.readouterr().err.splitlines()
    assert "line 1: 'lone'" in first
    assert "line 2: 'single'" in second


@pytest.mark.parametrize("line", ["Who won the football match?", "/nonsense", "?!", "/open"])
def test_one_line_that_was_not_answered_shows_in_the_exit_code_and_ends_nothing(
    vault: Path, line: str
) -> None:
    chat, printed = open_chat(vault)
    lines = [line, "When do bees swarm?"]
    assert answer_lines(chat, lines, typed=False) is ExitCode.NOT_ANSWERED
    assert printed.results[-2].startswith("Bees swarm in May")


def as_json(vault: Path, *lines: str) -> tuple[ExitCode, list[dict[str, Any]]]:
    """Give the exit code of a chat in JSON, and the objects it printed."""
    chat, printed = open_chat(vault)
    chat.output.json = True
    code = answer_lines(chat, lines, typed=False)
    assert printed.lines == []
    return code, [json.loads(line) for line in printed.results]


def test_in_json_every_question_is_an_object_and_nothing_else_is_printed(vault: Path) -> None:
    code, found = as_json(vault, "When do bees swarm?\n", "/new", "thanks", "/exit", "Who?")
    assert [one["question"] for one in found] == ["When do bees swarm?", "thanks"]
    assert found[0]["elapsed_ms"] > 0
    assert code is ExitCode.ANSWERED


def test_in_json_a_follow_up_is_told_by_its_fields_alone(vault: Path) -> None:
    _, (_, second) = as_json(vault, "When do bees swarm?", "How do I feed them?")
    assert "bees" in second["standalone"]


def test_in_json_a_command_that_would_print_something_is_asked(vault: Path) -> None:
    _, (found,) = as_json(vault, "/sources of bees")
    assert found["question"] == "/sources of bees"


def test_in_json_a_mistake_is_an_object_too(vault: Path) -> None:
    code, (first, second) = as_json(vault, "?!", "/new things")
    assert first["question"] == "?!"
    assert "no word" in first["error"]
    assert second["error"].startswith("/new takes nothing")
    assert code is ExitCode.NOT_ANSWERED


# As a command


def test_without_a_command_each_line_piped_in_is_a_question(run: Callable[..., Outcome]) -> None:
    outcome = run(stdin="when do I prune the apple tree?\n\nhow do I restart the web server?\n")
    assert outcome.code == ExitCode.ANSWERED
    assert outcome.out.index("late winter") < outcome.out.index("systemctl restart nginx")


def test_a_chat_with_one_question_not_answered_says_so_by_its_exit_code(
    run: Callable[..., Outcome],
) -> None:
    outcome = run("chat", stdin="who won the football match\nwhen do I prune the apple tree?\n")
    assert outcome.code == ExitCode.NOT_ANSWERED
    assert "late winter" in outcome.out


def test_a_chat_as_json_prints_a_line_for_each_question_and_none_for_new(
    run: Callable[..., Outcome],
) -> None:
    outcome = run("chat", "--json", stdin="compost\n/new\n  \nelectricity meter\n/quit\napple\n")
    replies = [json.loads(line) for line in outcome.out.splitlines()]
    assert [reply["question"] for reply in replies] == ["compost", "electricity meter"]


def test_a_line_without_a_word_does_not_end_a_chat(run: Callable[..., Outcome]) -> None:
    outcome = run("chat", "--json", stdin="?\ncompost\n")
    first, second = (json.loads(line) for line in outcome.out.splitlines())
    assert first["question"] == "?"
    assert "no word" in first["error"]
    assert second["answered"]
    assert outcome.code == ExitCode.NOT_ANSWERED


def test_a_note_that_is_gone_for_a_moment_does_not_end_a_chat_as_json(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, notes: Path
) -> None:
    def lines() -> Iterator[str]:
        yield "compost"
        notes.rename(notes.with_name("away"))
        yield "apple tree"
        notes.with_name("away").rename(notes)
        yield "electricity meter"

    monkeypatch.setattr(cli, "_lines", lines)
    outcome = run("chat", "--json")
    first, lost, last = (json.loads(line) for line in outcome.out.splitlines())
    assert (first["answered"], last["answered"]) == (True, True)
    assert lost["question"] == "apple tree"
    assert lost["error"].startswith("no such file or folder: ")
    assert outcome.err.startswith("assistant: error: no such file or folder: ")
    assert outcome.code == ExitCode.USAGE


def test_a_chat_answers_a_line_before_the_next_is_written(indexed: Path) -> None:
    with process("chat", "--json", "--notes", str(indexed)) as chat:
        assert chat.stdin
        assert chat.stdout
        for question in ("compost", "electricity meter"):
            chat.stdin.write(f"{question}\n")
            chat.stdin.flush()
            assert json.loads(chat.stdout.readline())["question"] == question
        chat.stdin.close()
        assert chat.wait(20) == ExitCode.ANSWERED
