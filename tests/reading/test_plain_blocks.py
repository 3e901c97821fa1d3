"""`assistant.reading.plain_blocks`: what is found without the parser is what the parser finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading import markdown
from assistant.reading.markdown import read_layout
from assistant.reading.plain_blocks import PlainBlock, PlainKind, find_plain_blocks
from assistant.records import replace

if TYPE_CHECKING:
    from assistant.reading.layout import Layout

LINES = [
    *("", " ", "\t", "text", "Text, more.  ", "**bold** text", "`code` text", "[a link](b)", "é"),
    *("# heading", "## another #", "#\theading\t", "# C#", "#", "####### seven", "# \u00a0x"),
    *("- item", "- **item**", "- [link](to)", "-  far", "- ", "-", "* star", "+ plus", "  - in"),
    *("```", "```sh", "````", "~~~", "``` `", "    indented", "   ```", "- ```", "> ```"),
    *("1. one", "2) two", "> quoted", "---", "===", "***", "| a | b |", "|---|---|", "a | b"),
    *("--- | ---", ":--|", "<details>", "</details>", "<b>", "<!-- c", "-->", "[a]: /url", "[a]"),
    *('"title"', "3. What is it?", "Q: What?", "text <b>", "\u2028", "\x0c", "text\x0b", "-\ttab"),
]
TEXTS = st.tuples(
    st.lists(st.sampled_from(LINES) | st.text(max_size=8), max_size=14).map("\n".join),
    st.sampled_from(["", "\n", "\n\n"]),
).map("".join)


def parsed(text: str, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """Read a text with the parser alone."""
    with monkeypatch.context() as patch:
        patch.setattr(
            markdown,
            "find_plain_blocks",
            lambda lines: [PlainBlock(PlainKind.OTHER, 0, len(lines))],
        )
        return read_layout(text)


def told(layout: Layout) -> tuple[object, ...]:
    """Give all of a layout, but for items, which hold themselves, their spans."""
    items = [
        leaf.item and (leaf.item.span, [item.span for item in leaf.item.siblings])
        for leaf in layout.leaves
    ]
    return [replace(leaf, item=None) for leaf in layout.leaves], items, layout.top, layout.owners


@settings(max_examples=2000)
@given(TEXTS)
def test_the_layout_is_the_parser_s(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert told(read_layout(text)) == told(parsed(text, patch))


@given(TEXTS, st.integers(1, 16))
def test_lines_before_the_first_are_left_out(text: str, first_line: int) -> None:
    lines = text.split("\n")
    first_line = min(first_line, len(lines) + 1)
    found = read_layout(text, first_line)
    rest = read_layout("\n".join(lines[first_line - 1 :]))
    assert [leaf.span.first_line for leaf in found.leaves] == [
        leaf.span.first_line + first_line - 1 for leaf in rest.leaves
    ]


def test_what_is_plain_is_found_without_the_parser() -> None:
    text = "# Tea\n\nGreen\nleaves\n\n- hot\n- cold\n\n```sh\n\nboil\n```\n\n> quoted\n\nEnd"
    found = [(block.kind, block.start, block.end) for block in find_plain_blocks(text.split("\n"))]
    assert found == [
        (PlainKind.HEADING, 0, 1),
        (PlainKind.PARAGRAPH, 2, 4),
        (PlainKind.LIST, 5, 8),
        (PlainKind.FENCE, 8, 12),
        (PlainKind.OTHER, 13, 15),
        (PlainKind.PARAGRAPH, 15, 16),
    ]
