"""Find comments, of HTML and as Obsidian has them, which are searched and never shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.code_spans import CodeSpans
from assistant.language.list_marks import ITEM_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (("<!--", "-->"), ("%%", "%%"))
"""What a comment begins and ends with."""
_BEGINNINGS = tuple(begin for begin, _ in _MARKS)
_BEGINS_ITEM = rf"{ITEM_MARK}(?:<!--|%%)"
_COMMENT = r"(?s)<!--(?>(?:(?!<!--|-->).)*)-->|%%(?<![^\s|]%%)(?!%)(?:[^\n%]|%(?!%))+%%(?![\w%])"
"""Obsidian's ends on its line, with a border on either side, lest `50%%` or a batch file's `%%i`
hide what stands behind it. One of HTML holds no other's beginning, lest the end be looked for from
each of many that never end. The group is atomic: Python 3.11.2 finds nothing where one is repeated
possessively. Each begins with its sign, which is found soonest; only then what stands before it is
looked at."""
_EMPTIED_LINE = r"\n[ \t>]*(?=\n)|^[ \t>]*\n|\n[ \t>]*$"


def comment_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Give where each comment begins and ends in the text of a block that is no code.

    In code amid the text one is shown, being what is told of.
    """
    if not _may_hold_comment(text):
        return
    comment, spans = re.compile(_COMMENT), CodeSpans(text)
    end = 0
    found = comment.search(text)
    while found:
        code = spans.next_from(end)
        if code and code[0] < found.start():
            end = code[1]
        else:
            yield found.span()
            end = found.end()
        # Not again from each of many pieces of code before the same comment.
        if end > found.start():
            found = comment.search(text, end)


def comments_in(text: str) -> str:
    """Give the comments alone."""
    return " ".join(text[begin:end] for begin, end in comment_bounds(text))


def without_comments(text: str) -> str:
    """Leave out the comments in the text of a block that is no code, and lines of nothing else."""
    kept: list[str] = []
    end = 0
    for begin, behind in comment_bounds(text):
        # Of the blanks on either side of a comment those behind it stay, but for at the beginning.
        piece = text[end:begin].rstrip(" \t")
        kept += filter(None, [piece if kept else piece.lstrip(" \t")])
        end = behind
    if not end:
        return text
    rest = text[end:]
    kept.append(rest if kept else rest.lstrip(" \t"))
    return re.sub(_EMPTIED_LINE, "", "".join(kept))


def is_comment(text: str) -> bool:
    """Tell whether a block's text is nothing but comments, which may hold empty lines."""
    bare = text.strip()
    for begin, end in _MARKS:
        if bare.startswith(begin) and 0 <= bare.find(end, len(begin)) == len(bare) - len(end):
            return True
    return bool(bare) and not without_comments(bare).strip()


def begins_comment(text: str) -> bool:
    """Tell whether a block that is no prose begins with a comment; one may never end."""
    bare = text.lstrip(" \t>")
    if bare.startswith(_BEGINNINGS):
        return True
    return _may_hold_comment(bare) and bool(re.match(_BEGINS_ITEM, bare))


def _may_hold_comment(text: str) -> bool:
    return any(mark in text for mark in _BEGINNINGS)
