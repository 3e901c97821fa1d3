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

from assistant.follow_ups.bare_questions import asked_otherwise, is_bare, is_full, last_full
from assistant.follow_ups.carryover import carried, shipped_weights
from assistant.follow_ups.carryover_features import Earlier
from assistant.follow_ups.comparisons import INTRODUCED, set_against
from assistant.follow_ups.corrections import as_correction, is_correction, meant_instead
from assistant.follow_ups.fitting import fitting, only_adds, replaceable
from assistant.follow_ups.follow_up_rules import pointed_at, read_as
from assistant.follow_ups.parallels import is_parallel
from assistant.follow_ups.people import asks_who_does, person_meant
from assistant.follow_ups.possessors import is_possessor, owns
from assistant.follow_ups.restating import PREDICATE
from assistant.follow_ups.subjects import THING, bare_thing, is_name, subject_span
from assistant.follow_ups.supplying import spoken, supplied_with
from assistant.follow_ups.utterance import parse
from assistant.language.command_questions import is_order
from assistant.model import Answer, Resolution, ResolutionKind, Turn
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.follow_ups.carryover_features import EarlierWord
    from assistant.follow_ups.utterance import Reference, Utterance, Word

_ABOUT = re.compile(r"\b(?:examples?|more|details?|another|elaborate|else)\b", re.IGNORECASE)
"""What asks for something about the topic, rather than the same question again."""
_HOW = "how do I "
_USES = re.compile(r"(?:(?<=\buse )|(?<=\bneed )|(?<=\bwant ))(?:that|this|one)\b", re.I)
_IS = re.compile(r"^['’](s|re)\b", re.IGNORECASE)
"""What is left of "it's" and "they're"."""
_WANTS_OTHER = re.compile(r"\b(?:more|another|else|further)\b", re.IGNORECASE)

_RETURNS = re.compile(
    r"(?:(?:(?:and|but|so|ok(?:ay)?|now|anyway),? )*"
    r"(?:back to|as for|regarding|(?:what |how )?about) "
    r"|(?P<adds>and|but) (?!\w+ly,))"
    rf"(?P<thing>{THING})(?:\s*[:,;]|\s[–—-])\s+(?P<rest>\w.*)",
    re.IGNORECASE | re.DOTALL,
)
"""Says first what it is about: "back to volumes: how do I list them?"."""

MOST_TURNS = 20
"""How many of the latest turns are looked at."""

PARALLEL_TURNS = 3
"""In how many of them the same may have been asked of another thing."""


def completed(
    turns: Sequence[Turn], question: str, weights: Mapping[str, float] | None = None
) -> Resolution:
    """Complete a question from the turns before it, of which there is one at least."""
    turns = [*map(_asking_how, _uncorrected(turns[-MOST_TURNS:]))]
    if found := (_returned(question) or pointed_at(turns, question) or _corrected(turns, question)):
        return found
    if instead := meant_instead(question):
        found = completed(turns, instead, weights)
        shown = ((question.strip(), found.standalone),)
        return replace(found, replaced=shown, kind=ResolutionKind.RESTATED)
    if is_bare(question):
        # "Tell me more" behind "why?" alone is about nothing yet.
        is_about = any(map(is_full, turns))
        return _asked_again(turns, question) if is_about else Resolution(question)
    earlier: Sequence[Earlier] = [_earlier(one) for one in turns]
    asked = parse(question)
    reference = replaceable(asked)
    if reference and reference.kind == "he":
        if person := person_meant(turns, earlier):
            return _filled_in(asked, person, reference)
        if asks_who_does(turns[-1].question):
            # What they do is not them.
            reference = None
    compared = set_against(turns, question)
    if any(is_parallel(one.query.standalone, question) for one in turns[-PARALLEL_TURNS:]):
        return read_as(question, compared) if compared else Resolution(question)
    if reference:
        turns, earlier = _known_to_notes(turns, earlier)
    chosen = carried(earlier, asked, shipped_weights() if weights is None else weights)
    meant = fitting(chosen, asked, earlier, turns)
    if reference and reference.kind == "he" and all(one.word.is_generic for one in meant):
        return Resolution(question)
    if not meant and compared:
        return read_as(question, compared)
    return _filled_in(asked, _phrases(meant, reference), reference)


def _returned(question: str) -> Resolution | None:
    """Ask what stands behind "back to X:" of X, whatever was asked since."""
    found = _RETURNS.match(question.strip())
    if found is None or not is_name(found["thing"]):
        return None
    asked = parse(found["rest"])
    reference = replaceable(asked)
    if found["adds"] and reference is None:
        # "And volumes, networks?" is a list.
        return None
    again = _filled_in(asked, bare_thing(found["thing"]), reference)
    shown = ((question.strip(), again.standalone),)
    return replace(again, replaced=shown, kind=ResolutionKind.RESTATED)


