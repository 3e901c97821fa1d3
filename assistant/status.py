"""What `assistant status` tells of some notes and their index."""

from __future__ import annotations

from assistant.records import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """What notes are asked, and how their index stands."""

    notes: str
    """The real path of the folder or file."""
    index: str
    """The path of the index file, or `in memory`."""
    index_bytes: int
    """The size of that file; 0 in memory."""
    files: int
    """Notes that stand in the folder now."""
    indexed: int
    """Notes that the index holds."""
    sections: int
    terms: int
    """Different terms in all notes."""
    changed: tuple[str, ...]
    """Paths that the next question will read again or drop, in order."""
    warnings: tuple[str, ...]
    """What is wrong with notes or folder, each on one line."""
