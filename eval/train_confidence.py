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
from dataclasses import dataclass
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
from assistant.answers.judged import Shown
from assistant.answers.line_evidence import line_evidence
from assistant.answers.section_choice import SectionChoice
from assistant.errors import QueryError
from assistant.relevance.ranker import shipped_span_ranker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assistant.evaluation.questions import Question
    from assistant.evaluation.subjects import Subject
    from assistant.model import Floats

    Flags = NDArray[numpy.bool]

STRENGTH = 0.1
"""Inverse of the regularisation, as scikit-learn's `C`."""

LEAD = 0.75
"""What the lead is worth, which is not fitted: between sources it goes with how many questions
have no answer. Within each it would be worth 1.7 to 3.3; from 1 on, more of the unanswerable
questions of `docker.jsonl` are answered than without it."""

OF_OWN_NOTES = {"form": 0.7, "unsaid": 0.35, "label": 0.8, "labels": 0.2}
"""What these signals are worth, which are not fitted to these sources: few of their lines have a
form that is asked for or a label. They were fitted to people's own notes, with all other weights as
they are; the first two to fourteen folders of which six are kept, each measured with what the
others gave. That gave .65 for what the line says of the question; with it the AUROC of ten further
folders is .003 higher, but that of curekart, fitted to its own, .002 lower.

The last is for notes whose headings are labels. On 25 folders of people's own, of which six are
kept, answers that were given .38 were right in half of all cases, where of the shipped notes' a
third were. A part of that difference is made up for; the more is, the more of the questions without
an answer are answered as well."""

LEVEL = 0.34
"""The lead that changes no confidence: so, as many of `everyday.jsonl` are refused as without."""

COLUMNS = ("fitted to its own", "where any is found", "fitted to all", "right", "with the lead")

FEW = 400
"""Of fewer questions there are no halves, but five folds."""
FOLDS = 5

FOREIGN = 80
"""How many questions of other sources are asked of each source's notes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions with what speaks for their answers."""

    signals: Floats
    """Shape (questions, signals); NaN where a question finds no section."""
    answerable: Flags
    """Whether the notes answer it; shape (questions,)."""
    right: Flags
    """Whether its answer is right; shape (questions,)."""

    @property
    def finds(self) -> Flags:
        """Which questions found any section; shape (questions,)."""
        return ~numpy.isnan(self.signals[:, 0])

    def only(self, chosen: slice | numpy.ndarray) -> Asked:
        """Give some of the questions, in the order in which they are chosen."""
        return Asked(self.signals[chosen], self.answerable[chosen], self.right[chosen])

    def __len__(self) -> int:
        return len(self.signals)


def read(subject: Subject) -> tuple[Asked, list[str]]:
    """Ask all questions that may be fitted to; gives the names of the signals with them."""
    asked = usable(subject)
    judged = [_signals(subject, question) for question in asked]
    names = list(next(signals for signals, _ in judged if signals))
    rows = [[signals.get(name, numpy.nan) for name in names] for signals, _ in judged]
    answerable = [question.answerable for question in asked]
    right = [is_right for _, is_right in judged]
    # Some sources have their unanswerable questions last, but curekart's halves are in its order.
    is_mixed = len(rows) >= FEW and len(set(answerable[: len(rows) // 2])) == len(set(answerable))
    order = slice(None) if is_mixed else numpy.random.default_rng(0).permutation(len(rows))
    found = Asked(numpy.array(rows), numpy.array(answerable), numpy.array(right))
    return found.only(order), names


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


def _with_strangers(own: Asked, strange: Floats) -> Asked:
    no = [False] * len(strange)
    return Asked(
        numpy.vstack([own.signals, strange]),
        numpy.append(own.answerable, no),
        numpy.append(own.right, no),
    )


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


def fit(parts: Sequence[Asked], lead: float = LEAD) -> tuple[Floats, float]:
    """Give each signal's weight and the bias; every part counts the same.

    Those of people's own notes and the lead, which come last, are worth what they are said to be.
    """
    fixed = [*OF_OWN_NOTES.values(), lead]
    parts = [one.only(one.finds) for one in parts]
    values = numpy.vstack([one.signals[:, : -len(fixed)] for one in parts])
    labels = numpy.concatenate([one.right for one in parts])
    weights = numpy.concatenate([numpy.full(len(one), 1 / len(one)) for one in parts])
    scaler = StandardScaler()
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    weights *= len(weights) / weights.sum()
    model.fit(scaler.fit_transform(values), labels, sample_weight=weights)
    coefficients = model.coef_[0] / scaler.scale_
    bias = model.intercept_[0] - coefficients @ scaler.mean_
    return numpy.append(coefficients, fixed), float(bias - lead * LEVEL)


def areas(own: Asked, others: Sequence[Asked], lead: float = LEAD) -> tuple[float, float]:
    """Give the areas under the ROC curve on questions of a source that the fit has not seen.

    The first is of answerable questions, the second of right answers.
    """
    scores = numpy.zeros(len(own))
    if len(own) < FEW:
        unseen = slice(None)
        fold = numpy.arange(len(own)) % FOLDS
        for one in range(FOLDS):
            kept = fold != one
            weights, _ = fit([*others, own.only(kept)], lead)
            scores[~kept] = own.signals[~kept] @ weights
    else:
        half = len(own) // 2
        unseen = slice(half, None)
        weights, _ = fit([*others, own.only(slice(half))], lead)
        scores = own.signals @ weights
    scores[~own.finds] = numpy.finfo(float).min
    answered, correct = (
        roc_auc_score(labels[unseen], scores[unseen]) for labels in (own.answerable, own.right)
    )
    return float(answered), float(correct)


def columns(own: Asked, others: Sequence[Asked]) -> list[float]:
    """Give the figures of a source's row in the table, as `COLUMNS` heads them."""
    answered, correct = areas(own, others)
    return [
        areas(own, [])[0],
        areas(own.only(own.finds), [])[0],
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
    halves = {name: own.only(slice(len(own) // 2)) for name, own in data.items()}
    print(row("source", "questions", *COLUMNS))
    print(rule(2 + len(COLUMNS)))
    for name, own in data.items():
        if own.answerable.all():
            continue
        others = [half for key, half in halves.items() if key != name]
        figures = (f"{one:.3f}" for one in columns(own, others))
        print(row(name, str(len(own)), *figures))
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
