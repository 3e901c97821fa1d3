"""The notes that a worker has, as a chat uses them: wait for each piece of work, and show it."""

from __future__ import annotations

import time
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.status import Status

    from assistant.chat.worker import Worker
    from assistant.pipeline import Assistant
    from assistant.settings import Settings

T = TypeVar("T")

LOOK_SECONDS = 0.1
"""How often to look how far the worker is."""
SHOW_AFTER_SECONDS = 0.3
"""Shorter work shows nothing; a line that flashes by says nothing."""


class WorkerNotes:
    """Notes that a worker has; see `local_notes.Notes`.

    An interrupt ends the waiting, not the work: notes that were being read are read on, for the
    next time, but not changed to.
    """

    def __init__(self, worker: Worker, *, shows: bool) -> None:
        """Wait for a worker; `shows` says whether standard error may be drawn on meanwhile."""
        self._worker = worker
        self._shows = shows

    def do(self, work: Callable[[Assistant], T]) -> T:
        """Have a piece of work done, and wait for it."""
        return self._wait(self._worker.submit(lambda notes: notes.do(work)))

    def switch(self, settings: Settings) -> None:
        """Change to other notes, and wait until they are read."""
        # Begun by the worker when it changes, cancelled by an interrupt: whichever comes first.
        change: Future[None] = Future()
        is_wanted = change.set_running_or_notify_cancel
        try:
            self._wait(self._worker.submit(lambda notes: notes.switch(settings, is_wanted)))
        except KeyboardInterrupt:
            if change.cancel():
                raise

    def _wait(self, future: Future[T]) -> T:
        started = time.monotonic()
        status: Status | None = None
        try:
            while not wait((future,), LOOK_SECONDS).done:
                if status is not None:
                    status.update(self._line())
                elif self._shows and time.monotonic() - started > SHOW_AFTER_SECONDS:
                    status = _status(self._line())
            return future.result()
        except KeyboardInterrupt:
            future.cancel()
            raise
        finally:
            if status is not None:
                status.stop()

    def _line(self) -> str:
        return reading_line(self._worker) or "looking…"


def reading_line(worker: Worker) -> str:
    """Say how far reading the notes is; empty when none are being read."""
    if worker.reading is not None:
        done, total = worker.reading
        return f"reading notes… {done} of {total}"
    return "" if worker.inventory else "reading notes…"


def _status(line: str) -> Status:
    from rich.console import Console

    status = Console(stderr=True).status(line)
    status.start()
    return status
