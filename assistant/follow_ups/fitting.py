"""Which of the words that the model chose from earlier questions a follow-up can mean; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.carryover_features import EarlierWord
from assistant.follow_ups.people import asks_who_does, is_deed, people_of
from assistant.follow_ups.restating import SEVERAL, SEVERAL_OF_ONE, is_added
from assistant.follow_ups.subjects import PLACE, subject_span
from assistant.follow_ups.wording import MEASURES, PARTICLES
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.follow_ups.carryover_features import Earlier
    from assistant.follow_ups.utterance import Reference, Utterance, Word
    from assistant.model import Turn

_WHERE = r"(?i)\b(?:in|at|to|from|into|near)(?: (?:the|my|our|your))? $"
_BEHIND = rf"(?i)\b{PLACE}\b"
_ONES = re.compile(r"\bones?\b", re.IGNORECASE)


def fitting(
    chosen: Sequence[EarlierWord],
    asked: Utterance,
    earlier: Sequence[Earlier],
    turns: Sequence[Turn],
) -> list[EarlierWord]:
    """Leave out of the chosen words those that the follow-up can't mean.

    - In the place of a pronoun: verbs, what was asked of a thing rather than the thing, and what
      only said where, how or how much.
    - In the place of "it": several things.
    - Beside "there": what said no place, where a place was said.
    """
    if reference := replaceable(asked):
        things = [one for one in chosen if not one.word.is_verb]
        return _for_pronoun(chosen, reference, earlier, turns) or things
    if chosen and any(one.kind == "there" for one in asked.references):
        return _places(chosen, earlier) or list(chosen)
    return list(chosen)


def replaceable(asked: Utterance) -> Reference | None:
    """Give the reference whose place the words can take."""
    return next((one for one in asked.references if one.stands_alone), None)


def only_adds(one: Turn) -> bool:
    """Tell whether a turn only added where, how or how much, and pointed at none of several."""
    return is_added(one.question) and not _ONES.search(one.question)


def _for_pronoun(
    chosen: Sequence[EarlierWord],
    reference: Reference,
    earlier: Sequence[Earlier],
    turns: Sequence[Turn],
) -> list[EarlierWord]:
    kept = people_of(chosen, earlier) if reference.kind == "he" else chosen
    kept = [
        one for one in kept if not one.word.is_verb and not is_deed(one.word, one.question.text)
    ]
    kept = [one for one in kept if not only_adds(turns[one.turn])] or kept
    if reference.kind == "it":
        kept = [one for one in kept if not _is_several(one, kept)]
        kept = list(dict.fromkeys(map(_measured, kept)))
    return [one for one in kept if not _is_asked_of(one, reference, kept)]


def _measured(one: EarlierWord) -> EarlierWord:
    """Give what has a guarantee, or the like, in its place: the kettle of "kettle guarantee"."""
    word, words = one.word, one.question.words
    before = [other for other in words if other.start < word.start and not other.is_verb]
    is_last = word.place == len(word.run) - 1
    is_measure = word.text.lower() in MEASURES and is_last and before
    beside = before[-1] if is_measure and before[-1].run == word.run else None
    return replace(one, word=beside or before[0]) if is_measure else one


def _is_several(one: EarlierWord, others: Sequence[EarlierWord]) -> bool:
    """Tell whether a word is of "logs" in "logs of a container", of which "it" is the container."""
    several = SEVERAL_OF_ONE.match(one.question.text, one.word.start)
    return several is not None and any(
        other.turn == one.turn and other.word.start == several.end() for other in others
    )


def _is_asked_of(one: EarlierWord, reference: Reference, others: Sequence[EarlierWord]) -> bool:
    """Tell whether a word says what is asked of others, as "cost" in "what did the fan cost".

    What stands behind a preposition says which they are: a shell "in a container".
    """
    text, at = one.question.text, one.word.start
    start, end = subject_span(text)
    says_which = re.search(_BEHIND, text[end:at]) and one.word.text.lower() not in PARTICLES
    if says_which or asks_who_does(text) or start <= at < end:
        return False
    if at < start and _is_meant(one.word, reference, text[at:start]):
        return False
    return any(other.turn == one.turn and start <= other.word.start < end for other in others)


def _is_meant(word: Word, reference: Reference, before: str) -> bool:
    """Tell whether a word before a thing may be meant rather than that, as in "the size of a disk".

    "They" are several: "the stages of a build"; and "its" is what the thing has.
    """
    if reference.kind == "they":
        return bool(SEVERAL.search(word.text))
    return " of " in before and reference.text.lower() != "its"


def _places(kept: Sequence[EarlierWord], earlier: Sequence[Earlier]) -> list[EarlierWord]:
    """Give those words that once said where, or where there are none, those that did so last."""
    placed = [
        EarlierWord(word, turn, one.typed)
        for turn, one in enumerate(earlier)
        for word in one.typed.words
        if any(_is_place(other, one.typed) for other in one.typed.words if other.run == word.run)
    ]
    stems = {one.word.stem for one in placed}
    latest = max((one.turn for one in placed), default=0)
    return [one for one in kept if one.word.stem in stems] or [
        one for one in placed if one.turn == latest
    ]


def _is_place(word: Word, typed: Utterance) -> bool:
    """Tell whether a word begins what says where, as "Lisbon" in "where did we stay in Lisbon"."""
    return bool(re.search(_WHERE, typed.text[: word.start]))
