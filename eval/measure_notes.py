"""Measure questions on people's own notes, and print one Markdown table.

    python eval/measure_notes.py FILE [FILE ...]

Each FILE is a question file with the folder of its name beside it, which holds the notes. The means
come by split, each set counting the same; behind them stands what BM25 alone makes of these notes.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from sources import subject_of
from tables import row, rule

from assistant.evaluation.measures import summarize
from assistant.evaluation.running import run

if TYPE_CHECKING:
    from assistant.model import Retriever

MEASURES = (
    "Success@1",
    "Success@3",
    "Answer@1",
    "Best@1",
    "answer words",
    "AUROC",
    "false answers",
    "false refusals",
)
RANKED = 2
"""How many of the measures are of the ranking, which alone can be compared with BM25's."""


def figures(file: str, system: Retriever) -> tuple[str, list[float]]:
    """Give a set's split and its measures."""
    subject = subject_of(file)
    found = summarize(run(subject, [system]))
    return subject.questions[0].split, [found[name].mean for name in MEASURES]


def _cells(values: list[float]) -> list[str]:
    return [f"{one:.1f}" if one > 1 else f"{one:.3f}" for one in values]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", metavar="FILE")
    files = parser.parse_args().files
    print(row("notes", "split", *MEASURES))
    print(rule(2 + len(MEASURES)))
    by_split: dict[str, list[list[float]]] = {}
    plain: dict[str, list[list[float]]] = {}
    for file in files:
        split, values = figures(file, "hybrid")
        by_split.setdefault(split, []).append(values)
        plain.setdefault(split, []).append(figures(file, "bm25")[1])
        print(row(Path(file).stem, split, *_cells(values)), flush=True)
    for split, sets in by_split.items():
        print(row("mean", split, *_cells([mean(one) for one in zip(*sets, strict=True)])))
    for split, sets in plain.items():
        ranked = [mean(one) for one in zip(*sets, strict=True)][:RANKED]
        print(row("mean, BM25", split, *_cells(ranked), *[""] * (len(MEASURES) - RANKED)))


if __name__ == "__main__":
    main()
