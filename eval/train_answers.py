"""Train the choice of the span that answers most directly, and say what it is worth.

    python eval/train_answers.py SOURCE [SOURCE ...] [--write]

Each SOURCE is a file of candidates, `*.jsonl` whose lines hold a `question`, `candidates` with
`text` and `label`, and a `split`; a folder in BEIR format whose questions have `answers`; or a
question file on notes (`sources.py`). Of the first, the split `train` is trained on and `dev` is
measured, and measured once more with weights trained on the other sources alone, as all others are.
Follow-ups and the split `test` are left out.

The model is a conditional logistic regression: of the spans of a section, which one? It prints the
mean average precision (MAP), over questions with a right span and a wrong one.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy
import tables
from models import write_model
from scipy.optimize import minimize
from sklearn.metrics import average_precision_score
from sources import subject_of

from assistant.answers.choosing import make_choice
from assistant.answers.span_choice import Headings, SpanCandidate, SpanChoice
from assistant.answers.span_features import SPAN_FEATURES, measure_spans
from assistant.evaluation.measures import holds
from assistant.language.command_questions import wants_command
from assistant.language.span import Span
from assistant.model import BlockKind, Query, Resolution
from assistant.relevance.ranker import SPAN_RANKER_FILE, standardized
from assistant.relevance.weighting import bm25_idf
from assistant.text import analyzer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from assistant.model import Floats

    Flags = NDArray[numpy.bool]

NAMES = tuple(SPAN_FEATURES)
QUESTIONS = 900
"""How many sections of a source are trained on at most."""

SECTIONS = 6
"""How many of a question's relevant sections are trained on at most."""

OWN_SHARE = 1.3
"""What a question file on notes counts, where a collection counts 1: it alone asks for commands."""

LEAST = {
    "attribute": 0.4,
    "defined": 0.6,
    "directed": 0.4,
    "first_item_for_list": 0.5,
    "first_step": 0.6,
    "holds_headed_option": 0.6,
    "prose_for_verdict": 0.2,
    "reason": 0.8,
    "said": 0.5,
    "verdict": 0.5,
}
"""What a weight is at least: few questions of the sources or none ask for a definition that stands
amid a section, for a date or a number by name, for the option in a heading, for a list, for steps
without code, for a reason or for what somebody said, or are answered with yes or no, as it often is
in notes; that much costs none of them."""

PENALTY = 0.002
"""What the squares of the weights cost, beside a mean loss."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question with the spans of a section."""

    features: Floats
    """Shape (spans, features)."""
    right: Flags
    """Which spans hold an answer; shape (spans,)."""
    preferred: Flags
    """Which of these are to be chosen."""

    @property
    def can_teach(self) -> bool:
        """Whether there is something to choose."""
        return bool(self.preferred.any()) and not self.preferred.all()


Rows = list[Row]


@dataclass(frozen=True, slots=True)
class Source:
    """What there is to train on, and to measure."""

    training: Rows
    measured: Rows
    share: float = 1.0
    """What it counts beside the others, whatever its size."""
    has_splits: bool = False
    """Whether what is measured is not trained on."""


def read(source: str) -> Source:
    """Read candidates, or the sections that a question file or a collection says are relevant."""
    if Path(source).is_file() and "candidates" in json.loads(_lines(source)[0]):
        rows = [json.loads(line) for line in _lines(source)]
        frequencies = _frequencies(rows)
        training, measured = (
            [_candidates(row, frequencies) for row in rows if row["split"] == split]
            for split in ("train", "dev")
        )
        return Source(training, measured, has_splits=True)
    found = list(_sections(source))
    # Measured is the section that comes first, since only that one is answered from.
    return Source(
        [row for rows in found for row in rows],
        [rows[0] for rows in found],
        OWN_SHARE if Path(source).is_file() else 1.0,
    )


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


def _candidates(row: Mapping[str, object], frequencies: Counter[str]) -> Row:
    english = analyzer()
    question = str(row["question"])
    candidates: list[dict[str, object]] = row["candidates"]  # type: ignore[assignment]  # as the format says
    sequence, content = english.question_terms(question)
    weights = {term: bm25_idf(frequencies[""], frequencies[term]) for term in content}
    pieces = [
        SpanCandidate(
            Span(str(one["text"]), 1, 0, BlockKind.PARAGRAPH),
            tuple(english.terms(str(one["text"]))),
        )
        for one in candidates
    ]
    query = Query(question, Resolution(question), sequence, tuple(weights))
    choice = SpanChoice(query, weights, Headings(), pieces, wants_command=wants_command(question))
    right = numpy.array([bool(one["label"]) for one in candidates])
    return Row(_measured(choice), right, right)


