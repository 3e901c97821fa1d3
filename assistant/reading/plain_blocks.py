"""Find the blocks that most of a text is made of without the Markdown parser, which takes longer.

Only what begins at the left edge and can be nothing else is found: headings, paragraphs, flat
lists, fenced code. Anything else is left to the parser, up to the next line where by CommonMark's
rules no block before it can still be open but fenced code and HTML.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class PlainKind(Enum):
    """What a run of lines is."""

    HEADING = auto()
    """One line that begins with number signs."""
    PARAGRAPH = auto()
    LIST = auto()
    """A bullet list whose items are a line each, with the blank lines behind it."""
    FENCE = auto()
    """Code between two fences."""
    OTHER = auto()
    """Whatever the parser says."""


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """A run of lines."""

    kind: PlainKind
    start: int
    """The index of its first line."""
    end: int
    """The index behind its last line."""


# A letter begins no block but a paragraph, nor does it go on with what would make a heading or a
# table of one. No more do a letter in bold or in code, or a link.
_TEXT = r"(?:(?:\*\*|`)?[^\W\d_]|\[[^]\[\\]+\]\()"
_LINE = re.compile(
    rf"(?P<b>[ \t]*$)|(?P<p>{_TEXT})|(?P<i>- {_TEXT})|(?P<f>```[^`]*$)"
    r"|(?P<h>#{1,6}[ \t]+[^\s#](?:[^#]*[^\s#])?[ \t]*$)"
)
_FENCE = re.compile(r"`+")

# Over a text with a letter for each line: that of the group above, or x. What ends a list is not
# a blank line but what begins at the left edge behind it.
_BLOCKS = re.compile(r"b+|(?P<h>h)|(?P<p>p++)(?=[bhf]|$)|(?P<i>i++(?:b++(?=[phf])|b*$))|(?P<f>f)")
_CUT = re.compile("b(?=[ph])")
_KINDS = {
    "h": PlainKind.HEADING,
    "p": PlainKind.PARAGRAPH,
    "i": PlainKind.LIST,
    "f": PlainKind.FENCE,
}


def find_plain_blocks(lines: Sequence[str]) -> Iterator[PlainBlock]:
    """Part a text into blocks, in order; the lines between them are blank.

    A block of kind `OTHER` may go on behind its last line, as the parser may find it to end with
    fenced code or HTML that is still open; then the blocks behind it are wrong.
    """
    # What is blank behind the last line feed is no line for the parser.
    if lines and not lines[-1].strip(" \t"):
        lines = lines[:-1]
    letters = "".join(map(_letter, lines))
    start = 0
    while start < len(lines):
        found = _BLOCKS.match(letters, start)
        end = found.end() if found else start
        kind = _KINDS.get(found.lastgroup or "") if found else PlainKind.OTHER
        if kind is PlainKind.FENCE:
            end = _fence_end(lines, start)
            kind = kind if end else PlainKind.OTHER
        if kind is PlainKind.OTHER:
            cut = _CUT.search(letters, start)
            end = cut.end() if cut else len(lines)
        if kind:
            yield PlainBlock(kind, start, end)
        start = end


def _letter(line: str) -> str:
    found = _LINE.match(line)
    return (found and found.lastgroup) or "x"


def _fence_end(lines: Sequence[str], start: int) -> int:
    """Give the index behind the line that closes a fence; 0 where none does."""
    fence = _FENCE.match(lines[start])
    assert fence is not None
    closes = re.compile(rf" {{0,3}}{fence.group()}`*[ \t]*$").match
    return next((at + 1 for at in range(start + 1, len(lines)) if closes(lines[at])), 0)
