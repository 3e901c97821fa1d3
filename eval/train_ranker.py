"""Train the ranker that orders candidates, and say what it is worth on notes it has not seen.

    python eval/train_ranker.py SOURCE [SOURCE ...] [--write]

Each SOURCE is a folder in BEIR format, or a question file on notes (`sources.py`), without their
comments, of which follow-ups and the split `test` are left out. Every source is scored with weights
trained on the others. `--write` then trains on all of them and writes `assistant/ranker.json`.

The model is a logistic regression which says of a single candidate whether it answers. It sees each
feature and its distance to the best candidate's; that of the best is the same for all candidates of
a question, so that the two weights add up to one for ranking. It sees both twice, once as far as
the candidates' headings are labels and once as far as they are titles, since the two kinds of notes
tell in different places what a section is about.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy
import tables
from models import write_model
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.preprocessing import StandardScaler
from sources import notes_of

from assistant.answerer import Answerer
from assistant.evaluation.beir import is_collection, read_collection
from assistant.evaluation.measures import retrieval_measures
from assistant.evaluation.questions import read_questions
from assistant.evaluation.subjects import collection_subject, measuring, notes_subject, resolver
from assistant.records import replace
from assistant.refreshing import refresh
from assistant.relevance.features import FEATURES
from assistant.relevance.ranker import RANKER_FILE, standardized
from assistant.settings import Settings
from assistant.store import Store
from assistant.workspace import shipped_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.evaluation.questions import Question
    from assistant.evaluation.subjects import Subject
    from assistant.model import Floats

QUESTIONS = 300
"""How many questions of a collection are trained on at most; more changed nothing."""

NOTES_SHARE = 0.5
"""What a question on notes of people's own counts, where one on a collection counts 1. With 0.75
and 1 such notes were ranked better still, and cranfield or cacm worse."""

COUNTED = 100
"""From how many questions on a collection counts the same, so that none outweighs the others."""

CANDIDATES = 40
"""How many candidates of a question: the best by BM25, since those further down teach little."""

PENALTY = 0.08
"""What the squares of the (scaled) weights cost, beside a mean loss; strong, since what one
collection teaches has to hold for others."""

LEAST = {
    "exact": 1.5,
    "same_topic": 0.75,
    "defines": 0.65,
    "names_both": 0.5,
    "tells": 0.5,
    "shows_example": 0.5,
}
"""What a weight is at least: a section whose heading is the question comes first, however rarely
that happens in the collections, and before others one that names the topic and nothing else, one
that defines what is to be defined, one headed by all that is to be compared, and one with code
where an example is asked for. A list of links, which hardly any source has, comes late."""

COMMENT = re.compile(r"^<!--.*-->$", re.MULTILINE)
"""A comment as the shipped notes have them, on a line that stays as an empty one, since a question
file may name a section by the number of a line."""

NAMES = tuple(FEATURES)
MEASURES = ("Success@1", "Success@3", "nDCG@10")


@dataclass(frozen=True)
class Judged:
    """A question's candidates."""

    question: Question
    ids: tuple[str, ...]
    """The judged name of each: a document or a section, best BM25 first."""
    values: Floats
    """Standardized over the candidates; shape (candidates, features)."""
    titles: float
    """How far their headings are titles, 0 to 1."""
    share: float = 1.0
    """What it counts in training, beside 1 for a question on a collection."""

    @property
    def grades(self) -> Floats:
        """The grade of each; 0 for one that does not answer."""
        return numpy.array([float(self.question.relevant.get(one, 0)) for one in self.ids])


def collect(subject: Subject, share: float = 1.0) -> list[Judged]:
    """Compute the features of every judged question's candidates."""
    judged = (question for question in subject.questions if question.relevant)
    return [_judged(subject, question, share) for question in judged]


def _judged(subject: Subject, question: Question, share: float) -> Judged:
    answerer = subject.answerer
    terms = answerer.analyzer.terms(question.text)
    found = answerer.ranked(answerer.query(question.text)).hits if terms else ()
    hits = sorted(found, key=lambda hit: -hit.evidence.bm25)
    values = [[feature.value for feature in hit.evidence.features] for hit in hits]
    return Judged(
        question,
        tuple(subject.identify(hit.chunk.source, question.relevant) for hit in hits),
        standardized(numpy.array(values)) if hits else numpy.zeros((0, len(NAMES))),
        hits[0].evidence.titles if hits else 0.0,
        share,
    )


def train(collections: Sequence[Sequence[Judged]]) -> Floats:
    """Give the weights under labels and under titles, 0 or more; shape (2, features)."""
    values, titles, labels, weights = [], [], [], []
    for rows in collections:
        chosen = _training_rows(rows)
        for row, kept, right in chosen:
            own = row.values[kept]
            best = numpy.broadcast_to(own.max(axis=0), own.shape)
            values.append(numpy.hstack([own, best]))
            titles.append(numpy.full((len(kept), 1), row.titles))
            labels.append(right)
            # Right and wrong candidates of a question weigh the same together.
            share = right / (2 * right.sum()) + ~right / (2 * max(1, (~right).sum()))
            # Between counting each collection the same and counting each question the same.
            counts = row.share * numpy.sqrt(min(len(chosen), COUNTED)) / len(chosen)
            weights.append(share * counts)
    scaler = StandardScaler(with_mean=False)
    scaled = scaler.fit_transform(numpy.vstack(values))
    share = numpy.vstack(titles)
    # Divided up only when scaled, so that a weight costs the same under either.
    divided = numpy.hstack([scaled * (1 - share), scaled * share])
    model = _logistic_regression(divided, numpy.concatenate(labels), numpy.concatenate(weights))
    learned = model.reshape(2, -1) / scaler.scale_
    least = [LEAST.get(name, 0.0) for name in NAMES]
    bounded: Floats = numpy.maximum(learned[:, : len(NAMES)], least)
    return bounded


