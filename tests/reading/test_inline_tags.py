"""`assistant.reading.inline_tags`: what amid a note's text is a tag."""

from __future__ import annotations

import pytest

from assistant.chunking import chunk_note
from assistant.notes import parse_note
from assistant.reading.inline_tags import inline_tags


def tags(text: str) -> tuple[str, ...]:
    return inline_tags(chunk_note(parse_note("a.md", text)[0]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#homelab\n", ("homelab",)),
        ("On the #home/garden, and #to-do.\n", ("home/garden", "to-do")),
        ("- an item #one\n- #two\n", ("one", "two")),
        ("#one #one #2024-goals\n", ("one", "2024-goals")),
        ("# One\n\n#über\n\n## Two\n\n#x\n", ("über", "x")),
        ("| a | b |\n|---|---|\n|#x|y|\n", ("x",)),
    ],
)
def test_a_word_behind_a_hash_is_a_tag(text: str, found: tuple[str, ...]) -> None:
    assert tags(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "# Heading #word\n",
        "```sh\nls  #comment\n```\n",
        "    ls #comment\n",
        "Write `a #b` there.\n",
        "Issue #12 is open.\n",
        "See [it](#there), c#sharp and a # alone.\n",
        "<div>\n#raw\n</div>\n",
    ],
)
def test_other_hashes_are_none(text: str) -> None:
    assert tags(text) == ()
