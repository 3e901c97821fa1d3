"""An evaluation as JSON: what `--json` prints and `--save` writes, and `--against` reads again."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from assistant.evaluation.questions import QuestionsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assistant.evaluation.measures import Figure, Outcome
    from assistant.evaluation.report import Report, SavedRun

SCHEMA = 1
"""The number of the format; goes up when a field changes its meaning or goes away."""


def report_object(report: Report) -> dict[str, Any]:
    """Give what `eval --json` prints and `--save` writes."""
    questions = {item.question.id: item.question for item in report.outcomes}.values()
    answerable = sum(question.answerable for question in questions)
    return {
        "schema": SCHEMA,
        "name": report.name,
        "questions": {
            "total": len(questions),
            "answerable": answerable,
            "unanswerable": len(questions) - answerable,
        },
        "systems": {name: _figures(figures) for name, figures in report.systems.items()},
        "kinds": {
            kind: {name: _figures(figures) for name, figures in systems.items()}
            for kind, systems in report.kinds.items()
        },
        "comparisons": [asdict(comparison) for comparison in report.comparisons],
        "per_question": [_outcome_object(item) for item in report.outcomes],
    }


def _figures(figures: Mapping[str, Figure]) -> dict[str, dict[str, float]]:
    return {name: asdict(figure) for name, figure in figures.items()}


def _outcome_object(item: Outcome) -> dict[str, Any]:
    return {
        "id": item.question.id,
        "system": item.system,
        "question": item.question.text,
        "measures": dict(item.measures),
        "ranking": list(item.ranking),
        "answered": item.answered,
        "confidence": round(item.confidence, 4),
        "answer": item.answer,
        "best": item.best,
        "elapsed_ms": round(item.elapsed_ms, 2),
    }


def read_run(path: Path) -> SavedRun:
    """Read a saved run; raises `QuestionsError` for a file that is none."""
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise QuestionsError(f"{path}: {error.strerror}; name a file written by --save") from error
    except (ValueError, RecursionError) as error:
        raise QuestionsError(f"{path}: not JSON; name a file written by --save") from error
    if not is_run(run):
        raise QuestionsError(f"{path}: not a run of this version; write one with --save")
    found: dict[str, dict[str, Mapping[str, float]]] = {}
    for row in run["per_question"]:
        found.setdefault(row["system"], {})[row["id"]] = row["measures"]
    return found


def is_run(value: Any) -> bool:
    """Tell whether a JSON value is a saved run that can be compared with."""
    is_ours = isinstance(value, dict) and value.get("schema") == SCHEMA
    return is_ours and _are_measured(value.get("per_question"))


def _are_measured(rows: Any) -> bool:
    """Tell whether rows are those of a saved run: questions with their measures, each 0 to 1."""
    return isinstance(rows, list) and all(
        isinstance(row, dict)
        and isinstance(row.get("id"), str)
        and isinstance(row.get("system"), str)
        and isinstance(row.get("measures"), dict)
        and all(
            isinstance(value, int | float) and 0 <= value <= 1 for value in row["measures"].values()
        )
        for row in rows
    )
