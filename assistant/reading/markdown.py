"""Markdown as lines: which lines make a block, and what a heading says without its markup.

The only importer of markdown-it-py but for the rendering. Blocks are parsed without their inline
markup, which is most of the parser's work and isn't needed to cut a note into sections.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from assistant.language.comments import without_comments
from assistant.model import BlockKind
from assistant.reading.details import is_details, parts_of_details
from assistant.reading.layout import (
    MOST_NESTED,
    NO_LEAF,
    Layout,
    Leaf,
    LineRange,
    ListItem,
    RawHtml,
)
from assistant.reading.obsidian_comments import with_comments_as_html
from assistant.reading.plain_blocks import PlainKind, find_plain_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

_INLINE_MARKUP = re.compile(r"[\\`*_\[\]<>&!]")
_LONGEST_INLINE = 1000
"""In characters; longer text keeps its markup, because inline parsing is quadratic at worst."""

_LEAF_KINDS = {
    "paragraph_open": BlockKind.PARAGRAPH,
    "heading_open": BlockKind.HEADING,
    "fence": BlockKind.CODE,
    "code_block": BlockKind.CODE,
    "table_open": BlockKind.TABLE,
    "html_block": BlockKind.OTHER,
    "hr": BlockKind.OTHER,
}

_MAY_STAY_OPEN = ("fence", "html_block")
"""What a blank line does not end."""

_LIST_OPENINGS = ("ordered_list_open", "bullet_list_open")
_LIST_CLOSINGS = ("ordered_list_close", "bullet_list_close")
_ORDERED_MARKERS = (".", ")")
_NUMBERED_LINE = re.compile(r"\s*\d{1,9}[.)] +\S")


def read_layout(text: str, first_line: int = 1, raw_lines: int = 0) -> Layout:
    """Parse the blocks of `text` from `first_line` on.

    The first `raw_lines` lines are taken for a block that holds no text to answer from.
    """
    lines = text.split("\n")
    layout = Layout(lines, first_line, owners=[NO_LEAF] * len(lines))
    if raw_lines:
        layout.top.append(LineRange(1, raw_lines))
        layout.leaves.append(Leaf(BlockKind.OTHER, layout.top[0]))
    before = max(first_line - 1, raw_lines)
    _read_blocks(layout, with_comments_as_html(lines[before:]), before, layout.html)
    for index, leaf in enumerate(layout.leaves):
        first, last = leaf.span.first_line, leaf.span.last_line
        layout.owners[first - 1 : last] = [index] * (last - first + 1)
    return layout


def _read_blocks(layout: Layout, lines: Sequence[str], before: int, html: list[RawHtml]) -> None:
    """Add the blocks of some lines to a layout; `before` is how many lines stand before them.

    Blocks of HTML are put down in `html` as well.
    """
    for block in find_plain_blocks(lines):
        if block.kind is not PlainKind.OTHER:
            layout.top.append(LineRange(before + block.start + 1, before + block.end))
            layout.leaves += _plain_leaves(layout, layout.top[-1], block.kind)
            continue
        tokens = _parsed(lines, block.start, block.end)
        goes_on = _is_open(tokens, block.end - block.start)
        if goes_on:
            tokens = _parsed(lines, block.start, len(lines))
        _Collector(layout, before + block.start, html).collect(tokens)
        if goes_on:
            break


def _parsed(lines: Sequence[str], start: int, end: int) -> list[Token]:
    # The line feed of a last line has to be there, since that line may be blank.
    ending = [""] if end < len(lines) else []
    return _block_parser().parse("\n".join([*lines[start:end], *ending]))


def _is_open(tokens: Sequence[Token], size: int) -> bool:
    """Tell whether the last block of so many lines could go on behind them."""
    return bool(tokens and tokens[-1].type in _MAY_STAY_OPEN and (tokens[-1].map or [])[-1] == size)


def _plain_leaves(layout: Layout, span: LineRange, kind: PlainKind) -> list[Leaf]:
    """Give the leaves of a plain block, as `_Collector` would."""
    line = layout.line(span.first_line)
    match kind:
        case PlainKind.HEADING:
            text = line.lstrip("#")
            level = len(line) - len(text)
            return [Leaf(BlockKind.HEADING, span, text.strip(), level)]
        case PlainKind.LIST:
            numbers = range(span.first_line, span.last_line + 1)
            items = [LineRange(number, number) for number in numbers if layout.line(number).strip()]
            # One for the marker and one for the text behind it.
            return [Leaf(BlockKind.ITEM, item, nested=True) for item in items for _ in range(2)]
        case PlainKind.FENCE:
            return [Leaf(BlockKind.CODE, span)]
        case _:
            return [Leaf(BlockKind.PARAGRAPH, span)]


def plain_text(inline: str) -> str:
    """Reduce inline Markdown to the text a reader sees, on one line."""
    inline = without_comments(inline)
    if len(inline) > _LONGEST_INLINE or not _INLINE_MARKUP.search(inline):
        return inline.replace("\n", " ").strip()
    return _visible_text(_inline_parser().parseInline(inline)).strip()


@lru_cache(maxsize=1)
def _block_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MOST_NESTED}).enable("table")
    # Without "normalize" the parser breaks lines exactly where this module does.
    parser.core.ruler.enableOnly(["block"])
    return parser


@lru_cache(maxsize=1)
def _inline_parser() -> MarkdownIt:
    return MarkdownIt("commonmark")


def _visible_text(tokens: Iterable[Token]) -> str:
    return "".join(map(_visible, tokens))


def _visible(token: Token) -> str:
    if token.children:
        return _visible_text(token.children)
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline") else ""


class _Collector:
    """Turns the parser's tokens into the leaves and outermost blocks of a layout."""

    def __init__(self, layout: Layout, before: int, html: list[RawHtml]) -> None:
        self._layout = layout
        self._before = before
        self._html = html
        self._lists: list[list[ListItem]] = []
        self._quotes = 0

    def collect(self, tokens: list[Token]) -> None:
        for index, token in enumerate(tokens):
            if token.nesting < 0:
                self._close(token)
                continue
            if token.map is None:
                continue
            span = LineRange(token.map[0] + self._before + 1, token.map[1] + self._before)
            if token.level == 0 and token.type == "html_block":
                self._html.append(RawHtml(span.first_line, token.content))
                if is_details(token.content):
                    self._read_details(span.first_line - 1, token.content)
                    continue
            if token.level == 0:
                self._layout.top.append(span)
            if token.type in _LEAF_KINDS:
                self._add_leaf(span, tokens, index)
            else:
                self._open(token, span)

    def _read_details(self, before: int, html: str) -> None:
        """Add what stands between the tags as if there were empty lines around it."""
        for part in parts_of_details(html):
            if part.is_text:
                _read_blocks(self._layout, part.lines, before + part.start, [])
            else:
                span = LineRange(before + part.start + 1, before + part.start + len(part.lines))
                self._layout.top.append(span)
                self._layout.leaves.append(Leaf(BlockKind.OTHER, span))

    def _open(self, token: Token, span: LineRange) -> None:
        if token.type in _LIST_OPENINGS:
            self._lists.append([])
        elif token.type == "blockquote_open":
            self._quotes += 1
        elif token.type == "list_item_open":
            self._lists[-1].append(ListItem(span, self._lists[-1]))
            # An item that begins with no paragraph of its own still owns the line of its marker,
            # unless what it begins with, added later, takes that line over.
            marker = LineRange(span.first_line, span.first_line)
            self._layout.leaves.append(
                Leaf(BlockKind.ITEM, marker, nested=True, quoted=self._quotes > 0)
            )

    def _close(self, token: Token) -> None:
        if token.type in _LIST_CLOSINGS:
            self._lists.pop()
        elif token.type == "blockquote_close":
            self._quotes -= 1

    def _add_leaf(self, span: LineRange, tokens: list[Token], index: int) -> None:
        token = tokens[index]
        if token.type == "code_block" and self._is_list(span):
            for line in range(span.first_line, span.last_line + 1):
                if self._layout.line(line).strip():
                    leaf = Leaf(BlockKind.ITEM, LineRange(line, line), nested=True)
                    self._layout.leaves.append(leaf)
            return
        kind = _LEAF_KINDS[token.type]
        nested = token.level > 0
        item = None
        if nested and kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            opening = tokens[index - 1]
            kind = BlockKind.PARAGRAPH
            if opening.type == "list_item_open":
                kind = BlockKind.ITEM
                item = self._lists[-1][-1] if opening.markup in _ORDERED_MARKERS else None
        is_heading = kind is BlockKind.HEADING
        self._layout.leaves.append(
            Leaf(
                kind,
                span,
                content=tokens[index + 1].content if is_heading else "",
                level=int(token.tag[1]) if is_heading else 0,
                nested=nested,
                quoted=self._quotes > 0,
                item=item,
            )
        )

    def _is_list(self, span: LineRange) -> bool:
        """Tell whether what is indented as far as code is a numbered list; no code looks so."""
        lines = self._layout.lines[span.first_line - 1 : span.last_line]
        return all(_NUMBERED_LINE.match(line) for line in lines if line.strip())
