"""Follow-ups that rules read: those without words of their own, and "the second one"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.carrying import GENERIC
from assistant.model import Answer
from assistant.records import dataclass
from assistant.utterance import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Turn

_BARE = GENERIC | frozenset(
    """
    more another else again really detail details further elaborate continue go next please then
    sure serious seriously reason
    """.split()  # noqa: SIM905 (as a list it would fill a page)
)
"""Words that alone don't say what is asked about."""

_ORDINAL = re.compile(
    r"\bthe (?P<which>first|1st|second|2nd|third|3rd|fourth|4th|last|latter|former|other)"
    r"(?: (?:one|option|item|step|of (?:them|these|those)))?(?=\s*(?:[?.!,;]|$|\b(?:is|are|was|do|"
    r"does|mean|means|work|works|instead|then)\b))",
    re.IGNORECASE,
)
_PLACES = {
    "first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2,
    "fourth": 3, "4th": 3, "last": -1, "latter": -1, "other": 1,
}  # fmt: skip

_ITEM = re.compile(r"^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+(.+)$", re.MULTILINE)
_LEAD = re.compile(r"(?:\*\*|__|`)(.+?)(?:\*\*|__|`)|([^:.;(–—]+)")
_MOST_ITEM_WORDS = 8

_ANOTHER = re.compile(
    r"(?:and |but |so )?(?:for|what about|how about|(?:the )?same(?: thing)? for|and)"
    r"(?: (?:for|of))?(?: (?P<article>an?|the))? "
    r"(?P<what>(?!(?:for|on|in|at|with|only|if|when|to|from|without|how|what|why|is|are|do|does|can"
    r"|then|also)\b)[\w./'-]+(?: (?!(?:in|on|of|at|to|for|with)\b)[\w./'-]+)?)\W*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:an?|the) $", re.IGNORECASE)
_ONE = re.compile(r"\ban? $", re.IGNORECASE)
_ASKS_TO_DO = re.compile(
    r"(?:and |but |so )?(?:how (?:do|can|would|should) (?:i|you|we)|how to|can i|what (?:does|do)"
    r"|where (?:do|can) (?:i|you|we)|when (?:do|should) (?:i|you|we))\b",
    re.IGNORECASE,
)
_DOES_SO = re.compile(r"(?:\bdo |(?<=\bundo ))(?:that|this|it|so)\b", re.IGNORECASE)
_BOTH = re.compile(
    r"\b(?:the two(?: of them)?|both(?: of them)?|(?<=between )them)\b", re.IGNORECASE
)
_INTRODUCED = re.compile(
    r"(?:what(?:'s| is| are)|who (?:is|are)|tell me about|describe|explain)(?: an?| the)? "
    r"((?:[\w./'-]+ ){0,3}[\w./'-]+)\W*$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\b(?:an?|the) ((?:[\w./'-]+ ){1,3}?)and (?:an?|the) ((?:[\w./'-]+ ){0,2}[\w./'-]+)"
    r"(?= (?:in|for|to|on)\b|[?.!,]|$)",
    re.IGNORECASE,
)

_SIDE = r"((?:[\w./'-]+ ){0,3}?[\w./'-]+)"
_ALTERNATIVES = (
    re.compile(rf"\bbetween (?:an? |the )?{_SIDE} and (?:an? |the )?{_SIDE}(?= in\b|[?.!,]|$)"),
    re.compile(rf"(?:^|\b(?:use|is|are|or|prefer|take|choose|an?|the) ){_SIDE} (?:or|vs\.?|versus) "
               rf"(?:an? |the )?{_SIDE}(?= (?:in|for|to|on)\b|[?.!,]|$)"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """Words that point at one of several, and what that is."""

    start: int
    end: int
    meant: str


def is_bare(question: str) -> bool:
    """Tell whether a question has no words of its own: "why?", "show me another example"."""
    asked = parse(question)
    sorts = {one.kind for one in asked.references}
    return sorts <= {"this", "one"} and all(word.text.lower() in _BARE for word in asked.words)


def pointed_at(turns: Sequence[Turn], question: str) -> Choice | None:
    """Find which of the last question's alternatives, or its answer's items, is pointed at."""
    if (does := _DOES_SO.search(question)) and (deed := _deed(turns[-1])):
        return Choice(*does.span(), deed)
    if both := _BOTH.search(question):
        pair = _pair(turns)
        return Choice(*both.span(), " and ".join(pair)) if pair else None
    if pointer := _ORDINAL.search(question):
        return _option(turns, pointer)
    other = _asked_of_another(turns[-1], question)
    return Choice(0, len(question.rstrip()), other) if other else None


def _option(turns: Sequence[Turn], pointer: re.Match[str]) -> Choice | None:
    """Find the option that "the second one" is; none where there aren't so many."""
    which = pointer["which"].lower()
    options = next((found for one in reversed(turns[-2:]) if (found := _alternatives(one))), [])
    if which == "other" and len(options) != 2:
        return None
    options = options or _items(turns[-1])
    place = _PLACES[which]
    if which == "other":
        place = _unnamed(options, turns[-1].question)
    if not -len(options) <= place < len(options):
        return None
    return Choice(*pointer.span(), options[place])


def _pair(turns: Sequence[Turn]) -> list[str]:
    """Give the two things that were asked about: in the last question, or in the last two."""
    named = _sides(turns[-1]) or _alternatives(turns[-1])
    if named or len(turns) < 2:
        return named
    introduced = [_INTRODUCED.match(one.question.strip()) for one in turns[-2:]]
    return [match[1] for match in introduced if match] if all(introduced) else []


def _asked_of_another(one: Turn, question: str) -> str:
    """Give the last question with another thing in the place of its object, for "and for X?"."""
    found = _ANOTHER.match(question.strip())
    last = one.query.standalone
    if found is None or not _ASKS_TO_DO.match(last):
        return ""
    words = [word for word in parse(last).words if word.is_object]
    if not words or parse(found["what"]).stems & {word.stem for word in words}:
        return ""
    # "A" need not fit before the other thing; "the" does, unless that has its own article.
    article = f"{found['article']} " if found["article"] else ""
    before = (_ARTICLE if article else _ONE).sub("", last[: words[0].start])
    return f"{before}{article}{found['what']}{last[words[-1].end :]}"


def _deed(one: Turn) -> str:
    """Give what a question asks how to do, such as "stop a container"; empty where nothing."""
    text = one.query.standalone
    verb = next((word for word in parse(text).words if word.is_verb), None)
    return text[verb.start :].rstrip("?!. ") if verb else ""


def _sides(one: Turn) -> list[str]:
    found = _AND.search(one.query.standalone)
    return [side.strip() for side in found.groups()] if found else []


def _unnamed(options: Sequence[str], question: str) -> int:
    """Give the place of the alternative that a question doesn't name; else the second's."""
    stems = parse(question).stems
    return next((at for at, one in enumerate(options) if not parse(one).stems & stems), 1)


def _alternatives(one: Turn) -> list[str]:
    text = one.query.standalone
    found = next((match for pattern in _ALTERNATIVES if (match := pattern.search(text))), None)
    return [side.strip() for side in found.groups()] if found else []


def _items(one: Turn) -> list[str]:
    """Give what each item of the answer's list is called."""
    if not isinstance(one.reply, Answer):
        return []
    return [_name(item) for item in _ITEM.findall(one.reply.text)]


def _name(item: str) -> str:
    lead = _LEAD.match(item.strip())
    name = (lead.group(1) or lead.group(2)) if lead else item
    return " ".join(name.strip(" *_`").split()[:_MOST_ITEM_WORDS])
