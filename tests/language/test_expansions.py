"""`assistant.language.expansions`: what a section may hold in place of a part of a question."""

from __future__ import annotations

from assistant.language.expansions import Expansion, wherever


def test_what_is_meant_stands_in_each_place_of_what_was_typed() -> None:
    found = wherever(("oil", "tin"), ("oil", "tin", "or", "oil", "oil", "tin"), ("oiltin",), 0.5)
    assert [*found] == [Expansion(("oiltin",), at, 2, 0.5) for at in (0, 4)]
