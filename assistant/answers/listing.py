"""Bring together what several sections say, each in a line or some, into one answer; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.model import Answer, Passage
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.language.span import Span
    from assistant.model import Hit, Reply

SURE = 0.8
"""How sure such an answer is: a box, or the value of a field, says what is asked for, but not all
that it is true of has one. None of the question sets asks for these."""

MOST_SECTIONS = 8
"""From how many sections lines are given at most."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a section says of what is listed."""

    hit: Hit
    text: str
    """Its lines, as they stand in the note."""
    best: Span
    """The first of them."""


def listed(found: Sequence[Listed], reply: Reply, words: int) -> Answer | None:
    """Give what is listed, section by section; `None` where there is nothing.

    `reply` is the one to the same question without it; about so many `words` are given.
    """
    if not found:
        return None
    kept, left = [found[0]], words - len(found[0].text.split())
    for one in found[1:MOST_SECTIONS]:
        left -= len(one.text.split())
        if left < 0:
            break
        kept.append(one)
    own = [one.hit for one in kept]
    places = {hit.chunk.source for hit in own}
    others = (hit for hit in reply.hits if hit.chunk.source not in places)
    return Answer(
        reply.query,
        kept[0].text,
        kept[0].best.text,
        kept[0].best.first_line,
        SURE,
        (*own, *others),
        passages=tuple(
            Passage(one.text, one.best.text, one.best.first_line, one.hit.chunk.source)
            for one in kept[1:]
        ),
    )
