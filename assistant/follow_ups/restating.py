"""Follow-ups that ask the last question again with one thing changed: "and for X?", "from a file?".

What is changed is its object ("what about images?"), its verb ("and restore it?"), whether it is
asked of one or of all, or where and how ("on Windows?"); "no, I meant X" corrects the object.
Pure, and for English.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.comparisons import compared
from assistant.follow_ups.filling_in import supplied_with
from assistant.follow_ups.subjects import THING, asked_of, bare_thing, is_name, is_possessive
from assistant.follow_ups.utterance import parse
from assistant.follow_ups.wording import (
    ABOUT,
    ASKS_TO_DO,
    CORRECTS,
    HOW_TO,
    INTRODUCED,
    LEAD,
    NO_NAMES,
    PARTICLES,
    POINTERS,
    PREDICATE,
    PRONOUNS,
)
from assistant.language.command_questions import is_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.follow_ups.utterance import Word

_OTHER = re.compile(
    rf"(?:(?P<corrects>{CORRECTS})|(?P<opens>{LEAD}(?:{ABOUT} )?))(?P<how>(?:for|of) )?"
    rf"(?P<thing>{THING})\W*$",
    re.IGNORECASE,
)
_MOST_OBJECT_WORDS = 2
_FOR_THING = re.compile(rf" (?:for|on(?= [\w.+#-]+\W*$)) (?P<thing>{THING})(?=\W*$)", re.IGNORECASE)
"""What something is for, or on, where that is a bare name: "on Linux", but not "on a host"."""
_ARTICLE = re.compile(r"\b(?:an?|the) $", re.IGNORECASE)
_ONE = re.compile(r"\ban? $", re.IGNORECASE)
SEVERAL = re.compile(r"(?<![aisu])s$")
"""Ends what several things are called."""
_BEGINS = re.compile(rf"^{LEAD}", re.IGNORECASE)

_DOES = re.compile(
    rf"(?:(?P<corrects>{CORRECTS})|(?P<lead>{LEAD})(?:{ABOUT} )?)"
    r"(?P<verb>[a-z]+(?: (?:to|at|from|up|down|off|out|in|on))?)"
    rf"(?P<object> (?:one|{POINTERS}))?(?P<again> again)?\W*$",
    re.IGNORECASE,
)
_OPPOSITES = {"in": "out", "out": "in", "on": "off", "off": "on", "up": "down", "down": "up"}
_OPPOSITE = re.compile(
    rf"{LEAD}(?:{ABOUT} )?(?P<particle>{'|'.join(_OPPOSITES)})(?: again)?\W*$", re.IGNORECASE
)
_TO_ALL = re.compile(
    rf"{LEAD}(?:{ABOUT} )?(?:for )?all(?: of)? (?:them|these|those|it)(?: at once)?\W*$"
    r"|(?:and|what about|how about) all(?: at once)?\W*$",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(r"\b(?:all|each|every|both)\b", re.IGNORECASE)
_ONE_OR_MINE = re.compile(r"(?:(?:\ban?|\bthe|\bone) |(?P<mine>\b(?:my|our) )?)$", re.IGNORECASE)
SEVERAL_OF_ONE = re.compile(
    r"(?:[\w-]+ ){0,3}?[\w-]{2,}(?<![aisu])s (?:of|in|for|on) (?P<article>an?|the|my|our|this) ",
    re.IGNORECASE,
)
"""What there are several of, up to the one thing that they are of, as in "logs of a container"."""

_PREPOSITION = (
    r"out of|on|in|at|with|without|from|to|into|onto|inside|outside|via|through|by|as|since|until"
    r"|before|after|under|across|within|during|using|over|of|per|for(?= (?:all|every|each|any)\b)"
)
_FRAGMENT = re.compile(
    rf"{LEAD}(?:{ABOUT} )?(?P<only>(?:only|just) )?(?P<how>{_PREPOSITION}) "
    r"(?P<what>(?!(?:which|what|how|that case)\b)[\w./'@:-]+(?: [\w./'@:-]+){0,4})\W*$",
    re.IGNORECASE,
)
_JUST = re.compile(
    rf"{LEAD}(?P<what>(?:only|just) [\w./'-]+(?: [\w./'-]+){{0,4}})\W*$", re.IGNORECASE
)
_WHERE = re.compile(
    rf" (?P<how>{_PREPOSITION}) (?P<what>(?:[\w./'@:-]+ ){{0,3}}[\w./'@:-]+)\W*$", re.IGNORECASE
)


def restated(last: str, question: str, supplied: str = "") -> str:
    """Give the last question, one that stands alone, with what a follow-up changes in it.

    `supplied` is what the last question is about beside what it says, and is put behind it again.
    Empty where the follow-up changes nothing.
    """
    question = question.strip()
    if supplied and INTRODUCED.match(last) and not (is_added(question) or _FOR_THING.search(last)):
        return ""
    last = _BEGINS.sub("", last)
    again = (
        _undone(last, question)
        or _done_otherwise(last, question)
        or _asked_of_another(last, question)
        or _done_to_all(last, question)
        or _asked_elsewhere(last, question)
        or compared(last, question)
    )
    return supplied_with(f"{again.rstrip('?')}?", supplied) if again and supplied else again


# Of another thing


def named_thing(question: str) -> str:
    """Give the thing that a follow-up names, where it does no more: "and the X?", "no, I meant X".

    Empty for others; one that says whose ("and the X's?") names nothing.
    """
    found = _other(question.strip())
    return (
        found["thing"] if found and not found["how"] and not is_possessive(found["thing"]) else ""
    )


def _other(question: str) -> re.Match[str] | None:
    """Find the other thing in "and X?", "for X?" and "no, I meant X"."""
    found = _OTHER.match(question)
    if found is None or not is_name(found["thing"]):
        return None
    return found if found["corrects"] or found["opens"] or found["how"] else None


def _asked_of_another(last: str, question: str) -> str:
    """Put another thing in the place of the one asked about, for "and for X?"."""
    found = _other(question)
    if found is None:
        return ""
    thing, corrects = found["thing"], bool(found["corrects"])
    if (found["how"] or "").lower() == "for " and (again := _for_another(last, thing)):
        return again
    # "How do I" asks of no subject, and of an exit code or an option another is no name.
    asks_of_subject = not found["how"] and not HOW_TO.match(last) and thing[0].isalpha()
    return (asks_of_subject and asked_of(last, thing, corrects=corrects)) or _of_another_object(
        last, thing, corrects=corrects
    )


def _for_another(last: str, thing: str) -> str:
    """Ask the last question for another purpose, for "and for X?", where it named one."""
    tail = _FOR_THING.search(last)
    if tail is None or not is_name(tail["thing"]):
        return ""
    return f"{last[: tail.start('thing')]}{thing}{last[tail.end('thing') :]}"


def _of_another_object(last: str, thing: str, *, corrects: bool) -> str:
    """Put another thing in the place of the object of "how do I list X" and "what is X"."""
    bare = bare_thing(thing)
    may_be_object = ASKS_TO_DO.match(last) or INTRODUCED.match(last)
    if not may_be_object or len(bare.split()) > _MOST_OBJECT_WORDS:
        return ""
    words = _replaced(last, bare)
    if not words or not (corrects or _is_other(bare, words)):
        return ""
    is_bare_name = bare == thing and not SEVERAL.search(thing)
    # Of "a Dockerfile for Python" "Node" is the other Python: both are bare names.
    if (
        is_bare_name
        and _ARTICLE.search(last[: words[0].start])
        and (again := _for_another(last, thing))
    ):
        return again
    if all(word.text.lower() in PARTICLES for word in words):
        # After "how do I roll back" nothing was named yet.
        return f"{last.rstrip('?!. ')} {thing}?"
    # "A" need not fit before the other thing; "the" does, unless that has its own article.
    before = (_ONE if bare == thing else _ARTICLE).sub("", last[: words[0].start])
    return f"{before}{thing}{last[words[-1].end :]}"


def _replaced(last: str, what: str) -> list[Word]:
    """Give the words of the object in whose place another thing is put."""
    words = [word for word in parse(last).words if word.is_object]
    if what.isdigit():
        # Of "exit code 137" another number is the other code.
        return [word for word in words if word.text.isdigit()][:1] or words
    if what.startswith("-") and (options := [word for word in words if word.text[0] == "-"]):
        return options
    # "Mean" and "work" at the end, as in "what does X mean", are what is asked of it.
    while len(words) > 1 and words[-1].is_generic:
        words.pop()
    return words


def _is_other(what: str, words: Sequence[Word]) -> bool:
    if what.startswith("-"):
        # Of options, `-P` is another than `-p`.
        return what not in {word.text for word in words}
    stems, known = parse(what).stems, {word.stem for word in words}
    # "Docker version" is another than "docker info", "stopped containers" none than "containers".
    return not stems & known or (stems != known and len(stems) == len(known) > 1)


# Doing something else, or the same to all


def _done_otherwise(last: str, question: str) -> str:
    """Put another verb in the place of the verb, for "and restore it?"."""
    found = _DOES.match(question)
    words = parse(last).words
    verb = next((word for word in words if word.is_verb), None)
    objects = [word for word in words if word.is_object]
    if found is None or verb is None or not objects or not ASKS_TO_DO.match(last):
        return ""
    is_opened = (found["corrects"] or found["lead"]) and (found["object"] or found["again"])
    if found["verb"].split()[0].lower() in NO_NAMES or not (
        is_opened or is_order(f"{found['verb']} it")
    ):
        return ""
    start = objects[0].start
    article = re.search(r"(?:(?:an?|the|my|all(?: the)?) )$", last[:start], re.IGNORECASE)
    of = re.match(r" of (?:an?|the|my)? ?[\w./'-]+", last[objects[-1].end :], re.IGNORECASE)
    end = objects[-1].end + (of.end() if of else 0)
    thing = last[article.start() if article else start : end]
    is_one = (found["object"] or "").lower() == " it"
    if is_one and (several := SEVERAL_OF_ONE.match(thing)):
        thing = thing[several.start("article") :]
    return f"{last[: verb.start]}{found['verb']} {thing}?"


def _undone(last: str, question: str) -> str:
    """Put the opposite in the place of a verb's particle, for "and off again?"."""
    found = _OPPOSITE.match(question)
    if found is None or not ASKS_TO_DO.match(last):
        return ""
    particle = found["particle"].lower()
    again, count = re.subn(rf"\b{_OPPOSITES[particle]}\b", particle, last, count=1)
    return again if count else ""


