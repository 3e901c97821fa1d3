"""Score chunks by BM25 and by TF-IDF, as the libraries that fitted them would; pure.

A question's postings are brought into a few flat arrays, one entry for each chunk that a term or
an alternative of it stands in, so that every score is one sum over them. Only chunks of a scope
are looked at, and what is computed is counted in its chunks, not in those of the whole index.
Values are fetched by `take`, which does it in half the time of an index in brackets.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy

from assistant.records import dataclass
from assistant.relevance.weighting import K1, B, bm25_idf, tfidf_idf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from assistant.model import Floats, Integers, Marks, Positions
    from assistant.relevance.weighting import Alternatives
    from assistant.storage.index_types import FieldPostings, FieldStatistics


@dataclass(frozen=True, slots=True)
class Scope:
    """The chunks that are scored."""

    chunks: Positions
    """Their ids, ascending; shape (size,)."""
    place: Integers
    """By chunk id: where it stands among them, or -1. It is looked up all over, and of half the
    size that numpy takes by itself."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What one field of the chunks in a scope has to do with a question.

    The arrays of entries begin with the terms that have no alternatives.
    """

    terms: tuple[str, ...]
    """The question's terms, without repeats."""
    squares: Floats
    """What each adds to the square of the question's TF-IDF norm; shape (terms,)."""
    norms: Floats
    """Of each chunk's TF-IDF vector; shape (size,)."""
    term: Positions
    """Of each entry: which term, as its position in `terms`."""
    place: Positions
    """In which chunk of the scope; a term has one entry for a chunk."""
    bm25: Floats
    """What it adds to the chunk's BM25."""
    tfidf: Floats
    """What it adds to the product of the two vectors."""
    lists: Sequence[tuple[int, Integers | Positions, float]] = ()
    """Each list of postings: its term, the places that it names, and the share that it is worth;
    1 for the term itself. None where only some of the chunks are looked at."""

    def bm25_scores(self) -> Floats:
        """Score each chunk by BM25 as `rank_bm25` does; shape (size,)."""
        return self._sums(self.bm25)

    def tfidf_scores(self) -> Floats:
        """Give the TF-IDF cosine of question and chunk; shape (size,).

        The same as scikit-learn's `TfidfVectorizer(sublinear_tf=True)` with `linear_kernel`.
        """
        scores = self._sums(self.tfidf)
        norms = self.norms * numpy.sqrt(self.squares.sum())
        numpy.divide(scores, norms, out=scores, where=norms > 0)
        return scores

    def _sums(self, entries: Floats) -> Floats:
        sums = numpy.bincount(self.place, weights=entries, minlength=len(self.norms))
        # Of nothing numpy makes whole numbers, whatever the weights are.
        return sums.astype(float, copy=False)

    def at(self, places: Positions) -> Matches:
        """Give what belongs to some of the chunks."""
        place = self._renumbered(places).take(self.place)
        chosen = numpy.flatnonzero(place >= 0)
        return self._chosen(chosen, place, self.squares, self.norms[places])

    def of(self, terms: Collection[str]) -> Matches:
        """Give what belongs to some of the terms."""
        # A question may be a megabyte long.
        wanted = frozenset(terms)
        kept = numpy.array([term in wanted for term in self.terms], dtype=bool)
        squares = numpy.where(kept, self.squares, 0.0)
        return self._chosen(numpy.flatnonzero(kept[self.term]), self.place, squares, self.norms)

    def _chosen(
        self, entries: Positions, place: Positions, squares: Floats, norms: Floats
    ) -> Matches:
        """Give some of the entries, with the `place` that each has now."""
        return Matches(
            self.terms,
            squares,
            norms,
            self.term.take(entries),
            place.take(entries),
            self.bm25.take(entries),
            self.tfidf.take(entries),
        )

    def holders(
        self, places: Positions, terms: Collection[str]
    ) -> Iterator[tuple[str, Positions, float]]:
        """Give the lists of postings of some terms, with the positions of the places they name."""
        new = self._renumbered(places)
        for term, named, share in self.lists:
            if self.terms[term] in terms:
                held = new.take(named)
                yield self.terms[term], held[held >= 0], share

    def _renumbered(self, places: Positions) -> Positions:
        """Give where each chunk of the scope stands among some of them, or -1."""
        new = numpy.full(len(self.norms), -1)
        new[places] = numpy.arange(len(places))
        return new


def everywhere(size: int) -> Scope:
    """Give the scope of all chunks."""
    return Scope(numpy.arange(size), numpy.arange(size, dtype=numpy.int32))


def scope_of(marks: Marks) -> Scope:
    """Give the scope of the chunks that are marked, by id."""
    chunks = numpy.flatnonzero(marks)
    place = numpy.full(len(marks), -1, dtype=numpy.int32)
    place[chunks] = numpy.arange(len(chunks))
    return Scope(chunks, place)


