"""Read notes and make of them all that the index needs but the ids; a batch at a time.

Nothing here knows the index, so that batches can be made in other processes.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy

from assistant.chunking import chunk_note
from assistant.index import FittedField, fit_bm25
from assistant.indexing.fields import chunk_fields
from assistant.model import BlockKind
from assistant.notes import read_note
from assistant.reading.inline_tags import inline_tags
from assistant.records import dataclass, replace
from assistant.storage.packing import pack_chunk
from assistant.storage.ragged import Ragged, RaggedBuilder
from assistant.storage.rows import NoteRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.indexing.lexicon import Lexicon, Numbers
    from assistant.model import Chunk, Integers, Note
    from assistant.reading.folder import NoteFile


@dataclass(frozen=True, slots=True)
class Suspect:
    """A note that may have changed."""

    file: NoteFile
    digest: str | None
    """Of what the index holds; `None` for a note that it does not hold."""


class AnalysedChunk(NamedTuple):
    """A chunk without its ids and its terms."""

    packed: tuple[Any, ...]
    """As `pack_chunk` gives it."""
    has_code: bool


@dataclass(frozen=True, slots=True)
class AnalysedNote:
    """A note that was read and cut into chunks."""

    row: NoteRow
    chunks: Sequence[AnalysedChunk]


@dataclass(frozen=True, slots=True)
class Analysed:
    """Some notes that were cut into chunks."""

    notes: Sequence[AnalysedNote]
    own_terms: Integers
    """As `ChunkRow.own_terms`, of all chunks in order."""
    terms: Sequence[str]
    """The different terms of all chunks, sorted."""
    heading: FittedField
    """The heading sides of all chunks in order; terms by their places in `terms`."""
    body: FittedField
    words: Sequence[str]
    """The different words of all chunks, as spelling will look for them, sorted."""
    word_counts: Integers
    """In how many of the chunks each stands; shape (words,)."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of reading some notes."""

    analysed: Analysed
    """Those that are not as the index has them."""
    touched: Sequence[NoteRow]
    """Those that hold what they held."""
    gone: Sequence[str]
    """Paths of those that are no longer there."""
    unreadable: Sequence[str]
    """Paths of those that can't be read."""


def analyse(
    suspects: Iterable[Suspect],
    lexicon: Lexicon,
    chunk_words: int,
    tell: Callable[[], None] = lambda: None,
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
    return Batch(_analysed(read, lexicon, chunk_words), touched, gone, unreadable)


def analyse_notes(notes: Iterable[Note], lexicon: Lexicon, chunk_words: int) -> Analysed:
    """Analyse notes that stand in no file."""
    rows = ((NoteRow(note.path, 0, 0, 0, 0, "", note.tags, ()), note) for note in notes)
    return _analysed(rows, lexicon, chunk_words)


def _read(file: NoteFile) -> tuple[NoteRow, Note]:
    read_ns = time.time_ns()
    found = read_note(file)
    note = found.note
    stamps = (file.path, file.size, file.mtime_ns, file.changed_ns, read_ns)
    return NoteRow(*stamps, found.digest, note.tags, found.warnings), note


def _analysed(read: Iterable[tuple[NoteRow, Note]], lexicon: Lexicon, chunk_words: int) -> Analysed:
    texts = _Texts(lexicon)
    notes = [_analysed_note(row, note, texts, chunk_words) for row, note in read]
    parts, body = (lexicon.terms_of(one.build()) for one in (texts.heading, texts.body))
    own_terms, other_names = parts.sizes[::2], parts.sizes[1::2]
    terms, (heading_terms, body_terms) = lexicon.terms.used(parts.values, body.values)
    words = [lexicon.words_of(one.build()) for one in (texts.body, texts.others)]
    return Analysed(
        notes,
        own_terms,
        terms,
        fit_bm25(Ragged(heading_terms, own_terms + other_names), len(terms)),
        fit_bm25(Ragged(body_terms, body.sizes), len(terms)),
        *_holders(lexicon.words, words),
    )


def _analysed_note(row: NoteRow, note: Note, texts: _Texts, chunk_words: int) -> AnalysedNote:
    """Take down the texts of a note's chunks, and give what the index keeps of it."""
    warnings = [*row.warnings]
    chunks = chunk_note(note, chunk_words, warnings.append)
    tags = tuple(dict.fromkeys((*row.tags, *inline_tags(chunks))))
    row = replace(row, warnings=tuple(warnings), tags=tags)
    return AnalysedNote(row, [texts.add(note, chunk) for chunk in chunks])


class _Texts:
    """The texts of some chunks, as lists of pieces by number."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._number = lexicon.pieces.__getitem__
        self.heading = RaggedBuilder()
        """Two lists a chunk: its own heading, and what else names it."""
        self.body = RaggedBuilder()
        self.others = RaggedBuilder()

    def add(self, note: Note, chunk: Chunk) -> AnalysedChunk:
        """Take down the texts of a chunk, and give what else the index keeps of it."""
        fields = chunk_fields(note, chunk)
        for text, lists in (
            (fields.own, self.heading),
            (fields.names, self.heading),
            (fields.body, self.body),
            (fields.others, self.others),
        ):
            lists.add(map(self._number, text.split()))
        return AnalysedChunk(pack_chunk(chunk), _has_code(chunk))


def _holders(numbers: Numbers, fields: Sequence[Ragged]) -> tuple[list[str], Integers]:
    """Give the words in fields of chunks, sorted, and how many chunks hold each in any field."""
    words, places = numbers.used(*(field.values for field in fields))
    # One number for each word and chunk, so that a word counts once in a chunk.
    pairs = numpy.concatenate(
        [field.owners() * len(words) + place for field, place in zip(fields, places, strict=True)]
    )
    pairs.sort()
    first = numpy.ones(len(pairs), dtype=bool)
    first[1:] = pairs[1:] != pairs[:-1]
    counts = numpy.bincount(pairs[first] % max(1, len(words)), minlength=len(words))
    return words, counts.astype(numpy.int32)


def _has_code(chunk: Chunk) -> bool:
    return "`" in chunk.text or any(block.kind is BlockKind.CODE for block in chunk.blocks)
