"""Find the sections that a search box's operators leave: phrases, excluded words, tags, paths."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy

from assistant.errors import FilterError
from assistant.language.search_operators import Restrictions, beside_operators, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from assistant.model import Chunk, Query
    from assistant.storage.index_reader import IndexReader
    from assistant.storage.index_types import Candidate, Statistics, TermPostings
    from assistant.text import Analyzer

    Marks = NDArray[numpy.bool]


MOST_NAMED = 5
"""How many tags or paths are named in the place of one that is not there."""
_AT_A_TIME = 1000
"""How many sections are read together to be searched for a phrase."""


def restricted(
    query: Query, store: IndexReader, statistics: Statistics, analyzer: Analyzer
) -> tuple[str, Marks | None]:
    """Give the question without its operators, and a mark for each chunk that they leave.

    `None` stands for all chunks. A phrase or word that would leave none, or leave all, is no
    operator but part of the question; so is a tag or path that is no note's, where it may be meant
    so. Else that raises `FilterError`, with those that are near it.
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
        for tag in restrictions.other_tags:
            allowed &= ~_of_notes(store.notes_tagged(tag), statistics)
        for path in restrictions.other_paths:
            allowed &= ~_of_notes(store.notes_at(path), statistics)
        return allowed

    def applies(restrictions: Restrictions) -> bool:
        if restrictions.names_notes:
            # Whatever it leaves: it names notes that there are.
            return any(
                find(one) for _, find, values in _names(restrictions, store) for one in values
            )
        # Ids of removed chunks stay free; they neither are left nor go.
        marks = allowed(restrictions)[statistics.notes > 0]
        return bool(marks.any()) and not marks.all()

    parted = split(query.standalone, applies)
    for one in parted.unmatched:
        for kind, _, values in _names(one, store):
            # What stands in the notes as it was typed is asked about.
            if values and not _with_phrase(f"{kind} {values[0]}", store, analyzer):
                raise FilterError(_unmatched(kind, values[0], store))
    return parted.text, allowed(parted.restrictions) if parted.restrictions else None


def _names(
    restrictions: Restrictions, store: IndexReader
) -> Iterator[tuple[str, Callable[[str], list[int]], tuple[str, ...]]]:
    """Give the names of notes by their kind, each with what finds the notes."""
    yield "tag", store.notes_tagged, restrictions.tags + restrictions.other_tags
    yield "path", store.notes_at, restrictions.paths + restrictions.other_paths


def _unmatched(kind: str, value: str, store: IndexReader) -> str:
    """Say that no note has a tag or a path, and which there are instead."""
    # Imported here, since it is only for slips.
    from difflib import get_close_matches

    rows = store.note_rows().values()
    if kind == "tag":
        there = sorted({tag for row in rows for tag in row.tags})
        head = f"no note has the tag {value!r}"
    else:
        there = sorted({part for row in rows for part in _parts(row.path)})
        head = f"no note's path holds {value!r}"
    by_name = {name.casefold(): name for name in there}
    wanted = value.casefold().strip("*/")
    close = [key for key in by_name if wanted and key.startswith(wanted)]
    close += get_close_matches(wanted, by_name, MOST_NAMED)
    near = list(dict.fromkeys(by_name[key] for key in close))
    if near:
        return f"{head}; near it: {_named(near)}"
    return f"{head}; there are {_named(there)}" if there else f"{head}, or any other"


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def _parts(path: str) -> Iterator[str]:
    """Give the folders of a path, and the file's name without its ending."""
    *folders, name = path.split("/")
    yield from folders
    yield name.rpartition(".")[0] or name


def sections_left(
    query: Query, store: IndexReader, statistics: Statistics, analyzer: Analyzer
) -> Iterator[Chunk] | None:
    """Give the sections that operators alone leave, by path and line, each in its first part.

    `None` where there is more to a query than operators. Raises `FilterError` as `restricted`.
    """
    # What is asked with a word besides would be searched for its phrases once more.
    if analyzer.terms(beside_operators(query.standalone)):
        return None
    text, allowed = restricted(query, store, statistics, analyzer)
    if allowed is None or analyzer.terms(text):
        return None
    paths = store.paths()
    left = numpy.flatnonzero(allowed & (statistics.notes > 0)).tolist()
    left.sort(key=lambda chunk: (paths[int(statistics.notes[chunk])], chunk))
    return _first_parts(chunk for number in left for chunk in store.chunks([number]))


def _first_parts(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    known = set()
    for chunk in chunks:
        if chunk.source.address not in known:
            known.add(chunk.source.address)
            yield chunk


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
