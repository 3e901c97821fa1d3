"""The way from a question to a reply on one screen; the index is taken as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answering import Method, answer
from assistant.answers.composing import holds_all, side_by_side, together
from assistant.answers.confidence import DEPTH, shipped_model
from assistant.answers.continuing import MOST_SECTIONS, apart, continued, lacks_command
from assistant.conversation import resolve, turn
from assistant.errors import QueryError, shortened
from assistant.language.command_questions import wants_command
from assistant.language.question_parts import questions, sides
from assistant.model import Answer, Conversation, Hit, NoAnswer, Query, ResolutionKind
from assistant.ranking import rank
from assistant.records import replace
from assistant.relevance.ranker import shipped_ranker, shipped_span_ranker
from assistant.relevance.weighting import alternatives_of, general_share, term_weights
from assistant.reranking import asked_terms, rerank
from assistant.storage.snapshot import Snapshot
from assistant.text import analyzer
from assistant.understanding import Familiar, read_synonyms, synonyms_key, understood

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import numpy
    from numpy.typing import NDArray

    from assistant.language.spelling import Range
    from assistant.language.synonyms import Synonyms
    from assistant.model import Chunk, Reply, Retriever
    from assistant.settings import Settings
    from assistant.storage.index_types import Statistics
    from assistant.store import Store

_NO_CONVERSATION = Conversation()

STANDS_ALONE = 0.5
"""From which confidence on a question may be taken as typed, where with what was added the notes
answer it, too; 0.5 and 0.7 were tried."""

SIDES_LEAD = 0.1
"""By how much surer the least sure of the sections on each thing compared has to be than one that
holds the words for all of them, to be shown instead: such a section may not compare them."""

OPERATOR_SIGNS = ('"', "-", ":")
"""One of these is in every operator of a search box."""


class Answerer:
    """Answers from an index; to be used by the thread that opened the index."""

    def __init__(self, store: Store, settings: Settings, folder: Path | None = None) -> None:
        """Answer from an index; `folder` is where the user's list of synonyms may be."""
        self.settings = settings
        self._folder = folder
        self.store = store
        self.analyzer = analyzer(settings.language)
        self._read: Snapshot | None = None
        self._synonyms: tuple[str, Synonyms] | None = None

    def reply(self, query: Query, retriever: Retriever = "hybrid") -> Reply:
        """Answer a query, or say that the notes don't.

        What was added to a question that doesn't refer back is dropped again where the notes
        answer it better as it was typed: it was about something new.
        """
        reply = self.as_understood(query, retriever)
        if retriever != "hybrid" or not query.resolved or not _may_stand_alone(query):
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
        return replace(reply, hits=apart(reply.hits)[: self.settings.sources])

    def _in_turn(self, parts: Sequence[str], retriever: Retriever) -> list[Reply]:
        """Answer questions one after the other, as the turns of a conversation."""
        conversation = Conversation()
        replies = []
        for part in parts:
            replies.append(self._answered(self.query(part, conversation), retriever))
            conversation = conversation.add(turn(replies[-1]))
        return replies

    def _answered(self, query: Query, retriever: Retriever) -> Reply:
        """Answer one question; where it compares things, from a section for each."""
        reply = self._from_first(query, retriever)
        # Of the query as it was understood: a slip of spelling would stand in no section.
        compared = sides(reply.query.standalone)
        if compared and not self._is_headed(reply, compared):
            each = [self._from_first(self.query(f"what is {side}"), retriever) for side in compared]
            have_own = all(
                self._is_headed(one, [side]) for one, side in zip(each, compared, strict=True)
            )
            lead = min(one.confidence for one in each) - reply.confidence
            if (have_own and lead >= SIDES_LEAD) or not self._compares(reply, compared):
                reply = side_by_side(reply, each)
        return self._explained(reply) if isinstance(reply, NoAnswer) else self._limited(reply)

    def _compares(self, reply: Reply, compared: Iterable[str]) -> bool:
        """Tell whether a reply is from a section that speaks of all that is compared."""
        content = self.analyzer.content_of
        return isinstance(reply, Answer) and holds_all(reply.hits[0], compared, content)

    def _is_headed(self, reply: Reply, things: Iterable[str]) -> bool:
        """Tell whether a reply is from a section whose headings name all of some things."""
        if not isinstance(reply, Answer):
            return False
        named = set(self.analyzer.terms(" ".join(reply.source.headings)))
        return named.issuperset(self.analyzer.content_of(" ".join(things)))

    def _from_first(self, query: Query, retriever: Retriever) -> Reply:
        query, hits, weights = self.ranked(query, retriever)
        return answer(query, hits, weights, self._method(self.settings.min_confidence))

    def reply_from(self, query: Query, hits: Sequence[Hit]) -> Reply:
        """Answer a query from the first of some of its hits, however unlikely that is right.

        `query` is one that was understood already, as replies hold it.
        """
        with self.store.reading():
            index = self._snapshot()
            count = index.statistics.chunk_count
            postings = index.postings(
                [*query.content, *(other for _, other, _ in query.alternatives)]
            )
        weights = term_weights(query.content, postings, count, alternatives_of(query))
        # Those who choose the section want that one.
        return answer(query, hits, weights, replace(self._method(0.0), offers_another=False))

    def _method(self, least: float) -> Method:
        return Method(
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

    def _limited(self, reply: Answer) -> Answer:
        """Say which telling words of the question the notes lack, though they answer it."""
        found = {term for hit in reply.hits for term in hit.evidence.matched}
        if not any(term not in found and not general_share(term) for term in reply.query.content):
            return reply
        terms, asked = self.analyzer.terms, reply.query.standalone
        # An option, or a slip of one, names no thing.
        names = (word for word in self._missing(reply.query) if f"-{word}" not in asked)
        rare = tuple(word for word in names if not any(map(general_share, terms(word))))
        return replace(reply, missing=rare)

    def _missing(self, query: Query) -> tuple[str, ...]:
        """Give the words of a question that stand in no note, nor another for the same."""
        # Imported here, since most questions have none.
        from assistant.answers.refusing import missing_words

        others = alternatives_of(query)

        def holds(term: str) -> bool:
            means = (term, *(other for other, _ in others.get(term, ())))
            return bool(self._snapshot().postings(means))

        with self.store.reading():
            return missing_words(query.standalone, self.analyzer.content_of, holds)

    def hits(self, query: Query, retriever: Retriever = "hybrid") -> list[Hit]:
        """Rank the sections for a query, best first."""
        return self.ranked(query, retriever)[1]

    def query(self, question: str, conversation: Conversation = _NO_CONVERSATION) -> Query:
        """Make a question ready for ranking, with what the turns before it supply.

        Raises `QueryError` where it holds no word.
        """
        if not self.analyzer.terms(question):
            raise QueryError(
                f"{shortened(question)!r}: there is no word in it to look for; ask in words"
            )
        resolution = resolve(conversation, question)
        terms, content = self.analyzer.question_terms(resolution.standalone)
        return Query(
            text=question,
            standalone=resolution.standalone,
            terms=terms,
            content=content,
            resolved=resolution.replaced,
            passed_over=resolution.passed_over,
            resolution=resolution.kind,
            supplied=resolution.supplied,
        )

    def ranked(
        self, query: Query, retriever: Retriever = "hybrid"
    ) -> tuple[Query, list[Hit], dict[str, float]]:
        """Give the query as it was understood, its hits, and what each content term counts."""
        most = max(self.settings.sources, DEPTH)
        with self.store.reading():
            index = self._snapshot()
            statistics = index.statistics
            query, allowed = self._restricted(query, statistics)
            if retriever == "hybrid":
                # Read before, since what they mean is asked of the same rows.
                index.postings(query.terms)
                query = understood(query, index, self.analyzer, self._current_synonyms())
            others = (other for _, other, _ in query.alternatives)
            postings = index.postings([*query.terms, *others])
            depth = self.settings.candidates
            ranking = rank(query, postings, statistics, depth, retriever, allowed)
            if retriever == "hybrid":
                candidates = index.candidates(ranking.ids())
                terms = asked_terms(query, postings, statistics.chunk_count)
                ranked = rerank(query, terms, ranking, candidates, shipped_ranker(), most)
            else:
                ranked = ranking.items()[:most]
            chunks = index.chunks(item.chunk for item in ranked)
            if retriever == "hybrid" and ranked and wants_command(query.standalone):
                chunks[0] = _with_usage(index, ranked[0].chunk, chunks[0])
        hits = [
            Hit(chunk, item.score, item.evidence)
            for chunk, item in zip(chunks, ranked, strict=True)
            if chunk.source.address not in query.passed_over
        ]
        count = statistics.chunk_count
        return query, hits, term_weights(query.content, postings, count, alternatives_of(query))

    def _restricted(
        self, query: Query, statistics: Statistics
    ) -> tuple[Query, NDArray[numpy.bool] | None]:
        """Give the query without its operators, and the chunks that they leave, if it has any."""
        if not any(sign in query.standalone for sign in OPERATOR_SIGNS):
            return query, None
        # Imported here, since few questions have one.
        from assistant.restricting import restricted

        text, allowed = restricted(query, self.store, statistics, self.analyzer)
        return self._reworded(query, text), allowed

    def _reworded(self, query: Query, text: str) -> Query:
        """Give the query with another text, for what its operators leave of it."""
        if text == query.standalone:
            return query
        terms, content = self.analyzer.question_terms(text)
        if not terms:
            raise QueryError(
                f"{shortened(query.text)!r}: says where to look, but not for what; add words"
            )
        return replace(query, standalone=text, terms=terms, content=content)

    def _current_synonyms(self) -> Synonyms:
        key = synonyms_key(self.analyzer, self._folder)
        if self._synonyms is None or self._synonyms[0] != key:
            self._synonyms = (key, read_synonyms(self.store, self.analyzer, self._folder))
        return self._synonyms[1]

    def _snapshot(self) -> Snapshot:
        if self._read is None or self._read.state != self.store.state():
            self._read = Snapshot(self.store)
        return self._read


def _with_usage(index: Snapshot, number: int, chunk: Chunk) -> Chunk:
    """Give a section that has no command with those under it down to its usage, if they say it."""
    if not lacks_command(chunk):
        return chunk
    # A note's sections have ids in a row.
    behind = index.statistics.notes[number : number + 1 + MOST_SECTIONS]
    own = (behind == behind[0]).sum()
    return continued(chunk, index.chunks(range(number + 1, number + int(own))))


def _may_stand_alone(query: Query) -> bool:
    """Tell whether no word of the question certainly asks for what earlier turns supplied."""
    # Imported here, since a question without earlier turns needs none of it.
    from assistant.follow_ups.bare_questions import is_bare
    from assistant.language.utterance import asks_of_owner, is_late, parse

    asked = parse(query.text)
    # Rules are sure of these.
    if query.resolution is ResolutionKind.RESTATED:
        return False
    is_only_extended = query.resolution is ResolutionKind.EXTENDED
    # "Remove one" stays as it was typed though it refers back: to one of several.
    points_back = is_bare(query.text) or any(word.kind == "one" for word in asked.references)
    # What `-a` does depends on the command.
    is_letter = bool(asked.words) and all(
        word.text.startswith("-") and len(word.text) == 2 for word in asked.words
    )
    may_be_new = is_only_extended and not points_back and not is_letter
    return may_be_new or is_late(asked) or asks_of_owner(asked)
