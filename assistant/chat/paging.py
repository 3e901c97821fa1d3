"""Print what fits on the screen; what does not goes through the user's pager."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from assistant.terminal import interrupts_left_to_others

_NOT_FOUND = 127
"""What a shell ends with where there is no such command."""


def print_paged(text: str) -> None:
    """Print a text, or page through it with `$PAGER` where it is longer than the screen."""
    size = shutil.get_terminal_size()
    # The line with the prompt is wanted on the same screen.
    if screen_lines(text, size.columns) < size.lines - 1 or not _paged(text):
        print(text, flush=True)


def screen_lines(text: str, columns: int) -> int:
    """Count the lines that a text takes on a screen of a width, styles and links aside."""
    from rich.text import Text

    return sum(
        max(1, -(-line.cell_len // columns))
        for line in Text.from_ansi(text).split(allow_blank=True)
    )


def _paged(text: str) -> bool:
    """Page through a text; says whether there was a pager."""
    pager = os.environ.get("PAGER", "less")
    words = pager.split()
    if words in ([], ["cat"]) or not shutil.which(words[0]):
        return False
    # As git does: keep the colours, and leave the text on the screen. And what is typed meanwhile,
    # meant for the prompt, is not to write a file or run a command.
    environment = {"LESS": "-RX", "LESSSECURE": "1", **os.environ}
    sys.stdout.flush()
    with interrupts_left_to_others():
        done = subprocess.run(
            pager, shell=True, input=f"{text}\n".encode(), env=environment, check=False
        )
    return done.returncode != _NOT_FOUND
