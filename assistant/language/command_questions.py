"""Whether a question asks what to type; patterns for English alone, as in `answer_types.py`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.answer_types import JOINING
from assistant.language.cues import Cue
from assistant.language.stop_words import AUXILIARIES, MEASURE_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection

_ASKS_HOW = Cue(
    ("how",),
    rf"(?i)^{JOINING}(?:--?\w+\s+)*how\b"
    rf"(?!\s+(?:many|much|{'|'.join(MEASURE_WORDS)}|does|did|is|are|was|were))",
)
_COMMAND_WORDS = Cue(
    (
        *("command", "syntax", "example", "snippet", "instruction", "like", "need", "trying"),
        *("want", "howto", "help me", "way", "what to", "what do", "what must", "what should"),
    ),
    r"(?i)\b(?:commands?|syntax|example|snippet|instruction)\b"
    r"|(?:(?<!do )\bI(?:'d| would)?|^)\s*(?:am |'m )?(?:like|need|trying|want) to\b"
    r"(?!\s+(?:ask|know|learn|understand)\b)"
    r"|^\s*(?:howto\s+\w|help me\b)"
    r"|\bways? to\b"
    r"|\bwhat (?:to|(?:do|must|should) (?:I|we)) (?:do|enter|run|say|type|use|write)\b",
)
_ORDERS = (
    r"(?i)^\s*(?:(?:just|only|please|temporarily)\s+)?"
    r"(back\s+up|log\s+(?:in|on|off|out)|\w+)\b(?!\s*(?:$|\?|vs\b|versus\b|and\b|or\b))"
)
"""A verb, if it is one, with something behind it that it is to be done to."""

_ASKS_SOMETHING = (
    r"(?i)\b(?:what|when|where|which|who|whose|why)(?:['’]?s)?\b|\bmean(?:s|ing)?\b|\?\s*$"
    r"|\b(?:compar(?:e[ds]?|ison)|difference|how|versus|vs|tips)\b"
    r"|\b(?:can['’]?t|cannot|errors?|fail(?:ed|s)?|unable)\b"
    rf"|^{JOINING}(?:{'|'.join(AUXILIARIES)})\b"
)
"""Words by which a question asks for something, or says what is wrong."""

_VERBS = frozenset(
    """
    add append apply assign attach authenticate build change check clean clear clone close
    compile compress configure connect convert copy create decrypt delete demote deploy detach
    disable disconnect download drop edit enable encrypt enter exclude execute export expose
    extract fetch filter find fix follow force format freeze generate get ignore import
    increase inspect install join keep kill limit list make merge migrate monitor mount move
    open override parse pause print promote prune publish pull push put read reboot rebuild
    recreate reduce reload remove rename replace reset resize restart restore restrict resume
    revert rotate run save scan search see select send set share show shrink sort specify start
    stop suspend switch sync tag test throw truncate turn undo uninstall unlock unmount unset
    unzip update upgrade upload use validate verify view watch wipe write
    """.split()  # noqa: SIM905 (as a list it would fill a page)
) | {"back up", "log in", "log off", "log on", "log out"}
"""What is done by a command; "log" alone is rather a noun, as in "log levels"."""

_BY_HAND = frozenset(
    """
    ask bake boil brush call cook cut dry empty fill fold glue hand heat hold lift loosen mix
    phone pour press pull push ring rinse rub sand screw shake soak squeeze submit tap tighten tip
    top turn unplug wash wipe wrap
    """.split()  # noqa: SIM905 (as above)
)
"""What notes of people's own tell to do besides."""

_MERE_VERBS = (
    *("add", "clean", "clear", "close", "configure", "connect", "convert", "copy", "creat"),
    *("delet", "disabl", "disconnect", "download", "edit", "enabl", "enter", "execut", "extract"),
    *("find", "install", "list", "mov", "open", "remov", "renam", "replac", "restor", "send"),
    *("show", "uninstall", "upload"),
)
"""Verbs that are seldom nouns, and whose forms in -ing seldom belong to one, as that of "logging
driver" does; without the e at their ends."""
_OTHER_VERBS = (
    *("build", "change", "kill", "log", "mount", "pause", "prune", "publish", "pull", "push"),
    *("restart", "run", "save", "start", "stop", "tag", "update"),
)
"""Verbs that may be nouns."""
_NAMES_DEED = r"(?i)\b(?:to|do I|can I)\s+([a-z]+(?:(?:,|,? and|,? or) [a-z]+)*)\b"
"""Behind these a heading names what is done, one thing or several."""
_SEARCHES = Cue(
    (*_MERE_VERBS, *_OTHER_VERBS, "get", "see"),
    rf"(?i)^\s*(?:{'|'.join(_MERE_VERBS)})ing\s+\w"
    r"|^\s*(?!(?:a|an|and|are|can|could|do|does|how|i|if|is|it|may|must|no|not|or|the|to|we|what|when"
    r"|where|which|who|why|will|you)\b)[a-z-]+\s+"
    rf"(?:(?:(?:{'|'.join(_MERE_VERBS)})e?|get|see)\s+\w"
    rf"|(?:{'|'.join(_OTHER_VERBS)})\s+(?:a|all|an|each|every|my|one|several|the|this|two)\b)",
)
"""What is to be done as people put it into a search box, behind what it is about: "git rename
branch", "removing branches". What may be a noun must have an article or the like behind it."""

