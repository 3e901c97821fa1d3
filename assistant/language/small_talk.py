"""What people say to a program that is no question: greetings, thanks, goodbyes."""

from __future__ import annotations

import re

from assistant.language.contractions import with_apostrophes
from assistant.records import dataclass

_LONGEST = 60
"""Characters; what is longer says something."""

_PARTED = str.maketrans(dict.fromkeys(",.!;", "\n"))
"""Puts what stands between these signs on lines of its own."""

_PREFACE = r"\s*+(?P<said>[^,.!;:?\n]{1,40}?)\s*(?:[,.!;:…]|\s[–—-]\s)+\s*(?=\w)"
"""What stands before the rest of a question, with the sign that parts it from that. Blanks before
it are not given back: two thousand took seconds to be shared out."""
_CORRECTING = frozenset({"no", "nope"})
_PREFACES = frozenset({"another question", "next question", "one more thing", "quick question"})

_ENDINGS = ("assistant", "again", "then", "very helpful")
"""What may stand behind any remark, and is cut off before it is compared."""


@dataclass(frozen=True, slots=True)
class _Remark:
    """What may be said that is no question, and what is said in return."""

    openings: tuple[str, ...]
    """One of these begins whatever the pattern matches, so that it is not compiled for others."""
    pattern: str
    """Matches all that was said, in lower case."""
    reply: str


_REMARKS = (
    _Remark(
        ("good", "greetings", "hallo", "hello", "hey", "hi", "howdy"),
        r"(hello|hi|hey|hallo|howdy|greetings|good (morning|afternoon|evening|day))( there| all)?",
        "Hello. Ask me something about the notes.",
    ),
    _Remark(
        ("cheers", "danke", "many thanks", "merci", "much", "thank", "thx", "ty"),
        r"((many )?thanks|thank you|thx|ty|cheers|danke|merci|much appreciated)"
        r"( a lot| so much| very much)?",
        "You're welcome.",
    ),
    _Remark(
        ("bye", "farewell", "good", "see"),
        r"(good ?)?bye( bye)?|see (you|ya)( later| soon)?|good ?night|farewell",
        "Goodbye.",
    ),
    _Remark(
        (
            *("ah", "al", "awesome", "cool", "fine", "good", "got it", "great", "haha", "hm"),
            *("i see", "it ", "k", "lol", "makes sense", "never", "nice", "no", "nvm", "oh"),
            *("ok", "perfect", "sounds", "sure", "that", "understood", "wow", "yep", "yes"),
        ),
        r"ok(ay)?|k|cool|great|nice|perfect|awesome|good|fine|got it|i see|al(l )?right|understood"
        r"|wow|ah+|oh|hm+|lol|(ha){2,}|sure|makes sense|sounds (good|great)|nvm|never ?mind"
        r"|(that|it) (help|work)(s|ed)|that makes sense|that('s| is) (all|it)|yes|no|yep|nope",
        "Good. Ask on when you like.",
    ),
    _Remark(
        (
            *("what are you", "what can", "what do i", "what do you know", "what is your"),
            *("what should i", "what's your", "who are you"),
        ),
        r"(who|what) are you|what('s| is) your name|what can you do"
        r"|what (can|do|should) i ask( you)?|what do you know( about)?",
        "I answer questions from a folder of notes, with file and line, and know nothing else.",
    ),
    _Remark(
        ("did", "do", "huh", "i do", "it", "not what", "that", "this", "wrong", "you're"),
        r"((that|this|it)('s| is| was) )?(wrong( answer)?|not what i (asked|meant)( for)?)"
        r"|(that|this|it)('s| is| was) not (right|true|it)"
        r"|you're wrong|((that|this|it) )?(did|does)(n't| not) (work|help)"
        r"|huh|i (don't|do not) (understand|get it)",
        "Try other words. In a chat, /more shows the next best section, and /sources lists all.",
    ),
    _Remark(
        (
            *("can you repeat", "longer", "make", "open", "please repeat", "repeat", "say"),
            *("shorter", "show", "the whole", "what did i", "what was my", "whole"),
        ),
        r"(make (it|that) )?(shorter|longer)( please)?|((can you|please) )?repeat( (it|that))?"
        r"|say (it|that)|(open|show) (it|that|the (note|file|section))"
        r"|((show (me )?)?the )?whole (section|note|file|thing)"
        r"|what did i (just )?ask( you)?( before)?|what was my (first|last|previous) question",
        "Answers are cut from the notes as they stand. In a chat, /open shows the section in your"
        " editor, /more the next best one, and /history what was asked.",
    ),
    _Remark(
        ("how are you", "how is it", "how's", "what's up"),
        r"how are you( doing)?( today)?|how('s| is) it going|what's up",
        "I'm well, thank you. Ask me something about the notes.",
    ),
)


def small_talk(question: str) -> str | None:
    """Give the line that answers a greeting or thanks; `None` for what may be a question.

    Several in a row ("ok thanks, bye") get the line of the last.
    """
    if len(question) > _LONGEST:
        return None
    words = _plain(question)
    if words.endswith(_ENDINGS):
        words = re.sub(rf"\b({'|'.join(_ENDINGS)})$", "", words).strip()
    if not words:
        return None
    lines = [_line(part.strip()) for part in words.translate(_PARTED).splitlines() if part.strip()]
    return lines[-1] if lines and all(lines) else None


def without_remarks(question: str) -> str:
    """Give a question without the remarks before it: "thanks. how do I delete it".

    Not without a "no", which what follows may correct.
    """
    rest = question
    while match := re.match(_PREFACE, rest):
        words = _plain(match["said"])
        if words in _CORRECTING or not (_line(words) or words in _PREFACES):
            break
        rest = rest[match.end() :]
    return rest


def _plain(question: str) -> str:
    return " ".join(with_apostrophes(question.lower().replace("’", "'").rstrip("?!. ")).split())


def _line(words: str) -> str | None:
    """Give the line for the last of the remarks that words are, one behind the other."""
    if line := _remarked(words):
        return line
    pieces = words.split()
    for at in range(len(pieces) - 1, 0, -1):
        if _remarked(" ".join(pieces[:at])):
            return _line(" ".join(pieces[at:]))
    return None


def _remarked(words: str) -> str | None:
    return next(
        (
            one.reply
            for one in _REMARKS
            if words.startswith(one.openings) and re.fullmatch(one.pattern, words)
        ),
        None,
    )
