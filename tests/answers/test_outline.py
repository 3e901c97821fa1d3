"""`assistant.answers.outline`: what stands above each block of a section."""

from __future__ import annotations

import pytest
from hypothesis import given
from pumps import blocks, section

from assistant.answers.outline import blocks_above
from assistant.chunking import chunk_note
from assistant.model import Chunk, Note


def cut(text: str) -> Chunk:
    return chunk_note(Note("people.md", "People", f"# People\n\n{text}"))[-1]


def above(text: str) -> list[list[str]]:
    """Give for each block but the heading the first lines of those above it."""
    chunk = cut(text)
    lines = chunk.text.split("\n")
    opening = [lines[chunk.lines_of(block)][0].strip() for block in chunk.blocks]
    return [[opening[one] for one in found] for found in blocks_above(chunk)][1:]


def test_an_item_stands_below_the_items_it_is_indented_under() -> None:
    text = "- Ben\n  - home\n    - phone\n  - work\n- Cleo\n  - home\n"
    assert above(text) == [
        [],
        ["- Ben"],
        ["- Ben", "- home"],
        ["- Ben"],
        [],
        ["- Cleo"],
    ]


@pytest.mark.parametrize("indent", ["\t", "   ", "    "])
def test_tabs_and_numbers_indent_as_well(indent: str) -> None:
    assert above(f"1. Ben\n{indent}- phone\n2. Cleo\n") == [[], ["1. Ben"], []]


def test_a_list_stands_below_the_line_that_leads_into_it() -> None:
    assert above("Ben:\n- phone\n- room\n\nNo more of them now.\n\n- bread\n") == [
        [],
        ["Ben:"],
        ["Ben:"],
        [],
        [],
    ]


def test_what_is_indented_besides_stands_below_its_item() -> None:
    assert above("- Ben\n\n  Lives upstairs, on the left.\n\nAll others moved.\n") == [
        [],
        ["- Ben"],
        [],
    ]


@pytest.mark.parametrize("text", ["- **Ben**\n  phone: 12\n", "Ben\nphone: 12\n"])
def test_lines_stand_below_the_name_that_their_block_begins_with(text: str) -> None:
    assert above(text) == [[text.split("\n")[0]]]


def test_a_quoted_list_is_an_outline_too() -> None:
    assert above("> - Ben\n>   - phone\n") == [[], ["> - Ben"]]


@given(blocks)
def test_a_block_stands_below_earlier_ones_or_itself(parts: list[str]) -> None:
    chunk = cut(section(*parts))
    found = blocks_above(chunk)
    assert len(found) == len(chunk.blocks)
    for number, one in enumerate(found):
        assert sorted(one) == list(one)
        assert all(higher <= number for higher in one)


def test_lines_of_a_callout_stand_below_its_title() -> None:
    assert above("> [!warning] Pressure\n> Keep it at 1.5 bar. No more.\n") == [
        ["> [!warning] Pressure"]
    ]
