"""`assistant.reranking`: what the learned score is made of, and the order that it gives."""

from __future__ import annotations

from itertools import permutations
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sections import (
    TEA,
    Alternatives,
    Sections,
    candidates_of,
    index_of,
    names_of,
    query_of,
    ranked,
    ranker_of,
    reranked,
)

from assistant.model import Alternative
from assistant.ranking import rank
from assistant.relevance.features import FEATURES
from assistant.relevance.ranker import SectionRanker, shipped_ranker
from assistant.reranking import MOST_TERMS, asked_terms, make_asked, rerank
from assistant.storage.index_types import Statistics

if TYPE_CHECKING:
    from assistant.relevance.ranking_types import Ranked

EVERYTHING = SectionRanker(
    tuple(FEATURES),
    tuple(numpy.linspace(0.1, 1, len(FEATURES)).tolist()),
    tuple(numpy.linspace(2, 0.1, len(FEATURES)).tolist()),
)
"""A ranker to which each feature is worth something, and none the same as another."""


def order(question: str, sections: Sections, alternatives: Alternatives = ()) -> list[str]:
    return names_of(reranked(question, sections, alternatives), sections)


def feature(item: Ranked, name: str) -> SimpleNamespace:
    (found,) = [one for one in item.evidence.features if one.name == name]
    return SimpleNamespace(value=found.value, contribution=found.contribution)


# What the score is made of

WORDS = st.sampled_from(["tea", "mate", "hot", "green", "leaf", "--rm", "is", "the", "`x`"])
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)


@settings(max_examples=50)
@given(
    st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8),
    TEXTS.filter(lambda text: text != ""),
)
def test_what_the_features_contribute_adds_up_to_the_score(
    texts: list[tuple[str, str]], question: str
) -> None:
    sections = {str(at): text for at, text in enumerate(texts)}
    for item in reranked(question, sections, ranker=EVERYTHING):
        total = sum(one.contribution for one in item.evidence.features)
        assert item.score == pytest.approx(total, rel=0, abs=1e-9)


def test_the_ranker_s_features_are_the_evidence_in_its_order() -> None:
    for item in reranked("brew green tea", TEA):
        names = [one.name for one in item.evidence.features]
        assert names == list(shipped_ranker().features)


def test_the_evidence_of_the_first_stage_is_kept() -> None:
    before = {item.chunk: item.evidence for item in ranked("brew green tea", TEA)}
    for item in reranked("brew green tea", TEA):
        found, first = item.evidence, before[item.chunk]
        assert (found.bm25, found.tfidf, found.coverage, found.matched) == (
            first.bm25,
            first.tfidf,
            first.coverage,
            first.matched,
        )


def test_what_is_the_same_for_all_contributes_nothing() -> None:
    sections: Sections = {"one": ("Kettle", "hot kettle"), "two": ("Kettle", "cold old kettle")}
    for item in reranked("kettle", sections):
        assert feature(item, "coverage_own").value == 1
        assert feature(item, "coverage_own").contribution == pytest.approx(0)


def test_a_feature_without_weight_contributes_nothing() -> None:
    ranker = ranker_of(likeness=0.0, coverage=1.0)
    for item in reranked("brew green tea", TEA, ranker=ranker):
        assert feature(item, "likeness").contribution == 0


def test_a_single_candidate_scores_0_since_there_is_none_to_be_better_than() -> None:
    (item,) = reranked("soap", TEA)
    assert item.score == pytest.approx(0)


def test_the_score_decides_and_not_the_order_before() -> None:
    ranker = ranker_of(coverage_own=1.0)
    found = reranked("brew green tea", TEA, ranker=ranker)
    assert names_of(ranked("brew green tea", TEA), TEA)[0] == "black"
    assert names_of(found, TEA)[0] == "brewing"


def test_what_holds_nothing_that_is_asked_about_comes_last() -> None:
    sections = {
        "alike": ("What does the kettle do?", "What does it do? What does the kettle do?"),
        "mate": ("Leaves", "Boil a drink of mate."),
    }
    assert order("what does mate do", sections) == ["mate", "alike"]


