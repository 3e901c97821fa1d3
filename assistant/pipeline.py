"""The story on one screen: open the notes, ask, get a reply.

Notes become chunks become an index, which is made once and refreshed when the notes change; a
question becomes a query, ranked hits, and an answer. Each stage is a module that knows none of
the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answering import answer
from assistant.database import DamagedError
from assistant.errors import QueryError
from assistant.model import Hit, Query, Status
from assistant.notes import list_notes
from assistant.ranking import rank, rerank, term_weights
from assistant.refreshing import changes, refresh
from assistant.store import Store
from assistant.text import analyzer
from assistant.workspace import fingerprint, notes_root, open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from assistant.model import Reply, Statistics
    from assistant.ranking import Retriever
    from assistant.refreshing import Refresh
    from assistant.settings import Settings


class Assistant:
    """A folder of notes, ready to be asked; to be used by the thread that made it."""

    def __init__(
        self,
        settings: Settings,
        *,
        warn: Callable[[str], None] = lambda _line: None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> None:
        """Open the notes and their index, which the first question brings up to date.

        `warn` is given a line for each thing that is wrong but stops nothing, `progress` the
        number of notes read and of all to read. Raises `NotesError` where there are no notes.
        """
        self.settings = settings
        self.root = notes_root(settings)
        self.store = open_store(self.root, settings, warn)
        self._warn = warn
        self._progress = progress
        self._analyzer = analyzer(settings.language)
        self._statistics: tuple[int, Statistics] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the index file."""
        self.store.close()

    def ask(self, question: str, retriever: Retriever = "hybrid") -> Reply:
        """Answer a question from the notes as they are now.

        Raises `QueryError` for a question without a word, `NotesError` when the notes are gone.
        """
        query = self.query(question)
        self.refresh()
        hits, weights = self._rank(query, retriever)
        return answer(
            query,
            hits,
            weights,
            self._analyzer.terms,
            answer_words=self.settings.answer_words,
            min_confidence=self.settings.min_confidence,
        )

    def search(self, question: str, retriever: Retriever = "hybrid") -> list[Hit]:
        """Rank the sections of the notes as they are now, best first; raises what `ask` does."""
        query = self.query(question)
        self.refresh()
        return self._rank(query, retriever)[0]

    def query(self, question: str) -> Query:
        """Make a question ready for ranking; raises `QueryError` where it holds no word."""
        terms = self._analyzer.terms(question)
        if not terms:
            raise QueryError(f"{question!r}: there is no word in it to look for; ask in words")
        return Query(question, question, tuple(terms), tuple(self._analyzer.content_terms(terms)))

    def refresh(self) -> Refresh:
        """Bring the index up to date with the notes; raises `NotesError` when they are gone."""
        try:
            result = refresh(self.store, self.root, self.settings, self._progress)
        except DamagedError as error:
            self._warn(f"{self.store.path}: the index was damaged ({error}) and is made anew")
            self.store.reset()
            result = refresh(self.store, self.root, self.settings, self._progress)
        except OSError as error:
            self._warn(f"{self.store.path}: {error}; the index is kept in memory this time")
            self.store = Store(None, fingerprint(self.root, self.settings))
            result = refresh(self.store, self.root, self.settings, self._progress)
        for line in result.warnings:
            self._warn(line)
        return result

    def status(self) -> Status:
        """Say what notes are asked, and how their index stands; changes nothing."""
        listing = list_notes(self.root, self.settings.follow_links)
        with self.store.reading():
            known = self.store.note_rows()
            sections = self.store.statistics().chunk_count
            terms = self.store.term_count()
        return Status(
            notes=str(self.root),
            index=str(self.store.path or "in memory"),
            index_bytes=self.store.path.stat().st_size if self.store.path else 0,
            files=len(listing.files),
            indexed=len(known),
            sections=sections,
            terms=terms,
            changed=tuple(path for path in changes(listing, known)),
            warnings=(
                *listing.warnings,
                *(line for row in known.values() for line in row.warnings),
            ),
        )

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
        hits = rerank(hits, term_weights(query.terms, postings, count), self._analyzer.terms)
        return hits[: self.settings.sources], term_weights(query.content, postings, count)

    def _current_statistics(self) -> Statistics:
        state = self.store.state()
        if self._statistics is None or self._statistics[0] != state:
            self._statistics = (state, self.store.statistics())
        return self._statistics[1]
