"""Which words of earlier questions a follow-up leaves out; a learned linear model tells."""

from __future__ import annotations

import json
import math
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.utterance import Utterance, Word

GENERIC = frozenset(
    """
    tell describe explain show list compare contrast mean means work works worked call called
    important main common popular famous best good bad better different difference differences
    similar type types kind kinds example examples interesting long well really still first new
    people person known way ways thing things possible know like also instead
    """.split()  # noqa: SIM905 (as a list it would fill a page)
)
"""Words that seldom are what a conversation is about."""

_INTRODUCES = re.compile(
    r"(?:what|who)(?:'s|’s| is| are| was| were)(?: a| an)?"
    r"(?: (?!the\b|its?\b|their\b)[\w'’/.-]+){1,3}\s*\?*$",
    re.IGNORECASE,
)
_TELLS = re.compile(r"(?:please )?(?:tell|describe|explain|show|list|give)\b", re.IGNORECASE)
_TURNS = re.compile(r"(?:and|but|what about|how about|so|or|same|also|only)\b", re.IGNORECASE)
_COMPARES = re.compile(r"\b(?:between|differ\w*|compare\w*|common|versus|vs)\b", re.IGNORECASE)
_DEFINITE = re.compile(r"\bthe (?!same\b)", re.IGNORECASE)
_INDEFINITE = re.compile(r"\ban? \w", re.IGNORECASE)
_SELF = re.compile(r"\b(?:i|you|we|my|me|one)\b", re.IGNORECASE)


def _shared_features(earlier: Sequence[Earlier], asked: Utterance) -> Iterator[str]:
    """Name what the question has in common with the one before it."""
    if earlier and asked.stems & (earlier[-1].typed.stems | earlier[-1].carried):
        yield "repeats"


_ENDS_IN_THAT = re.compile(r"\bthat\b[?.! ]*$", re.IGNORECASE)
_ENDS_IN_PRONOUN = re.compile(r"\b(?:it|them|that|this)\b[?.! ]*$", re.IGNORECASE)
_FRAGMENT = re.compile(r"(?:and )?(?:for|on|in|at|with|only|without|about|until)\b", re.IGNORECASE)
_HAS_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|can|could|should|has|have|had|will|would|what's"
    r"|tell|describe|show|list)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier turn, as far as it can be referred to."""

    typed: Utterance
    carried: frozenset[str]
    """The stems of what still earlier turns supplied to it."""


@dataclass(frozen=True, slots=True)
class CandidateWord:
    """A word of an earlier question that may be meant again."""

    word: Word
    """As it was typed last."""
    turn: int
    """In which turn that was, from 0."""
    features: Mapping[str, float]


def carried(
    earlier: Sequence[Earlier], asked: Utterance, weights: Mapping[str, float]
) -> list[CandidateWord]:
    """Give the words of earlier questions that the question most likely leaves out, in order."""
    chosen = chosen_of(candidates(earlier, asked), asked, weights)
    return sorted(chosen, key=lambda one: (one.turn, one.word.start))


def chosen_of(
    found: Sequence[CandidateWord], asked: Utterance, weights: Mapping[str, float]
) -> list[CandidateWord]:
    """Choose among candidates; a pronoun whose place they can take stands for one at least."""
    shares = [probability(one.features, weights) for one in found]
    chosen = most_useful(shares, len(asked.stems))
    if not chosen and found and _must_refer(asked):
        chosen = [shares.index(max(shares))]
    return [found[at] for at in chosen]


def _must_refer(asked: Utterance) -> bool:
    return not is_late(asked) and any(one.stands_alone for one in asked.references)


