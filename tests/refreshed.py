"""A folder of notes that changes, with its index; a plugin with its fixture."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_notes
from stored import all_postings, chunk_ids

from assistant import refreshing
from assistant.model import RETRIEVERS, Alternative, Query, Resolution
from assistant.ranking import rank
from assistant.refreshing import Refresh, changes, refresh
from assistant.relevance.ranker import shipped_ranker
from assistant.reranking import asked_terms, rerank
from assistant.settings import Settings
from assistant.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from assistant.storage.index_types import FieldPostings

SECOND = 1_000_000_000
LONG_AGO = 1_000_000_000 * SECOND


@dataclass
class Folder:
    """A folder of notes with its index; every change gets a time of its own."""

    root: Path
    store: Store
    now: int = LONG_AGO
    paths: set[str] = field(default_factory=set)

    def write(self, path: str, text: str) -> None:
        write_notes(self.root, {path: text})
        self.paths.add(path)
        self.touch(path)

    def touch(self, path: str) -> None:
        self.now += 10 * SECOND
        os.utime(self.root / path, ns=(self.now, self.now))

    def rename(self, path: str, other: str) -> None:
        (self.root / other).parent.mkdir(exist_ok=True)
        (self.root / path).replace(self.root / other)
        self.paths = self.paths - {path} | {other}

    def delete(self, path: str) -> None:
        (self.root / path).unlink()
        self.paths.remove(path)

    def refresh(self) -> Refresh:
        return refresh(self.store, self.root, Settings())

    def indexed(self) -> list[str]:
        return sorted(self.store.note_rows())

    def texts(self) -> list[str]:
        return [chunk.text for chunk in self.store.all_chunks()]

    def suspects(self) -> list[str]:
        listing = vars(refreshing)["list_notes"](self.root)  # which a test may have replaced
        return changes(listing, self.store.note_rows())


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    """Give a folder of two notes, indexed."""
    with closing(Store(None, "v1")) as store:
        folder = Folder(tmp_path, store)
        folder.write("tea.md", "# Tea\n\nHot.\n\n## Green\n\nMild.")
        folder.write("mate.md", "Bitter.")
        folder.refresh()
        yield folder


Place = tuple[str, int]
"""Path and first line, which tell chunks apart whatever their ids are."""


# The same as made from nothing


def frequencies(row: FieldPostings, places: Mapping[int, Place]) -> dict[Place, int]:
    assert row.chunks.tolist() == sorted(set(row.chunks.tolist()))
    return {
        places[chunk]: frequency
        for chunk, frequency in zip(row.chunks.tolist(), row.frequencies.tolist(), strict=True)
    }


def places_of(store: Store) -> dict[int, Place]:
    ids = chunk_ids(store)
    sources = [chunk.source for chunk in store.chunks(ids)]
    return {
        chunk: (source.path, source.first_line) for chunk, source in zip(ids, sources, strict=True)
    }


def snapshot(store: Store) -> dict[str, Any]:
    """Give all that an index holds, by place instead of id and but for times."""
    places = places_of(store)
    statistics = store.statistics()
    fields = {"heading": statistics.heading, "body": statistics.body}
    rows = store.note_rows().values()
    return {
        "notes": {row.path: (row.size, row.digest, row.tags, row.warnings) for row in rows},
        "chunks": list(store.all_chunks()),
        "count": statistics.chunk_count,
        "averages": {name: of.average_length for name, of in fields.items()},
        "lengths": {
            (name, place): int(of.lengths[chunk])
            for name, of in fields.items()
            for chunk, place in places.items()
        },
        "norms": {
            (name, place): float(of.norms[chunk])
            for name, of in fields.items()
            for chunk, place in places.items()
        },
        "terms": store.term_count(),
        "words": words_in(store),
        "candidates": candidates_of(store, places),
        "facts": [places[chunk] for chunk in store.facts()],
        "neighbours": neighbours(places, statistics.notes.tolist()),
        "postings": {
            row.term: (frequencies(row.heading, places), frequencies(row.body, places))
            for row in all_postings(store)
        },
    }


def words_in(store: Store) -> dict[str, int]:
    return {word: count for letter in ascii_lowercase for word, count in store.words(letter, 1, 99)}


def candidates_of(store: Store, places: Mapping[int, Place]) -> dict[Place, Any]:
    """Give the candidates with their terms written out, since those have other ids as well."""
    names = {row.number: row.term for row in all_postings(store)}
    return {
        places[one.chunk]: (
            [[names[number] for number in side] for side in map(list, (one.own, one.heading))],
            [names[number] for number in one.body],
            (one.path, one.first_line, one.has_code, one.states_facts),
        )
        for one in store.candidates(places)
    }


def neighbours(places: Mapping[int, Place], notes: list[int]) -> set[frozenset[Place]]:
    """Give the sections of each note, as what ranking goes by says."""
    found: dict[int, set[Place]] = {}
    for chunk, place in places.items():
        found.setdefault(notes[chunk], set()).add(place)
    return set(map(frozenset, found.values()))


def rankings(
    store: Store,
    terms: tuple[str, ...],
    alternatives: tuple[Alternative, ...] = (),
    depth: int = 1000,
) -> list[Any]:
    """Give each retriever's ranking with its scores, by place instead of id."""
    places = places_of(store)
    query = Query("", Resolution(""), terms, tuple(dict.fromkeys(terms)), alternatives)
    postings = store.postings([*terms, *(one.instead for one in alternatives)])
    statistics = store.statistics()
    ranked = {
        retriever: rank(query, postings, statistics, depth, retriever) for retriever in RETRIEVERS
    }
    found: list[Any] = [
        sorted((-item.score, places[item.chunk], item.evidence) for item in items.items())
        for items in ranked.values()
    ]
    candidates = store.candidates(ranked["hybrid"].ids())
    known = asked_terms(query, postings, statistics.chunk_count)
    again = rerank(query, known, ranked["hybrid"], candidates, shipped_ranker())
    return [*found, [(item.score, places[item.chunk], item.evidence) for item in again]]


def rebuilt(root: Path, look: Callable[[Store], Any]) -> Any:
    """Look at an index that is made from nothing."""
    with closing(Store(None, "v1")) as store:
        refresh(store, root, Settings())
        return look(store)
