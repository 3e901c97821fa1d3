"""The frozen types that pass between the stages, brought together."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from assistant.queries import RETRIEVERS, Alternative, Query, Resolution, ResolutionKind, Retriever
from assistant.replies import (
    Answer,
    Conversation,
    NoAnswer,
    Passage,
    Remark,
    Reply,
    SearchResult,
    Turn,
)
from assistant.sections import Block, BlockKind, Chunk, Evidence, Feature, Hit, Note, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy
    from numpy.typing import NDArray

    Integers: TypeAlias = NDArray[numpy.int32]
    Floats: TypeAlias = NDArray[numpy.float64]
    Marks: TypeAlias = NDArray[numpy.bool]
    Positions: TypeAlias = NDArray[numpy.int_]
    """What numpy gives for places in an array."""
    Analyze: TypeAlias = Callable[[str], Sequence[str]]
    """Gives a text's terms, in order, as `Analyzer.terms` does."""

__all__ = [
    "RETRIEVERS",
    "Alternative",
    "Answer",
    "Block",
    "BlockKind",
    "Chunk",
    "Conversation",
    "Evidence",
    "Feature",
    "Hit",
    "NoAnswer",
    "Note",
    "Passage",
    "Query",
    "Remark",
    "Reply",
    "Resolution",
    "ResolutionKind",
    "Retriever",
    "SearchResult",
    "Source",
    "Turn",
]
