"""Put text on the clipboard."""

from __future__ import annotations

import base64
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TERMINAL = Path("/dev/tty")


class ClipboardError(AssistantError):
    """There is no clipboard."""


def copy(text: str, environment: Mapping[str, str] = os.environ) -> None:
    """Put text on the clipboard of this machine, else of the one whose terminal this is.

    Raises `ClipboardError` where neither can be reached.
    """
    import pyperclip

    try:
        with _output_kept():
            pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError) as error:
        # Over SSH the clipboard that counts is at the other end; many terminals there take what
        # this sequence brings, and none says whether it did.
        if not _is_remote(environment) or not _write(osc52(text)):
            raise ClipboardError(
                "there is no clipboard to copy to; install wl-clipboard, xclip or xsel"
            ) from error


def osc52(text: str) -> str:
    """Give the control sequence by which a terminal puts text on its clipboard."""
    return f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"


@contextmanager
def _output_kept() -> Iterator[None]:
    """Keep standard output from the programs that are started.

    One that holds a clipboard lives on, and whoever reads our output would wait for its end.
    """
    try:
        kept = os.dup(1)
    except OSError:  # It is shut.
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _is_remote(environment: Mapping[str, str]) -> bool:
    return bool(environment.get("SSH_TTY") or environment.get("SSH_CONNECTION"))


def _write(sequence: str) -> bool:
    try:
        TERMINAL.write_text(sequence, encoding="ascii")
    except OSError:
        return False
    return True
