"""Cut a note into chunks: one a section, each with the headings it stands under."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.language.comments import begins_comment, is_comment, without_comments
from assistant.language.span import PROSE
from assistant.model import Block, BlockKind, Chunk, Note, Source
from assistant.reading.contents import contents_lines
from assistant.reading.files import printable
from assistant.reading.layout import Layout, LineRange
from assistant.reading.markdown import read_layout
from assistant.reading.section_openers import NUMBERED, Opener, OpenerKind, find_openers
from assistant.reading.section_parts import block_spans, is_commented, parts_of
from assistant.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

_NOT_IN_SLUG = re.compile(r"[^\w\- ]+")

# How deep an opener stands, beside the levels 1 to 6 of headings.
_BOLD_OVER_QUESTIONS = 7
_QUESTION = 8
_BOLD_UNDER_QUESTION = 9
_UNCLOSED_DETAILS = 10
_CLOSED_DETAILS = 0
"""What stands within `<details>` can't leave it, so that no heading is above this one."""


def chunk_note(
    note: Note, max_words: int = 220, warn: Callable[[str], None] = lambda _line: None
) -> list[Chunk]:
    """Cut a note into its sections, and those over `max_words` into parts between blocks.

    Comments count for nothing, since the limit is for what has to be read. `warn` is given a line
    for each that is never closed.
    """
    layout = read_layout(note.text, note.body_line, note.broken_lines)
    openers = find_openers(layout)
    title = note.title
    if title is None:
        title = _first_heading(openers) or _title_of_name(note.path)
    for line in _unclosed_comments(layout) if "<!--" in note.text else ():
        place = f"{printable(note.path)}:{line}"
        warn(f"{place}: <!-- is never closed and hides what follows; end it with -->")
    facts = [_facts_chunk(note, title)] if note.facts else []
    contents = contents_lines(layout, openers)
    return facts + [
        _chunk(note, layout, section, part, contents)
        for section in _sections(title, layout, openers)
        for part in parts_of(layout, section.span, section.opener, max_words)
    ]


def slug(text: str) -> str:
    """Turn a heading into an anchor as GitHub does: `What's new?` becomes `whats-new`."""
    kept = _NOT_IN_SLUG.sub(_mark, text.lower())
    return kept.replace(" ", "-") or "section"


def _mark(found: re.Match[str]) -> str:
    # Combining marks belong to the letters of Hindi, Thai and other scripts.
    return "".join(one for one in found.group() if unicodedata.category(one)[0] == "M")


def _first_heading(openers: Sequence[Opener]) -> str:
    """Give the first heading, if it is of the outermost kind and in nothing collapsed."""
    inside = 0
    for opener in openers:
        if opener.kind is OpenerKind.HEADING and opener.span.first_line > inside:
            return opener.text if opener.level == 1 else ""
        inside = max(inside, opener.closing_line or 0)
    return ""


def _title_of_name(path: str) -> str:
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return re.sub("[-_]+", " ", stem).strip() or path


def _unclosed_comments(layout: Layout) -> Iterator[int]:
    """Give the line of each comment that ends only with the note, or the list it stands in."""
    for leaf in layout.leaves:
        if leaf.kind is BlockKind.OTHER and "<!--" in layout.line(leaf.span.first_line):
            text = layout.text(leaf.span)
            if begins_comment(text) and "-->" not in text:
                yield leaf.span.first_line


# Sections


@dataclass(frozen=True, slots=True)
class _Section:
    """The lines from an opener to the next, or those before the first one."""

    span: LineRange
    headings: tuple[str, ...]
    anchor: str
    opener: Opener | None
    """None before the first opener, and where a section goes on after `</details>`."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """An opener on the way from the title to a section."""

    kind: OpenerKind
    depth: int
    text: str
    anchor: str


_Trail = tuple[_Heading, ...]


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a section begins."""

    line: int
    opener: Opener | None
    trail: _Trail


def _sections(title: str, layout: Layout, openers: list[Opener]) -> Iterator[_Section]:
    starts = _starts(layout, openers)
    ends = [start.line - 1 for start in starts[1:]] + [len(layout.lines)]
    for start, end in zip(starts, ends, strict=True):
        span = layout.trim(start.line, end)
        if span:
            anchor = start.trail[-1].anchor if start.trail else ""
            yield _Section(span, _breadcrumb(title, start.trail), anchor, start.opener)


def _starts(layout: Layout, openers: list[Opener]) -> list[_Start]:
    question_depth = _question_depth(openers)
    trail: _Trail = ()
    starts = [_Start(layout.first_line, None, trail)]
    enclosing: list[_Start] = []  # where a section goes on after each open `<details>`
    for opener, anchor in zip(openers, _anchors(openers), strict=True):
        line = opener.span.first_line
        while enclosing and enclosing[-1].line <= line + 1:
            resumed = enclosing.pop()
            trail = resumed.trail
            if resumed.line <= line:
                starts.append(resumed)
        if opener.closing_line is not None:
            enclosing.append(_Start(opener.closing_line + 1, None, trail))
        depth = _depth(opener, trail, question_depth)
        trail = _descend(trail, _Heading(opener.kind, depth, opener.text, anchor))
        starts.append(_Start(line, opener, trail))
    return starts + enclosing[::-1]


