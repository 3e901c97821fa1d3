"""`assistant.commands.editor`: an editor is started as it wants to be, at a line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.commands.editor import OpeningError, editor_command, open_note

NOTE = Path(__file__)

posix_only = pytest.mark.skipif(os.name == "nt", reason="the editor is a shell script")


def editor(folder: Path, body: str, name: str = "editor") -> Path:
    """Write an editor that is a shell script."""
    script = folder / name
    script.write_text(f"#!/bin/sh\n{body}\n")
    script.chmod(0o755)
    return script


@pytest.mark.parametrize(
    ("variable", "command"),
    [
        ("vi", ["vi", "+7", "/n/tea.md"]),
        ("nvim", ["nvim", "+7", "/n/tea.md"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "/n/tea.md"]),
        ("emacsclient -a '' -nw", ["emacsclient", "-a", "", "-nw", "+7", "/n/tea.md"]),
        ("code --wait", ["code", "--wait", "--goto", "/n/tea.md:7"]),
        ("'/my tools/subl' -w", ["/my tools/subl", "-w", "/n/tea.md:7"]),
        ("hx", ["hx", "/n/tea.md:7"]),
        ("kate", ["kate", "--line", "7", "/n/tea.md"]),
        ("vim.exe", ["vim.exe", "+7", "/n/tea.md"]),
        ("some-editor --flag", ["some-editor", "--flag", "/n/tea.md"]),
    ],
)
def test_an_editor_is_told_the_line_in_its_own_way(variable: str, command: list[str]) -> None:
    assert editor_command(Path("/n/tea.md"), 7, {"EDITOR": variable}) == command


def test_a_file_named_like_a_placeholder_is_that_file() -> None:
    command = editor_command(Path("/n/{line}.md"), 7, {"EDITOR": "vi"})
    assert command == ["vi", "+7", "/n/{line}.md"]


def test_visual_goes_before_editor_and_an_empty_one_counts_for_none() -> None:
    both = {"VISUAL": "nano", "EDITOR": "vi"}
    assert editor_command(Path("a"), 1, both)[0] == "nano"
    assert editor_command(Path("a"), 1, {**both, "VISUAL": " "})[0] == "vi"


@pytest.mark.parametrize("environment", [{}, {"VISUAL": "", "EDITOR": "  "}])
def test_without_an_editor_the_error_says_how_to_name_one(environment: dict[str, str]) -> None:
    with pytest.raises(OpeningError, match=r"no editor is named; .*\$VISUAL or \$EDITOR.*export"):
        editor_command(Path("a"), 1, environment)


def test_an_editor_that_can_t_be_read_is_named_with_its_variable() -> None:
    with pytest.raises(OpeningError, match=r"\$EDITOR: \"vi 'x\": No closing quotation; mend it"):
        editor_command(Path("a"), 1, {"EDITOR": "vi 'x"})


def test_an_editor_that_is_not_there_is_named() -> None:
    with pytest.raises(OpeningError, match=r"editor '/nowhere/vi': .*; name another one"):
        open_note(NOTE, 1, {"EDITOR": "/nowhere/vi"})


def test_a_note_that_is_gone_is_not_begun_anew(tmp_path: Path) -> None:
    with pytest.raises(OpeningError, match=r"gone\.md: the note is gone; ask again"):
        open_note(tmp_path / "gone.md", 1, {"EDITOR": "true"})


@posix_only
def test_the_editor_is_given_the_file_and_waited_for(tmp_path: Path) -> None:
    script = editor(tmp_path, f'sleep 0.2; printf "%s\\n" "$@" > {tmp_path}/told', "vi")
    (tmp_path / "a b.md").touch()
    open_note(tmp_path / "a b.md", 3, {"EDITOR": f"{script} -f"})
    assert (tmp_path / "told").read_text() == f"-f\n+3\n{tmp_path}/a b.md\n"


@posix_only
def test_an_editor_that_fails_is_an_error_with_its_exit_code(tmp_path: Path) -> None:
    with pytest.raises(OpeningError, match="ended with exit code 3"):
        open_note(NOTE, 1, {"EDITOR": str(editor(tmp_path, "exit 3"))})


@posix_only
def test_an_interrupt_is_left_to_the_editor(tmp_path: Path) -> None:
    body = f"trap : INT; kill -INT $PPID; kill -INT $$; sleep 0.5; touch {tmp_path}/saved"
    open_note(NOTE, 1, {"EDITOR": str(editor(tmp_path, body))})
    assert (tmp_path / "saved").exists()


OPENS = """\
import sys
from pathlib import Path
from assistant.commands.editor import open_note
open_note(Path(sys.executable), 1, {"EDITOR": sys.argv[1]})
"""


@posix_only
@pytest.mark.skipif(not hasattr(os, "openpty"), reason="the system has no ptys")
def test_an_editor_can_read_the_keyboard_though_the_question_was_piped_in(tmp_path: Path) -> None:
    script = editor(tmp_path, f"read -r key; echo $key > {tmp_path}/read")
    master, slave = os.openpty()
    # The terminal has to be the process's own for there to be a keyboard.
    take_terminal = "import fcntl, os, sys, termios; fcntl.ioctl(1, termios.TIOCSCTTY, 0);"
    with subprocess.Popen(
        [sys.executable, "-c", f"{take_terminal}\n{OPENS}", str(script)],
        stdin=subprocess.PIPE,
        stdout=slave,
        start_new_session=True,
    ) as opening:
        os.close(slave)
        os.write(master, b"typed\n")
        assert opening.wait(20) == 0
    os.close(master)
    assert (tmp_path / "read").read_text() == "typed\n"


@posix_only
def test_without_a_terminal_the_editor_is_started_all_the_same(tmp_path: Path) -> None:
    script = editor(tmp_path, f"echo $1 > {tmp_path}/told")
    done = subprocess.run(
        [sys.executable, "-c", OPENS, str(script)],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        check=False,
    )
    assert done.returncode == 0
    assert (tmp_path / "told").read_text() == f"{sys.executable}\n"
