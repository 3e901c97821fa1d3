"""What a term weighs: the formulas of BM25 and TF-IDF, shared by index and ranking.

Pure, but for how common words are in general English, which is read from a file once.
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from assistant.storage.meanings import is_meaning, words_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from assistant.model import Alternative, Query
    from assistant.storage.index_types import TermPostings

Alternatives: TypeAlias = "Mapping[str, Sequence[Alternative]]"
"""What may stand in the place of a term, by the term."""

K1 = 1.5
"""How soon repeats of a term stop adding to BM25; 0 to 3; `rank_bm25`'s default."""

B = 0.75
"""How much BM25 discounts long fields; 0 (not at all) to 1; `rank_bm25`'s default."""

GENERAL_ENGLISH_FILE = Path(__file__).parents[1] / "general_english.txt"
"""Terms, and in how many of `PARTS` texts each stands; `eval/make_general_english.py` writes it."""

PARTS = 1000

MOST_REMEMBERED = 2000
"""Of how many terms is remembered how common they are; a question's are looked up time and again,
and most of the next one's as well."""

GENERAL_TEXTS = 250
"""As if so many texts of general English stood beside the notes; 0 for none. With 200 and 400 the
dev questions were answered as well, with 50 and 1600 worse."""


def bm25_idf(chunk_count: float, document_frequency: float) -> float:
    """Give BM25's inverse document frequency as Lucene has it: above 0 for every term.

    `rank_bm25.BM25Okapi` takes ln((N - df + 0.5) / (df + 0.5)), which is 0 for a term in half of
    the chunks and negative beyond; the 1 added inside the logarithm mends both.
    """
    return math.log(1 + (chunk_count - document_frequency + 0.5) / (document_frequency + 0.5))


def tfidf_idf(chunk_count: int, document_frequency: int) -> float:
    """Give TF-IDF's inverse document frequency as scikit-learn has it with `smooth_idf`."""
    return math.log((1 + chunk_count) / (1 + document_frequency)) + 1


def alternatives_of(query: Query) -> Alternatives:
    """Gather a query's alternatives by the term they may stand for."""
    found: dict[str, list[Alternative]] = {}
    for one in query.alternatives:
        found.setdefault(one.term, []).append(one)
    return found


def stands_in(name: str, terms: Container[str]) -> bool:
    """Tell whether a term is among some, or all words of a meaning."""
    return name in terms or (is_meaning(name) and all(word in terms for word in words_of(name)))


def unknown_terms(
    terms: Iterable[str], postings: Mapping[str, TermPostings], alternatives: Alternatives
) -> frozenset[str]:
    """Give the terms that no chunk holds, nor an alternative, and that general English has not."""
    return frozenset(
        term
        for term in terms
        if term not in postings
        and not any(one.instead in postings for one in alternatives.get(term, ()))
        and not general_share(term)
    )


def term_weights(
    terms: Iterable[str],
    postings: Mapping[str, TermPostings],
    count: int,
    alternatives: Alternatives,
) -> dict[str, float]:
    """Give what each term says about a chunk that holds it: its idf over both fields.

    Where notes are few, most words stand in none of them or in one, "go" and "happen" as well as
    what the question is about. So the idf is that of the notes with `GENERAL_TEXTS` others, in
    which each term stands as often as in general English (the collection model by which language
    models are smoothed, Zhai and Lafferty 2004, brought to document frequencies).

    A term that no chunk holds is taken to stand in the notes as often as the commonest of its
    alternatives, but in general English as often as it does itself, so that a common word stays of
    little weight though its synonyms are rare. Where the notes hold no alternative either, it
    weighs most; but a technical word is left out then, since its parts are terms as well.
    """
    weights = {}
    for term in terms:
        others = (one.instead for one in alternatives.get(term, ()))
        rows = [
            postings[one] for one in ((term,) if term in postings else others) if one in postings
        ]
        if rows or term.isalnum():
            frequency = max((row.document_frequency for row in rows), default=0)
            general = GENERAL_TEXTS * general_share(term)
            weights[term] = bm25_idf(count + GENERAL_TEXTS, frequency + general)
    return weights


@lru_cache(maxsize=MOST_REMEMBERED)
def general_share(term: str) -> float:
    """Give the share of texts in general English that hold a term, 0 to 1; 0 for a rare one."""
    texts = _general_english()
    # Found in the text, since a question has a few terms, and there are a thousand lines.
    start = texts.find(f"\n{term} ") + len(term) + 2
    return int(texts[start : texts.index("\n", start)]) / PARTS if start > len(term) + 1 else 0.0


@lru_cache(maxsize=1)
def _general_english() -> str:
    return "\n" + GENERAL_ENGLISH_FILE.read_text(encoding="utf-8")
