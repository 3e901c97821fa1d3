"""`assistant.chat.worker_notes`: waiting for the worker, and saying so."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from chat_builders import make_vault
from conftest import write_notes

from assistant.chat.inventory import Inventory
from assistant.chat.worker import Worker
from assistant.chat.worker_notes import WorkerNotes, reading_line
from assistant.pipeline import Assistant
from assistant.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    worker = Worker(Settings(notes=str(make_vault(tmp_path))))
    yield worker
    worker.close()


@pytest.fixture
def others(tmp_path: Path) -> Settings:
    """Give the settings of other notes."""
    return Settings(notes=str(write_notes(tmp_path / "other", {"moon.md": "# Moon\n"})))


def test_work_is_waited_for(worker: Worker) -> None:
    notes = WorkerNotes(worker, shows=False)
    assert notes.do(lambda assistant: assistant.root.name) == "vault"


def test_notes_are_changed_for_others(worker: Worker, others: Settings) -> None:
    notes = WorkerNotes(worker, shows=False)
    notes.switch(others)
    assert notes.do(lambda assistant: assistant.root.name) == "other"


def test_an_interrupt_before_other_notes_are_read_leaves_those_that_are_open(
    worker: Worker, others: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = WorkerNotes(worker, shows=False)
    may_begin = threading.Event()
    worker.submit(lambda _notes: may_begin.wait(60))

    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("assistant.chat.worker_notes.wait", interrupted)
        with pytest.raises(KeyboardInterrupt):
            notes.switch(others)
    may_begin.set()
    assert notes.do(lambda assistant: assistant.root.name) == "vault"


def test_an_interrupt_while_other_notes_are_read_leaves_those_that_were(
    worker: Worker, others: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = WorkerNotes(worker, shows=False)
    is_reading, may_end = threading.Event(), threading.Event()
    refresh = Assistant.refresh

    def slow_refresh(self: Assistant) -> object:
        is_reading.set()
        may_end.wait(60)
        return refresh(self)

    def interrupted(*_arguments: object) -> None:
        is_reading.wait(60)
        raise KeyboardInterrupt

    notes.do(lambda assistant: assistant.root)
    with monkeypatch.context() as patched:
        patched.setattr(Assistant, "refresh", slow_refresh)
        patched.setattr("assistant.chat.worker_notes.wait", interrupted)
        with pytest.raises(KeyboardInterrupt):
            notes.switch(others)
        may_end.set()
    assert notes.do(lambda assistant: assistant.root.name) == "vault"


def test_what_the_work_raises_is_raised_even_a_timeout(worker: Worker) -> None:
    def fail(_assistant: Assistant) -> None:
        raise TimeoutError("of the work itself")

    with pytest.raises(TimeoutError, match="of the work itself"):
        WorkerNotes(worker, shows=False).do(fail)


def test_an_interrupt_ends_the_waiting_and_leaves_the_worker_working(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()
    notes = WorkerNotes(worker, shows=False)

    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("assistant.chat.worker_notes.wait", interrupted)
        with pytest.raises(KeyboardInterrupt):
            notes.do(lambda _assistant: may_end.wait(60))
    may_end.set()
    assert notes.do(lambda _assistant: 2) == 2


def test_longer_work_is_shown_on_standard_error(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("assistant.chat.worker_notes.SHOW_AFTER_SECONDS", 0.0)
    monkeypatch.setattr("assistant.chat.worker_notes.LOOK_SECONDS", 0.01)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    looked = threading.Event()
    lines: list[str] = []

    def line(of: Worker) -> str:
        lines.append(reading_line(of))
        if len(lines) > 2:
            looked.set()
        return "reading"

    monkeypatch.setattr("assistant.chat.worker_notes.reading_line", line)
    WorkerNotes(worker, shows=True).do(lambda _assistant: looked.wait(60))
    printed = capsys.readouterr()
    assert "reading" in printed.err
    assert printed.out == ""


def test_how_far_the_reading_is_is_told_in_words(worker: Worker) -> None:
    assert reading_line(worker) == "reading notes…"
    worker.reading = (3, 20)
    assert reading_line(worker) == "reading notes… 3 of 20"
    worker.reading = None
    worker.inventory = Inventory(Path(), 1, 0, 0, (), (), (), (), {})
    assert reading_line(worker) == ""