SIEVES: Sections = {
    "alike": (
        "What is flour for?",
        "Flour is sieved into the bowl. What does it do? It sieves well.",
    ),
    "named": ("Steps", "SIEVE takes the lumps out of what was ground."),
}


def test_what_writes_a_name_in_capitals_comes_before_what_only_has_the_word() -> None:
    assert order("what does sieve do", SIEVES) == ["alike", "named"]
    assert order("WHAT DOES SIEVE DO", SIEVES) == ["alike", "named"]
    assert order("what does SIEVE do", SIEVES) == ["named", "alike"]


def test_what_holds_more_of_the_question_stays_before_what_writes_the_name_in_capitals() -> None:
    sections: Sections = {
        "asked": ("Steps", "to sieve rye is slow"),
        "named": ("Words", "SIEVE is a word"),
    }
    assert order("what does SIEVE do to rye", sections)[0] == "asked"


def test_capitals_in_a_question_on_something_else_bring_nothing_to_the_front() -> None:
    assert order("how long to SIEVE flour", SIEVES) == order("how long to sieve flour", SIEVES)


def test_every_candidate_comes_back_once() -> None:
    before = [item.chunk for item in ranked("brew green tea", TEA)]
    assert sorted(item.chunk for item in reranked("brew green tea", TEA)) == sorted(before)


# The order


def test_brewing_green_tea() -> None:
    assert order("how do I brew green tea", TEA) == [
        "brewing",  # its heading says what is asked
        "black",  # says all of it too, but mostly about another tea
        "storing",  # two of the three words, and those in the heading
        "pots",  # one word, in passing
        # "history" holds none of the words
    ]


def test_words_that_stand_together_come_before_the_same_words_apart() -> None:
    assert order(
        "cast iron",
        {
            "apart": ("One", "iron is heavy and a pot that is cast by hand is dear"),
            "together": ("Two", "a pot of cast iron is heavy and made by hand"),
            "one": ("Three", "a pot of iron is heavy"),
            "none": ("Four", "a cup is light"),
        },
    ) == [
        "together",  # both words, side by side
        "apart",  # both, with others between
        "one",  # one of them
        # "none" holds neither
    ]


def test_a_comparison_comes_before_what_is_about_one_of_the_two() -> None:
    assert order(
        "what is the difference between a kettle and a samovar",
        {
            "kettle": ("Kettle", "a kettle boils water, a kettle is quick"),
            "samovar": ("Samovar", "a samovar boils water, a samovar is slow"),
            "both": ("Kettle or samovar", "a kettle is quick, a samovar keeps water hot"),
        },
    ) == [
        "both",  # its heading names both, and so does what it says
        "kettle",  # names one; of two that are alike the first in the notes goes first
        "samovar",
    ]


@pytest.mark.parametrize("name", TEA)
def test_a_section_whose_heading_is_the_question_comes_first(name: str) -> None:
    heading, _ = TEA[name]
    assert order(heading, TEA)[0] == name


def test_a_heading_that_is_the_question_beats_a_body_that_repeats_it() -> None:
    sections: Sections = {
        "repeats": ("Cups", "stop the pump, stop the pump, how do I stop the pump"),
        "is": ("How do I stop the pump?", "press the red button"),
        "other": ("Pumps", "water"),
    }
    assert order("how do i stop the pump", sections)[0] == "is"


def test_what_stands_in_a_terms_place_brings_a_section_in_behind_what_was_typed() -> None:
    sections: Sections = {
        "other": ("Boilers", "the boiler is hot"),
        "typed": ("Kettles", "the kettle is hot"),
        "neither": ("Cups", "the cup is hot"),
    }
    assert order("kettle", sections, (Alternative("kettl", "boiler", 0.5),)) == ["typed", "other"]


# Equals

SAME = ("Kettle", "boil water")


@pytest.mark.parametrize("names", list(permutations("abc")))
def test_equal_scores_stand_in_the_order_of_the_notes(names: tuple[str, ...]) -> None:
    # Notes are named by the sections; ids are in the order given here.
    sections: Sections = {**dict.fromkeys(names, SAME), "other": ("Cup", "cup")}
    ranker = ranker_of(coverage=1.0)
    found = reranked("boil", sections, ranker=ranker)
    assert len({item.score for item in found}) == 1
    assert names_of(found, sections) == ["a", "b", "c"]


