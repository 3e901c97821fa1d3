"""`assistant.index`: what the libraries fit, and that ranking computes their scores from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi
from sections import fitted, ragged
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import linear_kernel

from assistant.index import Okapi, fit_bm25
from assistant.model import Alternative
from assistant.relevance.scoring import Matches, everywhere, match_field

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.model import Floats
    from assistant.relevance.weighting import Alternatives

Documents = list[list[str]]

TERMS = st.sampled_from(["a", "b", "c", "docker", "ps", "--rm", "naïve", "日志", "rare"])
DOCUMENTS = st.lists(st.lists(TERMS, max_size=12), min_size=1, max_size=12)
QUESTION = st.lists(TERMS | st.just("unknown"), max_size=8)


def matched(
    documents: Documents, question: list[str], alternatives: Alternatives | None = None
) -> Matches:
    postings, statistics = fitted(documents)
    count = len(documents)
    return match_field(question, postings, statistics, count, alternatives or {}, everywhere(count))


def our_bm25(documents: Documents, question: list[str]) -> Floats:
    return matched(documents, question).bm25_scores()


def our_tfidf(documents: Documents, question: list[str]) -> Floats:
    return matched(documents, question).tfidf_scores()


def same(ours: Floats, theirs: Floats | list[float]) -> bool:
    return bool(numpy.allclose(ours, theirs, rtol=0, atol=1e-9))


# BM25


@given(DOCUMENTS, QUESTION)
@example([["a"]], ["a", "a"])
@example([[], []], ["a"])
def test_bm25_scores_are_those_of_the_fitted_model(
    documents: Documents, question: list[str]
) -> None:
    theirs = Okapi(documents).get_scores(question) if any(documents) else [0.0] * len(documents)
    assert same(our_bm25(documents, question), theirs)


@given(DOCUMENTS.filter(any), QUESTION)
def test_bm25_scores_are_those_of_rank_bm25_but_for_the_idf(
    documents: Documents, question: list[str]
) -> None:
    plain = BM25Okapi(documents)
    plain.idf = Okapi(documents).idf
    assert same(our_bm25(documents, question), plain.get_scores(question))


def test_rarer_terms_have_a_higher_idf() -> None:
    idf = Okapi([["a", "b", "c"], ["a", "b"], ["a"]]).idf
    assert idf["a"] < idf["b"] < idf["c"]


def test_the_idf_is_that_of_lucene() -> None:
    idf = Okapi([["a", "b"], ["a", "a"], ["b"], []]).idf
    assert idf == pytest.approx({"a": numpy.log(1 + 2.5 / 2.5), "b": numpy.log(1 + 2.5 / 2.5)})


@given(DOCUMENTS)
def test_every_term_has_an_idf_above_0(documents: Documents) -> None:
    idf = Okapi(documents).idf
    assert idf.keys() == {term for document in documents for term in document}
    assert all(value > 0 for value in idf.values())


def test_a_term_in_every_chunk_still_counts() -> None:
    assert (our_bm25([["a"], ["a", "b"], ["a"]], ["a"]) > 0).all()


def test_no_chunks_can_be_fitted() -> None:
    postings, statistics = fitted([])
    assert (postings, list(statistics.lengths)) == ({}, [])
    assert our_bm25([], ["a"]).shape == our_tfidf([], ["a"]).shape == (0,)


def test_empty_chunks_score_0() -> None:
    assert our_bm25([[], ["a"], []], ["a"])[[0, 2]].tolist() == [0, 0]
    assert our_tfidf([[], ["a"], []], ["a"])[[0, 2]].tolist() == [0, 0]


def test_a_field_that_is_empty_in_every_chunk_scores_0() -> None:
    assert our_bm25([[], []], ["a"]).tolist() == our_tfidf([[], []], ["a"]).tolist() == [0, 0]


def test_postings_hold_the_chunks_of_a_term_with_its_frequencies() -> None:
    postings = fit_bm25(ragged([[1, 2, 1], [3], [1]]), 4).postings
    assert postings.sizes.tolist() == [0, 2, 1, 1]
    assert postings.chunks.tolist() == [0, 2, 0, 1]
    assert postings.frequencies.tolist() == [2, 1, 1, 1]


# TF-IDF


@given(DOCUMENTS.filter(any), QUESTION)
@example([["a"]], ["a", "a"])
@example([["a"], ["b"]], ["unknown"])
@example([["a", "a", "b"], []], ["b", "b", "b"])
def test_tfidf_scores_are_those_of_scikit_learn(documents: Documents, question: list[str]) -> None:
    vectorizer = TfidfVectorizer(analyzer=lambda terms: terms, sublinear_tf=True)
    matrix = vectorizer.fit_transform(documents)
    theirs = linear_kernel(vectorizer.transform([question]), matrix).ravel()
    assert same(our_tfidf(documents, question), theirs)


def test_a_chunk_that_says_the_question_has_a_cosine_of_1() -> None:
    scores = our_tfidf([["a", "b"], ["a", "c"]], ["b", "a"])
    assert scores[0] == pytest.approx(1)
    assert scores[1] < 1


@given(DOCUMENTS, st.integers(1, 5))
def test_ids_that_are_not_in_use_do_not_count(documents: Documents, unused: int) -> None:
    _, alone = fitted(documents)
    _, later = fitted(documents, unused)
    assert later.norms[:unused].tolist() == [0] * unused
    assert later.norms[unused:].tolist() == alone.norms.tolist()


# What may stand in a term's place

SCORES = pytest.mark.parametrize("scores", [Matches.bm25_scores, Matches.tfidf_scores])


@SCORES
@given(documents=DOCUMENTS.filter(any), question=QUESTION)
def test_a_term_that_stands_nowhere_scores_as_its_only_alternative_would(
    scores: Callable[[Matches], Floats], documents: Documents, question: list[str]
) -> None:
    asked = [f"other {term}" for term in question]
    pairs = zip(asked, question, strict=True)
    alternatives = {one: [Alternative(one, term, 1.0)] for one, term in pairs}
    instead = scores(matched(documents, asked, alternatives))
    assert same(instead, scores(matched(documents, question)))


@SCORES
@given(documents=DOCUMENTS.filter(any), question=QUESTION)
def test_alternatives_that_stand_nowhere_change_no_score(
    scores: Callable[[Matches], Floats], documents: Documents, question: list[str]
) -> None:
    alternatives = {term: [Alternative(term, "nowhere", 1.0)] for term in question}
    found = scores(matched(documents, question, alternatives))
    assert same(found, scores(matched(documents, question)))


@given(DOCUMENTS.filter(any), QUESTION, TERMS)
def test_an_alternative_lowers_no_bm25_score(
    documents: Documents, question: list[str], other: str
) -> None:
    alternatives = {term: [Alternative(term, other, 0.5)] for term in question}
    found = matched(documents, question, alternatives).bm25_scores()
    assert (found >= our_bm25(documents, question) - 1e-9).all()
