"""The way from a question to a reply; how its sections are found is told in `searching.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answering import AnswerCriteria, answer
from assistant.answers.composing import (
    are_better_apart,
    are_done_apart,
    is_headed,
    side_by_side,
    together,
)
from assistant.answers.confidence import shipped_model
from assistant.answers.continuing import without_overlap
from assistant.answers.rest_of_note import with_rest_of_note
from assistant.conversation import continued
from assistant.language.cues import has_one
from assistant.language.question_parts import as_question, for_each, questions, sides
from assistant.model import Answer, Conversation, Hit, NoAnswer, Query, SearchResult
from assistant.records import replace
from assistant.relevance.ranker import shipped_span_ranker
from assistant.relevance.weighting import alternatives_of, general_share
from assistant.searching import Searcher
from assistant.understanding import Familiar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from assistant.answers.listing import NamedSection
    from assistant.language.spelling import Range
    from assistant.model import Reply, Retriever

STANDS_ALONE = 0.5
"""How sure the answer to a question as it was typed has to be, at least, to be preferred to the
answer to it with what earlier turns added. With 0 to .7 the questions that ship are answered
alike."""

MAY_ASK_FOR_LIST = (
    *("task", "todo", "to-do", "to do", "i do", "we do", "action item", "box", "still", "left"),
    *("done", "finished", "complete", "ticked", "note", "files", "pages", "documents"),
)
"""One of these is in every question that `answers/tasks.py` or `answers/stated.py` answers."""

MOST_RARE = 100
"""How many of the words that the notes lack are looked at beside an answer; each is looked for in
the whole question, which may hold thousands of them."""


class Answerer(Searcher):
    """Answers from an index; to be used by the thread that opened the index."""

    def reply(self, query: Query, retriever: Retriever = "hybrid") -> Reply:
        """Answer a query, or say that the notes don't.

        What was added to a question that doesn't refer back is dropped again where the notes
        answer it better as it was typed: it was about something new.
        """
        reply = self.as_understood(query, retriever)
        if retriever != "hybrid" or not query.resolution.replaced:
            return reply
        # Imported here, since a question without earlier turns needs none of it.
        from assistant.follow_ups.standing_alone import may_stand_alone

        if not may_stand_alone(query):
            return reply
        alone = self.as_understood(self.query(query.text), retriever)
        # Where what was added leads to no answer, it is enough that the question does no worse.
        least = STANDS_ALONE if isinstance(reply, Answer) else 0.0
        return alone if alone.confidence >= max(reply.confidence, least) else reply

    def as_understood(self, query: Query, retriever: Retriever = "hybrid") -> Reply:
        """Answer a query with all that earlier turns supplied; several questions in one, each."""
        parts = questions(query.standalone)
        whole = together(query, self._in_turn(parts, retriever)) if len(parts) > 1 else None
        reply = whole or self._answered(query, retriever)
        return replace(reply, hits=without_overlap(reply.hits)[: self.settings.sources])

    def _in_turn(self, parts: Sequence[str], retriever: Retriever) -> list[Reply]:
        """Answer questions one after the other, as the turns of a conversation."""
        conversation = Conversation()
        replies = []
        for part in parts:
            replies.append(self._answered(self.query(part, conversation), retriever))
            conversation = continued(conversation, replies[-1])
        return replies

    def _answered(self, query: Query, retriever: Retriever) -> Reply:
        """Answer one question, from the first section unless it asks for more, or for lists."""
        reply = self._from_first(query, retriever)
        if isinstance(reply, NoAnswer) and (asked := as_question(query.standalone)):
            plain = replace(query.resolution, standalone=asked)
            again = self._from_first(self.resolved_query(query.text, plain), retriever)
            reply = again if isinstance(again, Answer) else reply
        reply = self._compared(query, reply, retriever)
        if retriever == "hybrid":
            reply = self._listed(query, reply)
        return self._explained(reply) if isinstance(reply, NoAnswer) else reply

    def _compared(self, query: Query, reply: Reply, retriever: Retriever) -> Reply:
        """Answer from a section for each where things are compared that have no section in common.

        What is asked is read from the reply: a slip of spelling would stand in no section.
        """
        compared = sides(reply.query.standalone)
        if not compared:
            return self._done_to_each(query, reply, retriever)
        if is_headed(reply, compared, self.analyzer):
            return reply
        asked = [f"what is {side}" for side in compared]
        each = self._each_within(query, reply, asked, retriever)
        is_better = are_better_apart(reply, each, compared, self.analyzer)
        return side_by_side(reply, each) if is_better else reply

    def _done_to_each(self, query: Query, reply: Reply, retriever: Retriever) -> Reply:
        """Answer how something is done to two things from a section for each.

        One section that holds all the words may be on something else that is done to both.
        """
        tasks = for_each(reply.query.standalone)
        if not tasks:
            return reply
        each = self._each_within(query, reply, tasks, retriever)
        if not are_done_apart(reply, each, tasks, self.analyzer):
            return reply
        whole = together(query, each)
        return replace(whole, query=reply.query) if whole else reply

    def _each_within(
        self, query: Query, reply: Reply, asked: Iterable[str], retriever: Retriever
    ) -> list[Reply]:
        """Answer parts of a question from the sections that its operators leave.

        A phrase is of one part or another.
        """
        # Imported here, since few questions have parts.
        from assistant.language.search_operators import taken

        found = taken(query.standalone, reply.query.standalone)
        where = [one for one in found if not one.startswith('"')]
        return [self._from_first(self.query(" ".join([one, *where])), retriever) for one in asked]

    def _listed(self, query: Query, reply: Reply) -> Reply:
        """Give the items with a box, or notes by their front matter, where these are asked for.

        What is asked is read from the reply, in which slips of spelling are mended; the query has
        the operators.
        """
        question, content_of = reply.query.standalone, self.analyzer.content_of
        if not has_one(question, MAY_ASK_FOR_LIST):
            return reply
        # Imported here, since few questions ask for these.
        from assistant.answers.listing import listed
        from assistant.answers.stated import asked_statement
        from assistant.answers.tasks import AskedTasks, asked_tasks

        asked = asked_tasks(question, content_of) or asked_statement(question, content_of)
        if asked is None:
            return reply
        words = 2 * self.settings.answer_words
        with self.store.reading():
            chunks = (
                self.store.chunks_with(asked.boxes)
                if isinstance(asked, AskedTasks)
                else self.store.facts()
            )
            found = asked.listed(self._holding(asked.terms, chunks, query), content_of)
            answer = listed(found, reply, words, is_certain=asked.is_certain)
        if answer is None or answer.confidence < self.settings.min_confidence:
            return reply
        return replace(answer, tentative=answer.confidence < self.settings.sure_confidence)

    def _holding(
        self, terms: Collection[str], chunks: Iterable[int], query: Query
    ) -> Iterator[NamedSection]:
        """Read of some chunks those that hold all of some terms and that a query's operators leave.

        Each is read when it is asked for, since of thousands only the first are listed.
        """
        from assistant.answers.listing import NamedSection

        index = self._snapshot()
        _, left = self._restricted(query, index.statistics)
        rows = index.postings(terms)
        if len(rows) < len(terms):
            return
        naming = {term: set(row.heading.chunks.tolist()) for term, row in rows.items()}
        holding = [naming[term].union(row.body.chunks.tolist()) for term, row in rows.items()]
        for chunk in chunks:
            if all(chunk in one for one in holding) and (left is None or left[chunk]):
                names = frozenset(term for term, named in naming.items() if chunk in named)
                yield NamedSection(index.chunks([chunk])[0], names)

    def _from_first(self, query: Query, retriever: Retriever) -> Reply:
        found = self.ranked(query, retriever)
        reply = answer(found, self._criteria(self.settings.min_confidence))
        if not isinstance(reply, Answer):
            return reply
        if retriever == "hybrid":
            words = self.settings.answer_words
            reply = with_rest_of_note(reply, self.sections_of, self.analyzer.terms, words)
        return self._with_missing(reply) if found.unknown else reply

    def reply_from(self, query: Query, hits: Sequence[Hit]) -> Reply:
        """Answer a query from the first of some of its hits, however unlikely that is right.

        `query` is one that was understood already, as replies hold it.
        """
        found = SearchResult(query, tuple(hits), self.weights(query))
        # Whoever calls this has chosen the section, and wants no other beside it.
        return answer(found, replace(self._criteria(0.0), offers_another=False))

    def reply_in_note(self, query: Query, path: str, retriever: Retriever = "hybrid") -> Reply:
        """Answer a query, one that was understood already, from the note at a path alone."""
        terms, content = self.analyzer.question_terms(query.standalone)
        asked = replace(query, terms=terms, content=content, alternatives=())
        return answer(
            self.ranked(asked, retriever, path), self._criteria(self.settings.min_confidence)
        )

    def _criteria(self, least: float) -> AnswerCriteria:
        return AnswerCriteria(
            self.analyzer.terms,
            shipped_span_ranker(),
            shipped_model(),
            self.settings.answer_words,
            least,
            self.settings.sure_confidence,
        )

    def _explained(self, reply: NoAnswer) -> NoAnswer:
        """Say which words of the question the notes lack, and what may have been meant."""
        # Imported here, since most questions are answered.
        from assistant.answers.refusing import suggestions

        def words(where: Range) -> Iterable[tuple[str, int]]:
            return self.store.words(where.prefix, where.shortest, where.longest)

        missing = self._missing(reply.query)
        with self.store.reading():
            meant = suggestions(reply.query.standalone, missing, words, Familiar())
        return replace(reply, missing=missing, suggestions=meant)

    def _with_missing(self, reply: Answer) -> Answer:
        """Say which rare words of the question the notes lack, though they answer it."""
        terms, asked = self.analyzer.terms, reply.query.standalone
        missing = self._missing(reply.query)[:MOST_RARE]
        # An option, or a slip of one, names no thing.
        names = (word for word in missing if f"-{word}" not in asked)
        rare = tuple(word for word in names if not any(map(general_share, terms(word))))
        return replace(reply, missing=rare)

    def _missing(self, query: Query) -> tuple[str, ...]:
        """Give the words of a question that stand in no note, and for which no synonym does."""
        # Imported here, since most questions have none.
        from assistant.answers.refusing import missing_words

        others = alternatives_of(query)
        with self.store.reading():
            index = self._snapshot()

            def holds(term: str) -> bool:
                return bool(index.postings([term, *(one.instead for one in others.get(term, ()))]))

            return missing_words(query.standalone, self.analyzer.content_of, holds)
