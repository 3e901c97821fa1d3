"""`assistant.reading.ignore_patterns`: what could take for ever to match is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

from assistant.reading.folder import list_notes
from assistant.reading.ignore_patterns import MOST_DEPTHS, MOST_STARS, is_usable

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("pattern", "usable"),
    [
        ("drafts/", True),
        ("# ***** old *****", True),
        ("!", False),
        ("**/*.tmp.*/**", True),
        ("*a" * MOST_STARS, True),
        ("*a" * (MOST_STARS + 1), False),
        ("*" * 10_000, False),
        ("**/" * MOST_DEPTHS + "x", True),
        ("**/" * (MOST_DEPTHS + 1) + "x", False),
    ],
)
def test_few_stars_are_matched_soon(pattern: str, usable: bool) -> None:
    assert is_usable(pattern) is usable


def test_a_pattern_that_would_take_for_ever_is_broken(tmp_path: Path) -> None:
    name = f"{'a' * 100}.md"
    ignored = f"{'*a' * 30}b\nold.md\n"
    notes = {name: "tea", "old.md": "tea", ".assistantignore": ignored}
    listing = list_notes(write_notes(tmp_path / "notes", notes))
    assert [file.path for file in listing.files] == [name]
    assert listing.warnings == ("1 ignore pattern is broken (first: .assistantignore:1)",)
