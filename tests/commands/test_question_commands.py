"""`assistant.commands.question_commands`: questions as they are given, and what is done after."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command_line import PRUNED, RESTARTED, Outcome
from conftest import write_notes

from assistant.commands import clipboard, editor
from assistant.errors import ExitCode
from assistant.model import Answer
from assistant.pipeline import Assistant
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.model import Conversation, Reply

# Questions


def test_a_question_without_words_is_read_from_standard_input(run: Callable[..., Outcome]) -> None:
    asked = run("ask", "when do I prune the apple tree?")
    assert run("ask", stdin="when do I prune\nthe apple tree?\n").out == asked.out


def test_a_question_without_a_word_in_it_is_an_error(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", "?!")
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert (
        outcome.err == "assistant: error: '?!': there is no word in it to look for; ask in words\n"
    )


@pytest.mark.parametrize("before", [(), ("-c",)])
def test_nothing_asked_on_standard_input_is_an_error(
    run: Callable[..., Outcome], before: tuple[str, ...]
) -> None:
    run("ask", "when do I prune the apple tree?")
    outcome = run("ask", *before, stdin="\n")
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert outcome.err.startswith("assistant: error: no question given; write it")


def test_a_follow_up_without_a_word_in_it_is_an_error(run: Callable[..., Outcome]) -> None:
    run("ask", "when do I prune the apple tree?")
    assert "there is no word in it" in run("ask", "-c", "???").err


def test_a_long_question_is_not_repeated_whole_in_an_error(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", stdin="?" * 1_000_000)
    assert outcome.code == ExitCode.USAGE
    assert len(outcome.err) < 200


def test_a_misspelt_option_in_a_question_gives_a_hint_and_is_asked_for(
    run: Callable[..., Outcome],
) -> None:
    outcome = run("ask", "--jsno", "when do I prune the apple tree?")
    assert outcome.code == ExitCode.ANSWERED
    assert outcome.err.startswith("assistant: note: --jsno is taken for a word of the question")


@pytest.mark.parametrize(
    "question",
    [
        "compost " * 131_072,
        " ".join(map(str, range(200_000, 340_000))) + " compost",
    ],
    ids=["one word over and over", "no word twice"],
)
def test_a_question_of_a_megabyte_is_asked_like_any_other(
    run: Callable[..., Outcome], question: str
) -> None:
    outcome = run("ask", "--json", stdin=question)
    assert outcome.code in {ExitCode.ANSWERED, ExitCode.NOT_ANSWERED}
    assert outcome.err == ""
    assert outcome.json["question"] == question.strip()
    assert outcome.json["sources"][0]["anchor"] == "compost"


def test_a_nul_in_a_question_does_no_harm(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", "--json", stdin="when do I prune\0 the apple\0 tree?")
    assert outcome.code == ExitCode.ANSWERED
    assert outcome.json["question"] == "when do I prune\0 the apple\0 tree?"
    assert "\0" not in outcome.out


def test_a_lone_surrogate_in_a_question_does_no_harm(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", "--json", "when do I prune the apple tree \udcff?")
    assert outcome.code == ExitCode.ANSWERED
    assert outcome.json["question"] == "when do I prune the apple tree \udcff?"
    outcome.out.encode()


def test_bytes_on_standard_input_that_are_no_utf_8_do_no_harm(indexed: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "--notes", str(indexed)],
        input=b"when do I prune the apple tree \xff?",
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (ExitCode.ANSWERED, b"")


def test_output_is_utf_8_whatever_the_locale_says(notes: Path) -> None:
    write_notes(notes, {"tea.md": "# Tee\n\n## Grüner Tee\n\nDer Tee zieht zwei Minuten … 茶\n"})
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "--notes", str(notes), "Grüner Tee"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert "Der Tee zieht zwei Minuten … 茶" in done.stdout.decode("utf-8")


# One thing of an answer, the editor, the clipboard

RESTART = "how do I restart the web server"


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what is put on the clipboard."""
    texts: list[str] = []
    monkeypatch.setattr(clipboard, "copy", texts.append)
    return texts


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_the_best_line_alone_is_a_command_that_a_shell_can_run(indexed: Path) -> None:
    write_notes(
        indexed, {"hello.md": "# Hello\n\n## How do I say hello?\n\n```\n$ echo hello\n```"}
    )
    ours = shlex.join([sys.executable, "-m", "assistant", "ask", "--notes", str(indexed), "-q"])
    done = subprocess.run(
        ["sh", "-c", f"$({ours} how do I say hello)"], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("hello\n", "")


def replying(monkeypatch: pytest.MonkeyPatch, change: Callable[[Answer], Answer]) -> None:
    """Change every answer."""
    ask = Assistant.ask

    def changed(self: Assistant, question: str, conversation: Conversation) -> Reply:
        reply = ask(self, question, conversation)
        assert isinstance(reply, Answer)
        return change(reply)

    monkeypatch.setattr(Assistant, "ask", changed)


@pytest.mark.parametrize("option", ["-q", "-x"])
def test_an_answer_that_is_only_the_closest_is_never_printed_alone(
    run: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
    copied: list[str],
    option: str,
) -> None:
    replying(monkeypatch, lambda reply: replace(reply, tentative=True))
    outcome = run("ask", option, "--copy", RESTART)
    assert (outcome.code, outcome.out, copied) == (ExitCode.NOT_ANSWERED, "", [])
    assert outcome.err == (
        "assistant: note: no sure answer; the closest is at "
        "server.md:8 Server > How do I restart the web server?\n"
    )


@pytest.mark.parametrize(("option", "line"), [("-q", PRUNED), ("-x", RESTARTED)])
def test_of_several_questions_what_is_not_answered_is_said_beside_what_is(
    run: Callable[..., Outcome], option: str, line: str
) -> None:
    asked = "When do I prune the apple tree?" if option == "-q" else f"{RESTART}?"
    outcome = run("ask", option, asked, "Who won the football match?")
    assert (outcome.code, outcome.out) == (ExitCode.NOT_ANSWERED, f"{line}\n")
    assert outcome.err == "assistant: note: The notes don't say: Who won the football match?\n"


def test_each_of_several_questions_has_its_line(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", "-q", f"{RESTART}?", "When do I prune the apple tree?")
    assert (outcome.code, outcome.out) == (ExitCode.ANSWERED, f"{RESTARTED}\n{PRUNED}\n")


@pytest.mark.parametrize("command", [["ask", "thank you"], ["ask", "-q", "thank you"]])
def test_a_remark_is_no_failure(run: Callable[..., Outcome], command: list[str]) -> None:
    outcome = run(*command)
    assert outcome.code == ExitCode.ANSWERED
    assert "You're welcome." in outcome.out + outcome.err


def test_a_remark_is_a_field_in_json(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", "--json", "thank you")
    assert outcome.code == ExitCode.ANSWERED
    assert (outcome.json["remark"], outcome.json["answered"]) == ("You're welcome.", False)


def test_an_answer_that_is_only_the_closest_is_an_answer_and_marked(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    replying(monkeypatch, lambda reply: replace(reply, tentative=True))
    outcome = run("ask", RESTART)
    assert outcome.code == ExitCode.ANSWERED
    assert outcome.out.startswith("Closest I have:\n\nThe web server is")
    found = run("ask", "--json", RESTART).json
    assert (found["answered"], found["tentative"]) == (True, True)


def test_what_is_printed_of_an_answer_is_copied(
    run: Callable[..., Outcome], copied: list[str]
) -> None:
    assert run("ask", "-q", "--copy", RESTART).out == "sudo systemctl restart nginx\n"
    assert run("ask", "-x", "--copy", RESTART).code == ExitCode.ANSWERED
    assert copied == ["sudo systemctl restart nginx"] * 2
    found = run("ask", "--json", "--copy", RESTART).json
    assert copied[2] == found["answer"]["text"]


def test_without_an_answer_nothing_is_copied(
    run: Callable[..., Outcome], copied: list[str]
) -> None:
    assert run("ask", "--copy", "zeppelin").code == ExitCode.NOT_ANSWERED
    assert copied == []


def test_a_clipboard_that_is_not_there_is_an_error_behind_the_answer(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_text: str) -> None:
        raise clipboard.ClipboardError("there is no clipboard to copy to; install xclip")

    monkeypatch.setattr(clipboard, "copy", refuse)
    outcome = run("ask", "-q", "--copy", RESTART)
    assert outcome == Outcome(
        ExitCode.USAGE,
        "sudo systemctl restart nginx\n",
        "assistant: error: there is no clipboard to copy to; install xclip, or leave out --copy\n",
    )
    as_json = run("ask", "--json", "--copy", RESTART)
    assert (as_json.code, as_json.json["answered"]) == (ExitCode.USAGE, True)
    assert as_json.out.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="the editor is a shell script")
@pytest.mark.parametrize(
    ("argv", "place"),
    [
        (["ask", RESTART, "--open", "1"], "+8 server.md"),
        (["ask", "-q", "--open=1", RESTART], "+8 server.md"),
        (["ask", "who may mow the grass", "--open", "1"], "+16 garden.md"),
        (["search", "--open", "2", "restart or prune"], "+9 garden.md"),
    ],
)
def test_a_place_is_opened_in_the_editor_by_its_number(
    run: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
    notes: Path,
    tmp_path: Path,
    argv: list[str],
    place: str,
) -> None:
    editor = tmp_path / "vi"
    editor.write_text(f"#!/bin/sh\necho $* > {tmp_path}/told\n")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    expected = run(*[word for word in argv if not word.startswith("--open") and len(word) > 1])
    assert run(*argv) == expected
    line, file = place.split()
    assert (tmp_path / "told").read_text() == f"{line} {notes}/{file}\n"


@pytest.mark.parametrize("command", ["ask", "search"])
def test_where_no_place_is_listed_none_is_opened_and_the_exit_code_stays(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(editor, "open_note", pytest.fail)
    shown = run(command, "zzz")
    outcome = run(command, "zzz", "--open", "1")
    assert (outcome.code, outcome.out) == (ExitCode.NOT_ANSWERED, shown.out)


def test_every_place_that_is_numbered_on_a_terminal_is_opened_by_that_number(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, notes: Path
) -> None:
    opened: list[tuple[Path, int]] = []
    monkeypatch.setattr(editor, "open_note", lambda file, line, _: opened.append((file, line)))
    out = re.sub(r"\x1b\]8;.*?\x1b\\|\x1b\[[\d;]*m", "", run("ask", RESTART, "--color=always").out)
    listed = re.findall(r"^ +(\d+)  (\S+):(\d+) ", out, re.MULTILINE)
    assert listed
    for number, path, line in listed:
        run("ask", RESTART, "--open", number)
        assert opened[-1] == (notes / path, int(line))
