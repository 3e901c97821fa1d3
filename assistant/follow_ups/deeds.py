"""Follow-ups that do something else to the same, or the same to all of a kind.

"And restore it?", "and all of them?". Pure, and for English.
"""

from __future__ import annotations

import re

from assistant.follow_ups.corrections import CORRECTS
from assistant.follow_ups.utterance import parse
from assistant.language.command_questions import is_order

NO_OBJECT = (
    r"(?!(?:all|every|each|any|for|on|in|at|with|only|if|when|to|from|without|how|what|why|is|are"
    r"|do|does|can|then|also|out|into|onto|since|until|before|after|by|as|inside|via|through|over"
    r"|under|again|not|now|it|its|them|they|this|that|these|those|one|ones|both|there)\b)"
)
"""What no object begins with."""
ASKS_TO_DO = re.compile(
    r"(?:how (?:do|can|would|should) (?:i|you|we)|how to|can i|what (?:does|do)"
    r"|where (?:do|can) (?:i|you|we)|when (?:do|should) (?:i|you|we))\b",
    re.IGNORECASE,
)
"""How a question begins that asks how, where or when to do something, or what something does."""
_DOES_TO_IT = re.compile(
    rf"(?:{CORRECTS}|(?:and|then|and then|or|but) )(?P<verb>{NO_OBJECT}[a-z]+"
    r"(?: (?:to|at|from|up|down|off|out|in|on))?)"
    r" (?:(?:(?P<one>it)|one|them|that|this|those|these)(?: again)?|again)\W*$",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:(?:and|then|or|but|how about|what about) )*(?P<verb>[a-z]+)(?P<one>\b)"
    r"(?: (?:it|them))?\W*$",
    re.IGNORECASE,
)
_TO_ALL = re.compile(
    r"(?:(?:and|but|or|so|what about|how about),? )*(?:for )?"
    r"all(?: of)? (?:them|these|those|it)(?: at once)?\W*$"
    r"|(?:and|what about|how about) all(?: at once)?\W*$",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(r"\b(?:all|each|every|both)\b", re.IGNORECASE)
_ONE_OR_MINE = re.compile(r"(?:(?:\ban?|\bthe|\bone) |(?P<mine>\b(?:my|our) )?)$", re.IGNORECASE)
_OPPOSITES = {"in": "out", "out": "in", "on": "off", "off": "on", "up": "down", "down": "up"}
_OPPOSITE = re.compile(
    rf"(?:(?:and|or|then|what about|how about) )*(?P<particle>{'|'.join(_OPPOSITES)})"
    r"(?: again)?\W*$",
    re.IGNORECASE,
)
SEVERAL_OF_ONE = re.compile(
    r"(?:[\w-]+ ){0,3}?[\w-]{2,}(?<![aisu])s (?:of|in|for|on) (?P<article>an?|the|my|our|this) ",
    re.IGNORECASE,
)
"""What there are several of, up to the one thing that they are of, as in "logs of a container"."""


def done_to_all(last: str, question: str) -> str:
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


def undone(last: str, question: str) -> str:
    """Ask for the opposite, for "and out?" behind "how do I log in"."""
    found = _OPPOSITE.match(question)
    if found is None or not ASKS_TO_DO.match(last):
        return ""
    particle = found["particle"].lower()
    again, count = re.subn(rf"\b{_OPPOSITES[particle]}\b", particle, last, count=1)
    return again if count else ""


def _does(question: str) -> re.Match[str] | None:
    """Find the verb that a follow-up is alone: "and push?"."""
    found = _DOES.match(question)
    return found if found and is_order(f"{found['verb']} it") else None


def done_otherwise(last: str, question: str) -> str:
    """Put another verb in the place of the verb, for "and restore it?"."""
    found = _DOES_TO_IT.match(question) or _does(question)
    words = parse(last).words
    verb = next((word for word in words if word.is_verb), None)
    objects = [word for word in words if word.is_object]
    if found is None or verb is None or not objects or not ASKS_TO_DO.match(last):
        return ""
    start = objects[0].start
    article = re.search(r"(?:(?:an?|the|my|all(?: the)?) )$", last[:start], re.IGNORECASE)
    of = re.match(r" of (?:an?|the|my)? ?[\w./'-]+", last[objects[-1].end :], re.IGNORECASE)
    end = objects[-1].end + (of.end() if of else 0)
    thing = last[article.start() if article else start : end]
    if found["one"] and (several := SEVERAL_OF_ONE.match(thing)):
        thing = thing[several.start("article") :]
    return f"{last[: verb.start]}{found['verb']} {thing}?"
