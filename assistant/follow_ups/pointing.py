"""Follow-ups that point: at one of several, at some of a kind, at what was done; pure.

"The second one", "the unused ones", "do that", "is it safe?".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.bare_questions import (
    asked_otherwise,
    asked_slot,
    is_pasted,
    last_full,
    parted,
)
from assistant.follow_ups.comparisons import alternatives
from assistant.follow_ups.filling_in import own_words, put, read_as
from assistant.follow_ups.restating import restated
from assistant.follow_ups.subjects import subject_span
from assistant.follow_ups.utterance import parse
from assistant.follow_ups.wording import ABOUT, LEAD, ORDINAL, PLACES
from assistant.model import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Resolution, Turn

_ORDINAL = re.compile(
    rf"\bthe (?P<which>{ORDINAL})"
    r"(?: (?:one|option|item|step|of (?:them|these|those)))?(?=\s*(?:[?.!,;]|$|\b(?:is|are|was|do|"
    r"does|did|mean|means|work|works|instead|then|at|for|in|on|with)\b))",
    re.IGNORECASE,
)
_ONES = re.compile(
    r"\b(?:the|an?|only|just|any|all|some|my)(?: the)? "
    r"(?P<which>[\w-]+(?: [\w-]+)?) (?P<ones>ones)\b"
    rf"|^{LEAD}(?:no,? )?(?:{ABOUT} )?(?:the|an?) (?P<that>[\w-]+) (?P<one>one)\W*$",
    re.IGNORECASE,
)
_ONLY_ONES = re.compile(
    rf"\W*{LEAD}(?:(?:no|sorry|i mean|i meant|even),? )*(?:{ABOUT} )?"
    r"(?:(?:only |just |the |all )*[\w-]+(?: [\w-]+)? ones|an? [\w-]+ one)"
    r"(?:,? (?:too|as well))?\W*",
    re.IGNORECASE,
)
"""Says nothing but which ones are meant."""
_TOO = re.compile(r",? (?:too|as well)(?=\W*$)", re.IGNORECASE)
_ASKS_FOR_COMMAND = re.compile(r"\W*(?:what|which) (?:command|option|flag)s?\b", re.IGNORECASE)
_STATE = re.compile(r"(?:\b[\w-]+(?:ed|ing) )?$")
"""What is said of things in the place of which another state is asked for."""

_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<item>.+)$", re.MULTILINE)
_RULE = re.compile(r"[ \t]*\|[-:| \t]+")
"""The line below the names of a table's columns."""
_CODE = re.compile(r"^```(?:sh|bash|shell|console|powershell)\n((?:.*\n)*?)```", re.MULTILINE)
_COMMAND = re.compile(r"^(?!#|//)\w.*\S$", re.MULTILINE)
_BETWEEN = r",? (?:and|or) |, "
_NAMED = r"(?:`[^`\n]+`|(?!(?:and|or)\b)[\w-]+(?: (?!(?:and|or)\b)[\w-]+){0,2})"
_ENUMERATED = re.compile(rf": ({_NAMED}(?:, {_NAMED})*,? (?:and|or) {_NAMED})(?=[.;\n]|$)")
_LEAD = re.compile(r"(?:\*\*|__|`)(.+?)(?:\*\*|__|`)|([^:.;(–—]+)")
_MOST_ITEM_WORDS = 8

_DOES_SO = re.compile(
    r"(?:\bdo |(?<=\bundo )|(?<=\brevert )|(?<=\breverse )|(?<=\bautomate ))(?:that|this|it|so)\b"
    r"|(?<=\bcan )(?:it|that|this)(?= be (?:undone|reverted|reversed|automated))",
    re.IGNORECASE,
)
_OBLIGES = re.compile(rf"{LEAD}do (?:i|you|we) (?:have|need) to (?P<deed>\w.*?)\W*$", re.IGNORECASE)
_DOES_WHAT = re.compile(
    rf"{LEAD}(?:does|did|do|will|would|can) (?P<deed>that|this)"
    r"(?= (?:also |really |still |even )?(?P<next>[\w-]+) )",
    re.IGNORECASE,
)
"""Asks what comes of a deed: "does that delete volumes?"."""
_JUDGES = re.compile(
    rf"(?P<asks>{LEAD}(?:is|was|would) (?:it|that|this)(?: be)?(?: really| always| still)? "
    r"(?:safe|dangerous|risky|possible|necessary|required|needed|allowed|recommended|reversible"
    r"|permanent|(?:a )?(?:good|bad)(?: (?:idea|practice))?|ok(?:ay)?|worth it))\W*$",
    re.IGNORECASE,
)


# What was done


def done_so(turns: Sequence[Turn], question: str) -> Resolution | None:
    """Name what "do that" does, and what comes of it is asked in "does that delete volumes?"."""
    if not (deed := _deed(turns)):
        return None
    if does := _DOES_SO.search(question):
        return put(question, does.span(), deed)
    does = _DOES_WHAT.match(question)
    return (
        put(question, does.span("deed"), deed) if does and _is_verb(does["next"], turns) else None
    )


