"""Cut text into the spans an answer is chosen from: sentences, list items, lines of code, rows.

A span is letter for letter what stands in the note, so that it can be found there again.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from assistant.language.answer_labels import ANSWER, LABELS, without_labels
from assistant.language.comments import comment_bounds
from assistant.language.line_ends import ended_lines
from assistant.language.span import PROSE, Span
from assistant.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.model import Block, Chunk


_BOUNDARY = (
    r"(?<=[.!?…])(?P<closing>[\"')\]”’*_`]*)\s+(?:>[ \t]?)*(?=[\"'(\[“‘*_]*(?:`|[^\W_a-z]))"
    r"|(?<=[。！？])"
)
"""The end of a sentence: its sign, what closes with it, a space, the sign of a quotation where a
line of one begins, and no small letter after it but in code."""

_ABBREVIATION = (
    r"(?i)(?:^|[\s(\[])(?:e\.g|i\.e|etc|vs|cf|ca|approx|resp|incl|esp|fig|no|nos|vol|ed|eds|pp?|st|jr|sr"
    r"|mr|mrs|ms|dr|bzw|fa|nr|str|tel|z\.b|d\.h|u\.a|prof|gen|gov|sen|rep|inc|ltd|co|corp|u\.s|u\.k|(?<!\d\s)[a-z])\.$"
)
"""A letter behind a number is a unit, which may end a sentence."""
_BEFORE_NUMBER = (
    r"(?i)(?:^|[\s(\[])(?:apr|aug|av|avg|ch|dec|exp|ext|feb|jan|jul|jun|mar|max|(?<!\d\s)min|nov|oct"
    r"|ref|rm|sept?|ver|vers)\.$"
)
"""Ends a sentence as often, but not where a number follows."""
_LONGEST_ABBREVIATION = 12
"""In characters, with what stands before it."""
_CASE = (
    r"(?i)\W{0,20}(?!(?:wh\w+|how|am|are|can|could|did|do|does|has|have|is|may|must|shall|should|was|were"
    r"|will|would)\b)(?:\S+\s+){0,7}\S+\?$"
)
"""A few words with a question mark that ask nothing, but name the case that what follows is for:
"Too dry? Add milk.\""""
_REST_OF_QUOTATION = r"[^\"]{1,200}\"(?=\W)"
"""What follows a full stop in a message of several sentences; a longer quotation is rather a text
of its own."""
_MOST_OF_QUOTATION = 202
"""In how many characters it is, with the mark and what stands behind that."""
_MARKER = r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?"
_LINE_MARKER = r"(?:\d{1,3}[.)]|:)[ \t]+(?=\S)"
"""What a line of a paragraph may begin with that is none of its text: the sign of a definition, or
the number of an item that Markdown takes for text, as it does behind a paragraph."""
_QUOTED = (
    r"^[ \t]*(?:>[ \t]?)*(?:\[![\w -]+\][+-]?[ \t]*(?:\n[ \t]*(?:>[ \t]?)*)?)?"
    rf"(?:{ANSWER})?"
)
"""What stands before a paragraph's text: the signs of a quotation, the kind of a callout, and "A:"
before an answer."""
_MARKS = ("[!", *LABELS)
"""Behind the signs of a quotation one of these begins what else there may be of it."""
_TITLED = r"^[ \t]*(?:>[ \t]?)+\[![\w -]+\][+-]?[ \t]*\S"
"""A callout with a title, which is a line of its own."""

