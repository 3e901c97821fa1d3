"""Bring the index up to date with the notes: find what changed, and fit that again.

Finding that nothing changed, which is what most questions meet, reads no note and imports neither
the Markdown parser nor the libraries that fit.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from assistant.files import printable
from assistant.notes import list_notes, read_note
from assistant.rows import NoteRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from assistant.model import Note
    from assistant.notes import Listing, NoteFile
    from assistant.rewriting import Analysed
    from assistant.settings import Settings
    from assistant.store import Store

    Progress = Callable[[int, int], None]
    """Called with the number of notes done and of all to do."""

RACY_NS = 2_000_000_000
"""A file read within this time after it was written may have been written again with the same
time stamp (some file systems count in steps of two seconds), so it is read once more."""

BATCH_BYTES = 4_000_000
"""How much of the notes is in memory at a time; an index of it takes about fifteen times that."""

_MOST_BATCHES = 200
"""Batches get larger beyond that, since each keeps a file open."""


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
    if known is None or (file.size, file.mtime_ns, file.changed_ns) != (
        known.size,
        known.mtime_ns,
        known.changed_ns,
    ):
        return True
    newest = max(known.mtime_ns, known.changed_ns)
    return known.read_ns - newest < RACY_NS and time.time_ns() - newest >= RACY_NS


@dataclass(slots=True)
class _Found:
    """What came of reading the notes that may have changed."""

    read: int = 0
    removed: int = 0
    unreadable: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def _update(store: Store, listing: Listing, settings: Settings, progress: Progress) -> Refresh:
    from assistant.rewriting import Rewrite

    # Read again, since another process may have refreshed before this one got to write.
    known = store.note_rows()
    changed = set(changes(listing, known))
    suspects = [file for file in listing.files if file.path in changed]
    gone = sorted(changed - {file.path for file in suspects})
    found = _Found(removed=len(gone))
    with Rewrite(store) as rewrite:
        rewrite.remove(gone)
        done = count()
        for batch in _batches(suspects):
            read: list[Analysed] = []
            stale: list[str] = []
            for file in batch:
                progress(next(done), len(suspects))
                result = _take(file, known.get(file.path), settings, found)
                if isinstance(result, NoteRow):
                    store.touch_note(result)
                    continue
                stale += [file.path] if file.path in known else []
                read += [result] if result else []
            rewrite.remove(stale)
            rewrite.add(read)
        if rewrite.changed:
            rewrite.finish()
        elif suspects:
            store.seal_notes()
    progress(len(suspects), len(suspects))
    warnings = (*found.warnings, *_unreadable_warning(found.unreadable))
    return Refresh(found.read, found.removed, (*listing.warnings, *warnings))


def _take(
    file: NoteFile, known: NoteRow | None, settings: Settings, found: _Found
) -> Analysed | NoteRow | None:
    """Read a note; give its row alone where it holds what it held, nothing where it can't be."""
    try:
        result = _read(file, known, settings)
    except OSError as error:
        if not isinstance(error, FileNotFoundError):
            found.unreadable.append(file.path)
        found.removed += known is not None
        return None
    if not isinstance(result, NoteRow):
        found.read += 1
        found.warnings += result.row.warnings
    return result


def _batches(files: Sequence[NoteFile]) -> Iterator[list[NoteFile]]:
    """Part files into batches of about equal size in bytes."""
    most = max(BATCH_BYTES, sum(file.size for file in files) // _MOST_BATCHES)
    batch: list[NoteFile] = []
    size = 0
    for file in files:
        batch.append(file)
        size += file.size
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _unreadable_warning(paths: Sequence[str]) -> tuple[str, ...]:
    if not paths:
        return ()
    those = f"{len(paths)} note{'s' if len(paths) > 1 else ''} could not be read"
    return (f"{those} (first: {printable(paths[0])}); check the permissions",)


def add_notes(store: Store, notes: Iterable[Note], settings: Settings) -> None:
    """Index notes that stand in no file, in an index that no folder is kept in."""
    from assistant.rewriting import Rewrite

    read = [
        _analysed(NoteRow(note.path, 0, 0, 0, 0, "", note.tags, ()), note, settings)
        for note in notes
    ]
    with store.writing(), Rewrite(store) as rewrite:
        rewrite.add(read)
        rewrite.finish()


def _read(file: NoteFile, known: NoteRow | None, settings: Settings) -> Analysed | NoteRow:
    """Read a note, and analyse it where its content is not what the index knows."""
    read_ns = time.time_ns()
    found = read_note(file)
    row = NoteRow(
        file.path,
        file.size,
        file.mtime_ns,
        file.changed_ns,
        read_ns,
        found.digest,
        found.note.tags,
        found.warnings,
    )
    if known is not None and known.digest == found.digest:
        return row
    return _analysed(row, found.note, settings)


def _analysed(row: NoteRow, note: Note, settings: Settings) -> Analysed:
    from assistant.chunking import chunk_note
    from assistant.index import chunk_terms
    from assistant.rewriting import Analysed

    chunks = chunk_note(note, settings.chunk_words)
    return Analysed(row, chunks, [chunk_terms(note, chunk, settings.language) for chunk in chunks])
