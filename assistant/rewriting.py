"""Take notes out of the index and put others in, batch by batch, within one transaction."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy

from assistant.model import BlockKind, FieldPostings, FieldStatistics, Statistics, TermPostings
from assistant.rows import ChunkRow
from assistant.runs import Row, Runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType
    from typing import Self

    from assistant.index import ChunkTerms, FittedField
    from assistant.model import Chunk, Floats, Integers
    from assistant.rows import NoteRow
    from assistant.store import Store

_EMPTY = FieldPostings(numpy.empty(0, numpy.int32), numpy.empty(0, numpy.int32))


@dataclass(frozen=True, slots=True)
class Analysed:
    """A note that was read and cut into chunks, for the index."""

    row: NoteRow
    chunks: Sequence[Chunk]
    terms: Sequence[ChunkTerms]
    """Of each chunk."""


class Rewrite:
    """A change of an index; nothing of it can be asked before `finish`."""

    def __init__(self, store: Store) -> None:
        """Begin in a transaction of the store."""
        self._store = store
        self._before = store.statistics()
        self._removed: set[int] = set()
        self._touched: set[int] = set()
        self._words: Counter[str] = Counter()
        self._first_id: int | None = None
        self._notes = array("i")
        self._heading_lengths = array("i")
        self._body_lengths = array("i")
        self._numbers: dict[str, int] = {}
        self._first_new_term = store.next_term_id()
        self._new_terms: list[str] = []
        self._runs = Runs(store.path.parent if store.path else None)
        self.changed = False
        """Whether there is anything to finish."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._runs.__exit__(kind, error, trace)

    def remove(self, paths: Iterable[str]) -> None:
        """Take notes out."""
        for path in paths:
            self.changed = True
            for gone in self._store.remove_note(path):
                self._removed.add(gone.id)
                self._touched |= gone.terms
                self._words.subtract(_words([gone.chunk]))

    def add(self, batch: Sequence[Analysed]) -> None:
        """Put notes in, after those they replace were taken out."""
        if not batch:
            return
        # Imported here, since notes that were only touched need none of the libraries.
        from assistant.index import fit_bm25

        self.changed = True
        first_id = self._next_id()
        terms = [chunk for item in batch for chunk in item.terms]
        heading = fit_bm25([chunk.heading for chunk in terms], first_id)
        body = fit_bm25([chunk.body for chunk in terms], first_id)
        self._heading_lengths.extend(heading.lengths)
        self._body_lengths.extend(body.lengths)
        self._name(sorted(heading.postings.keys() | body.postings.keys()))
        self._runs.add(self._rows(heading, body))
        for item in batch:
            self._words.update(_words(item.chunks))
            self._add_note(item)

    def finish(self) -> None:
        """Bring the rest of the index in line with the notes that are there now."""
        gone = numpy.array(sorted(self._removed), dtype=numpy.int32)
        self._store.put_postings(self._postings(gone))
        self._store.count_words(self._words)
        self._put_statistics(gone)
        self._store.seal_notes()

    def _next_id(self) -> int:
        """Give the first chunk id above all in use; that of what was last and is gone is free."""
        if self._first_id is None:
            left = self._before.notes.copy()
            left[list(self._removed)] = 0
            used = numpy.flatnonzero(left)
            self._first_id = int(used[-1]) + 1 if used.size else 0
        return self._first_id + len(self._notes)

    def _name(self, terms: Sequence[str]) -> None:
        """Find the ids of terms, and give one to each that is new."""
        unknown = [term for term in terms if term not in self._numbers]
        self._numbers |= self._store.term_ids(unknown)
        for term in unknown:
            if term not in self._numbers:
                self._numbers[term] = self._first_new_term + len(self._new_terms)
                self._new_terms.append(term)

    def _rows(self, heading: FittedField, body: FittedField) -> Iterator[Row]:
        terms = heading.postings.keys() | body.postings.keys()
        for number, term in sorted((self._numbers[term], term) for term in terms):
            yield Row(number, heading.postings.get(term, _EMPTY), body.postings.get(term, _EMPTY))

    def _add_note(self, item: Analysed) -> None:
        first_id = self._next_id()
        rows = [
            ChunkRow(
                number,
                chunk,
                _has_code(chunk),
                _has_list(chunk),
                terms.own,
                [self._numbers[term] for term in terms.heading],
                [self._numbers[term] for term in terms.body],
            )
            for number, (chunk, terms) in enumerate(
                zip(item.chunks, item.terms, strict=True), start=first_id
            )
        ]
        note = self._store.add_note(item.row, rows)
        self._notes.extend([note] * len(rows))

    def _postings(self, gone: Integers) -> Iterator[TermPostings]:
        """Give each term that changes with the chunks that hold it now."""
        self._runs.add(Row(number, _EMPTY, _EMPTY) for number in sorted(self._touched))
        for number, rows in self._runs.merged():
            new = number - self._first_new_term
            if new < 0:
                old = self._store.term(number)
            else:
                old = TermPostings(number, self._new_terms[new], _EMPTY, _EMPTY)
            yield TermPostings(
                number,
                old.term,
                _merged(old.heading, gone, [row.heading for row in rows]),
                _merged(old.body, gone, [row.body for row in rows]),
            )

    def _put_statistics(self, gone: Integers) -> None:
        from assistant.index import fit_tfidf_norms

        size = self._next_id()
        notes = self._column(self._before.notes, gone, self._notes, size)
        ids = numpy.flatnonzero(notes).astype(numpy.int32)

        def field(
            before: FieldStatistics, added: array[int], rows: Iterable[FieldPostings]
        ) -> FieldStatistics:
            lengths = self._column(before.lengths, gone, added, size)
            norms: Floats = fit_tfidf_norms(rows, ids, size)
            return FieldStatistics(
                lengths, norms, float(lengths.sum()) / len(ids) if len(ids) else 0.0
            )

        rows = self._store.all_postings
        self._store.put_statistics(
            Statistics(
                len(ids),
                notes,
                field(self._before.heading, self._heading_lengths, (one.heading for one in rows())),
                field(self._before.body, self._body_lengths, (one.body for one in rows())),
            )
        )

    def _column(self, before: Integers, gone: Integers, added: array[int], size: int) -> Integers:
        """Give a value for each chunk id: 0 for those that are gone or were never used."""
        first_id = size - len(added)
        column = numpy.zeros(size, dtype=numpy.int32)
        column[: len(before)] = before[:size]
        column[gone[gone < size]] = 0
        column[first_id:] = added
        return column


def _merged(old: FieldPostings, gone: Integers, added: Iterable[FieldPostings]) -> FieldPostings:
    parts = [*added]
    if old.chunks.size:
        keep = ~numpy.isin(old.chunks, gone)
        parts.insert(0, FieldPostings(old.chunks[keep], old.frequencies[keep]))
    return FieldPostings(
        numpy.concatenate([part.chunks for part in parts]),
        numpy.concatenate([part.frequencies for part in parts]),
    )


def _words(chunks: Iterable[Chunk]) -> Counter[str]:
    """Count in how many of the chunks each word stands, as spelling will look for them."""
    from assistant.spelling import words_of

    return Counter(
        word
        for chunk in chunks
        for word in set(words_of("\n".join((*chunk.source.headings, chunk.text))))
    )


def _has_code(chunk: Chunk) -> bool:
    return "`" in chunk.text or any(block.kind is BlockKind.CODE for block in chunk.blocks)


def _has_list(chunk: Chunk) -> bool:
    kinds = [block.kind for block in chunk.blocks]
    return kinds.count(BlockKind.ITEM) > 1 or BlockKind.TABLE in kinds
