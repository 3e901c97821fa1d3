"""Break things on purpose, and count what is lost: kills, readers beside writers, damaged files.

    python eval/faults.py [kills] [readers] [damage] [--kills N] [--seconds N] [--damages N]

Exits with 1 if an index was neither the old nor the new one, an answer neither of the old nor of
the new notes, or anything raised. Needs `fork`, and so Linux or macOS.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vault import write_vault

from assistant import database
from assistant.errors import AssistantError
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.store import Store
from assistant.workspace import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

READERS = 8
SECTIONS = 600
"""Of the notes that are indexed; enough that a refresh takes half a second."""
CHANGING = "changing.md"
VERSIONS = tuple(
    f"# Kettle\n\n## Descaling\n\nThe kettle is descaled with {what} every month.\n\n"
    f"## Filling\n\nIt is filled up to the {what} mark.\n"
    for what in ("vinegar", "lemon juice")
)
QUESTIONS = ("how is the kettle descaled", "where is the kettle filled up to", "what is bade")

fork = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Place:
    """Notes that have two versions, and their index."""

    notes: Path
    index: Path

    @property
    def settings(self) -> Settings:
        """Ask these notes."""
        return Settings(notes=str(self.notes), index=str(self.index))

    def change(self, version: int) -> None:
        """Replace a note in one step, as editors do, and touch no other."""
        written = self.notes / "changing.new"
        written.write_text(VERSIONS[version], "utf-8")
        written.replace(self.notes / CHANGING)


def main() -> int:
    """Run what was asked for, print a line for each outcome, and give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="all unless named")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0, help="of eight readers, a writer")
    parser.add_argument("--damages", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lost = 0
    for name in options.parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            place = Place(Path(folder).resolve() / "notes", Path(folder).resolve() / "index")
            place.notes.mkdir()
            random.seed(options.seed)
            outcomes, losses = PARTS[name](place, options)
        print(f"{name}: {sum(outcomes.values())}, lost: {losses}")
        for outcome, count in outcomes.most_common():
            print(f"  {count:6} {outcome}")
        lost += losses
    return min(lost, 1)


# Kills


def kills(place: Place, options: argparse.Namespace) -> tuple[Counter[str], int]:
    """Kill a process at a random moment of a refresh, and look at the index it leaves."""
    write_vault(place.notes, SECTIONS)
    states = {version: _rebuilt(place, version) for version in (0, 1)}
    # How long each kind of refresh takes when it is let be.
    seconds = {"from nothing": _timed(place)}
    _change_many(place, 0)
    seconds["of an edit"] = _timed(place)
    outcomes: Counter[str] = Counter()
    before = states[0]
    while sum(outcomes.values()) < options.kills:
        if random.random() < 0.3:
            _remove(place.index)
            before = ""
        version = 1 if before == states[0] else 0
        _change_many(place, version)
        kind = "of an edit" if before else "from nothing"
        child = fork.Process(target=_refresh, args=(place,))
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
    return outcomes, outcomes["LOST: another index"]


def _timed(place: Place) -> float:
    started = time.monotonic()
    child = fork.Process(target=_refresh, args=(place,))
    child.start()
    child.join()
    return time.monotonic() - started


def _refresh(place: Place) -> None:
    # With little memory for pages it writes all the time, and not only at the end.
    database.WRITE_CACHE_KB = 40
    with Assistant(place.settings) as assistant:
        assistant.refresh()


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
    _remove(place.index)
    _change_many(place, version)
    _refresh(place)
    state = _state(place)
    _remove(place.index)
    return state


def _state(place: Place) -> str:
    """Name all that an index holds, to the last bit but for ids and times; empty for nothing."""
    root = place.notes
    with closing(Store(place.index, fingerprint(root, place.settings), ours=False)) as store:
        if store.damage:
            return f"damaged: {store.damage}"
        if not store.state():
            return ""
        ids = store.chunk_ids().tolist()
        sections = store.chunks(ids)
        places = {
            number: f"{one.source.path}:{one.source.first_line}"
            for number, one in zip(ids, sections, strict=True)
        }
        statistics = store.statistics()
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
            for row in store.all_postings()
            for field in (row.heading, row.body)
        ]
        norms = [
            (places[number], float(field.norms[number]), int(field.lengths[number]))
            for field in (statistics.heading, statistics.body)
            for number in ids
        ]
        notes = [(row.path, row.digest) for row in store.note_rows().values()]
        content = (sorted(notes), sorted(map(repr, sections)), terms, sorted(norms))
        return hashlib.blake2b(repr(content).encode()).hexdigest()


