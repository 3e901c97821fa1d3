"""Kill refreshes at random moments; a part of `faults.py`."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import time
from collections import Counter
from contextlib import closing

import numpy
from fault_notes import SECTIONS, VERSIONS, Place, fork, refresh, remove_index
from vault import write_vault

from assistant.store import Store
from assistant.workspace import fingerprint


def kills(place: Place, count: int) -> Counter[str]:
    """Kill a process at a random moment of a refresh, and look at the index it leaves."""
    write_vault(place.notes, SECTIONS)
    states = {version: _rebuilt(place, version) for version in (0, 1)}
    # How long each kind of refresh takes when it is let be.
    seconds = {"from nothing": _timed(place)}
    _change_many(place, 0)
    seconds["of an edit"] = _timed(place)
    outcomes: Counter[str] = Counter()
    before = states[0]
    while sum(outcomes.values()) < count:
        if random.random() < 0.3:
            remove_index(place.index)
            before = ""
        version = 1 if before == states[0] else 0
        _change_many(place, version)
        kind = "of an edit" if before else "from nothing"
        child = fork.Process(target=refresh, args=(place,))
        child.start()
        child.join(random.uniform(0, 1.5 * seconds[kind]))
        child.kill()
        child.join()
        log = place.index.with_name(f"{place.index.name}-wal")
        left = "while writing" if log.exists() and log.stat().st_size else "before or after"
        after = _state(place)
        if after in {before, states[version]}:
            which = "the old index" if after == before else "the new index"
            outcomes[f"{kind}, killed {left}: {which}"] += 1
        else:
            outcomes["LOST: another index"] += 1
        before = after
    return outcomes


def _timed(place: Place) -> float:
    started = time.monotonic()
    child = fork.Process(target=refresh, args=(place,))
    child.start()
    child.join()
    return time.monotonic() - started


def _change_many(place: Place, version: int) -> None:
    """Give a third of the notes the version: edited, added or removed."""
    for number, file in enumerate(sorted(place.notes.rglob("note-*.md"))):
        if number % 3 == 0:
            text = file.read_text("utf-8").removesuffix(f"\n{VERSIONS[1]}")
            file.write_text(text + (f"\n{VERSIONS[1]}" if version else ""), "utf-8")
    place.change(version)
    added = place.notes / "added.md"
    added.unlink(missing_ok=True)
    if version:
        added.write_text(VERSIONS[0], "utf-8")


def _rebuilt(place: Place, version: int) -> str:
    remove_index(place.index)
    _change_many(place, version)
    refresh(place)
    state = _state(place)
    remove_index(place.index)
    return state


def _state(place: Place) -> str:
    """Name all that an index holds, to the last bit but for ids and times; empty for nothing."""
    root = place.notes
    with closing(Store(place.index, fingerprint(root, place.settings), ours=False)) as store:
        if store.damage:
            return f"damaged: {store.damage}"
        if not store.state():
            return ""
        statistics = store.statistics()
        ids = numpy.flatnonzero(statistics.notes).tolist()
        sections = store.chunks(ids)
        places = {
            number: f"{one.source.path}:{one.source.first_line}"
            for number, one in zip(ids, sections, strict=True)
        }
        terms = [
            (
                row.term,
                sorted(
                    zip(
                        map(places.get, field.chunks.tolist()),
                        field.frequencies.tolist(),
                        strict=True,
                    )
                ),
            )
            for row in store.postings(_terms(place)).values()
            for field in (row.heading, row.body)
        ]
        norms = [
            (places[number], float(field.norms[number]), int(field.lengths[number]))
            for field in (statistics.heading, statistics.body)
            for number in ids
        ]
        notes = [(row.path, row.digest) for row in store.note_rows().values()]
        content = (sorted(notes), sorted(map(repr, sections)), sorted(terms), sorted(norms))
        return hashlib.blake2b(repr(content).encode()).hexdigest()


def _terms(place: Place) -> list[str]:
    """Name the terms of an index."""
    with closing(sqlite3.connect(place.index)) as file:
        return [term for (term,) in file.execute("SELECT term FROM terms")]
