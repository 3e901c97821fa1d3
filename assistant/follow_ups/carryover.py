"""Which words of earlier questions a follow-up leaves out; a learned linear model tells.

As in query resolution by term classification (Voskarides et al., "Query Resolution for
Conversational Search with Limited Supervision", 2020), each word of the questions before is taken
over or not; here with features that can be counted, in the place of a language model's.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.follow_ups.carryover_features import EarlierWord, question_features, word_features
from assistant.follow_ups.utterance import is_late, refers_out
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.follow_ups.carryover_features import Earlier
    from assistant.follow_ups.utterance import Utterance

CARRYOVER_FILE = Path(__file__).parents[1] / "carryover.json"
"""Written by `eval/train_follow_ups.py`, which also writes down what it was fitted to."""


@dataclass(frozen=True, slots=True)
class CandidateWord:
    """A word of an earlier question that may be meant again."""

    earlier: EarlierWord
    features: Mapping[str, float]
    """What speaks for that, as `word_features` gives it."""


def carried(
    earlier: Sequence[Earlier],
    asked: Utterance,
    weights: Mapping[str, float],
    without: frozenset[str] = frozenset(),
) -> list[EarlierWord]:
    """Give the words of earlier questions that the question most likely leaves out, in order.

    Of these none has one of the stems `without`.
    """
    found = [one for one in candidates(earlier, asked) if one.earlier.word.stem not in without]
    chosen = chosen_of(found, asked, weights)
    return sorted(chosen, key=lambda one: (one.turn, one.word.start))


def chosen_of(
    found: Sequence[CandidateWord], asked: Utterance, weights: Mapping[str, float]
) -> list[EarlierWord]:
    """Choose among candidates; a pronoun whose place they can take stands for one at least."""
    shares = [probability(one.features, weights) for one in found]
    chosen = most_useful(shares, len(asked.stems))
    if not chosen and found and _must_refer(asked):
        chosen = [shares.index(max(shares))]
    return [found[at].earlier for at in chosen]


def _must_refer(asked: Utterance) -> bool:
    if not any(one.stands_alone for one in asked.references):
        return False
    return not is_late(asked) or refers_out(asked)


def candidates(earlier: Sequence[Earlier], asked: Utterance) -> list[CandidateWord]:
    """Give each word of the earlier questions that the question doesn't hold itself."""
    latest = {
        word.stem: EarlierWord(word, turn, one.typed)
        for turn, one in enumerate(earlier)
        for word in one.typed.words
    }
    about = question_features(earlier, asked)
    return [
        CandidateWord(one, word_features(one, earlier, asked, about))
        for stem, one in latest.items()
        if stem not in asked.stems
    ]


def most_useful(probabilities: Sequence[float], own: int) -> list[int]:
    """Choose the candidates that make the expected F1 of the question's words greatest.

    `own` is how many words the question has itself, all of which count as right. With the k most
    probable added, F1 is about 2 (own + their sum) / (2 own + k + sum of all).
    """
    own = max(own, 1)
    order = sorted(range(len(probabilities)), key=lambda at: -probabilities[at])
    whole = sum(probabilities)
    best, best_f1, found = 0, 2 * own / (2 * own + whole), 0.0
    for count, at in enumerate(order, start=1):
        found += probabilities[at]
        f1 = 2 * (own + found) / (2 * own + count + whole)
        if f1 > best_f1:
            best, best_f1 = count, f1
    return order[:best]


def probability(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Tell how likely a word with these features is meant."""
    score = weights["bias"] + sum(
        weights.get(name, 0.0) * value for name, value in features.items()
    )
    return 1 / (1 + math.exp(-score))


@lru_cache(maxsize=1)
def shipped_weights() -> Mapping[str, float]:
    """Read the weights that ship, once."""
    weights: dict[str, float] = json.loads(CARRYOVER_FILE.read_text("utf-8"))["weights"]
    return weights
