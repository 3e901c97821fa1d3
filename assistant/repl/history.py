"""What was typed at the prompt, kept from one chat to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.history import FileHistory

from assistant.user_folders import user_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


class History(FileHistory):
    """What was typed, in this chat and in earlier ones."""

    def __init__(self, path: Path | None, warn: Callable[[str], None]) -> None:
        """Keep what is typed in a file, or for `None` in memory.

        `warn` is given the line that says so where the file can't be used.
        """
        self._path = path
        self._warn = warn
        self._keeps = True
        super().__init__(str(path))

    def remember(self, text: str) -> None:
        """Offer a text that was not typed, in this chat only."""
        self._keeps = False
        self.append_string(text)
        self._keeps = True

    def load_history_strings(self) -> Iterable[str]:
        """Read the file, the newest first; one that can't be read holds nothing."""
        try:
            return list(super().load_history_strings()) if self._path else []
        except OSError as error:
            self._give_up(error)
            return []

    def store_string(self, string: str) -> None:
        """Write to the file, which is for the user's eyes only."""
        if self._path is None or not self._keeps:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            super().store_string(string)
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        path, self._path = self._path, None
        self._warn(f"{path}: {error.strerror}; what is typed is not kept this time")


def history_path() -> Path:
    """Give the file that what is typed is kept in."""
    return user_folder("state") / "history"
