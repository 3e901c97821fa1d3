"""Where things are: the notes that are asked, and the file their index is kept in."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import NotesError
from assistant.reading.files import leads_outside
from assistant.reading.folder import SYNONYMS_FILE
from assistant.storage.database import DamagedError
from assistant.store import Store
from assistant.text import ANALYZER_VERSION
from assistant.user_folders import file_stem, user_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.settings import Settings

CHUNKER_VERSION = 20
"""Goes up when the same note would be cut into other chunks, or have other tags; an older index is
made anew."""


def notes_root(settings: Settings) -> Path:
    """Give the real path of the notes' folder or file; raises `NotesError` where there is none."""
    if not settings.notes:
        return shipped_notes()
    try:
        return Path(settings.notes).resolve(strict=True)
    except PermissionError as error:
        raise NotesError(f"{settings.notes}: {error.strerror}; check the permissions") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise NotesError(
            f"{settings.notes}: no such file or folder; give the path of your notes with --notes"
        ) from error


def synonyms_folder(root: Path, settings: Settings) -> Path | None:
    """Give the folder whose list of synonyms counts; `None` where that is a link to elsewhere."""
    folder = root if root.is_dir() else root.parent
    outside = not settings.follow_links and leads_outside(folder / SYNONYMS_FILE, folder)
    return None if outside else folder


def shipped_notes() -> Path:
    """Give the notes that ship: inside an installed package, or beside it in a checkout."""
    return _shipped("corpus")


def shipped_questions() -> Path:
    """Give the question file on the notes that ship."""
    return _shipped("eval/docker.jsonl")


def _shipped(name: str) -> Path:
    package = Path(__file__).resolve().parent
    installed = package / "shipped" / name
    return installed if installed.exists() else package.parent / name


def index_path(root: Path, settings: Settings) -> Path:
    """Give the path of the notes' index file, which need not exist."""
    if settings.index:
        return Path(settings.index)
    # A file for each of these settings as well, or two people who ask with different ones would
    # make the index anew in turns.
    key = os.fsencode(root) + f"\0{settings.language}\0{settings.chunk_words}".encode()
    return user_folder("cache") / f"{file_stem(root, key)}.sqlite3"


def open_store(root: Path, settings: Settings, warn: Callable[[str], None]) -> Store:
    """Open the notes' index file, or an index in memory where there is none to be had.

    Raises `IndexFileError` where the file that the user named is one of another kind.
    """
    path = index_path(root, settings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        store = Store(path, fingerprint(root, settings), ours=not settings.index)
    except OSError as error:
        return _without_writing(path, fingerprint(root, settings), error, warn)
    if store.damage:
        warn(f"{path}: the index was damaged ({store.damage}) and is made anew")
    return store


def _without_writing(
    path: Path, versions: str, error: OSError, warn: Callable[[str], None]
) -> Store:
    """Open an index that can't be written, or where it can't be read either, one in memory."""
    with suppress(OSError, DamagedError):
        if path.is_file():
            return Store(path, versions, read_only=True)
    warn(f"{path}: {error.strerror}; the index is kept in memory, and made again each time")
    return Store(None, versions)


def fingerprint(root: Path, settings: Settings) -> str:
    """Name everything beside the notes' content that makes a stored index wrong."""
    versions = f"chunker {CHUNKER_VERSION}, analyzer {ANALYZER_VERSION}"
    return f"{versions}, {settings.language}, {settings.chunk_words} words, {os.fsencode(root)!r}"
