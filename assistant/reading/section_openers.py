"""What opens a section: headings, and the lines that people use in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from assistant.model import BlockKind
from assistant.reading.details import collapsed_sections
from assistant.reading.layout import LineRange
from assistant.reading.markdown import plain_text

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from assistant.reading.layout import Layout, Leaf


class OpenerKind(Enum):
    """What sort of lines open a section."""

    HEADING = auto()
    QUESTION = auto()
    """`3. What is X?`, or `Q: What is X?`."""
    BOLD = auto()
    """A bold line, or one in capitals, that is a paragraph, or the first line of one and no
    sentence."""
    DETAILS = auto()
    """`<details>` with its `<summary>`."""


@dataclass(frozen=True, slots=True)
class Opener:
    """The line or lines that open a section."""

    kind: OpenerKind
    text: str
    """What the section is called, without markup."""
    span: LineRange
    level: int = 0
    """Of a heading 1 to 6; else 0."""
    closing_line: int | None = None
    """The line of a `</details>`; None when there is none, or nothing to close."""
    holds_text: bool = False
    """Whether the last line holds, behind the heading, the beginning of the text below it."""


NUMBERED = re.compile(r"[ \t]*[*_]{0,3}\d{1,9}[.)][ \t]+\S")
"""How a numbered line begins."""

_MAY_BE_QUESTION = re.compile("[?Q]")

_LABELLED = re.compile(r"[ \t]*(?:[-*+][ \t]+)?[*_]{0,3}Q(?:\d{0,4}|uestion)[ \t]?[*_]{0,3}[:.]")
_LABEL = re.compile(r"Q\d{0,4}\s?(?::\s*|\.\s+)(?=\S)|Question:\s+(?=[^?]+\?$)")
_BULLET = re.compile(r"^[-*+][ \t]+")
_LISTED_QUESTION = re.compile(r"[-*+][ \t]+[*_]{0,3}Q")
_LISTED_ANSWER = re.compile(r"[ \t]*(?:[-*+][ \t]+)?[*_]{0,3}A(?:nswer|\d{1,4})?[*_]{0,3}:")
_ANSWERED = re.compile(r"\?[*_]*\s+[*_]*A(?:nswer)?[*_]*:\s*\S")
"""The question and its answer on one line, which therefore opens nothing."""
_BOLD_LINE = re.compile(r"[ \t]*(\*\*|__)(?=\S)(.+)\1[ \t]*(?::[ \t]*)?$")
_MOST_BOLD_WORDS = 12
_MOST_CAPITAL_WORDS = 5
_LONGEST_CAPITALS = 60
"""In characters, of a line in capitals that heads a section."""
_LONG_WORD = 5
"""How many letters one of its words has at least: "TODO" and most initials head nothing."""
_ADMONITION = re.compile(
    r"(attention|caution|danger|examples?|hint|important|info|notes?|tips?|warning)[!.]?",
    re.IGNORECASE,
)
_TEXT_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_ANSWER_KINDS = (BlockKind.PARAGRAPH, BlockKind.CODE, BlockKind.TABLE)


def find_openers(layout: Layout) -> list[Opener]:
    """Find what opens a section, in order; no two share a line."""
    found = [*_headings(layout), *_questions(layout), *_details(layout)]
    taken = {opener.span.first_line for opener in found}
    bold = [opener for opener in _bold_lines(layout) if opener.span.first_line not in taken]
    ordered = sorted([*found, *bold], key=lambda opener: opener.span.first_line)
    return _with_content(layout, _without_overlaps(ordered))


def _headings(layout: Layout) -> Iterator[Opener]:
    for leaf in layout.leaves:
        if leaf.kind is BlockKind.HEADING:
            yield Opener(OpenerKind.HEADING, plain_text(leaf.content), leaf.span, leaf.level)


def _without_overlaps(openers: Iterable[Opener]) -> list[Opener]:
    kept: list[Opener] = []
    for opener in openers:
        if not kept or opener.span.first_line > kept[-1].span.last_line:
            kept.append(opener)
    return kept


def _with_content(layout: Layout, openers: list[Opener]) -> list[Opener]:
    """Drop bold lines that nothing follows before the next opener: they are emphasis."""
    kept: list[Opener] = []
    end = len(layout.lines)
    for opener in reversed(openers):
        last = opener.span.last_line
        if opener.kind is OpenerKind.BOLD and not layout.trim(last + 1, end):
            continue
        kept.append(opener)
        end = opener.span.first_line - 1
    return kept[::-1]


# Questions


def _questions(layout: Layout) -> Iterator[Opener]:
    numbered: dict[int, Leaf] = {}
    for number, line in enumerate(layout.lines[layout.first_line - 1 :], layout.first_line):
        if not _MAY_BE_QUESTION.search(line):
            continue
        leaf = layout.leaf_at(number)
        if leaf is None or leaf.quoted or leaf.kind not in _TEXT_KINDS:
            continue
        if _is_numbered_question(line):
            numbered[number] = leaf
        elif _may_be_labelled(layout, number, leaf) and (text := _labelled_question(line)):
            yield Opener(OpenerKind.QUESTION, text, LineRange(number, number))
    for number, leaf in numbered.items():
        if _opens(layout, number, leaf, numbered):
            text = plain_text(layout.line(number).strip())
            yield Opener(OpenerKind.QUESTION, text, LineRange(number, number))


def _is_numbered_question(line: str) -> bool:
    """Tell whether a line is like `3. What is X?`, emphasized or not."""
    return line.rstrip(" \t*_").endswith("?") and NUMBERED.match(line) is not None


def _labelled_question(line: str) -> str:
    """Return the question of a line like `Q: What is X?`; empty when it is none."""
    if not _LABELLED.match(line) or _ANSWERED.search(line):
        return ""
    text = plain_text(_BULLET.sub("", line.strip()))
    label = _LABEL.match(text)
    return text[label.end() :] if label else ""


def _may_be_labelled(layout: Layout, number: int, leaf: Leaf) -> bool:
    """Tell whether a line is outside a list, or an outermost item that the next line answers."""
    following = number < len(layout.lines) and layout.line(number + 1)
    return not leaf.nested or bool(
        number == leaf.span.first_line
        and _LISTED_QUESTION.match(layout.line(number))
        and following
        and _LISTED_ANSWER.match(following)
    )


def _opens(layout: Layout, number: int, leaf: Leaf, numbered: Container[int]) -> bool:
    """Tell whether a numbered question is more than an entry in a list of questions."""
    item = leaf.item if number == leaf.span.first_line else None
    if item and layout.trim(number + 1, item.span.last_line):
        return True
    if not item and number < leaf.span.last_line and number + 1 not in numbered:
        return True
    if number - 1 in numbered or number + 1 in numbered:
        return False
    if item and len(item.siblings) > 1:
        return item.siblings[-1] is item and _text_follows(layout, item.span.last_line)
    return True


def _text_follows(layout: Layout, number: int) -> bool:
    below = range(number + 1, len(layout.lines) + 1)
    first = next((line for line in below if layout.line(line).strip()), None)
    leaf = layout.leaf_at(first) if first else None
    return leaf is not None and leaf.kind in _ANSWER_KINDS


# Bold lines


def _bold_lines(layout: Layout) -> Iterator[Opener]:
    has_headings = any(leaf.kind is BlockKind.HEADING for leaf in layout.leaves)
    heading_of = _bold_heading if has_headings else _bold_or_capitals
    for leaf in layout.leaves:
        if leaf.kind is not BlockKind.PARAGRAPH or leaf.nested:
            continue
        first = leaf.span.first_line
        text = heading_of(layout.line(first))
        if text and (
            leaf.span.is_one_line or _heads_next(text, heading_of(layout.line(first + 1)))
        ):
            yield Opener(OpenerKind.BOLD, text, LineRange(first, first))


def _heads_next(text: str, following: str) -> bool:
    """Tell whether a bold line heads the text right below it; `following` is the next such line's.

    Of several bold lines none heads the others, and a whole sentence is rather a part of the text.
    """
    return not following and not text.endswith((".", "!"))


def _bold_or_capitals(line: str) -> str:
    """Return the text of a line like `**Networks:**` or `NETWORKS`; empty when it is no heading."""
    text = line.strip().removesuffix(":").rstrip()
    return text if _is_in_capitals(text) else _bold_heading(line)


def _bold_heading(line: str) -> str:
    """Return the text of a line like `**Networks:**`; empty when it is no heading."""
    bold = _BOLD_LINE.match(line)
    if not bold or bold[1] in bold[2] or len(bold[2].split()) > _MOST_BOLD_WORDS:
        return ""
    text = plain_text(bold[2]).removesuffix(":").rstrip()
    return "" if _ADMONITION.fullmatch(text) else text


def _is_in_capitals(text: str) -> bool:
    """Tell whether a text is a few words in capitals, as people head sections without Markdown."""
    if len(text) > _LONGEST_CAPITALS or not text.isupper() or not text[-1:].isalnum():
        return False
    words = text.split()
    longest = max(sum(map(str.isalpha, word)) for word in words)
    return text[0].isalpha() and len(words) <= _MOST_CAPITAL_WORDS and longest >= _LONG_WORD


# Collapsed sections


def _details(layout: Layout) -> Iterator[Opener]:
    for one in collapsed_sections(layout.html):
        yield Opener(
            OpenerKind.DETAILS,
            one.summary,
            LineRange(one.first_line, one.summary_line),
            closing_line=one.closing_line,
            holds_text=one.text_follows,
        )