def _known_to_notes(
    turns: Sequence[Turn], earlier: Sequence[Earlier]
) -> tuple[Sequence[Turn], Sequence[Earlier]]:
    """Leave out what was refused for words that no note holds, where anything was answered."""
    pairs = [
        (one, said)
        for one, said in zip(turns, earlier, strict=True)
        if isinstance(one.reply, Answer) or not one.reply.missing
    ]
    if not any(isinstance(one.reply, Answer) and not said.carried for one, said in pairs):
        return turns, earlier
    return [one for one, _ in pairs], [said for _, said in pairs]


def _uncorrected(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Leave out the turns that were not meant, as the one before "no, I meant X" was not."""
    following = [*turns[1:], None]
    return [
        one
        for one, after in zip(turns, following, strict=True)
        if after is None or not is_correction(after.question)
    ]


def _corrected(turns: Sequence[Turn], question: str) -> Resolution | None:
    """Ask the last question of what a correction names, as "sorry, images" does."""
    correction = as_correction(question)
    if not correction:
        return None
    found = pointed_at(turns, correction) or Resolution(meant_instead(correction))
    shown = ((question.strip(), found.standalone),)
    return replace(found, replaced=shown, kind=ResolutionKind.RESTATED)


def _asking_how(one: Turn) -> Turn:
    """Give a turn as one that asks how to do what it orders: "stop container"."""
    meant = one.query.standalone
    if not is_order(meant):
        return one
    query = replace(one.query.reworded(_HOW + meant), text=_HOW + one.question)
    return Turn(replace(one.reply, query=query))


def _asked_again(turns: Sequence[Turn], question: str) -> Resolution:
    """Ask the last question that had words of its own once more, with the new one before it."""
    meant = spoken(last_full(turns).query)
    if instead := asked_otherwise(meant, question):
        return read_as(question, instead)
    if (used := _USES.search(question)) and (introduced := INTRODUCED.match(meant)):
        thing = introduced[1]
        standalone = f"{question[: used.start()]}{thing}{question[used.end() :]}"
        return Resolution(standalone, ((used.group(), thing),), kind=ResolutionKind.SUBSTITUTED)
    if _ABOUT.search(question):
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


def _phrases(chosen: Sequence[EarlierWord], place: Reference | None) -> str:
    """Write the chosen words as they were typed, those that stood together in one piece.

    In the place of a reference, a word that only qualifies the next takes that along.
    """
    pieces: list[str] = []
    for _, group in groupby(chosen, key=lambda one: one.turn):
        found = list(group)
        typed, words = found[0].question, [one.word for one in found]
        spans = [(word.start, word.end) for word in words]
        if place and place.kind != "he" and (head := _qualified(words[-1], typed)):
            spans.append((head.start, head.end))
        pieces += [typed.text[start:end] for start, end in _joined(typed, spans)]
    return " ".join(pieces)


def _qualified(word: Word, typed: Utterance) -> Word | None:
    """Give the noun that a word qualifies, as the first of "dangling images" does the second."""
    is_introduced = INTRODUCED.match(typed.text)
    if (
        word.place != len(word.run) - 2
        or word.is_verb
        or is_possessor(word, typed)
        or (word.before == "auxiliary" and not is_introduced)
        # In "Lewis and Clark expedition" the word before qualifies it as well.
        or (word.before == "and" and len(typed.text[: word.start].split()) > 1)
    ):
        return None
    head = next(one for one in typed.words if one.start > word.start)
    # In "where are the logs stored" and "what did the fan cost" the next word is none.
    behind = subject_span(typed.text)[1]
    is_asked = word.start < behind <= head.start or head.text.endswith("ed")
    return None if head.is_generic or is_asked else head


def _joined(typed: Utterance, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join spans between which no other word that says something stands."""
    start, end = spans[0]
    for first, last in spans[1:]:
        between = typed.text[end:first]
        if len(between.split()) <= 3 and not parse(between).words and _is_phrase(between):
            end = last
        else:
            yield start, end
            start, end = first, last
    yield start, end


def _is_phrase(between: str) -> bool:
    """Tell whether what stands between two words may stand within one phrase."""
    return not any(sign in between for sign in "?!.,;:") and not PREDICATE.search(between)


def _filled_in(asked: Utterance, meant: str, reference: Reference | None) -> Resolution:
    """Put what is meant in the place of a reference, or behind the question where there is none."""
    question = asked.text
    if not meant:
        return Resolution(question)
    if reference is None:
        return Resolution(
            supplied_with(question, meant),
            (("", meant),),
            kind=ResolutionKind.EXTENDED,
            supplied=meant,
        )
    if reference.kind == "he" and owns(reference, asked):
        meant = f"{meant}'s"
    rest = _IS.sub(_spelt_out, question[reference.end :])
    standalone = f"{question[: reference.start]}{meant}{rest}"
    return Resolution(standalone, ((reference.text, meant),), kind=ResolutionKind.SUBSTITUTED)


def _spelt_out(found: re.Match[str]) -> str:
    return " is" if found[1].lower() == "s" else " are"
