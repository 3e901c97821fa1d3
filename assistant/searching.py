"""The way from a question to the sections that are about it; the index is taken as it is."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from assistant.answers.confidence import DEPTH
from assistant.answers.continuing import MOST_SECTIONS, extended_to_usage, lacks_command
from assistant.conversation import NO_CONVERSATION, resolve
from assistant.errors import FilterError, QueryError, shortened
from assistant.language.command_questions import wants_command
from assistant.model import Hit, Query, SearchResult
from assistant.ranking import rank
from assistant.records import replace
from assistant.relevance.ranker import shipped_ranker
from assistant.relevance.weighting import alternatives_of, term_weights, unknown_terms
from assistant.reranking import asked_terms, rerank, without_unasked_facts
from assistant.storage.snapshot import Snapshot
from assistant.synonym_lists import read_synonyms, synonyms_key
from assistant.text import analyzer
from assistant.understanding import understood

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assistant.language.synonyms import Synonyms
    from assistant.matching import Found
    from assistant.model import Chunk, Conversation, Marks, Resolution, Retriever
    from assistant.relevance.ranking_types import Ranked
    from assistant.settings import Settings
    from assistant.storage.index_types import Statistics, TermPostings
    from assistant.store import Store

OPERATOR_SIGNS = ('"', "-", ":")
"""One of these is in every operator of a search box."""


class Searcher:
    """Searches an index; to be used by the thread that opened the index."""

    def __init__(
        self, store: Store, settings: Settings, synonyms_folder: Path | None = None
    ) -> None:
        """Search an index; `synonyms_folder` is where the user's list of synonyms may be."""
        self.settings = settings
        self._synonyms_folder = synonyms_folder
        self.store = store
        self.analyzer = analyzer(settings.language)
        self._kept_snapshot: Snapshot | None = None
        self._synonyms: tuple[str, Synonyms] | None = None

    def query(self, question: str, conversation: Conversation = NO_CONVERSATION) -> Query:
        """Make a question ready for ranking, with what the turns before it supply.

        Raises `QueryError` where it holds no word.
        """
        if not self.analyzer.terms(question):
            raise QueryError(_wordless(question))
        return self.resolved_query(question, resolve(conversation, question))

    def resolved_query(self, question: str, resolution: Resolution) -> Query:
        """Make a question ready for ranking of which it is known what earlier turns supply.

        Raises `QueryError` where what it comes to holds no word.
        """
        terms, content = self.analyzer.question_terms(resolution.standalone)
        if not terms:
            raise QueryError(_wordless(resolution.standalone))
        return Query(question, resolution, terms, content)

    def listed(self, query: Query, retriever: Retriever = "hybrid") -> Found:
        """Give what a search lists: the ranked sections, each with the line that is looked for.

        Where operators alone were given, there is nothing to rank by, and all that they leave is
        listed in the notes' order.
        """
        # Imported here, as below, since only a search needs it.
        from assistant.matching import Found, match_of, nothing_found

        try:
            if found := self._left_by_operators(query):
                return found
            result = self.ranked(query, retriever)
        except FilterError as error:
            return Found(query, (), reason=str(error))
        query, terms = result.query, self.analyzer.terms
        hits = result.hits[: self.settings.sources]
        matches = tuple(match_of(hit, query, result.weights, terms) for hit in hits)
        return Found(query, matches, reason="" if matches else nothing_found(query))

    def _left_by_operators(self, query: Query) -> Found | None:
        """Give the sections that operators alone leave; `None` where something is asked."""
        if not _may_hold_operator(query):
            return None
        from assistant.matching import Found, unranked
        from assistant.restricting import sections_left

        with self.store.reading():
            chunks = sections_left(query, self.store, self._snapshot().statistics, self.analyzer)
            if chunks is None:
                return None
            listed = tuple(map(unranked, islice(chunks, self.settings.sources)))
            reason = "" if listed else f"no section is left by {query.text}"
            return Found(query.reworded(""), listed, next(chunks, None) is not None, reason)

    def ranked(self, query: Query, retriever: Retriever = "hybrid", path: str = "") -> SearchResult:
        """Rank the sections for a query, and tell how it was understood.

        With a `path`, only those of the note there are ranked.
        """
        with self.store.reading():
            index = self._snapshot()
            query, allowed = self._restricted(query, index.statistics)
            if path:
                own = index.statistics.notes == self._note(path)
                allowed = own if allowed is None else allowed & own
            if retriever == "hybrid":
                return self._by_learned_score(query, index, allowed)
            return self._by_one_score(query, index, allowed, retriever)

    def sections_of(self, path: str) -> list[Hit]:
        """Give the sections of the note at a path, in order and without scores."""
        # Imported here, as in a search, since few questions need it.
        from assistant.matching import unranked

        with self.store.reading():
            index = self._snapshot()
            chunks = index.chunks((index.statistics.notes == self._note(path)).nonzero()[0])
            return [unranked(chunk).hit for chunk in chunks]

    def _note(self, path: str) -> int:
        """Give the id of the note at a path; one that is no note's where there is none."""
        return next((number for number, one in self.store.paths().items() if one == path), -1)

    def _by_learned_score(
        self, query: Query, index: Snapshot, allowed: Marks | None
    ) -> SearchResult:
        # Read before, since what they mean is asked of the same rows.
        index.postings(query.terms)
        query = self._understood(query, index)
        postings = index.postings([*query.terms, *query.alternative_terms])
        depth = self.settings.candidates
        ranking = rank(query, postings, index.statistics, depth=depth, allowed=allowed)
        terms = asked_terms(query, postings, index.statistics.chunk_count)
        ranking, candidates = without_unasked_facts(ranking, index.candidates(ranking.ids()), terms)
        ranked = rerank(query, terms, ranking, candidates, shipped_ranker(), self._most())
        chunks = index.chunks(item.chunk for item in ranked)
        if ranked and wants_command(query.standalone):
            chunks[0] = _with_usage(index, ranked[0].chunk, chunks[0])
        return _result(query, ranked, chunks, postings, index.statistics)

    def _by_one_score(
        self, query: Query, index: Snapshot, allowed: Marks | None, retriever: Retriever
    ) -> SearchResult:
        """Rank by BM25 or TF-IDF alone, the words taken as they were typed."""
        postings = index.postings([*query.terms, *query.alternative_terms])
        depth = self.settings.candidates
        ranking = rank(
            query, postings, index.statistics, depth=depth, retriever=retriever, allowed=allowed
        )
        ranked = ranking.items()[: self._most()]
        chunks = index.chunks(item.chunk for item in ranked)
        return _result(query, ranked, chunks, postings, index.statistics)

    def _understood(self, query: Query, index: Snapshot) -> Query:
        return understood(query, index, self.analyzer, self._current_synonyms())

    def _most(self) -> int:
        """Give how many sections are ranked: as many as are listed or looked at for an answer."""
        return max(self.settings.sources, DEPTH)

    def weights(self, query: Query) -> Mapping[str, float]:
        """Give what each content term of a query counts that was understood already."""
        with self.store.reading():
            index = self._snapshot()
            postings = index.postings([*query.terms, *query.alternative_terms])
            count = index.statistics.chunk_count
        return term_weights(query.content, postings, count, alternatives_of(query))

    def _restricted(self, query: Query, statistics: Statistics) -> tuple[Query, Marks | None]:
        """Give the query without its operators, and the chunks that they leave, if it has any."""
        if not _may_hold_operator(query):
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
        return replace(query.reworded(text), terms=terms, content=content)

    def _current_synonyms(self) -> Synonyms:
        key = synonyms_key(self.analyzer, self._synonyms_folder)
        if self._synonyms is None or self._synonyms[0] != key:
            self._synonyms = (key, read_synonyms(self.store, self.analyzer, self._synonyms_folder))
        return self._synonyms[1]

    def _snapshot(self) -> Snapshot:
        if self._kept_snapshot is None or self._kept_snapshot.state != self.store.state():
            self._kept_snapshot = Snapshot(self.store)
        return self._kept_snapshot


