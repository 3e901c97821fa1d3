"""`assistant.evaluation.report_text`: what people read."""

from __future__ import annotations

from assistant.evaluation.report import make_report
from assistant.evaluation.report_text import report_text
from evaluation.builders import outcome, small_report


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
