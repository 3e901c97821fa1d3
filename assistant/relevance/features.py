"""What speaks for each candidate, as named numbers that the learned ranker weighs; pure.

Nearly everything is computed from the postings of the question's terms and from the candidates'
stored terms; only character n-grams and what `wording_features.py` has are read off stored texts.
Each feature is 0 where nothing speaks for the candidate and seldom much above 1, whatever the notes
and the question are like, so that weights learned on one collection hold on another.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy

from assistant.relevance import wording_features
from assistant.relevance.term_places import marks_of
from assistant.relevance.weighting import K1

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from assistant.model import Floats
    from assistant.relevance.feature_inputs import Asked
    from assistant.relevance.term_places import Places

WINDOW = 12
"""How many terms in a row count as near each other. With 6 and 24, and the weights as they are, the
Success@1 of no set of `dev` is another by more than .002."""

FEEDBACK_DEPTH = 6
"""How many candidates that come first are taken for what is asked about. With 3 and 12 the
Success@1 is another by .003 at most."""

NEWS_DEPTH = 10
"""The same where only what they say beyond the question's own terms counts. With 5 and 20 it is
another by .005 at most."""


def _bounded(scores: Floats, weights: Floats) -> Floats:
    """Bring BM25 scores to about 0 to 1: none is above the sum of the idf times k1 + 1."""
    bounded: Floats = scores / max(1e-9, (K1 + 1) * weights.sum())
    return bounded


def _named(asked: Asked) -> Floats:
    """Share of the own heading's terms that the question names."""
    ratio: Floats = _held(asked, asked.own_places) / asked.each(lambda one: max(1, len(one.own)))
    return ratio


def _held(asked: Asked, places: Places) -> Floats:
    """Count the question's terms at some places, candidate by candidate."""
    counts = numpy.bincount(places.owner, weights=places.share, minlength=len(asked.candidates))
    # Of nothing numpy makes whole numbers, whatever the weights are.
    return counts.astype(float, copy=False)


def _pairs(asked: Asked, places: Places) -> Floats:
    """Share of the question's neighbouring terms that are neighbours there, in that order."""
    pairs = _different_neighbours(asked.sequence)
    if not pairs or not len(places.at):
        return asked.none()
    size = len(asked.terms)
    wanted = numpy.zeros(size * size, dtype=bool)
    wanted[[first * size + second for first, second in pairs]] = True
    pair = places.term[:-1] * size + places.term[1:]
    here = wanted[pair] & (numpy.diff(places.at) == 1)
    seen = numpy.zeros((size * size, len(asked.candidates)), dtype=bool)
    seen[pair[here], places.owner[:-1][here]] = True
    share: Floats = seen.sum(axis=0) / len(pairs)
    return share


def _different_neighbours(sequence: Iterable[int]) -> set[tuple[int, int]]:
    return {(first, second) for first, second in pairwise(sequence) if first != second}


def _best(asked: Asked, values: Floats) -> Floats:
    """Give the greatest of the values at each candidate's places in the body; 0 without any."""
    best = asked.none()
    numpy.maximum.at(best, asked.body_places.owner, values)
    return best


def _window(asked: Asked) -> Floats:
    """Share of the content terms' weight in the best run of `WINDOW` terms of the body."""
    # A run that begins with an alternative is worth what that is.
    held = (asked.content @ (asked.distances < WINDOW)) * asked.body_places.share
    window: Floats = _best(asked, held) / asked.content.sum()
    return window


def _closeness(asked: Asked) -> Floats:
    """How near each other the content terms stand in the body: pairs by their least distance.

    A pair weighs the idf of its more common term; next to each other it counts in full, at a
    distance of d terms as 1 / d.
    """
    terms = numpy.flatnonzero(asked.content)
    nearness = 1 / numpy.maximum(asked.distances, 1)
    closeness = asked.none()
    total = 0.0
    for first in terms:
        starts = asked.body_places.term == first
        for second in terms:
            if first != second:
                weight = min(asked.content[first], asked.content[second])
                closeness += weight * _best(asked, numpy.where(starts, nearness[second], 0))
                total += weight
    return closeness / total if total else closeness


def _near(asked: Asked, width: int, *, ordered: bool) -> Floats:
    """Share of the question's neighbouring content terms that stand near each other in the body."""
    content = [term for term in asked.sequence if asked.content[term]]
    pairs = _different_neighbours(content)
    near = asked.none()
    total = 0.0
    term = asked.body_places.term
    for first, second in sorted(pairs):
        weight = min(asked.content[first], asked.content[second])
        total += weight
        found = (term == first) & (asked.distances[second] <= width)
        if not ordered:
            found |= (term == second) & (asked.distances[first] <= width)
        near += weight * _best(asked, found.astype(float))
    return near / total if total else near


