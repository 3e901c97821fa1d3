"""Synonyms as one text, which the index keeps, and of which a question reads the parts it needs.

Tens of thousands of entries are taken apart in some milliseconds, as many as the rest of a question
takes. So they are kept in buckets, by the first word of each, and the groups of meanings in blocks,
by their numbers.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.language.synonyms import Synonyms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PACKED_VERSION = 6
"""To be raised where `pack` writes otherwise, or `make_synonyms` makes otherwise of a list."""

BUCKETS = 128
"""Among how many the entries are shared out: of the list that ships each has some sixty."""
BLOCK = 128
"""How many groups are in a block."""

_PART, _LINE, _FIELD = "\f", "\n", "\v"
"""What stands between parts, lines and the fields of a line; no term holds white space."""


class _Buckets(Mapping[str, str]):
    """Entries by the first word of each; a bucket is taken apart when it is looked into."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._read: dict[int, dict[str, str]] = {}

    def __getitem__(self, entry: str) -> str:
        return self._bucket(_bucket_of(entry))[entry]

    def __iter__(self) -> Iterator[str]:
        for number in range(len(self._texts)):
            yield from self._bucket(number)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _bucket(self, number: int) -> dict[str, str]:
        if number not in self._read:
            lines = filter(None, self._texts[number].split(_LINE))
            fields = (line.partition(_FIELD) for line in lines)
            self._read[number] = {entry: positions for entry, _, positions in fields}
        return self._read[number]


class _Blocks:
    """Groups of meanings; a block of them is taken apart when it is looked into."""

    def __init__(self, texts: Sequence[str], count: int) -> None:
        self._texts = texts
        self._count = count
        self._read: dict[int, list[str]] = {}

    def __getitem__(self, at: int, /) -> str:
        number, within = divmod(at, BLOCK)
        if number not in self._read:
            self._read[number] = self._texts[number].split(_LINE)
        return self._read[number][within]

    def __len__(self) -> int:
        return self._count


def pack(synonyms: Synonyms) -> str:
    """Write synonyms as text, which `unpack` makes ready in a fraction of the time they took."""
    groups = list(map(synonyms.groups.__getitem__, range(len(synonyms.groups))))
    blocks = [_LINE.join(groups[at : at + BLOCK]) for at in range(0, len(groups), BLOCK)]
    numbers = f"{synonyms.own} {len(groups)}"
    entries, apart = _packed(synonyms.entries), _packed(synonyms.apart)
    return _PART.join([numbers, synonyms.words, *entries, *apart, *blocks])


def unpack(text: str) -> Synonyms:
    """Read what `pack` wrote; raises `ValueError` for anything else."""
    numbers, words, *parts = text.split(_PART)
    own, count = map(int, numbers.split())
    entries, apart, blocks = parts[:BUCKETS], parts[BUCKETS : 2 * BUCKETS], parts[2 * BUCKETS :]
    if len(apart) < BUCKETS:
        raise ValueError("not what was packed")
    return Synonyms(_Buckets(entries), _Blocks(blocks, count), words, _Buckets(apart), own)


def _bucket_of(entry: str) -> int:
    return zlib.crc32(entry.partition(" ")[0].encode()) % BUCKETS


def _packed(entries: Mapping[str, str]) -> list[str]:
    buckets: list[list[str]] = [[] for _ in range(BUCKETS)]
    for entry, positions in entries.items():
        buckets[_bucket_of(entry)].append(f"{entry}{_FIELD}{positions}")
    return list(map(_LINE.join, buckets))
