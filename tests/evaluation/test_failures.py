"""`assistant.evaluation.failures`: which questions were missed, and how that is told."""

from __future__ import annotations

import pytest

from assistant.evaluation.failures import failures_text
from assistant.records import replace
from evaluation.builders import outcome

RIGHT = {"Success@1": 1.0, "Answer@1": 1.0, "Best@1": 1.0}


def test_a_wrong_first_section_is_told_with_where_the_right_ones_came() -> None:
    item = outcome(
        "low", text="how now", relevant={"a": 1, "gone": 1}, ranking=["x", "y", "a"],
        measures={"Success@1": 0.0},
    )  # fmt: skip
    assert failures_text([item]) == (
        "Missed: 1 of 1\n"
        "\n"
        "low: how now\n"
        "  wrong:      the first section is a wrong one\n"
        "  best:       this\n"
        "  shown:      like this\n"
        "  confidence: 0.90\n"
        "  first:      x\n"
        "  right:      a (came 3.)\n"
        "  right:      gone (did not come)"
    )


def test_a_wrong_answer_is_told_though_no_section_is_judged() -> None:
    text = failures_text(
        [outcome("q", answers=["docker ps", "/ps -a/"], measures={"Answer@1": 0.0, "Best@1": 0.0})]
    )
    assert "  wrong:      the answer holds nothing of what was expected\n" in text
    assert "  expected:   docker ps | /ps -a/\n" in text
    assert "first:" not in text


def test_a_refused_question_is_missed_though_its_first_section_is_right() -> None:
    item = outcome(
        "q", relevant={"a": 1}, ranking=["a"], answered=False, measures={"Success@1": 1.0}
    )
    assert "  wrong:      refused\n" in failures_text([item])


@pytest.mark.parametrize(
    ("withheld", "verdict"), [("run docker ps", "is right"), ("docker rm", "is wrong, too")]
)
def test_of_a_refused_question_it_is_told_what_the_withheld_answer_was_worth(
    withheld: str, verdict: str
) -> None:
    item = outcome("q", answers=["docker ps"], answered=False, measures={"Answer@1": 0.0})
    text = failures_text([replace(item, withheld=withheld)])
    assert f"  wrong:      refused, and the answer withheld {verdict}\n" in text
    assert f"  withheld:   {withheld}\n" in text


def test_an_unanswerable_question_that_was_answered_is_missed() -> None:
    text = failures_text([outcome("far", answerable=False, ranking=["x"])])
    assert "  wrong:      answered, though the notes don't say\n" in text
    assert "  shown:      like this\n" in text


@pytest.mark.parametrize(
    "item",
    [
        outcome("right", relevant={"a": 1}, answers=["b"], measures=RIGHT),
        outcome("refused rightly", answerable=False, answered=False),
    ],
)
def test_what_is_right_is_not_listed(item: object) -> None:
    assert failures_text([item]) == "Missed: 0 of 1"  # type: ignore[list-item]  # from the list above


def test_a_wrong_best_line_alone_is_listed_apart() -> None:
    missed = outcome("q1", answers=["b"], measures={"Answer@1": 0.0, "Best@1": 0.0})
    nearly = outcome("q2", answers=["b"], measures={"Answer@1": 1.0, "Best@1": 0.0})
    first, second = failures_text([nearly, missed]).split("Right but for the best line: 1 of 2")
    assert ("q1: " in first, "q2: " in first) == (True, False)
    assert ("q1: " in second, "q2: " in second) == (False, True)


def test_the_turns_before_are_told() -> None:
    item = outcome("q", text="and it?", measures={"Success@1": 0.0})
    asked = replace(item, question=replace(item.question, history=("what is a volume",)))
    assert "  after:      what is a volume\n" in failures_text([asked])


def test_systems_are_named_where_there_are_several() -> None:
    items = [outcome("q", system=name, measures={"Success@1": 0.0}) for name in ("bm25", "tfidf")]
    assert "q (bm25): how?" in failures_text(items)
    assert "q: how?" in failures_text(items[:1])


def test_lines_fit_a_narrow_terminal_but_for_an_address() -> None:
    address = "notes/" + "a" * 60 + ".md#b-c"
    item = outcome(
        "q", text="how " * 40, relevant={address: 1}, answer="so " * 300,
        measures={"Success@1": 0.0},
    )  # fmt: skip
    lines = failures_text([item], width=40).splitlines()
    assert [line for line in lines if len(line) > 40 and address not in line] == []
    assert any(address in line for line in lines)
    assert sum(len(line) for line in lines) < 900
