"""A text that tells how often it is looked at."""

from __future__ import annotations


class Watched(str):
    """A text that counts how many of its characters are looked at, but for those of patterns."""

    __slots__ = ("looked_at",)

    looked_at: int

    def count(self, what: str, start: int = 0, end: int | None = None, /) -> int:  # type: ignore[override]
        self._note(slice(start, end))
        return super().count(what, start, end)

    def rfind(self, what: str, start: int = 0, end: int | None = None, /) -> int:  # type: ignore[override]
        found = super().rfind(what, start, end)
        self._note(slice(max(start, found), end))
        return found

    def __getitem__(self, key: int | slice) -> str:  # type: ignore[override]
        if isinstance(key, slice):
            self._note(key)
        return super().__getitem__(key)

    def _note(self, part: slice) -> None:
        self.looked_at = getattr(self, "looked_at", 0) + len(range(*part.indices(len(self))))
