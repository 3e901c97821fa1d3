"""Notes that have two versions, and their index, for the parts of `faults.py` to break."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.storage import database

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = 600
"""Of the notes that are indexed; enough that a refresh takes half a second."""

CHANGING = "changing.md"
VERSIONS = tuple(
    f"# Kettle\n\n## Descaling\n\nThe kettle is descaled with {what} every month.\n\n"
    f"## Filling\n\nIt is filled up to the {what} mark.\n"
    for what in ("vinegar", "lemon juice")
)
QUESTIONS = ("how is the kettle descaled", "where is the kettle filled up to", "what is bade")

fork = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Place:
    """Notes that have two versions, and their index."""

    notes: Path
    index: Path

    @property
    def settings(self) -> Settings:
        """Ask these notes."""
        return Settings(notes=str(self.notes), index=str(self.index))

    def change(self, version: int) -> None:
        """Replace a note in one step, as editors do, and touch no other."""
        written = self.notes / "changing.new"
        written.write_text(VERSIONS[version], "utf-8")
        written.replace(self.notes / CHANGING)


def refresh(place: Place) -> None:
    """Bring the index up to date."""
    # With little memory for pages it writes all the time, and not only at the end.
    database.WRITE_CACHE_KB = 40
    with Assistant(place.settings) as assistant:
        assistant.refresh()


def remove_index(index: Path) -> None:
    """Remove an index file with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        index.with_name(index.name + ending).unlink(missing_ok=True)


def expected_answers(place: Place) -> list[tuple[str, ...]]:
    """Give what each version of the notes answers to each question."""
    found = []
    for version in (0, 1):
        place.change(version)
        with Assistant(place.settings) as assistant:
            found.append(tuple(all_of_answer(assistant, question) for question in QUESTIONS))
    return found


def all_of_answer(assistant: Assistant, question: str) -> str:
    """Give all of a reply that could be a mixture of two states."""
    reply = assistant.ask(question)
    places = [(hit.chunk, round(hit.score, 9)) for hit in reply.hits]
    return repr(
        (type(reply).__name__, getattr(reply, "text", ""), getattr(reply, "best_line", 0), places)
    )
