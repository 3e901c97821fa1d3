"""Questions and outcomes in few words, for the tests of this folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assistant.evaluation.beir import Collection
from assistant.evaluation.measures import Outcome
from assistant.evaluation.questions import Question
from assistant.evaluation.report import Report, make_report
from assistant.evaluation.subjects import Subject, collection_subject
from assistant.model import Note
from assistant.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


def outcome(
    id: str,  # noqa: A002  # as in a question file
    *,
    system: str = "hybrid",
    text: str = "how?",
    kind: str = "",
    relevant: Mapping[str, int] | None = None,
    answers: Sequence[str] = (),
    answerable: bool = True,
    ranking: Sequence[str] = (),
    answered: bool = True,
    confidence: float = 0.9,
    answer: str = "like this",
    best: str = "this",
    elapsed_ms: float = 2.0,
    measures: Mapping[str, float] | None = None,
) -> Outcome:
    question = Question(
        id=id, text=text, relevant=relevant or {}, answers=tuple(answers), kind=kind,
        answerable=answerable,
    )  # fmt: skip
    return Outcome(
        question=question,
        system=system,
        ranking=tuple(ranking),
        answered=answered,
        confidence=confidence,
        answer=answer if answered else "",
        best=best if answered else "",
        elapsed_ms=elapsed_ms,
        measures=measures or {},
    )


def small_report() -> Report:
    """Two systems and four questions: answered right, answered wrong, refused right, refused."""
    return make_report("eval/small.jsonl", [*_outcomes("bm25", 0.0), *_outcomes("hybrid", 1.0)])


def _outcomes(system: str, success: float) -> list[Outcome]:
    """Give the outcomes of one system; the typo's is a success or not."""
    found = {"Success@1": 1.0, "RR@10": 1.0, "nDCG@10": 1.0, "Answer@1": 1.0, "Best@1": 0.0}
    missed = dict.fromkeys(found, 0.0)
    return [
        outcome(
            "direct-1", system=system, kind="direct", text="how do I list containers",
            relevant={"docker.md#list": 2, "docker.md#show": 1}, answers=["docker ps"],
            ranking=["docker.md#list"], confidence=0.95, answer="Use docker ps.", best="docker ps",
            measures=found,
        ),
        outcome(
            "typo-1", system=system, kind="typo", text="how do I remvoe a volume",
            relevant={"docker.md#volumes": 1}, answers=["volume rm"],
            ranking=["docker.md#list", "docker.md#volumes"], confidence=0.7, elapsed_ms=4.0,
            measures=found if success else missed,
        ),
        outcome(
            "far-1", system=system, kind="unanswerable", text="who won?", answerable=False,
            answered=False, confidence=0.1,
        ),
        outcome(
            "typo-2", system=system, kind="typo", text="dokcer", relevant={"docker.md": 1},
            answered=False, confidence=0.3, measures={**missed},
        ),
    ]  # fmt: skip


def write_lines(path: Path, rows: Iterable[Any]) -> Path:
    """Write a JSON Lines file; a string is a line as it stands."""
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def write_collection(
    folder: Path, documents: Mapping[str, str], queries: Iterable[Mapping[str, Any]], qrels: str
) -> Path:
    """Write a BEIR folder; each document is its text by id, with its id as title."""
    write_lines(
        folder / "corpus.jsonl",
        ({"_id": name, "title": name, "text": text} for name, text in documents.items()),
    )
    write_lines(folder / "queries.jsonl", queries)
    (folder / "qrels").mkdir(exist_ok=True)
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return folder


NOTES = (
    Note(
        "containers",
        "Containers",
        "# Containers\n\nIntroduction.\n\n## List\n\nList containers with `docker ps`.\n\n"
        "## Stop\n\nStop containers with `docker stop`, not by listing containers.\n",
    ),
    Note("volumes", "Volumes", "# Volumes\n\nRemove volumes with `docker volume rm`.\n"),
    Note("networks", "Networks", "# Networks\n\nContainers talk through a bridge.\n"),
)


def small_subject(*questions: Question) -> Subject:
    """Three documents, and these questions on them."""
    return collection_subject(Collection(questions, NOTES), Settings())
