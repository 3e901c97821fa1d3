"""Break things on purpose, and count what is lost: kills, readers beside writers, damaged files.

    python eval/faults.py [kills] [readers] [damage]
        [--kills N] [--seconds N] [--damages N] [--seed N]

Exits with 1 if an index was neither the old nor the new one, an answer neither of the old nor of
the new notes, or anything raised. Needs `fork`, and so Linux or macOS.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fault_damage import damage
from fault_kills import kills
from fault_notes import Place
from fault_readers import readers

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable


def main() -> int:
    """Run what was asked for, print a line for each outcome, and give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
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
            outcomes = PARTS[name](place, options)
        losses = sum(count for outcome, count in outcomes.items() if "LOST" in outcome)
        print(f"{name}: {sum(outcomes.values())}, lost: {losses}")
        for outcome, count in outcomes.most_common():
            print(f"  {count:6} {outcome}")
        lost += losses
    return min(lost, 1)


PARTS: dict[str, Callable[[Place, argparse.Namespace], Counter[str]]] = {
    "kills": lambda place, options: kills(place, options.kills),
    "readers": lambda place, options: readers(place, options.seconds),
    "damage": lambda place, options: damage(place, options.damages),
}

if __name__ == "__main__":
    sys.exit(main())
