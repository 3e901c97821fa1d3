"""What is said to a follow-up without words of its own, once the notes were searched for it.

"Why?" wants the reason and not the same line again, "tell me more" what is about the same topic,
"when?" what the same note says of that, and "the second one" nothing at all where nothing was
listed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.headed import REMEDIES, headed, told_of
from assistant.follow_ups.bare_questions import asked_slot, is_pointer, last_full, names_nothing
from assistant.follow_ups.filling_in import own_words
from assistant.follow_ups.people import is_possessor, person_supplied
from assistant.follow_ups.reasons import asks_why, reasoned
from assistant.follow_ups.restating import named_thing
from assistant.follow_ups.same_note import (
    asks_remedy,
    asks_to_find,
    attribute_beside,
    led_by,
    named_forms,
    naming,
    nearest,
    piece_forms,
    tells,
)
from assistant.follow_ups.utterance import parse
from assistant.language.attributes import has_form
from assistant.model import Answer, NoAnswer, ResolutionKind
from assistant.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.language.span import Span
    from assistant.model import Hit, Query, Reply, Turn

NO_MORE = "The notes don't say more about it."
NO_SUCH = "The last answers list no such thing."

LEAST_ALONE = 0.5
"""How sure what is only named has to be found, where the notes don't say what is asked of it."""

MOST_WORDS = 4
"""How many words a question has at most that may leave out what it is about."""
MOST_CONTENT = 2
"""How many of these say something."""
LEAST_NEAR = 0.45
"""How sure the note that told the last answer has to be of the answer to such a question."""
SURE_ELSEWHERE = 0.8
"""How sure another note is that is asked itself, as by "what is a volume"."""
LESS_SURE = 0.1
"""By how much less sure it may be than another. Of 42 such questions on people's own notes, most of
them chosen as they had failed, 15 are answered instead of 8, and of 828 questions that are on
something else than the one before them no right answer is lost."""

_UNTOLD = (ResolutionKind.AS_TYPED, ResolutionKind.EXTENDED)
"""What became of a question of which nothing says what it points at."""

_SEVERAL = r",| (?:or|and) "
_TRIED = 3
"""How many sections on a topic are looked through for more."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Ways to find another reply, which whoever answers has."""

    from_first: Callable[[Query, Sequence[Hit]], Reply]
    """Answers a query from the first of some hits."""
    as_typed: Callable[[str], Reply]
    """Answers a question that follows none."""
    in_note: Callable[[Query, str], Reply]
    """Answers a query from the note at a path alone."""
    sections: Callable[[str], Sequence[Hit]]
    """Gives the sections of the note at a path, in order."""


def asked_on(reply: Reply, turns: Sequence[Turn], answering: Answering) -> Reply:
    """Give the reply to a follow-up: mostly the one found for it, sometimes one that fits better.

    `turns` are those before it, one at least; `answering` finds other replies where one is needed.
    """
    query = reply.query
    if asks_why(query.text):
        told = next((one.reply for one in reversed(turns) if not asks_why(one.question)), None)
        return reasoned(told, reply, answering.sections) if isinstance(told, Answer) else reply
    if query.resolution.passed_over:
        return _more(reply, _topic(last_full(turns).query), answering)
    if is_pointer(query.text) and query.resolution.kind in _UNTOLD:
        return NoAnswer(query, NO_SUCH, (), 0.0, reply.hits)
    told = turns[-1].reply
    thing = named_thing(query.text) if query.resolution.kind is ResolutionKind.RESTATED else ""
    if isinstance(told, Answer):
        reply = _behind(reply, told, answering)
        if thing and (line := _parallel(reply, thing, told)):
            return line
    return _about_thing(reply, thing, told, answering) if thing else reply


def _behind(reply: Reply, told: Answer, answering: Answering) -> Reply:
    """Give the reply that fits what the last answer told."""
    query = reply.query
    if beside := attribute_beside(told, query.text, answering.sections):
        return _closest(told, beside, reply)
    if names_nothing(query.text) or asks_remedy(query.text):
        reply = _from_same_note(reply, told, answering)
    if query.resolution.kind is ResolutionKind.AS_TYPED:
        return _from_last_note(reply, told, answering)
    if query.resolution.kind is not ResolutionKind.SUBSTITUTED:
        return reply
    if person := person_supplied(query):
        return _on_person(_from_last_note(reply, told, answering), person, told, answering)
    return reply if isinstance(reply, Answer) else _on_it(reply, told, answering)


def _closest(told: Answer, found: tuple[Hit, Span] | None, reply: Reply) -> Reply:
    """Give a line as what is closest to what was asked; the reply that there is where none is."""
    return replace(told_of(told, found, reply), tentative=True) if found else reply


def _on_it(reply: NoAnswer, told: Answer, answering: Answering) -> Reply:
    """Answer what no note tells of "it" from the last answer's note, with what is closest there."""
    near = answering.in_note(reply.query, told.source.path)
    if isinstance(near, Answer):
        return replace(near, tentative=True)
    return _closest(told, nearest(told, named_forms(reply.query.text)), reply)