def _question_depth(openers: list[Opener]) -> int:
    """Give the depth of questions: the level that most numbered headings have, if there are any."""
    levels = Counter(
        opener.level
        for opener in openers
        if opener.kind is OpenerKind.HEADING and NUMBERED.match(opener.text)
    )
    return levels.most_common(1)[0][0] if levels else _QUESTION


def _depth(opener: Opener, trail: _Trail, question_depth: int) -> int:
    match opener.kind:
        case OpenerKind.HEADING:
            return opener.level
        case OpenerKind.QUESTION:
            return question_depth
        case OpenerKind.BOLD:
            answering = any(heading.kind is OpenerKind.QUESTION for heading in trail)
            return _BOLD_UNDER_QUESTION if answering else _BOLD_OVER_QUESTIONS
        case OpenerKind.DETAILS:
            return _UNCLOSED_DETAILS if opener.closing_line is None else _CLOSED_DETAILS


def _descend(trail: _Trail, heading: _Heading) -> _Trail:
    while trail and _ends(heading, trail[-1]):
        trail = trail[:-1]
    return (*trail, heading)


def _ends(heading: _Heading, above: _Heading) -> bool:
    """Tell whether a heading can't stand under the one above it."""
    if heading.depth == _CLOSED_DETAILS:
        return False
    if heading.kind is OpenerKind.HEADING and above.kind is OpenerKind.QUESTION:
        return True
    return above.depth >= heading.depth


def _breadcrumb(title: str, trail: _Trail) -> tuple[str, ...]:
    texts = tuple(heading.text for heading in trail if heading.text)
    if texts and texts[0].casefold() == title.strip().casefold():
        return texts
    return (title, *texts)


def _anchors(openers: list[Opener]) -> list[str]:
    """Make the anchors unique as GitHub does; headings choose first, since only theirs are real."""
    used: dict[str, int] = {}
    by_line: dict[int, str] = {}
    for opener in sorted(openers, key=lambda opener: opener.kind is not OpenerKind.HEADING):
        anchor = wanted = slug(opener.text)
        while anchor in used:
            used[wanted] += 1
            anchor = f"{wanted}-{used[wanted]}"
        used[anchor] = 0
        by_line[opener.span.first_line] = anchor
    return [by_line[opener.span.first_line] for opener in openers]


# Chunks


def _facts_chunk(note: Note, title: str) -> Chunk:
    """Give what the front matter states of a note, as a section of its own.

    Amid it may stand what is no fact, such as its title.
    """
    first, last = note.facts[0][0], note.facts[-1][1]
    lines = note.text.split("\n")[first - 1 : last]
    blocks = [Block(BlockKind.FACT, *lines) for lines in note.facts]
    blocks += (
        Block(BlockKind.OTHER, end + 1, start - 1)
        for (_, end), (start, _) in pairwise(note.facts)
        if end + 1 < start
    )
    blocks.sort(key=lambda block: block.first_line)
    source = Source(note.path, (title,), "", first, last)
    return Chunk(source, "\n".join(lines), tuple(blocks))


def _chunk(
    note: Note, layout: Layout, section: _Section, part: LineRange, contents: Collection[int]
) -> Chunk:
    source = Source(
        path=note.path,
        headings=section.headings,
        anchor=section.anchor,
        first_line=part.first_line,
        last_line=part.last_line,
    )
    blocks = (
        replace(block, kind=BlockKind.CONTENTS) if block.first_line in contents else block
        for block in _blocks(layout, part, section.opener)
    )
    return Chunk(source, layout.text(part), tuple(blocks))


def _blocks(layout: Layout, part: LineRange, opener: Opener | None) -> Iterator[Block]:
    line = part.first_line
    if opener and line == opener.span.first_line:
        kind = BlockKind.PARAGRAPH if opener.holds_text else BlockKind.HEADING
        yield Block(kind, line, opener.span.last_line)
        line = opener.span.last_line + 1
    for span in block_spans(layout, LineRange(line, part.last_line)):
        yield Block(_kind(layout, span), span.first_line, span.last_line)


def _kind(layout: Layout, span: LineRange) -> BlockKind:
    leaf = layout.leaf_at(span.first_line)
    if leaf is None:
        return BlockKind.OTHER
    if leaf.kind is BlockKind.ITEM and leaf.span.first_line < span.first_line:
        # An opener took the line with the item's marker; what is left is text.
        return BlockKind.PARAGRAPH
    if leaf.kind in PROSE and is_commented(layout, span):
        return BlockKind.OTHER
    if leaf.kind is BlockKind.OTHER and _is_prose_behind_comment(layout, span):
        return BlockKind.PARAGRAPH
    return leaf.kind


def _is_prose_behind_comment(layout: Layout, span: LineRange) -> bool:
    """Tell whether there is text behind a comment that Markdown takes to be HTML with it."""
    text = layout.text(span)
    if not begins_comment(text) or text.lstrip().startswith("%%") or is_comment(text):
        return False
    return bool(re.search(r"\w", re.sub(r"<!--(?s:.*)|<[^<>]*>", "", without_comments(text))))
