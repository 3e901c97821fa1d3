"""`assistant.evaluation.report`: which systems and runs are compared with each other."""

from __future__ import annotations

import pytest

from assistant.evaluation.report import compared_systems, make_report
from evaluation.builders import outcome


def test_a_run_is_compared_with_an_earlier_one() -> None:
    before = {"hybrid": {"direct-1": {"Success@1": 1.0}, "typo-1": {"Success@1": 1.0}}}
    changed = [
        outcome("direct-1", measures={"Success@1": 0.0}),
        outcome("typo-1", measures={"Success@1": 1.0}),
        outcome("new", measures={"Success@1": 1.0}),
    ]
    (comparison,) = make_report("x", changed, before).comparisons
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
    after = [outcome("1", system="tfidf", measures={"Success@1": 1.0})]
    (comparison,) = make_report("x", after, {"bm25": {"1": {"Success@1": 0.0}}}).comparisons
    assert (comparison.first, comparison.second) == ("bm25 before", "tfidf now")
    assert comparison.won == ("1",)
