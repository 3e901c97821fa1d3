"""Measure how soon after the start of the process the chat's prompt takes what is typed.

    python eval/measure_prompt.py [--sections 10000] [--runs 20]

Starts `assistant` at a terminal of its own, types a letter once the prompt is drawn, and stops the
clock when the letter is drawn too. Asked are the notes that ship and a made-up folder with as many
sections, each with their index ready and, in a row of its own, with none yet.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tables import row, rule

from assistant.workspace import shipped_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTER = b"#"
"""One that neither the welcome nor a control sequence holds."""
READS_KEYS = b"\x1b[?2004h"
"""With this the prompt is drawn first: from here on pasted text is to be marked as such."""
ASKS_WHERE = b"\x1b[6n"
"""With this a program asks a terminal where the cursor is."""
IS_THERE = b"\x1b[3;3R"
DEADLINE_SECONDS = 60.0


def main() -> None:
    """Print a table of medians."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sections", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        many = make_notes(Path(work) / "many", options.sections)
        print(row("notes", "index", "runs", "median seconds", "slowest"))
        print(rule(5))
        for notes in (shipped_notes(), many):
            environment = {**os.environ, "XDG_CACHE_HOME": f"{work}/cache", "TERM": "xterm"}
            environment |= {"XDG_STATE_HOME": f"{work}/state", "XDG_CONFIG_HOME": f"{work}/config"}
            for index in ("none yet", "ready"):
                seconds = measured(notes, environment, options.runs, Path(work), index == "ready")
                figures = (f"{statistics.median(seconds):.3f}", f"{max(seconds):.3f}")
                print(row(notes.name, index, str(len(seconds)), *figures), flush=True)


def make_notes(folder: Path, sections: int) -> Path:
    """Write notes with as many sections, a hundred a file, of words from the notes that ship."""
    texts = " ".join(path.read_text("utf-8") for path in sorted(shipped_notes().glob("*.md")))
    # Marks of code and of lists would make other sections than were asked for.
    words = [word for word in texts.split() if word.isalpha()]
    folder.mkdir()
    for first in range(0, sections, 100):
        text = "".join(
            f"# Topic {number}\n\n{' '.join(words[number * 7 % (len(words) - 60) :][:60])}\n\n"
            for number in range(first, min(first + 100, sections))
        )
        (folder / f"{first}.md").write_text(text, encoding="utf-8")
    return folder


def measured(
    notes: Path, environment: dict[str, str], runs: int, work: Path, ready: bool
) -> list[float]:
    """Start the chat again and again and give the seconds each took."""
    command = [sys.executable, "-m", "assistant", "--notes", str(notes)]
    # What Python compiles, and what the disk has to be asked for, is there from the second time on.
    index = [*command, "index"] if ready else [*command, "status"]
    subprocess.run(index, env=environment, check=True, stdout=subprocess.DEVNULL)
    seconds = []
    for _ in range(runs):
        if not ready:
            shutil.rmtree(work / "cache", ignore_errors=True)
        seconds.append(seconds_until_typed(command, environment))
    return seconds


def seconds_until_typed(command: Sequence[str], environment: dict[str, str]) -> float:
    """Start a program at a terminal and give the seconds until a typed letter is drawn."""
    ours, its = pty.openpty()
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=its, stdout=its, stderr=its, env=environment, start_new_session=True
    )
    os.close(its)
    try:
        wait_for(ours, READS_KEYS)
        os.write(ours, LETTER)
        wait_for(ours, LETTER)
        return time.perf_counter() - started
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def wait_for(terminal: int, wanted: bytes) -> None:
    """Read what is drawn until the wanted text is, answering as a terminal does."""
    seen = b""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while wanted not in seen:
        if not select.select([terminal], [], [], max(0.0, deadline - time.monotonic()))[0]:
            raise TimeoutError(f"{wanted!r} was not drawn, but {seen!r}")
        part = os.read(terminal, 65536)
        if ASKS_WHERE in part:
            os.write(terminal, IS_THERE)
        seen += part


if __name__ == "__main__":
    main()
