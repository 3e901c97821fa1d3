"""Bring the index up to date with the notes: find what changed, and fit that again.

Finding that nothing changed, which is what most questions meet, reads no note and imports neither
the Markdown parser nor the libraries that fit.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy

from assistant.folder import printable
from assistant.model import BlockKind, FieldPostings, FieldStatistics, Statistics, TermPostings
from assistant.notes import list_notes, read_note
from assistant.store import ChunkRow, NoteRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from assistant.index import ChunkTerms
    from assistant.model import Chunk, Integers, Note
    from assistant.notes import Listing, NoteFile
    from assistant.settings import Settings
    from assistant.store import Store

    Progress = Callable[[int, int], None]
    """Called with the number of notes done and of all to do."""

RACY_NS = 2_000_000_000
"""A file read within this time after it was written may have been written again with the same
time stamp (some file systems count in steps of two seconds), so it is read once more."""


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh found and did."""

    read: int
    """Notes read anew, because they were new or had changed."""
    removed: int
    """Notes of the index that are gone."""
    warnings: tuple[str, ...]
    """One line each."""

    @property
    def changed(self) -> bool:
        """Whether the index is another than before."""
        return bool(self.read or self.removed)


@dataclass(frozen=True, slots=True)
class _Read:
    row: NoteRow
    chunks: Sequence[Chunk]
    terms: Sequence[ChunkTerms]


def refresh(
    store: Store, root: Path, settings: Settings, progress: Progress = lambda _done, _all: None
) -> Refresh:
    """Bring the index up to date.

    Raises `NotesError` where the notes can't be listed, and leaves the index as it was then.
    """
    listing = list_notes(root, settings.follow_links)
    with store.reading():
        known = store.note_rows()
    if not changes(listing, known):
        return Refresh(0, 0, listing.warnings)
    with store.writing():
        return _update(store, listing, settings, progress)


def changes(listing: Listing, known: Mapping[str, NoteRow]) -> list[str]:
    """Give the paths of notes that are new, gone, or may have changed, in order."""
    gone = known.keys() - {file.path for file in listing.files}
    return sorted(
        gone | {file.path for file in listing.files if _is_suspect(file, known.get(file.path))}
    )


def _is_suspect(file: NoteFile, known: NoteRow | None) -> bool:
    if known is None or (file.size, file.mtime_ns) != (known.size, known.mtime_ns):
        return True
    return known.read_ns - known.mtime_ns < RACY_NS and time.time_ns() - known.mtime_ns >= RACY_NS


def _update(store: Store, listing: Listing, settings: Settings, progress: Progress) -> Refresh:
    # Read again, since another process may have refreshed before this one got to write.
    known = store.note_rows()
    changed = set(changes(listing, known))
    suspects = [file for file in listing.files if file.path in changed]
    gone = changed - {file.path for file in suspects}
    read: list[_Read] = []
    unreadable: list[str] = []
    for done, file in enumerate(suspects):
        progress(done, len(suspects))
        try:
            result = _read(file, known.get(file.path), settings)
        except OSError:
            unreadable.append(file.path)
            continue
        if isinstance(result, NoteRow):
            store.touch_note(result.path, result.size, result.mtime_ns, result.read_ns)
        else:
            read.append(result)
    progress(len(suspects), len(suspects))
    stale = sorted((gone | {item.row.path for item in read} | set(unreadable)) & known.keys())
    if read or stale:
        _replace(store, stale, read)
    warnings = (
        *listing.warnings,
        *(warning for item in read for warning in item.row.warnings),
        *_unreadable_warning(unreadable),
    )
    return Refresh(len(read), len(stale) - len([r for r in read if r.row.path in known]), warnings)


def _unreadable_warning(paths: Sequence[str]) -> tuple[str, ...]:
    if not paths:
        return ()
    count = f"{len(paths)} note{'s' if len(paths) > 1 else ''} could not be read"
    return (f"{count} (first: {printable(paths[0])}); check the permissions",)


def add_notes(store: Store, notes: Iterable[Note], settings: Settings) -> None:
    """Index notes that stand in no file, in an index that no folder is kept in."""
    read = [
        _analysed(NoteRow(note.path, 0, 0, 0, "", note.tags, ()), note, settings) for note in notes
    ]
    with store.writing():
        _replace(store, (), read)


def _read(file: NoteFile, known: NoteRow | None, settings: Settings) -> _Read | NoteRow:
    """Read a note, and analyse it where its content is not what the index knows."""
    read_ns = time.time_ns()
    found = read_note(file)
    row = NoteRow(
        file.path, file.size, file.mtime_ns, read_ns, found.digest, found.note.tags, found.warnings
    )
    if known is not None and known.digest == found.digest:
        return row
    return _analysed(row, found.note, settings)