def judged(turns: Sequence[Turn], question: str) -> Resolution | None:
    """Name what "is it safe?" is asked of: what was asked how to do."""
    found, deed = _JUDGES.match(question.strip()), _deed(turns)
    return read_as(question, f"{found['asks']} to {deed}?") if found and deed else None


def _deed(turns: Sequence[Turn]) -> str:
    """Give what the last question asks how to do: "stop a container"; empty where nothing."""
    query = last_full(turns).query
    if obliges := _OBLIGES.match(own_words(query)):
        return obliges["deed"]
    text = query.standalone
    verb = next((word for word in parse(text).words if word.is_verb), None)
    return text[verb.start :].rstrip("?!. ") if verb else ""


def _is_verb(word: str, turns: Sequence[Turn]) -> bool:
    """Tell whether a word behind "that" says what that does, as nothing that was asked about."""
    stems = parse(word).stems
    return bool(stems) and all(stems.isdisjoint(parse(one.query.standalone).stems) for one in turns)


# One of several


def one_of_several(turns: Sequence[Turn], question: str) -> Resolution | None:
    """Name what "the second one" is; nothing where there aren't so many."""
    pointer = _ORDINAL.search(question)
    option = _option(turns, pointer) if pointer else ""
    return put(question, pointer.span(), option) if pointer and option else None


def _option(turns: Sequence[Turn], pointer: re.Match[str]) -> str:
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


def _unnamed(options: Sequence[str], question: str) -> int:
    """Give the index of the first alternative that a question doesn't name; 1 if it names both."""
    stems = parse(question).stems
    return next((at for at, one in enumerate(options) if not parse(one).stems & stems), 1)


def _items(one: Turn) -> list[str]:
    """Give what each item of the answer's list, table, enumeration or code is called."""
    if not isinstance(one.reply, Answer):
        return []
    if one.reply.passages:
        return [one.reply.source.heading, *(each.source.heading for each in one.reply.passages)]
    text = one.reply.text
    if listed := list(_ITEM.finditer(text)):
        outermost = min(len(item["indent"]) for item in listed)
        return [_name(item["item"]) for item in listed if len(item["indent"]) == outermost]
    if enumerated := _ENUMERATED.search(text):
        return [one.strip("`") for one in re.split(_BETWEEN, enumerated[1])]
    commands = (line for block in _CODE.findall(text) for line in _COMMAND.findall(block))
    return _tabled(text) or list(commands)


def _tabled(text: str) -> list[str]:
    """Give what a table tells of: its columns where the first has no name, else its rows."""
    lines = [line for line in text.split("\n") if line.lstrip().startswith("|")]
    rule = next((at for at, line in enumerate(lines) if _RULE.fullmatch(line)), 0)
    if not rule:
        return []
    names = [cell.strip() for cell in lines[rule - 1].strip().strip("|").split("|")]
    if not names[0]:
        return [*map(_name, names[1:])]
    return [_name(line.split("|")[1]) for line in lines[rule + 1 :]]


def _name(item: str) -> str:
    """Give what an item begins with."""
    lead = _LEAD.match(item.strip())
    name = (lead.group(1) or lead.group(2)) if lead else item
    words = name.strip(" *_`").split()
    return " ".join(words[:_MOST_ITEM_WORDS])


# Some of a kind


def some_of_a_kind(turns: Sequence[Turn], question: str) -> Resolution | None:
    """Name what "the unused ones" are some of: images, where the last question was about images."""
    found = _ONES.search(question)
    last = last_full(turns)
    which = (found["which"] or found["that"]) if found else ""
    kind = "" if which.lower() in PLACES else _kind(last.query.standalone, which)
    if found is None or not kind:
        return None
    if _ONLY_ONES.fullmatch(question):
        return read_as(question, _of_which(last.query.standalone, which, kind))
    named = put(question, found.span("ones" if found["ones"] else "one"), kind)
    return _restated(turns, question, named.standalone) or named


def _kind(last: str, which: str) -> str:
    """Give the last thing that a question names beside the unused ones; empty where there is none.

    What is asked of it, as in "is the grey liquid harmful", is no kind.
    """
    known = parse(which).stems
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


# The same once more


def the_same_again(turns: Sequence[Turn], question: str) -> Resolution | None:
    """Ask the last question again with what a follow-up changes: "and for images?"."""
    return _restated(turns, question, _TOO.sub("", question))


def _restated(turns: Sequence[Turn], question: str, named: str) -> Resolution | None:
    """Ask the last question again with what a follow-up changes, `named` being its full form.

    What was asked of it since stays: behind "when?", "and the other?" asks when as well.
    """
    if asked_slot(question):
        # "Since when?" adds nothing to the question, but asks it for something else.
        return None
    turn = last_full(turns)
    if is_pasted(turn):
        return None
    last, supplied = turn.query, turn.query.resolution.supplied
    known, asked = parted(own_words(last))
    again = restated(asked, named, supplied)
    if again and (slot := asked_slot(turns[-1].question) or known):
        again = asked_otherwise(again, slot) or f"{slot}: {again}"
    return read_as(question, again, supplied) if again else None
