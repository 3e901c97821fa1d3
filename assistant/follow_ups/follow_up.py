"""What a follow-up leaves out or refers to is filled in; pure, and for English.

Rules read what has no words of its own ("why?", "another example") and what points at one of
several ("the second one"). For the rest a learned model chooses which words of the earlier
questions are meant; they take the place of the pronoun, or stand behind the question in
parentheses. Where nothing is chosen, the question is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.bare_questions import (
    asked_otherwise,
    is_bare,
    is_full,
    is_pasted,
    last_full,
)
from assistant.follow_ups.carryover import carried, shipped_weights
from assistant.follow_ups.carryover_features import Earlier
from assistant.follow_ups.comparisons import both_named, weighed
from assistant.follow_ups.corrections import as_correction, meant_instead, uncorrected
from assistant.follow_ups.filling_in import filled_in, phrases, put, read_as, spoken
from assistant.follow_ups.fitting import fitting, only_adds, replaceable
from assistant.follow_ups.people import asks_who_does, owns, person_meant, person_supplied
from assistant.follow_ups.pointing import (
    done_so,
    judged,
    one_of_several,
    some_of_a_kind,
    the_same_again,
)
from assistant.follow_ups.subjects import THING, bare_thing, is_name
from assistant.follow_ups.utterance import parse
from assistant.follow_ups.wording import ABOUT, INTRODUCED, LEAD
from assistant.language.command_questions import is_order
from assistant.model import Answer, Resolution, ResolutionKind, Turn
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from assistant.follow_ups.utterance import Utterance

    Rule = Callable[[Sequence[Turn], str], Resolution | None]
    """Reads a question behind some turns; `None` where it is none of its sort."""

MOST_TURNS = 20
"""How many of the latest turns are looked at."""
_LONGEST = 120
"""Characters; what is longer says itself what it asks."""
_HOW = "how do I "

_ABOUT_IT = re.compile(r"\b(?:examples?|more|details?|another|elaborate|else)\b", re.IGNORECASE)
"""What asks for something about the topic, rather than the same question again."""
_MEASURE = r"(?i)\bhow (?P<word>\w+) (?:is|are|was|were|do|does|did|can|will|should|has|have)\b"
"""Asks how big or how long something is."""
_USES = re.compile(r"(?:(?<=\buse )|(?<=\bneed )|(?<=\bwant ))(?:that|this|one)\b", re.IGNORECASE)
_WANTS_OTHER = re.compile(r"\b(?:more|another|else|further)\b", re.IGNORECASE)

_SAID_FIRST = re.compile(
    rf"(?:(?P<adds>(?:and|but) (?!\w+ly,))|(?:{LEAD}|anyway,? )"
    rf"(?:back to |as for |regarding |(?:what )?about |{ABOUT} ))"
    rf"(?P<thing>{THING})(?:\s*[:,;]|\s[–—-])\s+(?P<rest>\w.*)",
    re.IGNORECASE | re.DOTALL,
)
"""Says first what it is about: "back to volumes: how do I list them?"."""


def completed(
    turns: Sequence[Turn], question: str, weights: Mapping[str, float] | None = None
) -> Resolution:
    """Complete a question from the turns before it, of which there is one at least."""
    turns = uncorrected(turns[-MOST_TURNS:])
    if found := _by_rules(turns, question):
        return found
    if instead := meant_instead(question):
        found = completed(turns, instead, weights)
        return replace(read_as(question, found.standalone), supplied=found.supplied)
    if is_bare(question):
        # "Tell me more" behind "why?" alone is about nothing yet.
        is_about = any(map(is_full, turns))
        return _asked_again(turns, question) if is_about else Resolution(question)
    return _by_words(turns, parse(question), shipped_weights() if weights is None else weights)


# By rules


def _by_rules(turns: Sequence[Turn], question: str) -> Resolution | None:
    """Give what the first of the rules makes of a question that is any of them's."""
    if len(question) > _LONGEST:
        return None
    asked = [*map(_asking_how, turns)]
    return next((found for rule in RULES.values() if (found := rule(asked, question))), None)


def _said_first(_turns: Sequence[Turn], question: str) -> Resolution | None:
    """Ask what stands behind "back to X:" of X, whatever was asked since."""
    found = _SAID_FIRST.match(question.strip())
    if found is None or not is_name(found["thing"]):
        return None
    asked = parse(found["rest"])
    reference = replaceable(asked)
    if found["adds"] and reference is None:
        # "And volumes, networks?" is a list.
        return None
    again = filled_in(asked, bare_thing(found["thing"]), reference)
    return replace(read_as(question, again.standalone), supplied=again.supplied)


def _corrected(turns: Sequence[Turn], question: str) -> Resolution | None:
    """Ask the last question of what a correction names, as "sorry, images" does."""
    if not (correction := as_correction(question)):
        return None
    meant = meant_instead(correction)
    found = _by_rules(turns, correction) or _by_rules(turns, meant) or Resolution(meant)
    return replace(read_as(question, found.standalone), supplied=found.supplied)


