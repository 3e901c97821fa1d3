"""One analyzer for notes and questions, so that both meet in the same terms.

A text becomes a sequence of terms: NFKC, case-folded, accents stripped, stemmed, an irregular form
(`went`, `mice`) as the word that it is a form of. A technical word (`docker-compose`,
`--build-arg`, `/var/lib/docker`, `{{.Server.Version}}`, `camelCase`) gives itself whole and then
its parts, so that it is found by either. A number is the same with and without commas between its
thousands, and so is a date however it is written (2025-03-08, 08.03.2025, "March 8th, 2025"); the
month's name and the day as they are spoken are among its terms.
Chinese, Japanese and Korean, which put no spaces between words, give character bigrams. Stop words
are terms like any other: they tell apart "what is X" from "how do I X".
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import Stemmer

from assistant.language.dates import MONTHS, dates_in_figures, with_dates
from assistant.language.folding import fold, normalized
from assistant.language.inflections import BASE_FORMS
from assistant.language.stop_words import (
    AIM_WORDS,
    BEFORE_FOR,
    BEHIND_KINDS,
    EXPLAIN_WORDS,
    KIND_WORDS,
    MEASURE_WORDS,
    PERSON_WORDS,
    STOP_WORDS,
    TELL_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.language.dates import Date

ANALYZER_VERSION = 10
"""Goes up when the same text would give other terms; an index made with another is rebuilt."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"

# A prefix that makes a word technical (an option's dashes, a path's start), the word, the
# joints and parts that follow without a space, and the signs of `c++` and `c#`.
_TOKEN = re.compile(
    r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w-])(?:--?(?=[A-Za-z])|~?/(?=\w)|\.(?=\w)(?<![\w.]\.))?"
    r"\w+(?:[-./:@=+'_\\]+\w+)*(?:\+\+|\#(?!\w))?"
    r"|\w+"
)
# What most pieces are, and is a token that needs no looking into.
_PLAIN = re.compile(r"([A-Z]?[a-z]+)[.,:;!?]*")
_PART = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w-])")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# Texts, since to compile them takes longer than to answer, and most notes have no use for them.
_CJK_RUN = f"[{_CJK}]+|[^{_CJK}]+"
_IS_CJK = f"[{_CJK}]"
_ENTITY = r"(?i)&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});"
_ORDINAL = r"(?i)([1-9]|[12]\d|3[01])(?:st|nd|rd|th)"
"""Of a day; it may be one without its month."""

_NO_PLURALS = frozenset({"cans", "ups"})
"""Names of things whose stem would be a stop word: of "how much was the UPS" nothing were left."""

_MOST_KNOWN = 200_000
"""How many pieces of text are remembered."""

_LONGEST_KNOWN = 100
"""In characters, of a piece that is remembered."""

MAX_TERM_LENGTH = 64
"""Longer words (keys, hashes, encoded data) are cut: nobody types them whole."""


@lru_cache(maxsize=4)
def analyzer(language: str = "english") -> Analyzer:
    """Give the analyzer of a language, made once."""
    return Analyzer(language)


