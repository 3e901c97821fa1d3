"""Sections with the one in front that an answer is cut from, and what comes first; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.topics import singular
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.language.span import Span
    from assistant.model import Hit


SAID_WORTH = 2.5
"""By how much less a section may score to be preferred to the first for what it says. With 1 for
one whose line alone has the asked form the questions on people's own notes (`dev`) are answered
alike, and of 96 of ours, which are not kept, one fewer. By it for one that holds more of the
question the Success@1 rose from .64 to .68 on two folders that are not kept, and the Answer@1 of
`dev` of people's own notes from .689 to .697."""

_EVERY = ("all", "each", "every")
_ALL_OF = rf"(?i)\b(?:{'|'.join(_EVERY)})\b(?:\s+\w+)?\s+(?P<things>\w+s)\b"


@dataclass(frozen=True, slots=True)
class ChosenSection:
    """The hits with the one in front that the answer is cut from."""

    hits: Sequence[Hit]
    best: Span | None
    """The best span of the first; `None` where none of those looked at has any."""


def stated_first(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Put what front matter states first, where it holds what the first section of its note lacks.

    The sections speak of what the note is about, which front matter only names by its title.
    """
    for at, hit in enumerate(hits[1:], start=1):
        if (
            hit.chunk.source.path == hits[0].chunk.source.path
            and hit.chunk.states_facts
            and not set(hit.evidence.matched) <= set(hits[0].evidence.matched)
        ):
            return moved_first(hits, at)
    return hits


def one_first(question: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Put a section on one thing before one on all of them, where one is asked of.

    "Remove container" wants no more than that one removed. It has to be nearly as likely, and to
    hold as much of the question.
    """
    if not hits or not _is_of_all(hits[0], question):
        return hits
    first = hits[0]
    for at, hit in enumerate(hits[1:], start=1):
        near = hit.score > first.score - SAID_WORTH
        holds = set(first.evidence.matched) <= set(hit.evidence.matched)
        if near and holds and not _is_of_all(hit, question):
            return moved_first(hits, at)
    return hits


def _is_of_all(hit: Hit, question: str) -> bool:
    """Tell whether a section is headed by all of the things one of which a question names."""
    every = re.search(_ALL_OF, hit.chunk.source.heading)
    if every is None:
        return False
    things = every["things"].lower()
    words = set(re.findall(r"\w+", question.lower()))
    return singular(things) in words and words.isdisjoint({things, *_EVERY})


def moved_first(hits: Sequence[Hit], at: int) -> Sequence[Hit]:
    """Put one of some hits before the others."""
    return [hits[at], *hits[:at], *hits[at + 1 :]]
