"""`assistant.evaluation.measures`: the oracle is `ir_measures`, and what can be done by hand."""

from __future__ import annotations

import io
import sys

import ir_measures
import numpy
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from assistant.evaluation.measures import (
    RETRIEVAL,
    Figure,
    MissingExtraError,
    Outcome,
    auroc,
    holds,
    mean_figure,
    retrieval_measures,
    summarize,
)
from assistant.evaluation.questions import Question
from assistant.evaluation.trec import trec_qrels, trec_run
from assistant.records import replace
from evaluation.builders import outcome

DOCUMENTS = [f"note {at}.md#s-{at}" for at in range(15)]


@st.composite
def measured_outcomes(draw: st.DrawFn) -> list[Outcome]:
    """Give rankings of random length, none included, of questions with random grades."""
    outcomes = []
    for at in range(draw(st.integers(1, 6))):
        relevant = draw(
            st.dictionaries(st.sampled_from(DOCUMENTS), st.integers(1, 3), min_size=1, max_size=6)
        )
        ranking = draw(st.permutations(DOCUMENTS))[: draw(st.integers(0, len(DOCUMENTS)))]
        outcomes.append(outcome(f"q {at}", relevant=relevant, ranking=ranking))
    return outcomes


def with_measures(outcomes: list[Outcome]) -> list[Outcome]:
    values = retrieval_measures(
        [item.question for item in outcomes], {item.question.id: item.ranking for item in outcomes}
    )
    return [replace(item, measures=values[item.question.id]) for item in outcomes]


@hypothesis_settings(max_examples=60)
@given(measured_outcomes())
def test_means_equal_ir_measures_on_the_exported_run_and_qrels(outcomes: list[Outcome]) -> None:
    # The readers of `ir_measures` alone have no types.
    exported = io.StringIO(trec_qrels(item.question for item in outcomes))
    qrels = list(ir_measures.read_trec_qrels(exported))  # type: ignore[no-untyped-call]
    run = list(ir_measures.read_trec_run(io.StringIO(trec_run(outcomes))))  # type: ignore[no-untyped-call]
    measures = [ir_measures.parse_measure(name) for name in RETRIEVAL]
    theirs = ir_measures.calc_aggregate(measures, qrels, run)
    ours = with_measures(outcomes)
    for measure in measures:
        mean = sum(item.measures[str(measure)] for item in ours) / len(ours)
        assert mean == pytest.approx(theirs[measure], abs=1e-6)


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        (("a", "x"), [1, 1, 1, 1, 1]),
        # Second place: 1/2 reciprocal rank, and a gain of 1/log2(3) where 1 was to be had.
        (("x", "a"), [0, 1, 1 / 2, 0.63093, 1]),
        (tuple("uvwxyzstpqa"), [0, 0, 0, 0, 0]),
        ((), [0, 0, 0, 0, 0]),
    ],
)
def test_measures_by_hand(ranking: tuple[str, ...], expected: list[float]) -> None:
    values = retrieval_measures([Question("q", "?", {"a": 1})], {"q": ranking})["q"]
    assert [values[name] for name in RETRIEVAL] == pytest.approx(expected, abs=1e-5)


def test_the_order_of_the_ranking_counts_whatever_the_names() -> None:
    """`trec_eval` breaks ties its own way; a ranking has none."""
    questions = [Question("q", "?", {"m": 1})]
    for ranking in (("m", "a", "z"), ("m", "z", "a")):
        assert retrieval_measures(questions, {"q": ranking})["q"]["Success@1"] == 1


