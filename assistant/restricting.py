"""Find the sections that a search box's operators leave: phrases, excluded words, tags, paths."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy

from assistant.errors import QueryError, shortened
from assistant.language.search_operators import Restrictions, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from assistant.model import Query
    from assistant.storage.index_reader import IndexReader
    from assistant.storage.index_types import Candidate, Statistics, TermPostings
    from assistant.text import Analyzer

    Marks = NDArray[numpy.bool]


_AT_A_TIME = 1000
"""How many sections are read together to be searched for a phrase."""


def restricted(
    query: Query, store: IndexReader, statistics: Statistics, analyzer: Analyzer
) -> tuple[str, Marks | None]:
    """Give the question without its operators, and a mark for each chunk that they leave.

    `None` stands for all chunks. An operator that would leave none, or leave all, is no operator
    but part of the question. Raises `QueryError` where nothing is left to be asked.
    """
    size = len(statistics.notes)

    # Asked for twice: whether it is an operator, and then what all of them leave.
    @cache
    def holding(phrase: str) -> Marks:
        return _marks(_with_phrase(phrase, store, analyzer), size)

    def allowed(restrictions: Restrictions) -> Marks:
        allowed = numpy.ones(size, dtype=bool)
        for phrase in restrictions.phrases:
            allowed &= holding(phrase)
        for word in restrictions.excluded:
            # Where the notes have the word with its dash, it is a program's option.
            if not store.holds([f"-{word.lower()}"]):
                allowed &= ~_marks(_with_word(word, store, analyzer), size)
        for tag in restrictions.tags:
            allowed &= _of_notes(store.notes_tagged(tag), statistics)
        for path in restrictions.paths:
            allowed &= _of_notes(store.notes_at(path), statistics)
        return allowed

    def applies(restrictions: Restrictions) -> bool:
        # Ids of removed chunks stay free; they neither are left nor go.
        marks = allowed(restrictions)[statistics.notes > 0]
        return bool(marks.any()) and not marks.all()

    text, restrictions = split(query.standalone, applies)
    if restrictions and not analyzer.terms(text):
        raise QueryError(
            f"{shortened(query.text)!r}: says where to look, but not for what; add words"
        )
    return text, allowed(restrictions) if restrictions else None


def _marks(chunks: Iterable[int], size: int) -> Marks:
    marks = numpy.zeros(size, dtype=bool)
    marks[list(chunks)] = True
    return marks


def _of_notes(notes: Sequence[int], statistics: Statistics) -> Marks:
    return numpy.isin(statistics.notes, numpy.array(notes, dtype=int))


def _with_word(word: str, store: IndexReader, analyzer: Analyzer) -> set[int]:
    return _holding_all(store.postings(analyzer.terms(word)).values())


def _with_phrase(phrase: str, store: IndexReader, analyzer: Analyzer) -> set[int]:
    terms = analyzer.terms(phrase)
    postings = store.postings(terms)
    if not terms or not postings.keys() >= set(terms):
        return set()
    wanted = [postings[term].number for term in terms]
    chunks = sorted(_holding_all(postings.values()))
    return {
        one.chunk
        # All together would take as much memory as the notes, and SQLite takes no more at a time.
        for start in range(0, len(chunks), _AT_A_TIME)
        for one in store.candidates(chunks[start : start + _AT_A_TIME])
        if _holds_phrase(one, wanted)
    }


def _holding_all(rows: Iterable[TermPostings]) -> set[int]:
    sets = [{*row.heading.chunks.tolist(), *row.body.chunks.tolist()} for row in rows]
    return set.intersection(*sets) if sets else set()


def _holds_phrase(candidate: Candidate, wanted: Sequence[int]) -> bool:
    return any(_runs(side.tolist(), wanted) for side in (candidate.body, candidate.heading))


def _runs(terms: Sequence[int], wanted: Sequence[int]) -> bool:
    """Tell whether terms stand somewhere in a row; as text, whose search is linear."""
    letters = {term: chr(at) for at, term in enumerate(wanted, 1)}
    run = "".join(letters[term] for term in wanted)
    return run in "".join(letters.get(term, "\0") for term in terms)