def _on_person(reply: Reply, person: str, told: Answer, answering: Answering) -> Reply:
    """See to it that what is asked of somebody is told of them.

    Of a person a note that names them has a line, whatever is asked; it tells what is asked for by
    a form of its own, and, where they are to be found, what the line says that begins with them.
    """
    question, hits = reply.query.text, told.hits[:1]
    if isinstance(reply, Answer):
        is_on_them = person in " ".join([*reply.source.headings, reply.text])
        return reply if is_on_them else _closest(told, led_by(person, hits), reply)
    if asks_to_find(question):
        near = answering.in_note(reply.query, told.source.path)
        if isinstance(near, Answer):
            return replace(near, tentative=True)
    hits = (*hits, *answering.as_typed(person).hits, *reply.hits)
    found = next(naming(person, hits, named_forms(question)), None)
    if found is None and asks_to_find(question):
        found = led_by(person, hits)
    return _closest(told, found, reply)


def _parallel(reply: Reply, thing: str, told: Answer) -> Answer | None:
    """Find the line on another thing in the section that told the last answer.

    None where what was found is in that note, too, or is headed by nothing else.
    """
    if isinstance(reply, Answer) and (
        reply.source.path == told.source.path
        or _stems(thing) <= _stems(reply.source.heading) <= _stems(reply.query.standalone)
    ):
        return None
    found = led_by(thing, told.hits[:1])
    return told_of(told, found, reply) if found else None


def _from_same_note(reply: Reply, told: Answer, answering: Answering) -> Reply:
    """Answer from the note that told the last answer, where it does, rather than from another."""
    path, question = told.source.path, reply.query.text
    if asks_remedy(question) and (found := headed(told, answering.sections(path), REMEDIES)):
        return told_of(told, found, reply)
    # "Which is better?" names two things by now, which may be told apart elsewhere.
    if reply.query.resolution.kind is ResolutionKind.RESTATED and not asked_slot(question):
        return reply
    is_own = isinstance(reply, Answer) and reply.source.path == path
    near = reply if is_own else answering.in_note(reply.query, path)
    forms = piece_forms(question)
    beside = nearest(told, forms)
    if (
        isinstance(near, Answer)
        and tells(question, near.best)
        and (beside is None or has_form(near.best, forms))
    ):
        return near
    if isinstance(reply, Answer) and not is_own:
        return reply
    if beside is None and isinstance(reply, Answer):
        return replace(reply, tentative=True)
    return _closest(told, beside, reply)


def _from_last_note(reply: Reply, told: Answer, answering: Answering) -> Reply:
    """Answer a question of few words from the note that told the last answer, where it can.

    "Insurance?" behind the tyres of the car asks for that of the car.
    """
    path, question = told.source.path, reply.query.text
    is_own = isinstance(reply, Answer) and reply.source.path == path
    is_sure = reply.confidence >= SURE_ELSEWHERE
    is_short = len(question.split()) <= MOST_WORDS and len(reply.query.content) <= MOST_CONTENT
    if isinstance(reply, Answer) and reply.source == told.source and _is_in(told, question):
        # Of several passwords it is the one beside what was just told.
        return replace(told, query=reply.query)
    if is_own or is_sure or not is_short:
        return reply
    near = answering.in_note(reply.query, path)
    least = max(LEAST_NEAR, reply.confidence - LESS_SURE)
    return near if isinstance(near, Answer) and near.confidence >= least else reply


def _is_in(told: Answer, question: str) -> bool:
    """Tell whether a question is nothing but words of the line that was told."""
    asked = parse(question)
    return len(asked.words) == len(question.split()) and asked.stems <= _stems(told.best)


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
    is_shared = re.search(_SEVERAL, reply.source.heading)
    named = _stems(reply.best) if is_shared else _stems(*reply.source.headings, reply.best)
    return topic in named and topic in _stems(reply.text)


def _stems(*texts: str) -> frozenset[str]:
    return parse(" ".join(texts)).stems


def _topic(query: Query) -> str:
    """Give the stem of the thing that a question is about; empty where it names none."""
    asked = parse(own_words(query))
    named = [word for word in asked.words if word.is_object and not word.is_generic]
    owner = next((word for word in named if is_possessor(word, asked)), None)
    return owner.stem if owner else named[-1].stem if named else ""


def _about_thing(reply: Reply, thing: str, told: Reply, answering: Answering) -> Reply:
    """See to it that the answer to "and X?" speaks of X.

    What was asked of the thing before, and is asked of X now, may be said of X in other words, or
    not at all; then what the notes say of X is the closest there is.
    """
    if isinstance(reply, Answer) and _speaks_of(reply, thing):
        return reply
    alone = answering.as_typed(thing)
    if isinstance(told, Answer):
        alone = _from_last_note(alone, told, answering)
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
