"""Find the sections that a search box's operators leave: phrases, excluded words, tags, paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from assistant.language.search_operators import Restrictions, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from assistant.model import Query
    from assistant.storage.index_reader import IndexReader
    from assistant.storage.index_types import Candidate, Statistics, TermPostings
    from assistant.text import Analyzer

    Marks = NDArray[numpy.bool]


def restricted(
    query: Query, store: IndexReader, statistics: Statistics, analyzer: Analyzer
) -> tuple[str, Marks | None]:
    """Give the question without its operators, and a mark for each chunk that they leave.

    `None` stands for all chunks. An operator that would leave none, or leave all, is no operator
    but part of the question.
    """
    size = len(statistics.notes)

    def allowed(restrictions: Restrictions) -> Marks:
        allowed = numpy.ones(size, dtype=bool)
        for phrase in restrictions.phrases:
            allowed &= _marks(_with_phrase(phrase, store, analyzer), size)
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
    candidates = store.candidates(sorted(_holding_all(postings.values())))
    return {one.chunk for one in candidates if _holds_phrase(one, wanted)}


def _holding_all(rows: Iterable[TermPostings]) -> set[int]:
    sets = [{*row.heading.chunks.tolist(), *row.body.chunks.tolist()} for row in rows]
    return set.intersection(*sets) if sets else set()


def _holds_phrase(candidate: Candidate, wanted: Sequence[int]) -> bool:
    return any(_runs(side.tolist(), wanted) for side in (candidate.body, candidate.heading))


def _runs(terms: Sequence[int], wanted: Sequence[int]) -> bool:
    length = len(wanted)
    return any(
        terms[at : at + length] == wanted
        for at, term in enumerate(terms[: len(terms) - length + 1])
        if term == wanted[0]
    )