@pytest.mark.parametrize("names", list(permutations("abc")))
def test_sections_that_are_the_same_stand_in_the_order_of_the_notes(
    names: tuple[str, ...],
) -> None:
    sections: Sections = {**dict.fromkeys(names, SAME), "other": ("Cup", "cup")}
    assert order("boil the kettle", sections) == ["a", "b", "c"]


def test_equal_scores_stand_in_the_order_of_the_notes_whatever_came_first_before() -> None:
    found = reranked("brew green tea", TEA, ranker=ranker_of(compares=1.0))
    assert {item.score for item in found} == {0}
    assert names_of(found, TEA) == ["black", "brewing", "pots", "storing"]


@settings(max_examples=50)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=2, max_size=6), st.data())
def test_a_score_does_not_depend_on_the_ids_that_sections_have(
    texts: list[tuple[str, str]], data: st.DataObject
) -> None:
    items = [(str(at), text) for at, text in enumerate(texts)]

    def scored(sections: Sections) -> list[tuple[list[str], float]]:
        found = reranked("hot green tea leaf", sections, ranker=EVERYTHING)
        return [(names_of([item], sections), item.score) for item in found]

    # To the last bit.
    assert scored(dict(items)) == scored(dict(data.draw(st.permutations(items))))


def test_candidates_may_come_in_any_order() -> None:
    query = query_of("brew green tea")
    postings, statistics = index_of(TEA)
    first = rank(query, postings, statistics, 50)
    candidates = candidates_of(TEA, postings, first.ids())
    terms = asked_terms(query, postings, statistics.chunk_count)
    found = rerank(query, terms, first, candidates, EVERYTHING)
    backwards = first.at(numpy.arange(len(first))[::-1])
    again = rerank(query, terms, backwards, candidates[::-1], EVERYTHING)
    assert found == again


# Long questions


def test_of_very_many_terms_the_features_look_at_those_that_weigh_most() -> None:
    words = [f"word{at}" for at in range(3 * MOST_TERMS)]
    # Those in the second section, which are in both, weigh less.
    sections: Sections = {
        "all": ("All", " ".join(words)),
        "common": ("Common", " ".join(words[::2])),
    }
    query = query_of(" ".join(words))
    postings, statistics = index_of(sections)
    found = rank(query, postings, statistics, 50)
    candidates = candidates_of(sections, postings, found.ids())
    terms = asked_terms(query, postings, statistics.chunk_count)
    asked = make_asked(query, terms, found, candidates)
    assert [term.name for term in asked.terms] == words[1::2][:MOST_TERMS]
    assert asked.sequence == list(range(MOST_TERMS))
    assert asked.distances.shape[0] == MOST_TERMS


# The rest of the note


def test_the_other_sections_of_its_note_speak_for_a_section() -> None:
    postings, alone = index_of(TEA)
    # "history" stands in one note with "black", which is what is asked about.
    notes = numpy.array([1 if name in {"history", "black"} else 9 for name in TEA], numpy.int32)
    together = Statistics(alone.chunk_count, notes, alone.heading, alone.body)
    query = query_of("boiling leaves")

    def note(statistics: Statistics) -> dict[str, float]:
        found = rank(query, postings, statistics, 50)
        candidates = candidates_of(TEA, postings, found.ids())
        terms = asked_terms(query, postings, statistics.chunk_count)
        asked = make_asked(query, terms, found, candidates)
        return dict(zip(names_of(found.items(), TEA), asked.scores.note.tolist(), strict=True))

    assert set(note(alone).values()) == {0}
    found = note(together)
    assert found["history"] > 0
    assert found["history"] == max(found.values())


# Nothing


def test_nothing_to_rerank_is_nothing() -> None:
    _, statistics = index_of(TEA)
    query = query_of("kettle")
    nothing = rank(query, {}, statistics, 50)
    assert rerank(query, {}, nothing, [], shipped_ranker()) == []


def test_candidates_without_text_are_ranked_all_the_same() -> None:
    sections: Sections = {"heading": ("Kettle", ""), "body": ("", "kettle"), "none": ("", "")}
    assert set(order("kettle", sections)) == {"heading", "body"}
