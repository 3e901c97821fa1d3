"""Follow-ups that rules read: "the second one", "do that", "is it safe?", "and for X?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.bare_questions import (
    OPENING,
    ORDINAL,
    PLACES,
    asked_otherwise,
    asked_slot,
    last_full,
    parted,
)
from assistant.follow_ups.comparisons import alternatives, pair, weighed
from assistant.follow_ups.restating import restated
from assistant.follow_ups.subjects import subject_span
from assistant.follow_ups.supplying import own_words
from assistant.follow_ups.utterance import parse
from assistant.model import Answer, Resolution, ResolutionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Query, Turn

_ORDINAL = re.compile(
    rf"\bthe (?P<which>{ORDINAL})"
    r"(?: (?:one|option|item|step|of (?:them|these|those)))?(?=\s*(?:[?.!,;]|$|\b(?:is|are|was|do|"
    r"does|mean|means|work|works|instead|then|at|for|in|on|with)\b))",
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
    rf"{OPENING}(?:the|an?) (?P<which>[\w-]+) (?P<ones>one)\W*$",
    re.IGNORECASE,
)
_ONLY_ONES = re.compile(
    r"\W*(?:(?:and|or|but|no|sorry|i mean|i meant|what about|how about|also|even),? )*"
    r"(?:(?:only |just |the |all )*[\w-]+(?: [\w-]+)? ones|an? [\w-]+ one)\W*",
    re.IGNORECASE,
)
"""Says nothing but which ones are meant."""
_ASKS_FOR_COMMAND = re.compile(r"\W*(?:what|which) (?:command|option|flag)s?\b", re.IGNORECASE)
_STATE = re.compile(r"(?:\b[\w-]+(?:ed|ing) )?$")
"""What is said of things in the place of which another state is asked for."""
_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<item>.+)$", re.MULTILINE)
_ROW = re.compile(r"^ {0,3}\|[ \t]*([^|\n]+?)[ \t]*\|", re.MULTILINE)
_CODE = re.compile(r"^```(?:sh|bash|shell|console|powershell)\n((?:.*\n)*?)```", re.MULTILINE)
_COMMAND = re.compile(r"^(?!#|//)\w.*\S$", re.MULTILINE)
_RULE = re.compile(r"[ :-]+")
_ENUMERATED = re.compile(r": ((?:`[^`\n]+`(?:, | and | or |, and |, or )){1,9}`[^`\n]+`)")
_LEAD = re.compile(r"(?:\*\*|__|`)(.+?)(?:\*\*|__|`)|([^:.;(–—]+)")
_MOST_ITEM_WORDS = 8

_DOES_SO = re.compile(
    r"(?:\bdo |(?<=\bundo )|(?<=\brevert )|(?<=\breverse )|(?<=\bautomate ))(?:that|this|it|so)\b"
    r"|(?<=\bcan )(?:it|that|this)(?= be (?:undone|reverted|reversed|automated))",
    re.IGNORECASE,
)
_DOES_WHAT = re.compile(
    r"(?:(?:and|but|so|ok|okay),? )?(?:does|did|do|will|would|can) (?P<deed>that|this)"
    r"(?= (?:also |really |still |even )?(?P<next>[\w-]+) )",
    re.IGNORECASE,
)
"""Asks what comes of a deed: "does that delete volumes?"."""
_BOTH = re.compile(
    r"\b(?:(?:the|those|these) two(?: of them)?|both(?: of them)?"
    r"|(?<=between )them|(?<=compare )them"
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


def pointed_at(turns: Sequence[Turn], question: str) -> Resolution | None:
    """Resolve a question that points at what was said, or asks the last question again, by rules.

    None where no rule reads it.
    """
    last = last_full(turns).query
    deed = _deed(last.standalone)
    if deed and (does := _DOES_SO.search(question)):
        return _with(question, does.span(), deed)
    if deed and (does := _DOES_WHAT.match(question)) and _is_verb(does["next"], turns):
        return _with(question, does.span("deed"), deed)
    if both := _BOTH.search(question):
        two = pair(turns)
        return _with(question, both.span(), " and ".join(two)) if two else None
    if pointer := _ORDINAL.search(question):
        option = _option(turns, pointer)
        return _with(question, pointer.span(), option) if option else None
    slot = asked_slot(turns[-1].question)
    ones = _ONES.search(question) or _THE_ONE.match(question)
    if ones and (kind := _kind(last.standalone, ones["which"])):
        if _ONLY_ONES.fullmatch(question):
            return read_as(question, _of_which(last.standalone, ones["which"], kind))
        named = _with(question, ones.span("ones"), kind)
        return _again(last, question, named.standalone, slot) or named
    if len(question) > _LONGEST:
        return None
    if meant := weighed(turns, question) or _judged(deed, question):
        return read_as(question, meant)
    return _again(last, question, question, slot)


def _is_verb(word: str, turns: Sequence[Turn]) -> bool:
    """Tell whether a word behind "that" says what that does, as nothing that was asked about."""
    stems = parse(word).stems
    return bool(stems) and all(stems.isdisjoint(parse(one.query.standalone).stems) for one in turns)


def _with(question: str, span: tuple[int, int], meant: str) -> Resolution:
    """Put what is meant in the place of some characters of a question."""
    start, end = span
    standalone = f"{question[:start]}{meant}{question[end:]}"
    return Resolution(standalone, ((question[start:end], meant),), kind=ResolutionKind.RESTATED)


def read_as(question: str, meant: str, supplied: str = "") -> Resolution:
    """Take a question for another one; `supplied` is what stands behind that in parentheses."""
    pairs = ((question.strip(), meant),)
    return Resolution(meant, pairs, kind=ResolutionKind.RESTATED, supplied=supplied)


def _again(last: Query, question: str, named: str, slot: str) -> Resolution | None:
    """Ask the last question again with what a follow-up changes, `named` being its full form.

    `slot` is what was asked of it since: behind "when?", "and the other?" asks when as well.
    """
    if asked_slot(question):
        # "Since when?" adds nothing to the question, but asks it for something else.
        return None
    supplied = last.resolution.supplied
    known, asked = parted(own_words(last))
    again = restated(asked, named, supplied)
    if slot := slot or known:
        again = again and (asked_otherwise(again, slot) or f"{slot}: {again}")
    return read_as(question, again, supplied) if again else None


def _judged(deed: str, question: str) -> str:
    """Name what "is it safe?" is asked of: what was asked how to do."""
    found = _JUDGES.match(question.strip()) if deed else None
    return f"{found['asks']} to {deed}?" if found else ""


def _option(turns: Sequence[Turn], pointer: re.Match[str]) -> str:
    """Find the option that "the second one" is; empty where there aren't so many."""
    which = pointer["which"].lower()
    options = next((found for one in reversed(turns[-2:]) if (found := alternatives(one))), [])
    if len(turns) > 1 and _ORDINAL.search(turns[-1].question):
        # "And the third" is one of what "the second" was one of.
        turns = turns[:-1]
    if which == "other":
        return options[_unnamed(options, turns[-1].question)] if len(options) == 2 else ""
    options = options or next((found for one in reversed(turns[-2:]) if (found := _items(one))), [])
    place = PLACES[which]
    return options[place] if -len(options) <= place < len(options) else ""