def _analysed(row: NoteRow, note: Note, settings: Settings) -> _Read:
    from assistant.chunking import chunk_note
    from assistant.index import chunk_terms

    chunks = chunk_note(note, settings.chunk_words)
    return _Read(row, chunks, [chunk_terms(note, chunk, settings.language) for chunk in chunks])


def _replace(store: Store, stale: Iterable[str], read: Sequence[_Read]) -> None:
    """Take the stale notes out of the index and put the notes read into it."""
    from assistant.index import fit_bm25

    touched: set[int] = set()
    removed: list[int] = []
    words: Counter[str] = Counter()
    for path in stale:
        words.subtract(_words(store.chunks_of(path)))
        touched |= store.terms_of_chunks(path)
        removed += store.remove_note(path)
    rows = {row.term: row for row in map(store.term, touched)}

    first_id = store.next_chunk_id()
    terms = [chunk for item in read for chunk in item.terms]
    heading = fit_bm25([chunk.heading for chunk in terms], first_id)
    body = fit_bm25([chunk.body for chunk in terms], first_id)
    ids = store.term_ids(sorted(heading.postings.keys() | body.postings.keys()))
    rows |= store.postings(ids.keys() - rows.keys())
    gone = numpy.array(sorted(removed), dtype=numpy.int32)
    store.put_postings(
        TermPostings(
            row.number,
            term,
            _merged(row.heading, gone, heading.postings.get(term)),
            _merged(row.body, gone, body.postings.get(term)),
        )
        for term, row in rows.items()
    )
    words.update(_words(chunk for item in read for chunk in item.chunks))
    store.count_words(words)
    _add_notes(store, read, first_id, ids)
    _put_statistics(store, gone, first_id, heading.lengths, body.lengths)


def _words(chunks: Iterable[Chunk]) -> Counter[str]:
    """Count in how many of the chunks each word stands, as spelling will look for them."""
    from assistant.spelling import words_of

    return Counter(
        word
        for chunk in chunks
        for word in set(words_of("\n".join((*chunk.source.headings, chunk.text))))
    )


def _merged(old: FieldPostings, gone: Integers, new: FieldPostings | None) -> FieldPostings:
    keep = ~numpy.isin(old.chunks, gone)
    parts = [FieldPostings(old.chunks[keep], old.frequencies[keep]), *([new] if new else [])]
    return FieldPostings(
        numpy.concatenate([part.chunks for part in parts]),
        numpy.concatenate([part.frequencies for part in parts]),
    )


def _add_notes(store: Store, read: Sequence[_Read], first_id: int, ids: Mapping[str, int]) -> None:
    next_id = first_id
    for item in read:
        chunks = [
            ChunkRow(
                number,
                chunk,
                _has_code(chunk),
                _has_list(chunk),
                terms.own,
                [ids[term] for term in terms.heading],
                [ids[term] for term in terms.body],
            )
            for number, (chunk, terms) in enumerate(
                zip(item.chunks, item.terms, strict=True), start=next_id
            )
        ]
        store.add_note(item.row, chunks)
        next_id += len(chunks)


def _has_code(chunk: Chunk) -> bool:
    return "`" in chunk.text or any(block.kind is BlockKind.CODE for block in chunk.blocks)


def _has_list(chunk: Chunk) -> bool:
    kinds = [block.kind for block in chunk.blocks]
    return kinds.count(BlockKind.ITEM) > 1 or BlockKind.TABLE in kinds


def _put_statistics(
    store: Store,
    gone: Integers,
    first_id: int,
    heading_lengths: Sequence[int],
    body_lengths: Sequence[int],
) -> None:
    from assistant.index import fit_tfidf_norms

    old = store.statistics()
    ids = store.chunk_ids()
    note_of = numpy.zeros(first_id + len(heading_lengths), dtype=numpy.int32)
    note_of[ids] = store.chunk_notes()

    def field(
        before: FieldStatistics, added: Sequence[int], rows: Iterable[FieldPostings]
    ) -> FieldStatistics:
        lengths = numpy.zeros(first_id + len(added), dtype=numpy.int32)
        lengths[: len(before.lengths)] = before.lengths[: len(lengths)]
        lengths[gone[gone < len(lengths)]] = 0
        lengths[first_id:] = added
        norms = fit_tfidf_norms(rows, ids, len(lengths))
        return FieldStatistics(lengths, norms, float(lengths.sum()) / len(ids) if len(ids) else 0.0)

    rows = list(store.all_postings())
    store.put_statistics(
        Statistics(
            len(ids),
            note_of,
            field(old.heading, heading_lengths, (row.heading for row in rows)),
            field(old.body, body_lengths, (row.body for row in rows)),
        )
    )
