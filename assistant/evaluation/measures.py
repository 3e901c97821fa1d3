"""What is measured of each question, and how the questions' values become one figure.

The retrieval measures are those of `ir_measures`. Ours stand beside them: whether the shown answer
holds an expected string, and whether the confidence tells what the notes answer from what not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy

from assistant.errors import AssistantError
from assistant.evaluation.questions import pattern_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from assistant.evaluation.questions import Question

RETRIEVAL = ("Success@1", "Success@3", "RR@10", "nDCG@10", "R@10")
"""Measures by `ir_measures`, under its names."""

ANSWERING = ("Answer@1", "Best@1")
"""Whether the shown answer, or its most direct span, holds an expected string."""

OF_ALL = ("answer words", "AUROC", "false answers", "false refusals", "median ms", "95% ms")
"""What is told of all questions together, beside the means of the measures above."""

RESAMPLES = 2000
"""How often the values are drawn anew for an interval."""

RESAMPLES_ONE_BY_ONE = 200
"""The same for the AUROC, which has to be computed for one resample after the other: 2000 take 3 s,
and their interval differs from that of 200 in the second or third decimal."""

SEED = 0


class MissingExtraError(AssistantError):
    """A library that only measuring needs is not installed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system made of a question."""

    question: Question
    system: str
    ranking: tuple[str, ...]
    """Addresses or document ids, best first, without repeats."""
    answered: bool
    confidence: float
    answer: str
    """What was shown; empty when not answered."""
    best: str
    elapsed_ms: float
    """How long the reply took; 0 for a question that can't be asked, which has no part in times."""
    measures: Mapping[str, float]
    """By name; a measure that says nothing about the question is not in it."""
    withheld: str = ""
    """What would have been shown, had it been likely enough to be right; empty when answered."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean with its 95% bootstrap interval."""

    mean: float
    low: float
    high: float

    @property
    def has_interval(self) -> bool:
        """Whether the interval is wider than the mean: not for one value, nor where all agree."""
        return not self.low == self.high == self.mean


def retrieval_measures(
    questions: Sequence[Question], rankings: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    """Measure rankings by question id; one that got nothing has 0 everywhere.

    Raises `MissingExtraError` where `ir_measures` is not installed.
    """
    require("measuring", "ir_measures")
    import ir_measures

    judged = [question for question in questions if question.relevant]
    values = {question.id: dict.fromkeys(RETRIEVAL, 0.0) for question in judged}
    qrels = {question.id: dict(question.relevant) for question in judged}
    run = {
        question.id: {
            # Ranks instead of scores, since trec_eval would break ties its own way.
            document: float(-rank)
            for rank, document in enumerate(rankings.get(question.id, ()))
        }
        for question in judged
    }
    measures = [ir_measures.parse_measure(name) for name in RETRIEVAL]
    if judged:
        for result in ir_measures.iter_calc(measures, qrels, run):
            values[result.query_id][str(result.measure)] = float(result.value)
    return values


def require(use: str, *libraries: str) -> None:
    """Raise `MissingExtraError` for a library that something needs and that is not installed."""
    for library in libraries:
        if find_spec(library) is None:
            raise MissingExtraError(
                f"{use} needs {library}; install it with: pip install 'notes-assistant[eval]'"
            )


def holds(text: str, answers: Iterable[str]) -> bool:
    """Tell whether a text holds any of the expected strings or patterns, whatever their case."""
    flat = _flat(text)
    return any(
        re.search(pattern, flat, re.IGNORECASE) is not None
        if (pattern := pattern_of(answer)) is not None
        else _flat(answer).casefold() in flat.casefold()
        for answer in answers
    )


def _flat(text: str) -> str:
    return " ".join(text.split())


def summarize(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """Give each measure's figure over a system's outcomes, but for those that apply to none."""
    figures = {}
    for name in (*RETRIEVAL, *ANSWERING):
        values = [item.measures[name] for item in outcomes if name in item.measures]
        if values:
            figures[name] = mean_figure(values)
    words = [len(item.answer.split()) for item in outcomes if item.answered]
    if words:
        figures["answer words"] = mean_figure(words)
    return {**figures, **_refusing(outcomes), **_latency(outcomes)}


def mean_figure(values: Sequence[float]) -> Figure:
    """Give the mean with its 95% percentile bootstrap interval."""
    return _bootstrapped(numpy.mean, numpy.asarray(values, dtype=float))


def _bootstrapped(statistic: Callable[..., float], *samples: numpy.ndarray) -> Figure:
    point = float(statistic(*samples))
    if len(samples[0]) < 2:
        return Figure(point, point, point)
    from scipy.stats import bootstrap

    vectorized = statistic is numpy.mean
    interval = bootstrap(
        samples, statistic, paired=len(samples) > 1, vectorized=vectorized, batch=100,
        n_resamples=RESAMPLES if vectorized else RESAMPLES_ONE_BY_ONE,
        method="percentile", rng=SEED,
    ).confidence_interval  # fmt: skip
    return Figure(point, float(interval.low), float(interval.high))


def _refusing(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    answerable = [item for item in outcomes if item.question.answerable]
    unanswerable = [item for item in outcomes if not item.question.answerable]
    figures = {}
    if answerable and unanswerable:
        labels = numpy.array([item.question.answerable for item in outcomes])
        confidences = numpy.array([item.confidence for item in outcomes])
        figures["AUROC"] = _bootstrapped(auroc, labels, confidences)
    if unanswerable:
        figures["false answers"] = mean_figure([item.answered for item in unanswerable])
    if answerable and unanswerable:
        figures["false refusals"] = mean_figure([not item.answered for item in answerable])
    return figures


def auroc(labels: numpy.ndarray, confidences: numpy.ndarray) -> float:
    """Give the area under the ROC curve; one half where all labels are the same."""
    from sklearn.metrics import roc_auc_score

    if labels.all() or not labels.any():
        return 0.5
    return float(roc_auc_score(labels, confidences))


def _latency(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    times = numpy.array([item.elapsed_ms for item in outcomes if item.elapsed_ms])
    if not len(times):
        return {}
    median, high = (float(numpy.percentile(times, share)) for share in (50, 95))
    return {"median ms": Figure(median, median, median), "95% ms": Figure(high, high, high)}
