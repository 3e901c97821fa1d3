"""Measure every system on public collections and print one Markdown table.

    python eval/measure_collections.py FOLDER [FOLDER ...]

Each FOLDER is in BEIR format. Beside the figures stands how long indexing and asking took together.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tables import row, rule

from assistant.evaluation.beir import read_collection
from assistant.evaluation.measures import summarize
from assistant.evaluation.running import run
from assistant.evaluation.subjects import collection_subject
from assistant.model import RETRIEVERS
from assistant.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.evaluation.measures import Figure

MEASURES = ("Success@1", "RR@10", "nDCG@10", "Answer@1", "Best@1", "AUROC")


def rows(folder: Path) -> Iterator[str]:
    """Give a collection's rows, one a system."""
    collection = read_collection(folder)
    for system in reversed(RETRIEVERS):
        started = time.perf_counter()
        subject = collection_subject(collection, Settings())
        figures = summarize(run(subject, [system]))
        seconds = time.perf_counter() - started
        cells = [_cell(figures.get(name)) for name in MEASURES]
        yield row(folder.name, str(len(subject.questions)), system, *cells, f"{seconds:.0f}")


def _cell(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure.mean:.3f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    folders = parser.parse_args().folders
    header = ("collection", "questions", "system", *MEASURES, "seconds")
    print(row(*header))
    print(rule(len(header)))
    for folder in folders:
        for line in rows(folder):
            print(line, flush=True)


if __name__ == "__main__":
    main()
