"""A program in a terminal that tests type at and look at, by means of tmux."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Self

DEADLINE_SECONDS = 60.0
"""Until when something has to be on the screen; nothing takes nearly as long on an idle machine."""
LOOK_SECONDS = 0.05


class Tmux:
    """A terminal; nothing in it is waited for by time, but by what is on its screen."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        lines: int = 24,
    ) -> None:
        """Start a command, after whose end the screen shows `left with` and its exit code."""
        # A socket's path must be short.
        self._folder = tempfile.TemporaryDirectory(prefix="tmux")
        settings = [f"{name}={value}" for name, value in environment.items()]
        line = f"{shlex.join(['env', *settings, *command])}; echo left with $?; exec cat"
        self._run(
            "-f", "/dev/null", "new-session", "-d", "-x", f"{columns}", "-y", f"{lines}", line
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._run("kill-server")
        self._folder.cleanup()

    def type(self, text: str) -> None:
        """Type a text, letter for letter."""
        self._run("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        """Press keys by the names that tmux has for them."""
        self._run("send-keys", *keys)

    def ask(self, line: str) -> None:
        """Type a line at the prompt and press Enter once it is drawn."""
        self.type(line)
        self.wait_for_prompt(f"? {line}")
        self.press("Enter")

    def paste(self, text: str) -> None:
        """Paste a text, marked as pasted where the program wants that."""
        self._run("set-buffer", text)
        self._run("paste-buffer", "-p", "-r")

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        self._run("resize-window", "-x", f"{columns}", "-y", f"{lines}")

    def screen(self) -> list[str]:
        """Give the lines that are on the screen."""
        return self._run("capture-pane", "-p").splitlines()

    def scrolled(self) -> str:
        """Give all that has been on the screen, with wrapped lines joined."""
        return self._run("capture-pane", "-p", "-J", "-S", "-")

    def wait_for(self, text: str, times: int = 1) -> str:
        """Wait until a text has been on the screen so many times, and give all of it."""
        return self._wait(self.scrolled, lambda seen: seen.count(text) >= times, text)

    def wait_for_prompt(self, line: str = "?") -> None:
        """Wait until the prompt, with what is typed, is the last but for the toolbar."""
        self._wait(
            lambda: "\n".join(self.screen()),
            lambda seen: (
                [one.rstrip() for one in seen.splitlines() if one.strip()][-2:-1] == [line]
            ),
            f"the prompt {line!r}",
        )

    def _wait(self, look: Callable[[], str], is_there: Callable[[str], bool], what: str) -> str:
        deadline = time.monotonic() + DEADLINE_SECONDS
        while not is_there(seen := look()):
            if time.monotonic() > deadline:
                raise AssertionError(f"{what} is not on the screen:\n{seen}")
            time.sleep(LOOK_SECONDS)
        return seen

    def _run(self, *arguments: str) -> str:
        command = ["tmux", "-S", f"{self._folder.name}/socket", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout
