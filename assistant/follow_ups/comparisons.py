"""The two things that were asked about, and follow-ups that weigh them: "which is better?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.bare_questions import is_bare_word, is_full
from assistant.follow_ups.filling_in import put, read_as
from assistant.follow_ups.utterance import parse
from assistant.follow_ups.wording import INTRODUCED, LEAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Resolution, Turn

_SIDE = r"((?:[\w./'-]+ ){0,3}?[\w./'-]+)"
_ALTERNATIVES = (
    re.compile(
        rf"\bbetween (?:an? |the )?{_SIDE} and (?:an? |the )?{_SIDE}(?= in\b|[?.!,]|$)",
        re.IGNORECASE,
    ),
    # From the last word that leads to a side, so that "should I use" belongs to none.
    re.compile(
        rf"(?:.*\b(?:use|is|are|prefer|take|choose|an?|the) |.*, |^){_SIDE} "
        rf"(?:or|vs\.?|versus) (?:an? |the )?{_SIDE}(?= (?:in|for|to|on)\b|[?.!,]|$)",
        re.IGNORECASE,
    ),
)

_TOGETHER = re.compile(
    r"\b(?:an?|the) ((?:[\w./'-]+ ){1,3}?)and (?:an?|the) ((?:[\w./'-]+ ){0,2}[\w./'-]+)"
    r"(?= (?:in|for|to|on)\b|[?.!,]|$)",
    re.IGNORECASE,
)
"""Names two things of which the same is asked."""

_BOTH = re.compile(
    r"\b(?:(?:the|those|these) two(?: of them)?|both(?: of them)?"
    r"|(?<=between )them|(?<=compare )them"
    r"|they(?= (?:differ|compare|relate))|(?<=how are )they(?= (?:different|related|connected)))\b",
    re.IGNORECASE,
)
_VERSUS = re.compile(
    rf"{LEAD}(?:vs\.?|versus|compared (?:to|with)) (?P<what>(?:[\w./'-]+ ){{0,3}}[\w./'-]+)\W*$",
    re.IGNORECASE,
)
_WEIGHS = re.compile(
    rf"{LEAD}(?P<asks>which(?: one)?(?: of (?:them|these|those|the two))? "
    r"(?:(?:is|are|would be|'s)\b|(?:should|do|would|shall|can) (?:i|you|we)\b)[^?.!]*)\W*$",
    re.IGNORECASE,
)
_TELLS_APART = re.compile(
    rf"{LEAD}(?:(?:what(?:'s| is| are)|explain|tell me)(?: the)? differences?"
    r"|how (?:do|are) they (?:differ|different))\W*$",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"(?<=\w) (?:for|in|on|with|when|if)\b.*", re.IGNORECASE)
"""What one of the two is to be better for."""
_COMPARATIVE = re.compile(
    r"(?:\w{2,}(?:er|est)|choose|pick|prefer|recommend(?:ed)?)$", re.IGNORECASE
)
_LONGEST_SIDE = 4
"""In words; what differs by more than that are two questions rather than two things."""


def compared(last: str, question: str) -> str:
    """Name the two things that "vs X?" compares; empty for other questions."""
    found = _VERSUS.match(question)
    words = [word for word in parse(last).words if word.is_object] if found else []
    return f"{last[words[0].start : words[-1].end]} vs {found['what']}?" if found and words else ""


def both_named(turns: Sequence[Turn], question: str) -> Resolution | None:
    """Name the two things in "how are they related?" and "compare the two"."""
    found = _BOTH.search(question)
    two = pair(turns) if found else []
    return put(question, found.span(), " and ".join(two)) if found and two else None


def weighed(turns: Sequence[Turn], question: str) -> Resolution | None:
    """Name the two things in "which is better?" and "what's the difference?"."""
    found = _TELLS_APART.match(question.strip()) or _WEIGHS.match(question.strip())
    if found is None or not all(
        is_bare_word(word) or _COMPARATIVE.match(word.text)
        for word in parse(_PURPOSE.sub("", question)).words
    ):
        return None
    one, other = pair(turns) or ("", "")
    if not one:
        return None
    if found.re is _TELLS_APART:
        return read_as(question, f"what's the difference between {one} and {other}?")
    return read_as(question, f"{found['asks'].rstrip()}, {one} or {other}?")


def pair(turns: Sequence[Turn]) -> list[str]:
    """Give the two things that were asked about: in the last question, or in the last two."""
    full = [one for one in turns if is_full(one)] or list(turns)
    together = _TOGETHER.search(full[-1].query.standalone)
    named = alternatives(full[-1]) or [
        side.strip() for side in (together.groups() if together else ())
    ]
    if named or len(full) < 2:
        return named
    introduced = [INTRODUCED.match(one.question.strip()) for one in full[-2:]]
    if all(introduced):
        return [match[1] for match in introduced if match]
    return _apart(*(one.query.standalone for one in full[-2:]))


def _apart(one: str, other: str) -> list[str]:
    """Give the words in which two questions differ that are the same before and behind them."""
    first, second = (text.rstrip("?!. ").split() for text in (one, other))
    pairs = zip(first, second, strict=False)
    same = [own.lower() == others.lower() for own, others in pairs]
    start = next((at for at, is_same in enumerate(same) if not is_same), len(same))
    while (
        start and first[-1].lower() == second[-1].lower() and min(map(len, (first, second))) > start
    ):
        first.pop()
        second.pop()
    differ = [words[start:] for words in (first, second)]
    if not start or not all(0 < len(words) <= _LONGEST_SIDE for words in differ):
        return []
    return [" ".join(words) for words in differ]


def alternatives(one: Turn) -> list[str]:
    """Give the two things between which a question asks to choose."""
    text = one.query.standalone
    found = next((match for pattern in _ALTERNATIVES if (match := pattern.search(text))), None)
    return [side.strip() for side in found.groups()] if found else []
