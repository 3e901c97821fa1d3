"""The parts of `benchmark.py`, each run in a process of its own so that its memory is its own.

    python eval/benchmark_parts.py PART FOLDER [VALUE]

prints what it measured as JSON. FOLDER holds `notes`, and `questions.json` once it was made.
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy
from vault import write_vault

import assistant
from assistant.chunking import chunk_note
from assistant.notes import read_note
from assistant.reading.folder import list_notes
from assistant.reading.folder_watch import LOOK_AGAIN_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

QUESTIONS = 100
SLOW_QUESTIONS = 10
"""How many are asked of what walks through all sections in Python."""

EDITS = 5
_HEADING = re.compile(r"(?m)^(?=#)")
_WORD = re.compile(r"\w+")


def make(folder: Path, sections: int) -> dict[str, Any]:
    """Write a vault, and questions on it."""
    vault = write_vault(folder / "notes", sections, QUESTIONS)
    (folder / "questions.json").write_text(json.dumps(vault.questions), encoding="utf-8")
    return {"sections": vault.sections, "notes": vault.notes}


def look(folder: Path, notes: str) -> dict[str, Any]:
    """Count what stands in a folder of somebody's, and ask for its headings."""
    chunks = [
        chunk
        for file in list_notes(Path(notes)).files
        for chunk in chunk_note(read_note(file).note)
    ]
    headings = sorted({chunk.source.headings[-1] for chunk in chunks})
    random.Random(1).shuffle(headings)
    asked = [f"how do I use {heading}" for heading in headings if _WORD.search(heading)]
    (folder / "questions.json").write_text(json.dumps(asked[:QUESTIONS]), encoding="utf-8")
    return {"sections": len(chunks), "notes": len({chunk.source.path for chunk in chunks})}


def edit(_folder: Path, notes: str) -> dict[str, Any]:
    """Edit a note while an assistant is open, ask for what is new, and take the time of both."""
    file = next(iter(sorted(Path(notes).rglob("*.md"))))
    before = file.read_bytes()
    seconds = []
    try:
        with assistant.open(notes) as opened:
            opened.ask("what is it")
            for number in range(EDITS):
                # At least as long as a person takes to switch windows.
                time.sleep(LOOK_AGAIN_SECONDS)
                word = f"quetzal{chr(97 + number)}"
                started = time.perf_counter()
                file.write_bytes(before + f"\n\n## The {word}\n\nA {word} is a bird.\n".encode())
                reply = opened.ask(f"what is a {word}")
                seconds.append(time.perf_counter() - started)
                assert word in reply.hits[0].chunk.text
    finally:
        file.write_bytes(before)
    # The first pays for the import of the Markdown parser.
    return {"first": seconds[0], "median": float(numpy.median(seconds[1:]))}


def warm(folder: Path, notes: str) -> dict[str, Any]:
    """Ask everything in turn, each question of all; and build what they answer from before."""
    questions = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    sections = _sections(Path(notes))
    measured: dict[str, Any] = {}
    peers = {
        "bm25s": _bm25s(sections, measured),
        "FTS5": _fts5(sections, folder / "fts5.sqlite3", measured),
        "rank_bm25": _rank_bm25(sections, measured),
    }
    with assistant.open(notes) as opened:
        asked = {"ours": lambda question: lambda: opened.ask(question), **peers}
        for question in questions[:3]:
            opened.ask(question)
        # From then on it knows that nothing happens to the notes.
        time.sleep(LOOK_AGAIN_SECONDS + 0.1)
        opened.ask(questions[0])
        times: dict[str, list[float]] = {name: [] for name in asked}
        for at, question in enumerate(questions):
            for name, prepare in asked.items():
                if name == "rank_bm25" and at >= SLOW_QUESTIONS:
                    continue
                call = prepare(question)
                started = time.perf_counter()
                call()
                times[name].append(time.perf_counter() - started)
    for name, seconds in times.items():
        measured[f"{name} p50"], measured[f"{name} p95"] = numpy.percentile(seconds, [50, 95])
    return measured


def _sections(notes: Path) -> list[str]:
    """Cut notes at their headings, as scripts do."""
    found: list[str] = []
    for file in sorted(notes.rglob("*.md")):
        found += [one for one in _HEADING.split(file.read_text("utf-8")) if one.strip()]
    return found


def _timed(name: str, measured: dict[str, Any], build: Callable[[], Any]) -> Any:
    started, cpu = time.perf_counter(), time.process_time()
    built = build()
    measured[f"{name} build"] = time.perf_counter() - started
    measured[f"{name} build, CPU"] = time.process_time() - cpu
    return built


def _bm25s(sections: Sequence[str], measured: dict[str, Any]) -> Callable[[str], Any]:
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")

    def tokens(texts: Sequence[str]) -> Any:
        return bm25s.tokenize(list(texts), stopwords="en", stemmer=stemmer, show_progress=False)

    def build() -> Any:
        engine = bm25s.BM25()
        engine.index(tokens(sections), show_progress=False)
        return engine

    engine = _timed("bm25s", measured, build)

    def prepare(question: str) -> Callable[[], Any]:
        asked = tokens([question])
        return lambda: engine.retrieve(asked, k=min(10, len(sections)), show_progress=False)

    return prepare


def _fts5(sections: Sequence[str], path: Path, measured: dict[str, Any]) -> Callable[[str], Any]:
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)

    def build() -> None:
        database.execute("CREATE VIRTUAL TABLE sections USING fts5(text, tokenize='porter')")
        database.executemany("INSERT INTO sections VALUES (?)", ((one,) for one in sections))
        database.commit()

    _timed("FTS5", measured, build)

    def prepare(question: str) -> Callable[[], Any]:
        words = " OR ".join(f'"{word}"' for word in _WORD.findall(question))
        statement = "SELECT text FROM sections WHERE sections MATCH ? ORDER BY rank LIMIT 10"
        return lambda: database.execute(statement, (words,)).fetchall()

    return prepare


def _rank_bm25(sections: Sequence[str], measured: dict[str, Any]) -> Callable[[str], Any]:
    from rank_bm25 import BM25Okapi
    from sklearn.feature_extraction.text import TfidfVectorizer

    def build() -> Any:
        engine = BM25Okapi([_WORD.findall(section.lower()) for section in sections])
        TfidfVectorizer().fit_transform(sections)
        return engine

    engine = _timed("rank_bm25", measured, build)
    return lambda question: lambda: engine.get_scores(_WORD.findall(question.lower()))


PARTS: dict[str, Callable[..., dict[str, Any]]] = {
    "make": lambda folder, value: make(folder, int(value)),
    "look": look,
    "edit": edit,
    "warm": warm,
}


def main() -> None:
    """Run a part."""
    name, folder, value = sys.argv[1:]
    print(json.dumps(PARTS[name](Path(folder), value)))


if __name__ == "__main__":
    main()
