"""`assistant.matching`: which line of a section holds most of what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

import assistant

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.matching import Match


@pytest.fixture
def match(tmp_path: Path) -> object:
    """Give a function that finds the first match for a question in a note."""

    def first(text: str, question: str) -> Match:
        notes = write_notes(tmp_path / "notes", {"a.md": text, "b.md": "# Other\n\nNothing.\n"})
        with assistant.open(notes) as asked:
            return asked.found(question).matches[0]

    return first


PORTS = "# Homelab\n\n## Ports\n\nWhat runs where:\n\n- ssh on 22\n- jellyfin on 8096\n"


@pytest.mark.parametrize(
    ("text", "question", "line", "shown"),
    [
        (PORTS, "8096", 8, "- jellyfin on 8096"),
        (PORTS, "what runs jellyfin on 8096", 8, "- jellyfin on 8096"),
        # The rarer word counts more.
        ("# X\n\non it\n\non a pump\n\non on\n", "on the pump", 5, "on a pump"),
        # Of equals the first.
        ("# X\n\na pump\n\nthe pump\n", "pump", 3, "a pump"),
        # Another form, and another word for it.
        ("# X\n\nall\n\nTwo pumps.\n", "pump", 5, "Two pumps."),
        ("# X\n\nall\n\nTo remove it, pull.\n", "delete", 5, "To remove it, pull."),
        # The heading is told with the place.
        ("# The red pump\n\nhello\n\nIt is red.\n", "red pump", 5, "It is red."),
        # The fences of code are not shown, be it in a quotation or a list.
        ("# X\n\n```pump\nls\npump on\n```\n", "pump", 5, "pump on"),
        ("# X\n\n> ```pump\n> ls\n> pump on\n> ```\n", "pump", 5, "> pump on"),
        ("# X\n\n- ```pump\n  ls\n  pump on\n  ```\n", "pump", 5, "pump on"),
        ("# X\n\n| a | b |\n|---|---|\n| pump | 1 |\n", "pump", 5, "| pump | 1 |"),
    ],
)
def test_the_line_that_holds_most_of_what_is_asked_is_given(
    match: object, text: str, question: str, line: int, shown: str
) -> None:
    found = match(text, question)  # type: ignore[operator]  # a function, see above
    assert (found.line, found.text) == (line, shown)


@pytest.mark.parametrize(
    "text",
    ["# The pump\n\nIt runs.\n", "# X\n\n<!-- the pump -->\n\nIt runs.\n"],
)
def test_where_only_a_heading_or_comment_holds_it_no_line_is_shown(
    match: object, text: str
) -> None:
    found = match(text, "pump")  # type: ignore[operator]  # as above
    assert (found.line, found.text, found.words) == (1, "", ())


def test_a_comment_amid_the_line_is_not_shown(match: object) -> None:
    found = match("# X\n\nA <!-- secret --> pump.\n", "secret pump")  # type: ignore[operator]  # as above
    assert "pump" in found.text
    assert "secret" not in found.text


def test_the_words_asked_for_are_told_without_the_signs_around_them(match: object) -> None:
    found = match("# X\n\nA (red) pump, or two `pumps`.\n", "red pump")  # type: ignore[operator]  # as above
    assert [found.text[begin:end] for begin, end in found.words] == ["red", "pump", "pumps"]
