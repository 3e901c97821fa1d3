"""`assistant.terminal`: the progress bar says how fast it goes and how long it will take."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from assistant import terminal
from assistant.terminal import Bar

if TYPE_CHECKING:
    import pytest


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, after_seconds: float) -> str:
    """Give what a bar shows on a terminal of 100 columns."""
    screen = Terminal()
    # Not in a fixture: pytest puts its own stream there before each test.
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(terminal, "PROGRESS_AFTER_SECONDS", after_seconds)
    for name, value in {"TERM": "xterm", "COLUMNS": "100", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    bar = Bar("Reading notes")
    for done in (1, 2, 3, 10):
        bar(done, 10)
    return screen.getvalue()


def test_progress_shows_count_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.search(r"Reading notes .* 3/10 \d+/s [-:\d]+ left", shown(monkeypatch, 0))


def test_short_work_shows_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, 60) == ""
