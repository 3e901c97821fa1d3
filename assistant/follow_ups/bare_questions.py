"""Questions without words of their own: "why?", "show me another example", "the second one"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.carryover_features import GENERIC
from assistant.language.utterance import parse
from assistant.model import ResolutionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Turn

BARE = GENERIC | frozenset(
    """
    more another else again really detail details further elaborate continue go next please then
    sure serious seriously reason often soon exactly precisely
    """.split()  # noqa: SIM905 (as a list it would fill a page)
)
"""Words that alone don't say what is asked about."""

PLACES = {
    "first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2,
    "fourth": 3, "4th": 3, "last": -1, "latter": -1, "other": 1,
}  # fmt: skip
"""Words that point at one of several, and its place among them, counted from 0."""

ORDINAL = "|".join(PLACES)
"""Finds one of these."""

OPENING = r"(?:(?:and|or|but|no),? )?(?:what about |how about )?"
"""How a follow-up that names something else begins."""

_POINTS = re.compile(
    rf"{OPENING}the (?:{ORDINAL})(?: one)?\W*$",
    re.IGNORECASE,
)
_MORE_ABOUT = re.compile(
    r"(?:(?:and|but|so|ok|okay|please|now|can you|could you),? )*(?:(?:tell|show|give) me )?"
    r"(?:some(?:thing)? )?(?:more|another|else)(?: (?:details?|examples?|info|information))? "
    r"(?:about|on|of|for) (?:it|that|this|them|these|those)\W*$",
    re.IGNORECASE,
)


def is_pointer(question: str) -> bool:
    """Tell whether a question only points at one of several: "the second one"."""
    return bool(_POINTS.match(question.strip()))


def is_bare(question: str) -> bool:
    """Tell whether a question has no words of its own: "why?", "the second one"."""
    if is_pointer(question) or _MORE_ABOUT.match(question.strip()):
        return True
    asked = parse(question)
    sorts = {one.kind for one in asked.references}
    return sorts <= {"this", "one"} and all(word.text.lower() in BARE for word in asked.words)


def is_full(turn: Turn) -> bool:
    """Tell whether a turn's question has words of its own, or was told what it points at."""
    told = {ResolutionKind.RESTATED, ResolutionKind.SUBSTITUTED}
    return not is_bare(turn.question) or turn.query.resolution.kind in told


def last_full(turns: Sequence[Turn]) -> Turn:
    """Give the last turn that `is_full`, or the very last where none is."""
    return next((one for one in reversed(turns) if is_full(one)), turns[-1])
