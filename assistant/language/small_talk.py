"""What people say to a program that is no question: greetings, thanks, goodbyes."""

from __future__ import annotations

import re

_LONGEST = 60
"""Characters; what is longer says something."""

_MOST_WORDS = 6
"""In the longest line that is known; questions mostly have more, and are spared the comparing."""

_TO_US = frozenset({"i", "it", "up", "you", "your"})
"""One of these is in every line that begins with a question word; other questions are spared the
comparing, too."""

_ENDINGS = ("assistant", "again", "then", "very helpful")

_LINES = {
    r"(hello|hi|hey|hallo|howdy|greetings|good (morning|afternoon|evening|day))( there| all)?": (
        "Hello. Ask me something about the notes."
    ),
    r"((many )?thanks|thank you|thx|ty|cheers|much appreciated)( a lot| so much| very much)?": (
        "You're welcome."
    ),
    r"(good)?bye( bye)?|see (you|ya)( later| soon)?|good ?night|farewell": "Goodbye.",
    r"ok(ay)?|k|cool|great|nice|perfect|awesome|good|fine|got it|i see|al(l )?right|understood|wow"
    r"|that help(s|ed)|that('s| is) (all|it)|never ?mind|yes|no|yep|nope": (
        "Good. Ask on when you like."
    ),
    r"(who|what) are you|what('s| is) your name|what can you do"
    r"|what (can|do|should) i ask( you)?|what do you know( about)?": (
        "I answer questions from a folder of notes, with file and line, and know nothing else."
    ),
    r"(that|this|it)('s| is| was) (wrong|not (right|true|it|what i (asked|meant)))|(you're )?wrong"
    r"|(that|this|it) (did|does)(n't| not) (work|help)|huh|i (don't|do not) (understand|get it)": (
        "Try other words. In a chat, /more shows the next best section, and /sources lists all."
    ),
    r"how are you( doing)?( today)?|how('s| is) it going|what's up": (
        "I'm well, thank you. Ask me something about the notes."
    ),
}


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
    lines = [_line(part.strip()) for part in re.split(r"[,.!;]+", words) if part.strip()]
    return lines[-1] if lines and all(lines) else None


def _plain(question: str) -> str:
    return " ".join(question.lower().replace("’", "'").rstrip("?!. ").split())


def _line(words: str) -> str | None:
    first, *others = words.split()
    asks = first.partition("'")[0] in {"how", "what", "who"}
    if len(others) >= _MOST_WORDS or (asks and _TO_US.isdisjoint(others)):
        return None
    return next((line for pattern, line in _LINES.items() if re.fullmatch(pattern, words)), None)
