"""The line below the prompt."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from prompt_toolkit.utils import get_cwidth

from assistant.chat.worker_notes import reading_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.chat.worker import Worker


def notes_facts(worker: Worker) -> list[str]:
    """Say what notes there are and how fresh, the most important first."""
    reading = reading_line(worker)
    if worker.inventory is None:
        return [reading]
    notes, sections = worker.inventory.notes, worker.inventory.sections
    fresh = f"as of {time.strftime('%H:%M', time.localtime(worker.checked))}"
    return [
        worker.inventory.root.name,
        *([reading] if reading else []),
        f"{_count(notes, 'note')}, {_count(sections, 'section')}",
        fresh,
    ]


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def fitting(facts: Iterable[str], columns: int) -> str:
    """Join as many of the facts as fit on a line, the first of them first."""
    line = ""
    for fact in facts:
        longer = f"{line} · {fact}" if line else fact
        if get_cwidth(longer) > columns:
            break
        line = longer
    return line
