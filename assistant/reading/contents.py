"""Find tables of contents in notes, which have the words of every section and answer nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.list_marks import ITEM_MARK
from assistant.model import BlockKind
from assistant.reading.markdown import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from assistant.reading.layout import Layout
    from assistant.reading.section_openers import Opener

_CALLED_SO = re.compile(
    r"(?:table of )?contents|toc|index|overview|(?:on|in) this (?:page|article|document|guide)",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"[ \t]*(?:{ITEM_MARK})")
_TO_OWN_HEADING = re.compile(r"\[[^\]\n]*\]\(#[^()\s]*\)")
_FEWEST = 2
"""How many entries a table of contents has at least."""


def contents_lines(layout: Layout, openers: Sequence[Opener]) -> frozenset[int]:
    """Give the lines of each list that is a table of the note's own contents.

    Each of its entries is a link to a heading of the note, or is called like one and the heading
    above calls the list so. One that says more of a heading may be told nowhere else.
    """
    names = {opener.text.casefold() for opener in openers}
    found: set[int] = set()
    for heading, lines in _sections(layout, openers):
        entries = _list_lines(layout, lines)
        texts = [_ITEM.sub("", layout.line(line), count=1).strip() for line in entries]
        is_called_so = heading is not None and bool(_CALLED_SO.fullmatch(heading.text.strip(" :")))
        if entries and _are_contents(texts, names, is_called_so=is_called_so):
            found.update(entries)
    return frozenset(found)


def _sections(layout: Layout, openers: Sequence[Opener]) -> Iterator[tuple[Opener | None, range]]:
    """Give the lines below each opener, and those above the first."""
    borders = [*(opener.span.first_line for opener in openers), len(layout.lines) + 1]
    yield None, range(layout.first_line, borders[0])
    for opener, border in zip(openers, borders[1:], strict=True):
        yield opener, range(opener.span.last_line + 1, border)


def _list_lines(layout: Layout, lines: Iterable[int]) -> list[int]:
    """Give the lines that are not blank, if they are all items of a list, each on its line."""
    entries: list[int] = []
    for line in lines:
        leaf = layout.leaf_at(line)
        if leaf is not None and leaf.kind is BlockKind.ITEM and _ITEM.match(layout.line(line)):
            entries.append(line)
        elif layout.line(line).strip():
            # Most sections begin with something else, and are not looked at any further.
            return []
    return entries if len(entries) >= _FEWEST else []


def _are_contents(texts: Sequence[str], names: Collection[str], *, is_called_so: bool) -> bool:
    return all(
        _TO_OWN_HEADING.fullmatch(text) or (is_called_so and plain_text(text).casefold() in names)
        for text in texts
    )
