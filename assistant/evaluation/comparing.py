"""Compare two systems, or a run with an earlier one, question by question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy

from assistant.evaluation.measures import SEED
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PERMUTATIONS = 9999
"""How often the signs of the differences are drawn anew; p is 1 / 10,000 at the least."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a measure differs between two systems over the questions both were asked."""

    measure: str
    first: str
    second: str
    difference: float
    """Mean of the second less mean of the first."""
    p: float
    """Of a paired randomization test, two-sided, as it is."""
    adjusted_p: float
    """The same after Holm's correction for all comparisons made together."""
    won: tuple[str, ...]
    """Ids of the questions on which the second did better."""
    lost: tuple[str, ...]


def compare(
    first: str,
    second: str,
    before: Mapping[str, Mapping[str, float]],
    after: Mapping[str, Mapping[str, float]],
    measures: Sequence[str],
) -> list[Comparison]:
    """Compare two systems by several measures; a measure without common questions is left out."""
    found = []
    for measure in measures:
        common = [
            question
            for question in before
            if measure in before[question] and measure in after.get(question, {})
        ]
        if not common:
            continue
        old = numpy.array([before[question][measure] for question in common])
        new = numpy.array([after[question][measure] for question in common])
        p = randomization_p(old, new)
        changes = list(zip(common, new > old, new < old, strict=True))
        found.append(
            Comparison(
                measure, first, second, float(new.mean() - old.mean()), p, p,
                won=tuple(question for question, is_won, _ in changes if is_won),
                lost=tuple(question for question, _, is_lost in changes if is_lost),
            )
        )  # fmt: skip
    return found


def randomization_p(first: numpy.ndarray, second: numpy.ndarray) -> float:
    """Test paired values for a difference of means by randomization (Fisher), two-sided."""
    from scipy.stats import permutation_test

    # One pair gives the same difference either way round, and scipy refuses it.
    if len(first) == 1 or not (first != second).any():
        return 1.0

    def difference(one: numpy.ndarray, other: numpy.ndarray, axis: int) -> numpy.ndarray:
        return numpy.asarray(numpy.mean(one - other, axis=axis))

    result = permutation_test(
        (first, second), difference, permutation_type="samples", vectorized=True,
        n_resamples=PERMUTATIONS, batch=500, rng=SEED,
    )  # fmt: skip
    return float(result.pvalue)


def holm(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Adjust the p-values of comparisons made together (Holm 1979); the order stays."""
    ascending = sorted(range(len(comparisons)), key=lambda at: comparisons[at].p)
    adjusted = [0.0] * len(comparisons)
    highest = 0.0
    for rank, at in enumerate(ascending):
        highest = max(highest, min(1.0, (len(comparisons) - rank) * comparisons[at].p))
        adjusted[at] = highest
    return [
        replace(item, adjusted_p=value) for item, value in zip(comparisons, adjusted, strict=True)
    ]
