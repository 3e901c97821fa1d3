"""What a terminal is given and asked: results go to standard output, all else to standard error."""

from __future__ import annotations

import io
import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from assistant.render import STYLES, one_line, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console, RenderableType
    from rich.progress import Progress

PROGRESS_AFTER_SECONDS = 0.5
"""Shorter work shows no progress bar; one that flashes by says nothing."""


def _print(text: str) -> None:
    print(text, flush=True)


class Output:
    """Where results go, and in which form."""

    def __init__(self, *, json: bool, styled: bool, write: Callable[[str], None] = _print) -> None:
        """`write` prints a text that ends without a line feed."""
        self.json = json
        self.styled = styled
        self.is_read = True
        """Whether anybody still reads what is written: not after `head` has seen enough."""
        self._write = write
        self._console: Console | None = None

    def show(
        self,
        as_object: Callable[[], dict[str, Any]],
        as_plain: Callable[[], str],
        as_styled: Callable[[], RenderableType] | None = None,
    ) -> None:
        """Print a result in the form that was asked for, which alone is made."""
        if self.json:
            self.write(to_json(as_object()))
        else:
            self.show_text(as_plain, as_styled)

    def show_text(
        self, as_plain: Callable[[], str], as_styled: Callable[[], RenderableType] | None = None
    ) -> None:
        """Print what is never asked for as JSON, such as what a chat's commands show."""
        if self.styled and as_styled is not None:
            console = self._terminal()
            # Printed by us, since rich has its own mind about broken pipes. Long lines of code run
            # over the edge, so that they can be copied whole.
            with console.capture() as capture:
                console.print(as_styled(), crop=False, end="")
            self.write(capture.get().removesuffix("\n"))
        else:
            self.write(as_plain())

    def write(self, text: str) -> None:
        """Write a text and a line feed, or nothing where nobody reads it.

        How a command ends does not depend on how much of its result is read, which is often a
        matter of chance: what is short was written before a reader is gone.
        """
        try:
            self._write(text)
        except BrokenPipeError:
            self.is_read = False
            drop(sys.stdout)

    def _terminal(self) -> Console:
        if self._console is None:
            from shutil import get_terminal_size

            from rich.console import Console
            from rich.theme import Theme

            # Without a screen some programs say so, and rich prints nothing on none.
            has_none = os.environ.get("COLUMNS") == "0"
            # Whether there is colour was decided already, NO_COLOR and TERM considered.
            self._console = Console(
                theme=Theme(STYLES),
                width=get_terminal_size().columns if has_none else None,
                force_terminal=True,
                color_system="standard",
                no_color=False,
                highlight=False,
            )
        return self._console


class Bar:
    """A progress bar on standard error, where that is a terminal and the work takes long."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._started = time.monotonic()
        self._progress: Progress | None = None

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` steps are done; all of them take the bar off the screen."""
        if done == total:
            self.close()
        elif self._progress is not None:
            rate = f"{done / (time.monotonic() - self._started):.0f}/s"
            self._progress.update(
                self._progress.task_ids[0], completed=done, total=total, rate=rate
            )
        elif sys.stderr.isatty() and time.monotonic() - self._started > PROGRESS_AFTER_SECONDS:
            self._progress = _bar(self._label, total)

    def close(self) -> None:
        """Take the bar off the screen."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None


def _bar(label: str, total: int) -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=Console(stderr=True),
        transient=True,
    )
    progress.add_task(label, total=total, rate="")
    progress.start()
    return progress


def drop(stream: TextIO | None) -> None:
    """Throw away what is still to be written, or Python would fail at it once more on leaving."""
    if stream is None:
        # It is shut.
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def is_styled(color: str) -> bool:
    """Tell whether output is to be styled, when `--color` is `auto`, `always` or `never`."""
    if color == "auto":
        return is_drawn_on() and not os.environ.get("NO_COLOR")
    return color == "always"


def is_drawn_on() -> bool:
    """Tell whether results go to a terminal that can be drawn on."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    # On Windows nothing sets it.
    unset = "" if os.name == "nt" else "dumb"
    return is_terminal and os.environ.get("TERM", unset) != "dumb"


def is_typed() -> bool:
    """Tell whether a person types what is read from standard input."""
    return sys.stdin is not None and sys.stdin.isatty()


@contextmanager
def interrupts_left_to_others() -> Iterator[None]:
    """Leave Ctrl-C to the program that is waited for meanwhile, which may go on after it."""
    # Imported here, since few commands start a program.
    import signal

    # Not ignored, for that would be inherited.
    handler = signal.signal(signal.SIGINT, lambda _signal, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def warn(line: str) -> None:
    """Say what is wrong but stops nothing."""
    complain("warning", line)


def complain(kind: str, line: str) -> None:
    """Print a line of a kind, such as `error` or `note`, on standard error."""
    try:
        print(f"assistant: {kind}: {one_line(line)}", file=sys.stderr, flush=True)
    except OSError:
        # Nobody reads it, or it can't be written; the result can all the same.
        drop(sys.stderr)


def replace_shut_stderr() -> None:
    """Throw away what is written to a standard error that is shut.

    Python has none then, and prints to standard output instead, among the results; and the next
    file to be opened would get the number that libraries write their complaints to.
    """
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (it stays open)


def use_utf8() -> None:
    """Speak UTF-8 whatever the locale says: JSON is UTF-8, and notes hold any character."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
