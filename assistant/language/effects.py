"""Of what a question asks what it does, and whether notes say so; pure; for English alone."""

from __future__ import annotations

import re

from assistant.language.cues import Cue
from assistant.language.stop_words import STOP_WORDS

_ASKS_FOR_EFFECT = Cue(
    ("what",),
    r"(?i)\bwhat\s+(?:does|do|did)\s+(?!(?:he|I|it|one|she|that|they|this|we|you)\s)"
    r"(?P<name>(?:\S+\s+){0,20}?\S+)\s+(?:do|mean|stand for)\b",
)
"""Asks what something does, or stands for. Of so few words that no long text is searched from each
"what does" in it to its end."""

_WORD = r"[^\W\d_][\w'’-]*"

_KIND = r"(?i)^\s*(?:an?|the)\s+|\s+(?:command|instruction|option)?[\s?]*$"
"""Words around a name that say what kind of thing it names."""

_HEADINGS = r"\A.*\n(?:#.*\n|\s*\n)*"
"""What stands before the first sentence of a section."""

_STARTS = r'(?:\A|(?<=[.!?:;]\s)|(?<=\n))[^\w`"\n]*(?:the \w+ )?'
"""What stands before a name that a sentence begins with."""

_GOES_ON = r"(?=[\s|:–—-]+\w)"
"""What stands behind a name of which something is said; in a list of names a comma does."""

_WITH = r"\b(?:by|through|using|via|with)\s"
"""What stands before the name of what something is done with."""

_ARGUMENT = r"(?:[ =][^`\n]*)?"
"""What may stand behind an option within its code."""

_SENTENCE_END = r"[.!?:;]\s"

_TOLD_LATER = 0.3
"""What it counts that a section says what something does, if not in its first sentence."""


def asked_effect(question: str) -> str:
    """Give the name of what a question asks the effect of; nothing where it asks for none."""
    asked = _ASKS_FOR_EFFECT.search(question)
    return asked["name"] if asked else ""


def keeps_name(question: str, heading: str) -> bool:
    """Tell whether a heading has the name of what a question asks the effect of, if it does.

    Its last word is looked for only where that is a stop word; and no other word may stand within
    the name: what `compose up` does is no matter of Compose, and what `compose build` does is not
    what `build` does.
    """
    name = asked_effect(question.lower()).split()
    words = re.findall(_WORD, heading.lower())
    if not name:
        return True
    if not set(name) <= set(words):
        return name[-1] not in STOP_WORDS or name[-1] in words
    return f" {' '.join(name)} " in f" {' '.join(words)} "


def tells_effect(text: str, thing: str) -> bool:
    """Tell whether a text says what something does that it names in code or by a label.

    It does so as the subject, or as what something is done with.
    """
    return _told(text, thing) is not None


def section_tells_effect(text: str, thing: str) -> float:
    """Tell the same of a section; less than 1 where it is not its first sentence that says so."""
    body = re.sub(_HEADINGS, "", text)
    told = _told(body, thing)
    if told is None:
        return 0.0
    return _TOLD_LATER if re.search(_SENTENCE_END, body[: told.start()]) else 1.0


def _told(text: str, thing: str) -> re.Match[str] | None:
    name = re.escape(re.sub(_KIND, "", thing))
    code = f"`{name}{_ARGUMENT if thing.startswith('-') else ''}`"
    told = rf"(?i){_STARTS}(?:{code}{_GOES_ON}|{name}[*_]*: )|{_WITH}{code}"
    return re.search(told, text) if name else None
