"""Order the candidates by what the learned ranker makes of their features; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy

from assistant.language.answer_types import asked_name
from assistant.model import Feature
from assistant.records import replace
from assistant.relevance.feature_inputs import Asked
from assistant.relevance.features import measure
from assistant.relevance.ranker import standardized, title_share
from assistant.relevance.term_places import Term
from assistant.relevance.weighting import alternatives_of, term_weights
from assistant.storage.meanings import NO_ID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.model import Floats, Marks, Query
    from assistant.relevance.ranker import SectionRanker
    from assistant.relevance.ranking_types import Ranked, Ranking
    from assistant.storage.index_types import Candidate, TermPostings


MOST_TERMS = 64
"""How many of a question's different terms the features look at, since they look at pairs of them;
those that weigh most. Only what was pasted has more."""


def rerank(
    query: Query,
    terms: Mapping[str, Term],
    ranking: Ranking,
    candidates: Sequence[Candidate],
    ranker: SectionRanker,
    most: int | None = None,
) -> list[Ranked]:
    """Give the candidates by the learned score, best first; `most` of them, or all.

    Whatever their scores, those that hold no content term, and share only words like "what does"
    with the question, come last. Before them come those that `_mean_others` marks. Equal scores
    stand in the order of the notes, whatever ids their chunks happen to have. `terms` are
    `asked_terms`; `candidates` belong to `ranking`, one to one.
    """
    if not candidates:
        return []
    # Of equal candidates the first in the notes goes first into the features as well.
    order = _in_order((-ranking.scores).tolist(), candidates)
    ranking, candidates = ranking.at(order), [candidates[at] for at in order]
    values = measure(make_asked(query, terms, ranking, candidates), ranker.features)
    titles = title_share(candidates)
    contributions = ranker.under(titles).contributions(standardized(values))
    scores = contributions.sum(axis=1)
    is_unrelated = ranking.coverage == 0
    is_other = _mean_others(query.standalone, ranking.coverage, candidates)
    keys = list(zip(is_unrelated.tolist(), is_other.tolist(), (-scores).tolist(), strict=True))
    best = _in_order(keys, candidates)[:most]
    return [
        replace(
            item,
            score=float(scores[at]),
            evidence=replace(
                item.evidence,
                features=_features(ranker.features, values[at], contributions[at]),
                titles=titles,
            ),
        )
        for at, item in zip(best, ranking.at(best).items(), strict=True)
    ]


def without_unasked_facts(
    ranking: Ranking, candidates: Sequence[Candidate], terms: Mapping[str, Term]
) -> tuple[Ranking, Sequence[Candidate]]:
    """Leave out what front matter states where nothing of it is asked for.

    It stands under the note's title, by which it would come before what the note says.
    """
    if not any(one.states_facts for one in candidates):
        return ranking, candidates
    asked = {
        number
        for term in terms.values()
        if term.is_content
        for number in (term.number, *(word for words, _ in term.alternatives for word in words))
    }
    kept = [
        at
        for at, one in enumerate(candidates)
        if not one.states_facts or not asked.isdisjoint(one.body.tolist())
    ]
    return ranking.at(kept), [candidates[at] for at in kept]


def _mean_others(question: str, coverage: Floats, candidates: Sequence[Candidate]) -> Marks:
    """Mark the candidates without the name in capitals whose meaning is asked for.

    What `EXPOSE` does is not told by "ports are exposed". A candidate is not marked where it covers
    more of the question than all that have the name. Other questions that hold a word in capitals
    are left alone, since most of these are common abbreviations: to treat them alike cost .004 of
    Success@1 on stackfaq.
    """
    name = asked_name(question)
    if not name:
        return numpy.zeros(len(candidates), dtype=bool)
    shape = rf"(?<!\w){name}(?!\w)"
    is_named = numpy.array([bool(re.search(shape, one.text)) for one in candidates])
    others: Marks = ~is_named & (coverage <= coverage[is_named].max(initial=-1.0))
    return others


def _in_order(
    keys: Sequence[float] | Sequence[tuple[bool, bool, float]], candidates: Sequence[Candidate]
) -> list[int]:
    """Give the positions of candidates by ascending keys, then by place in the notes."""
    return sorted(
        range(len(candidates)),
        key=lambda at: (keys[at], candidates[at].path, candidates[at].first_line),
    )


def _features(names: Sequence[str], values: Floats, contributions: Floats) -> tuple[Feature, ...]:
    return tuple(map(Feature, names, values.tolist(), contributions.tolist()))


def make_asked(
    query: Query,
    terms: Mapping[str, Term],
    ranking: Ranking,
    candidates: Sequence[Candidate],
) -> Asked:
    """Bring together what the features are computed from.

    `candidates` belong to `ranking`, one to one, and must not be empty.
    """
    kept = set(sorted(terms, key=lambda term: -terms[term].weight)[:MOST_TERMS])
    looked_at = [term for term in terms if term in kept]
    position = {term: at for at, term in enumerate(looked_at)}
    sequence = [position[term] for term in query.terms if term in position]
    named = [terms[term] for term in looked_at]
    return Asked(query.standalone, sequence, named, candidates, ranking.fields)


def asked_terms(
    query: Query, postings: Mapping[str, TermPostings], count: int
) -> Mapping[str, Term]:
    """Give the question's terms that the notes hold, or hold an alternative of.

    `count` is the number of chunks there are.
    """
    alternatives = alternatives_of(query)
    content = set(query.content)
    found = {}
    for term, weight in term_weights(query.terms, postings, count, alternatives).items():
        others = tuple(
            (row.words or (row.number,), one.share)
            for one in alternatives.get(term, ())
            if (row := postings.get(one.instead))
        )
        if term in postings or others:
            number = postings[term].number if term in postings else NO_ID
            found[term] = Term(number, weight, term in content, others, term)
    return found
