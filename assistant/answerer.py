"""The way from a question to a reply on one screen; the index is taken as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answering import answer
from assistant.confidence import DEPTH, shipped_model
from assistant.errors import QueryError
from assistant.model import Hit, Query
from assistant.ranker import shipped_ranker, shipped_span_ranker
from assistant.ranking import rank, term_weights
from assistant.reranking import rerank
from assistant.scoring import alternatives_of
from assistant.snapshot import Snapshot
from assistant.text import analyzer
from assistant.understanding import read_synonyms, synonyms_key, understood

if TYPE_CHECKING:
    from pathlib import Path

    import numpy
    from numpy.typing import NDArray

    from assistant.model import Reply, Statistics
    from assistant.ranking import Retriever
    from assistant.settings import Settings
    from assistant.store import Store
    from assistant.synonyms import Synonyms

_SHOWN = 60
"""How many characters of a question an error repeats; what was piped in may be long."""


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
        """Answer a query, or say that the notes don't."""
        query, hits, weights = self.ranked(query, retriever)
        reply = answer(
            query,
            hits,
            weights,
            self.analyzer.terms,
            shipped_span_ranker(),
            shipped_model(),
            answer_words=self.settings.answer_words,
            min_confidence=self.settings.min_confidence,
        )
        return replace(reply, hits=reply.hits[: self.settings.sources])

    def hits(self, query: Query, retriever: Retriever = "hybrid") -> list[Hit]:
        """Rank the sections for a query, best first."""
        return self.ranking(query, retriever)[1]

    def ranking(self, query: Query, retriever: Retriever = "hybrid") -> tuple[Query, list[Hit]]:
        """Rank as `hits` does, and give the query as it was understood."""
        query, hits, _ = self.ranked(query, retriever)
        return query, hits

    def query(self, question: str) -> Query:
        """Make a question ready for ranking; raises `QueryError` where it holds no word."""
        terms = self.analyzer.terms(question)
        if not terms:
            shown = question if len(question) <= _SHOWN else f"{question[:_SHOWN]}…"
            raise QueryError(f"{shown!r}: there is no word in it to look for; ask in words")
        return Query(question, question, tuple(terms), tuple(self.analyzer.content_terms(terms)))

    def ranked(
        self, query: Query, retriever: Retriever = "hybrid"
    ) -> tuple[Query, list[Hit], dict[str, float]]:
        """Give the query as it was understood, the hits, and what each content term counts."""
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
            ranked = rank(query, postings, statistics, self.settings.candidates, retriever, allowed)
            if retriever == "hybrid":
                candidates = self.store.candidates(item.chunk for item in ranked)
                ranked = rerank(
                    query, ranked, candidates, postings, statistics, shipped_ranker(), most
                )
            ranked = ranked[:most]
            chunks = self.store.chunks(item.chunk for item in ranked)
        hits = [
            Hit(chunk, item.score, item.evidence)
            for chunk, item in zip(chunks, ranked, strict=True)
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
        terms = self.analyzer.terms(text)
        if not terms:
            raise QueryError(f"{query.text!r}: says where to look, but not for what; add words")
        content = self.analyzer.content_terms(terms)
        return replace(query, standalone=text, terms=tuple(terms), content=tuple(content))

    def _current_synonyms(self) -> Synonyms:
        key = synonyms_key(self.analyzer, self._folder)
        if self._synonyms is None or self._synonyms[0] != key:
            self._synonyms = (key, read_synonyms(self.store, self.analyzer, self._folder))
        return self._synonyms[1]

    def _snapshot(self) -> Snapshot:
        if self._read is None or self._read.state != self.store.state():
            self._read = Snapshot(self.store)
        return self._read
