"""What the notes hold, as far as a chat names it: headings, paths and words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from assistant.language.folding import fold, with_few_marks
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from assistant.pipeline import Assistant

_SHORTEST_WORD = 3
_LONGEST_WORD = 40
_WORD = r"[^\W\d_]+"


@dataclass(frozen=True, slots=True)
class Inventory:
    """One state of the index, seen from outside."""

    root: Path
    """The real path of the notes' folder or file."""
    state: int
    """The index's number for this state; goes up with each refresh that changed something."""
    notes: int
    """How many notes there are, those without a section among them."""
    sections: int
    """How many sections there are to be found, each part of a long one counted."""
    outline: tuple[tuple[str, tuple[str, ...]], ...]
    """Path and breadcrumb of each section, by path and line; one in parts stands there once."""
    paths: tuple[str, ...]
    """The notes' paths, in order."""
    headings: tuple[tuple[str, str], ...]
    """The different headings, folded and as they are written; alphabetical."""
    words: tuple[tuple[str, int], ...]
    """The notes' words, folded, with how many sections hold each; alphabetical."""
    spellings: Mapping[str, str]
    """Words that the notes write with letters beyond ASCII, by how they are folded."""


def take_inventory(assistant: Assistant) -> Inventory:
    """Read what the index holds; does not look whether the notes have changed."""
    store = assistant.store
    with store.reading():
        state = store.state()
        notes = len(store.note_rows())
        sections = store.statistics().chunk_count
        outline: dict[tuple[str, tuple[str, ...]], None] = {}
        spellings: Counter[str] = Counter()
        for chunk in store.all_chunks():
            outline[chunk.source.path, chunk.source.headings] = None
            if not chunk.text.isascii():
                spellings.update(_beyond_ascii(chunk.text))
        words = tuple(store.words("", _SHORTEST_WORD, _LONGEST_WORD))
    headings = {name for _, breadcrumb in outline for name in breadcrumb}
    return Inventory(
        root=assistant.root,
        state=state,
        notes=notes,
        sections=sections,
        outline=tuple(outline),
        paths=tuple(dict.fromkeys(path for path, _ in outline)),
        headings=tuple(sorted((name.casefold(), name) for name in headings)),
        words=words,
        # The commonest of those that fold to the same comes last, and stays.
        spellings={fold(word): word for word, _ in reversed(spellings.most_common())},
    )


def _beyond_ascii(text: str) -> Iterator[str]:
    words = re.findall(_WORD, unicodedata.normalize("NFC", with_few_marks(text)))
    return (word for word in dict.fromkeys(words) if not word.isascii())


def outline_text(inventory: Inventory, wanted: str) -> str:
    """Give the outline of the notes: each note's path, and below it its headings, indented.

    Only sections whose path or headings hold the wanted text are listed, which may be empty; upper
    and lower case are the same.
    """
    lines: list[str] = []
    seen: set[tuple[str, ...]] = set()
    for path, headings in inventory.outline:
        if wanted.casefold() not in "\n".join((path, *headings)).casefold():
            continue
        for depth in range(len(headings) + 1):
            place = (path, *headings[:depth])
            if place not in seen:
                seen.add(place)
                lines.append("  " * depth + place[-1])
    return "\n".join(lines)
