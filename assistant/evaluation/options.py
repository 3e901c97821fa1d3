"""The options of `assistant eval`; `assistant --help` needs them too, so this imports little."""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import UsageError
from assistant.model import RETRIEVERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.model import Retriever


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound that a measure must keep."""

    measure: str
    """Its name, as the tables have it: `Success@1`, `false answers`."""
    value: float


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure, and what to do with it."""

    questions: str = ""
    """A question file or a folder in BEIR format; empty: the questions that ship."""
    retriever: tuple[Retriever, ...] = ("hybrid",)
    """The systems to ask, each once."""
    split: str = ""
    """Only questions of this split are asked; empty: all. So with `kind`."""
    kind: str = ""
    save: str = ""
    """The file to write the run to; empty: none. So with the files below."""
    against: str = ""
    """The file of an earlier run to compare with."""
    fail_under: tuple[Limit, ...] = ()
    """Bounds below which a measure makes the command fail."""
    fail_over: tuple[Limit, ...] = ()
    """Bounds above which one does."""
    trec_run: str = ""
    qrels: str = ""
    html: str = ""
    failures: bool = False
    """Whether to list the questions that were missed, with what went wrong."""
    init: bool = False
    """Whether to write a question file to start from, and measure nothing."""
    calibrate: bool = False
    """Whether to fit `min_confidence` to the questions."""


def make_options(found: Mapping[str, Any]) -> Options:
    """Make options of what the parser found; repeated options are lists there.

    Raises `UsageError` for an empty text, which would switch off what was asked for, and for
    options that say how to measure beside one that measures nothing.
    """
    if empty := [name for name, value in found.items() if value == ""]:
        name = "QUESTIONS" if empty[0] == "questions" else f"--{empty[0].replace('_', '-')}"
        raise UsageError(f"{name} is empty; is a variable not set?")
    if found.get("init") and (idle := sorted(found.keys() - {"init", "questions"})):
        names = ", ".join(f"--{name.replace('_', '-')}" for name in idle)
        raise UsageError(f"--init measures nothing, which {names} would need; leave one out")
    values: dict[str, Any] = {
        name: tuple(dict.fromkeys(value)) if isinstance(value, list) else value
        for name, value in found.items()
    }
    return Options(**values)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `eval` to its parser."""
    add = parser.add_argument
    add("questions", nargs="?", metavar="QUESTIONS",
        help="question file, or folder in BEIR format (the questions that ship)")  # fmt: skip
    add("--retriever", action="append", choices=RETRIEVERS, help="system to ask; repeatable")
    add("--split", metavar="NAME",
        help="only the questions of this split (BEIR: judged in qrels/NAME.tsv)")  # fmt: skip
    add("--kind", metavar="NAME", help="only the questions of this kind")
    add("--failures", action="store_true", help="list the questions that were missed, and why")
    add("--save", metavar="FILE", help="write the run, to compare with later")
    add("--against", metavar="FILE", help="compare with a run that --save wrote")
    add("--fail-under", action="append", type=_limit, metavar="MEASURE=VALUE",
        help="exit with 1 when a measure is lower, as in Success@1=0.9; repeatable")  # fmt: skip
    add("--fail-over", action="append", type=_limit, metavar="MEASURE=VALUE",
        help="exit with 1 when one is higher, as in 'false answers=0.1'; repeatable")  # fmt: skip
    add("--trec-run", metavar="FILE", help="write the rankings for trec_eval")
    add("--qrels", metavar="FILE", help="write the judgements for trec_eval")
    add("--html", metavar="FILE", help="write a page with tables, charts and every answer")
    add("--calibrate", action="store_true",
        help="fit min_confidence to the questions, and write it to your configuration")  # fmt: skip
    add("--init", action="store_true",
        help="write a question file for your notes to start from (questions.jsonl)")  # fmt: skip


def _limit(text: str) -> Limit:
    measure, _, value = text.rpartition("=")
    try:
        bound = float(value)
    except ValueError:
        bound = math.nan
    # Nothing is under or over a NaN, so that it would never fail.
    if not math.isfinite(bound):
        raise argparse.ArgumentTypeError(f"{text!r} is not like Success@1=0.9")
    return Limit(measure.strip(), bound)
