"""`assistant.repl.toolbar`: what fits on the line below the prompt."""

from __future__ import annotations

from assistant.repl.toolbar import fitting


def test_a_narrow_screen_shows_the_most_important_facts() -> None:
    facts = ["vault", "2 notes", "up to date"]
    assert fitting(facts, 40) == "vault · 2 notes · up to date"
    assert fitting(facts, 20) == "vault · 2 notes"
    assert fitting(facts, 3) == ""
    assert fitting(["蜂蜂蜂", "x"], 6) == "蜂蜂蜂"
