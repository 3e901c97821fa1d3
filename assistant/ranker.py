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


@dataclass(frozen=True, slots=True)
class Ranker:
    """Names of features, and what each is worth."""

    features: tuple[str, ...]
    weights: tuple[float, ...]

    def contributions(self, values: Floats) -> Floats:
        """Give what each feature adds to each score; shape (candidates, features), as `values`."""
        weighted: Floats = values * numpy.array(self.weights)
        return weighted


@lru_cache(maxsize=1)
def shipped_ranker() -> Ranker:
    """Read the ranker that ships, once."""
    found = json.loads(RANKER_FILE.read_text(encoding="utf-8"))
    return Ranker(tuple(found["features"]), tuple(found["weights"]))