def _logistic_regression(values: Floats, labels: numpy.ndarray, weights: Floats) -> Floats:
    """Fit a logistic regression whose weights are 0 or more, which scikit-learn's can't be held to.

    A feature says that something speaks for a candidate. One that helps a collection by counting
    against it helps no other: without the bound, weights trained on the rest lost 13 points of
    Success@1 on docker-cli. Those of the best candidate's features, which come behind the
    candidate's own in either half, may be anything.
    """
    weights = weights / weights.sum()
    values = numpy.hstack([values, numpy.ones((len(values), 1))])
    penalty = numpy.append(numpy.full(values.shape[1] - 1, PENALTY), 0.0)

    def loss(model: Floats) -> tuple[float, Floats]:
        logits = values @ model
        fit = weights @ (numpy.logaddexp(0, logits) - labels * logits)
        slope = values.T @ (weights * (expit(logits) - labels))
        return float(fit + penalty @ model**2), slope + 2 * penalty * model

    half = [(0, None)] * len(NAMES) + [(None, None)] * len(NAMES)
    bounds = [*half, *half, (None, None)]
    start = numpy.zeros(values.shape[1])
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B")
    model: Floats = found.x[:-1]
    return model


def _training_rows(rows: Sequence[Judged]) -> list[tuple[Judged, list[int], numpy.ndarray]]:
    """Choose questions, and of each the candidates to learn from, with which of them are right."""
    usable = [row for row in rows if row.grades.any()]
    if len(usable) > QUESTIONS:
        chosen = numpy.random.default_rng(0).permutation(len(usable))[:QUESTIONS]
        usable = [usable[at] for at in sorted(chosen)]
    found = []
    for row in usable:
        # A document is judged, not its sections: the best of them stands for it.
        first = list({name: at for at, name in reversed(list(enumerate(row.ids)))}.values())[::-1]
        kept = first[:CANDIDATES]
        right = row.grades[kept] > 0
        if right.any():
            found.append((row, kept, right))
    return found


def score(rows: Sequence[Judged], weights: Floats) -> dict[str, float]:
    """Measure the rankings that the weights give; these are as `train` gives them."""
    rankings = {}
    for row in rows:
        scores = row.values @ (numpy.array([1 - row.titles, row.titles]) @ weights)
        order = numpy.argsort(-scores, kind="stable")
        rankings[row.question.id] = list(dict.fromkeys(row.ids[at] for at in order))
    measured = retrieval_measures([row.question for row in rows], rankings)
    return {name: float(numpy.mean([one[name] for one in measured.values()])) for name in MEASURES}


def read(source: str) -> list[Judged]:
    """Read a collection or question file and compute its features."""
    path = Path(source)
    return collect(open_subject(path), share_of(path))


def share_of(source: Path) -> float:
    """Give what a question of a source counts in training."""
    return NOTES_SHARE if source.is_file() and notes_of(source) != shipped_notes() else 1.0


def open_subject(source: Path) -> Subject:
    """Index a collection, or the notes that a question file is on, in memory.

    Questions of the split `test` and follow-ups on notes are left out, and so are the notes'
    comments: few notes have other words for every section, and what is learned where they have them
    is worth less elsewhere.
    """
    if is_collection(source):
        subject = collection_subject(read_collection(source), Settings())
    else:
        store = Store(None, "")
        notes = notes_of(source)
        with TemporaryDirectory() as folder:
            for note in notes.rglob("*.md"):
                copy = Path(folder) / note.relative_to(notes)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_text(COMMENT.sub("", note.read_text("utf-8")), "utf-8")
            refresh(store, Path(folder), Settings())
        sources = (chunk.source for chunk in store.all_chunks())
        questions = read_questions(source, resolver(sources))
        subject = notes_subject(Answerer(store, measuring(Settings())), questions)
    learned = tuple(
        question
        for question in subject.questions
        if question.split != "test" and not (question.history and source.is_file())
    )
    return replace(subject, questions=learned)


def write(names: Sequence[str], weights: Floats) -> None:
    """Write the ranker that ships."""
    labels, titles = weights.round(4).tolist()
    learned = {"features": list(NAMES), "weights": {"labels": labels, "titles": titles}}
    write_model(RANKER_FILE, learned, names)


def main() -> None:
    """Train, print the table, and write the ranker where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    collections = {Path(source).name: read(source) for source in options.sources}
    print(tables.row("trained on the others", *MEASURES))
    print(tables.rule(1 + len(MEASURES)))
    for name, rows in collections.items():
        weights = train([other for key, other in collections.items() if key != name])
        figures = score(rows, weights)
        print(tables.row(name, *(f"{figures[one]:.3f}" for one in MEASURES)), flush=True)
    if options.write:
        write(tuple(collections), train(list(collections.values())))


if __name__ == "__main__":
    main()
