"""Fit the model that tells which words of earlier questions a follow-up leaves out.

    python eval/train_follow_ups.py FOLLOW_UPS [FOLLOW_UPS ...] [--alone QUERIES ...] [--write]

Each file is JSON Lines: `text`, and in `metadata` the `history` of earlier questions and the
`rewrite` that a person made of it; a row without history begins a conversation, as the queries of
TREC CAsT 2019 do. QUERIES hold stand-alone questions, one a line, as `text` or `question`: asked
after a conversation about something else, they need nothing of it. Of a question file only the
split `dev` is used. `--write` writes `assistant/carryover.json`; how good such a fit is,
on conversations that it has not seen, `measure_conversations.py` tells.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING

from models import write_model
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.follow_ups.carryover import CARRYOVER_FILE, candidates, chosen_of
from assistant.follow_ups.carryover_features import Earlier
from assistant.follow_ups.utterance import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FOLDS = 10
C = 0.04
"""Inverse strength of the regularization; 0.02 to 0.1 differ by less than 0.005."""

SEED = 1
"""For which questions are asked after an unrelated one."""

MOST_ALONE = 150
"""How many stand-alone questions of a file are used."""

CHANGED_AFTER = (1, 1, 1, 2, 3, 4)
"""After how many turns of each conversation the topic is changed; each entry is one more."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of a conversation with a person's stand-alone form of it."""

    text: str
    rewrite: str


@dataclass(frozen=True, slots=True)
class Sample:
    """Features of a candidate word, and whether the person's form holds it."""

    features: Mapping[str, float]
    is_meant: bool


Talk = tuple[Exchange, ...]
Weights = dict[str, float]


def read_talks(path: Path) -> list[Talk]:
    """Read the conversations of a file."""
    talks: list[list[Exchange]] = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if not row["metadata"]["history"]:
            talks.append([])
        talks[-1].append(Exchange(row["text"], row["metadata"]["rewrite"]))
    return [tuple(talk) for talk in talks]


def read_alone(path: Path) -> list[str]:
    """Read stand-alone questions: of each file as many, chosen by chance, as of the others."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [
        row["question"] if "question" in row else row["text"]
        for row in rows
        if row.get("split", "dev") == "dev"
        and not row.get("history")
        and not (row.get("metadata") or {}).get("history")
    ]
    return random.Random(SEED).sample(texts, min(len(texts), MOST_ALONE))


def samples(talk: Talk, weights: Weights | None) -> list[list[Sample]]:
    """Give each follow-up's samples; what was carried before is what a model chose, or a person."""
    earlier: list[Earlier] = []
    found: list[list[Sample]] = []
    for one in talk:
        asked, gold = parse(one.text), parse(one.rewrite).stems
        words = candidates(earlier, asked) if earlier else []
        meant = [one.earlier.word.stem in gold for one in words]
        found.append(list(map(Sample, (one.features for one in words), meant)))
        if weights is None:
            kept = [one.earlier for one in compress(words, meant)]
        else:
            kept = chosen_of(words, asked, weights)
        earlier.append(Earlier(asked, frozenset(one.word.stem for one in kept)))
    return found


def fit(talks: Sequence[Talk], alone: Sequence[str] = ()) -> Weights:
    """Fit on what a person carried, then also on what the first fit did, as it will be used."""
    rng = random.Random(SEED)
    weights: Weights | None = None
    rows: list[Sample] = []
    for _ in range(2):
        rows += [one for talk in talks for turn in samples(talk, weights) for one in turn]
        changes = [
            one for talk in _changes(talks, alone, rng) for one in samples(talk, weights)[-1]
        ]
        weights = _fitted([*rows, *changes])
    return weights or {}


def _changes(talks: Sequence[Talk], alone: Sequence[str], rng: random.Random) -> Iterable[Talk]:
    """Make conversations whose last question is about something else: nothing is left out."""
    for talk in talks:
        for length in CHANGED_AFTER:
            if len(talk) >= length:
                other = rng.choice(alone) if alone else rng.choice(talks)[0].text
                yield (*talk[:length], Exchange(other, other))


def _fitted(rows: Sequence[Sample]) -> Weights:
    vectorizer = DictVectorizer()
    values = vectorizer.fit_transform([row.features for row in rows])
    model = LogisticRegression(C=C, max_iter=3000)
    model.fit(values, [row.is_meant for row in rows])
    names = vectorizer.get_feature_names_out()
    found = dict(zip(names, model.coef_[0], strict=True))
    return {"bias": float(model.intercept_[0])} | {
        str(name): round(float(weight), 4) for name, weight in found.items() if abs(weight) > 1e-4
    }


def cross_validated(
    talks: Sequence[Talk], others: Sequence[Talk] = (), alone: Sequence[str] = ()
) -> list[tuple[Talk, Weights]]:
    """Give each conversation with weights fitted on other conversations."""
    found = []
    for fold in range(FOLDS):
        rest = [talk for at, talk in enumerate(talks) if at % FOLDS != fold]
        weights = fit([*rest, *others], alone)
        found += [(talk, weights) for at, talk in enumerate(talks) if at % FOLDS == fold]
    return found


def main() -> None:
    """Fit, print how many weights there are, and write them where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--alone", nargs="*", default=[], type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    sources = {path: read_talks(path) for path in arguments.files}
    alone = [text for path in arguments.alone for text in read_alone(path)]
    weights = fit([talk for talks in sources.values() for talk in talks], alone)
    print(f"{len(weights)} weights")
    if arguments.write:
        trained_on = (f"{path.parent.name}/{path.name}" for path in (*sources, *arguments.alone))
        write_model(CARRYOVER_FILE, {"weights": weights}, trained_on)


if __name__ == "__main__":
    main()
