"""Synonyms as one text, which the index keeps, and of which a question reads the parts it needs.

Tens of thousands of entries are taken apart in some milliseconds, as many as the rest of a question
takes. So they are kept in buckets, by the first word of each, and the groups of meanings in blocks,
by their numbers.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, overload

from assistant.language.synonyms import Synonyms

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKED_VERSION = 5
"""To be raised where `pack` writes otherwise, or `make_synonyms` makes otherwise of a list."""

BUCKETS = 128
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


class _Blocks(Sequence[str]):
    """Groups of meanings; a block of them is taken apart when it is looked into."""

    def __init__(self, texts: Sequence[str], count: int) -> None:
        self._texts = texts
        self._count = count
        self._read: dict[int, list[str]] = {}

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._count))]
        number, within = divmod(at, BLOCK)
        if number not in self._read:
            self._read[number] = self._texts[number].split(_LINE)
        return self._read[number][within]

    def __len__(self) -> int:
        return self._count


def pack(synonyms: Synonyms) -> str:
    """Write synonyms as text, which `unpack` makes ready in a fraction of the time they took."""
    groups = synonyms.groups
    blocks = [_LINE.join(groups[at : at + BLOCK]) for at in range(0, len(groups), BLOCK)]
    numbers = f"{synonyms.own} {len(groups)}"
    parts = [numbers, synonyms.words, *_packed(synonyms.entries), *_packed(synonyms.apart), *blocks]
    text = _PART.join(parts)
    return f"{_sum_of(text)}{_PART}{text}"


def unpack(text: str) -> Synonyms:
    """Read what `pack` wrote; raises `ValueError` for anything else."""
    number, _, rest = text.partition(_PART)
    if number != _sum_of(rest):
        raise ValueError("not what was packed")
    numbers, words, *parts = rest.split(_PART)
    own, count = map(int, numbers.split())
    entries, apart, blocks = parts[:BUCKETS], parts[BUCKETS : 2 * BUCKETS], parts[2 * BUCKETS :]
    return Synonyms(_Buckets(entries), _Blocks(blocks, count), words, _Buckets(apart), own)


def _sum_of(text: str) -> str:
    return str(zlib.crc32(text.encode()))


def _bucket_of(entry: str) -> int:
    return zlib.crc32(entry.partition(" ")[0].encode()) % BUCKETS


def _packed(entries: Mapping[str, str]) -> list[str]:
    buckets: list[list[str]] = [[] for _ in range(BUCKETS)]
    for entry, positions in entries.items():
        buckets[_bucket_of(entry)].append(f"{entry}{_FIELD}{positions}")
    return list(map(_LINE.join, buckets))
