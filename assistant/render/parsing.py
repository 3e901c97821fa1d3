"""Parse Markdown as it is shown: with tables, and what programs for notes add to it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from assistant.language.line_ends import kept_line_ends
from assistant.reading.layout import MOST_NESTED
from assistant.render.note_markup import add_note_markup

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    Targets = MutableMapping[str, Any]
    """What a parser knows of a text beside its tree: where links lead that name their target."""

_CODE = ("fence", "code_block")


def parse(text: str, targets: Targets) -> SyntaxTreeNode:
    """Parse Markdown with tables into a tree; `map` of a node gives its lines, from 0 on.

    Where its links lead that name their target is added to `targets`.
    """
    return SyntaxTreeNode(_parser().parse(text, targets))


def parse_inline(text: str, targets: Targets | None) -> SyntaxTreeNode:
    """Parse text without blocks into the node whose children are its inline markup."""
    return SyntaxTreeNode(_parser().parseInline(text, targets)).children[0]


def code_blocks(text: str) -> list[str]:
    """Give the contents of all code blocks, in order, without fences and indentation."""
    tokens = [token for token in _block_parser().parse(text) if token.type in _CODE]
    return [token.content.rstrip("\n") for token in tokens if token.content.strip()]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MOST_NESTED})
    parser.enable(["table", "strikethrough"])
    parser.core.ruler.before("inline", "line_ends", _keep_line_ends)
    add_note_markup(parser)
    return parser


@lru_cache(maxsize=1)
def _block_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MOST_NESTED}).enable("table")
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
