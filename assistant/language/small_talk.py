"""What people say to a program that is no question: greetings, thanks, goodbyes."""

from __future__ import annotations

import re

from assistant.records import dataclass

_LONGEST = 60
"""Characters; what is longer says something."""

_PARTED = str.maketrans(dict.fromkeys(",.!;", "\n"))
"""Puts what stands between these signs on lines of its own."""

_ENDINGS = ("assistant", "again", "then", "very helpful")


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
        ("cheers", "many thanks", "much", "thank", "thx", "ty"),
        r"((many )?thanks|thank you|thx|ty|cheers|much appreciated)( a lot| so much| very much)?",
        "You're welcome.",
    ),
    _Remark(
        ("bye", "farewell", "good", "see"),
        r"(good)?bye( bye)?|see (you|ya)( later| soon)?|good ?night|farewell",
        "Goodbye.",
    ),
    _Remark(
        (
            *("al", "awesome", "cool", "fine", "good", "got it", "great", "i see", "k", "never"),
            *("nice", "no", "ok", "perfect", "that", "understood", "wow", "yep", "yes"),
        ),
        r"ok(ay)?|k|cool|great|nice|perfect|awesome|good|fine|got it|i see|al(l )?right|understood"
        r"|wow|that help(s|ed)|that('s| is) (all|it)|never ?mind|yes|no|yep|nope",
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
        ("huh", "i do", "it", "that", "this", "wrong", "you're"),
        r"(that|this|it)('s| is| was) (wrong|not (right|true|it|what i (asked|meant)))"
        r"|(you're )?wrong|(that|this|it) (did|does)(n't| not) (work|help)"
        r"|huh|i (don't|do not) (understand|get it)",
        "Try other words. In a chat, /more shows the next best section, and /sources lists all.",
    ),
    _Remark(
        (
            *("can you repeat", "longer", "make", "open", "please repeat", "repeat", "say"),
            *("shorter", "show", "the whole", "what did i", "what was my", "whole"),
        ),
        r"(make (it|that) )?(shorter|longer)( please)?|((can you|please) )?repeat( (it|that))?"
        r"|say (it|that) again|(open|show) (it|that|the (note|file|section))"
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

    Several in a row ("ok, thanks, bye") get the line of the last.
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


def _plain(question: str) -> str:
    return " ".join(question.lower().replace("’", "'").rstrip("?!. ").split())


def _line(words: str) -> str | None:
    return next(
        (
            one.reply
            for one in _REMARKS
            if words.startswith(one.openings) and re.fullmatch(one.pattern, words)
        ),
        None,
    )
