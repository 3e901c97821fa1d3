"""What speaks for a word of an earlier question being meant again: the features of the model; pure.

A feature is there or not, so that its name says all. Those of the question alone can't tell one
word from another, so that they are also counted together with those of a word (`fragment&topic`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.utterance import is_late
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.follow_ups.utterance import Utterance, Word

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
_ENDS_IN_THAT = re.compile(r"\bthat\b[?.! ]*$", re.IGNORECASE)
_ENDS_IN_PRONOUN = re.compile(r"\b(?:it|them|that|this)\b[?.! ]*$", re.IGNORECASE)
_FRAGMENT = re.compile(r"(?:and )?(?:for|on|in|at|with|only|without|about|until)\b", re.IGNORECASE)
_HAS_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|can|could|should|has|have|had|will|would|what's"
    r"|tell|describe|show|list)\b",
    re.IGNORECASE,
)
_HAS_STOP = re.compile(
    r"\b(?:a|an|the|is|are|was|were|do|does|did|can|could|should|to|how|what|why|when|where|which"
    r"|who|i|you|my|it|they|and|for|about)\b",
    re.IGNORECASE,
)
"""Words that any clause holds and a string of keywords doesn't."""

_BY_RANK = ("he", "they", "it", "this", "one", "there")
"""The sorts of references; of several in a question the first of these counts."""

_OPENERS = frozenset(
    """
    what how why who where when which is are can does do did tell describe
    """.split()  # noqa: SIM905 (as a list it would fill a page)
)
"""First words of a question that are told apart."""

_CROSSED = frozenset(
    {"topic", "kept", "first", "back=1", "back=2", "back=3", "back=4", "name", "partner"}
    | {"verb", "generic", "object"}
)
"""Features that also count together with another one, under a name of both."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier turn, as far as it can be referred to."""

    typed: Utterance
    carried: frozenset[str]
    """The stems of what still earlier turns supplied to it."""


@dataclass(frozen=True, slots=True)
class EarlierWord:
    """A word of an earlier question."""

    word: Word
    """As it was typed last."""
    turn: int
    """In which turn that was, from 0."""
    question: Utterance
    """What was typed there."""


def question_features(earlier: Sequence[Earlier], asked: Utterance) -> list[str]:
    """Name what the question is like, by itself and beside the one before it."""
    repeats = earlier and asked.stems & (earlier[-1].typed.stems | earlier[-1].carried)
    return [*_own_features(asked), *(["repeats"] if repeats else [])]


def _own_features(asked: Utterance) -> list[str]:
    """Name what the question is like by itself."""
    text = asked.text.strip()
    sorts = list(dict.fromkeys(one.kind for one in asked.references))
    kind = next((one for one in _BY_RANK if one in sorts), "none")
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
    opener = re.match(r"\w+", text.lower())
    names.append(f"opens={opener.group()}" if opener and opener.group() in _OPENERS else "opens")
    if _INTRODUCES.match(text) and not asked.references:
        names.append("introduces")
    if kind == "none":
        names += [f"none&{name}" for name in names if name != "kind=none"]
    return names


def word_features(
    one: EarlierWord, earlier: Sequence[Earlier], asked: Utterance, about: Sequence[str]
) -> dict[str, float]:
    """Give the features of a word of an earlier question.

    `about` are the features of the question that is asked now, as `question_features` names them.
    """
    strong = [*_history_features(one, earlier)]
    own = [*_form_features(one.word, asked)]
    names = [*strong, *own, *about]
    names += [f"{name}&{other}" for name in about for other in (*strong, *own) if other in _CROSSED]
    names += [f"{name}&{other}" for name in own for other in strong if other in _CROSSED]
    return dict.fromkeys(names, 1.0)


def _history_features(one: EarlierWord, earlier: Sequence[Earlier]) -> Iterator[str]:
    """Name where in the conversation the word has stood."""
    count, stem = len(earlier), one.word.stem
    typed = [at for at, turn in enumerate(earlier) if stem in turn.typed.stems]
    meant = [at for at, turn in enumerate(earlier) if stem in turn.typed.stems | turn.carried]
    topic = max(at for at, turn in enumerate(earlier) if not turn.carried)
    yield f"back={min(count - meant[-1], 4)}"
    yield f"typed back={min(count - one.turn, 4)}"
    yield f"turns={min(len(meant), 4)}"
    yield f"typed turns={min(len(typed), 3)}"
    if typed[0] == 0:
        yield "first"
    if topic in typed:
        yield "topic"
    if topic == count - 1:
        yield "fresh topic"
    if stem in earlier[-1].carried:
        yield "kept"
    if count == 1:
        yield "second question"
    if len(meant) == count:
        yield "always"


def _form_features(word: Word, asked: Utterance) -> Iterator[str]:
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
    if word.is_generic:
        yield "generic"
    if asked.stems & set(word.run):
        yield "partner"
    if asked.stems & set(word.run[max(word.place - 1, 0) : word.place + 2]):
        yield "neighbour"
