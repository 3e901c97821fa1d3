"""The learned linear ranker: a score is the sum of what each feature adds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy

if TYPE_CHECKING:
    from assistant.model import Floats

RANKER_FILE = Path(__file__).parent / "ranker.json"
"""Written by `eval/train_ranker.py`, which also writes down what it was trained on."""

SPAN_RANKER_FILE = Path(__file__).parent / "span_ranker.json"
"""The same for the spans of a section, by `eval/train_answers.py`."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """Names of features, and what each is worth when it is standardized."""

    features: tuple[str, ...]
    weights: tuple[float, ...]

    def contributions(self, values: Floats) -> Floats:
        """Give what each feature adds to each score; shape (candidates, features), as `values`."""
        weighted: Floats = values * numpy.array(self.weights)
        return weighted


def shipped_ranker() -> Ranker:
    """Give the ranker of sections that ships."""
    return _read(RANKER_FILE)


def shipped_span_ranker() -> Ranker:
    """Give the ranker of the spans of a section that ships."""
    return _read(SPAN_RANKER_FILE)


@lru_cache(maxsize=2)
def _read(path: Path) -> Ranker:
    found = json.loads(path.read_text(encoding="utf-8"))
    return Ranker(tuple(found["features"]), tuple(found["weights"]))
