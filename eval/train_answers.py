"""Train the choice of the span that answers most directly, and say what it is worth.

    python eval/train_answers.py SOURCE [SOURCE ...] [--write]

Each SOURCE is a file of candidates, `*.jsonl` whose lines hold a `question`, `candidates` with
`text` and `label`, and a `split`; a folder in BEIR format whose questions have `answers`; or a
question file on the shipped notes. Of the first, the split `train` is trained on and `dev` is
measured; the others are measured with weights trained on the other sources. A question file's
split `test` is left out.

The model is a conditional logistic regression: of the spans of a section, which one? It prints the
mean average precision (MAP), over questions with a right span and a wrong one.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy
from scipy.optimize import minimize
from sklearn.metrics import average_precision_score

from assistant.answering import make_choice
from assistant.choices import Choice, Piece
from assistant.evaluation.command import make_subject
from assistant.evaluation.measures import holds
from assistant.evaluation.options import Options
from assistant.features import standardized
from assistant.model import BlockKind
from assistant.ranker import SPAN_RANKER_FILE
from assistant.sentences import Span
from assistant.settings import Settings
from assistant.span_features import SPAN_FEATURES, measure_spans
from assistant.text import analyzer
from assistant.weighting import bm25_idf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.model import Floats

    Rows = list[tuple[Floats, numpy.ndarray]]

NAMES = tuple(SPAN_FEATURES)
QUESTIONS = 900
"""How many questions of a source are trained on at most."""

LEAST = {"command": 0.8, "introduced": 0.4}
"""What a weight is at least: where a command is asked for, the command is the answer, not the
sentence that introduces it, which the sources' labels often take as well; and of several the one
whose sentence is nearest to the question."""

PENALTY = 0.002
"""What the squares of the weights cost, beside a mean loss."""


def read(source: str) -> tuple[Rows, Rows]:
    """Give the rows to train on and those to measure, which may be the same."""
    if Path(source).is_file() and "candidates" in json.loads(_lines(source)[0]):
        rows = [json.loads(line) for line in _lines(source)]
        frequencies = _frequencies(rows)
        return (
            [_candidates(row, frequencies) for row in rows if row["split"] == "train"],
            [_candidates(row, frequencies) for row in rows if row["split"] == "dev"],
        )
    found = list(_sections(source))
    return found, found


def _lines(source: str) -> list[str]:
    return [line for line in Path(source).read_text("utf-8").split("\n") if line.strip()]


def _frequencies(rows: Iterable[Mapping[str, object]]) -> Counter[str]:
    """Count in how many questions' candidates each term stands; the total is under an empty key."""
    terms = analyzer().terms
    counts: Counter[str] = Counter()
    for row in rows:
        texts = " ".join(one["text"] for one in row["candidates"])  # type: ignore[attr-defined]  # as the format says
        counts.update({*terms(texts), ""})
    return counts


def _candidates(
    row: Mapping[str, object], frequencies: Counter[str]
) -> tuple[Floats, numpy.ndarray]:
    english = analyzer()
    question = str(row["question"])
    candidates: list[dict[str, object]] = row["candidates"]  # type: ignore[assignment]  # as the format says
    sequence = english.terms(question)
    weights = {
        term: bm25_idf(frequencies[""], frequencies[term])
        for term in english.content_terms(sequence)
    }
    pieces = [
        Piece(
            Span(str(one["text"]), 1, 0, BlockKind.PARAGRAPH),
            tuple(english.terms(str(one["text"]))),
        )
        for one in candidates
    ]
    choice = Choice(question, sequence, weights, {}, frozenset(), pieces)
    return _measured(choice), numpy.array([bool(one["label"]) for one in candidates])


def _sections(source: str) -> Iterable[tuple[Floats, numpy.ndarray]]:
    """Take each question's best relevant section, and the spans in it that hold an answer."""
    subject = make_subject(Options(questions=source), Settings(), print)
    for question in subject.questions:
        if not question.answers or not question.relevant or question.split == "test":
            continue
        answerer = subject.answerer
        query, hits, weights = answerer.ranked(answerer.query(question.text))
        right = [hit for hit in hits if subject.identify(hit.chunk.source) in question.relevant]
        if right:
            choice = make_choice(query, right[0].chunk, weights, answerer.analyzer.terms)
            labels = [holds(piece.span.text, question.answers) for piece in choice.pieces]
            if choice.pieces:
                yield _measured(choice), numpy.array(labels)


def _measured(choice: Choice) -> Floats:
    return standardized(measure_spans(choice, NAMES))


def train(sources: Sequence[Rows]) -> Floats:
    """Give each feature's weight; every source counts the same, whatever its size."""
    values, targets, starts, weights = [], [], [0], []
    for rows in sources:
        usable = [row for row in rows if row[1].any() and not row[1].all()]
        chosen = numpy.random.default_rng(0).permutation(len(usable))[:QUESTIONS]
        for at in sorted(chosen):
            own, labels = usable[at]
            values.append(own)
            targets.append(labels / labels.sum())
            starts.append(starts[-1] + len(labels))
            weights.append(1 / len(chosen) / len(sources))
    matrix, target, weight = numpy.vstack(values), numpy.concatenate(targets), numpy.array(weights)
    begins = numpy.array(starts[:-1])
    owner = numpy.repeat(numpy.arange(len(weight)), numpy.diff(starts))

    def loss(model: Floats) -> tuple[float, Floats]:
        scores = matrix @ model
        odds = numpy.exp(scores - numpy.maximum.reduceat(scores, begins)[owner])
        chances = odds / numpy.add.reduceat(odds, begins)[owner]
        fit = -(weight[owner] * target) @ numpy.log(chances + 1e-12)
        slope = matrix.T @ (weight[owner] * (chances - target))
        return float(fit + PENALTY * model @ model), slope + 2 * PENALTY * model

    found = minimize(loss, numpy.zeros(len(NAMES)), jac=True, method="L-BFGS-B")
    model: Floats = numpy.maximum(found.x, [LEAST.get(name, -numpy.inf) for name in NAMES])
    return model


def score(rows: Rows, weights: Floats) -> tuple[float, float]:
    """Give the mean average precision, and how often the first is right."""
    usable = [(own @ weights, labels) for own, labels in rows if labels.any() and not labels.all()]
    precision = [average_precision_score(labels, scores) for scores, labels in usable]
    first = [bool(labels[int(numpy.argmax(scores))]) for scores, labels in usable]
    return float(numpy.mean(precision)), float(numpy.mean(first))


def main() -> None:
    """Train, print the table, and write the weights where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = {Path(source).name: read(source) for source in options.sources}
    print("| measured on | trained on | MAP | first is right |")
    print("|---|---|---|---|")
    for name, (own, measured) in found.items():
        others = [rows for key, (rows, _) in found.items() if key != name]
        for label, rows in (("the others", others), ("its own train split", [own])):
            if rows and (label == "the others" or own is not measured):
                figures = score(measured, train(rows))
                print(f"| {name} | {label} | {figures[0]:.3f} | {figures[1]:.3f} |", flush=True)
    if options.write:
        weights = train([rows for rows, _ in found.values()])
        content = {
            "features": list(NAMES),
            "weights": [round(float(weight), 4) for weight in weights],
            "trained_on": list(found),
            "date": datetime.now(UTC).date().isoformat(),
        }
        SPAN_RANKER_FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
