"""Turn inline Markdown into styled text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from assistant.render.parsing import parse_inline
from assistant.render.sanitizing import one_line, sanitize
from assistant.render.wrapping import CODE

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from assistant.render.parsing import Targets

_STYLES = {"em": "italic", "strong": "bold", "s": "strike", "link": "underline", "mark": "reverse"}
_WEB = ("https://", "http://")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def inline_text(node: SyntaxTreeNode) -> Text:
    """Give the text of an `inline` node.

    What is no markup that a terminal can show, such as HTML, stays as it is written. The parser
    turns entities into characters, so that all is sanitized here once more.
    """
    text = Text()
    for child in node.children:
        _append(text, child)
    return text


def visible(source: str, targets: Targets | None) -> str:
    """Give what a reader sees of inline Markdown."""
    return inline_text(parse_inline(source, targets)).plain


def _append(text: Text, node: SyntaxTreeNode) -> None:
    begin = len(text)
    if node.type in _STYLES:
        for child in node.children:
            _append(text, child)
        text.stylize(_STYLES[node.type], begin)
        if node.type == "link":
            _append_target(text, begin, str(node.attrs.get("href", "")))
    elif node.type == "image":
        text.append_text(inline_text(node))
        _append_target(text, begin, str(node.attrs.get("src", "")))
    elif node.type == "code_inline":
        text.append(sanitize(node.content), CODE)
    elif node.type == "softbreak":
        text.append(" ")
    elif node.type == "hardbreak" or _BREAK.fullmatch(node.content):
        text.append("\n")
    else:
        text.append(sanitize(node.content))


def _append_target(text: Text, begin: int, target: str) -> None:
    """Show where a link leads; what can be clicked is what is shown."""
    target = one_line(target)
    is_web = target.startswith(_WEB)
    if target in {text.plain[begin:], f"mailto:{text.plain[begin:]}"}:
        if is_web:
            text.stylize(Style(link=target), begin)
        return
    # Another heading of the same note is nowhere to go from here.
    if target and not target.startswith("#"):
        text.append(" (").append(target, Style(dim=True, link=target if is_web else None))
        text.append(")")
