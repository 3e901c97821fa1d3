"""Follow-ups that rules read: "the second one", "do that", "is it safe?", "and for X?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.bare_questions import OPENING, ORDINAL, PLACES, last_full
from assistant.follow_ups.carryover_features import GENERIC
from assistant.follow_ups.comparisons import alternatives, pair, weighed
from assistant.follow_ups.restating import restated
from assistant.language.utterance import parse
from assistant.model import Answer
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Turn

_ORDINAL = re.compile(
    rf"\bthe (?P<which>{ORDINAL})"
    r"(?: (?:one|option|item|step|of (?:them|these|those)))?(?=\s*(?:[?.!,;]|$|\b(?:is|are|was|do|"
    r"does|mean|means|work|works|instead|then)\b))",
    re.IGNORECASE,
)
_LONGEST = 120
"""Characters; what is longer says itself what it asks."""

_ONES = re.compile(
    r"\b(?:the|an?|only|just|any|all|some|my)(?: the)? "
    r"(?P<which>[\w-]+(?: [\w-]+)?) (?P<ones>ones)\b",
    re.IGNORECASE,
)
_THE_ONE = re.compile(
    rf"{OPENING}the (?P<which>[\w-]+) (?P<ones>one)\W*$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<item>.+)$", re.MULTILINE)
_ROW = re.compile(r"^ {0,3}\|[ \t]*([^|\n]+?)[ \t]*\|", re.MULTILINE)
_RULE = re.compile(r"[ :-]+")
_ENUMERATED = re.compile(r": ((?:`[^`\n]+`(?:, | and | or |, and |, or )){1,9}`[^`\n]+`)")
_LEAD = re.compile(r"(?:\*\*|__|`)(.+?)(?:\*\*|__|`)|([^:.;(–—]+)")
_MOST_ITEM_WORDS = 8

_DOES_SO = re.compile(
    r"(?:\bdo |(?<=\bundo )|(?<=\brevert )|(?<=\breverse )|(?<=\bautomate ))(?:that|this|it|so)\b"
    r"|(?<=\bcan )(?:it|that|this)(?= be (?:undone|reverted|reversed|automated))",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:the two(?: of them)?|both(?: of them)?|(?<=between )them|(?<=compare )them"
    r"|they(?= (?:differ|compare|relate))|(?<=how are )they(?= (?:different|related|connected)))\b",
    re.IGNORECASE,
)
_JUDGES = re.compile(
    r"(?P<asks>(?:(?:and|but|so|ok|okay),? )?(?:is|was|would) (?:it|that|this)"
    r"(?: be)?(?: really| always| still)? "
    r"(?:safe|dangerous|risky|possible|necessary|required|needed|allowed|recommended|reversible"
    r"|permanent|(?:a )?(?:good|bad)(?: (?:idea|practice))?|ok(?:ay)?|worth it))\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Substitution:
    """Words of a question, and what is to be put in their place."""

    start: int
    """The character they begin at."""
    end: int
    """The character behind them."""
    meant: str


def pointed_at(turns: Sequence[Turn], question: str) -> Substitution | None:
    """Find what a question points at, or what of the last question it asks again."""
    last = last_full(turns).query.standalone
    deed = _deed(last)
    if deed and (does := _DOES_SO.search(question)):
        return Substitution(*does.span(), deed)
    if both := _BOTH.search(question):
        two = pair(turns)
        return Substitution(*both.span(), " and ".join(two)) if two else None
    if pointer := _ORDINAL.search(question):
        return _option(turns, pointer)
    ones = _ONES.search(question) or _THE_ONE.match(question)
    if ones and (kind := _kind(last, ones["which"])):
        choice = Substitution(*ones.span("ones"), kind)
        named = f"{question[: choice.start]}{kind}{question[choice.end :]}"
        again = restated(last, named)
        return Substitution(0, len(question.rstrip()), again) if again else choice
    if len(question) > _LONGEST:
        return None
    again = weighed(turns, question) or _judged(deed, question) or restated(last, question)
    return Substitution(0, len(question.rstrip()), again) if again else None


def _judged(deed: str, question: str) -> str:
    """Name what "is it safe?" is asked of: what was asked how to do."""
    found = _JUDGES.match(question.strip()) if deed else None
    return f"{found['asks']} to {deed}?" if found else ""


def _option(turns: Sequence[Turn], pointer: re.Match[str]) -> Substitution | None:
    """Find the option that "the second one" is; none where there aren't so many."""
    which = pointer["which"].lower()
    options = next((found for one in reversed(turns[-2:]) if (found := alternatives(one))), [])
    if len(turns) > 1 and _ORDINAL.search(turns[-1].question):
        # "And the third" is one of what "the second" was one of.
        turns = turns[:-1]
    if which == "other" and len(options) != 2:
        return None
    options = options or next((found for one in reversed(turns[-2:]) if (found := _items(one))), [])
    place = PLACES[which]
    if which == "other":
        place = _unnamed(options, turns[-1].question)
    if not -len(options) <= place < len(options):
        return None
    return Substitution(*pointer.span(), options[place])


def _deed(text: str) -> str:
    """Give what a question asks how to do, such as "stop a container"; empty where nothing."""
    verb = next((word for word in parse(text).words if word.is_verb), None)
    return text[verb.start :].rstrip("?!. ") if verb else ""


def _kind(last: str, which: str) -> str:
    """Give what "the unused ones" are: what the last question is about; empty where it is those."""
    known = parse(which).stems
    words = [
        word
        for word in parse(last).words
        if word.is_object and word.stem not in known and word.text.lower() not in GENERIC
    ]
    return words[-1].text if known and words else ""


def _unnamed(options: Sequence[str], question: str) -> int:
    """Give the place of the alternative that a question doesn't name; else the second's."""
    stems = parse(question).stems
    return next((at for at, one in enumerate(options) if not parse(one).stems & stems), 1)


def _items(one: Turn) -> list[str]:
    """Give what each item of the answer's list, table or enumeration is called."""
    if not isinstance(one.reply, Answer):
        return []
    text = one.reply.text
    if listed := list(_ITEM.finditer(text)):
        outermost = min(len(one["indent"]) for one in listed)
        return [_name(one["item"]) for one in listed if len(one["indent"]) == outermost]
    if enumerated := _ENUMERATED.search(text):
        return re.findall(r"`([^`]+)`", enumerated[1])
    cells = _ROW.findall(text)
    # Below the column's name and the line below that.
    rule = next((at for at, cell in enumerate(cells) if _RULE.fullmatch(cell)), len(cells))
    return [_name(cell) for cell in cells[rule + 1 :]]


def _name(item: str) -> str:
    lead = _LEAD.match(item.strip())
    name = (lead.group(1) or lead.group(2)) if lead else item
    return " ".join(name.strip(" *_`").split()[:_MOST_ITEM_WORDS])
