"""Order the candidates by what the learned ranker makes of their features; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from assistant.asked import Asked, FieldScores, Term
from assistant.features import measure, standardized
from assistant.model import Feature
from assistant.ranker import title_share
from assistant.ranking import Ranked, term_weights
from assistant.records import replace
from assistant.scoring import alternatives_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.model import Candidate, Floats, Query, Statistics, TermPostings
    from assistant.ranker import SectionRanker


def rerank(
    query: Query,
    ranked: Sequence[Ranked],
    candidates: Sequence[Candidate],
    postings: Mapping[str, TermPostings],
    statistics: Statistics,
    ranker: SectionRanker,
    most: int | None = None,
) -> list[Ranked]:
    """Give the candidates by the learned score, best first; `most` of them, or all.

    Those that hold nothing of what is asked about, and only share "what does it do" with the
    question, come behind all others. Equal scores stand in the order of the notes, whatever ids
    their chunks happen to have. `candidates` belong to `ranked`, one to one.
    """
    if not candidates:
        return []
    # Of equal candidates the first in the notes goes first into the features as well.
    pairs = sorted(
        zip(ranked, candidates, strict=True),
        key=lambda pair: (-pair[0].score, pair[1].path, pair[1].first_line),
    )
    ranked, candidates = [one for one, _ in pairs], [one for _, one in pairs]
    asked = make_asked(query, ranked, candidates, postings, statistics)
    values = measure(asked, ranker.features)
    titles = title_share(candidates)
    contributions = ranker.under(titles).contributions(standardized(values))
    scores = contributions.sum(axis=1)
    order = sorted(
        range(len(candidates)),
        key=lambda at: (
            ranked[at].evidence.coverage == 0,
            -scores[at],
            candidates[at].path,
            candidates[at].first_line,
        ),
    )
    return [
        replace(
            ranked[at],
            score=float(scores[at]),
            evidence=replace(
                ranked[at].evidence,
                features=_features(ranker.features, values[at], contributions[at]),
                titles=titles,
            ),
        )
        for at in order[:most]
    ]


def _features(names: Sequence[str], values: Floats, contributions: Floats) -> tuple[Feature, ...]:
    return tuple(map(Feature, names, values.tolist(), contributions.tolist()))


def make_asked(
    query: Query,
    ranked: Sequence[Ranked],
    candidates: Sequence[Candidate],
    postings: Mapping[str, TermPostings],
    statistics: Statistics,
) -> Asked:
    """Bring together what the features are computed from.

    `candidates` belong to `ranked`, one to one, and must not be empty.
    """
    terms = _terms(query, postings, statistics)
    position = {term: at for at, term in enumerate(terms)}
    sequence = [position[term] for term in query.terms if term in position]
    scores = FieldScores(*numpy.array([item.fields for item in ranked]).T)
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
            found[term] = Term(number, weight, term in content, others, term)
    return found
