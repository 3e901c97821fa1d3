"""Whether a section has words for what is to be done, asked for or compared; pure.

What tells of a key does not tell how to rotate it, though it holds all else of the question. Beside
the shares stand counts of questions on notes of many kinds, as in `misfits.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answers.misfits import WITHOUT_DEFINITION
from assistant.language.answer_types import JOINING
from assistant.language.command_questions import deed_of
from assistant.language.cues import Cue
from assistant.language.question_parts import lacks_side, sides
from assistant.language.stop_words import AUXILIARIES
from assistant.language.topics import last_of_topic, named_thing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.answers.judged import Judged

WITHOUT_DEED = 0.6
"""Where it is asked how to do something, and the section has no word for doing that: of 13 such
answers 12 were to questions that the notes don't answer. Not so of verbs as light as "make"."""

LEAST_DEED = 2.0
"""What a verb weighs at least that is none of these."""

WITHOUT_KIND = 0.8
"""Where "which school" or "what is the room of" is asked, and the section has no word for that: of
6 such answers (dev) 4 were to questions without one. With .6 the AUROC on four further folders,
which are not kept, is .01 higher, but squad, whose texts seldom name the kind of what they tell,
loses .021 of its Best@1 instead of .009."""

LEAST_KIND = 2.5
"""What the word weighs at least; what is lighter, as "name" or "file", goes without saying."""

WITHOUT_SIDE = 0.5
"""Where the section has no word for one of the things that are compared: of 8 such questions on
notes of many kinds 3 had an answer, of 70 others 66."""

LEAST_NAME = 1.0
"""What the last word of a name weighs at least; what is lighter, as "name" itself, is said of many.
Of 14 such questions of wikiqa 3 had a right section, of 26 on Docker, asked of the notes that ship
and of a single file, none."""

NAMED_BEFORE = 0.5
"""What the words before it weigh at least beside it for a note's title to be on the thing: any note
on Docker is called so."""

_ASKS_KIND = Cue(
    ("which", "what"),
    rf"(?i)^{JOINING}(?:(?:at|by|for|from|in|of|on|to|with)\s+)*"
    r"(?:(?:which\s+(?P<which>\w+)(?!\s+(?:an?|the)\b)"
    rf"|what\s+(?P<what>\w+)(?=\s+(?:{'|'.join(AUXILIARIES)})\b))"
    r"|what(?:['’]?s|\s+(?:is|are|was|were))\s+(?:the|my|our)\s+(?P<of>\w+(?:\s\w+)?)\s+(?:of|for|in|on|at)\b)",
)


def share_of_deed(judged: Judged) -> float:
    """Give the share of the confidence that is left where the section has no word for the deed.

    What tells of a key does not tell how to rotate it.
    """
    deed = deed_of(judged.query.standalone)
    return WITHOUT_DEED if _is_lacking(judged, deed, LEAST_DEED) else 1.0


def share_of_kind(judged: Judged) -> float:
    """Give the share of the confidence that is left where the section lacks what is asked for.

    "Tim signed" does not tell which school he went to.
    """
    asked = _ASKS_KIND.search(judged.query.standalone)
    kind = asked["which"] or asked["what"] or asked["of"] if asked else ""
    return WITHOUT_KIND if _is_lacking(judged, kind, LEAST_KIND) else 1.0


def share_of_sides(judged: Judged) -> float:
    """Give the share of the confidence that is left where the section lacks one thing compared.

    What tells of kettles does not tell how they differ from samovars.
    """
    compared = sides(judged.query.standalone)
    things = (judged.weights.keys() & judged.analyze(one) for one in compared)
    return WITHOUT_SIDE if lacks_side(things, judged.held) else 1.0


def share_of_name(judged: Judged) -> float:
    """Give the share of the confidence that is left where the section lacks what is to be defined.

    It has to have the last word of a name of several: a registry is no registry mirror. A note that
    has no headings within tells what a millwright worker is if it is on millwrights, the rarer word
    of the two, and sections on workers are found as well.
    """
    question = judged.query.standalone
    word = last_of_topic(question)
    last = set(judged.analyze(word))
    before = _weight(judged, set(judged.analyze(named_thing(question))) - last)
    is_note = len(judged.shown.headings) == 1 and before >= NAMED_BEFORE * _weight(judged, last)
    if not before or (is_note and not last.isdisjoint(judged.mentioned)):
        return 1.0
    return WITHOUT_DEFINITION if _is_lacking(judged, word, LEAST_NAME) else 1.0


def _is_lacking(judged: Judged, words: str, least: float) -> bool:
    """Tell whether a section has none of some words of the question that weigh so much at least."""
    terms = set(judged.analyze(words))
    return _weight(judged, terms) >= least and terms.isdisjoint(judged.held)


def _weight(judged: Judged, terms: Iterable[str]) -> float:
    return sum(judged.weights.get(term, 0.0) for term in terms)
