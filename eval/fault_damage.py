"""Damage the index file at random and ask all the same; a part of `faults.py`."""

from __future__ import annotations

import random
import time
import traceback
from collections import Counter
from typing import TYPE_CHECKING

from fault_notes import QUESTIONS, Place, all_of_answer, expected_answers, refresh, remove_index
from vault import write_vault

from assistant.errors import AssistantError
from assistant.pipeline import Assistant

if TYPE_CHECKING:
    from collections.abc import Callable


def damage(place: Place, count: int) -> Counter[str]:
    """Flip a bit, cut the file off or overwrite a block, then ask, or edit a note and ask."""
    write_vault(place.notes, 60)
    expected = expected_answers(place)
    # Later than what may have been written in the same tick, so that nothing is read again.
    time.sleep(2.1)
    place.change(0)
    time.sleep(2.1)
    refresh(place)
    sound = place.index.read_bytes()
    outcomes: Counter[str] = Counter()
    for _ in range(count):
        kind = random.choices(("bit", "cut", "block"), (8, 1, 1))[0]
        edited = random.random() < 0.3
        remove_index(place.index)
        place.index.write_bytes(DAMAGES[kind](bytearray(sound)))
        if edited:
            place.change(1)
        outcome = _asked_anyway(place, expected[int(edited)])
        outcomes[f"{kind}{', a note edited' if edited else ''}: {outcome}"] += 1
        if edited:
            place.change(0)
            remove_index(place.index)
            place.index.write_bytes(sound)
            # The rewritten file has another time stamp.
            refresh(place)
            sound = place.index.read_bytes()
    return outcomes


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
            answers = tuple(all_of_answer(assistant, question) for question in QUESTIONS)
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