def candidates(earlier: Sequence[Earlier], asked: Utterance) -> list[CandidateWord]:
    """Give each word of the earlier questions that the question doesn't hold itself."""
    latest = {
        word.stem: (word, turn) for turn, one in enumerate(earlier) for word in one.typed.words
    }
    about = [*_question_features(asked), *_shared_features(earlier, asked)]
    return [
        CandidateWord(word, turn, _features(word, turn, earlier, asked, about))
        for word, turn in latest.values()
        if word.stem not in asked.stems
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
    """Read the weights that `eval/train_follow_ups.py` fitted."""
    file = Path(__file__).with_name("carryover.json")
    weights: dict[str, float] = json.loads(file.read_text("utf-8"))["weights"]
    return weights


def _question_features(asked: Utterance) -> list[str]:
    """Name what the question is like."""
    text = asked.text.strip()
    sorts = list(dict.fromkeys(one.kind for one in asked.references))
    kind = next((k for k in ("he", "they", "it", "this", "one", "there") if k in sorts), "none")
    size = min(len(asked.words), 5)
    tests = {
        "definite": _DEFINITE.search(text),
        "indefinite": _INDEFINITE.search(text),
        "tells": _TELLS.match(text),
        "turns": _TURNS.match(text),
        "compares": _COMPARES.search(text),
        "self": _SELF.search(text),
        "of": " of " in text,
        "names": any(word.is_name for word in asked.words),
        "several": len(sorts) > 1,
        "ends in that": _ENDS_IN_THAT.search(text),
        "ends in pronoun": _ENDS_IN_PRONOUN.search(text),
        "fragment": _FRAGMENT.match(text),
        "no verb": not _HAS_VERB.search(text),
        "late reference": is_late(asked),
        "verbless": not _HAS_STOP.search(text),
        "commands": asked.words and asked.words[0].start == 0 and not asked.words[0].is_name,
        "tail": any(word.before == "preposition" for word in asked.words),
    }
    names = [f"kind={kind}", f"size={size}", *(name for name, found in tests.items() if found)]
    opening = _OPENING.match(text.lower())
    names.append(f"opens={opening.group()}" if opening and opening.group() in _OPENERS else "opens")
    if _INTRODUCES.match(text) and not asked.references:
        names.append("introduces")
    if kind == "none":
        names += [f"none&{name}" for name in names if name != "kind=none"]
    return names


_HAS_STOP = re.compile(
    r"\b(?:a|an|the|is|are|was|were|do|does|did|can|could|should|to|how|what|why|when|where|which"
    r"|who|i|you|my|it|they|and|for|about)\b",
    re.IGNORECASE,
)


def is_late(asked: Utterance) -> bool:
    """Tell whether the first reference comes behind what may be meant, in the question itself."""
    if not asked.references:
        return False
    first = asked.references[0]
    before = [word for word in asked.words if word.end <= first.start]
    owns = asks_of_owner(asked) and any(not word.is_verb for word in before)
    return owns or len(before) >= 3 or any(word.before == "article" for word in before)


def asks_of_owner(asked: Utterance) -> bool:
    """Tell whether the first reference is to the owner of what is asked about: "its address"."""
    return bool(asked.references) and asked.references[0].text.lower() in {"its", "their"}


_OPENERS = frozenset(
    """
    what how why who where when which is are can does do did tell describe
    """.split()  # noqa: SIM905 (as a list it would fill a page)
)


def _features(
    word: Word, turn: int, earlier: Sequence[Earlier], asked: Utterance, about: Sequence[str]
) -> dict[str, float]:
    strong = [*_history_features(word, turn, earlier)]
    own = [*_word_features(word, asked)]
    names = [*strong, *own, *about]
    names += [f"{one}&{other}" for one in about for other in (*strong, *own) if other in _CROSSED]
    names += [f"{one}&{other}" for one in own for other in strong if other in _CROSSED]
    return dict.fromkeys(names, 1.0)


_CROSSED = frozenset(
    {"topic", "kept", "first", "back=1", "back=2", "back=3", "back=4", "name", "partner"}
    | {"verb", "generic", "object"}
)


def _history_features(word: Word, turn: int, earlier: Sequence[Earlier]) -> Iterator[str]:
    """Name where in the conversation the word has stood."""
    count = len(earlier)
    typed = [at for at, one in enumerate(earlier) if word.stem in one.typed.stems]
    meant = [at for at, one in enumerate(earlier) if word.stem in one.typed.stems | one.carried]
    topic = max(at for at, one in enumerate(earlier) if not one.carried)
    yield f"back={min(count - meant[-1], 4)}"
    yield f"typed back={min(count - turn, 4)}"
    yield f"turns={min(len(meant), 4)}"
    yield f"typed turns={min(len(typed), 3)}"
    if typed[0] == 0:
        yield "first"
    if topic in typed:
        yield "topic"
    if topic == count - 1:
        yield "fresh topic"
    if word.stem in earlier[-1].carried:
        yield "kept"
    if count == 1:
        yield "second question"
    if len(meant) == count:
        yield "always"


def _word_features(word: Word, asked: Utterance) -> Iterator[str]:
    """Name what the word is like where it was typed last."""
    yield f"before={word.before}"
    yield f"after={word.after}"
    yield f"run={min(len(word.run), 4)}"
    if word.place == len(word.run) - 1:
        yield "last of run"
    if word.place == 0:
        yield "first of run"
    if word.is_verb:
        yield "verb"
    if word.is_object:
        yield "object"
    if len(word.run) > 1:
        yield "compound"
    if word.is_name:
        yield "name"
    if word.text.isupper() and len(word.text) > 1:
        yield "capitals"
    if word.text.isdigit():
        yield "number"
    if word.text.lower() in GENERIC:
        yield "generic"
    if asked.stems & set(word.run):
        yield "partner"
    if asked.stems & set(word.run[max(word.place - 1, 0) : word.place + 2]):
        yield "neighbour"
