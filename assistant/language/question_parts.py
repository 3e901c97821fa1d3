"""Divide a question into what is to be answered by itself: its parts, or its sides; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.command_questions import deed_of, is_order
from assistant.language.stop_words import AUXILIARIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

MOST_PARTS = 4
"""A longer chain of questions is rather a text that was pasted."""

MOST_SIDES = 8
"""What compares more things is a list of them; each costs as much as a question of its own."""

LONGEST_DIVIDED = 2000
"""In characters; a longer text was pasted, and is one question."""

_VERBS = "|".join(AUXILIARIES)
_ASKS = (
    rf"(?:who|(?:how|what|which|where|when|why)(?:\s+\w+)?(?:\s+|(?=['’]))(?:{_VERBS}|to|'s|’s)"
    rf"|{_VERBS})\b(?=\s+\S+)"
)
"""How a question begins; "and what listens" is rather the rest of one."""

_BORDER = (
    rf"(?i)(?<=\?)\s+(?:and\s+|also\s+|or\s+)?(?=\S)"
    rf"|[,;]?\s+(?:and(?:\s+also|\s+then)?|but|also)\s+(?={_ASKS})"
    rf"|[,;.]\s+(?={_ASKS})|\s+/\s+(?={_ASKS})"
)
"""Behind a question mark, or before another word that asks."""

_JOINING = frozenset({"and", "but", "also", "/"})

_BEGINS = rf"(?i)\W*{_ASKS}"

_THING = r"(?:(?:an?|the|using|use)\s+)?"
_COMPARES = ("differ", "compare", "vs", "versus")
"""One of these is in whatever compares things."""

_SIDES = tuple(
    f"(?i){pattern}"
    for pattern in (
        rf"\bdifferences?\s+between\s+{_THING}(?P<one>.+?)\s+(?:and|vs\.?|versus)\s+{_THING}(?P<other>.+)",
        rf"\bhow\s+(?:does|do|is|are)\s+{_THING}(?P<one>.+?)\s+(?:differ|different|differs)\s+from\s+"
        rf"{_THING}(?P<other>.+)",
        rf"\bcompare\s+{_THING}(?P<one>.+?)\s+(?:and|with|to|against)\s+{_THING}(?P<other>.+)",
        rf"^(?:.*\b(?:is|are|about|explain)\s+)?{_THING}(?P<one>.+?)\s+(?:vs\.?|versus|compared\s+(?:to|with))"
        rf"\s+{_THING}(?P<other>.+)",
    )
)
_VERSUS = r"(?i)\s+(?:vs\.?|versus)\s+"
_FURTHER = _VERSUS + r"|,\s+"
"""Between more than two."""
_ENDS = " ?.!"
"""What may stand behind the last of them."""

_ORDER = (
    r"(?i)\W*(?:please\s+)?(?:list|name|enumerate|give me(?: a list of)?)\s+"
    r"(?:(?:all|me|of|the|my|our)\s+)*(?P<listed>[^\W\d_].*)"
)
"""What is to be listed, behind the word that orders it."""

_NAMED = r"(?:(?:all|both|every|the|my|our)\s+){0,2}[\w-]+(?:\s+[\w-]+)?"
_DONE_TO_BOTH = (
    r"(?i)(?P<task>\W*(?:(?:how\s+(?:can|could|do|should|would)\s+(?:i|one|we|you)|how\s+to|please)\s+)?"
    rf"[a-z]+\s+)(?P<one>{_NAMED}),?\s+and(?:\s+also)?\s+(?P<other>{_NAMED})"
)
"""A verb with two things that it is done to."""


def questions(text: str) -> tuple[str, ...]:
    """Give the questions that a text asks, in order; the text alone where it asks one."""
    if len(text) > LONGEST_DIVIDED or not _may_hold_border(text):
        return (text,)
    parts = [part.strip() for part in re.split(_BORDER, text) if part.strip()]
    # "A and what B" asks twice only where A asks as well.
    if not 1 < len(parts) <= MOST_PARTS or not all(map(begins_as_question, parts)):
        return (text,)
    return tuple(parts)


def _may_hold_border(text: str) -> bool:
    """Tell whether a border may be found; most questions are spared the time to compile it."""
    words = text.lower().split()
    return any(word in _JOINING or word[-1] in "?,;." for word in words[:-1])


def begins_as_question(text: str) -> bool:
    """Tell whether a text begins as a question does, with or without a question mark."""
    return bool(re.match(_BEGINS, text))


def sides(text: str) -> tuple[str, ...]:
    """Give the things that a question compares, 2 to `MOST_SIDES`; none where it compares none.

    What the sides have in common may be said once: of "named and anonymous volumes" the first is
    "named volumes".
    """
    if len(text) > LONGEST_DIVIDED or not any(word in text.lower() for word in _COMPARES):
        return ()
    bare = _bare(text)
    match = next((found for one in _SIDES if (found := re.search(one, bare))), None)
    if match is None:
        return ()
    # Behind the last one a comma begins something else: "hose vs pipe, which lasts longer".
    things = re.split(_FURTHER, match["one"]) + re.split(_VERSUS, match["other"].partition(", ")[0])
    if len(things) > MOST_SIDES:
        return ()
    last = things[-1].split()
    shares_noun = len(last) == 2
    return tuple(
        f"{thing} {last[1]}" if shares_noun and thing.isalpha() and thing[0].islower() else thing
        for thing in map(str.strip, things)
    )


def lacks_side(things: Iterable[Collection[str]], held: Collection[str]) -> bool:
    """Tell whether of one of the things compared, each given by its terms, none is among some.

    What all have in common, as "kettle" of red kettles and blue ones, tells them not apart.
    """
    sets = [set(thing) for thing in things]
    common = set.intersection(*sets) if sets else set()
    return any(thing > common and (thing - common).isdisjoint(held) for thing in sets)


def for_each(text: str) -> tuple[str, str] | None:
    """Give what asks how to do something to two things as a question for each."""
    if " and " not in text or len(text) > LONGEST_DIVIDED:
        return None
    found = re.fullmatch(_DONE_TO_BOTH, _bare(text))
    if not found or not (deed_of(text) or is_order(text)):
        return None
    return f"{found['task']}{found['one']}", f"{found['task']}{found['other']}"


def _bare(text: str) -> str:
    """Leave out the marks at a question's end, and all but one of several blanks.

    Of thousands in a row the patterns would try every way to share them out.
    """
    return " ".join(text.split()).rstrip(_ENDS)


def as_question(order: str) -> str:
    """Give an order to list something as a question for it: "list best practices"; else nothing.

    The order's own word stands in notes by chance, or where lists are made.
    """
    found = re.match(_ORDER, order)
    return f"what are the {found['listed']}" if found else ""
