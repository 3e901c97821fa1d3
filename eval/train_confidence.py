"""Fit how likely a shown answer is right, and say how well that tells answers from refusals.

    python eval/train_confidence.py SOURCE [SOURCE ...] [--write]

Each SOURCE is a folder in BEIR format, or a question file on notes (`sources.py`), with questions
that the notes answer and, in some, others that they don't: a source without such has no row, and is
fitted to alone. Follow-ups and the split `test` are left out.
Right is an answer from a section that was judged relevant. The figures are areas under the ROC
curve, of answerable against unanswerable questions: on the second half of each source, fitted to
its own first half alone, with all questions and with those that found any section, and fitted to
the first halves of all; then, fitted to all, of right answers against all others, without the lead
over the next sections and with it. A question that finds nothing is refused, so its confidence is
the least there is; nothing is fitted to it. Where the questions are fewer than 400, five-fold
cross-validation takes the place of the halves.

The model that is written has also seen some questions of each source asked of the other sources'
notes, which don't answer them: people do ask their notes for what is not in them.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy
from models import write_model
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler
from sources import subject_of
from tables import row, rule

from assistant.answers.confidence import CONFIDENCE_FILE, signals
from assistant.answers.line_evidence import line_evidence
from assistant.answers.misfits import Shown
from assistant.answers.section_choice import SectionChoice
from assistant.errors import QueryError
from assistant.relevance.ranker import shipped_span_ranker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.evaluation.questions import Question
    from assistant.evaluation.subjects import Subject
    from assistant.model import Floats

    Data = tuple[Floats, numpy.ndarray, numpy.ndarray]

STRENGTH = 0.1
"""Inverse of the regularisation, as scikit-learn's `C`."""

LEAD = 0.75
"""What the lead is worth, which is not fitted: between sources it goes with how many questions
have no answer. Within each it would be worth 1.7 to 3.3; from 1 on, more of the unanswerable
questions of `docker.jsonl` are answered than without it."""

LABEL = 0.8
"""What the label of the line is worth, which is not fitted to these sources, few of which have any:
it was fitted to six folders of people's own notes, with all other weights as they are."""

LEVEL = 0.34
"""The lead that changes no confidence: so, as many of `everyday.jsonl` are refused as without."""

COLUMNS = ("fitted to its own", "where any is found", "fitted to all", "right", "with the lead")

FEW = 400
FOLDS = 5

FOREIGN = 80
"""How many questions of other sources are asked of each source's notes."""