def test_a_judged_question_that_got_nothing_has_zeros_and_one_not_judged_nothing() -> None:
    questions = [Question("judged", "?", {"a": 1}), Question("not", "?", answers=("x",))]
    assert retrieval_measures(questions, {}) == {"judged": dict.fromkeys(RETRIEVAL, 0.0)}


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'notes-assistant\[eval\]'$"):
        retrieval_measures([], {})


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("Use docker  ps\n-a here", ["docker ps -a"], True),
        ("Use DOCKER PS", ["docker ps"], True),
        ("Use docker ps", ["x", "ps"], True),
        ("Straße", ["STRASSE"], True),
        ("it listens\non 2375", ["/listens on \\d+/"], True),
        ("It Listens", ["/^it listens$/"], True),
        ("a.b", ["/a\\.c/"], False),
        ("axb", ["a.b"], False),
        ("", ["x"], False),
        ("anything", [], False),
    ],
)
def test_a_text_holds_a_string_or_a_pattern(text: str, answers: list[str], expected: bool) -> None:
    assert holds(text, answers) is expected


# Figures


def test_a_question_that_got_nothing_counts_as_zero() -> None:
    outcomes = with_measures(
        [
            outcome("1", relevant={"a": 1}, ranking=["a"]),
            outcome("2", relevant={"a": 1}, ranking=[], answered=False),
        ]
    )
    assert summarize(outcomes)["Success@1"].mean == 0.5


def test_a_measure_that_applies_to_no_question_is_left_out() -> None:
    figures = summarize([outcome("1", measures={"Success@1": 1.0}, answer="two words")])
    assert set(figures) == {"Success@1", "answer words", "median ms", "95% ms"}
    assert figures["answer words"] == Figure(2, 2, 2)


def test_refusing_is_measured_where_there_are_both_sorts_of_question() -> None:
    figures = summarize(
        [
            outcome("1", confidence=0.9),
            outcome("2", confidence=0.4, answered=False),
            outcome("3", confidence=0.6, answerable=False),
            outcome("4", confidence=0.1, answerable=False, answered=False),
        ]
    )
    # Of the four pairs, (.9, .6), (.9, .1) and (.4, .1) stand the right way round.
    means = [figures[name].mean for name in ("AUROC", "false answers", "false refusals")]
    assert means == [0.75, 0.5, 0.5]


def test_the_latency_is_median_and_95th_percentile() -> None:
    figures = summarize([outcome(str(ms), elapsed_ms=ms) for ms in range(1, 102)])
    assert (figures["median ms"].mean, figures["95% ms"].mean) == (51, 96)


def test_a_question_that_can_t_be_asked_has_no_part_in_the_latency() -> None:
    unasked = [outcome(str(at), elapsed_ms=0.0) for at in range(5)]
    assert summarize([*unasked, outcome("asked", elapsed_ms=7.0)])["median ms"].mean == 7
    assert "median ms" not in summarize(unasked)


def test_auroc_counts_a_tie_as_half() -> None:
    labels = numpy.array([True, True, False, False])
    assert auroc(labels, numpy.array([0.9, 0.5, 0.5, 0.1])) == pytest.approx(3.5 / 4)


def test_auroc_of_one_sort_alone_is_a_half() -> None:
    assert auroc(numpy.array([True, True]), numpy.array([0.9, 0.5])) == 0.5


@hypothesis_settings(max_examples=30)
@given(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=40))
def test_an_interval_holds_its_mean_and_is_the_same_again(values: list[float]) -> None:
    figure = mean_figure(values)
    assert figure.mean == pytest.approx(sum(values) / len(values))
    assert figure.low - 1e-9 <= figure.mean <= figure.high + 1e-9
    assert figure == mean_figure(values)


def test_an_interval_is_about_two_standard_errors_to_each_side() -> None:
    figure = mean_figure([0.0, 1.0] * 200)
    assert (figure.low, figure.high) == pytest.approx((0.451, 0.549), abs=0.006)


def test_one_value_has_no_interval() -> None:
    assert mean_figure([0.5]) == Figure(0.5, 0.5, 0.5)


def test_names_in_exported_judgements_stay_apart_and_in_one_piece() -> None:
    asked = [Question(id=name, text="x", relevant={"a.md": 1}) for name in ("a b", "a%20b", "a\nb")]
    lines = trec_qrels(asked).splitlines()
    assert lines == ["a%20b 0 a.md 1", "a%2520b 0 a.md 1", "a%0Ab 0 a.md 1"]
