"""Which of the words that the model chose from earlier questions a follow-up can mean; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.carryover_features import EarlierWord
from assistant.follow_ups.deeds import SEVERAL_OF_ONE
from assistant.follow_ups.people import is_deed
from assistant.follow_ups.possessors import of_possessors
from assistant.follow_ups.restating import PARTICLES, is_added
from assistant.follow_ups.subjects import counted_span, subject_span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.follow_ups.carryover_features import Earlier
    from assistant.follow_ups.utterance import Reference, Utterance, Word
    from assistant.model import Turn

_INSTEAD = re.compile(
    r"(?:and |but )?(?:for|what about|how about|(?:the )?same(?: thing)? for)"
    r"(?! (?:for|on|in|at|with|when|if)\b)",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"(?:and |but )?(?:what|how) about \w+ing (?:the|an?|my|our|your|all)\b", re.IGNORECASE
)
"""What is done and what it is done to; nothing is left out of it."""
_WHERE = r"(?i)\b(?:in|at|to|from|into|near)(?: (?:the|my|our|your))? $"
_SEVERAL = re.compile(r"(?<![aisu])s$")
_ONES = re.compile(r"\bones?\b", re.IGNORECASE)

TOPIC_TURNS = 2
"""From how many turns apart the words that a pronoun stands for are, at most. (On CAsT, with 2 as
with 4, the F1 of the words was .845 when it was chosen, and .844 without a limit.)"""


def fitting(
    chosen: Sequence[EarlierWord],
    asked: Utterance,
    earlier: Sequence[Earlier],
    turns: Sequence[Turn],
) -> list[EarlierWord]:
    """Leave out of the chosen words those that the follow-up can't mean.

    - In the place of a pronoun: verbs, what only says where, how or how much, and what was asked
      about long before the newest of the words.
    - In the place of "it": several things.
    - After "and for X": the thing in whose place X stands.
    """
    kept = list(chosen)
    if reference := replaceable(asked):
        kept = of_possessors(kept, reference, asked, earlier)
        kept = [one for one in kept if not _is_predicate(one, kept)]
        kept = [one for one in kept if not one.word.is_verb]
        kept = [one for one in kept if not is_deed(one.word, one.question.text)]
        kept = [one for one in kept if not _is_measure(one)]
        kept = [one for one in kept if not only_adds(turns[one.turn])] or kept
        if reference.kind == "they":
            kept = list(_several_before(kept, earlier)) or kept
        if reference.kind == "it":
            kept = [one for one in kept if not _is_several(one, kept)]
            kept = [one for one in kept if not _is_counted(one)] or kept
        # What was asked about long before the last of these is another topic.
        newest = max((one.turn for one in kept), default=0)
        kept = [one for one in kept if newest - one.turn <= TOPIC_TURNS]
    elif kept and any(one.kind == "there" for one in asked.references):
        kept = _places(kept, earlier) or kept
    if _INSTEAD.match(asked.text):
        if _DEED.match(asked.text):
            return []
        last = max((one.turn for one in kept), default=0)
        return [one for one in kept if one.turn != last or not _is_asked_of(one)]
    kept = kept or list(chosen)
    if reference and reference.kind == "they" and _ONES.search(turns[-1].question):
        kept += _which_ones(kept, earlier)
        kept.sort(key=lambda one: (one.turn, one.word.start))
    return kept


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


def _several_before(
    kept: Sequence[EarlierWord], earlier: Sequence[Earlier]
) -> Iterator[EarlierWord]:
    """Give the several things that were asked about before what only says how: "live?"."""
    last = max((one.turn for one in kept), default=0)
    if last and len(earlier[last].typed.text.split()) == 1:
        before = earlier[last - 1].typed
        named = [EarlierWord(one, last - 1, before) for one in before.words]
        if not any(map(_is_plural, kept)):
            yield from filter(_is_plural, named)


def _is_plural(one: EarlierWord) -> bool:
    return bool(_SEVERAL.search(one.word.text))


def _which_ones(chosen: Sequence[EarlierWord], earlier: Sequence[Earlier]) -> Iterator[EarlierWord]:
    """Give the words of the last turn that tell which ones "they" are: "the dangling ones"."""
    last = len(earlier) - 1
    first = next((one.word for one in chosen if one.turn == last), None)
    for word in earlier[last].typed.words:
        if first and word.run == first.run and word.place < first.place and not word.is_verb:
            yield EarlierWord(word, last, earlier[last].typed)


def _is_asked_of(one: EarlierWord) -> bool:
    """Tell whether a word names the thing that its turn asked of."""
    start, end = subject_span(one.question.text)
    return one.word.is_object or start <= one.word.start < end


def _is_predicate(one: EarlierWord, others: Sequence[EarlierWord]) -> bool:
    """Tell whether a word says what was asked of others, as "cost" in "what did the fan cost"."""
    word = one.word
    place = subject_span(one.question.text)[1]
    return word.start >= place and any(
        other.turn == one.turn
        and (other.word.run == word.run or word.text.lower() in PARTICLES)
        and other.word.start < place
        for other in others
    )


def _is_measure(one: EarlierWord) -> bool:
    """Tell whether a word is "long" in "how long does the first run take"."""
    return bool(re.search(r"(?i)\bhow $", one.question.text[: one.word.start]))


def _is_counted(one: EarlierWord) -> bool:
    """Tell whether a word is of "litres" in "how many litres does the barrel hold"."""
    start, end = counted_span(one.question.text)
    return start <= one.word.start < end


def _is_several(one: EarlierWord, others: Sequence[EarlierWord]) -> bool:
    """Tell whether a word is of "logs" in "logs of a container", of which "it" is the container."""
    several = SEVERAL_OF_ONE.match(one.question.text, one.word.start)
    return several is not None and any(
        other.turn == one.turn and other.word.start == several.end() for other in others
    )


def only_adds(one: Turn) -> bool:
    """Tell whether a turn only added where, how or how much, and pointed at none of several."""
    return is_added(one.question) and not _ONES.search(one.question)


def replaceable(asked: Utterance) -> Reference | None:
    """Give the reference whose place the words can take."""
    return next((one for one in asked.references if one.stands_alone), None)