def _done_to_all(last: str, question: str) -> str:
    """Ask for all of what was asked for one, for "and all of them?"."""
    words = parse(last).words
    start = next((word.start for word in words if word.is_object), len(last))
    if not _TO_ALL.match(question) or not ASKS_TO_DO.match(last):
        return ""
    if _FOR_ALL.search(last):
        return last
    if several := SEVERAL_OF_ONE.match(last[start:]):
        # All logs of a container were asked for already.
        start += several.end()
    behind = [word for word in words if word.start >= start]
    if not behind:
        return ""
    first, noun = behind[0], behind[len(behind[0].run) - behind[0].place - 1]
    before = _ONE_OR_MINE.sub(r"all \g<mine>", last[: first.start], count=1)
    ending = "" if noun.text.endswith("s") else "s"
    return f"{before}{last[first.start : noun.end]}{ending}{last[noun.end :]}"


# Elsewhere and otherwise


def is_added(question: str) -> bool:
    """Tell whether a follow-up only adds where or how something is done."""
    text = question.strip()
    return bool(_FRAGMENT.match(text) or _JUST.match(text)) and not PREDICATE.search(text)


def _asked_elsewhere(last: str, question: str) -> str:
    """Say where or how the same is done, for "and on Windows?" and "from a file?"."""
    bare = last.rstrip("?!. ")
    if PREDICATE.search(question):
        return ""
    if just := _JUST.match(question):
        return f"{bare}, {_uncapitalized(just['what'])}?"
    found = _FRAGMENT.match(question)
    if found is None or _is_keywords(found):
        return ""
    where = _WHERE.search(bare)
    how = found["how"].lower()
    if found["what"].lower() in PRONOUNS:
        return f"{bare[: where.start()]} {how} {where['what']}?" if where else ""
    if where and (
        where["how"].lower() == how or parse(where["what"]).stems & parse(found["what"]).stems
    ):
        bare = bare[: where.start()]
    only = (found["only"] or "").lower()
    return f"{bare} {only}{how} {found['what']}?"


def _is_keywords(fragment: re.Match[str]) -> bool:
    """Tell whether what looks like a fragment is rather a search: "using docker without sudo"."""
    follows = fragment["only"] or fragment.start("how") or fragment.string.endswith("?")
    return not follows and bool(re.search(rf" (?:{_PREPOSITION}) ", fragment["what"]))


def _uncapitalized(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"
