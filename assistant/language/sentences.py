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

_ABBREVIATIONS = frozenset(
    """
    e.g i.e etc vs cf ca approx resp incl esp fig no nos vol ed eds p pp st jr sr mr mrs ms dr bzw
    fa nr str tel z.b d.h u.a prof gen gov sen rep inc ltd co corp u.s u.k
    """.split()  # noqa: SIM905 (as a list it would fill a page)
)
"""Without their last full stop; so is a letter one."""
_BEFORE_NUMBER = frozenset(
    """
    apr aug av avg ch dec exp ext feb jan jul jun mar max min nov oct ref rm sep sept ver vers
    """.split()  # noqa: SIM905 (as above)
)
"""Ends a sentence as often, but not where a number follows."""
_DATE_ALONE = r"[\s>*_~]*\d{1,2}\.(?:\d{1,2}\.?)?(?:\d{2,4}\.?)?"
_LONGEST_DATE = 12
"""In characters, with the marks before it."""

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

_FENCES = ("```", "~~~")
"""What a code block's first and last line begin with."""
_ITEM_FENCE = r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+(?:```|~~~)"
"""The first line of a list item may be one."""
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
        is_fence = _is_fence(text)
        if not is_fence:
            first = first if command else block.first_line + at
            command.append(text)
        if at > statement_end and text.lstrip(" \t").startswith(_STATEMENTS):
            statement_end = _statement_end(lines, at)
        if is_fence or not (text.rstrip().endswith("\\") or at < statement_end):
            yield from _stripped("\n".join(command), first)
            command = []
    yield from _stripped("\n".join(command), first)


def _is_fence(line: str) -> bool:
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
        if not lines[at].strip() or _is_fence(lines[at]):
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
    """Tell whether a full stop ends a date, an abbreviation, or a case, or is inside a message.

    A date alone, as a line of a diary begins with, is no sentence.

    Looks at no more than it must, since all that stands inside something may be one sentence.
    """
    end = boundary.start()
    if end - start <= _LONGEST_DATE and re.fullmatch(_DATE_ALONE, text[start:end]):
        return True
    last = text[max(start, end - _LONGEST_ABBREVIATION) : end]
    before_number = text[boundary.end() : boundary.end() + 1].isdigit()
    if _ends_with_abbreviation(last, before_number=before_number):
        return True
    if start < end and text[end - 1] == "?" and re.compile(_CASE).match(text, start, end):
        return True
    rest = text[boundary.end() : boundary.end() + _MOST_OF_QUOTATION]
    return _has_open_quotation(text, start, boundary) and bool(re.match(_REST_OF_QUOTATION, rest))


def _ends_with_abbreviation(text: str, *, before_number: bool) -> bool:
    """Tell whether a text ends with an abbreviation and its full stop.

    Behind a number "h" and "min" are none, but units, which may end a sentence.
    """
    if not text.endswith("."):
        return False
    word = text.lower().replace("(", " ").replace("[", " ").split()[-1].removesuffix(".")
    before = text[: -len(word) - 1]
    is_letter = len(word) == 1 and word.isascii() and word.isalpha()
    if (is_letter or word == "min") and before[-2:-1].isdecimal() and before[-1:].isspace():
        return False
    return is_letter or word in _ABBREVIATIONS or (before_number and word in _BEFORE_NUMBER)


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
