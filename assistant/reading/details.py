"""Collapsed sections as they stand in HTML: which lines are tags, and which the text between."""

from __future__ import annotations

import re
from itertools import groupby
from textwrap import dedent
from typing import TYPE_CHECKING

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TAG = r"(?i)[ \t]*</?(?:details|summary)\b"
_SUMMARY_BORDER = r"(?i)<(/?)summary\b"


@dataclass(frozen=True, slots=True)
class DetailsPart:
    """Some lines of a block of HTML."""

    is_text: bool
    start: int
    """The index of the first line."""
    lines: Sequence[str]
    """Text without what all its lines are indented by, which would make code of it."""


def is_details(html: str) -> bool:
    """Tell whether a block of HTML begins or ends a collapsed section, or names one."""
    return re.match(_TAG, html) is not None


def parts_of_details(html: str) -> Iterator[DetailsPart]:
    """Part such a block into lines that begin with its tags, or name it, and text."""
    lines = html.removesuffix("\n").split("\n")
    start = 0
    for is_text, run in groupby(zip(lines, _are_text(lines), strict=True), lambda pair: pair[1]):
        found = [line for line, _ in run]
        yield DetailsPart(
            is_text, start, dedent("\n".join(found)).split("\n") if is_text else found
        )
        start += len(found)


def _are_text(lines: Sequence[str]) -> Iterator[bool]:
    """Tell of each line whether it is text."""
    in_summary = False
    for line in lines:
        begins_with_tag = re.match(_TAG, line) is not None
        yield not (in_summary or begins_with_tag)
        if borders := re.findall(_SUMMARY_BORDER, line):
            in_summary = not borders[-1]
