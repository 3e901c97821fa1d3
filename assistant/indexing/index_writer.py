"""Take notes out of the index and put others in, batch by batch, within one transaction.

How rows are written is in `store.py`; here is what they have to be.
"""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from itertools import count, islice
from typing import TYPE_CHECKING

import numpy

from assistant.indexing.fields import written
from assistant.indexing.posting_runs import Run, Runs
from assistant.language.spelling import words_of
from assistant.storage.index_types import (
    FieldPostings,
    FieldStatistics,
    PostingBlock,
    Statistics,
)
from assistant.storage.norms import tfidf_norms, weigh
from assistant.storage.packing import pack_lists, pack_postings, unpack_postings
from assistant.storage.ragged import Ragged
from assistant.storage.written_rows import ChunkRow, PostingsRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Self

    from assistant.indexing.analysing import Analysed, AnalysedNote
    from assistant.model import Floats, Integers
    from assistant.store import Store


class IndexWriter:
    """One change of an index; nothing of it can be asked before `finish`."""

    def __init__(self, store: Store) -> None:
        """Begin in a transaction of the store."""
        self._store = store
        self._before = store.statistics()
        self._removed: set[int] = set()
        self._touched: set[int] = set()
        self._words: dict[str, int] = defaultdict(int)
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

    def __exit__(self, *_error: object) -> None:
        self._runs.close()

    def remove(self, paths: Iterable[str]) -> None:
        """Take notes out."""
        for path in paths:
            self.changed = True
            for gone in self._store.remove_note(path):
                self._removed.add(gone.id)
                self._touched |= gone.terms
                for word in words_of("\n".join(written(gone.chunk))):
                    self._words[word] -= 1

    def add(self, analysed: Analysed) -> None:
        """Put notes in, after those they replace were taken out."""
        if not analysed.notes:
            return
        self.changed = True
        first_id = self._next_id()
        ids = self._ids_of(analysed.terms)
        fields = (analysed.heading, analysed.body)
        heading, body = (_moved(field.postings, first_id) for field in fields)
        self._runs.add(Run(ids, (heading, body)))
        self._heading_lengths.extend(analysed.heading.documents.sizes.tolist())
        self._body_lengths.extend(analysed.body.documents.sizes.tolist())
        for word, holders in zip(analysed.words, analysed.word_counts.tolist(), strict=True):
            self._words[word] += holders
        terms = [
            pack_lists(Ragged(ids[field.documents.values], field.documents.sizes))
            for field in fields
        ]
        self._add_notes(analysed.notes, zip(analysed.own_terms.tolist(), *terms, strict=True))
        if not self._before.chunk_count:
            # Now, while others read the next notes, since it takes a second.
            from assistant.index import import_libraries

            import_libraries()

    def _add_notes(
        self, notes: Iterable[AnalysedNote], terms: Iterator[tuple[int, bytes, bytes]]
    ) -> None:
        for note in notes:
            chunks = zip(note.chunks, islice(terms, len(note.chunks)), strict=True)
            rows = [
                ChunkRow(number, chunk.packed, chunk.has_code, *own)
                for number, (chunk, own) in enumerate(chunks, self._next_id())
            ]
            number = self._store.add_note(note.row, rows)
            self._notes.extend([number] * len(rows))

    def finish(self) -> None:
        """Bring the rest of the index in line with the notes that are there now."""
        gone = numpy.array(sorted(self._removed), dtype=numpy.int32)
        self._store.count_words(self._words)
        self._put_statistics(gone)
        self._store.seal_notes()

    def _next_id(self) -> int:
        """Give the id of the next chunk: the first above all of those that stay and were added."""
        if self._first_id is None:
            left = self._before.notes.copy()
            left[list(self._removed)] = 0
            used = numpy.flatnonzero(left)
            self._first_id = int(used[-1]) + 1 if used.size else 0
        return self._first_id + len(self._notes)

    def _ids_of(self, terms: Sequence[str]) -> Integers:
        """Find the ids of terms, and give one to each that is new."""
        unknown = [term for term in terms if term not in self._numbers]
        if self._first_new_term > 1:
            self._numbers |= self._store.term_ids(unknown)
            unknown = [term for term in unknown if term not in self._numbers]
        new = self._first_new_term + len(self._new_terms)
        self._numbers.update(zip(unknown, count(new)))
        self._new_terms += unknown
        return numpy.fromiter(map(self._numbers.__getitem__, terms), numpy.int32, len(terms))

    def _write_terms(self, gone: Integers, ids: Integers, size: int) -> Floats:
        """Write the rows of all terms that change; give the norms of the chunks that are left."""
        added = self._written_terms(gone)
        if not self._before.chunk_count:
            # All terms are new, and they come in alphabetical order.
            from assistant.index import fit_tfidf

            return tfidf_norms(added, ids, size, fit_tfidf)
        deque(added, maxlen=0)
        return tfidf_norms(self._store.posting_blocks(), ids, size, weigh)

    def _written_terms(self, gone: Integers) -> Iterator[tuple[PostingBlock, PostingBlock]]:
        """Write rows while giving what the new chunks add to them."""
        names = sorted(self._numbers)
        added = [self._numbers[name] for name in names]
        terms = numpy.array([*added, *sorted(self._touched.difference(added))], dtype=numpy.int32)
        for numbers, fields in self._runs.merged(terms):
            self._store.put_postings(self._rows(numbers, fields, gone))
            yield fields

    def _rows(
        self, numbers: Integers, fields: Sequence[PostingBlock], gone: Integers
    ) -> Iterator[PostingsRow]:
        """Give the rows of some terms as they are now."""
        columns = [
            pack_lists(Ragged(values, block.sizes))
            for block in fields
            for values in (block.chunks, block.frequencies)
        ]
        for number, *packed in zip(numbers.tolist(), *columns, strict=True):
            new = number - self._first_new_term
            if new >= 0:
                yield PostingsRow(number, self._new_terms[new], *packed)
            else:
                yield self._changed(number, packed, gone)

    def _changed(self, number: int, packed: Sequence[bytes], gone: Integers) -> PostingsRow:
        """Give the row of a term that the index holds, with what is added to it."""
        old = self._store.term(number)
        added = unpack_postings(number, old.term, *packed)
        heading = _merged(old.heading, gone, added.heading)
        body = _merged(old.body, gone, added.body)
        return PostingsRow(number, old.term, *pack_postings(heading, body))

    def _put_statistics(self, gone: Integers) -> None:
        size = self._next_id()
        notes = self._column(self._before.notes, gone, self._notes, size)
        ids = numpy.flatnonzero(notes).astype(numpy.int32)
        heading_norms, body_norms = self._write_terms(gone, ids, size)

        def field(before: FieldStatistics, added: array[int], norms: Floats) -> FieldStatistics:
            lengths = self._column(before.lengths, gone, added, size)
            return FieldStatistics.of(lengths, norms, len(ids))

        self._store.put_statistics(
            Statistics(
                chunk_count=len(ids),
                notes=notes,
                heading=field(self._before.heading, self._heading_lengths, heading_norms),
                body=field(self._before.body, self._body_lengths, body_norms),
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


def _moved(block: PostingBlock, first_id: int) -> PostingBlock:
    """Name chunks by their ids, of which the first is given."""
    return PostingBlock(block.chunks + first_id, block.frequencies, block.sizes)


def _merged(old: FieldPostings, gone: Integers, added: FieldPostings) -> FieldPostings:
    keep = ~numpy.isin(old.chunks, gone)
    return FieldPostings(
        numpy.concatenate([old.chunks[keep], added.chunks]),
        numpy.concatenate([old.frequencies[keep], added.frequencies]),
    )
