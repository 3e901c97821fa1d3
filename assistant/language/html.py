"""The text that HTML in a note holds, beside its tags; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = r"</?[A-Za-z][^<>\n]*>"
_SKIPPED = ("<!--", "<script", "<style", "<svg", "<pre")
"""What begins HTML whose text is none for a reader, or is code."""
_HEADS = ("<summary", "<details", "</details")
"""What begins a line that opens or closes a section."""
_CELL = r"(?i)</t[dh]>\s*<t[dh][^<>\n]*>"
_NEXT_CELL = " | "


def is_read(html: str) -> bool:
    """Tell whether a block is HTML that holds text for a reader."""
    bare = html.lstrip(" \t>")
    return bare.startswith("<") and not bare[:8].lower().startswith(_SKIPPED)


def line_bounds(html: str) -> Iterator[tuple[int, int]]:
    """Give where the text of each line begins and ends, with the tags between its words."""
    start = 0
    for line in html.split("\n"):
        if not line.lstrip(" \t>").lower().startswith((*_HEADS, "<!--")):
            tags = [match.span() for match in re.finditer(_TAG, line)]
            ends, begins = [0, *(end for _, end in tags)], [*(at for at, _ in tags), len(line)]
            between = zip(ends, begins, strict=True)
            texts = [(first, last) for first, last in between if line[first:last].strip()]
            if any(any(map(str.isalnum, line[first:last])) for first, last in texts):
                yield start + texts[0][0], start + texts[-1][1]
        start += len(line) + 1


def without_tags(html: str) -> str:
    """Give a block's text as a reader sees it, each cell of a table's row behind a line."""
    # Imported here, since few notes hold any.
    from html import unescape

    bare = re.sub(_TAG, "", re.sub(_CELL, _NEXT_CELL, html))
    return "\n".join(unescape(line).strip() for line in bare.split("\n") if line.strip())
