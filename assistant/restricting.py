"""Find the sections that a search box's operators leave: phrases, excluded words, tags, paths."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy

from assistant.errors import FilterError, first_of
from assistant.language.search_operators import beside_operators, split
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.language.search_operators import Restrictions
    from assistant.model import Chunk, Marks, Query
    from assistant.storage.index_reader import IndexReader
    from assistant.storage.index_types import Candidate, Statistics, TermPostings
    from assistant.text import Analyzer


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
    sections = _Sections(store, statistics, analyzer)
    parted = split(query.standalone, partial(_applies, sections=sections))
    for one in parted.unmatched:
        for name in _names_of_notes(one):
            # What stands in the notes as it was typed is asked about.
            if not sections.with_phrase(f"{name.kind} {name.value}").any():
                raise FilterError(_unmatched(name, store))
    return parted.text, _left(parted.restrictions, sections) if parted.restrictions else None


def _applies(restrictions: Restrictions, sections: _Sections) -> bool:
    """Tell whether a single restriction makes sense for these notes."""
    names = _names_of_notes(restrictions)
    if names:
        # Whatever it leaves: it names notes that there are.
        return any(map(sections.notes_named, names))
    # Ids of removed chunks stay free; they neither are left nor go.
    marks = _left(restrictions, sections)[sections.there]
    return bool(marks.any()) and not marks.all()


def _left(restrictions: Restrictions, sections: _Sections) -> Marks:
    """Mark the chunks that restrictions leave."""
    left = numpy.ones_like(sections.there)
    for phrase in restrictions.phrases:
        left &= sections.with_phrase(phrase)
    for word in restrictions.excluded_words:
        if not sections.hold_option(word):
            left &= ~sections.with_word(word)
    for name in _names_of_notes(restrictions):
        own = sections.of_notes(name)
        left &= ~own if name.is_excluded else own
    return left


@dataclass(frozen=True, slots=True)
class _NoteName:
    """A tag or a path by which a question names notes."""

    kind: Literal["tag", "path"]
    value: str
    is_excluded: bool
    """Whether the sections of these notes go, rather than stay."""


def _names_of_notes(restrictions: Restrictions) -> list[_NoteName]:
    return [
        *(_NoteName("tag", tag, is_excluded=False) for tag in restrictions.tags),
        *(_NoteName("tag", tag, is_excluded=True) for tag in restrictions.excluded_tags),
        *(_NoteName("path", path, is_excluded=False) for path in restrictions.paths),
        *(_NoteName("path", path, is_excluded=True) for path in restrictions.excluded_paths),
    ]


class _Sections:
    """The chunks of an index, as marks by what an operator asks of them."""

    def __init__(self, store: IndexReader, statistics: Statistics, analyzer: Analyzer) -> None:
        self._store = store
        self._notes = statistics.notes
        self._analyzer = analyzer
        self._with_phrases: dict[str, Marks] = {}
        self.there: Marks = statistics.notes > 0
        """Marks the ids that are of a chunk; those of removed ones stay free."""

    def notes_named(self, name: _NoteName) -> list[int]:
        """Give the ids of the notes that a tag or path names."""
        find = {"tag": self._store.notes_tagged, "path": self._store.notes_at}
        return find[name.kind](name.value)

    def of_notes(self, name: _NoteName) -> Marks:
        """Mark those of the notes that a tag or path names."""
        return numpy.isin(self._notes, numpy.array(self.notes_named(name), dtype=int))

    def hold_option(self, word: str) -> bool:
        """Tell whether the notes have a word with its dash, which is then a program's option."""
        return self._store.holds([f"-{word.lower()}"])

    def with_word(self, word: str) -> Marks:
        """Mark those that hold a word."""
        postings = self._store.postings(self._analyzer.terms(word))
        return self._marked(_holding_all(postings.values()))

    def with_phrase(self, phrase: str) -> Marks:
        """Mark those that hold some words in a row."""
        # Asked for twice: whether it is an operator, and then what all of them leave.
        if phrase not in self._with_phrases:
            self._with_phrases[phrase] = self._marked(self._holding_phrase(phrase))
        return self._with_phrases[phrase]

    def _holding_phrase(self, phrase: str) -> Iterator[int]:
        terms = self._analyzer.terms(phrase)
        postings = self._store.postings(terms)
        if not terms or not postings.keys() >= set(terms):
            return
        wanted = [postings[term].number for term in terms]
        chunks = sorted(_holding_all(postings.values()))
        # All together would take as much memory as the notes, and SQLite takes no more at a time.
        for start in range(0, len(chunks), _AT_A_TIME):
            for one in self._store.candidates(chunks[start : start + _AT_A_TIME]):
                if _holds_phrase(one, wanted):
                    yield one.chunk

    def _marked(self, chunks: Iterable[int]) -> Marks:
        marks = numpy.zeros_like(self.there)
        marks[list(chunks)] = True
        return marks


def _unmatched(name: _NoteName, store: IndexReader) -> str:
    """Say that no note has a tag or a path, and which there are instead."""
    # Imported here, since it is only for slips.
    from difflib import get_close_matches

    rows = store.note_rows().values()
    if name.kind == "tag":
        there = sorted({tag for row in rows for tag in row.tags})
        head = f"no note has the tag {name.value!r}"
    else:
        there = sorted({part for row in rows for part in _parts(row.path)})
        head = f"no note's path holds {name.value!r}"
    folded = {one.casefold(): one for one in there}
    wanted = name.value.casefold().strip("*/")
    close = [key for key in folded if wanted and key.startswith(wanted)]
    close += get_close_matches(wanted, folded, MOST_NAMED)
    near = list(dict.fromkeys(folded[key] for key in close))
    if near:
        return f"{head}; near it: {first_of(near, MOST_NAMED)}"
    return f"{head}; there are {first_of(there, MOST_NAMED)}" if there else f"{head}, or any other"


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
