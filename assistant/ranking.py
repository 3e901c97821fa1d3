"""Rank the sections for a question: BM25 and TF-IDF over two fields, fused; pure.

Everything here is computed from the postings of the question's own terms, so that the cost of a
question does not grow with the vocabulary. Where there are many sections, only those that hold a
content term are scored, so that it does not grow with the long lists of "the" and "how" either.
Measured figures are in `eval/README.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from assistant.records import dataclass
from assistant.relevance.ranking_types import FieldScores, Ranking
from assistant.relevance.scoring import everywhere, match_field, scope_of
from assistant.relevance.weighting import alternatives_of, term_weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.model import Floats, Integers, Marks, Positions, Query, Retriever
    from assistant.relevance.scoring import Matches, Scope
    from assistant.storage.index_types import Statistics, TermPostings

HEADING_WEIGHT = 0.6
"""What a match in the heading counts against one in the body; 0 to 5. Fused and not reranked, the
Success@1 on people's own notes, docker.jsonl and plain.jsonl (`dev`) is .69, .91 and .83; with .3
it is .64, .91 and .86, with 1 .68, .87 and .76. Reranked, none is another by more than .005."""

TFIDF_SHARE = 0.5
"""What the best TF-IDF cosine counts against the best BM25 score in the fused ranking; 0 to 2. With
.25 the same three are .68, .91 and .84, with 1 .69, .90 and .81."""

ALTERNATIVE_CREDIT = 0.8
"""How far a section that holds a synonym covers what was typed; 0 to 1. More than its share of the
score: a synonym is seldom the better match, but mostly an answer. With 1 the Answer@1 on people's
own notes (`dev`) is the same, with .5 it is .018 lower."""

MOST_TIES = 200
"""How many chunks beyond the depth may come back since they tie with the last of it, so that it is
left to the features which of them is first. In notes that say the same again and again all tie."""

NOTE_DEPTH = 200
"""How many of the best chunks are looked at for the other chunks of a candidate's note; those that
tie with the last as well. With 50 the questions of `dev` are answered alike."""

LARGE = 20_000
"""From how many chunks on those that hold stop words alone may be left out. Below, looking at them
costs next to nothing, and leaving them out a few right answers in a thousand (on squad Success@1
fell from .869 to .865, on stackfaq it rose from .819 to .821)."""

ENOUGH = 2
"""Chunks that hold stop words alone are left out where this many times the depth hold a content
term; 1 or more."""


@dataclass(frozen=True, slots=True)
class _Scores:
    """The scores of every chunk in the scope; each of shape (size,)."""

    bm25: Floats
    tfidf: Floats


def rank(
    query: Query,
    postings: Mapping[str, TermPostings],
    statistics: Statistics,
    depth: int,
    retriever: Retriever = "hybrid",
    allowed: Marks | None = None,
) -> Ranking:
    """Give the best chunks, best first; `depth` of them from each ranking, ties with the last kept.

    Of more than `MOST_TIES` ties the first in the order of the notes are kept, whatever ids they
    happen to have. `postings` holds those of the question's terms and their alternatives that stand
    in the notes. `allowed` marks the chunks that may come back, by id; `None` stands for all.
    Chunks with the same score are in the order of their ids.
    """
    alternatives, count = alternatives_of(query), statistics.chunk_count
    scope = _scope(query, postings, statistics, depth, allowed)
    headings = {term: row.heading for term, row in postings.items()}
    bodies = {term: row.body for term, row in postings.items()}
    heading, body = (
        match_field(query.terms, rows, field, count, alternatives, scope)
        for rows, field in ((headings, statistics.heading), (bodies, statistics.body))
    )
    scores = _both_fields(heading, body)
    fused = _fused(scores, retriever)
    best = [_best(one, depth, scope, statistics) for one in (scores.bm25, scores.tfidf)]
    places = _descending(fused, numpy.concatenate(best))
    notes = _best_of_note(places, scores.bm25, statistics.notes[scope.chunks])
    weights = term_weights(query.content, postings, count, alternatives)
    held = _held(tuple(weights), (heading, body), places)
    return Ranking(
        chunks=scope.chunks[places],
        scores=fused[places],
        bm25=scores.bm25[places],
        tfidf=scores.tfidf[places],
        coverage=_coverage(weights, held),
        terms=tuple(weights),
        held=held,
        fields=_field_scores(query, heading.at(places), body.at(places), notes),
    )


def _both_fields(heading: Matches, body: Matches) -> _Scores:
    """Score each chunk of the scope over both fields."""
    cosines = body.tfidf_scores() + HEADING_WEIGHT * heading.tfidf_scores()
    return _Scores(
        bm25=body.bm25_scores() + HEADING_WEIGHT * heading.bm25_scores(),
        tfidf=cosines / (1 + HEADING_WEIGHT),
    )


def _scope(
    query: Query,
    postings: Mapping[str, TermPostings],
    statistics: Statistics,
    depth: int,
    allowed: Marks | None,
) -> Scope:
    """Give the chunks to score: of many those that hold a content term, if enough do."""
    size = len(statistics.notes)
    if size >= LARGE:
        marks = numpy.zeros(size, dtype=bool)
        for term in {*query.content, *query.alternative_terms} & postings.keys():
            for field in (postings[term].heading, postings[term].body):
                marks[field.chunks] = True
        if allowed is not None:
            marks &= allowed
        if numpy.count_nonzero(marks) >= ENOUGH * depth:
            return scope_of(marks)
    return everywhere(size) if allowed is None else scope_of(allowed)


def _best_of_note(places: Positions, scores: Floats, notes: Integers) -> Floats:
    """Give the best score of any other chunk of each chunk's note, among the best of all.

    `scores` and `notes` are those of the scope.
    """
    best = numpy.flatnonzero(_top(scores, NOTE_DEPTH))
    # Ascending, so that each note's best is what stays.
    best = best[numpy.argsort(scores[best], kind="stable")]
    size = int(notes.max(initial=0)) + 1
    leader = numpy.full(size, -1)
    leader[notes[best]] = best
    others = best[leader[notes[best]] != best]
    first, second = numpy.zeros(size), numpy.zeros(size)
    first[notes[best]] = scores[best]
    second[notes[others]] = scores[others]
    own = notes[places]
    found: Floats = numpy.where(leader[own] == places, second[own], first[own])
    return found


def _field_scores(query: Query, heading: Matches, body: Matches, notes: Floats) -> FieldScores:
    heading_content, body_content = heading.of(query.content), body.of(query.content)
    return FieldScores(
        bm25_body=body.bm25_scores(),
        bm25_heading=heading.bm25_scores(),
        bm25_body_content=body_content.bm25_scores(),
        bm25_heading_content=heading_content.bm25_scores(),
        tfidf_body=body.tfidf_scores(),
        tfidf_heading=heading.tfidf_scores(),
        tfidf_body_content=body_content.tfidf_scores(),
        note=notes,
    )


def _fused(scores: _Scores, retriever: Retriever) -> Floats:
    if retriever == "bm25":
        return scores.bm25
    if retriever == "tfidf":
        return scores.tfidf
    # The cosine is brought to BM25's scale, so that its weight means the same for every question.
    best_bm25, best_tfidf = scores.bm25.max(initial=0), scores.tfidf.max(initial=0)
    scale = TFIDF_SHARE * best_bm25 / best_tfidf if best_tfidf else 0.0
    return scores.bm25 + scale * scores.tfidf


def _descending(scores: Floats, places: Positions) -> Positions:
    """Give those of some places whose score is above 0, the best first, and equal ones in order."""
    marks = numpy.zeros(len(scores), dtype=bool)
    marks[places] = True
    found = numpy.flatnonzero(marks & (scores > 0))
    ordered: Positions = found[numpy.lexsort((found, -scores[found]))]
    return ordered


def _best(scores: Floats, depth: int, scope: Scope, statistics: Statistics) -> Positions:
    """Give the places of the best scores, and of those that tie with the last as many as may be."""
    places = numpy.flatnonzero(_top(scores, depth))
    if len(places) <= depth + MOST_TIES:
        return places
    is_tie = scores[places] == scores[places].min()
    ties, better = places[is_tie], places[~is_tie]
    notes = statistics.notes[scope.chunks[ties]]
    if statistics.places_of_notes is not None:
        notes = statistics.places_of_notes()[notes]
    # A note's chunks have ids in a row, and the scope is in their order.
    first = numpy.argsort(notes, kind="stable")[: depth + MOST_TIES - len(better)]
    return numpy.concatenate([better, ties[first]])


def _top(scores: Floats, depth: int) -> Marks:
    """Mark the `depth` best scores above 0, and those that tie with the last of them."""
    threshold = numpy.partition(scores, -depth)[-depth] if len(scores) > depth else 0.0
    return (scores >= threshold) & (scores > 0)


def _coverage(weights: Mapping[str, float], held: Floats) -> Floats:
    """Give the share of the content terms' weight that each chunk holds."""
    total = sum(weights.values())
    # Counted from what is missing, since the sum of all there is may be off by a last bit; and term
    # by term, since a product of matrices adds up in an order that depends on how many chunks.
    missing = numpy.zeros(held.shape[1])
    for weight, row in zip(weights.values(), held, strict=True):
        missing += weight * (1 - row)
    return numpy.maximum(1 - missing / total, 0) if total else missing


def _held(terms: Sequence[str], fields: Sequence[Matches], places: Positions) -> Floats:
    """Give how far each chunk holds each term: 1, or the share of the best alternative there."""
    held = numpy.zeros((len(terms), len(places)))
    row = {term: at for at, term in enumerate(terms)}
    for field in fields:
        for term, there, share in field.holders(places, row):
            at = row[term]
            held[at, there] = numpy.maximum(held[at, there], max(share, ALTERNATIVE_CREDIT))
    return held
