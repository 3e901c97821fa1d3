"""Divide a question into what is to be answered by itself: its parts, or its two sides; pure."""

from __future__ import annotations

import re

MOST_PARTS = 4
"""A longer chain of questions is rather a text that was pasted."""

_AUXILIARY = (
    r"(?:do|does|did|is|are|was|were|can|could|should|would|will|must|may|has|have|to|'s|’s)"
)
_ASKS = (
    rf"(?:who|(?:how|what|which|where|when|why)(?:\s+\w+)?(?:\s+|(?=['’])){_AUXILIARY}"
    rf"|(?:can|could|does|do|did|is|are|should|will))\b(?=\s+\S+)"
)
"""How a question begins; "and what listens" is rather the rest of one."""

_BORDER = re.compile(
    rf"(?<=\?)\s+(?:and\s+|also\s+|or\s+)?(?=\S)"
    rf"|[,;]?\s+(?:and(?:\s+also|\s+then)?|but|also)\s+(?={_ASKS})"
    rf"|[,;.]\s+(?={_ASKS})",
    re.IGNORECASE,
)
"""Behind a question mark, or before another word that asks."""

_BEGINS = re.compile(rf"\W*{_ASKS}", re.IGNORECASE)

_THING = r"(?:(?:an?|the|using|use)\s+)?"
_SIDES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bdifferences?\s+between\s+{_THING}(?P<one>.+?)\s+(?:and|vs\.?|versus)\s+{_THING}(?P<other>.+)",
        rf"\bhow\s+(?:does|do|is|are)\s+{_THING}(?P<one>.+?)\s+(?:differ|different|differs)\s+from\s+"
        rf"{_THING}(?P<other>.+)",
        rf"\bcompare\s+{_THING}(?P<one>.+?)\s+(?:and|with|to|against)\s+{_THING}(?P<other>.+)",
        rf"^(?:.*\b(?:is|are|about|explain)\s+)?{_THING}(?P<one>.+?)\s+(?:vs\.?|versus|compared\s+(?:to|with))"
        rf"\s+{_THING}(?P<other>.+)",
    )
)
_END = re.compile(r"\s*[?.!]*\s*$")


def questions(text: str) -> tuple[str, ...]:
    """Give the questions that a text asks, in order; the text alone where it asks one."""
    parts = [part.strip() for part in _BORDER.split(text) if part.strip()]
    # "A and what B" asks twice only where A asks as well.
    if not 1 < len(parts) <= MOST_PARTS or not all(map(_BEGINS.match, parts)):
        return (text,)
    return tuple(parts)


def sides(text: str) -> tuple[str, str] | None:
    """Give the two things that a question compares, or `None` where it compares none.

    What the sides have in common may be said once: of "named and anonymous volumes" the first is
    "named volumes".
    """
    bare = _END.sub("", text)
    match = next((found for one in _SIDES if (found := one.search(bare))), None)
    if match is None:
        return None
    one, other = match["one"].split(), match["other"].split()
    if len(one) == 1 and len(other) == 2 and one[0].islower():
        one.append(other[1])
    return " ".join(one), " ".join(other)
