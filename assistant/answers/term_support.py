"""What of the terms of a question its answer or section lacks, and what that leaves; for English.

Prose on a thing holds numbers, names and dates of others as well. Where "which port does Adminer
use" is answered by what names a port and no Adminer, the port is another's, and what happened in
one year did not in another. `misfits.py` goes by patterns instead.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from assistant.language.answer_types import HOW_MUCH, JOINING
from assistant.language.command_questions import deed_of, wants_command
from assistant.language.cues import Cue
from assistant.language.stop_words import STOP_WORDS
from assistant.model import BlockKind
from assistant.relevance.weighting import alternatives_of, stands_in

if TYPE_CHECKING:
    from assistant.answers.judged import Judged
    from assistant.model import Analyze, Query

_FACTS = ("date", "kernel", "month", "number", "port", "size", "version", "year")
_BOUNDS = ("default", "maximum", "minimum")
ASKS_FOR_FACT = Cue(
    (*HOW_MUCH.words, "when", "who", *_FACTS, *_BOUNDS),
    rf"{HOW_MUCH.pattern}|^\W*(?:since |until )?when (?:was|were|did)\b|^\W*who\b(?! (?:can|may)\b)"
    rf"|\b(?:what|which) (?:\w+ )?(?:{'|'.join(_FACTS)})s?\b"
    rf"|\b(?:{'|'.join(_BOUNDS)})\b",
)
"""Asks for an amount, a time, a person or the like, of which a line tells one or none."""

COST = 0.8
"""By which power of e a confidence is lessened where all that is asked about is lacking.

Of such questions of wikiqa 25 of 186 had a right section where the answer lacked more than .3 of
what is asked about, by weight, and 130 of 294 elsewhere; of those of squad 30 of 75, and 118 of
176. When it was chosen, with 0 of 260 questions on the shipped notes that these don't answer .34
were answered and .11 of 1,107 others refused, with 0.8 .30 and .115, with 1.5 .27 and .12. In these
counts the words by which a fact is asked for, as "year", could be lacking as well; when they no
longer could, as many of wikiqa and of plain questions (dev) were answered wrongly, and .001 and
.002 fewer of those that the notes answer were refused."""

UNKNOWN_LACKING = 0.5
"""What a word that no note mentions counts of what is lacking: that the section lacks it is in the
confidence already, and no other line would hold it. On 12 folders of people's own notes the AUROC
is .002 higher by the mean, and three more questions are answered, all rightly; with 0 six are, and
three of all sets that have no answer."""

WITHOUT_OBJECT = 0.5
"""Where it is asked how to do something, and of three things or more the section holds one, or no
more than the deed: of 15 such questions none had a right section."""

MOST_LACKING = 0.7
"""Which share of the weight of what something is to be done to the section may lack. With
.6 four of the 34 questions of `dev` that the notes don't answer are answered, with .7 five, without
it eight."""

WITHOUT_MEANS = 0.5
"""Where it is asked how to do something with a means that no section found has a word of: the notes
answered none of 6 such questions (dev), of which 4 were answered as if they did."""

WITHOUT_THINGS = 0.85
"""Where something else is asked, and of three things or more the section holds one: of 458 such
questions 23 had a right section. So much that the likely ones stay, as the closest."""

OF_ANOTHER_NUMBER = 0.4
"""Where something is asked of a year, of a thing with a number or of a name with one that is not
told of: of 55 such questions on notes of many kinds 4 had a right section."""

_MARKS = "?!.,;:()[]\"'"
_NAME_WITH_NUMBER = r"[a-z]*\d+(?:\.\d+)*"
_ASKS = rf"(?i){JOINING}(?:how|what|which|when|where|who)"
"""Begins what asks for something; what begins otherwise may tell numbers of the asker's own."""
_BOUNDING = frozenset(
    "above after before below least most over than till under until".split()  # noqa: SIM905 (as text it is a line)
)
"""Behind one of these a number is a bound, whose line tells another."""

_MEANS = Cue(
    ("with", "using", "via"),
    r"(?i)\b(?:with|using|via)\s+(?:(?:an?|my|our|some|the)\s+)?(?P<means>\w[\w.+-]*+)\W*$",
)
"""What stands behind "with" and ends the question: amid it, "with" may belong to the thing. Taken
whole, since trying each shorter one of 20,000 full stops takes seconds."""

NEARLY = 0.9
"""What share of its score a meaning is worth at least to be as good: one of the user's own list,
or the same word in the other English spelling."""

_WORD = r"[^\W_]+(?>(?:['’-][^\W_]+)*)"

