"""What speaks for a candidate by the wording of question and section; pure; for English alone.

These are read off the question as it was asked and the candidates' stored texts, and say what kind
of thing is asked for and whether a section is of that kind; `features.py` has those that count
terms.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy

from assistant.language.answer_types import COMPARES
from assistant.language.command_questions import wants_command
from assistant.language.cues import Cue
from assistant.language.effects import asked_effect, keeps_name, section_tells_effect
from assistant.language.links import outside_links
from assistant.language.topics import REMEMBERED, asked_thing, asked_topic
from assistant.language.topics import defines as defines_topic

if TYPE_CHECKING:
    from assistant.model import Floats
    from assistant.relevance.feature_inputs import Asked

EXACT = 0.9
"""From what likeness on a heading is the question; below 1, since one of them may have a number,
or a word that says nothing, more."""

OUTSIDE_LINKS = 0.25
"""Which share of its letters a section that tells something has outside links, at least. With .1
and .5 the questions of `dev` are answered alike."""

_ASKS_FOR_EXAMPLE = Cue(("example",), r"(?i)\bexamples?\b")
_CODE = r"(?m)^[ \t>]*(?:```|~~~)|^(?: {4}|\t)\S"
"""The beginning of a block of code."""
_COMPARING = frozenset({"better", "compar", "differ", "versus", "vs"})
"""The terms of what `COMPARES` finds, which are none of the things that are compared."""


def exact(asked: Asked) -> Floats:
    """Whether the own heading is the question, or asks as well what its topic is.

    "What is a Docker volume?" is "what is a volume", however much "Docker" weighs; but what
    `compose build` does is not what `build` does.
    """
    is_question = asked.likeness >= EXACT
    for at in numpy.flatnonzero(is_question).tolist():
        is_question[at] = keeps_name(asked.text, asked.headings[at])
    if asked_topic(asked.text):
        asks_what = [bool(asked_topic(heading)) for heading in asked.headings]
        is_question |= (asked.same_topic > 0) & numpy.array(asks_what)
    return is_question.astype(float)


def defines(asked: Asked) -> Floats:
    """How far a candidate says what a thing is or does, where just that is asked for."""
    thing = asked_effect(asked.text) or asked_thing(asked.text)
    topic = asked_topic(asked.text)
    if not thing:
        return asked.none()
    told = asked.each(lambda one: section_tells_effect(one.text, thing))
    if topic:
        told = numpy.maximum(told, asked.each(lambda one: defines_topic(one.text, topic)))
    return told


def names_both(asked: Asked) -> Floats:
    """Whether the own heading names all things that are to be compared."""
    compared = [
        at for at, term in enumerate(asked.terms) if term.is_content and term.name not in _COMPARING
    ]
    if len(compared) < 2 or not COMPARES.search(asked.text):
        return asked.none()
    both: Floats = (asked.own[compared] > 0).all(axis=0).astype(float)
    return both


@lru_cache(maxsize=REMEMBERED)
def _tells_itself(text: str) -> bool:
    body = text[text.find("\n") + 1 :]
    return outside_links(body) >= OUTSIDE_LINKS


def tells(asked: Asked) -> Floats:
    """Whether a candidate says something itself, rather than where else to look."""
    return asked.each(lambda one: _tells_itself(one.text))


def wants_code(asked: Asked) -> Floats:
    """Whether a candidate holds code, where a command is asked for."""
    if not wants_command(asked.text):
        return asked.none()
    return asked.each(lambda one: one.has_code)


def shows_example(asked: Asked) -> Floats:
    """Whether a candidate holds a block of code, where an example is asked for."""
    if not _ASKS_FOR_EXAMPLE.search(asked.text):
        return asked.none()
    return asked.each(lambda one: bool(re.search(_CODE, one.text)))


def compares(asked: Asked) -> Floats:
    """Coverage of the content terms by the own heading, where things are to be compared."""
    if not COMPARES.search(asked.text):
        return asked.none()
    return asked.content_share(asked.own)
