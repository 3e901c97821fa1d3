"""How what is meant is written into a question: in the place of a word, or behind it; pure.

What a question leaves out stands behind it in parentheses: "and when (the kettle)?".
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.follow_ups.people import is_possessor, owns
from assistant.follow_ups.subjects import subject_span
from assistant.follow_ups.utterance import parse
from assistant.follow_ups.wording import INTRODUCED, MEASURES, PREDICATE
from assistant.model import Resolution, ResolutionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.follow_ups.carryover_features import EarlierWord
    from assistant.follow_ups.utterance import Reference, Utterance, Word
    from assistant.model import Query

_ENDINGS = "?!. "
_IS = re.compile(r"^['’](s|re)\b", re.IGNORECASE)
"""What is left of "it's" and "they're"."""


def read_as(question: str, meant: str, supplied: str = "") -> Resolution:
    """Take a question for another one; `supplied` is what stands behind that in parentheses."""
    pairs = ((question.strip(), meant),)
    return Resolution(meant, pairs, kind=ResolutionKind.RESTATED, supplied=supplied)


def put(question: str, span: tuple[int, int], meant: str) -> Resolution:
    """Put what is meant in the place of some characters of a question."""
    start, end = span
    standalone = f"{question[:start]}{meant}{question[end:]}"
    return Resolution(standalone, ((question[start:end], meant),), kind=ResolutionKind.RESTATED)


def supplied_with(question: str, words: str) -> str:
    """Put words behind a question, before the sign that ends it; without any it is as it was."""
    body = question.rstrip()
    bare = body.rstrip(_ENDINGS)
    return f"{bare} ({words}){body[len(bare) :]}" if words else question


def own_words(query: Query) -> str:
    """Give a question that stands alone without the words that were put behind it."""
    supplied = query.resolution.supplied
    before, found, after = query.standalone.rpartition(f" ({supplied})")
    return f"{before}{after}" if supplied and found else query.standalone


def spoken(query: Query) -> str:
    """Give a question that stands alone as one would say it, without a sign at its end."""
    words = f"{own_words(query).rstrip(_ENDINGS)} {query.resolution.supplied}"
    return words.strip()


def filled_in(asked: Utterance, meant: str, reference: Reference | None) -> Resolution:
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


def phrases(chosen: Sequence[EarlierWord], place: Reference | None) -> str:
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
    return None if head.is_generic or is_asked or head.text.lower() in MEASURES else head


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
