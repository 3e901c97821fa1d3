"""The learned linear rankers: a score is the sum of what each feature adds."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Floats
    from assistant.storage.index_types import Candidate

RANKER_FILE = Path(__file__).parents[1] / "ranker.json"
"""Written by `eval/train_ranker.py`, which also writes down what it was trained on."""

SPAN_RANKER_FILE = Path(__file__).parents[1] / "span_ranker.json"
"""The same for the spans of a section, by `eval/train_answers.py`."""

TITLE = 12
"""From how many terms on an own heading is a title in full, and no label at all. With 8 and 18, and
the weights as they are, the Success@1 on plain.jsonl (`dev`) is .010 lower and .008 higher, that on
people's own notes the same."""

SPREAD = 0.05
"""Added to each feature's deviation, so that differences that are next to nothing stay so. The
weights were trained with it: with .01 the Success@1 on people's own notes (`dev`) is .022 lower,
with .2 the Answer@1 .075."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """Names of features, and what each is worth when it is standardized."""

    features: tuple[str, ...]
    weights: tuple[float, ...]

    def contributions(self, values: Floats) -> Floats:
        """Give what each feature adds to each score; shape (candidates, features), as `values`."""
        weighted: Floats = values * numpy.array(self.weights)
        return weighted


@dataclass(frozen=True, slots=True)
class SectionRanker:
    """What each feature of a section is worth, under labels and under titles.

    Some notes head their sections with a label ("Volumes"), others with a title that says nearly
    everything ("Why is my volume empty after a restart?"), and some with nothing. How much a
    heading tells beside the body differs between them more than between topics.
    """

    features: tuple[str, ...]
    labels: tuple[float, ...]
    """The weights where headings are a word or none."""
    titles: tuple[float, ...]
    """The weights where they are titles."""

    def under(self, titles: float) -> Ranker:
        """Give the ranker for headings that are titles to this share; see `title_share`."""
        pairs = zip(self.labels, self.titles, strict=True)
        weights = tuple((1 - titles) * label + titles * title for label, title in pairs)
        return Ranker(self.features, weights)


def standardized(values: Floats) -> Floats:
    """Bring each feature to a mean of 0 and a deviation of 1 over the candidates.

    What a weight is worth is then the same for a question of two words and one of twenty. A
    feature that is the same for all candidates becomes 0.
    """
    centred: Floats = (values - values.mean(axis=0)) / (values.std(axis=0) + SPREAD)
    return centred


def title_share(candidates: Sequence[Candidate]) -> float:
    """Tell how far the candidates' own headings are titles, 0 to 1, by their median length."""
    lengths = sorted(len(candidate.own) for candidate in candidates)
    middle = (lengths[(len(lengths) - 1) // 2] + lengths[len(lengths) // 2]) / 2
    return min(1.0, middle / TITLE)


@lru_cache(maxsize=1)
def shipped_ranker() -> SectionRanker:
    """Give the ranker of sections that ships."""
    found = json.loads(RANKER_FILE.read_text(encoding="utf-8"))
    weights = found["weights"]
    return SectionRanker(
        tuple(found["features"]), tuple(weights["labels"]), tuple(weights["titles"])
    )


@lru_cache(maxsize=1)
def shipped_span_ranker() -> Ranker:
    """Give the ranker of the spans of a section that ships."""
    found = json.loads(SPAN_RANKER_FILE.read_text(encoding="utf-8"))
    return Ranker(tuple(found["features"]), tuple(found["weights"]))
