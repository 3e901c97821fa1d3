"""The chat in a real terminal: what a person would type, and what that person would see."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from chat_builders import make_vault
from conftest import write_notes
from tmux import Tmux

from assistant.cli import main
from assistant.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="there is no tmux")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Give notes with their index made, which a process of its own would need longer for."""
    notes = make_vault(tmp_path)
    assert main(["index", "--notes", str(notes)]) == ExitCode.ANSWERED
    return notes


def chat(notes: Path, *arguments: str, **options: Any) -> Tmux:
    """Open a chat in a terminal."""
    kinds = ("cache", "config", "data", "state")
    environment = {
        "TERM": "screen-256color",
        "LANG": "C.UTF-8",
        "PAGER": "cat",
        **{f"XDG_{kind.upper()}_HOME": os.environ[f"XDG_{kind.upper()}_HOME"] for kind in kinds},
        **options.pop("environment", {}),
    }
    command = [sys.executable, "-m", "assistant", "--notes", str(notes), *arguments]
    return Tmux([*options.pop("shell", []), *command], environment, **options)


@pytest.fixture
def editor(tmp_path: Path) -> Path:
    """Give an editor that writes down how it was called, beside itself."""
    # Its name says how it takes the line.
    script = tmp_path / "bin" / "nano"
    script.parent.mkdir()
    script.write_text('#!/bin/sh\necho "$@" >> "$0.calls"\n', encoding="utf-8")
    script.chmod(0o755)
    return script


def test_a_conversation(vault: Path, editor: Path) -> None:
    with chat(vault, environment={"VISUAL": str(editor)}) as terminal:
        terminal.wait_for("vault · 2 notes, 6 sections")

        terminal.ask("How do I feed bees?")
        terminal.wait_for("Bees are fed with sugar water")
        terminal.ask("When do they swarm?")
        terminal.wait_for("asked as: ")
        terminal.wait_for("Bees swarm in May")

        terminal.type("/sou")
        terminal.press("Tab")
        terminal.wait_for_prompt("? /sources")
        terminal.press("Enter")
        shown = terminal.wait_for("* 1  bees.md")

        terminal.ask("/open 1")
        terminal.wait_for_prompt()
        (call,) = editor.with_name("nano.calls").read_text("utf-8").splitlines()
        (line,) = re.findall(r"\* 1  bees\.md:(\d+)", shown)
        assert call == f"+{line} {vault / 'bees.md'}"

        terminal.ask("/sorces")
        terminal.wait_for("did you mean /sources?")

        terminal.type("half a thought")
        terminal.wait_for_prompt("? half a thought")
        terminal.press("C-c")
        terminal.wait_for_prompt()

        terminal.resize(40, 16)
        terminal.wait_for_prompt()
        terminal.ask("When do I prune an apple tree?")
        terminal.wait_for("An apple tree is pruned")
        assert all(len(line) <= 40 for line in terminal.screen())

        terminal.press("Up")
        terminal.wait_for_prompt("? When do I prune an apple tree?")
        terminal.press("C-c", "C-d")
        seen = terminal.wait_for("left with 0")
        assert "Traceback" not in seen


def test_the_chat_is_suspended_and_taken_up_again(vault: Path) -> None:
    shell = ["bash", "--norc", "-ic", '"$@"; echo suspended with $?; fg', "bash"]
    with chat(vault, shell=shell) as terminal:
        terminal.wait_for_prompt()
        terminal.type("How do I feed")
        terminal.wait_for_prompt("? How do I feed")
        terminal.press("C-z")
        terminal.wait_for("suspended with 148")
        terminal.wait_for_prompt("? How do I feed")
        terminal.type(" bees?")
        terminal.press("Enter")
        terminal.wait_for("Bees are fed with sugar water")


def test_what_was_asked_in_an_earlier_chat_is_suggested_and_found(vault: Path) -> None:
    with chat(vault) as terminal:
        terminal.ask("When do bees swarm?")
        terminal.wait_for("Bees swarm in May")
        terminal.ask("/quit")
        terminal.wait_for("left with 0")
    with chat(vault) as terminal:
        terminal.wait_for("2 notes")
        terminal.type("When")
        terminal.wait_for_prompt("? When do bees swarm?")
        terminal.press("Right", "Enter")
        terminal.wait_for("Bees swarm in May")
        terminal.wait_for_prompt()
        terminal.press("C-r")
        terminal.type("swarm")
        terminal.press("Enter", "Enter")
        terminal.wait_for("Bees swarm in May", times=2)


