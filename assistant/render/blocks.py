"""Turn Markdown into rows for a terminal, with one span marked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.language.comments import is_comment
from assistant.language.html import is_read, without_tags
from assistant.records import dataclass, replace
from assistant.render.inline import inline_text, visible
from assistant.render.marking import find_span
from assistant.render.note_markup import TITLED
from assistant.render.parsing import parse
from assistant.render.rows import Row
from assistant.render.sanitizing import sanitize
from assistant.render.styles import SYNTAX
from assistant.render.wrapping import CODE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it.tree import SyntaxTreeNode
    from rich.syntax import ANSISyntaxTheme

    from assistant.render.parsing import Targets

LONGEST_MARKDOWN = 20_000
"""In characters; of longer text the markup is shown, because parsing is quadratic at worst."""
LONGEST_HIGHLIGHTED = 10_000
"""In characters; longer code has one colour."""
BEST = "assistant.best"
QUOTE = "│ "


@dataclass(frozen=True, slots=True)
class Mark:
    """The span of a Markdown text that is to stand out."""

    text: str
    """Letter for letter as in the Markdown."""
    line: int
    """On which line of it the span begins, from 0 on."""
    targets: Targets | None = None
    """Where links of the Markdown lead that name their target, as soon as it is parsed."""


def markdown_rows(markdown: str, mark: Mark) -> list[Row]:
    """Lay out sanitized Markdown."""
    if len(markdown) > LONGEST_MARKDOWN:
        return [Row(_marked(Text(markdown), mark.text, 0))]
    targets: Targets = {}
    tree = parse(markdown, targets)
    return _children(tree, replace(mark, targets=targets), is_tight=False)


def _children(node: SyntaxTreeNode, mark: Mark, *, is_tight: bool) -> list[Row]:
    """Lay out the blocks of a block, with a blank line between them unless it is tight."""
    rows: list[Row] = []
    for child in node.children:
        more = _BLOCKS[child.type](child, mark) if child.type in _BLOCKS else _raw(child, mark)
        rows += [Row(Text())] if rows and more and not is_tight else []
        rows += more
    return rows


# Blocks that hold text


def _paragraph(node: SyntaxTreeNode, mark: Mark) -> list[Row]:
    inline = node.children[0]
    text = inline_text(inline)
    if TITLED in inline.meta:
        text.stylize_before("assistant.title", 0, len(text.plain.partition("\n")[0]))
    if _holds(node, mark):
        before = "\n".join(inline.content.split("\n")[: mark.line - _first(node)]).rstrip()
        start = len(visible(before, mark.targets)) if before else 0
        text = _marked(text, visible(mark.text, mark.targets), start)
    return [Row(text)]


def _heading(node: SyntaxTreeNode, mark: Mark) -> list[Row]:
    (row,) = _paragraph(node, mark)
    assert isinstance(row.body, Text)
    row.body.stylize_before("assistant.title")
    return [row]


def _code(node: SyntaxTreeNode, mark: Mark) -> list[Row]:
    code = sanitize(node.content).rstrip("\n")
    text = _highlighted(code, node.info.split()[0] if node.info.split() else "")
    if _holds(node, mark):
        above = mark.line - _first(node) - (1 if node.type == "fence" else 0)
        start = sum(len(line) + 1 for line in text.plain.split("\n")[: max(above, 0)])
        text = _marked(text, mark.text, start)
    return [Row(text, is_wrapped=False)]


def _raw(node: SyntaxTreeNode, mark: Mark) -> list[Row]:
    """Show what is no block of ours as it is written, but for comments and the tags of HTML."""
    content = sanitize(node.content).strip("\n")
    if not content.strip() or is_comment(content):
        return []
    shown = without_tags if is_read(content) else str
    text = Text(sanitize(shown(content)))
    if not text:
        return []
    return [Row(_marked(text, shown(mark.text), 0) if _holds(node, mark) else text)]


def _rule(_node: SyntaxTreeNode, _mark: Mark) -> list[Row]:
    return [Row(Text.assemble(("───", "assistant.label")))]


# Blocks that hold blocks


def _list(node: SyntaxTreeNode, mark: Mark) -> list[Row]:
    items = list(node.children)
    is_tight = not any(
        block.type == "paragraph" and not block.hidden for item in items for block in item.children
    )
    number = int(node.attrs.get("start", 1))
    rows: list[Row] = []
    for at, item in enumerate(items):
        sign = "• " if node.type == "bullet_list" else f"{number + at}. "
        own = _children(item, mark, is_tight=is_tight) or [Row(Text())]
        rows += [Row(Text())] if rows and not is_tight else []
        rows += _within(own, sign, " " * len(sign))
    return rows


def _quote(node: SyntaxTreeNode, mark: Mark) -> list[Row]:
    return _within(_children(node, mark, is_tight=False), QUOTE, QUOTE)


def _within(rows: Iterable[Row], first: str, rest: str) -> list[Row]:
    return [row.nested(rest if number else first, rest) for number, row in enumerate(rows)]


# Tables


def _table(node: SyntaxTreeNode, mark: Mark) -> list[Row]:
    # Imported here, since most answers hold no table.
    from assistant.render.grids import Grid

    lines = [line for part in node.children for line in part.children]
    header, *body = [_cells(line, mark) for line in lines]
    return [Row(Grid(header, body))]


def _cells(line: SyntaxTreeNode, mark: Mark) -> list[Text]:
    """Give the cells of a line; where it is the span, all are marked."""
    cells = [inline_text(cell.children[0]) if cell.children else Text() for cell in line.children]
    if not _holds(line, mark):
        return cells
    found = [find_span(cell.plain, visible(mark.text, mark.targets)) for cell in cells]
    for cell, span in zip(cells, found, strict=True):
        if span or not any(found):
            cell.stylize(BEST, *(span or ()))
    return cells


# Marks and colours


def _holds(node: SyntaxTreeNode, mark: Mark) -> bool:
    return node.map is not None and node.map[0] <= mark.line < node.map[1]


def _first(node: SyntaxTreeNode) -> int:
    return node.map[0] if node.map else 0


def _marked(text: Text, span: str, start: int) -> Text:
    """Mark a span of a block, or all of the block where it can't be told from the rest."""
    if span:
        text.stylize(BEST, *(find_span(text.plain, span, start) or ()))
    return text


def _highlighted(code: str, language: str) -> Text:
    text = Text(code)
    if language and len(code) <= LONGEST_HIGHLIGHTED:
        # Imported here, since most answers hold no program.
        from rich.syntax import Syntax

        syntax = Syntax(code, language, theme=_theme(), tab_size=8)
        # Set here, since the constructor takes none for the theme's.
        syntax.background_color = None
        text = syntax.highlight(code)
        text.rstrip()
    text.stylize_before(CODE)
    return text


@lru_cache(maxsize=1)
def _theme() -> ANSISyntaxTheme:
    from rich.style import Style
    from rich.syntax import ANSISyntaxTheme

    # Pygments names a part by what it is and what that belongs to, outermost first.
    return ANSISyntaxTheme(
        {tuple(name.split(".")): Style.parse(style) for name, style in SYNTAX.items()}
    )


_BLOCKS: dict[str, Callable[[SyntaxTreeNode, Mark], list[Row]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "fence": _code,
    "code_block": _code,
    "bullet_list": _list,
    "ordered_list": _list,
    "blockquote": _quote,
    "table": _table,
    "hr": _rule,
}
