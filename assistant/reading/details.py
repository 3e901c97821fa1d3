"""Collapsed sections, which are HTML: where they are, and which of their lines are text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from textwrap import dedent
from typing import TYPE_CHECKING

from assistant.language.html import without_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.reading.layout import RawHtml

_TAG = r"(?i)[ \t]*</?(?:details|summary)\b"
_SUMMARY_BORDER = r"(?i)<(/?)summary\b"
_WHOLE_TAG = re.compile(r"<(/?)(details|summary)\b[^<>]*>", re.IGNORECASE)
_TEXT_BEHIND = r"(?i)(?>(?:[ \t]|<(?!/?(?:details|summary)\b)[^<>\n]*>)*)[^\s<]"
_LITERAL_HTML = ("<!--", "<pre", "<script", "<style", "<textarea")
"""What a block begins with, in small letters, in which tags are none."""


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
    """Part a block that `is_details` into text and lines that begin with a tag or are a summary."""
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


@dataclass(slots=True)
class CollapsedSection:
    """A `<details>` tag, and what belongs to it as far as it was read."""

    first_line: int
    """That of the tag."""
    summary: str = ""
    """The text of its summary, on one line; empty as long as it has none."""
    summary_line: int = 0
    """The line on which the summary ends."""
    text_follows: bool = False
    """Whether there is text behind the summary, on its line."""
    closing_line: int | None = None
    """The line of its `</details>`; None when there is none."""


def collapsed_sections(blocks: Iterable[RawHtml]) -> list[CollapsedSection]:
    """Find the collapsed sections that have a summary, those last that nothing closes."""
    opened: list[CollapsedSection] = []
    closed: list[CollapsedSection] = []
    for block in blocks:
        _read_tags(block, opened, closed)
    return [section for section in (*closed, *opened) if section.summary]


def _read_tags(
    block: RawHtml, opened: list[CollapsedSection], closed: list[CollapsedSection]
) -> None:
    html = block.text
    if html.lstrip()[:9].lower().startswith(_LITERAL_HTML):
        return
    summary_start = None
    line, counted = block.first_line, 0
    for tag in _WHOLE_TAG.finditer(html):
        line += html.count("\n", counted, tag.start())
        counted = tag.start()
        closes, name = bool(tag[1]), tag[2].lower()
        if name == "details" and not closes:
            opened.append(CollapsedSection(line))
        elif name == "details" and opened:
            section = opened.pop()
            section.closing_line = line
            closed.append(section)
        elif name == "summary" and not closes:
            summary_start = tag.end()
        elif name == "summary" and summary_start and opened and not opened[-1].summary_line:
            section = opened[-1]
            section.summary = " ".join(without_tags(html[summary_start : tag.start()]).split())
            section.summary_line = line
            section.text_follows = bool(re.compile(_TEXT_BEHIND).match(html, tag.end()))
