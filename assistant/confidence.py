"""How likely a shown answer is right: a logistic model of the evidence at hand; pure.

What is known of an answer before it is given: how much of the question the section holds, how rare
the words are that it lacks, whether BM25 and TF-IDF agree, how far ahead of the next section it is.
`confidence.json`, written by `eval/train_confidence.py`, says what each is worth.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.model import Hit, Query

CONFIDENCE_FILE = Path(__file__).parent / "confidence.json"

DEPTH = 5
"""How many of the best sections the first is compared with."""

TAKEN_OVER = (
    "coverage_own",
    "coverage_heading",
    "coverage_lead",
    "likeness",
    "exact",
    "named",
    "window",
    "pairs_body",
    "pairs_own",
    "near_ordered",
    "closeness",
    "tfidf_body_content",
    "feedback",
)
"""Features of the ranking that say something by their value as well."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression: what each signal is worth, and what is left without any."""

    weights: Mapping[str, float]
    bias: float

    def probability(self, signals: Mapping[str, float]) -> float:
        """Give the probability; 0 to 1."""
        logit = self.bias + sum(weight * signals[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """Read the model that ships, once."""
    found = json.loads(CONFIDENCE_FILE.read_text(encoding="utf-8"))
    return Model(dict(zip(found["signals"], found["weights"], strict=True)), found["bias"])


def signals(
    query: Query, hits: Sequence[Hit], weights: Mapping[str, float], best_coverage: float
) -> dict[str, float]:
    """Gather the evidence for the first hit, by name; `hits` must not be empty.

    `weights` is what each content term of the query counts, `best_coverage` the share of them
    that the most direct span holds.
    """
    # The same number of hits whatever the caller lists, so that its wish changes no answer.
    hits = hits[:DEPTH]
    first = hits[0].evidence
    total = sum(weights.values()) or 1.0
    missing = [weight for term, weight in weights.items() if term not in first.matched]
    anywhere = {term for hit in hits for term in hit.evidence.matched}
    rarest = max(weights, key=lambda term: weights[term], default="")
    ranked = {feature.name: feature.value for feature in first.features}
    return {
        **{name: ranked.get(name, 0.0) for name in TAKEN_OVER},
        "coverage": first.coverage,
        "coverage_second": hits[1].evidence.coverage if len(hits) > 1 else 0.0,
        "coverage_span": best_coverage,
        "unknown": sum(weight for term, weight in weights.items() if term not in anywhere) / total,
        "missing": sum(missing) / 20,
        "missing_rarest": max(missing, default=0.0) / 8,
        "held": (total - sum(missing)) / 20,
        "holds_rarest": float(rarest in first.matched),
        "asked": math.log1p(total) / 4,
        "terms": math.log1p(len(weights)) / 3,
        "corrected": float(bool(query.corrections)),
        "margin": hits[0].score - (hits[1].score if len(hits) > 1 else 0.0),
        "bm25": first.bm25 / (4 * total),
        "tfidf": first.tfidf,
        "agree_bm25": float(first.bm25 >= max(hit.evidence.bm25 for hit in hits)),
        "agree_tfidf": float(first.tfidf >= max(hit.evidence.tfidf for hit in hits)),
    }
