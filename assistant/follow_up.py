"""What a follow-up leaves out or refers to is filled in; pure, and for English.

Rules read what has no words of its own ("why?", "another example") and what points at one of
several ("the second one"). For the rest a learned model chooses which words of the earlier
questions are meant; they take the place of the pronoun, or stand behind the question in
parentheses. Where nothing is chosen, the question is left alone.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.carrying import Earlier, carried, shipped_weights
from assistant.conversation import Resolution
from assistant.model import Answer
from assistant.pointing import is_bare, pointed_at
from assistant.text import fold
from assistant.utterance import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.carrying import Candidate
    from assistant.model import Turn
    from assistant.utterance import Reference, Utterance

_ABOUT = re.compile(r"\b(?:examples?|more|details?|another|elaborate|else)\b", re.IGNORECASE)
"""What asks for something about the topic, rather than the same question again."""
_WANTS_OTHER = re.compile(r"\b(?:more|another|else|further)\b", re.IGNORECASE)
_INSTEAD = re.compile(
    r"(?:and |but )?(?:for|what about|how about|(?:the )?same(?: thing)? for)"
    r"(?! (?:for|on|in|at|with|when|if)\b)",
    re.IGNORECASE,
)

_SUPPLIED = re.compile(r" \(([^()]*)\)")
"""What was supplied to a question stands behind it in parentheses."""

MOST_TURNS = 20
"""How many of the latest turns are looked at."""


def completed(
    turns: Sequence[Turn], question: str, weights: Mapping[str, float] | None = None
) -> Resolution:
    """Complete a question from the turns before it, of which there is one at least."""
    turns = turns[-MOST_TURNS:]
    if choice := pointed_at(turns, question):
        standalone = f"{question[: choice.start]}{choice.meant}{question[choice.end :]}"
        return Resolution(standalone, ((question[choice.start : choice.end], choice.meant),))
    if is_bare(question):
        return _asked_again(turns, question)
    earlier = [_earlier(one) for one in turns]
    asked = parse(question)
    chosen = carried(earlier, asked, shipped_weights() if weights is None else weights)
    return _filled_in(asked, _phrases(_fitting(chosen, asked), earlier))


def _asked_again(turns: Sequence[Turn], question: str) -> Resolution:
    """Ask the last question that had words of its own once more, with the new one before it."""
    full = next((one for one in reversed(turns) if not is_bare(one.question)), turns[-1])
    meant = _SUPPLIED.sub(r" \1", full.query.standalone).strip().rstrip("?!. ")
    if _ABOUT.search(question):
        meant = _named(meant)
    standalone = f"{question.strip().rstrip('?!. ')}: {meant}?"
    shown = tuple(_shown(turns)) if _WANTS_OTHER.search(question) else ()
    return Resolution(standalone, (("", meant),), shown)


def _named(question: str) -> str:
    """Give what a question asks about, from its first word that says something to its last."""
    words = parse(question).words
    return question[words[0].start : words[-1].end] if words else question


def _shown(turns: Sequence[Turn]) -> Iterator[str]:
    """Give the sections that answered the last full question and the bare ones since."""
    for one in reversed(turns):
        if isinstance(one.reply, Answer):
            yield one.reply.source.address
        if not is_bare(one.question):
            return


def _fitting(chosen: Sequence[Candidate], asked: Utterance) -> list[Candidate]:
    """Leave out a verb in the place of "it", and what "and for X" puts X in the place of."""
    kept = list(chosen)
    if _replaceable(asked):
        kept = [one for one in kept if not one.word.is_verb]
    if _INSTEAD.match(asked.text):
        last = max((one.turn for one in kept), default=0)
        kept = [one for one in kept if not (one.word.is_object and one.turn == last)]
    return kept or list(chosen)


def _earlier(one: Turn) -> Earlier:
    """Give what a turn's question said itself, slips of spelling mended, and what was supplied."""
    supplied = [meant for _, meant in one.query.resolved]
    typed = _mended(one.question, one.query.corrections)
    return Earlier(
        parse(typed), frozenset(stem for meant in supplied for stem in parse(meant).stems)
    )


def _mended(question: str, corrections: Sequence[tuple[str, str]]) -> str:
    meant = dict(corrections)
    if not meant:
        return question
    return " ".join(meant.get(fold(word.strip("?!.,;:")), word) for word in question.split())


def _phrases(chosen: Sequence[Candidate], earlier: Sequence[Earlier]) -> str:
    """Write the chosen words as they were typed, those that stood together in one piece."""
    pieces: list[str] = []
    for number, group in groupby(chosen, key=lambda one: one.turn):
        typed = earlier[number].typed
        spans = [(one.word.start, one.word.end) for one in group]
        pieces += [typed.text[start:end] for start, end in _joined(typed, spans)]
    return " ".join(pieces)


def _joined(typed: Utterance, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join spans between which no other word that says something stands."""
    start, end = spans[0]
    for first, last in spans[1:]:
        between = typed.text[end:first]
        if len(between.split()) <= 3 and not parse(between).words and _is_plain(between):
            end = last
        else:
            yield start, end
            start, end = first, last
    yield start, end


def _is_plain(between: str) -> bool:
    return not any(sign in between for sign in "?!.,;:")


def _filled_in(asked: Utterance, meant: str) -> Resolution:
    question = asked.text
    if not meant:
        return Resolution(question)
    reference = _replaceable(asked)
    if reference is None:
        body = question.rstrip()
        bare = body.rstrip("?!. ")
        return Resolution(f"{bare} ({meant}){body[len(bare) :]}", (("", meant),))
    standalone = f"{question[: reference.start]}{meant}{question[reference.end :]}"
    return Resolution(standalone, ((reference.text, meant),))


def _replaceable(asked: Utterance) -> Reference | None:
    """Give the reference whose place the words can take."""
    return next((one for one in asked.references if one.stands_alone), None)
