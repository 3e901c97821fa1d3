"""Ask while the notes change and their index is written; a part of `faults.py`."""

from __future__ import annotations

import random
import time
import traceback
from collections import Counter
from typing import TYPE_CHECKING

from fault_notes import QUESTIONS, SECTIONS, Place, all_of_answer, expected_answers, fork, refresh
from vault import write_vault

from assistant.pipeline import Assistant

if TYPE_CHECKING:
    import multiprocessing

READERS = 8


def readers(place: Place, seconds: float) -> Counter[str]:
    """Ask from eight processes while a ninth changes a note, all of them refreshing the index."""
    write_vault(place.notes, SECTIONS)
    expected = expected_answers(place)
    results = fork.SimpleQueue()
    stop = time.monotonic() + seconds
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
        refresh(place)
        time.sleep(0.05)
    outcomes: Counter[str] = Counter()
    for _ in workers:
        outcomes += results.get()
    for worker in workers:
        worker.join()
    outcomes["changes of a note meanwhile"] = changes
    return outcomes


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
            answer = all_of_answer(asked, QUESTIONS[at])
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
        outcomes[kind] += 1
    results.put(outcomes)
