"""What is written to the index file, row by row; a question, which only reads, imports none of it.

They are tuples, of which hundreds of thousands are made in little time, and which take more of it
to define than other types.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class ChunkRow(NamedTuple):
    """A chunk as it is stored."""

    id: int
    packed: tuple[Any, ...]
    """The chunk, as `pack_chunk` gives it."""
    has_code: bool
    own_terms: int
    """How many terms its own heading has, which begin the heading side."""
    heading_terms: bytes
    """Ids of the terms on the heading side, in order, with repeats, packed."""
    body_terms: bytes


class PostingsRow(NamedTuple):
    """A term as it is stored; its postings as `pack_postings` gives them."""

    number: int
    term: str
    heading_chunks: bytes
    heading_frequencies: bytes
    body_chunks: bytes
    body_frequencies: bytes
