"""What a question means by its words: slips of spelling mended, and other words for the same."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.language.compounds import compound_expansions
from assistant.language.numbering import number_expansions
from assistant.language.spelling_variants import spelling_expansions, spelling_variants
from assistant.language.stop_words import UNSAID_WORDS
from assistant.model import Alternative
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from assistant.language.expansions import Expansion
    from assistant.language.synonyms import Synonyms
    from assistant.model import Query
    from assistant.storage.snapshot import Snapshot
    from assistant.text import Analyzer

PHRASE = "~"
"""Between the words of a phrase that is a term by itself; no other has it within."""


def understood(query: Query, index: Snapshot, analyzer: Analyzer, synonyms: Synonyms) -> Query:
    """Give a query with its spelling mended and its alternatives named; reads the index."""
    query = _without_unsaid(_mended(query, index, analyzer, synonyms), index)
    asked = (query.standalone, query.terms, analyzer.terms, lambda term: index.holds([term]))
    expansions = (
        *synonyms.expansions(query.terms, query.content),
        *spelling_expansions(*asked),
        *number_expansions(*asked),
        *compound_expansions(*asked),
    )
    full = _with_phrases(query, expansions, index)
    return replace(full, alternatives=_alternatives(query.terms, full.content, expansions))


def _mended(query: Query, index: Snapshot, analyzer: Analyzer, synonyms: Synonyms) -> Query:
    if index.holds(query.content):
        return query
    # Imported here, since most questions are spelt right.
    from assistant.language.spelling import Vocabulary, corrected, corrections

    def holds(word: str) -> bool:
        terms = analyzer.terms(word)
        return index.holds(terms) or all(f" {term} " in synonyms.words for term in terms)

    vocabulary = Vocabulary(
        holds=holds,
        words=lambda where: index.words(where.prefix, where.shortest, where.longest),
        familiar=Familiar(),
    )
    pairs = corrections(query.standalone, vocabulary)
    if not pairs:
        return query
    standalone = corrected(query.standalone, pairs)
    terms, content = analyzer.question_terms(standalone)
    return replace(query.reworded(standalone), terms=terms, content=content, corrections=pairs)


def _without_unsaid(query: Query, index: Snapshot) -> Query:
    """Leave out "per" and the like where no note holds them."""
    lacking = {term for term in query.content if term in UNSAID_WORDS and not index.holds([term])}
    content = tuple(term for term in query.content if term not in lacking)
    return replace(query, content=content) if lacking and content else query


class Familiar:
    """English words, which are right even where the notes don't hold them."""

    def __contains__(self, word: object) -> bool:
        # The list has American spellings alone.
        return isinstance(word, str) and any(
            one in _english() for one in (word, *spelling_variants(word))
        )


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="en").word_frequency.keys())


def _with_phrases(query: Query, expansions: Iterable[Expansion], index: Snapshot) -> Query:
    """Give a query with each phrase of stop words that has a meaning as a term of its own.

    "Get into" says nothing word by word, and means "enter". No section holds such a term, but one
    may hold what it means.
    """
    content = set(query.content)
    phrases = {
        one.first + one.length - 1: _typed(one, query.terms)
        for one in expansions
        if content.isdisjoint(_typed(one, query.terms)) and index.holds(one.terms)
    }
    if not phrases:
        return query
    terms: list[str] = []
    for at, term in enumerate(query.terms):
        terms.append(term)
        if at in phrases:
            terms.append(PHRASE.join(phrases[at]))
    content.update(map(PHRASE.join, phrases.values()))
    ordered = dict.fromkeys(term for term in terms if term in content)
    return replace(query, terms=tuple(terms), content=tuple(ordered))


def _typed(expansion: Expansion, terms: Sequence[str]) -> Sequence[str]:
    return terms[expansion.first : expansion.first + expansion.length]


def _alternatives(
    terms: Sequence[str], content: Collection[str], expansions: Iterable[Expansion]
) -> tuple[Alternative, ...]:
    """Tell for each content term what may stand in its place.

    What stands for several words stands for each of them that is a content term.
    """
    content = set(content)
    return tuple(
        dict.fromkeys(
            Alternative(term, " ".join(one.terms), one.share)
            for one in expansions
            for typed in [_typed(one, terms)]
            for term in dict.fromkeys((*typed, PHRASE.join(typed)))
            if term in content and term not in one.terms
        )
    )
