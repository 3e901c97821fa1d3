"""A question taken apart into words, as far as telling what it refers to needs; English only."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from assistant.follow_ups.wording import GENERIC, PRONOUNS
from assistant.language.stop_words import STOP_WORDS
from assistant.records import dataclass, replace
from assistant.text import analyzer

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*|\w+(?:[-.'’/_:+]+\w+)*")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")

_PLEONASTIC = re.compile(
    r"\b(?:is|was|be|would|makes?|does|will|could|can) it"
    r"(?= (?:possible|okay|ok|safe to|better to|necessary|best to|worth|take|mean|make sense)\b)"
    r"|\bhow does it(?= work to\b)|\b(?:what|how) (?:time|late|long) is it\b"
    r"|\b(?:sure|so|say|says|said|know|see|think|mean|means|find|fact|show|shows) that(?= \w)"
    r"|\bthat(?=(?: (?:is|are|was|were|can|will|has|have|do|does|don't|doesn't)|['’]s)\b)(?<!^that)"
    r"|\b(?:is|are|was|were|isn't|aren't|be) there\b|\bthere (?:is|are|was|were)\b"
    r"|\b(?:this|these|next) (?:time|days?)\b|\bone of\b|\bat once\b",
    re.IGNORECASE,
)
"""Everyday uses of words that elsewhere refer back."""

_MAKES_UP_VERB = re.compile(r"\b(?:rid|track|care|advantage|hold|note)(?= of\b)", re.IGNORECASE)
"""What makes up a verb with the one before it, as in "get rid of", and is no thing to ask about."""

_PREPOSITION = r"(?i)\b(?:about|at|by|for|from|in|of|on|to|with)\s$"
_CLAUSE = (
    r"(?i)[,;:]|(?<=\w )(?:after|and|as|because|before|but|every|if|once|or|so|that|then|until|what"
    r"|when|where|whether|which|while|who)\b"
)
"""Where another clause may begin, but for the question's first word."""