class Analyzer:
    """Turns text into terms; holds the stemmer and a memory of words already analysed."""

    def __init__(self, language: str = "english") -> None:
        """Make an analyzer; raises `KeyError` for a language Snowball does not have."""
        self.language = language
        self._stemmer = Stemmer.Stemmer(language)
        self._base_forms = BASE_FORMS if language == "english" else {}
        self._known = _Memory(self.piece_terms)
        self._stop_terms = self._stems(STOP_WORDS | PERSON_WORDS)
        self._measure_terms = self._stems(MEASURE_WORDS)
        self._kind_terms = self._stems(KIND_WORDS)
        self._behind_kinds = self._stems(BEHIND_KINDS)
        self._tell_terms = self._stems(TELL_WORDS)
        self._aim_terms = self._stems(AIM_WORDS)
        self._before_for = self._stems(BEFORE_FOR)
        self._explain_terms = self._stems(EXPLAIN_WORDS)
        self._does = self._stem("does")

    def terms(self, text: str) -> list[str]:
        """Give the terms of a text, in order, repeats kept."""
        # No token holds white space, and most pieces between it were met before.
        return list(chain.from_iterable(map(self._known.__getitem__, with_dates(text).split())))

    def question_terms(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the terms of a question, and those that say what it asks about, without repeats.

        Where all are stop words it asks about all.
        """
        terms = tuple(self.terms(text))
        return terms, tuple(self.content_of(text) or dict.fromkeys(terms))

    def content_of(self, text: str) -> list[str]:
        """Give the content terms of a text; none where it holds stop words alone.

        A stop word in capitals is one of them, as in "what does FROM do?".
        """
        is_mixed = any(map(str.islower, text))
        capitals = _CAPITALS.findall(with_dates(text)) if is_mixed else []
        names = [self._stem(word.lower()) for word in capitals]
        return self._content(self.terms(text), frozenset(names))

    def _content(self, terms: Sequence[str], names: frozenset[str]) -> list[str]:
        # "How long" asks for a duration, "which command" for a command, in notes that seldom hold
        # the word. "Which commands are there" is about commands, though, and stems to the same.
        measured = {after for word, after in pairwise(terms) if word == "how"} & self._measure_terms
        kinds = {
            kind
            for word, kind, after in zip(terms, terms[1:], terms[2:], strict=False)
            if word in {"which", "what"} and after not in self._behind_kinds
        } & self._kind_terms
        # Not one with the stop words, which to copy takes longer than to look in both.
        asking = self._telling(terms) | self._aimed(terms) | self._explaining(terms)
        further = measured | kinds | asking
        return [
            term
            for term in dict.fromkeys(terms)
            if term in names or not (term in self._stop_terms or term in further)
        ]

    def _telling(self, terms: Sequence[str]) -> set[str]:
        """Give the verb of "what does X show", which a section on X seldom has."""
        if not terms or terms[0] != "what" or terms[1:2] != [self._does]:
            return set()
        return set(terms[-2:] if terms[-1] == "me" else terms[-1:]) & self._tell_terms

    def _aimed(self, terms: Sequence[str]) -> set[str]:
        """Give the word for an aim of "what is the purpose of X": it asks what X is for."""
        if not terms or terms[0] != "what":
            return set()
        is_for = terms[1:2] in (["is"], ["are"]) and terms[-1] == "for"
        before_for = set(terms[-2:-1]) & self._before_for if is_for else set()
        aims = {word for word, after in pairwise(terms) if after == "of"} & self._aim_terms
        return before_for | aims

    def _explaining(self, terms: Sequence[str]) -> set[str]:
        """Give the verb of "can you explain X", which asks what X is."""
        first, *others = [term for term in terms if term not in self._stop_terms] or [""]
        return {first} & self._explain_terms if others else set()

    def piece_terms(self, piece: str) -> tuple[str, ...]:
        """Give the terms of a piece of text without white space, not remembered."""
        if plain := _PLAIN.fullmatch(piece):
            return (self._stem(plain[1].lower()[:MAX_TERM_LENGTH]),)
        if "&" in piece and re.search(_ENTITY, piece):
            # Imported here, since few notes have any, and their names are many.
            from html import unescape

            piece = unescape(piece)
        tokens = _TOKEN.findall(normalized(piece))
        return tuple(term for token in tokens for term in self._analyze(token))

    def _analyze(self, token: str) -> tuple[str, ...]:
        if max(token) >= _CJK[0] and re.search(_IS_CJK, token):
            return tuple(
                term
                for run in re.findall(_CJK_RUN, token)
                for term in (_bigrams(run) if re.match(_IS_CJK, run) else self._word(run))
            )
        return self._word(token)

    def _word(self, token: str) -> tuple[str, ...]:
        if "," in token:
            return (token.replace(",", "")[:MAX_TERM_LENGTH],)
        if "0" <= token[0] <= "9":
            if dates := dates_in_figures(token):
                return tuple(term for date in dates for term in self._date_terms(date))
            if ordinal := re.fullmatch(_ORDINAL, token):
                return (self._stem(fold(token)), ordinal[1])
        folded = fold(token)[:MAX_TERM_LENGTH]
        parts = [piece for part in _PART.findall(token) for piece in _camel_parts(part)]
        stems = tuple(self._stem(fold(part)[:MAX_TERM_LENGTH]) for part in parts)
        if folded.replace("'", "").isalnum():
            # An apostrophe belongs to the word: the stemmer knows what to do with it.
            return (
                (self._stem(folded), *stems[1:]) if _CAMEL.search(token) else (self._stem(folded),)
            )
        return (folded, *stems) if stems != (folded,) else stems

    def _date_terms(self, date: Date) -> tuple[str, ...]:
        whole = str(date)
        days = dict.fromkeys((whole[-2:], str(date.day)))
        return (whole, *whole.split("-")[:2], *days, self._stem(MONTHS[date.month - 1]))

    def _stems(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(map(self._stem, words))

    def _stem(self, word: str) -> str:
        if word in _NO_PLURALS:
            return word
        base = self._base_forms.get(word.removesuffix("'s"), word)
        stem: str = self._stemmer.stemWord(base)
        return stem or word


class _Memory(dict[str, tuple[str, ...]]):
    """The terms of pieces of text already analysed; most of a text is made of few."""

    def __init__(self, analyze: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self._analyze = analyze

    def __missing__(self, piece: str) -> tuple[str, ...]:
        terms = self._analyze(piece)
        # Bounded, since a long-lived process meets no end of new words, and some are long.
        if len(self) < _MOST_KNOWN and len(piece) <= _LONGEST_KNOWN:
            self[piece] = terms
        return terms


def _camel_parts(part: str) -> list[str]:
    pieces = _CAMEL.split(part)
    return [part, *pieces] if len(pieces) > 1 else pieces


def _bigrams(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]
