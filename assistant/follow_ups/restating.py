"""Follow-ups that ask the last question again with one thing changed: "and for X?", "from a file?".

What is changed is its object ("what about images?"), its verb ("and restore it?"), or where and how
("on Windows?"); "no, I meant X" corrects the object. Pure, and for English.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.corrections import CORRECTS
from assistant.follow_ups.deeds import ASKS_TO_DO, NO_OBJECT, done_otherwise, done_to_all, undone
from assistant.follow_ups.subjects import THING, asked_of, is_name, is_possessive
from assistant.follow_ups.supplying import supplied_with
from assistant.follow_ups.utterance import PRONOUNS, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.follow_ups.utterance import Word

_OPENS = (
    rf"(?P<corrects>{CORRECTS})"
    r"|(?:and |but |so |ok(?:ay)?,? )?"
    r"(?:for|what about|how about|(?:the )?same(?: thing)? for|and)(?: (?:for|of))? "
)
_ANOTHER = re.compile(
    rf"(?:{_OPENS})(?:(?P<article>an?|the) )?"
    rf"(?P<what>{NO_OBJECT}[\w./'-]+(?: {NO_OBJECT}(?!of\b)[\w./'-]+)?)\W*$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"(?:(?P<corrects>{CORRECTS})"
    r"|(?:and|but|or|so|ok(?:ay)?,?|what about|how about|(?:and |but |so |or |ok(?:ay)?,? )?"
    rf"(?:what about|how about|(?:the )?same(?: thing)? for)) )(?P<thing>{THING})\W*$",
    re.IGNORECASE,
)
PARTICLES = frozenset({"back", "up", "down", "off", "out", "in", "on", "over", "away"})
"""What makes up a verb with the one before it."""
_FOR = re.compile(
    rf"(?:and |but |so |or )?(?:what about |how about )?for (?P<thing>{THING})\W*$", re.IGNORECASE
)
_FOR_THING = re.compile(rf" for (?P<thing>{THING})(?=\W*$)", re.IGNORECASE)
_HOW_TO = re.compile(r"how (?:do|can|would|should) (?:i|you|we)\b|how to\b|can i\b", re.IGNORECASE)
_VERSUS = re.compile(
    r"(?:and |but |or )?(?:vs\.?|versus|compared (?:to|with)) "
    r"(?P<what>(?:[\w./'-]+ ){0,3}[\w./'-]+)\W*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:an?|the) $", re.IGNORECASE)
_FOR_NAME = re.compile(r" (?:for|on) (?P<what>[\w.+#-]+(?<!s))\W*$", re.IGNORECASE)
_SEVERAL = re.compile(r"(?<![aisu])s$")
_ONE = re.compile(r"\ban? $", re.IGNORECASE)
_BEGINS = re.compile(r"^(?:(?:and|but|so|ok|okay|then|now|actually)[, ]+)+", re.IGNORECASE)
_ASKS_WHAT_IS = re.compile(
    r"(?:what(?:'s| is| are))(?: an?| the)? (?:[\w./'-]+ ){0,2}[\w./'-]+\W*$",
    re.IGNORECASE,
)
_PREPOSITION = (
    r"out of|on|in|at|with|without|from|to|into|onto|inside|outside|via|through|by|as|since|until"
    r"|before|after|under|across|within|during|using|over|of|for(?= (?:all|every|each|any)\b)"
)
_FRAGMENT = re.compile(
    r"(?:and |but |or |ok |so )?(?:what about |how about )?"
    rf"(?P<only>(?:only|just) )?(?P<how>{_PREPOSITION}) "
    r"(?P<what>(?!(?:which|what|how|that case)\b)[\w./'@:-]+(?: [\w./'@:-]+){0,4})\W*$",
    re.IGNORECASE,
)
_JUST = re.compile(
    r"(?:and |but |or )?(?P<what>(?:only|just) [\w./'-]+(?: [\w./'-]+){0,4})\W*$", re.I
)
_WHERE = re.compile(
    rf" (?P<how>{_PREPOSITION}) (?P<what>(?:[\w./'@:-]+ ){{0,3}}[\w./'@:-]+)\W*$", re.IGNORECASE
)
PREDICATE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|can|could|should|has|have|had|will|would|i|you|we)\b",
    re.IGNORECASE,
)


def named_thing(question: str) -> str:
    """Give the thing that a follow-up names, where it does no more: "and the X?", "no, I meant X".

    Empty for others; one that says whose ("and the X's?") names nothing.
    """
    found = _OTHER.match(question.strip())
    thing = found["thing"] if found else ""
    return thing if is_name(thing) and not is_possessive(thing) else ""


def is_added(question: str) -> bool:
    """Tell whether a follow-up only adds where or how something is done."""
    text = question.strip()
    return bool(_FRAGMENT.match(text) or _JUST.match(text)) and not PREDICATE.search(text)


def restated(last: str, question: str, supplied: str = "") -> str:
    """Give the last question, one that stands alone, with what a follow-up changes in it.

    `supplied` is what the last question is about beside what it says, and is put behind it again.
    Empty where the follow-up changes nothing.
    """
    question = question.strip()
    if supplied and _ASKS_WHAT_IS.match(last) and not is_added(question):
        return ""
    last = _BEGINS.sub("", last)
    again = (
        done_otherwise(last, question)
        or _asked_of_another(last, question)
        or done_to_all(last, question)
        or undone(last, question)
        or _asked_elsewhere(last, question)
        or _compared(last, question)
    )
    return supplied_with(f"{again.rstrip('?')}?", supplied) if again and supplied else again


def _asked_of_another(last: str, question: str) -> str:
    """Put another thing in the place of the object, for "and for X?"."""
    if again := _asked_for_thing(last, question) or _asked_of_thing(last, question):
        return again
    found = _ANOTHER.match(question)
    if found is None or not (ASKS_TO_DO.match(last) or _ASKS_WHAT_IS.match(last)):
        return ""
    words = _replaced(last, found["what"])
    if words and not found["article"]:
        words = _purpose(last, found["what"], words[0]) or words
    if not words or not (found["corrects"] or _is_other(found["what"], words)):
        return ""
    if all(word.text.lower() in PARTICLES for word in words):
        # After "how do I roll back" nothing was named yet.
        what = " ".join(filter(None, (found["article"], found["what"])))
        return f"{last.rstrip('?!. ')} {what}?"
    # "A" need not fit before the other thing; "the" does, unless that has its own article.
    article = f"{found['article']} " if found["article"] else ""
    before = (_ARTICLE if article else _ONE).sub("", last[: words[0].start])
    return f"{before}{article}{found['what']}{last[words[-1].end :]}"


def _asked_for_thing(last: str, question: str) -> str:
    """Ask the last question for another purpose, for "and for X?", where it named one."""
    found = _FOR.match(question)
    tail = _FOR_THING.search(last) if found else None
    if found is None or tail is None or not (is_name(found["thing"]) and is_name(tail["thing"])):
        return ""
    return f"{last[: tail.start('thing')]}{found['thing']}{last[tail.end('thing') :]}"


def _asked_of_thing(last: str, question: str) -> str:
    """Put another thing in the place of the last question's subject, for "and the X?"."""
    found = _OTHER.match(question)
    # "How do I" asks of no subject, and of an exit code or an option another is no name.
    if found is None or _HOW_TO.match(last) or not is_name(found["thing"]):
        return ""
    if not found["thing"][0].isalpha():
        return ""
    return asked_of(last, found["thing"], corrects=bool(found["corrects"]))


def _purpose(last: str, what: str, thing: Word) -> list[Word]:
    """Give the word that another takes the place of, where that is not the object but behind "for".

    Of "a Dockerfile for Python" "Node" is the other Python: both are bare names.
    """
    tail = _FOR_NAME.search(last)
    has_article = _ARTICLE.search(last[: thing.start])
    if tail is None or not has_article or _SEVERAL.search(what):
        return []
    return [word for word in parse(last).words if word.start == tail.start("what")]


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


def _compared(last: str, question: str) -> str:
    """Name the two things that "vs X?" compares."""
    found = _VERSUS.match(question)
    words = [word for word in parse(last).words if word.is_object] if found else []
    return f"{last[words[0].start : words[-1].end]} vs {found['what']}?" if found and words else ""
