"""Ask every question of a set, with one system or several, and measure what comes back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from assistant.conversation import continued
from assistant.errors import QueryError
from assistant.evaluation.measures import ANSWERING, Outcome, holds, retrieval_measures
from assistant.language.small_talk import small_talk
from assistant.model import Answer, Conversation
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.answerer import Answerer
    from assistant.evaluation.questions import Question
    from assistant.evaluation.subjects import Subject
    from assistant.model import Hit, Retriever, Source
    from assistant.refreshing import Progress


def run(
    subject: Subject, systems: Sequence[Retriever], progress: Progress = lambda _done, _total: None
) -> list[Outcome]:
    """Ask every question of every system; the outcomes are system by system, in order."""
    total = len(systems) * len(subject.questions)
    outcomes: list[Outcome] = []
    for system in systems:
        raw: list[Outcome] = []
        conversations = Conversations(subject.answerer, system)
        for question in subject.questions:
            progress(len(outcomes) + len(raw), total)
            raw.append(_ask(subject, question, system, conversations.after(question.history)))
        outcomes += _measured(raw)
    progress(total, total)
    return outcomes


class Conversations:
    """Conversations by their questions; each question is asked once, since many begin alike."""

    def __init__(self, answerer: Answerer, system: Retriever) -> None:
        """Ask with this system."""
        self._answerer = answerer
        self._system = system
        self._known: dict[tuple[str, ...], Conversation] = {(): Conversation()}

    def after(self, history: tuple[str, ...]) -> Conversation:
        """Give the conversation that these questions make, one asked after the other."""
        if history not in self._known:
            before = self.after(history[:-1])
            self._known[history] = self._with(before, history[-1])
        return self._known[history]

    def _with(self, before: Conversation, question: str) -> Conversation:
        if small_talk(question):
            return before
        try:
            query = self._answerer.query(question, before)
        except QueryError:
            # A line without a word is no turn.
            return before
        return continued(before, self._answerer.reply(query, self._system))


def _ask(
    subject: Subject, question: Question, system: Retriever, conversation: Conversation
) -> Outcome:
    started = time.perf_counter()
    try:
        query = subject.answerer.query(question.text, conversation)
        reply = subject.answerer.reply(query, system)
    except QueryError:
        # Nothing to look for, which is as good as nothing found.
        return Outcome(question, system, (), False, 0.0, "", "", 0.0, {})
    elapsed_ms = (time.perf_counter() - started) * 1000
    answered = isinstance(reply, Answer)
    may_withhold = not answered and bool(reply.hits)
    bold = subject.answerer.reply_from(reply.query, reply.hits) if may_withhold else None
    return Outcome(
        question=question,
        system=system,
        ranking=_ranking(reply.hits, lambda source: subject.identify(source, question.relevant)),
        answered=answered,
        confidence=reply.confidence,
        answer=reply.whole if isinstance(reply, Answer) else "",
        best=reply.best if isinstance(reply, Answer) else "",
        elapsed_ms=elapsed_ms,
        measures={},
        withheld=bold.whole if isinstance(bold, Answer) else "",
    )


def _ranking(hits: Sequence[Hit], identify: Callable[[Source], str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(identify(hit.chunk.source) for hit in hits))


def _measured(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Add the measures of one system's outcomes."""
    retrieval = retrieval_measures(
        [item.question for item in outcomes], {item.question.id: item.ranking for item in outcomes}
    )
    return [
        replace(item, measures={**retrieval.get(item.question.id, {}), **_answering(item)})
        for item in outcomes
    ]


def _answering(outcome: Outcome) -> dict[str, float]:
    expected = outcome.question.answers
    if not expected or not outcome.question.answerable:
        return {}
    shown = (outcome.answer, outcome.best)
    return {name: float(holds(text, expected)) for name, text in zip(ANSWERING, shown, strict=True)}