def match_field(
    terms: Sequence[str],
    postings: Mapping[str, FieldPostings],
    field: FieldStatistics,
    count: int,
    alternatives: Alternatives,
    scope: Scope,
) -> Matches:
    """Bring a question together with one field of the chunks in a scope.

    `count` is the number of chunks there are; a repeated term counts each time. A chunk is scored
    by the best of a term and its alternatives, an alternative's score being lessened by its share,
    with an idf of at most the term's.
    """
    repeats = Counter(terms)
    # The terms with alternatives come last, since their entries have to be made one a chunk.
    names = tuple(sorted(repeats, key=lambda term: term in alternatives))
    first_with = sum(term not in alternatives for term in names)
    found = list(_lists(names, postings, count, alternatives, scope))
    lengths = K1 * (1 - B + B * field.lengths.take(scope.chunks) / (field.average_length or 1.0))
    sizes = [len(one.place) for one in found]
    # Begun with nothing, since of no arrays none can be made.
    place = numpy.concatenate([numpy.empty(0, int), *(one.place for one in found)])
    frequency = numpy.concatenate([numpy.empty(0), *(one.frequency for one in found)])
    weight = numpy.repeat([repeats[names[one.term]] * one.bm25 for one in found], sizes)
    bm25 = weight * (frequency * (K1 + 1) / (frequency + lengths.take(place)))
    log_repeats = 1 + numpy.log([repeats[name] for name in names])
    weight = numpy.repeat([log_repeats[one.term] * one.tfidf for one in found], sizes)
    tfidf = weight * (1 + numpy.log(frequency))
    term = numpy.repeat(numpy.array([one.term for one in found], dtype=int), sizes)
    split = int(numpy.searchsorted(term, first_with))
    return Matches(
        names,
        _squares(found, log_repeats, count),
        field.norms.take(scope.chunks),
        *_best(term, place, bm25, tfidf, split),
        [(one.term, one.place, one.share) for one in found],
    )


@dataclass(frozen=True, slots=True)
class _List:
    """The postings of a term, or of an alternative, in a scope."""

    term: int
    """The term of the question, as its position among them."""
    share: float
    document_frequency: int
    bm25: float
    """Share times idf."""
    tfidf: float
    """Share times both vectors' idf."""
    place: Integers | Positions
    frequency: NDArray[numpy.integer[Any]]


def _lists(
    names: Sequence[str],
    postings: Mapping[str, FieldPostings],
    count: int,
    alternatives: Alternatives,
    scope: Scope,
) -> Iterator[_List]:
    for at, term in enumerate(names):
        own = _frequency(postings.get(term))
        most_bm25 = bm25_idf(count, own) if own else numpy.inf
        most_tfidf = tfidf_idf(count, own) if own else numpy.inf
        others = ((one.instead, one.share) for one in alternatives.get(term, ()))
        for name, share in ((term, 1.0), *others):
            if frequency := _frequency(postings.get(name)):
                bm25, tfidf = bm25_idf(count, frequency), tfidf_idf(count, frequency)
                yield _List(
                    at,
                    share,
                    frequency,
                    share * min(most_bm25, bm25),
                    share * min(most_tfidf, tfidf) * tfidf,
                    *_within(postings[name], scope),
                )


def _squares(found: Sequence[_List], log_repeats: Floats, count: int) -> Floats:
    """Give what each term adds to the square of the question's TF-IDF norm; shape (terms,)."""
    squares = numpy.zeros(len(log_repeats))
    for one in found:
        idf = log_repeats[one.term] * tfidf_idf(count, one.document_frequency)
        # The commonest counts, which has the least idf.
        before = squares[one.term]
        squares[one.term] = min(before, idf**2) if before else idf**2
    return squares


def _frequency(row: FieldPostings | None) -> int:
    return 0 if row is None else len(row.chunks)


def _within(
    row: FieldPostings, scope: Scope
) -> tuple[Integers | Positions, NDArray[numpy.integer[Any]]]:
    """Give the places of a scope that postings name, and the frequencies there."""
    is_everywhere = len(scope.chunks) == len(scope.place)
    if row.by_chunk is not None and not is_everywhere:
        frequencies = row.by_chunk.take(scope.chunks)
        # Of marks, which it finds sooner than numbers.
        here = numpy.flatnonzero(frequencies > 0)
        return here, frequencies.take(here)
    place = scope.place.take(row.chunks)
    if is_everywhere:
        return place, row.frequencies
    inside = numpy.flatnonzero(place >= 0)
    return place.take(inside), row.frequencies.take(inside)


def _best(
    term: Positions, place: Positions, bm25: Floats, tfidf: Floats, split: int
) -> tuple[Positions, Positions, Floats, Floats]:
    """Make the entries from `split` on one for each term and chunk: the best of each."""
    if split == len(term):
        return term, place, bm25, tfidf
    key = term[split:] * (int(place.max()) + 1) + place[split:]
    order = numpy.argsort(key, kind="stable")
    key = key[order]
    starts = numpy.flatnonzero(numpy.concatenate([[True], key[1:] != key[:-1]]))
    first = split + order[starts]

    def best(values: Floats) -> Floats:
        return numpy.concatenate(
            [values[:split], numpy.maximum.reduceat(values[split:][order], starts)]
        )

    return (
        numpy.concatenate([term[:split], term[first]]),
        numpy.concatenate([place[:split], place[first]]),
        best(bm25),
        best(tfidf),
    )
