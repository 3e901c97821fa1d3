"""Cut text into the spans an answer is chosen from: sentences, list items, lines of code, rows.

A span is letter for letter what stands in the note, so that it can be found there again.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from assistant.language.answer_labels import ANSWER, LABELS, without_labels
from assistant.language.comments import comment_bounds
from assistant.language.html import is_read, line_bounds
from assistant.language.line_ends import ended_lines
from assistant.language.list_marks import ITEM_MARK
from assistant.language.sentence_bounds import sentence_bounds
from assistant.language.span import PROSE, Span
from assistant.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.model import Block, Chunk


_MARKER = rf"^[ \t>]*(?:{ITEM_MARK}(?:\[[ xX]\][ \t]+)?)?"
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

_FENCES = ("```", "~~~")
"""What a code block's first and last line begin with."""
_ITEM_FENCE = rf"(?:{ITEM_MARK})+(?:```|~~~)"
"""The first line of a list item may be one."""
_SESSIONS = ("console", "shell-session", "shellsession", "sh-session", "bash-session")
"""The languages of what was typed at a prompt."""
_ROOT = "# "
"""The prompt of root; in other languages it opens a comment."""
_STATEMENTS = tuple(
    verb + blank
    for verb in (
        *("SELECT", "select", "ALTER", "CREATE", "DELETE", "GRANT", "INSERT", "UPDATE", "WITH"),
    )
    for blank in " \t"
)
"""What a statement of SQL begins with."""
_MOST_LINES = 50
"""How many lines a statement has at most; what goes on for longer is rather none."""
_STATEMENT_ENDS = r";\s*(?:--.*)?$"


def spans(chunk: Chunk) -> list[Span]:
    """Cut a chunk, in order; its headings give none."""
    lines = chunk.text.split("\n")
    found: list[Span] = []
    for number, block in enumerate(chunk.blocks):
        own = lines[chunk.lines_of(block)]
        # The text of HTML is prose.
        kind = BlockKind.PARAGRAPH if block.kind is BlockKind.OTHER else block.kind
        found += (Span(text, line, number, kind) for text, line in _block_spans(block, own))
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
    elif is_read(text := "\n".join(lines)):
        yield from _cut(text, _html_bounds(text), block.first_line)


def _html_bounds(text: str) -> Iterator[tuple[int, int]]:
    for first, last in line_bounds(text):
        for start, end in sentence_bounds(text[first:last]):
            yield first + start, first + end


def _code_spans(block: Block, lines: list[str]) -> Iterator[tuple[str, int]]:
    """Give each command with the lines it is continued on, and each statement of SQL whole."""
    is_quoted = lines[0].lstrip(" \t").startswith(">") and is_fence(lines[0])
    lines = _without_root_prompts(lines)
    command: list[str] = []
    first = block.first_line
    statement_end = -1
    for at, text in enumerate(lines):
        is_border = is_fence(text)
        if not is_border:
            first = first if command else block.first_line + at
            # The sign of a quotation is none of the code's.
            command.append(text.lstrip(" \t>") if is_quoted and not command else text)
        if at > statement_end and text.lstrip(" \t").startswith(_STATEMENTS):
            statement_end = _statement_end(lines, at)
        if is_border or not (text.rstrip().endswith("\\") or at < statement_end):
            yield from _stripped("\n".join(command), first)
            command = []
    yield from _stripped("\n".join(command), first)


def _without_root_prompts(lines: list[str]) -> list[str]:
    """Give the lines of a block without the prompt of root, where it is a session of root's alone.

    Where a line has none, or another prompt, `#` may open a comment there, too; and a command with
    prompts amid it would not be what stands in the note.
    """
    if not lines[0].rstrip().endswith(_SESSIONS):
        return lines
    bare = [line.lstrip(" \t>") for line in lines]
    typed = [line for line in bare if line and not is_fence(line)]
    is_root = all(line.startswith(_ROOT) and not line.endswith("\\") for line in typed)
    return [line.removeprefix(_ROOT) for line in bare] if is_root else lines


def is_fence(line: str) -> bool:
    """Tell whether a code block begins or ends with a line."""
    bare = line.lstrip(" \t>")
    if bare.startswith(_FENCES):
        return True
    return any(fence in bare for fence in _FENCES) and bool(re.match(_ITEM_FENCE, bare))


def _statement_end(lines: list[str], start: int) -> int:
    """Give the index of the line that ends a statement; where none does, its first."""
    for at in range(start, min(len(lines), start + _MOST_LINES)):
        if re.search(_STATEMENT_ENDS, lines[at]):
            return at
        if not lines[at].strip() or is_fence(lines[at]):
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
    second_line = text.find("\n") + 1 or len(text) + 1
    for border in [*_broken_on_purpose(text.split("\n")), len(text)]:
        # The sign of a quotation stands before each of its lines.
        begin += len(text[begin:border]) - len(text[begin:border].lstrip(" \t\n>"))
        is_first_line = begin < second_line
        marker = None if is_first_line else re.compile(_LINE_MARKER).match(text, begin, border)
        begin = marker.end() if marker else begin
        for first, last in _uncommented(comments, begin, border):
            for start, end in sentence_bounds(text[first:last]):
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


def titles_callout(line: str) -> bool:
    """Tell whether a line begins a callout and has its title."""
    # Most lines begin none, and are spared the pattern.
    return "[!" in line and bool(re.match(_TITLED, line))


def _broken_on_purpose(lines: list[str]) -> Iterator[int]:
    """Give where lines end that were not merely wrapped, in characters of the whole text."""
    ended = {*ended_lines(lines)}
    if len(lines) > 1 and titles_callout(lines[0]):
        ended.add(0)
    end = -1
    for at, line in enumerate(lines):
        end += len(line) + 1
        if at in ended:
            yield end


def _stripped(text: str, line: int) -> Iterator[tuple[str, int]]:
    if bare := text.strip():
        yield bare, line
