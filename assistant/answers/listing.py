"""Bring together what several sections say, each in a line or some, into one answer; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.model import Answer, Passage
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.language.span import Span
    from assistant.model import Chunk, Hit, Reply

SURE = 0.8
"""How sure such an answer is: a box, or the value of a field, says what is asked for, but not all
that it is true of has one. None of the question sets asks for these."""

MOST_SECTIONS = 8
"""From how many sections lines are given at most; no more are read than one further."""


@dataclass(frozen=True, slots=True)
class NamedSection:
    """A section that may hold something of what is listed."""

    chunk: Chunk
    names: frozenset[str]
    """Which terms of what is asked for its headings hold, or what else names its note."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a section says of what is listed."""

    hit: Hit
    text: str
    """Its lines, as they stand in the note."""
    best: Span
    """The first of them."""


def listed(found: Iterable[Listed], reply: Reply, words: int, *, is_certain: bool) -> Answer | None:
    """Give what is listed, section by section; `None` where there is nothing.

    `reply` is the one to the same question without it; about so many `words` are given. Where it
    is not certain that a list is asked for, a sure reply from a note that has nothing of it stays.
    """
    kept, has_more = _first(found, words)
    own = {one.hit.chunk.source.path for one in kept}
    is_sure = isinstance(reply, Answer) and not reply.tentative
    if not kept or (is_sure and not is_certain and reply.hits[0].chunk.source.path not in own):
        return None
    places = {one.hit.chunk.source for one in kept}
    others = (hit for hit in reply.hits if hit.chunk.source not in places)
    return Answer(
        reply.query,
        kept[0].text,
        kept[0].best.text,
        kept[0].best.first_line,
        SURE,
        (*(one.hit for one in kept), *others),
        passages=tuple(
            Passage(one.text, one.best.text, one.best.first_line, one.hit.chunk.source)
            for one in kept[1:]
        ),
        has_more=has_more,
    )


def _first(found: Iterable[Listed], words: int) -> tuple[list[Listed], bool]:
    """Give as many as there may be, the first whatever its length, and whether there are more."""
    kept: list[Listed] = []
    for one in found:
        words -= len(one.text.split())
        if len(kept) == MOST_SECTIONS or (kept and words < 0):
            return kept, True
        kept.append(one)
    return kept, False
