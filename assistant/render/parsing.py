"""Parse the Markdown of an excerpt, which may begin deep within a list."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from assistant.language.line_ends import kept_line_ends
from assistant.model import BlockKind
from assistant.render.note_markup import add_note_markup

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from assistant.model import Chunk

_CODE = ("fence", "code_block")
_INDENT = re.compile(r"[ \t]*")
_FENCE = re.compile(r"[ \t]*(?:`{3}|~{3})")


def parse(text: str) -> SyntaxTreeNode:
    """Parse Markdown with tables into a tree; `map` of a node gives its lines, from 0 on."""
    return SyntaxTreeNode(_parser().parse(text))


def parse_inline(text: str) -> SyntaxTreeNode:
    """Parse text without blocks into the node whose children are its inline markup."""
    return SyntaxTreeNode(_parser().parseInline(text)).children[0]


def code_blocks(text: str) -> list[str]:
    """Give the contents of all code blocks, in order, without fences and indentation."""
    tokens = [token for token in _block_parser().parse(text) if token.type in _CODE]
    return [token.content.rstrip("\n") for token in tokens if token.content.strip()]


def without_hidden(chunk: Chunk) -> str:
    """Give a section's text with what is raw HTML or a comment in it left blank."""
    lines = chunk.text.split("\n")
    for block in chunk.blocks:
        if block.kind is BlockKind.OTHER:
            own = chunk.lines_of(block)
            lines[own] = [""] * len(lines[own])
    return "\n".join(lines)


def outdented(text: str, chunk: Chunk | None) -> str:
    """Take the first line's indentation away, which means nothing without the lines above it.

    What is nested in a list would otherwise be taken for code. `chunk` is the section that the
    text was cut from, where it is at hand: it knows code that is indented on purpose.
    """
    lines = text.split("\n")
    depth = _indent(lines[0])
    if not depth or (chunk is not None and _is_indented_code(text, chunk)):
        return text
    return "\n".join(line[min(depth, _indent(line)) :] for line in lines)


def first_line(text: str, chunk: Chunk) -> int | None:
    """Give the note's line on which a text begins that was cut from a section."""
    at = chunk.text.find(text)
    return None if at < 0 else chunk.source.first_line + chunk.text.count("\n", 0, at)


def _is_indented_code(text: str, chunk: Chunk) -> bool:
    line = first_line(text, chunk)
    return not _FENCE.match(text) and any(
        block.kind is BlockKind.CODE and line is not None and block.first_line == line
        for block in chunk.blocks
    )


def _indent(line: str) -> int:
    match: re.Match[str] | None = _INDENT.match(line)
    return match.end() if match else 0


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.before("inline", "line_ends", _keep_line_ends)
    add_note_markup(parser)
    return parser


@lru_cache(maxsize=1)
def _block_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    # What stands within a line holds no block, and takes the square of its signs at worst.
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _keep_line_ends(state: StateCore) -> None:
    """Make lines that were ended on purpose end with what Markdown keeps: two spaces."""
    for before, token in zip(["", "", *map(_type, state.tokens)], state.tokens, strict=False):
        if token.type == "inline" and "\n" in token.content:
            lines = token.content.split("\n")
            sign = "- " if before == "list_item_open" else ""
            for at in kept_line_ends([sign + lines[0], *lines[1:]]):
                lines[at] = lines[at] if lines[at].endswith("\\") else f"{lines[at]}  "
            token.content = "\n".join(lines)


def _type(token: Token) -> str:
    return token.type
