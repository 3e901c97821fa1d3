"""Order the candidates by what the learned ranker makes of their features; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.asked import Asked, Term
from assistant.features import measure, standardized
from assistant.model import Feature
from assistant.ranker import title_share
from assistant.ranking import term_weights
from assistant.records import replace
from assistant.scoring import alternatives_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.indexed import Candidate, Statistics, TermPostings
    from assistant.model import Floats, Query
    from assistant.ranked import Ranked, Ranking
    from assistant.ranker import SectionRanker


def rerank(
    query: Query,
    ranking: Ranking,
    candidates: Sequence[Candidate],
    postings: Mapping[str, TermPostings],
    statistics: Statistics,
    ranker: SectionRanker,
    most: int | None = None,
) -> list[Ranked]:
    """Give the candidates by the learned score, best first; `most` of them, or all.

    Those that hold nothing of what is asked about, and only share "what does it do" with the
    question, come behind all others. Equal scores stand in the order of the notes, whatever ids
    their chunks happen to have. `candidates` belong to `ranking`, one to one.
    """
    if not candidates:
        return []
    # Of equal candidates the first in the notes goes first into the features as well.
    before = ranking.scores.tolist()
    order = sorted(
        range(len(candidates)),
        key=lambda at: (-before[at], candidates[at].path, candidates[at].first_line),
    )
    ranking, candidates = ranking.at(order), [candidates[at] for at in order]
    asked = make_asked(query, ranking, candidates, postings, statistics)
    values = measure(asked, ranker.features)
    titles = title_share(candidates)
    contributions = ranker.under(titles).contributions(standardized(values))
    scores = contributions.sum(axis=1).tolist()
    is_unrelated = (ranking.coverage == 0).tolist()
    best = sorted(
        range(len(candidates)),
        key=lambda at: (
            is_unrelated[at],
            -scores[at],
            candidates[at].path,
            candidates[at].first_line,
        ),
    )[:most]
    return [
        replace(
            item,
            score=scores[at],
            evidence=replace(
                item.evidence,
                features=_features(ranker.features, values[at], contributions[at]),
                titles=titles,
            ),
        )
        for at, item in zip(best, ranking.at(best).items(), strict=True)
    ]


def _features(names: Sequence[str], values: Floats, contributions: Floats) -> tuple[Feature, ...]:
    return tuple(map(Feature, names, values.tolist(), contributions.tolist()))


def make_asked(
    query: Query,
    ranking: Ranking,
    candidates: Sequence[Candidate],
    postings: Mapping[str, TermPostings],
    statistics: Statistics,
) -> Asked:
    """Bring together what the features are computed from.

    `candidates` belong to `ranking`, one to one, and must not be empty.
    """
    terms = _terms(query, postings, statistics)
    position = {term: at for at, term in enumerate(terms)}
    sequence = [position[term] for term in query.terms if term in position]
    return Asked(query.standalone, sequence, list(terms.values()), candidates, ranking.fields)


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
