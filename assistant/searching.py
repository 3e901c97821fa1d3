"""The way from a question to the sections that are about it; the index is taken as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answers.confidence import DEPTH
from assistant.answers.continuing import MOST_SECTIONS, extended_to_usage, lacks_command
from assistant.conversation import resolve
from assistant.errors import QueryError, shortened
from assistant.language.command_questions import wants_command
from assistant.model import Conversation, Hit, Query, SearchResult
from assistant.ranking import rank
from assistant.records import replace
from assistant.relevance.ranker import shipped_ranker
from assistant.relevance.weighting import alternatives_of, term_weights, unknown_terms
from assistant.reranking import asked_terms, rerank
from assistant.storage.snapshot import Snapshot
from assistant.text import analyzer
from assistant.understanding import read_synonyms, synonyms_key, understood

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import numpy
    from numpy.typing import NDArray

    from assistant.language.synonyms import Synonyms
    from assistant.model import Chunk, Retriever
    from assistant.relevance.ranking_types import Ranked
    from assistant.settings import Settings
    from assistant.storage.index_types import Statistics, TermPostings
    from assistant.store import Store

    Marks = NDArray[numpy.bool]

_NO_CONVERSATION = Conversation()

OPERATOR_SIGNS = ('"', "-", ":")
"""One of these is in every operator of a search box."""


class Searcher:
    """Searches an index; to be used by the thread that opened the index."""

    def __init__(self, store: Store, settings: Settings, folder: Path | None = None) -> None:
        """Search an index; `folder` is where the user's list of synonyms may be."""
        self.settings = settings
        self._folder = folder
        self.store = store
        self.analyzer = analyzer(settings.language)
        self._read: Snapshot | None = None
        self._synonyms: tuple[str, Synonyms] | None = None

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

    def hits(self, query: Query, retriever: Retriever = "hybrid") -> Sequence[Hit]:
        """Rank the sections for a query, best first."""
        return self.ranked(query, retriever).hits

    def ranked(self, query: Query, retriever: Retriever = "hybrid", path: str = "") -> SearchResult:
        """Rank the sections for a query, and tell how it was understood.

        With a `path` only those of the note there are.
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
        query = understood(query, index, self.analyzer, self._current_synonyms())
        postings = index.postings(_looked_up(query))
        depth = self.settings.candidates
        ranking = rank(query, postings, index.statistics, depth=depth, allowed=allowed)
        candidates = index.candidates(ranking.ids())
        terms = asked_terms(query, postings, index.statistics.chunk_count)
        ranked = rerank(query, terms, ranking, candidates, shipped_ranker(), self._most())
        chunks = index.chunks(item.chunk for item in ranked)
        if ranked and wants_command(query.standalone):
            chunks[0] = _with_usage(index, ranked[0].chunk, chunks[0])
        return _result(query, ranked, chunks, postings, index.statistics)

    def _by_one_score(
        self, query: Query, index: Snapshot, allowed: Marks | None, retriever: Retriever
    ) -> SearchResult:
        """Rank by BM25 or TF-IDF alone, the words taken as they were typed."""
        postings = index.postings(_looked_up(query))
        depth = self.settings.candidates
        ranking = rank(
            query, postings, index.statistics, depth=depth, retriever=retriever, allowed=allowed
        )
        ranked = ranking.items()[: self._most()]
        chunks = index.chunks(item.chunk for item in ranked)
        return _result(query, ranked, chunks, postings, index.statistics)

    def _most(self) -> int:
        """Give how many sections are ranked: as many as are listed or looked at for an answer."""
        return max(self.settings.sources, DEPTH)

    def weights(self, query: Query) -> Mapping[str, float]:
        """Give what each content term of a query counts that was understood already."""
        with self.store.reading():
            index = self._snapshot()
            postings = index.postings(_looked_up(query))
            count = index.statistics.chunk_count
        return term_weights(query.content, postings, count, alternatives_of(query))

    def _restricted(self, query: Query, statistics: Statistics) -> tuple[Query, Marks | None]:
        """Give the query without its operators, and the chunks that they leave, if it has any."""
        if not may_hold_operator(query):
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


def may_hold_operator(query: Query) -> bool:
    """Tell whether a query has a sign that every operator of a search box has one of."""
    return any(sign in query.standalone for sign in OPERATOR_SIGNS)


def _looked_up(query: Query) -> Iterable[str]:
    """Give the terms whose rows a query needs: its own, and those that may stand in their place."""
    return (*query.terms, *(other for _, other, _ in query.alternatives))


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
        if chunk.source.address not in query.passed_over
    )
    alternatives = alternatives_of(query)
    weights = term_weights(query.content, postings, statistics.chunk_count, alternatives)
    return SearchResult(query, hits, weights, unknown_terms(query.content, postings, alternatives))