def _remove(index: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        index.with_name(index.name + ending).unlink(missing_ok=True)


# Readers beside writers


def readers(place: Place, options: argparse.Namespace) -> tuple[Counter[str], int]:
    """Ask from eight processes while a ninth changes a note, all of them refreshing the index."""
    write_vault(place.notes, SECTIONS)
    expected = _expected(place)
    results = fork.SimpleQueue()
    stop = time.monotonic() + options.seconds
    workers = [
        fork.Process(target=_read, args=(place, expected, stop, number, results))
        for number in range(READERS)
    ]
    for worker in workers:
        worker.start()
    changes = 0
    while time.monotonic() < stop:
        changes += 1
        place.change(changes % 2)
        _refresh(place)
        time.sleep(0.05)
    outcomes: Counter[str] = Counter()
    for _ in workers:
        outcomes += results.get()
    for worker in workers:
        worker.join()
    losses = sum(count for name, count in outcomes.items() if name.startswith("LOST"))
    outcomes["changes of a note meanwhile"] = changes
    return outcomes, losses


def _expected(place: Place) -> list[tuple[str, ...]]:
    """Give what each version of the notes answers to each question."""
    found = []
    for version in (0, 1):
        place.change(version)
        with Assistant(Settings(notes=str(place.notes), index=str(place.index))) as assistant:
            found.append(tuple(_answer(assistant, question) for question in QUESTIONS))
    return found


def _answer(assistant: Assistant, question: str) -> str:
    """Give all of a reply that could be a mixture of two states."""
    reply = assistant.ask(question)
    places = [(hit.chunk, round(hit.score, 9)) for hit in reply.hits]
    return repr(
        (type(reply).__name__, getattr(reply, "text", ""), getattr(reply, "best_line", 0), places)
    )


def _read(
    place: Place,
    expected: list[tuple[str, ...]],
    stop: float,
    number: int,
    results: multiprocessing.SimpleQueue[Counter[str]],
) -> None:
    """Ask in a loop; every other reader opens the index anew each time."""
    outcomes: Counter[str] = Counter()
    warnings: list[str] = []
    kept = Assistant(place.settings, warn=warnings.append)
    while time.monotonic() < stop:
        asked = kept if number % 2 else Assistant(place.settings, warn=warnings.append)
        at = random.randrange(len(QUESTIONS))
        try:
            answer = _answer(asked, QUESTIONS[at])
        except Exception:
            traceback.print_exc()
            outcomes["LOST: an error"] += 1
        else:
            which = [
                name
                for name, one in zip(("old", "new"), expected, strict=True)
                if one[at] == answer
            ]
            outcomes["answers of one state" if which else "LOST: answers of no state"] += 1
        if asked is not kept:
            asked.close()
    kept.close()
    for warning in warnings:
        kind = "stepped back" if "another process" in warning else f"LOST: {warning}"
        outcomes[f"{kind}"] += 1
    results.put(outcomes)


# Damage


def damage(place: Place, options: argparse.Namespace) -> tuple[Counter[str], int]:
    """Flip a bit, cut the file off or overwrite a block, then ask, or edit a note and ask."""
    write_vault(place.notes, 60)
    expected = _expected(place)
    # Later than what may have been written in the same tick, so that nothing is read again.
    time.sleep(2.1)
    place.change(0)
    time.sleep(2.1)
    _refresh(place)
    sound = place.index.read_bytes()
    outcomes: Counter[str] = Counter()
    for _ in range(options.damages):
        kind = random.choices(("bit", "cut", "block"), (8, 1, 1))[0]
        edited = random.random() < 0.3
        _remove(place.index)
        place.index.write_bytes(DAMAGES[kind](bytearray(sound)))
        if edited:
            place.change(1)
        outcome = _asked_anyway(place, expected[int(edited)])
        outcomes[f"{kind}{', a note edited' if edited else ''}: {outcome}"] += 1
        if edited:
            place.change(0)
            _remove(place.index)
            place.index.write_bytes(sound)
            # Its time stamps are others now.
            _refresh(place)
            sound = place.index.read_bytes()
    return outcomes, sum(count for name, count in outcomes.items() if "LOST" in name)


def _flip(raw: bytearray) -> bytes:
    at = random.randrange(len(raw) * 8)
    raw[at // 8] ^= 1 << at % 8
    return bytes(raw)


def _cut(raw: bytearray) -> bytes:
    return bytes(raw[: random.randrange(len(raw))])


def _overwrite(raw: bytearray) -> bytes:
    size = random.choice((1, 16, 512, 4096))
    at = random.randrange(len(raw))
    raw[at : at + size] = random.randbytes(len(raw[at : at + size]))
    return bytes(raw)


DAMAGES: dict[str, Callable[[bytearray], bytes]] = {
    "bit": _flip,
    "cut": _cut,
    "block": _overwrite,
}


def _asked_anyway(place: Place, expected: tuple[str, ...]) -> str:
    warnings: list[str] = []
    try:
        with Assistant(place.settings, warn=warnings.append) as assistant:
            answers = tuple(_answer(assistant, question) for question in QUESTIONS)
    except AssistantError as error:
        return f"refused: {str(error).partition(': ')[2]}"
    except Exception:
        traceback.print_exc()
        return "LOST: an error"
    if answers != expected:
        return "LOST: another answer"
    if not warnings:
        return "the right answers"
    return "made anew" if "anew" in warnings[0] else f"in memory: {warnings[0].partition(': ')[2]}"


PARTS: dict[str, Callable[[Place, argparse.Namespace], tuple[Counter[str], int]]] = {
    "kills": kills,
    "readers": readers,
    "damage": damage,
}

if __name__ == "__main__":
    sys.exit(main())
