"""Sections with the one in front that an answer is cut from, and what comes first; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.language.span import Span
    from assistant.model import Hit


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


def moved_first(hits: Sequence[Hit], at: int) -> Sequence[Hit]:
    """Put one of some hits before the others."""
    return [hits[at], *hits[:at], *hits[at + 1 :]]