def _deed(text: str) -> str:
    """Give what a question asks how to do, such as "stop a container"; empty where nothing."""
    verb = next((word for word in parse(text).words if word.is_verb), None)
    return text[verb.start :].rstrip("?!. ") if verb else ""


def _kind(last: str, which: str) -> str:
    """Give what "the unused ones" are some of: "images" where the last question was about images.

    Empty where that question names no thing, or none but the unused ones.
    """
    known = parse(which).stems
    # What is asked of it, as in "is the grey liquid harmful", is no kind.
    behind = subject_span(last)[1]
    words = [
        word
        for word in parse(last).words
        if word.is_object and word.start < behind and word.stem not in known and not word.is_generic
    ]
    if command := _ASKS_FOR_COMMAND.match(last):
        # What it does to things comes before them: "which command lists all containers".
        words = [word for word in parse(last).words if word.start > command.end()][1:]
    return words[-1].text if known and words else ""


def _of_which(last: str, which: str, kind: str) -> str:
    """Ask the last question of some of a kind: those that a follow-up names.

    "And the stopped ones?" behind "how do I list running containers" asks how to list stopped ones.
    """
    at = last.rindex(kind)
    return f"{_STATE.sub('', last[:at])}{which} {last[at:]}"


def _unnamed(options: Sequence[str], question: str) -> int:
    """Give the index of the first alternative that a question doesn't name; 1 if it names both."""
    stems = parse(question).stems
    return next((at for at, one in enumerate(options) if not parse(one).stems & stems), 1)


def _items(one: Turn) -> list[str]:
    """Give what each item of the answer's list, table, enumeration or code is called."""
    if not isinstance(one.reply, Answer):
        return []
    text = one.reply.text
    if listed := list(_ITEM.finditer(text)):
        outermost = min(len(item["indent"]) for item in listed)
        return [_name(item["item"]) for item in listed if len(item["indent"]) == outermost]
    if enumerated := _ENUMERATED.search(text):
        return re.findall(r"`([^`]+)`", enumerated[1])
    cells = _ROW.findall(text)
    # Below the column's name and the line below that.
    rule = next((at for at, cell in enumerate(cells) if _RULE.fullmatch(cell)), len(cells))
    rows = [_name(cell) for cell in cells[rule + 1 :]]
    return rows or [line for block in _CODE.findall(text) for line in _COMMAND.findall(block)]


def _name(item: str) -> str:
    lead = _LEAD.match(item.strip())
    name = (lead.group(1) or lead.group(2)) if lead else item
    return " ".join(name.strip(" *_`").split()[:_MOST_ITEM_WORDS])
