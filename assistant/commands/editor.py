"""Open a note in the user's editor, at a line."""

from __future__ import annotations

import os
import shlex
import subprocess
from contextlib import ExitStack, suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.terminal import interrupts_left_to_others, is_typed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VARIABLES = ("VISUAL", "EDITOR")
"""The environment variables that may name the editor, the first one first."""

PLUS_LINE = ("+{line}", "{file}")
COLON_LINE = ("{file}:{line}",)
GOTO = ("--goto", "{file}:{line}")
LINE_OPTION = ("--line", "{line}", "{file}")

CONVENTIONS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("vi", "vim", "nvim", "gvim", "mvim", "view", "nano", "pico"), PLUS_LINE),
    **dict.fromkeys(("emacs", "emacsclient", "micro", "kak", "joe", "mg", "gedit"), PLUS_LINE),
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor"), GOTO),
    **dict.fromkeys(("hx", "helix", "subl", "zed"), COLON_LINE),
    "kate": LINE_OPTION,
}
"""How an editor is told the line, by its program's name; others are given the file alone."""


class OpeningError(AssistantError):
    """A note can't be opened in an editor."""


def open_note(file: Path, line: int, environment: Mapping[str, str]) -> None:
    """Open a note at a line in the editor that the environment names, and wait for it.

    Raises `OpeningError` where none is named, it can't be started, or it ends with a failure, and
    where the note is gone: most editors would begin a new one.
    """
    if not file.exists():
        raise OpeningError(f"{file}: the note is gone; ask again")
    command = editor_command(file, line, environment)
    with ExitStack() as stack:
        # A question that was piped in has used up standard input, which an editor needs.
        keyboard = None
        if not is_typed():
            with suppress(OSError):  # There may be no such device, or this process no terminal.
                keyboard = stack.enter_context(Path("/dev/tty").open("rb"))
        # Editors have a use for it: vim ends insert mode, emacs a command. On an interrupt of ours
        # Python would kill them, with all that was typed.
        stack.enter_context(interrupts_left_to_others())
        try:
            done = subprocess.run(command, stdin=keyboard, check=False)
        except OSError as error:
            reason = error.strerror or error
            raise OpeningError(
                f"editor {command[0]!r}: {reason}; name another one in $VISUAL or $EDITOR"
            ) from error
    if done.returncode:
        raise OpeningError(f"editor {command[0]!r}: ended with exit code {done.returncode}")


def editor_command(file: Path, line: int, environment: Mapping[str, str]) -> Sequence[str]:
    """Give the command that opens a note at a line; raises `OpeningError` where none is named."""
    variable = next((name for name in VARIABLES if environment.get(name, "").strip()), None)
    if variable is None:
        raise OpeningError(
            "no editor is named; name one in $VISUAL or $EDITOR, as in: export EDITOR=nano"
        )
    try:
        # On Windows a backslash is part of a path.
        command = shlex.split(environment[variable], posix=os.name != "nt")
    except ValueError as error:
        raise OpeningError(f"${variable}: {environment[variable]!r}: {error}; mend it") from error
    convention = CONVENTIONS.get(PurePath(command[0]).stem, ("{file}",))
    return [*command, *(part.format(file=file, line=line) for part in convention)]
