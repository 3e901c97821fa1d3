"""`assistant.evaluation.report`: what scripts and `trec_eval` read, and what people do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assistant.evaluation.questions import QuestionsError
from assistant.evaluation.report import (
    compared_systems,
    make_report,
    read_run,
    report_object,
    report_text,
    trec_qrels,
    trec_run,
)
from evaluation.builders import outcome, small_report

if TYPE_CHECKING:
    from pathlib import Path

# JSON


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


def test_a_saved_run_is_read_again_and_compared_with(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    data = report_object(small_report())
    path.write_text(json.dumps(data), encoding="utf-8")
    earlier = read_run(path)
    assert earlier == json.loads(json.dumps(data))

    changed = [
        outcome("direct-1", measures={"Success@1": 0.0}),
        outcome("typo-1", measures={"Success@1": 1.0}),
        outcome("new", measures={"Success@1": 1.0}),
    ]
    (comparison,) = make_report("x", changed, earlier).comparisons
    assert (comparison.first, comparison.second) == ("hybrid before", "hybrid now")
    assert (comparison.won, comparison.lost) == ((), ("direct-1",))
    assert comparison.difference == -0.5


@pytest.mark.parametrize(
    ("before", "now", "pairs"),
    [
        (["hybrid"], ["hybrid"], [("hybrid", "hybrid")]),
        (["hybrid"], ["bm25"], [("hybrid", "bm25")]),
        (["hybrid", "bm25"], ["bm25", "tfidf"], [("bm25", "bm25")]),
        (["hybrid", "bm25"], ["tfidf"], []),
        ([], ["tfidf"], []),
    ],
)
def test_systems_are_compared_by_name_or_one_with_one(
    before: list[str], now: list[str], pairs: list[tuple[str, str]]
) -> None:
    assert compared_systems(before, now) == pairs


def test_a_run_of_one_other_system_is_compared_with() -> None:
    before = make_report("x", [outcome("1", system="bm25", measures={"Success@1": 0.0})])
    after = [outcome("1", system="tfidf", measures={"Success@1": 1.0})]
    (comparison,) = make_report("x", after, report_object(before)).comparisons
    assert (comparison.first, comparison.second) == ("bm25 before", "tfidf now")
    assert comparison.won == ("1",)


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


# What trec_eval reads


def test_the_run_has_six_fields_a_line_and_scores_that_fall() -> None:
    outcomes = [
        outcome("q 1", system="bm25", relevant={"a b.md": 2}, ranking=["a b.md", "c.md"]),
        outcome("none", relevant={"a b.md": 1}),
        outcome("not judged", ranking=["c.md"]),
    ]
    assert trec_run(outcomes) == (
        "q%201 Q0 a%20b.md 1 1.000000 bm25\nq%201 Q0 c.md 2 0.500000 bm25\n"
    )


def test_the_qrels_have_four_fields_a_line() -> None:
    questions = [
        outcome("q 1", relevant={"a b.md": 2, "c.md": 1}).question,
        outcome("far", answerable=False).question,
    ]
    assert trec_qrels(questions) == "q%201 0 a%20b.md 2\nq%201 0 c.md 1\n"


# Text


def rows(text: str) -> list[list[str]]:
    """Give the words of each line that has any."""
    return [line.split() for line in text.splitlines() if line.strip(" ─")]


def test_the_tables_have_a_column_a_system_and_a_row_a_kind() -> None:
    lines = rows(report_text(small_report()))
    assert lines[0] == ["eval/small.jsonl:", "4", "questions"]
    assert lines[1] == ["measure", "bm25", "hybrid"]
    assert [line[:2] for line in lines if line[0] == "Success@1"] == [["Success@1", "0.333"]]
    assert ["median", "ms", "2.0", "2.0"] in lines
    assert ["direct", "hybrid", "1", "1.000", "–", "1.000", "0.000", "–"] in lines
    assert ["unanswerable", "bm25", "1", "–", "–", "–", "–", "0.000"] in lines


def test_the_comparisons_follow_with_the_questions_by_name() -> None:
    text = report_text(small_report())
    assert (
        "hybrid against bm25, Success@1: +0.333 (p = 1.0000, after Holm 1.0000); won 1, lost 0\n"
        "  won: typo-1\n"
    ) in text


def test_long_lists_of_questions_are_cut() -> None:
    outcomes = [
        outcome(f"q{at:02}", system=system, measures={"Success@1": value})
        for system, value in (("bm25", 0.0), ("hybrid", 1.0))
        for at in range(12)
    ]
    assert "won: q00, q01, q02, q03, q04, q05, q06, q07, q08, q09 and 2 more" in report_text(
        make_report("x", outcomes)
    )


def test_the_text_is_plain() -> None:
    assert "\x1b" not in report_text(small_report())
