"""Bring the index up to date with the notes: find what changed, and fit that again.

For most questions nothing has changed. To find that out, no note is read, and neither the Markdown
parser nor the libraries that fit are imported.
"""

from __future__ import annotations

import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from assistant.errors import NotesError
from assistant.reading.files import printable
from assistant.reading.folder import list_notes
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from assistant.indexing.analysing import Batch, Suspect
    from assistant.indexing.index_writer import IndexWriter
    from assistant.model import Note
    from assistant.reading.folder import Listing, NoteFile
    from assistant.settings import Settings
    from assistant.storage.index_reader import IndexReader
    from assistant.storage.rows import NoteRow
    from assistant.store import Store

    Progress = Callable[[int, int], None]
    """Called with the number of notes done and of all to do."""

RACY_NS = 2_000_000_000
"""A file read within this time after it was written may have been written again with the same
time stamp (some file systems count in steps of two seconds), so it is read once more."""

_TOLD = "told"
"""The name under which the index keeps what a refresh has said of the folder."""

BATCH_BYTES = 2_000_000
"""How much of the notes is in memory at a time; an index of it takes about fifteen times that."""


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh found and did."""

    read: int
    """Notes read anew, because they were new or had changed."""
    removed: int
    """Notes of the index that are gone."""
    warnings: tuple[str, ...]
    """What is wrong with the notes that were read, and what no earlier refresh of the index has
    said of the folder: what is left out there, and can't be read. One line each."""

    @property
    def changed(self) -> bool:
        """Whether the index is another than before."""
        return bool(self.read or self.removed)


def refresh(
    store: Store, root: Path, settings: Settings, progress: Progress = lambda _done, _all: None
) -> Refresh:
    """Bring the index up to date.

    Raises `NotesError` where the notes can't be listed, or none of them can be read, and leaves
    the index as it was then.
    """
    listing = list_notes(root, follow_links=settings.follow_links)
    with store.reading():
        known = store.note_rows()
        told = _told(store)
    if not changes(listing, known):
        if listing.warnings != told:
            # Where nothing can be written it is said again.
            with suppress(OSError), store.writing():
                _keep_told(store, listing.warnings)
        return Refresh(0, 0, _news(listing.warnings, told))
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


def _update(store: Store, listing: Listing, settings: Settings, progress: Progress) -> Refresh:
    from assistant.indexing.index_writer import IndexWriter
    from assistant.indexing.process_pool import analysed

    # Read again, since another process may have refreshed before this one got to write.
    known = store.note_rows()
    changed = set(changes(listing, known))
    suspects = [file for file in listing.files if file.path in changed]
    gone = sorted(changed - {file.path for file in suspects})
    digests = {path: row.digest for path, row in known.items()}
    batches = list(_batches(suspects, digests))
    with IndexWriter(store) as writer:
        writer.remove(gone)
        with closing(analysed(batches, settings, _teller(progress, len(suspects)))) as results:
            written = [_write_batch(batch, store, writer, known) for batch in results]
        unreadable = [path for one in written for path in one.unreadable]
        missed = len(unreadable) + sum(one.vanished for one in written)
        if unreadable and missed == len(listing.files):
            raise NotesError(_none_readable(listing, unreadable))
        if writer.changed:
            writer.finish()
        elif suspects:
            store.seal_notes()
    of_folder = (*listing.warnings, *unreadable_warning(unreadable))
    told = _told(store)
    if of_folder != told:
        _keep_told(store, of_folder)
    return Refresh(
        sum(one.read for one in written),
        len(gone) + sum(one.removed for one in written),
        (*_news(of_folder, told), *(line for one in written for line in one.warnings)),
    )


@dataclass(frozen=True, slots=True)
class _WrittenBatch:
    """What came of some notes that may have changed."""

    read: int
    """How many were put into the index."""
    removed: int
    """How many were taken out of it, and are not put in again."""
    vanished: int
    """How many were no longer there, whether the index held them or not."""
    unreadable: Sequence[str]
    """The paths of those that can't be read."""
    warnings: Sequence[str]
    """What is wrong with those that were read, a line each."""


def _write_batch(
    batch: Batch, store: Store, writer: IndexWriter, known: Container[str]
) -> _WrittenBatch:
    """Write what came of some notes; `known` are the paths of those that the index holds."""
    for row in batch.touched:
        store.touch_note(row)
    lost = [path for path in (*batch.gone, *batch.unreadable) if path in known]
    rows = [note.row for note in batch.analysed.notes]
    writer.remove([*lost, *(row.path for row in rows if row.path in known)])
    writer.add(batch.analysed)
    return _WrittenBatch(
        read=len(rows),
        removed=len(lost),
        vanished=len(batch.gone),
        unreadable=batch.unreadable,
        warnings=[line for row in rows for line in row.warnings],
    )


def _told(store: IndexReader) -> tuple[str, ...]:
    """Read what a refresh has said of the folder, a line each."""
    return tuple(filter(None, store.kept(_TOLD).split("\n")))


def _keep_told(store: Store, lines: Iterable[str]) -> None:
    store.keep(_TOLD, "\n".join(lines))


def _news(lines: Iterable[str], told: Container[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line not in told)


def _teller(progress: Progress, total: int) -> Callable[[int], None]:
    """Give a function that is told of each number of notes more that were read."""
    done = 0
    progress(0, total)

    def tell(more: int) -> None:
        nonlocal done
        done += more
        progress(done, total)

    return tell


def _batches(files: Sequence[NoteFile], digests: Mapping[str, str]) -> Iterator[list[Suspect]]:
    """Part files into batches of about equal size in bytes."""
    from assistant.indexing.analysing import Suspect

    batch: list[Suspect] = []
    size = 0
    for file in files:
        batch.append(Suspect(file, digests.get(file.path)))
        size += file.size
        if size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def unreadable_warning(paths: Sequence[str]) -> tuple[str, ...]:
    """Say in a line, if in any, that notes could not be read."""
    if not paths:
        return ()
    those = f"{len(paths)} note{'s' if len(paths) > 1 else ''} could not be read"
    return (f"{those} (first: {printable(paths[0])}); check the permissions",)


def _none_readable(listing: Listing, paths: Sequence[str]) -> str:
    first = next(file.full_path for file in listing.files if file.path in paths)
    those = f"none of {len(paths)} notes can be read" if paths[1:] else "the note can't be read"
    return f"{first!r}: {those}; check the permissions"


def add_notes(store: Store, notes: Iterable[Note], settings: Settings) -> None:
    """Index notes that stand in no file, in an index that no folder is kept in."""
    from assistant.indexing.analysing import analyse_notes
    from assistant.indexing.index_writer import IndexWriter
    from assistant.indexing.lexicon import Lexicon

    with store.writing(), IndexWriter(store) as writer:
        writer.add(analyse_notes(notes, Lexicon(settings.language), settings.chunk_words))
        writer.finish()
