"""`assistant.commands.clipboard`: text reaches a clipboard, here or at the other end of SSH."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pyperclip
import pytest

from assistant.commands import clipboard
from assistant.commands.clipboard import ClipboardError, copy, osc52

if TYPE_CHECKING:
    from pathlib import Path

SSH = {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Take the clipboard away, and give the file that stands for the terminal."""

    def refuse(_text: str) -> None:
        raise pyperclip.PyperclipException("no mechanism\nfor this system")

    terminal = tmp_path / "tty"
    terminal.write_text("")
    monkeypatch.setattr(pyperclip, "copy", refuse)
    monkeypatch.setattr(clipboard, "TERMINAL", terminal)
    return terminal


def test_text_is_put_on_the_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", copied.append)
    copy("docker ps -a\n茶", SSH)
    assert copied == ["docker ps -a\n茶"]


def test_without_a_clipboard_the_error_says_what_to_install(broken: Path) -> None:
    with pytest.raises(ClipboardError, match=r"^there is no clipboard .* install .*xclip or xsel$"):
        copy("x", {})
    assert broken.read_text() == ""


@pytest.mark.parametrize("environment", [SSH, {"SSH_TTY": "/dev/pts/1"}])
def test_over_ssh_the_terminal_is_asked(broken: Path, environment: dict[str, str]) -> None:
    copy("docker ps\n茶", environment)
    assert broken.read_text() == osc52("docker ps\n茶")


def test_over_ssh_without_a_terminal_there_is_no_clipboard(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "TERMINAL", broken.parent / "none" / "tty")
    with pytest.raises(ClipboardError):
        copy("x", SSH)


def test_the_control_sequence_holds_nothing_of_the_text_itself() -> None:
    sequence = osc52("\x1b]0;title\x07 茶")
    begin, text, end = sequence[:7], sequence[7:-1], sequence[-1]
    assert (begin, end) == ("\x1b]52;c;", "\x07")
    assert base64.b64decode(text).decode() == "\x1b]0;title\x07 茶"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a clipboard of their own")
def test_a_program_that_holds_the_clipboard_does_not_hold_up_who_reads_the_output(
    tmp_path: Path,
) -> None:
    # xclip goes on in the background, and what reads our output would wait until it ends.
    script = tmp_path / "xclip"
    script.write_text(f"#!/bin/sh\ncat > {tmp_path}/copied\nsleep 60 &\necho $! > {tmp_path}/pid\n")
    script.chmod(0o755)
    environment = {**os.environ, "DISPLAY": ":0", "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    environment.pop("WAYLAND_DISPLAY", None)
    code = "from assistant.commands.clipboard import copy; copy('tea'); print('done')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        stdout=subprocess.PIPE,
        timeout=30,
        check=True,
    )
    os.kill(int((tmp_path / "pid").read_text()), 15)
    assert done.stdout == b"done\n"
    assert (tmp_path / "copied").read_text() == "tea"
