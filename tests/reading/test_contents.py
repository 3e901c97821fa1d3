"""`assistant.reading.contents`: tables of contents, which are neither searched nor shown."""

from __future__ import annotations

import pytest
from kettles import note

from assistant.chunking import chunk_note
from assistant.indexing.fields import written
from assistant.model import BlockKind

SECTIONS = "\n\n## Green tea\n\nSteep it.\n\n## Black tea\n\nBoil it."


def contents(text: str) -> list[int]:
    """Give the lines of the tables of contents in a note."""
    return [
        block.first_line
        for chunk in chunk_note(note(text))
        for block in chunk.blocks
        if block.kind is BlockKind.CONTENTS
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Tea\n\n- [Green](#green-tea)\n- [Black](#black-tea)",
        "## Start\n\n1. [Green](#green-tea)\n   * [Black](#black-tea)",
        "## Contents\n\n- Green tea\n- Black tea",
        "## Table of contents:\n\n- [Green](#green-tea)\n- **Black tea**",
    ],
)
def test_entries_that_lead_to_headings_of_the_note_are_a_table_of_contents(text: str) -> None:
    assert contents(text + SECTIONS)[:2] == [3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "## Teas\n\n- Green tea\n- Black tea",
        "## Contents\n\n- A kettle\n- Green tea",
        "## Overview\n\n- Green tea: 4 € a bag\n- Black tea",
        "## Contents\n\nIn the box:\n\n- Green tea\n- Black tea",
        "## Teas\n\n- [Green](#green-tea): two minutes\n- [Black](#black-tea): four",
        "## Teas\n\n- [Green](green.md)\n- [Black](black.md)",
        "## Contents\n\n- Green tea",
    ],
)
def test_a_list_that_says_more_than_headings_do_is_none(text: str) -> None:
    assert contents(text + SECTIONS) == []


def test_a_table_of_contents_is_not_searched() -> None:
    text = f"## Contents\n\n- Green tea\n- Black tea{SECTIONS}"
    body, others = written(chunk_note(note(text))[0])
    assert not body.strip()
    assert "Green tea" in others