_FENCE = r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:`{3,}|~{3,})"
"""A code block's first or last line; the first line of a list item may be one."""
_STATEMENT = r"[ \t]*(?:(?:SELECT|select)\s|(?:ALTER|CREATE|DELETE|GRANT|INSERT|UPDATE|WITH)\s)"
_MOST_LINES = 50
"""How many lines a statement has at most; what goes on for longer is rather none."""
_STATEMENT_ENDS = r";\s*(?:--.*)?$"


def spans(chunk: Chunk) -> list[Span]:
    """Cut a chunk, in order; its headings give none."""
    lines = chunk.text.split("\n")
    found: list[Span] = []
    for number, block in enumerate(chunk.blocks):
        own = lines[chunk.lines_of(block)]
        found += (Span(text, line, number, block.kind) for text, line in _block_spans(block, own))
    return list(without_labels(found, chunk)) if "Q" in chunk.text else found


def _block_spans(block: Block, lines: list[str]) -> Iterator[tuple[str, int]]:
    if block.kind is BlockKind.CODE:
        yield from _code_spans(block, lines)
    elif block.kind is BlockKind.TABLE:
        # The header comes with the table; alone it answers nothing.
        for line, row in enumerate(lines[2:], start=block.first_line + 2):
            yield from _stripped(row, line)
    elif block.kind is BlockKind.FACT:
        yield from _stripped("\n".join(lines), block.first_line)
    elif block.kind in PROSE:
        text = "\n".join(lines)
        yield from _cut(text, _prose_bounds(block, text), block.first_line)


def _code_spans(block: Block, lines: list[str]) -> Iterator[tuple[str, int]]:
    """Give each command with the lines it is continued on, and each statement of SQL whole."""
    command: list[str] = []
    first = block.first_line
    statement_end = -1
    for at, text in enumerate(lines):
        is_fence = bool(re.match(_FENCE, text))
        if not is_fence:
            first = first if command else block.first_line + at
            command.append(text)
        if at > statement_end and re.match(_STATEMENT, text):
            statement_end = _statement_end(lines, at)
        if is_fence or not (text.rstrip().endswith("\\") or at < statement_end):
            yield from _stripped("\n".join(command), first)
            command = []
    yield from _stripped("\n".join(command), first)


def _statement_end(lines: list[str], start: int) -> int:
    """Give the index of the line that ends a statement; where none does, its first."""
    for at in range(start, min(len(lines), start + _MOST_LINES)):
        if re.search(_STATEMENT_ENDS, lines[at]):
            return at
        if not lines[at].strip() or re.match(_FENCE, lines[at]):
            break
    return start


def _cut(
    text: str, bounds: Iterable[tuple[int, int]], first_line: int
) -> Iterator[tuple[str, int]]:
    """Give what stands between bounds, which ascend, each with its line."""
    line, counted = first_line, 0
    for start, end in bounds:
        # From the one before, not from the beginning: a paragraph may be a megabyte long.
        line += text.count("\n", counted, start)
        counted = start
        yield text[start:end], line


def _prose_bounds(block: Block, text: str) -> Iterator[tuple[int, int]]:
    if block.kind is BlockKind.ITEM:
        mark = re.match(_MARKER, text)
    else:
        mark = re.match(_QUOTED, text) if text.lstrip(" \t>").startswith(_MARKS) else None
    begin = mark.end() if mark else 0
    comments = deque(comment_bounds(text))
    for border in [*_broken_on_purpose(text.split("\n")), len(text)]:
        # The sign of a quotation stands before each of its lines.
        begin += len(text[begin:border]) - len(text[begin:border].lstrip(" \t\n>"))
        if "\n" in text[:begin] and (marker := re.compile(_LINE_MARKER).match(text, begin, border)):
            begin = marker.end()
        for first, last in _uncommented(comments, begin, border):
            for start, end in _sentence_bounds(text[first:last]):
                yield first + start, first + end
        begin = max(begin, border)


def _uncommented(
    comments: deque[tuple[int, int]], start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Part the text between two places by the comments in it, which belong to no sentence.

    `comments` are those of the whole text; what lies before `start` is taken from them.
    """
    while comments and comments[0][1] <= start:
        comments.popleft()
    for begin, behind in comments:
        if begin >= end:
            break
        yield start, max(start, begin)
        start = behind
    yield start, max(start, end)


def _broken_on_purpose(lines: list[str]) -> Iterator[int]:
    """Give where lines end that were not merely wrapped, in characters of the whole text."""
    ended = {*ended_lines(lines)}
    if len(lines) > 1 and re.match(_TITLED, lines[0]):
        ended.add(0)
    end = -1
    for at, line in enumerate(lines):
        end += len(line) + 1
        if at in ended:
            yield end


def _stripped(text: str, line: int) -> Iterator[tuple[str, int]]:
    if bare := text.strip():
        yield bare, line


def _sentence_bounds(text: str) -> Iterator[tuple[int, int]]:
    start = counted = ticks = 0
    for match in re.finditer(_BOUNDARY, text):
        # What closes with the sentence may be the code itself.
        ticks += text.count("`", counted, match.end())
        counted = match.end()
        if ticks % 2 == 1 or _is_inside(text, start, match):
            continue
        closing = match.end("closing")
        yield from _trimmed(text, start, closing if closing >= 0 else match.end())
        start, ticks = match.end(), 0
    yield from _trimmed(text, start, len(text))


def _is_inside(text: str, start: int, boundary: re.Match[str]) -> bool:
    """Tell whether a full stop ends an abbreviation, a case, or stands inside a quoted message.

    Looks at no more than it must, since all that stands inside something may be one sentence.
    """
    end = boundary.start()
    last = text[max(start, end - _LONGEST_ABBREVIATION) : end]
    if re.search(_ABBREVIATION, last):
        return True
    if text[boundary.end() : boundary.end() + 1].isdigit() and re.search(_BEFORE_NUMBER, last):
        return True
    if start < end and text[end - 1] == "?" and re.compile(_CASE).match(text, start, end):
        return True
    rest = text[boundary.end() : boundary.end() + _MOST_OF_QUOTATION]
    return _has_open_quotation(text, start, boundary) and bool(re.match(_REST_OF_QUOTATION, rest))


def _has_open_quotation(text: str, start: int, boundary: re.Match[str]) -> bool:
    """Tell whether a sentence's last quotation mark up to a boundary opens something."""
    mark = text.rfind('"', start, boundary.end())
    if mark < 0 or mark + 1 >= boundary.end() or text[mark + 1].isspace():
        return False
    return mark == start or text[mark - 1] == "(" or text[mark - 1].isspace()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if bare := piece.strip():
        begin = start + piece.index(bare[0])
        yield begin, begin + len(bare)
