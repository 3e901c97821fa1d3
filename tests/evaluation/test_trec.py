"""`assistant.evaluation.trec`: what `trec_eval` reads."""

from __future__ import annotations

from assistant.evaluation.trec import trec_qrels, trec_run
from evaluation.builders import outcome


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
