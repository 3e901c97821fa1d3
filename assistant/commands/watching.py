"""Keep the index fresh for as long as it is wanted, by what the system says of changed files.

The only importer of watchfiles, which is installed with the extra `watch`.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, NotesError
from assistant.language.synonyms import SynonymsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from watchfiles import Change

    from assistant.pipeline import Assistant
    from assistant.refreshing import Refresh

LOOK_AGAIN_SECONDS = 30
"""How often to look without being told, since some file systems tell nothing, and what links lead
to is not watched."""


class WatchError(AssistantError):
    """What is needed for watching is not there."""


def changes(root: Path) -> Iterator[set[tuple[Change, str]]]:
    """Give what changes below a folder, or beside a file, as it does; now and then nothing.

    Raises `WatchError` where watchfiles is not installed.
    """
    try:
        from watchfiles import watch as watch_files
    except ImportError as error:
        raise WatchError(
            "--watch needs watchfiles; install it with: pip install 'notes-assistant[watch]'"
        ) from error
    # A single file is watched by its folder: editors put a new file in the place of the old one.
    return watch_files(
        root if root.is_dir() else root.parent,
        watch_filter=None,
        recursive=root.is_dir(),
        yield_on_timeout=True,
        rust_timeout=LOOK_AGAIN_SECONDS * 1000,
        ignore_permission_denied=True,
    )


def keep_fresh(assistant: Assistant, seen: Iterable[object], say: Callable[[str], None]) -> None:
    """Refresh the index each time that something is seen to change.

    `say` is given a line for each refresh that changed the index, when the notes are gone, for each
    mistake in the list of synonyms, and when all is well again.
    """
    wrong: tuple[str, ...] = ()
    for _ in seen:
        started = time.perf_counter()
        try:
            refresh = assistant.refresh()
        except (NotesError, SynonymsError) as error:
            is_gone = isinstance(error, NotesError)
            lines = (f"{error}; waiting for notes",) if is_gone else error.lines
            for line in lines if lines != wrong else ():
                say(line)
            wrong = lines
            continue
        if refresh.changed or wrong:
            say(_told(refresh, time.perf_counter() - started))
        wrong = ()


def _told(refresh: Refresh, seconds: float) -> str:
    read = f"{refresh.read} note{'' if refresh.read == 1 else 's'} read"
    removed = f", {refresh.removed} removed" if refresh.removed else ""
    return f"{time.strftime('%H:%M:%S')} {read}{removed} in {seconds:.1f} s"
