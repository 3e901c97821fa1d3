"""A thread that opens the notes and does all work on them, so that a prompt need not wait.

The index belongs to the thread that opened it, so one thread owns it and takes the work in turns.
"""

from __future__ import annotations

import gc
import threading
import time
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.chat.inventory import Inventory
    from assistant.chat.local_notes import LocalNotes
    from assistant.settings import Settings

T = TypeVar("T")

TELL_SECONDS = 0.1
"""How often to tell how many notes are read."""
LEAVE_SECONDS = 1.0
"""How long leaving waits for the work in hand; what it has not written by then is dropped."""


class _LeavingError(Exception):
    """Nobody wants the work in hand any more."""


class Worker:
    """A thread that owns open notes."""

    def __init__(self, settings: Settings, changed: Callable[[], None] = lambda: None) -> None:
        """Make the worker, which `start` sets to work.

        `changed` is called, by the worker's thread, when any of the attributes below has changed.
        """
        self.failure: BaseException | None = None
        """Why the notes could not be opened."""
        self.inventory: Inventory | None = None
        """What the notes hold; `None` until they were read."""
        self.checked: float | None = None
        """When the index was last brought up to date, in seconds since the epoch."""
        self.reading: tuple[int, int] | None = None
        """How many notes were read, of how many, while some are."""
        self._warnings: SimpleQueue[str] = SimpleQueue()
        self._settings = settings
        self._changed = changed
        self._jobs: SimpleQueue[tuple[Callable[[LocalNotes], Any], Future[Any]] | None]
        self._jobs = SimpleQueue()
        self._told = 0.0
        self._leaving = False
        # One that has to be waited for would keep the program open while it reads many notes.
        self._thread = threading.Thread(target=self._work, name="notes", daemon=True)

    def start(self) -> None:
        """Open the notes and bring their index up to date, behind what the caller does."""
        if not self._thread.ident:
            self._thread.start()

    def close(self) -> None:
        """Drop the work in hand, and close the notes."""
        self._leaving = True
        self._jobs.put(None)
        if self._thread.ident:
            self._thread.join(LEAVE_SECONDS)

    def submit(self, job: Callable[[LocalNotes], T]) -> Future[T]:
        """Have a piece of work done when its turn comes.

        The future raises what the work raises, or what opening the notes did.
        """
        future: Future[T] = Future()
        self._jobs.put((job, future))
        self.start()
        return future

    def warn(self, line: str) -> None:
        """Keep a warning until it is taken."""
        self._warnings.put(line)

    def warnings(self) -> list[str]:
        """Take the warnings that have come up since the last time."""
        return [self._warnings.get() for _ in range(self._warnings.qsize())]

    def has_warnings(self) -> bool:
        """Tell whether `warnings` would give any."""
        return not self._warnings.empty()

    # What the thread does

    def _work(self) -> None:
        notes: LocalNotes | None = None
        try:
            notes = self._opened()
            notes.do(lambda assistant: assistant.refresh())
            self._look(notes)
        except _LeavingError:
            pass
        except BaseException as error:
            self.failure = error
            self._changed()
        while (item := self._jobs.get()) is not None and not self._leaving:
            self._do(notes, *item)
        if notes is not None:
            notes.close()

    def _opened(self) -> LocalNotes:
        # What is imported stays, and need not be looked through for garbage meanwhile.
        gc.enable()
        # Imported here: the prompt would wait for numpy.
        from assistant.chat.local_notes import LocalNotes
        from assistant.pipeline import Assistant

        open_notes = partial(Assistant, warn=self.warn, progress=self._note_progress)
        return LocalNotes(open_notes(self._settings), open_notes)

    def _do(
        self, notes: LocalNotes | None, job: Callable[[LocalNotes], Any], future: Future[Any]
    ) -> None:
        if not future.set_running_or_notify_cancel():
            return
        if notes is None or self.failure is not None:
            future.set_exception(self.failure or RuntimeError("the notes are not open"))
            return
        try:
            result = job(notes)
        except BaseException as error:
            future.set_exception(error)
        else:
            # Set before looking, since somebody waits for this, and nobody for that.
            future.set_result(result)
            self._look(notes)

    def _look(self, notes: LocalNotes) -> None:
        """Take a new inventory where the index has changed since the last one."""
        from assistant.chat.inventory import take_inventory
        from assistant.storage.database import DamagedError

        self.reading = None
        self.checked = time.time()
        known = (self.inventory.root, self.inventory.state) if self.inventory else None
        # The next question finds the damage too, and mends it.
        with suppress(DamagedError, OSError):
            if notes.do(lambda assistant: (assistant.root, assistant.store.state())) != known:
                self.inventory = notes.do(take_inventory)
        self._changed()

    def _note_progress(self, done: int, total: int) -> None:
        if self._leaving:
            raise _LeavingError
        self.reading = (done, total) if done < total else None
        # Drawing each of many would keep the reading from its work.
        if time.monotonic() - self._told > TELL_SECONDS:
            self._told = time.monotonic()
            self._changed()
