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

_HEADINGS = r"\A.*\n(?:#.*\n|[ \t]*\n)*"
"""What stands before the first sentence of a section."""

_REACH = 60
"""In how many characters before a name it is looked for what it is named as."""

_MEANS = r"(?:by|through|using|via|with)"

_BEFORE = (
    r'(?m)(?:(?:^|[.!?:;]\s|,\s(?:but|whereas|while)\s)[^\w`"\n]*'
    rf"(?:(?:{_MEANS} )?the (?:\w+ )?)?(?P<code>`?)|\b{_MEANS}\s(?P<with>`))\Z"
)
"""What stands before a name that a sentence, or one put against it, begins with, or by which
something is done."""

_BEHIND = (
    r"(?P<plain>[*_]*: |\s(?:command|flag|instruction|option)\b)"
    r"|(?P<argument>[ =][^`\n]{0,200})?`(?P<goes_on>[\s|:–—-]+(?!also\b)\w)?"
)
"""What stands behind a name: that of a label ends so, what is no code is called by what it is, and
in code more may follow. Where something is said of it, a verb comes next; in a list of names that
is a comma. What it also does is not what it is there for. An argument is looked for so far and no
farther, since a line of a megabyte may have the name thousands of times."""

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
    return _place_told(text.lower(), thing) is not None


def section_tells_effect(text: str, thing: str) -> float:
    """Tell the same of a section; less than 1 where it is not its first sentence that says so."""
    body = re.sub(_HEADINGS, "", text).lower()
    told = _place_told(body, thing)
    if told is None:
        return 0.0
    return _TOLD_LATER if re.search(_SENTENCE_END, body[:told].rstrip("`")) else 1.0


def _place_told(text: str, thing: str) -> int | None:
    """Give where a text in lower case names a thing and says its effect, if it does."""
    name = re.sub(_KIND, "", thing).lower()
    places = re.finditer(re.escape(name), text) if name else ()
    is_option = name.startswith("-")
    return next((one.start() for one in places if _is_told(text, one, is_option=is_option)), None)


def _is_told(text: str, name: re.Match[str], *, is_option: bool) -> bool:
    """Tell whether something is said of a name where it stands, or done with it."""
    # What stands behind is looked at where it begins, and so is told in less time.
    behind = re.compile(_BEHIND).match(text, name.end())
    if behind is None or (behind["argument"] and not is_option):
        return False
    before = re.compile(_BEFORE).search(text, max(0, name.start() - _REACH), name.start())
    if before is None:
        return False
    if behind["plain"]:
        return before["code"] == ""
    return bool(before["with"] or (before["code"] and behind["goes_on"]))
