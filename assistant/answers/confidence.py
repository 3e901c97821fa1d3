"""How likely a shown answer is right: a logistic model of the evidence at hand; pure.

What is known of an answer before it is given: what BM25 and the learned ranking make of its
section, how far others are behind, how near each other the question's words stand in it, how rare a
word it lacks.
`confidence.json`, written by `eval/train_confidence.py`, says what each is worth. Few signals are
used: with four times as many, the fit was better on notes that it knew and worse on others.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.answers.line_evidence import LineEvidence
    from assistant.model import Hit

CONFIDENCE_FILE = Path(__file__).parents[1] / "confidence.json"

DEPTH = 5
"""How many of the best sections an answer is chosen and judged by, however many are listed."""

RIVAL = 2.0
"""A section whose score is lower by this much counts 1/e as much as the first. With 1 and 4, and
the weights as they are, the AUROC is .942 and .948 on plain.jsonl (dev), where it is .944, and .989
and .992 on docker.jsonl (dev), where it is .991; the larger it is, the fewer are answered."""

MOST_BM25 = 4.0
"""Up to which BM25's score counts for the weight of the content terms. What is beyond comes from
stop words: of "how do I get into a container" the weight is that of one word."""

USUALLY_SAID = 0.4
"""The share of the question's weight in the line itself that changes no confidence. With .3 and .5
the Answer@1 on people's own notes (`dev`) is the same, and on ten folders that are not kept .005
lower and higher; of the questions without an answer .01 fewer and more are answered."""

TAKEN_OVER = ("pairs_body", "closeness")
"""Features of the ranking that say something by their value as well."""


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """A logistic regression: what each signal is worth, and what is left without any."""

    weights: Mapping[str, float]
    bias: float

    def probability(self, signals: Mapping[str, float]) -> float:
        """Give the probability; 0 to 1."""
        logit = self.bias + sum(weight * signals[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


@lru_cache(maxsize=1)
def shipped_model() -> ConfidenceModel:
    """Read the model that ships, once."""
    found = json.loads(CONFIDENCE_FILE.read_text(encoding="utf-8"))
    return ConfidenceModel(
        dict(zip(found["signals"], found["weights"], strict=True)), found["bias"]
    )


def signals(
    hits: Sequence[Hit], weights: Mapping[str, float], line: LineEvidence
) -> dict[str, float]:
    """Gather the evidence for the first hit, by name; `hits` must not be empty.

    `weights` is what each content term of the query counts; what the line tells in a form of its
    own counts nothing. A line that says the question over again is the less likely to answer it.
    Where headings are labels, as on people's own notes, answers are right more often than the rest
    of the evidence says.
    """
    # The same number of hits whatever the caller lists, so that its wish changes no answer.
    hits = hits[:DEPTH]
    first = hits[0].evidence
    total = sum(weights.values()) or 1.0
    left = sum(weight for term, weight in weights.items() if term not in line.told) or 1.0
    held = {*first.matched, *line.told}
    missing = (weight for term, weight in weights.items() if term not in held)
    ranked = {feature.name: feature.value for feature in first.features}
    return {
        **{name: ranked.get(name, 0.0) for name in TAKEN_OVER},
        "score": hits[0].score,
        "bm25": min(MOST_BM25, first.bm25 / left),
        "coverage": min(1.0, max(hit.evidence.coverage for hit in hits) * total / left),
        "missing_rarest": max(missing, default=0.0),
        # Headings that are questions name all that is asked, whatever the line says; labels don't.
        "form": line.has_form * (1 - first.titles),
        # A question of one word is said over again by whatever is on it.
        "unsaid": (len(weights) > 1) * (USUALLY_SAID - line.said) * (1 - first.titles),
        "label": line.labelled * (1 - first.titles),
        "labels": max(0.0, 1 - 2 * first.titles),
        "lead": _lead([hit.score for hit in hits]),
    }


def _lead(scores: Sequence[float]) -> float:
    """Give the first's share of what the sections count together; 1 where no other comes near."""
    # Bounded, since where the first holds no text a later one with a lower score takes its place.
    behind = (min(50.0, (score - scores[0]) / RIVAL) for score in scores)
    return 1 / sum(map(math.exp, behind))
