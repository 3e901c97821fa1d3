"""Of what notes say of a thing on several days, give what they said last where asked; pure.

A log says the same of many days: "2 Feb: meter 1561", "29 June: meter 1644". What tells them apart
is the day on which each stands: on its line, else in its heading, else in the name of its note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.chosen_section import SAID_WORTH
from assistant.language.answer_types import ANSWER_TYPES, MONTH, WEEKDAY
from assistant.language.cues import Cue
from assistant.language.dates import dates_in_name, first_date
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.answers.span_choice import SpanChoice
    from assistant.language.span import Span
    from assistant.model import Chunk, Floats, Hit

_DAY_WORDS = 4
"""In how many words a line begins with its day: "Tue, 4 March 2025"."""
_BEGINS = rf"\W*(?:\d|{MONTH}|{WEEKDAY})"
_MOST_OF_ENTRY = 300
"""How many characters an entry has at most that is given up to a sentence of it."""
_NO_ENTRY = (
    r"\d+|one|two|three|four|five|six|few|couple|second|minute|hour|day|night|week|weekend|month"
    r"|quarter|term|year|century|spring|summer|autumn|winter|name|line|part|bit|step|page|chapter"
    r"|person|of|for|until|till|in"
)
"""Behind "last" a span of time, the end of something, or how long that goes on."""
_WANTS_LATEST = Cue(
    ("latest", "newest", "recent", "current", "last"),
    r"(?i)^(?!.*\bhow long\b).*(?<!\bat )\b"
    rf"(?P<latest>latest|newest|most recent(?:ly)?|current(?:ly)?|last(?! (?:{_NO_ENTRY})s?\b))\b",
)


def words_of_latest(question: str) -> str:
    """Give the words by which what was last is asked for, as in "latest reading"; else nothing."""
    found = _WANTS_LATEST.search(question)
    return found["latest"] if found else ""


def with_day(span: Span, chunk: Chunk, question: str) -> Span:
    """Give a sentence with all before it on a line that begins with its day, where that is asked.

    As in "6 April. Cold. Potatoes in." The line is left alone where that is a lot.
    """
    time = ANSWER_TYPES["time"]
    if not span.is_prose or not time.asked.search(question) or re.search(time.held, span.text):
        return span
    text = "\n".join(chunk.text.split("\n")[span.first_line - chunk.source.first_line :])
    begin = len(text) - len(text.lstrip(" \t>*+-"))
    entry = text[begin : text.index(span.text) + len(span.text)]
    is_dated = re.match(_BEGINS, entry) and first_date(" ".join(entry.split()[:_DAY_WORDS]))
    return replace(span, text=entry) if is_dated and len(entry) <= _MOST_OF_ENTRY else span


def date_of(span: Span, chunk: Chunk) -> str:
    """Give the day that a span is of, as 2025-03-14; nothing where none is named."""
    line = chunk.text.split("\n")[span.first_line - chunk.source.first_line]
    named = map(first_date, (line, *reversed(chunk.source.headings)))
    in_name = dates_in_name(chunk.source.path.rpartition("/")[2])
    return next(filter(None, (*named, *in_name)), "")


def latest_of(choice: SpanChoice, chunk: Chunk, scores: Floats, best: int) -> int:
    """Give the number of the latest candidate that holds what the best does beside the headings."""
    if not words_of_latest(choice.text) or not date_of(choice.candidates[best].span, chunk):
        return best
    rivals = (
        (date_of(choice.candidates[at].span, chunk), float(scores[at]), at)
        for at in choice.telling_as_much(best)
    )
    return max(rivals, default=(best,))[-1]


def latest_section(
    question: str, hits: Sequence[Hit], best_of: Callable[[Hit], Span | None]
) -> int:
    """Give the place of the hit whose best span is of the latest day, where what was last is asked.

    It has to hold all that the first holds, and may score a little less.
    """
    if not hits or not words_of_latest(question) or not hits[0].evidence.features:
        return 0
    least, shared = hits[0].score - SAID_WORTH, set(hits[0].evidence.matched)
    days = [
        (date_of(own, hit.chunk), -at)
        for at, hit in enumerate(hits)
        if hit.score >= least
        and shared <= set(hit.evidence.matched)
        and (own := best_of(hit)) is not None
    ]
    is_dated = bool(days) and days[0][1] == 0 and bool(days[0][0])
    return -max(days)[1] if is_dated else 0
