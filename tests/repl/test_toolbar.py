"""`assistant.repl.toolbar`: what fits on the line below the prompt."""

from __future__ import annotations

from pathlib import Path

from assistant.chat.inventory import Inventory
from assistant.chat.worker import Worker
from assistant.repl.toolbar import fitting, notes_facts
from assistant.settings import Settings


def test_notes_and_sections_are_counted() -> None:
    worker = Worker(Settings())
    worker.inventory = Inventory(Path("/bees"), 1, 1, 34, (), (), (), (), {})
    assert notes_facts(worker)[:2] == ["bees", "1 note, 34 sections"]


def test_a_narrow_screen_shows_the_most_important_facts() -> None:
    facts = ["vault", "2 notes", "up to date"]
    assert fitting(facts, 40) == "vault · 2 notes · up to date"
    assert fitting(facts, 20) == "vault · 2 notes"
    assert fitting(facts, 3) == ""
    assert fitting(["蜂蜂蜂", "x"], 6) == "蜂蜂蜂"
