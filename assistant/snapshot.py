"""One state of the index, with what was read of it kept for the next question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.model import Statistics, TermPostings
    from assistant.store import Store

MOST_BYTES = 64_000_000
"""How much memory the postings kept may take. The commonest words, whose lists are long, are in
every question."""


class Snapshot:
    """What an index holds; good until its state changes."""

    def __init__(self, store: Store) -> None:
        """Read what every question needs; to be used within `store.reading()`, as its methods."""
        self._store = store
        self.state = store.state()
        self.statistics: Statistics = store.statistics()
        self._rows: dict[str, TermPostings] = {}
        self._missing: set[str] = set()
        self._bytes = 0

    def postings(self, terms: Iterable[str]) -> dict[str, TermPostings]:
        """Give the rows of those of the terms that stand in the notes."""
        wanted = set(terms)
        unknown = wanted - self._rows.keys() - self._missing
        if unknown:
            self._keep(unknown, self._store.postings(unknown))
        return {term: self._rows[term] for term in wanted if term in self._rows}

    def holds(self, terms: Iterable[str]) -> bool:
        """Tell whether every one of the terms stands in the notes."""
        return not {*terms} - self._rows.keys() or self._store.holds(terms)

    def words(self, prefix: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Read words as `Store.words` does."""
        return self._store.words(prefix, shortest, longest)

    def _keep(self, wanted: Iterable[str], found: dict[str, TermPostings]) -> None:
        self._bytes += sum(map(_size, found.values()))
        if self._bytes > MOST_BYTES:
            self._rows.clear()
            self._missing.clear()
            self._bytes = sum(map(_size, found.values()))
        self._rows |= found
        self._missing.update(term for term in wanted if term not in found)


def _size(row: TermPostings) -> int:
    return sum(
        array.nbytes
        for field in (row.heading, row.body)
        for array in (field.chunks, field.frequencies)
    )