_PAIR = 2
"""Of so few things asked for, one may be enough."""


def share_supported(judged: Judged) -> float:
    """Give the share of the confidence that is left by what is shown without what is asked about.

    An alternative is as good. The words that ask for the fact need not be there: "maximum" is "at
    most", and 1998 a "year". What front matter states is all of the same note.
    """
    total = sum(judged.weights.values())
    asked = ASKS_FOR_FACT.search(judged.query.standalone)
    if not total or not asked:
        return 1.0
    by_which = set(judged.analyze(asked[0]))
    alternatives = alternatives_of(judged.query)
    shown = judged.shown
    told = shown.section if shown.best.kind is BlockKind.FACT else ""
    held = {*judged.analyze(f"{shown.told} {told}"), *_naming_note(judged)}
    lacking = sum(
        weight * (UNKNOWN_LACKING if term in judged.unknown else 1.0)
        for term, weight in judged.weights.items()
        if term not in by_which
        and term not in held
        and not any(stands_in(one.instead, held) for one in alternatives.get(term, ()))
    )
    return math.exp(-COST * lacking / total)


def _naming_note(judged: Judged) -> set[str]:
    """Give the terms that a section holds by what else its note is called: aliases, or its folder.

    All that is said in the note is said of these.
    """
    shown = judged.shown
    return set(judged.held).difference(judged.analyze(f"{shown.section} {shown.told}"))


def share_of_things(judged: Judged) -> float:
    """Give the share of the confidence that is left by what the section lacks of the question.

    One of three or more says little, however rare it is. Where it is asked how to do something to
    something, the section has to hold the more telling part of that: what speaks of containers does
    not tell how to limit the memory of one.
    """
    content, held = judged.query.content, set(judged.held)
    deed = set(judged.analyze(deed_of(judged.query.standalone)))
    object_ = {term: weight for term, weight in judged.weights.items() if term not in deed}
    lacking = sum(weight for term, weight in object_.items() if term not in held)
    lacks_object = bool(object_) and lacking > MOST_LACKING * sum(object_.values())
    is_little = len(content) > _PAIR and len(held.intersection(content)) <= 1
    if deed and (is_little or lacks_object):
        return WITHOUT_OBJECT
    return WITHOUT_THINGS if is_little else 1.0


def share_of_number(judged: Judged) -> float:
    """Give the share of the confidence that is left where something is asked for by its number.

    What is told of attempt 1 says nothing of attempt 4, nor does what happened in 1789 tell what
    did in 1796. A number, or a name with one, is not put in other words, as other names are; before
    a word that says something it is but an amount, and in a question for a way the asker's own.
    """
    question = judged.query.standalone
    # Most questions have no number, and are spared the time to compile the pattern.
    if not any(map(str.isdigit, question)) or deed_of(question) or wants_command(question):
        return 1.0
    asked = question.lower()
    told = f"{judged.shown.section}\n{judged.shown.told}".lower()
    said = {*judged.held, *re.findall(_NAME_WITH_NUMBER, told)}
    words = [one.strip(_MARKS) for one in asked.split()]
    is_another = re.match(_ASKS, asked) and any(
        re.fullmatch(_NAME_WITH_NUMBER, word)
        and word not in said
        and after in {"", *STOP_WORDS}
        and before not in _BOUNDING
        for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False)
    )
    return OF_ANOTHER_NUMBER if is_another else 1.0


def share_of_means(judged: Judged) -> float:
    """Give the share of the confidence that is left where it is asked how to do it with something.

    That is a thing that none of the sections found mentions.
    """
    question = judged.query.standalone
    asked = _MEANS.search(question) if deed_of(question) else None
    named = judged.analyze(asked["means"]) if asked else ()
    means = set(named).intersection(judged.query.content)
    return WITHOUT_MEANS if means and means.isdisjoint(judged.mentioned) else 1.0


def in_words_of(query: Query, shown: str, analyze: Analyze) -> str:
    """Give the question with those words that stand there in place of what means nearly the same.

    So that "how do I lug boxes" is no worse answered by how to haul them.
    """
    others = {
        term: [one.instead for one in found if one.share >= NEARLY]
        for term, found in alternatives_of(query).items()
    }
    if not any(others.values()):
        return query.standalone
    words = {term: word for word in re.findall(_WORD, shown) for term in analyze(word)}

    def said(match: re.Match[str]) -> str:
        (*before, term) = analyze(match[0]) or ("",)
        there = (words[one] for one in others.get(term, ()) if one in words)
        return match[0] if before or term in words else next(there, match[0])

    return re.sub(_WORD, said, query.standalone)
