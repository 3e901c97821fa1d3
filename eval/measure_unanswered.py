"""Measure questions that notes don't answer by what is wrong with them, and print a Markdown table.

    python eval/measure_unanswered.py FILE [FILE ...]

Each FILE is a question file (`sources.py`) whose unanswerable questions have answerable ones of the
same kind beside them, put nearly alike. The questions of all files are taken together, by kind and
split; the last rows are of all kinds.
"""

from __future__ import annotations

import argparse
from itertools import product
from typing import TYPE_CHECKING

from sources import subject_of
from tables import row, rule

from assistant.evaluation.measures import summarize
from assistant.evaluation.running import run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.evaluation.measures import Outcome

MEASURES = ("AUROC", "false answers", "false refusals", "Answer@1", "Best@1")


def cells(outcomes: Sequence[Outcome]) -> list[str]:
    """Give how many questions have no answer and how many have one, and their measures."""
    answerable = [one.question.answerable for one in outcomes]
    found = summarize(outcomes)
    measured = (f"{found[name].mean:.3f}" if name in found else "–" for name in MEASURES)
    return [str(answerable.count(False)), str(answerable.count(True)), *measured]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", metavar="FILE")
    files = parser.parse_args().files
    outcomes = [one for file in files for one in run(subject_of(file), ["hybrid"])]
    kinds = dict.fromkeys(one.question.kind for one in outcomes)
    splits = sorted({one.question.split for one in outcomes})
    print(row("kind", "split", "without an answer", "with one", *MEASURES))
    print(rule(4 + len(MEASURES)))
    for kind, split in product([*kinds, ""], splits):
        asked = [one for one in outcomes if one.question.split == split]
        of_kind = [one for one in asked if kind in {one.question.kind, ""}]
        print(row(kind or "all", split, *cells(of_kind)))


if __name__ == "__main__":
    main()
