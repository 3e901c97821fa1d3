"""Questions and candidates made by hand, for tests of the features.

Words stand for terms, and each weighs 1 unless told otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from assistant.relevance.feature_inputs import Asked
from assistant.relevance.features import FEATURES
from assistant.relevance.ranking_types import FieldScores
from assistant.relevance.term_places import Term
from assistant.storage.index_types import Candidate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.model import Integers

STOP_WORDS = ["the", "a", "of", "vs", "how", "is", "what", "why", "example"]
STOP_WORDS += ["do", "does", "with"]
WORDS = [*STOP_WORDS, "tea", "green", "pot", "leaf", "cup", "mate", "brew", "kettle", "boiler"]
WORDS += ["water", "differ"]

SCORES = tuple(FieldScores.__match_args__)


def numbers(text: str) -> Integers:
    return numpy.array([WORDS.index(word) for word in text.split()], dtype=numpy.int32)


def candidate(
    body: str = "", own: str = "", above: str = "", *, has_code: bool = False, at: int = 0
) -> Candidate:
    heading = numpy.concatenate([numbers(own), numbers(above)])
    text = f"{own}\n{body}"
    return Candidate(at, numbers(own), heading, numbers(body), "a.md", at, has_code, text)


def asked(
    question: str,
    candidates: Sequence[Candidate],
    *,
    alternatives: Mapping[str, str] | None = None,
    share: float = 0.5,
    weights: Mapping[str, float] | None = None,
    **scores: Sequence[float],
) -> Asked:
    """Bring a question of known words together with candidates; scores are 0 unless given."""
    terms = list(dict.fromkeys(question.split()))
    others = alternatives or {}
    made = [
        Term(
            WORDS.index(term),
            (weights or {}).get(term, 1.0),
            term not in STOP_WORDS,
            ((tuple(numbers(others[term]).tolist()), share),) if term in others else (),
            term,
        )
        for term in terms
    ]
    given = {name: numpy.array(scores.get(name, [0.0] * len(candidates))) for name in SCORES}
    sequence = [terms.index(term) for term in question.split()]
    return Asked(question, sequence, made, candidates, FieldScores(**given))


def values(name: str, question: str, *candidates: Candidate, **options: object) -> list[float]:
    found = FEATURES[name](asked(question, candidates, **options))  # type: ignore[arg-type]  # as above
    assert found.shape == (len(candidates),)
    return [float(value) for value in found]


def value(name: str, question: str, one: Candidate, **options: object) -> float:
    return values(name, question, one, **options)[0]
