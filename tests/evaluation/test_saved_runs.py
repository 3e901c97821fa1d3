"""`assistant.evaluation.saved_runs`: what scripts read, and what is read again to compare with."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest

from assistant.evaluation.questions import QuestionsError
from assistant.evaluation.report import make_report
from assistant.evaluation.saved_runs import is_run, read_run, report_object
from evaluation.builders import outcome, small_report

if TYPE_CHECKING:
    from pathlib import Path


def test_the_object_has_the_shape_that_scripts_rely_on() -> None:
    data = report_object(small_report())
    assert list(data) == [
        "schema", "name", "questions", "systems", "kinds", "comparisons", "per_question",
    ]  # fmt: skip
    assert data["schema"] == 1
    assert data["questions"] == {"total": 4, "answerable": 3, "unanswerable": 1}
    assert list(data["systems"]) == ["bm25", "hybrid"]
    assert set(data["systems"]["hybrid"]["Success@1"]) == {"mean", "low", "high"}
    assert list(data["kinds"]) == ["direct", "typo", "unanswerable"]
    assert data["kinds"]["typo"]["hybrid"]["Success@1"]["mean"] == 0.5
    assert data["per_question"][0] == {
        "id": "direct-1",
        "system": "bm25",
        "question": "how do I list containers",
        "measures": {
            "Success@1": 1.0, "RR@10": 1.0, "nDCG@10": 1.0, "Answer@1": 1.0, "Best@1": 0.0,
        },
        "ranking": ["docker.md#list"],
        "answered": True,
        "confidence": 0.95,
        "answer": "Use docker ps.",
        "best": "docker ps",
        "elapsed_ms": 2.0,
    }  # fmt: skip
    assert len(data["per_question"]) == 8
    assert set(data["comparisons"][0]) == {
        "measure", "first", "second", "difference", "p", "adjusted_p", "won", "lost",
    }  # fmt: skip


def test_questions_without_a_kind_make_no_table_of_kinds() -> None:
    assert report_object(make_report("x", [outcome("1")]))["kinds"] == {}


def test_a_saved_run_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(json.dumps(report_object(small_report())), encoding="utf-8")
    earlier = read_run(path)
    assert list(earlier) == ["bm25", "hybrid"]
    assert list(earlier["hybrid"]) == ["direct-1", "typo-1", "far-1", "typo-2"]
    assert earlier["hybrid"]["typo-1"]["Success@1"] == 1.0
    assert earlier["bm25"]["far-1"] == {}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not a run of this version"),
        ('{"schema": 2, "per_question": []}', "not a run of this version"),
        ('{"schema": 1}', "not a run of this version"),
        ('{"schema": 1, "per_question": null}', "not a run of this version"),
        ("[" * 200_000, "not JSON"),
    ],
)
def test_a_file_that_is_no_run_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "run.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(QuestionsError) as caught:
        read_run(path)
    assert str(caught.value).startswith(f"{path}: {reason}")
    assert "--save" in str(caught.value)


def test_a_run_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match=r"none\.json: No such file or directory"):
        read_run(tmp_path / "none.json")


ROW: dict[str, Any] = {"id": "q1", "system": "hybrid", "measures": {"m": 1.0}}


def test_the_rows_of_a_run_are_measured_questions() -> None:
    assert is_run({"schema": 1, "per_question": []})
    assert is_run({"schema": 1, "per_question": [ROW, {**ROW, "measures": {}}]})


@pytest.mark.parametrize(
    "rows",
    [
        None,
        {},
        [None],
        [{}],
        [{**ROW, "id": ["q1"]}],
        [{**ROW, "system": None}],
        [{**ROW, "measures": None}],
        *([{**ROW, "measures": {"m": value}}] for value in (None, "x", math.nan, 2, -1)),
    ],
)
def test_rows_that_no_run_has_are_told(rows: Any) -> None:
    assert not is_run({"schema": 1, "per_question": rows})
