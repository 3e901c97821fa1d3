"""Meanings of several words, which stand in a field only where all of the words do; pure.

Such a meaning is named by the terms of its words with a blank between, which no term has, and has
a row of postings like a term's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from assistant.storage.index_types import FieldPostings, TermPostings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NO_ID = -1
"""In the place of a term's id: no chunk names it."""


def is_meaning(name: str) -> bool:
    """Tell whether a name is that of a meaning of several words, not that of a term."""
    return " " in name


def words_of(name: str) -> list[str]:
    """Give the terms of a meaning's words; of a term itself."""
    return name.split(" ")


def row_of(name: str, rows: Mapping[str, TermPostings]) -> TermPostings | None:
    """Make the postings of a meaning from those of its words; `None` where no field has them all.

    It counts in a field as often as the rarest of its words there.
    """
    if not all(word in rows for word in words_of(name)):
        return None
    words = [rows[word] for word in dict.fromkeys(words_of(name))]
    heading = _common([word.heading for word in words])
    body = _common([word.body for word in words])
    frequency = len(numpy.union1d(heading.chunks, body.chunks))
    numbers = tuple(word.number for word in words)
    return TermPostings(NO_ID, name, heading, body, frequency, numbers) if frequency else None


def _common(fields: Sequence[FieldPostings]) -> FieldPostings:
    """Give the chunks that all of some postings name, with the least of their frequencies."""
    first, *others = sorted(fields, key=lambda field: len(field.chunks))
    chunks, frequencies = first.chunks, first.frequencies
    for other in others:
        at = numpy.searchsorted(other.chunks, chunks)
        there = at < len(other.chunks)
        there[there] = other.chunks[at[there]] == chunks[there]
        chunks = chunks[there]
        frequencies = numpy.minimum(frequencies[there], other.frequencies[at[there]])
    return FieldPostings(chunks, frequencies)