RULES: Mapping[str, Rule] = {
    "back to volumes: how do I list them?": _said_first,
    "how do I undo that?": done_so,
    "how are the two related?": both_named,
    "what does the second one do?": one_of_several,
    "how do I remove the unused ones?": some_of_a_kind,
    "which is better?": weighed,
    "is it safe?": judged,
    "and for images?": the_same_again,
    "sorry, images": _corrected,
}
"""In order, each under something that it reads."""


def _asking_how(one: Turn) -> Turn:
    """Give a turn as one that asks how to do what it orders: "stop container"."""
    meant = one.query.standalone
    if not is_order(meant):
        return one
    query = replace(one.query.reworded(_HOW + meant), text=_HOW + one.question)
    return Turn(replace(one.reply, query=query))


def _asked_again(turns: Sequence[Turn], question: str) -> Resolution:
    """Ask the last question that had words of its own once more, with the new one before it."""
    turns = [*map(_asking_how, turns)]
    meant = spoken(last_full(turns).query)
    if instead := asked_otherwise(meant, question):
        return read_as(question, instead)
    if (used := _USES.search(question)) and (introduced := INTRODUCED.match(meant)):
        found = put(question, used.span(), introduced[1])
        return replace(found, kind=ResolutionKind.SUBSTITUTED)
    if _ABOUT_IT.search(question):
        meant = _named(meant)
    standalone = f"{question.strip().rstrip('?!. ')}: {meant}?"
    shown = tuple(_shown(turns)) if _WANTS_OTHER.search(question) else ()
    return Resolution(standalone, (("", meant),), shown, ResolutionKind.EXTENDED)


def _named(question: str) -> str:
    """Give what a question asks about, from its first word that says something to its last."""
    words = parse(question).words
    first = next((word for word in words if not word.is_generic), None)
    return question[first.start : words[-1].end] if first else question


def _shown(turns: Sequence[Turn]) -> Iterator[str]:
    """Give the sections that answered the last full question and the bare ones since."""
    for one in reversed(turns):
        if isinstance(one.reply, Answer):
            yield one.reply.source.address
            yield from (passage.source.address for passage in one.reply.passages)
        if not is_bare(one.question):
            return


# By the words of earlier questions


def _by_words(turns: Sequence[Turn], asked: Utterance, weights: Mapping[str, float]) -> Resolution:
    """Fill in whom an answer named, or else what the model chooses of the earlier questions."""
    reference = replaceable(asked)
    if reference is None:
        turns = [one for one in turns if not is_pasted(one)]
        if not turns:
            return Resolution(asked.text)
    earlier = [_earlier(one) for one in turns]
    if reference and reference.kind == "he":
        if person := person_meant(turns, earlier):
            return filled_in(asked, person, reference)
        if asks_who_does(turns[-1].question):
            # What they do is not them.
            reference = None
    without = _no_it(turns, earlier) if reference and reference.kind == "it" else frozenset()
    without = without.union(*(_measures(one) for one in earlier))
    meant = fitting(carried(earlier, asked, weights, without), asked, earlier, turns)
    if reference and reference.kind == "he" and all(one.word.is_generic for one in meant):
        return Resolution(asked.text)
    return filled_in(asked, phrases(meant, reference), reference)


def _no_it(turns: Sequence[Turn], earlier: Sequence[Earlier]) -> frozenset[str]:
    """Give the stems of what "it" is not: nobody who was "he" before.

    Behind "where is his bag" it is the bag rather than anything before.
    """
    people = parse(" ".join(person_supplied(one.query) for one in turns)).stems
    last = earlier[-1].typed
    if not any(one.kind == "he" and owns(one, last) for one in last.references):
        return people
    return people.union(*(one.typed.stems for one in earlier)) - last.stems


def _measures(one: Earlier) -> frozenset[str]:
    """Give the stem of "big" in "how big is a volume", which nothing else is about."""
    found = re.search(_MEASURE, one.typed.text)
    return parse(found["word"]).stems if found else frozenset()


def _earlier(one: Turn) -> Earlier:
    """Give what a turn's question said itself, slips of spelling mended, and what was supplied.

    A question that was read as another one altogether said what that says, and so does one for
    "the unused ones".
    """
    if one.query.resolution.kind is ResolutionKind.RESTATED and not only_adds(one):
        return Earlier(parse(one.query.standalone), frozenset())
    supplied = [meant for _, meant in one.query.resolution.replaced]
    return Earlier(
        parse(_mended(one)), frozenset(stem for meant in supplied for stem in parse(meant).stems)
    )


def _mended(one: Turn) -> str:
    """Give a turn's question without operators, since nothing goes on about what they exclude."""
    # Imported here, as below, since most questions have neither operators nor slips.
    from assistant.language.search_operators import without_operators

    asked = without_operators(one.question, one.query.standalone)
    if not one.query.corrections:
        return asked
    from assistant.language.spelling import corrected

    return corrected(asked, one.query.corrections)
