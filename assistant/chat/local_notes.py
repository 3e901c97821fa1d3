"""The notes that a chat has open, which can be changed for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.pipeline import Assistant
    from assistant.settings import Settings

T = TypeVar("T")


class Notes(Protocol):
    """Open notes, wherever the work on them is done."""

    def do(self, work: Callable[[Assistant], T]) -> T:
        """Do a piece of work on the notes, and give what comes of it; raises what it raises."""
        ...

    def switch(self, settings: Settings) -> None:
        """Change to the notes of other settings; raises `NotesError` and stays where it can't."""
        ...


class LocalNotes:
    """Notes that are worked on by the thread that asks for it."""

    def __init__(self, opened: Assistant, open_notes: Callable[[Settings], Assistant]) -> None:
        """Work on opened notes; `open_notes` opens others."""
        self._assistant = opened
        self._open = open_notes

    def do(self, work: Callable[[Assistant], T]) -> T:
        """Do a piece of work here and now."""
        return work(self._assistant)

    def switch(self, settings: Settings, is_wanted: Callable[[], bool] = lambda: True) -> None:
        """Change to other notes once they are open and their index is up to date.

        `is_wanted` is asked then, and once: where it says no, the notes stay.
        """
        opened = self._open(settings)
        try:
            opened.refresh()
        except BaseException:
            opened.close()
            raise
        if not is_wanted():
            opened.close()
            return
        self.close()
        self._assistant = opened

    def close(self) -> None:
        """Close the notes."""
        self._assistant.close()
