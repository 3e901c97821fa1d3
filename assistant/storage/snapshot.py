"""One state of the index, with what was read of it kept for the next question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from assistant.records import replace
from assistant.storage.meanings import is_meaning, row_of, words_of
from assistant.storage.rows import chunk_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assistant.model import Chunk
    from assistant.storage.index_reader import IndexReader
    from assistant.storage.index_types import Candidate, FieldPostings, Statistics, TermPostings

    _Read = Callable[[set[str]], Mapping[str, TermPostings]]

MOST_BYTES = 64_000_000
"""How much memory the postings kept may take. The commonest words, whose lists are long, are in
every question."""

MOST_CANDIDATE_BYTES = 16_000_000
"""The same for the candidates kept. Questions on a few hundred sections soon had all of them."""

LAID_OUT = 1 / 16
"""Which share of all chunks a list of postings names, at least, to be laid out by chunk id; it then
takes half as much memory again. Of many notes few are scored, and to look these up takes a tenth of
the time that it takes to go through the longest lists."""


class Snapshot:
    """What an index holds; good until its state changes."""

    def __init__(self, store: IndexReader) -> None:
        """Read what every question needs; to be used within `store.reading()`, as its methods."""
        self._store = store
        self.state = store.state()
        self.statistics: Statistics = store.statistics()
        self._rows: dict[str, TermPostings] = {}
        self._missing: set[str] = set()
        self._bytes = 0
        self._candidates: dict[int, Candidate] = {}
        self._candidate_bytes = 0

    def postings(self, terms: Iterable[str]) -> dict[str, TermPostings]:
        """Give the rows of those of the terms that stand in the notes, and of meanings as well."""
        wanted = set(terms)
        meanings = set(filter(is_meaning, wanted))
        rows = self._known_or(wanted - meanings, self._store.postings)
        return rows | self._known_or(meanings, self._rows_of_meanings) if meanings else rows

    def _known_or(self, wanted: set[str], read: _Read) -> dict[str, TermPostings]:
        rows = {term: self._rows[term] for term in wanted if term in self._rows}
        if unknown := wanted - rows.keys() - self._missing:
            size = len(self.statistics.notes)
            found = {term: laid_out(row, size) for term, row in read(unknown).items()}
            self._keep(unknown, found)
            rows |= found
        return rows

    def _rows_of_meanings(self, names: set[str]) -> dict[str, TermPostings]:
        rows = self.postings({word for name in names for word in words_of(name)})
        return {name: row for name in names if (row := row_of(name, rows))}

    def holds(self, terms: Iterable[str]) -> bool:
        """Tell whether every one of the terms stands in the notes."""
        # Not as the difference to all that are known, of which each would be looked at.
        unread = {term for term in terms if term not in self._rows}
        return unread.isdisjoint(self._missing) and self._store.holds(unread)

    def words(self, prefix: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Read words as `IndexReader.words` does."""
        return self._store.words(prefix, shortest, longest)

    def candidates(self, ids: Iterable[int]) -> list[Candidate]:
        """Read what ranking looks at, in the order of the ids."""
        wanted = list(ids)
        found = {chunk: self._candidates[chunk] for chunk in wanted if chunk in self._candidates}
        if unknown := [chunk for chunk in wanted if chunk not in found]:
            read = {one.chunk: one for one in self._store.candidates(unknown)}
            self._keep_candidates(read)
            found |= read
        return [found[chunk] for chunk in wanted]

    def chunks(self, ids: Iterable[int]) -> list[Chunk]:
        """Read chunks in the order of their ids; of those that were candidates, nothing anew."""
        return [
            chunk_of(kept)
            if (kept := self._candidates.get(chunk))
            else self._store.chunks([chunk])[0]
            for chunk in ids
        ]

    def _keep_candidates(self, read: Mapping[int, Candidate]) -> None:
        size = sum(map(_candidate_size, read.values()))
        if self._candidate_bytes + size > MOST_CANDIDATE_BYTES:
            self._candidates.clear()
            self._candidate_bytes = 0
        self._candidates |= read
        self._candidate_bytes += size

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
        for array in (field.chunks, field.frequencies, field.by_chunk)
        if array is not None
    )


def _candidate_size(candidate: Candidate) -> int:
    # The text is there twice.
    return 2 * len(candidate.text) + candidate.heading.nbytes + candidate.body.nbytes


def laid_out(row: TermPostings, size: int) -> TermPostings:
    """Lay a term's long lists out by chunk id, of which there are so many."""
    if max(len(row.heading.chunks), len(row.body.chunks)) < LAID_OUT * size:
        return row
    return replace(row, heading=_by_chunk(row.heading, size), body=_by_chunk(row.body, size))


def _by_chunk(field: FieldPostings, size: int) -> FieldPostings:
    if len(field.chunks) < LAID_OUT * size:
        return field
    # In as few bytes as it can be, so that more of it is at hand for the processor.
    by_chunk = numpy.zeros(size, numpy.min_scalar_type(field.frequencies.max(initial=0)))
    by_chunk[field.chunks] = field.frequencies
    return replace(field, by_chunk=by_chunk)
