"""The way from a question to a reply on one screen; the index is taken as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answering import answer
from assistant.errors import QueryError
from assistant.model import Hit, Query
from assistant.ranking import rank, rerank, term_weights
from assistant.text import analyzer

if TYPE_CHECKING:
    from assistant.model import Reply, Statistics
    from assistant.ranking import Retriever
    from assistant.settings import Settings
    from assistant.store import Store

_SHOWN = 60
"""How many characters of a question an error repeats; what was piped in may be long."""


class Answerer:
    """Answers from an index; to be used by the thread that opened the index."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.settings = settings
        self.store = store
        self._analyzer = analyzer(settings.language)
        self._statistics: tuple[int, Statistics] | None = None

    def reply(self, query: Query, retriever: Retriever = "hybrid") -> Reply:
        """Answer a query, or say that the notes don't."""
        hits, weights = self._rank(query, retriever)
        reply = answer(
            query,
            hits,
            weights,
            self._analyzer.terms,
            answer_words=self.settings.answer_words,
            min_confidence=self.settings.min_confidence,
        )
        return replace(reply, hits=reply.hits[: self.settings.sources])

    def hits(self, query: Query, retriever: Retriever = "hybrid") -> list[Hit]:
        """Rank the sections for a query, best first."""
        return self._rank(query, retriever)[0]

    def query(self, question: str) -> Query:
        """Make a question ready for ranking; raises `QueryError` where it holds no word."""
        terms = self._analyzer.terms(question)
        if not terms:
            shown = question if len(question) <= _SHOWN else f"{question[:_SHOWN]}…"
            raise QueryError(f"{shown!r}: there is no word in it to look for; ask in words")
        return Query(question, question, tuple(terms), tuple(self._analyzer.content_terms(terms)))

    def _rank(self, query: Query, retriever: Retriever) -> tuple[list[Hit], dict[str, float]]:
        with self.store.reading():
            statistics = self._current_statistics()
            postings = self.store.postings(query.terms)
            ranked = rank(query, postings, statistics, self.settings.candidates, retriever)
            chunks = self.store.chunks(item.chunk for item in ranked)
        hits = [
            Hit(chunk, item.score, item.evidence)
            for chunk, item in zip(chunks, ranked, strict=True)
        ]
        count = statistics.chunk_count
        if retriever == "hybrid":
            hits = rerank(hits, term_weights(query.terms, postings, count), self._analyzer.terms)
        # Equal scores stand in the order of the notes, whatever ids their chunks happen to have.
        hits.sort(key=lambda hit: (-hit.score, hit.chunk.source.path, hit.chunk.source.first_line))
        return hits, term_weights(query.content, postings, count)

    def _current_statistics(self) -> Statistics:
        state = self.store.state()
        if self._statistics is None or self._statistics[0] != state:
            self._statistics = (state, self.store.statistics())
        return self._statistics[1]