_CLASSES = {
    word: name
    for name, words in {
        "of": "of",
        "article": "the a an",
        "preposition": "in on at for with about to from by during after around into between than"
        " as",
        "auxiliary": "is are was were does do did has have had can could would should will been",
        "question": "what which who how why where when what's",
        "subject": "i you we",
        "and": "and or versus vs",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says what is asked about."""

    text: str
    """As typed, without a possessive ending."""
    stem: str
    start: int
    """The character it begins at."""
    end: int
    """The character behind it."""
    run: tuple[str, ...]
    """The stems of the unbroken run of such words that it stands in, itself included."""
    place: int
    """Its place in the run, from 0."""
    before: str
    """The class of the word before the run, `edge` where there is none."""
    after: str
    """The class of the word behind the run, `edge` where there is none."""
    is_object: bool
    """Whether its run is the question's first that is not a verb alone."""
    is_name: bool
    """Whether it has a capital, elsewhere than at the beginning."""

    @property
    def is_verb(self) -> bool:
        """Tell whether it probably is one, as in "do I stop"."""
        return self.place == 0 and self.before == "subject"

    @property
    def is_generic(self) -> bool:
        """Tell whether it seldom is what a conversation is about, as "example"."""
        return self.text.lower() in GENERIC


@dataclass(frozen=True, slots=True)
class Reference:
    """A word that refers back."""

    text: str
    kind: str
    """One of the sorts in `PRONOUNS`."""
    start: int
    end: int
    stands_alone: bool
    """Whether what is meant can be put in its place, as it can't in "this one" or "there"."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A question with its words."""

    text: str
    words: tuple[Word, ...]
    references: tuple[Reference, ...]
    stems: frozenset[str]
    """Those of `words`."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Utterance:
    """Take a question apart."""
    tokens = list(_WORD.finditer(text))
    words = _with_object(_words(text, tokens))
    return Utterance(
        text, words, tuple(_references(text, tokens)), frozenset(word.stem for word in words)
    )


def _words(text: str, tokens: list[re.Match[str]]) -> list[Word]:
    words: list[Word] = []
    run: list[int] = []
    for at, token in enumerate(tokens):
        if not _says_what(token.group()) or _MAKES_UP_VERB.match(text, token.start()):
            continue
        if run and (run[-1] != at - 1 or text[tokens[at - 1].end() : token.start()].strip()):
            words += _run(tokens, run)
            run = []
        run.append(at)
    return [*words, *_run(tokens, run)] if run else words


def _with_object(words: Sequence[Word]) -> tuple[Word, ...]:
    """Mark the words of the first run that is not a verb alone."""
    first = next((word for word in words if len(word.run) > 1 or not word.is_verb), None)
    if first is None:
        return tuple(words)
    # Its words share a run, which may be all of a long text, and is compared once.
    runs = {id(word.run): word.run for word in words}
    are_first = {key: run == first.run for key, run in runs.items()}
    return tuple(
        replace(word, is_object=are_first[id(word.run)] and not word.is_verb) for word in words
    )


def _run(tokens: list[re.Match[str]], run: list[int]) -> list[Word]:
    bare = [_POSSESSIVE.sub("", tokens[at].group()) for at in run]
    stems = tuple(stem(word) for word in bare)
    before = _class(tokens[run[0] - 1].group()) if run[0] else "edge"
    after = _class(tokens[run[-1] + 1].group()) if run[-1] + 1 < len(tokens) else "edge"
    return [
        Word(
            text=word,
            stem=stems[place],
            start=tokens[at].start(),
            end=tokens[at].start() + len(word),
            run=stems,
            place=place,
            before=before,
            after=after,
            is_object=False,
            is_name=at > 0 and word[0].isupper(),
        )
        for place, (at, word) in enumerate(zip(run, bare, strict=True))
    ]


def _references(text: str, tokens: list[re.Match[str]]) -> list[Reference]:
    everyday = {at for match in _PLEONASTIC.finditer(text) for at in range(*match.span())}
    found = []
    for token, following in zip_longest(tokens, tokens[1:]):
        bare = _POSSESSIVE.sub("", token.group())
        if bare.lower() not in PRONOUNS or token.start() in everyday:
            continue
        kind = PRONOUNS[bare.lower()]
        qualifies = following is not None and _says_what(following.group())
        alone = kind in {"it", "they", "he"} or (kind == "this" and not qualifies)
        found.append(Reference(bare, kind, token.start(), token.start() + len(bare), alone))
    return found


def _says_what(token: str) -> bool:
    lower = token.lower().replace("’", "'")
    return (
        lower not in STOP_WORDS
        and lower not in PRONOUNS
        and _POSSESSIVE.sub("", lower) not in STOP_WORDS
    )


def _class(token: str) -> str:
    lower = token.lower().replace("’", "'")
    if lower in PRONOUNS:
        return "pronoun"
    return _CLASSES.get(lower, "stop" if lower in STOP_WORDS else "word")


def is_late(asked: Utterance) -> bool:
    """Tell whether the first reference comes behind what may be meant, in the question itself."""
    if not asked.references:
        return False
    first = asked.references[0]
    before = [word for word in asked.words if word.end <= first.start]
    owns = asks_of_owner(asked) and any(not word.is_verb for word in before)
    return owns or len(before) >= 3 or any(word.before == "article" for word in before)


def refers_out(asked: Utterance) -> bool:
    """Tell whether the first reference can't be to what stands before it in the question itself.

    Behind a preposition it stands for nothing else of its clause: of "the bonus for it" and "when
    do they come to look at it". In another clause it may: "how do I stop a job when I wait for it".
    """
    first = asked.references[0] if asked.references else None
    before = asked.text[: first.start] if first and first.kind in {"it", "they"} else ""
    return bool(re.search(_PREPOSITION, before)) and not re.search(_CLAUSE, before)


def asks_of_owner(asked: Utterance) -> bool:
    """Tell whether the first reference is to the owner of what is asked about: "its address"."""
    return bool(asked.references) and asked.references[0].text.lower() in {"its", "their"}


def stem(word: str) -> str:
    """Give a word's stem, by which it is known again in another question."""
    return (analyzer().terms(word) or [word.lower()])[0]
