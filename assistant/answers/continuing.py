"""Where a section goes on under a heading that names no topic, as "Usage" does; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.comments import without_comments
from assistant.model import BlockKind
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.model import Chunk, Hit, Source

USAGE = frozenset(
    """
    alias aliases command commands example examples fix procedure solution steps synopsis syntax
    usage
    """.split()  # noqa: SIM905 (as a list it would fill a page)
)
"""Headings under which stands what to type, with no word of what that does."""

MOST_SECTIONS = 4
"""How many sections further down its usage is looked for."""

MOST_WORDS = 300
"""How many words a section may have with all down to its usage, comments not counted."""


def lacks_command(chunk: Chunk) -> bool:
    """Tell whether a section holds no code at all, nor marks any in its sentences.

    Front matter is none that could go on below.
    """
    if chunk.states_facts:
        return False
    has_code = any(one.kind is BlockKind.CODE for one in chunk.blocks)
    return not has_code and "`" not in without_comments(chunk.text)


def extended_to_usage(chunk: Chunk, following: Iterable[Chunk]) -> Chunk:
    """Give a section down to the first under it that says what to type for it, if one does.

    `following` are those behind it in its note, in order.
    """
    whole = chunk
    for one in following:
        if one.source.headings[:-1] != chunk.source.headings:
            break
        whole = _joined(whole, one)
        if len(without_comments(whole.text).split()) > MOST_WORDS:
            break
        if one.source.heading.strip(" :").casefold() in USAGE and not lacks_command(one):
            return whole
    return chunk


def without_overlap(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Leave out what the first hit was continued with, which is shown with it."""
    if not hits:
        return ()
    first, *others = hits
    return (first, *(hit for hit in others if not _begins_within(hit.chunk.source, first)))


def _begins_within(source: Source, hit: Hit) -> bool:
    whole = hit.chunk.source
    is_same_note = source.path == whole.path
    return is_same_note and whole.first_line <= source.first_line <= whole.last_line


def _joined(first: Chunk, second: Chunk) -> Chunk:
    # Between sections there is nothing but blank lines.
    gap = "\n" * (second.source.first_line - first.source.last_line)
    return replace(
        first,
        source=replace(first.source, last_line=second.source.last_line),
        text=first.text + gap + second.text,
        blocks=(*first.blocks, *second.blocks),
    )
