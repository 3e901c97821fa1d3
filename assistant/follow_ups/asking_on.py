"""What is said to a follow-up without words of its own, once the notes were searched for it.

"Why?" wants the reason and not the same line again, "tell me more" what is about the same topic,
and "the second one" nothing at all where nothing was listed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.bare_questions import is_pointer, last_full
from assistant.follow_ups.carryover_features import GENERIC
from assistant.follow_ups.possessors import is_possessor
from assistant.follow_ups.reasons import asks_why, reasoned
from assistant.follow_ups.restating import named_thing
from assistant.follow_ups.supplying import own_words
from assistant.language.utterance import parse
from assistant.model import Answer, NoAnswer, ResolutionKind
from assistant.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.model import Hit, Query, Reply, Turn

NO_MORE = "The notes don't say more about it."
NO_SUCH = "The last answers list no such thing."

LEAST_ALONE = 0.5
"""How sure what is only named has to be found, where the notes don't say what is asked of it."""

_UNTOLD = (ResolutionKind.AS_TYPED, ResolutionKind.EXTENDED)
"""What became of a question of which nothing says what it points at."""

_SEVERAL = r",| (?:or|and) "
_TRIED = 3
"""How many sections on a topic are looked through for more."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Ways to answer anew."""

    from_first: Callable[[Query, Sequence[Hit]], Reply]
    """Answers a query from the first of some hits."""
    as_typed: Callable[[str], Reply]
    """Answers a question that follows none."""


def asked_on(reply: Reply, turns: Sequence[Turn], answering: Answering) -> Reply:
    """Give the reply to a question that follows some turns; mostly that is the one it has."""
    query = reply.query
    if asks_why(query.text):
        told = next((one.reply for one in reversed(turns) if not asks_why(one.question)), None)
        return reasoned(told, reply) if isinstance(told, Answer) else reply
    if query.resolution.passed_over:
        return _more(reply, _topic(last_full(turns).query), answering)
    if is_pointer(query.text) and query.resolution.kind in _UNTOLD:
        return NoAnswer(query, NO_SUCH, (), 0.0, reply.hits)
    thing = named_thing(query.text) if query.resolution.kind is ResolutionKind.RESTATED else ""
    return _about_thing(reply, thing, answering) if thing else reply


def _more(reply: Reply, topic: str, answering: Answering) -> Reply:
    """Answer from the first section that is about the topic, which others only name in passing."""
    if isinstance(reply, Answer) and (not topic or _is_about(reply, topic)):
        return reply
    about = [hit for hit in reply.hits if topic in _stems(*hit.chunk.source.headings)]
    for hit in about[:_TRIED]:
        others = (one for one in reply.hits if one is not hit)
        more = answering.from_first(reply.query, [hit, *others])
        if isinstance(more, Answer) and _is_about(more, topic):
            return more
    nearest = tuple(hit.chunk.source for hit in about[:1])
    return NoAnswer(reply.query, NO_MORE, nearest, 0.0, reply.hits)


def _is_about(reply: Answer, topic: str) -> bool:
    """Tell whether heading or line name the topic, and what is shown does as well.

    Where the heading names several things the line has to.
    """
    headings = reply.source.headings
    is_shared = re.search(_SEVERAL, headings[-1])
    named = _stems(reply.best) if is_shared else _stems(*headings, reply.best)
    return topic in named and topic in _stems(reply.text)


def _stems(*texts: str) -> frozenset[str]:
    return parse(" ".join(texts)).stems


def _topic(query: Query) -> str:
    """Give the stem of the thing that a question is about; empty where it names none."""
    asked = parse(own_words(query))
    named = [word for word in asked.words if word.is_object and word.text.lower() not in GENERIC]
    owner = next((word for word in named if is_possessor(word, asked)), None)
    return owner.stem if owner else named[-1].stem if named else ""


def _about_thing(reply: Reply, thing: str, answering: Answering) -> Reply:
    """See to it that the answer to "and X?" speaks of X.

    What was asked of the thing before, and is asked of X now, may be said of X in other words, or
    not at all; then what the notes say of X is the closest there is.
    """
    if isinstance(reply, Answer) and _speaks_of(reply, thing):
        return reply
    alone = answering.as_typed(thing)
    if not isinstance(alone, Answer) or alone.confidence < LEAST_ALONE:
        return reply
    if not _speaks_of(alone, thing):
        return reply
    return replace(
        alone, query=reply.query, tentative=alone.tentative or isinstance(reply, NoAnswer)
    )


def _speaks_of(reply: Answer, thing: str) -> bool:
    stems = _stems(thing)
    return not stems or not stems.isdisjoint(_stems(*reply.source.headings, reply.best))
