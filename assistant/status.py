"""What `assistant status` tells of some notes and their index."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from assistant.notes import holds_the_same
from assistant.reading.folder import list_notes
from assistant.records import dataclass
from assistant.refreshing import changes, unreadable_warning
from assistant.synonym_lists import mistakes_in_own_list
from assistant.workspace import synonyms_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assistant.reading.folder import Listing
    from assistant.settings import Settings
    from assistant.storage.index_reader import IndexReader
    from assistant.storage.rows import NoteRow


@dataclass(frozen=True, slots=True)
class Status:
    """What notes are asked, and how their index stands."""

    notes: str
    """The real path of the folder or file."""
    index: str
    """The path of the index file, or `in memory`."""
    index_bytes: int
    """The size of that file, with the log beside it while the index is open; 0 in memory."""
    files: int
    """Notes that stand in the folder now."""
    indexed: int
    """Notes that the index holds."""
    sections: int
    terms: int
    """Different terms in all notes."""
    changed: tuple[str, ...]
    """Paths of notes that are new, gone, or hold something else than the index, in order."""
    warnings: tuple[str, ...]
    """What is wrong with notes, folder or the list of synonyms in it, each on one line."""


def read_status(store: IndexReader, root: Path, settings: Settings) -> Status:
    """Compare the notes at `root` with their index; changes nothing.

    Raises `NotesError` where the notes can't be listed.
    """
    listing = list_notes(root, follow_links=settings.follow_links)
    with store.reading():
        known = store.note_rows()
        sections = store.statistics().chunk_count
        terms = store.term_count()
    # Quick to look up.
    changed = dict.fromkeys(_changed(listing, known))
    unreadable = [
        file.path
        for file in listing.files
        if file.path in changed and not os.access(file.full_path, os.R_OK)
    ]
    return Status(
        notes=str(root),
        index=str(store.path or "in memory"),
        index_bytes=_size(store.path) if store.path else 0,
        files=len(listing.files),
        indexed=len(known),
        sections=sections,
        terms=terms,
        changed=tuple(changed),
        warnings=(
            *listing.warnings,
            *unreadable_warning(unreadable),
            *(line for row in known.values() for line in row.warnings),
            *mistakes_in_own_list(synonyms_folder(root, settings)),
        ),
    )


def _changed(listing: Listing, known: Mapping[str, NoteRow]) -> list[str]:
    """Give the paths of notes that are new, gone, or hold something else, in order.

    A refresh looks again at others, too, as at those that were read as soon as they were written.
    """
    there = {file.path: file for file in listing.files}
    return [
        path
        for path in changes(listing, known)
        if not (path in there and path in known)
        or not holds_the_same(there[path], known[path].digest)
    ]


def _size(index: Path) -> int:
    """Give the size of an index file with that of its log.

    All that was written may stand in the log for as long as any process has the index open.
    """
    log = index.with_name(f"{index.name}-wal")
    return index.stat().st_size + (log.stat().st_size if log.exists() else 0)
