"""Order the candidates by what the learned ranker makes of their features; pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy

from assistant.asked import Asked, FieldScores, Term
from assistant.features import measure, standardized
from assistant.model import Feature
from assistant.ranking import HEADING_WEIGHT, Ranked, term_weights
from assistant.scoring import alternatives_of, bm25_scores, tfidf_scores

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.model import Candidate, Floats, Integers, Query, Statistics, TermPostings
    from assistant.ranker import Ranker

NOTE_DEPTH = 200
"""How many of the best chunks are looked at for the other chunks of a candidate's note."""


def rerank(
    query: Query,
    ranked: Sequence[Ranked],
    candidates: Sequence[Candidate],
    postings: Mapping[str, TermPostings],
    statistics: Statistics,
    ranker: Ranker,
    most: int | None = None,
) -> list[Ranked]:
    """Give the candidates by the learned score, best first; `most` of them, or all.

    `candidates` belong to `ranked`, one to one. Equal scores stand in the order of the notes,
    whatever ids their chunks happen to have.
    """
    if not candidates:
        return []
    # Of equal candidates the first in the notes goes first into the features as well.
    pairs = sorted(
        zip(ranked, candidates, strict=True),
        key=lambda pair: (-pair[0].score, pair[1].path, pair[1].first_line),
    )
    ranked, candidates = [one for one, _ in pairs], [one for _, one in pairs]
    asked = make_asked(query, candidates, postings, statistics)
    values = measure(asked, ranker.features)
    contributions = ranker.contributions(standardized(values))
    scores = contributions.sum(axis=1)
    order = sorted(
        range(len(candidates)),
        key=lambda at: (-scores[at], candidates[at].path, candidates[at].first_line),
    )
    return [
        replace(
            ranked[at],
            score=float(scores[at]),
            evidence=replace(
                ranked[at].evidence,
                features=_features(ranker.features, values[at], contributions[at]),
            ),
        )
        for at in order[:most]
    ]


def _features(names: Sequence[str], values: Floats, contributions: Floats) -> tuple[Feature, ...]:
    return tuple(map(Feature, names, values.tolist(), contributions.tolist()))


def make_asked(
    query: Query,
    candidates: Sequence[Candidate],
    postings: Mapping[str, TermPostings],
    statistics: Statistics,
) -> Asked:
    """Bring together what the features are computed from; `candidates` must not be empty."""
    terms = _terms(query, postings, statistics)
    position = {term: at for at, term in enumerate(terms)}
    sequence = [position[term] for term in query.terms if term in position]
    chunks = numpy.array([candidate.chunk for candidate in candidates])
    scores = _field_scores(query, chunks, postings, statistics)
    return Asked(query.standalone, sequence, list(terms.values()), candidates, scores)


def _terms(
    query: Query, postings: Mapping[str, TermPostings], statistics: Statistics
) -> dict[str, Term]:
    """Give the question's terms that the notes hold, or hold an alternative of."""
    alternatives = alternatives_of(query)
    content = set(query.content)
    found = {}
    count = statistics.chunk_count
    for term, weight in term_weights(query.terms, postings, count, alternatives).items():
        others = tuple(
            (postings[other].number, share)
            for other, share in alternatives.get(term, ())
            if other in postings
        )
        if term in postings or others:
            number = postings[term].number if term in postings else -1
            found[term] = Term(number, weight, term in content, others)
    return found


def _field_scores(
    query: Query,
    chunks: Integers,
    postings: Mapping[str, TermPostings],
    statistics: Statistics,
) -> FieldScores:
    alternatives = alternatives_of(query)
    heading = {term: row.heading for term, row in postings.items()}
    body = {term: row.body for term, row in postings.items()}
    content = set(query.content)
    said = [term for term in query.terms if term in content]
    count = statistics.chunk_count
    bm25_body = bm25_scores(query.terms, body, statistics.body, count, alternatives)
    bm25_heading = bm25_scores(query.terms, heading, statistics.heading, count, alternatives)
    return FieldScores(
        bm25_body[chunks],
        bm25_heading[chunks],
        bm25_scores(said, body, statistics.body, count, alternatives)[chunks],
        bm25_scores(said, heading, statistics.heading, count, alternatives)[chunks],
        tfidf_scores(query.terms, body, statistics.body, count, alternatives)[chunks],
        tfidf_scores(query.terms, heading, statistics.heading, count, alternatives)[chunks],
        tfidf_scores(said, body, statistics.body, count, alternatives)[chunks],
        _best_of_note(chunks, bm25_body + HEADING_WEIGHT * bm25_heading, statistics.notes),
    )


def _best_of_note(chunks: Integers, scores: Floats, notes: Integers) -> Floats:
    """Give the best score of any other chunk of each chunk's note, among the best of all."""
    best: dict[int, list[tuple[float, int]]] = {}
    depth = min(NOTE_DEPTH, len(scores))
    for chunk in numpy.argpartition(-scores, depth - 1)[:depth]:
        best.setdefault(int(notes[chunk]), []).append((float(scores[chunk]), int(chunk)))

    def best_other(chunk: int) -> float:
        scored = best.get(int(notes[chunk]), ())
        return max((score for score, other in scored if other != chunk), default=0.0)

    return numpy.array([best_other(int(chunk)) for chunk in chunks])