_TELLS_TO = (
    r"(?i)^\s*(?:please\s+|temporarily\s+)?"
    r"(?!(?:a|an|and|are|as|at|by|can|compare|could|define|describe|did|discuss|do|does|explain|for"
    r"|from|has|have|how|if|in|is|may|mention|might|must|my|name|no|not|of|on|or|shall|should|tell|the"
    r"|was|were|(?:how|what|when|where|who)s?|which|why|will|with|without|would)\b)"
    r"[a-z-]+(?:\s+(?:away|back|down|in|into|off|on|out|over|through|up))?\s+"
    r"(?:a|all|an|both|each|every|it|its|my|one|several|some|the|this|three|two|whether|which)\b"
)
"""A word before an article or the like, none of those that begin a clause, a phrase or a wish to be
told something: it is a verb, and says what is to be done, as "cut a container off" does."""


_ABOUT_MEANING = Cue(
    (
        *("what", "are", "is", "was", "were", "differ", "find each other", "work"),
        *("define", "describe", "explain", "meaning", "versus", "vs"),
    ),
    rf"(?i)^{JOINING}(?:what(?:'s|s)?\s+(?:did|do|does|happens)\b"
    r"(?!\s+(?:I|we|you)\s+(?:do|enter|run|say|type|use)\b)"
    r"|how\s+(?!(?:can|could|do|may|might|must|should|will|would)\b)\w+\s+(?:are|is|was|were)\b"
    r"|how\s+do\s+(?!(?:I|one|we|you)\b).*\b(?:differ|find each other|work)\b)"
    rf"|^{JOINING}(?:define|describe|explain|meaning)\b"
    r"|\bdiffer(?:ences?)?\b|\bversus\b|\bvs\b",
)
"""What asks so asks what something does, though it may be a command."""

_ASKS_HOW_TO = Cue(
    ("how",),
    rf"(?i)^{JOINING}how\s+(?:(?:can|could|do|may|must|should|would)\s+(?:i|one|we|you)|to)\s+"
    r"(?!(?:be|believe|feel|know|tell|trust|understand)\b)(?:\w+ly\s+)?(?P<deed>\w+)",
)
"""Its verb says what is to be done; to know something is no deed."""

_ASKING = tuple(
    f"{word} "
    for word in (
        *AUXILIARIES,
        *("how", "what", "when", "where", "which", "who", "why"),
    )
)
"""Beginnings of questions in which nothing is told to be done, whatever else they hold. Most begin
so, and are spared patterns that take long to compile."""


def wants_command(question: str) -> bool:
    """Tell whether a question asks what to type rather than what is the case."""
    is_task = _ASKS_HOW.search(question) or _COMMAND_WORDS.search(question) or tells_to(question)
    return bool(is_task) and not _ABOUT_MEANING.search(question)


def wants_command_under(question: str, heading: str) -> bool:
    """Tell the same of a question that a section with this heading answers.

    "Fresh build, no old layers" asks nothing in so many words; under "How do I build without the
    cache?" stands what to type all the same.
    """
    if wants_command(question):
        return True
    asks = question.lower().startswith(_ASKING) or re.search(_ASKS_SOMETHING, question)
    return not asks and wants_command(heading)


def tells_to(text: str, *, by_hand: bool = False) -> bool:
    """Tell whether a text begins with a verb in the imperative and what it is to be done to.

    What is done by hand has verbs that a question begins with as nouns ("ring size"), so that they
    are left out but for a line of a note.
    """
    if text.lower().startswith(_ASKING):
        return False
    is_known = is_order(text, _VERBS | _BY_HAND if by_hand else _VERBS)
    return is_known or bool(re.search(_TELLS_TO, text) or _SEARCHES.search(text))


def is_order(text: str, verbs: Collection[str] = _VERBS) -> bool:
    """Tell whether a text begins with one of some verbs and what it is to be done to."""
    return bool(ordered(text, verbs))


def ordered(text: str, verbs: Collection[str] = _VERBS) -> str:
    """Give the verb of these that a text begins with, before what it is to be done to, if any."""
    order = re.match(_ORDERS, text)
    verb = " ".join(order[1].lower().split()) if order else ""
    return verb if verb in verbs else ""


def deeds_under(heading: str) -> list[str]:
    """Give what a heading says or asks how to do, one or several verbs each."""
    return re.findall(_NAMES_DEED, heading)


def deed_of(question: str) -> str:
    """Give the verb that says what is to be done, where it is asked how to do it; else nothing."""
    asked = _ASKS_HOW_TO.match(question)
    return asked["deed"] if asked else ""
