"""Break text for the width of a terminal: between words, but never within inline code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

CODE = "assistant.code"
"""The style of code, by which it is known."""

_WORD = re.compile(r"\S+\s*")


def wrapped(line: Text, width: int) -> list[Text]:
    """Break a line into parts of some width; what can't be broken stays longer."""
    parts = list(line.divide(_breaks(line, width)))
    for part in parts[:-1]:
        part.rstrip()
    return parts


def narrowest(text: Text) -> int:
    """Give the width of what is widest among the parts that can't be broken."""
    plain = text.plain
    return max((cell_len(plain[begin:end].rstrip()) for begin, end in _words(text)), default=0)


def _breaks(line: Text, width: int) -> Iterator[int]:
    """Give where the parts of a line begin, but for the first."""
    taken = 0
    for begin, end in _words(line):
        word = line.plain[begin:end]
        if taken and taken + cell_len(word.rstrip()) > width:
            yield begin
            taken = 0
        taken += cell_len(word)


def _words(text: Text) -> Iterator[tuple[int, int]]:
    """Give what must stay on one line, with the space behind it."""
    code = {at for span in text.spans if span.style == CODE for at in range(span.start, span.end)}
    begin = 0
    for match in _WORD.finditer(text.plain):
        # A space within code parts no words, but one behind it does.
        if match.end() - 1 not in code or match.end() not in code:
            yield begin, match.end()
            begin = match.end()