def read(subject: Subject) -> tuple[Data, list[str]]:
    """Give a row of signals a question, whether it is answerable, whether its answer is right.

    The row of a question that finds nothing is of NaN.
    """
    asked = usable(subject)
    judged = [_signals(subject, question) for question in asked]
    names = list(next(signals for signals, _ in judged if signals))
    rows = [[signals.get(name, numpy.nan) for name in names] for signals, _ in judged]
    answerable = [question.answerable for question in asked]
    right = [is_right for _, is_right in judged]
    # Some sources have their unanswerable questions last, but curekart's halves are in its order.
    is_mixed = len(rows) >= FEW and len(set(answerable[: len(rows) // 2])) == len(set(answerable))
    order = slice(None) if is_mixed else numpy.random.default_rng(0).permutation(len(rows))
    columns = numpy.array(rows), numpy.array(answerable), numpy.array(right)
    return (columns[0][order], columns[1][order], columns[2][order]), names


def usable(subject: Subject) -> list[Question]:
    """Give the questions that may be fitted to."""
    return [one for one in subject.questions if one.split != "test" and not one.history]


def foreign(subject: Subject, subjects: Sequence[Subject]) -> Floats:
    """Give rows of signals of other notes' questions, which these notes don't answer."""
    others = (other for other in subjects if other is not subject)
    asked = [question for other in others for question in usable(other)]
    chosen = numpy.random.default_rng(0).permutation(len(asked))[:FOREIGN]
    found = [_signals(subject, asked[at])[0] for at in sorted(chosen)]
    return numpy.array([list(one.values()) for one in found if one])


def _with_strangers(data: Data, strange: Floats) -> tuple[Floats, numpy.ndarray]:
    values, _, right = data
    return numpy.vstack([values, strange]), numpy.append(right, [False] * len(strange))


def _signals(subject: Subject, question: Question) -> tuple[dict[str, float], bool]:
    answerer = subject.answerer
    try:
        found = answerer.ranked(answerer.query(question.text))
    except QueryError:
        return {}, False
    if not found.hits:
        return {}, False
    first, relevant = found.hits[0], question.relevant
    analyze = answerer.analyzer.terms
    best = SectionChoice(found.query, found.weights, analyze, shipped_span_ranker()).best(first)
    if best is None:
        return {}, False
    shown = Shown("", best, first.chunk.source.headings)
    line = line_evidence(found.query, found.weights, shown, first.evidence.matched, analyze)
    is_right = subject.identify(first.chunk.source, relevant) in relevant
    return signals(found.hits, found.weights, line), is_right


def fit(parts: Sequence[tuple[Floats, numpy.ndarray]], lead: float = LEAD) -> tuple[Floats, float]:
    """Give each signal's weight and the bias; every part counts the same.

    The label and the lead, which are the last signals, are worth what they are said to be.
    """
    parts = [(values[found], own[found]) for values, own in parts for found in [_finders(values)]]
    values = numpy.vstack([own[:, :-2] for own, _ in parts])
    labels = numpy.concatenate([own for _, own in parts])
    weights = numpy.concatenate([numpy.full(len(own), 1 / len(own)) for _, own in parts])
    scaler = StandardScaler()
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    weights *= len(weights) / weights.sum()
    model.fit(scaler.fit_transform(values), labels, sample_weight=weights)
    coefficients = model.coef_[0] / scaler.scale_
    bias = model.intercept_[0] - coefficients @ scaler.mean_
    return numpy.append(coefficients, [LABEL, lead]), float(bias - lead * LEVEL)


def _finders(values: Floats) -> numpy.ndarray:
    """Tell which questions found any section."""
    return ~numpy.isnan(values[:, 0])


def areas(
    data: Data, others: Sequence[tuple[Floats, numpy.ndarray]], lead: float = LEAD
) -> tuple[float, float]:
    """Give the areas under the ROC curve on questions of a source that the fit has not seen.

    The first is of answerable questions, the second of right answers.
    """
    values, answerable, right = data
    half = len(values) // 2
    unseen = slice(0 if len(values) < FEW else half, None)
    scores = numpy.zeros(len(values))
    if len(values) < FEW:
        fold = numpy.arange(len(values)) % FOLDS
        for one in range(FOLDS):
            kept = fold != one
            weights, _ = fit([*others, (values[kept], right[kept])], lead)
            scores[~kept] = values[~kept] @ weights
    else:
        weights, _ = fit([*others, (values[:half], right[:half])], lead)
        scores = values @ weights
    scores[~_finders(values)] = numpy.finfo(float).min
    answered, correct = (roc_auc_score(one[unseen], scores[unseen]) for one in (answerable, right))
    return float(answered), float(correct)


def columns(own: Data, others: Sequence[tuple[Floats, numpy.ndarray]]) -> list[float]:
    """Give the figures of a source's row in the table, as `COLUMNS` heads them."""
    found = _finders(own[0])
    finding = own[0][found], own[1][found], own[2][found]
    answered, correct = areas(own, others)
    return [
        areas(own, [])[0],
        areas(finding, [])[0],
        answered,
        areas(own, others, lead=0.0)[1],
        correct,
    ]


def main() -> None:
    """Fit, print the table, and write the model where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    subjects = {Path(source).name: subject_of(source) for source in options.sources}
    read_sources = {name: read(subject) for name, subject in subjects.items()}
    data = {name: found for name, (found, _) in read_sources.items()}
    names = next(iter(read_sources.values()))[1]
    halves = {
        name: (values[: len(values) // 2], right[: len(values) // 2])
        for name, (values, _, right) in data.items()
    }
    print(row("source", "questions", *COLUMNS))
    print(rule(2 + len(COLUMNS)))
    for name, own in data.items():
        if own[1].all():
            continue
        others = [half for key, half in halves.items() if key != name]
        figures = (f"{one:.3f}" for one in columns(own, others))
        print(row(name, str(len(own[0])), *figures))
    if options.write:
        parts = [
            _with_strangers(data[name], foreign(subject, [*subjects.values()]))
            for name, subject in subjects.items()
        ]
        weights, bias = fit(parts)
        rounded = [round(float(weight), 4) for weight in weights]
        learned = {"signals": names, "weights": rounded, "bias": round(bias, 4)}
        write_model(CONFIDENCE_FILE, learned, data)


if __name__ == "__main__":
    main()
