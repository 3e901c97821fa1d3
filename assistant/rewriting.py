"""Take notes out of the index and put others in, batch by batch, within one transaction."""

from __future__ import annotations

from array import array
from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING

import numpy

from assistant.model import FieldPostings, FieldStatistics, Statistics, TermPostings
from assistant.norms import tfidf_norms, weighed
from assistant.rows import ChunkRow
from assistant.runs import Run, Runs, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType
    from typing import Self

    from assistant.analysing import AnalysedChunk, Batch
    from assistant.index import FittedField
    from assistant.model import Chunk, Floats, Integers
    from assistant.store import Store


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
        self._files = ExitStack()
        folder = store.path.parent if store.path else None
        self._heading = self._files.enter_context(Runs(folder))
        self._body = self._files.enter_context(Runs(folder))
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
        self._files.__exit__(kind, error, trace)

    def remove(self, paths: Iterable[str]) -> None:
        """Take notes out."""
        for path in paths:
            self.changed = True
            for gone in self._store.remove_note(path):
                self._removed.add(gone.id)
                self._touched |= gone.terms
                self._words.subtract(_words([gone.chunk]))

    def add(self, batch: Batch) -> None:
        """Put notes in, after those they replace were taken out."""
        if not batch.notes:
            return
        self.changed = True
        first_id = self._next_id()
        self._heading_lengths.extend(batch.heading.lengths.tolist())
        self._body_lengths.extend(batch.body.lengths.tolist())
        self._name(batch.terms)
        ids = numpy.array([self._numbers[term] for term in batch.terms], dtype=numpy.int32)
        self._heading.add(_run(batch.heading, ids, first_id))
        self._body.add(_run(batch.body, ids, first_id))
        self._words.update(batch.words)
        for note in batch.notes:
            first = self._next_id()
            rows = [_row(at, chunk, ids) for at, chunk in enumerate(note.chunks, start=first)]
            number = self._store.add_note(note.row, rows)
            self._notes.extend([number] * len(rows))

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
        if self._first_new_term > 1:
            self._numbers |= self._store.term_ids(unknown)
        for term in unknown:
            if term not in self._numbers:
                self._numbers[term] = self._first_new_term + len(self._new_terms)
                self._new_terms.append(term)

    def _postings(self, gone: Integers) -> Iterator[TermPostings]:
        """Give each term that changes with the chunks that hold it now."""
        touched = sorted(self._touched)
        for number, heading, body in merged(self._heading, self._body, touched):
            new = number - self._first_new_term
            if new >= 0:
                yield TermPostings(number, self._new_terms[new], heading, body)
                continue
            old = self._store.term(number)
            yield TermPostings(
                number,
                old.term,
                _merged(old.heading, gone, heading),
                _merged(old.body, gone, body),
            )

    def _put_statistics(self, gone: Integers) -> None:
        size = self._next_id()
        notes = self._column(self._before.notes, gone, self._notes, size)
        ids = numpy.flatnonzero(notes).astype(numpy.int32)
        squares_of = weighed
        if not self._before.chunk_count:
            from assistant.index import fit_tfidf

            squares_of = fit_tfidf
        heading_norms, body_norms = tfidf_norms(self._store.posting_blocks(), ids, size, squares_of)

        def field(before: FieldStatistics, added: array[int], norms: Floats) -> FieldStatistics:
            lengths = self._column(before.lengths, gone, added, size)
            average = float(lengths.sum()) / len(ids) if len(ids) else 0.0
            return FieldStatistics(lengths, norms, average)

        self._store.put_statistics(
            Statistics(
                len(ids),
                notes,
                field(self._before.heading, self._heading_lengths, heading_norms),
                field(self._before.body, self._body_lengths, body_norms),
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


def _run(field: FittedField, ids: Integers, first_id: int) -> Run:
    """Give a batch's postings with the ids of the index."""
    terms = ids[field.terms]
    order = numpy.argsort(terms, kind="stable")
    return Run(terms[order], field.chunks[order] + first_id, field.frequencies[order])


def _row(number: int, chunk: AnalysedChunk, ids: Integers) -> ChunkRow:
    return ChunkRow(
        number,
        chunk.packed,
        chunk.has_code,
        chunk.own_terms,
        ids[chunk.heading_terms],
        ids[chunk.body_terms],
    )


def _merged(old: FieldPostings, gone: Integers, added: FieldPostings) -> FieldPostings:
    keep = ~numpy.isin(old.chunks, gone)
    return FieldPostings(
        numpy.concatenate([old.chunks[keep], added.chunks]),
        numpy.concatenate([old.frequencies[keep], added.frequencies]),
    )


def _words(chunks: Iterable[Chunk]) -> Counter[str]:
    """Count in how many of the chunks each word stands, as spelling will look for them."""
    from assistant.spelling import words_of

    return Counter(
        word
        for chunk in chunks
        for word in words_of("\n".join((*chunk.source.headings, chunk.text)))
    )