def _wordless(question: str) -> str:
    return f"{shortened(question)!r}: there is no word in it to look for; ask in words"


def _may_hold_operator(query: Query) -> bool:
    """Tell whether a query has a sign that every operator of a search box has one of."""
    return any(sign in query.standalone for sign in OPERATOR_SIGNS)


def _with_usage(index: Snapshot, number: int, chunk: Chunk) -> Chunk:
    """Give a section that has no command with those under it down to its usage, if they say it."""
    if not lacks_command(chunk):
        return chunk
    # A note's sections have ids in a row.
    behind = index.statistics.notes[number : number + 1 + MOST_SECTIONS]
    own = (behind == behind[0]).sum()
    return extended_to_usage(chunk, index.chunks(range(number + 1, number + int(own))))


def _result(
    query: Query,
    ranked: Sequence[Ranked],
    chunks: Sequence[Chunk],
    postings: Mapping[str, TermPostings],
    statistics: Statistics,
) -> SearchResult:
    hits = tuple(
        Hit(chunk, item.score, item.evidence)
        for chunk, item in zip(chunks, ranked, strict=True)
        if chunk.source.address not in query.resolution.passed_over
    )
    alternatives = alternatives_of(query)
    weights = term_weights(query.content, postings, statistics.chunk_count, alternatives)
    return SearchResult(query, hits, weights, unknown_terms(query.content, postings, alternatives))