def test_pasted_lines_wait_for_enter(vault: Path) -> None:
    with chat(vault) as terminal:
        terminal.wait_for("2 notes")
        terminal.paste("When do bees swarm?\nWhen do I prune an apple tree?")
        terminal.wait_for_prompt("  When do I prune an apple tree?")
        assert "Bees swarm in May" not in terminal.scrolled()
        terminal.press("Enter")
        terminal.wait_for("Bees swarm in May")
        terminal.wait_for("An apple tree is pruned")


def test_a_question_on_a_narrow_terminal_in_wide_letters(tmp_path: Path) -> None:
    notes = write_notes(
        tmp_path / "notes",
        {"bees.md": "# 蜜蜂\n\nWhen it is cold outside, 蜜蜂 live in the hive.\n"},
    )
    with chat(notes, columns=40, lines=12) as terminal:
        terminal.wait_for("1 note")
        terminal.type("where do 蜜蜂 live when it is cold outside?")
        terminal.wait_for("side?")
        terminal.press("Enter")
        terminal.wait_for("bees.md:3")


@pytest.fixture
def held_up(vault: Path) -> Iterator[sqlite3.Connection]:
    """Keep the index of changed notes from being written, until the connection is closed."""
    write_notes(vault, {"wasps.md": "# Wasps\n\nWasps sting in August.\n"})
    connection = sqlite3.connect(vault.with_name("index"), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


@pytest.fixture
def indexed(vault: Path) -> Path:
    file = vault.with_name("index")
    assert main(["index", "--notes", str(vault), "--index", str(file)]) == ExitCode.ANSWERED
    return file


def test_a_question_waits_for_the_notes_until_it_is_cancelled(
    vault: Path, indexed: Path, held_up: sqlite3.Connection
) -> None:
    with chat(vault, "--index", str(indexed)) as terminal:
        terminal.ask("When do wasps sting?")
        # Not in the toolbar, behind which something stands.
        terminal.wait_for("reading notes…\n")
        terminal.press("C-c")
        terminal.wait_for("cancelled")
        held_up.close()
        terminal.ask("When do wasps sting?")
        terminal.wait_for("Wasps sting in August")


def test_the_chat_can_be_left_while_the_notes_are_read(
    vault: Path, indexed: Path, held_up: sqlite3.Connection
) -> None:
    with chat(vault, "--index", str(indexed)) as terminal:
        terminal.wait_for("reading notes…")
        terminal.press("C-d")
        terminal.wait_for("left with 0")
    assert held_up.in_transaction


def test_what_is_wrong_with_notes_is_said_above_the_prompt(vault: Path) -> None:
    (vault / "odd.md").write_bytes(b"# Odd\n\ncaf\xe9\n")
    with chat(vault) as terminal:
        terminal.wait_for("odd.md")
        terminal.wait_for("3 notes")
        terminal.wait_for_prompt()
        above, prompt, *_ = [line for line in terminal.screen() if line.strip()][-3:]
        assert "odd.md" in above
        assert prompt.strip() == "?"


def test_notes_that_are_not_there_end_the_chat_with_a_line(tmp_path: Path) -> None:
    with chat(tmp_path / "nowhere") as terminal:
        seen = terminal.wait_for("left with 2")
        assert "assistant: error: " in seen
        assert "no such file or folder" in seen


def test_ctrl_c_twice_leaves(vault: Path) -> None:
    with chat(vault) as terminal:
        terminal.wait_for("2 notes")
        terminal.press("C-c")
        terminal.wait_for("press Ctrl-C again to leave")
        terminal.press("C-c")
        terminal.wait_for("left with 130")


def test_a_dumb_terminal_gets_a_plain_loop_without_control_sequences(vault: Path) -> None:
    ours, its = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "assistant", "--notes", str(vault)],
        stdin=its,
        stdout=its,
        stderr=its,
        env={**os.environ, "TERM": "dumb"},
        start_new_session=True,
    ) as process:
        os.close(its)
        os.write(ours, b"When do bees swarm?\n/sources\n/quit\n")
        written = b""
        # Linux reports the end of a terminal as an error.
        try:
            while more := os.read(ours, 65536):
                written += more
        except OSError:
            pass
    os.close(ours)
    assert process.returncode == ExitCode.ANSWERED
    assert b"Bees swarm in May" in written
    assert b"* 1  bees.md" in written
    assert b"\x1b" not in written


def test_where_output_is_piped_on_the_prompt_is_not_among_the_results(vault: Path) -> None:
    ours, its = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "assistant", "chat", "--json", "--notes", str(vault)],
        stdin=its,
        stdout=subprocess.PIPE,
        stderr=its,
        start_new_session=True,
    ) as process:
        os.close(its)
        os.write(ours, b"When do bees swarm?\n/quit\n")
        out, _ = process.communicate(timeout=20)
    prompted = os.read(ours, 65536)
    os.close(ours)
    assert json.loads(out)["answered"]
    assert b"? " in prompted
