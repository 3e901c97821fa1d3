"""Cut text into the spans an answer is chosen from: sentences, list items, lines of code, rows.

A span is letter for letter what stands in the note, so that it can be found there again.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from assistant.language.answer_labels import ANSWER, without_labels
from assistant.language.comments import comment_bounds
from assistant.language.line_ends import ended_lines
from assistant.language.span import PROSE, Span
from assistant.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_CASE = (
    r"(?i)\W*(?!(?:wh\w+|how|am|are|can|could|did|do|does|has|have|is|may|must|shall|should|was|were"
    r"|will|would)\b)(?:\S+\s+){0,7}\S+\?$"
)
"""A few words with a question mark that ask nothing, but name the case that what follows is for:
"Too dry? Add milk.\""""
_OPEN_QUOTATION = r"(?:^|[\s(])\"(?=\S)[^\"]*$"
_REST_OF_QUOTATION = r"[^\"]{1,200}\"(?=\W)"
"""What follows a full stop in a message of several sentences; a longer quotation is rather a text
of its own."""
_MARKER = r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?"
_QUOTED = (
    r"^[ \t]*(?:>[ \t]?)*(?:\[![\w -]+\][+-]?[ \t]*(?:\n[ \t]*(?:>[ \t]?)*)?)?"
    rf"(?:{ANSWER})?"
)
"""What stands before a paragraph's text: the signs of a quotation, the kind of a callout, and "A:"
before an answer."""
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
        start = block.first_line - chunk.source.first_line
        own = lines[start : block.last_line - chunk.source.first_line + 1]
        found += (Span(text, line, number, block.kind) for text, line in _block_spans(block, own))
    return list(without_labels(found, chunk)) if "Q" in chunk.text else found


def _block_spans(block: Block, lines: list[str]) -> Iterator[tuple[str, int]]:
    if block.kind is BlockKind.CODE:
        yield from _code_spans(block, lines)
    elif block.kind is BlockKind.TABLE:
        # The header comes with the table; alone it answers nothing.
        for line, row in enumerate(lines[2:], start=block.first_line + 2):
            yield from _stripped(row, line)
    elif block.kind in PROSE:
        yield from _prose_spans(block, lines)


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


def _prose_spans(block: Block, lines: list[str]) -> Iterator[tuple[str, int]]:
    text = "\n".join(lines)
    mark = re.match(_MARKER if block.kind is BlockKind.ITEM else _QUOTED, text)
    begin = mark.end() if mark else 0
    comments = deque(comment_bounds(text))
    for border in [*_broken_on_purpose(lines), len(text)]:
        # The sign of a quotation stands before each of its lines.
        begin += len(text[begin:border]) - len(text[begin:border].lstrip(" \t\n>"))
        for first, last in _uncommented(comments, begin, border):
            for start, end in _sentence_bounds(text[first:last]):
                line = block.first_line + text.count("\n", 0, first + start)
                yield text[first + start : first + end], line
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
    start = 0
    for match in re.finditer(_BOUNDARY, text):
        if _is_inside(text, start, match):
            continue
        closing = match.end("closing")
        yield from _trimmed(text, start, closing if closing >= 0 else match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _is_inside(text: str, start: int, boundary: re.Match[str]) -> bool:
    """Tell whether a full stop ends an abbreviation, or stands inside code or a quoted message."""
    before = text[start : boundary.start()]
    # What closes with the sentence may be the code itself.
    ticks = text.count("`", start, boundary.end())
    if ticks % 2 == 1 or re.search(_ABBREVIATION, before[-12:]) or _names_case(before):
        return True
    opened = re.search(_OPEN_QUOTATION, text[start : boundary.end()].rstrip())
    return opened is not None and bool(re.match(_REST_OF_QUOTATION, text[boundary.end() :]))


def _names_case(before: str) -> bool:
    return before.endswith("?") and bool(re.match(_CASE, before))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if bare := piece.strip():
        begin = start + piece.index(bare[0])
        yield begin, begin + len(bare)
