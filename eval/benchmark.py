"""Measure how fast questions are answered and notes indexed, beside other ways to do it.

    python eval/benchmark.py [FOLDER ...] [--sections 1000 10000 100000 | 1000000 ...]

Measured are the notes that ship, each FOLDER, and generated vaults. Every peer works on the same
notes in the same run, so that the ratios hold on any machine; the times are this one's. Needs the
libraries of the extra `peers`. A million sections take about an hour and 8 GB of memory.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from tables import row, rule

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
COLD_RUNS = 7

# Nothing that measures is imported here: what a process starts inherits the peak of its memory.

USUAL = """\
import re, sys
from pathlib import Path
from rank_bm25 import BM25Okapi
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import linear_kernel
notes, question = sys.argv[1:]
sections = [section for file in sorted(Path(notes).rglob("*.md"))
            for section in re.split(r"(?m)^(?=#)", file.read_text("utf-8")) if section.strip()]
bm25 = BM25Okapi([re.findall(r"\\w+", section.lower()) for section in sections])
tfidf = TfidfVectorizer()
matrix = tfidf.fit_transform(sections)
scores = bm25.get_scores(re.findall(r"\\w+", question.lower()))
scores = scores + linear_kernel(tfidf.transform([question]), matrix).ravel()
print(sections[scores.argmax()])
"""
"""What is written to search notes with these two libraries: read, fit, ask."""

FTS5 = """\
import json, re, sqlite3, sys
file, question = sys.argv[1:]
words = " OR ".join(f'"{word}"' for word in re.findall(r"\\w+", question))
statement = "SELECT text FROM sections WHERE sections MATCH ? ORDER BY rank LIMIT 5"
print(json.dumps(sqlite3.connect(file).execute(statement, (words,)).fetchall()))
"""
"""The least that a Python program on a ready index can do."""


@dataclass
class Measured:
    """What was measured on one folder of notes."""

    name: str
    sections: int
    notes: int
    values: dict[str, float] = field(default_factory=dict)
    """Seconds, or megabytes where the name says so."""


@dataclass(frozen=True)
class Run:
    """A process that ended."""

    seconds: float
    cpu: float
    """Seconds of processor time, those of its own processes included."""
    megabytes: float
    """The most memory that it, or the largest of its processes, had at a time."""
    output: str


def run(*command: str, cache: Path) -> Run:
    """Run a program to its end; raises `RuntimeError` where it fails."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    # As installed programs are: their byte code is there.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, env=environment, cwd=HERE.parent)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode()
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command}: exit code {process.returncode}")
    cpu = usage.ru_utime + usage.ru_stime
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Run(seconds, cpu, kilobytes / 1000, text)


def part(name: str, folder: Path, value: str, cache: Path) -> dict[str, Any]:
    """Run a part of `benchmark_parts.py`."""
    found = run(
        *(sys.executable, str(HERE / "benchmark_parts.py"), name, str(folder), value), cache=cache
    )
    measured: dict[str, Any] = json.loads(found.output)
    return measured


_BUILT = {"rank_bm25": "rank_bm25 + TF-IDF"}
"""What is built beside what is asked."""


def measure(title: str, notes: Path, folder: Path, counts: dict[str, int]) -> Measured:
    """Measure everything on some notes; `folder` is for what is written."""
    cache = folder / "cache"
    found = Measured(title, counts["sections"], counts["notes"])
    values = found.values
    indexed = run(*_ours("index", notes), cache=cache)
    values["index: build"], values["index: build, CPU"] = indexed.seconds, indexed.cpu
    values["index: peak MB"] = indexed.megabytes
    values["index: MB on disk"] = (
        sum(file.stat().st_size for file in cache.rglob("*.sqlite3")) / 1e6
    )
    for key, value in part("warm", folder, str(notes), cache).items():
        peer, built, cpu = key.partition(" build")
        values[f"build: {_BUILT.get(peer, peer)}{cpu}" if built else f"warm: {key}"] = value
    _cold(found, notes, folder, cache)
    edited = part("edit", folder, str(notes), cache)
    values["edit, then ask: first"], values["edit, then ask"] = edited["first"], edited["median"]
    return found


