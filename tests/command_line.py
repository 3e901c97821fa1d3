"""The command line on small notes, in this process or another; a plugin with its fixtures."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_notes

from assistant.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOTES = {
    "garden.md": """\
---
title: Garden
aliases: [allotment]
---
# Garden

## When do I prune the apple tree?

Apple trees are pruned in late winter, before the buds open. Old wood goes first.

## Compost

The heap needs air. Turn it every two weeks, and keep bones out.

- Kitchen scraps go in the middle.
- Grass goes on top, in thin layers.
""",
    "household/bills.md": """\
# Bills

## Electricity

The meter number is 4711-0815. Read the meter on the first of each month.
""",
    "server.md": """\
# Server

## How do I restart the web server?

The web server is restarted with `systemctl`:

```sh
sudo systemctl restart nginx
```

It keeps its connections for a moment.
""",
}

PRUNED = "Apple trees are pruned in late winter, before the buds open."
"""What the notes say most directly on when to prune."""
RESTARTED = "sudo systemctl restart nginx"


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of notes that every command of the test is about."""
    folder = write_notes(tmp_path / "notes", NOTES)
    monkeypatch.setenv("ASSISTANT_NOTES", str(folder))
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    return folder


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def indexed(notes: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give the notes with their index made, which a process of its own would need long for."""
    main(["index"])
    capsys.readouterr()
    return notes


@pytest.fixture
def run(
    notes: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    """Give a function that runs a command in this process; `stdin` is what it reads."""
    assert notes

    def run_command(*argv: str, stdin: str = "") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        code = main(argv)
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run_command


def process(*argv: str, **options: Any) -> subprocess.Popen[str]:
    """Start a command as a process of its own, all its streams piped unless told otherwise."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(
        [sys.executable, "-m", "assistant", *argv], text=True, encoding="utf-8", **pipes | options
    )
