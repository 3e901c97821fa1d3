"""Tell that nothing happened to the notes since they were last looked through.

Looking through a large folder takes longer than answering. Linux tells what happens in a folder
(inotify), and an event is there to be read as soon as the call that caused it returns, so that no
edit is missed for want of time. The only importer of inotify_simple; where there is none of it the
folder is looked through each time.
"""

from __future__ import annotations

import math
import os
import time
from typing import TYPE_CHECKING

from assistant.reading.folder import SKIPPED_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from inotify_simple import INotify

LOOK_AGAIN_SECONDS = 2.0
"""After how long to look through the folder all the same: some file systems tell nothing of what
is done to them elsewhere."""

LOOK_AGAIN_SHARE = 0.01
"""How much of the time may go into that, where looking through takes long; 0 to 1."""


class FolderWatch:
    """What the system tells of changes in a folder of notes."""

    def __init__(
        self, root: Path, settled_seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin to listen; `settled_seconds` is how long after an event none is trusted."""
        self._folder = root if root.is_dir() else root.parent
        self._deep = root.is_dir()
        self._settled_seconds = settled_seconds
        self._clock = clock
        self._inotify: INotify | None = None
        self._last_event = clock()
        self._still_until = -math.inf
        """Until when the folder counts as it was when it was last looked through."""
        try:
            from inotify_simple import INotify

            self._inotify = INotify(nonblocking=True)
            self._listen(self._inotify)
        except (ImportError, OSError):
            self.close()

    def close(self) -> None:
        """Stop listening; from then on nothing counts as still."""
        if self._inotify is not None:
            self._inotify.close()
            self._inotify = None

    def is_unchanged(self) -> bool:
        """Tell whether nothing can have changed since the folder was last looked through."""
        if self._inotify is None:
            return False
        now = self._clock()
        if self._events():
            self._last_event = now
            self._still_until = -math.inf
            try:
                # A folder may be new; what is in it is looked through after it is listened to.
                self._listen(self._inotify)
            except OSError:
                self.close()
            return False
        return now < self._still_until

    def looked(self, started: float) -> None:
        """Note down that the folder was looked through, which began at a time of the clock."""
        is_settled = started - self._last_event >= self._settled_seconds
        took = self._clock() - started
        still = max(LOOK_AGAIN_SECONDS, took / LOOK_AGAIN_SHARE)
        self._still_until = started + still if is_settled else -math.inf

    def _events(self) -> bool:
        return self._inotify is not None and bool(self._inotify.read(timeout=0))

    def _listen(self, inotify: INotify) -> None:
        """Listen to the folder and all below it; raises `OSError` where that can't be done."""
        from inotify_simple import flags

        wanted = (
            *(flags.MODIFY, flags.ATTRIB, flags.CREATE, flags.DELETE, flags.DELETE_SELF),
            *(flags.MOVED_FROM, flags.MOVED_TO, flags.MOVE_SELF, flags.ONLYDIR),
        )
        mask = 0
        for flag in wanted:
            mask |= flag
        pending = [str(self._folder)]
        while pending:
            folder = pending.pop()
            inotify.add_watch(folder, mask)
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.name in SKIPPED_FOLDERS:
                        continue
                    if entry.is_symlink():
                        raise OSError(f"{entry.path}: what a link leads to is not listened to")
                    if self._deep and entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