def _sections(source: str) -> Iterable[Rows]:
    """Take each question's relevant sections, best first, and the spans that hold an answer."""
    subject = subject_of(source)
    answerer = subject.answerer
    for question in subject.questions:
        if not question.answers or not question.relevant or question.split == "test":
            continue
        # What follow-ups mean hangs on answers before them, which the weights would choose.
        if question.history:
            continue
        found = answerer.ranked(answerer.query(question.text))
        right = [
            hit
            for hit in found.hits
            if subject.identify(hit.chunk.source, question.relevant) in question.relevant
        ]
        choices = [
            make_choice(found.query, hit.chunk, found.weights, answerer.analyzer.terms)
            for hit in right[:SECTIONS]
        ]
        if rows := [_labelled(choice, question.answers) for choice in choices if choice.candidates]:
            yield rows


def _labelled(choice: SpanChoice, answers: Sequence[str]) -> Row:
    """Tell which spans hold an answer, and which of them to prefer.

    Where a command is asked for it is the answer, not the sentence that introduces it, though
    the labels often take that as well.
    """
    right = numpy.array([holds(piece.span.text, answers) for piece in choice.candidates])
    code = numpy.array([piece.is_code for piece in choice.candidates])
    is_code = choice.wants_command and (right & code).any()
    return Row(_measured(choice), right, right & code if is_code else right)


def _measured(choice: SpanChoice) -> Floats:
    return standardized(measure_spans(choice, NAMES))


def train(sources: Sequence[Source]) -> Floats:
    """Give each feature's weight."""
    values, targets, starts, weights = [], [], [0], []
    for source in sources:
        usable = [row for row in source.training if row.can_teach]
        chosen = numpy.random.default_rng(0).permutation(len(usable))[:QUESTIONS]
        for at in sorted(chosen):
            row = usable[at]
            values.append(row.features)
            targets.append(row.preferred / row.preferred.sum())
            starts.append(starts[-1] + len(row.right))
            weights.append(source.share / len(chosen))
    matrix, target, weight = numpy.vstack(values), numpy.concatenate(targets), numpy.array(weights)
    weight /= weight.sum()
    begins = numpy.array(starts[:-1])
    owner = numpy.repeat(numpy.arange(len(weight)), numpy.diff(starts))

    def loss(model: Floats) -> tuple[float, Floats]:
        scores = matrix @ model
        odds = numpy.exp(scores - numpy.maximum.reduceat(scores, begins)[owner])
        chances = odds / numpy.add.reduceat(odds, begins)[owner]
        fit = -(weight[owner] * target) @ numpy.log(chances + 1e-12)
        slope = matrix.T @ (weight[owner] * (chances - target))
        return float(fit + PENALTY * model @ model), slope + 2 * PENALTY * model

    bounds = [(LEAST.get(name), None) for name in NAMES]
    found = minimize(loss, numpy.zeros(len(NAMES)), jac=True, method="L-BFGS-B", bounds=bounds)
    model: Floats = found.x
    return model


def score(rows: Rows, weights: Floats) -> tuple[float, float]:
    """Give the mean average precision, and how often the first is right."""
    usable = [
        (row.features @ weights, row.right)
        for row in rows
        if row.right.any() and not row.right.all()
    ]
    precision = [average_precision_score(right, scores) for scores, right in usable]
    first = [bool(right[int(numpy.argmax(scores))]) for scores, right in usable]
    return float(numpy.mean(precision)), float(numpy.mean(first))


def main() -> None:
    """Train, print the table, and write the weights where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = {Path(source).name: read(source) for source in options.sources}
    print(tables.row("measured on", "trained on", "MAP", "first is right"))
    print(tables.rule(4))
    for name, source in found.items():
        others = [one for key, one in found.items() if key != name]
        trained = {"the others": others}
        if source.has_splits:
            trained["its own train split"] = [source]
        for label, sources in trained.items():
            if sources:
                figures = score(source.measured, train(sources))
                print(tables.row(name, label, *(f"{one:.3f}" for one in figures)), flush=True)
    if options.write:
        weights = train(list(found.values()))
        rounded = [round(float(weight), 4) for weight in weights]
        write_model(SPAN_RANKER_FILE, {"features": list(NAMES), "weights": rounded}, found)


if __name__ == "__main__":
    main()
