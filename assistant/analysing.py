"""Read notes and make of them all that the index needs but the ids; a batch at a time.

Nothing here knows the index, so that batches can be made in other processes.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import numpy

from assistant.chunking import chunk_note
from assistant.index import FittedField, chunk_terms, fit_bm25
from assistant.model import BlockKind
from assistant.notes import read_note
from assistant.packing import pack_chunk
from assistant.rows import NoteRow
from assistant.spelling import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.index import ChunkTerms
    from assistant.model import Chunk, Integers, Note
    from assistant.notes import NoteFile
    from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Suspect:
    """A note that may have changed."""

    file: NoteFile
    digest: str | None
    """Of what the index holds; `None` for a note that it does not hold."""


@dataclass(frozen=True, slots=True)
class AnalysedChunk:
    """A chunk without its ids."""

    packed: tuple[Any, ...]
    """As `pack_chunk` gives it."""
    has_code: bool
    own_terms: int
    """As `ChunkRow.own_terms`."""
    heading_terms: Integers
    """As `ChunkRow.heading_terms`, but by their places in `Batch.terms`."""
    body_terms: Integers


@dataclass(frozen=True, slots=True)
class AnalysedNote:
    """A note that was read and cut into chunks."""

    row: NoteRow
    chunks: Sequence[AnalysedChunk]


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of reading some notes."""

    notes: Sequence[AnalysedNote]
    """Those that are not as the index has them."""
    touched: Sequence[NoteRow]
    """Those that hold what they held."""
    gone: Sequence[str]
    """Paths of those that are no longer there."""
    unreadable: Sequence[str]
    """Paths of those that can't be read."""
    terms: Sequence[str]
    """The different terms of all chunks, sorted."""
    heading: FittedField
    """The heading sides of all chunks in order; terms by their places in `terms`."""
    body: FittedField
    words: Counter[str]
    """In how many of the chunks each word stands, as spelling will look for them."""


def analyse(
    suspects: Iterable[Suspect], settings: Settings, tell: Callable[[], None] = lambda: None
) -> Batch:
    """Read notes, and analyse those that changed; `tell` is called after each."""
    read: list[tuple[NoteRow, Note]] = []
    touched, gone, unreadable = [], [], []
    for suspect in suspects:
        path = suspect.file.path
        try:
            row, note = _read(suspect.file)
            if row.digest == suspect.digest:
                touched.append(row)
            else:
                read.append((row, note))
        except FileNotFoundError:
            gone.append(path)
        except OSError:
            unreadable.append(path)
        tell()
    return _batch(read, settings, touched, gone, unreadable)


def analyse_notes(notes: Iterable[Note], settings: Settings) -> Batch:
    """Analyse notes that stand in no file."""
    rows = [(NoteRow(note.path, 0, 0, 0, 0, "", note.tags, ()), note) for note in notes]
    return _batch(rows, settings, (), (), ())


def _read(file: NoteFile) -> tuple[NoteRow, Note]:
    read_ns = time.time_ns()
    found = read_note(file)
    note = found.note
    stamps = (file.path, file.size, file.mtime_ns, file.changed_ns, read_ns)
    return NoteRow(*stamps, found.digest, note.tags, found.warnings), note


def _batch(
    read: Iterable[tuple[NoteRow, Note]],
    settings: Settings,
    touched: Sequence[NoteRow],
    gone: Sequence[str],
    unreadable: Sequence[str],
) -> Batch:
    rows: list[NoteRow] = []
    chunks: list[Chunk] = []
    sizes: list[int] = []
    terms: list[ChunkTerms] = []
    for row, note in read:
        own = chunk_note(note, settings.chunk_words)
        rows.append(row)
        sizes.append(len(own))
        chunks += own
        terms += [chunk_terms(note, chunk, settings.language) for chunk in own]
    names = sorted({*chain.from_iterable(chain(one.heading, one.body) for one in terms)})
    places = {term: place for place, term in enumerate(names)}
    heading = [list(map(places.__getitem__, one.heading)) for one in terms]
    body = [list(map(places.__getitem__, one.body)) for one in terms]
    analysed = map(_analysed, chunks, terms, heading, body)
    return Batch(
        [
            AnalysedNote(row, list(islice(analysed, size)))
            for row, size in zip(rows, sizes, strict=True)
        ],
        touched,
        gone,
        unreadable,
        names,
        fit_bm25(heading),
        fit_bm25(body),
        _words(chunks),
    )


def _analysed(
    chunk: Chunk, terms: ChunkTerms, heading: Sequence[int], body: Sequence[int]
) -> AnalysedChunk:
    return AnalysedChunk(
        pack_chunk(chunk),
        _has_code(chunk),
        terms.own,
        numpy.array(heading, dtype=numpy.int32),
        numpy.array(body, dtype=numpy.int32),
    )


def _has_code(chunk: Chunk) -> bool:
    return "`" in chunk.text or any(block.kind is BlockKind.CODE for block in chunk.blocks)


def _words(chunks: Iterable[Chunk]) -> Counter[str]:
    return Counter(
        chain.from_iterable(
            words_of("\n".join((*chunk.source.headings, chunk.text))) for chunk in chunks
        )
    )