def _named_above(asked: Asked) -> Floats:
    """Share of the heading side beyond the own heading that the question names."""
    named = _held(asked, asked.heading_places) - _held(asked, asked.own_places)
    sizes = asked.each(lambda one: len(one.heading) - len(one.own))
    ratio: Floats = named / numpy.maximum(1, sizes)
    return ratio


def _feedback(asked: Asked, *, depth: int, news: bool) -> Floats:
    """How like the candidates that come first by BM25 and TF-IDF each of them is.

    Relevance feedback without a user: what the best candidates have in common is what is asked
    about, even where the question has no word for it. Cosine of log frequency times the idf among
    the candidates; none is compared with itself. With `news`, the question's own terms are left
    out.
    """
    held, count = asked.vocabulary, len(asked.candidates)
    weights = held.weights
    if news:
        own = marks_of([term.number for term in asked.terms])
        weights = numpy.where(own.take(held.number, mode="clip"), 0, weights)

    def sums(values: Floats) -> Floats:
        found: Floats = numpy.bincount(held.owner, weights=values, minlength=count).astype(float)
        return found

    weights = weights / (numpy.sqrt(sums(weights**2)) + 1e-9)[held.owner]
    first = _reciprocal(asked.scores.bm25_body + asked.scores.bm25_heading) + _reciprocal(
        asked.scores.tfidf_body
    )
    # Those that tie with the last belong to them.
    best = first >= numpy.sort(first)[-depth:][0]
    voices = numpy.where(best, first, 0)
    # All together, since likeness adds up; then without what each has said itself.
    said = voices[held.owner] * weights
    others = numpy.bincount(held.term, weights=said)[held.term] - said
    feedback: Floats = sums(weights * others) / voices.sum()
    return feedback


def _reciprocal(scores: Floats) -> Floats:
    """Give 1 to the best, a half to the fourth, and so on down; the same to equals."""
    ranks = numpy.searchsorted(numpy.sort(-scores), -scores)
    return 3 / (3 + ranks)


FEATURES: Mapping[str, Callable[[Asked], Floats]] = {
    "bm25_heading": lambda asked: _bounded(asked.scores.bm25_heading, asked.weights),
    "bm25_body_content": lambda asked: _bounded(asked.scores.bm25_body_content, asked.content),
    "bm25_heading_content": lambda asked: _bounded(
        asked.scores.bm25_heading_content, asked.content
    ),
    "tfidf_body": lambda asked: asked.scores.tfidf_body,
    "tfidf_heading": lambda asked: asked.scores.tfidf_heading,
    "tfidf_body_content": lambda asked: asked.scores.tfidf_body_content,
    "rank_bm25": lambda asked: _reciprocal(asked.scores.bm25_body + asked.scores.bm25_heading),
    "closeness": _closeness,
    "feedback": lambda asked: _feedback(asked, depth=FEEDBACK_DEPTH, news=False),
    "feedback_news": lambda asked: _feedback(asked, depth=NEWS_DEPTH, news=True),
    "named_above": _named_above,
    "near_ordered": lambda asked: _near(asked, 3, ordered=True),
    "near": lambda asked: _near(asked, 8, ordered=False),
    "note": lambda asked: _bounded(asked.scores.note, asked.weights),
    "coverage": lambda asked: asked.content_share(asked.anywhere),
    "coverage_heading": lambda asked: asked.content_share(asked.heading),
    "coverage_own": lambda asked: asked.content_share(asked.own),
    "coverage_lead": lambda asked: asked.content_share(asked.lead),
    "named": _named,
    "likeness": lambda asked: asked.likeness,
    "exact": wording_features.exact,
    "same_topic": lambda asked: asked.same_topic,
    "defines": wording_features.defines,
    "pairs_body": lambda asked: _pairs(asked, asked.body_places),
    "pairs_own": lambda asked: _pairs(asked, asked.own_places),
    "window": _window,
    "letters": lambda asked: asked.grams.likeness(),
    "letters_dense": lambda asked: asked.grams.density(),
    "tells": wording_features.tells,
    "wants_code": wording_features.wants_code,
    "shows_example": wording_features.shows_example,
    "names_both": wording_features.names_both,
    "compares": wording_features.compares,
}
"""Each feature by its name: a function that gives it for all candidates, shape (candidates,)."""


def measure(asked: Asked, names: Sequence[str]) -> Floats:
    """Compute features by name; shape (candidates, names). Raises `KeyError` for an unknown one."""
    # Copied, so that a candidate's values lie side by side, on which the last bits of sums depend.
    return numpy.array([FEATURES[name](asked) for name in names]).T.copy()