def _cold(found: Measured, notes: Path, folder: Path, cache: Path) -> None:
    """Ask one question of each way in turn, each time in a new process."""
    questions = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    ways: dict[str, Callable[[str], tuple[str, ...]]] = {
        "ours": lambda question: _ours("ask", notes, "--json", question),
        "FTS5 script": lambda question: (
            *(sys.executable, "-c", FTS5, str(folder / "fts5.sqlite3"), question),
        ),
        "usual script": lambda question: (sys.executable, "-c", USUAL, str(notes), question),
    }
    runs: dict[str, list[Run]] = {name: [] for name in ways}
    for question in questions[: COLD_RUNS + 1]:
        for name, command in ways.items():
            # It reads and fits everything each time: where that takes minutes, once is enough.
            if name == "usual script" and runs[name] and runs[name][-1].seconds > 10:
                continue
            runs[name].append(run(*command(question), cache=cache))
    for name, ended in runs.items():
        # The first may have to write byte code.
        counted = ended[1:] or ended
        found.values[f"cold: {name}"] = median(one.seconds for one in counted)
        found.values[f"cold: {name}, CPU"] = median(one.cpu for one in counted)
        found.values[f"cold: {name}, peak MB"] = max(one.megabytes for one in counted)


def _ours(command: str, notes: Path, *options: str) -> tuple[str, ...]:
    return (
        sys.executable,
        "-c",
        "from assistant.__main__ import run; run()",
        command,
        "--notes",
        str(notes),
        *options,
    )


# The tables

RATIOS = (
    ("cold ask / usual script", "cold: ours", "cold: usual script"),
    ("cold ask / FTS5 script", "cold: ours", "cold: FTS5 script"),
    ("warm ask / bm25s retrieve", "warm: ours p50", "warm: bm25s p50"),
    ("warm ask / rank_bm25 get_scores", "warm: ours p50", "warm: rank_bm25 p50"),
    ("build / rank_bm25 + TF-IDF", "index: build", "build: rank_bm25 + TF-IDF"),
    ("build / rank_bm25 + TF-IDF, CPU", "index: build, CPU", "build: rank_bm25 + TF-IDF, CPU"),
)


def print_table(measured: list[Measured]) -> None:
    """Print a row for each value and ratio, with how the values grow with generated vaults."""
    vaults = [one for one in measured if one.name.endswith(" sections")]
    grows = len(vaults) > 1
    first, last = (vaults[0], vaults[-1]) if grows else (measured[0], measured[0])
    heads = [f"{one.name} ({one.sections} in {one.notes} notes)" for one in measured]
    growth = f"× for {last.sections / first.sections:.0f} × the sections"
    print(row("seconds, unless it says MB", *heads, *([growth] if grows else [])))
    print(rule(len(heads) + 1 + grows))
    for name in measured[0].values:
        cells = [_number(one.values[name]) for one in measured]
        factor = [f"{last.values[name] / first.values[name]:.1f}"] if grows else []
        print(row(name, *cells, *factor))
    for name, ours, theirs in RATIOS:
        cells = [f"{one.values[ours] / one.values[theirs]:.3f}" for one in measured]
        print(row(name, *cells, *([""] if grows else [])))


def _number(value: float) -> str:
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"


def main() -> None:
    """Measure everything, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, help="notes beside those that ship")
    parser.add_argument("--sections", nargs="*", type=int, default=[1000, 10_000, 100_000])
    options = parser.parse_args()
    measured = []
    for folder in (CORPUS, *options.folders):
        with tempfile.TemporaryDirectory() as place:
            counts = part("look", Path(place), str(folder.resolve()), Path(place))
            # A copy, since a note is edited.
            notes = Path(place) / "notes"
            shutil.copytree(folder, notes)
            measured.append(measure(folder.name, notes, Path(place), counts))
    for sections in options.sections:
        with tempfile.TemporaryDirectory() as place:
            counts = part("make", Path(place), str(sections), Path(place))
            notes = Path(place) / "notes"
            measured.append(measure(f"{sections} sections", notes, Path(place), counts))
    print_table(measured)


if __name__ == "__main__":
    main()
