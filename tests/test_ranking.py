"""`assistant.ranking`: which section comes first and why, and what a hit says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sections import (
    ENGLISH,
    TEA,
    Alternatives,
    Sections,
    index_of,
    names_of,
    query_of,
    ranked,
)

from assistant import ranking
from assistant.model import Alternative
from assistant.ranking import ALTERNATIVE_CREDIT, MOST_TIES, NOTE_DEPTH, rank
from assistant.records import replace
from assistant.relevance.ranking_types import FieldScores
from assistant.storage import snapshot
from assistant.storage.index_types import FieldStatistics, Statistics
from assistant.storage.snapshot import laid_out

if TYPE_CHECKING:
    from assistant.model import Evidence, Retriever


def order(
    question: str,
    sections: Sections,
    depth: int = 50,
    retriever: Retriever = "hybrid",
    alternatives: Alternatives = (),
) -> list[str]:
    return names_of(ranked(question, sections, depth, retriever, alternatives), sections)


def evidence(
    question: str, sections: Sections, alternatives: Alternatives = ()
) -> dict[str, Evidence]:
    names = list(sections)
    items = ranked(question, sections, alternatives=alternatives)
    return {names[item.chunk]: item.evidence for item in items}


# Whole orders


def test_brewing_green_tea() -> None:
    assert order("brew green tea", TEA) == [
        "black",  # all three words in the body, one in the heading as well
        "brewing",  # all three words, but in the heading alone
        "storing",  # two of the three, in the heading alone
        "pots",  # "brew" alone, in a long body
        # "history" holds none of the words
    ]


def test_words_that_are_rare_decide() -> None:
    assert order("soap leaves", TEA) == [
        "pots",  # "soap" stands nowhere else; "leaves" stands in each of the others
        "storing",  # the shortest
        "history",  # one word longer
        "brewing",  # the longest
        # "black" holds neither of the words
    ]


def test_of_equal_frequencies_the_shorter_section_comes_first() -> None:
    assert order(
        "kettle",
        {
            "long": ("One", "kettle and a great many more words that are about other things"),
            "short": ("Two", "kettle and more"),
            "middle": ("Three", "kettle and some more words about other things"),
            "none": ("Four", "pot"),
        },
    ) == ["short", "middle", "long"]


def test_of_equal_lengths_the_more_frequent_word_comes_first() -> None:
    assert order(
        "kettle",
        {
            "once": ("One", "kettle pot cup"),
            "twice": ("Two", "kettle kettle cup"),
            "thrice": ("Three", "kettle kettle kettle"),
            "none": ("Four", "pot pot cup"),
        },
    ) == ["thrice", "twice", "once"]


def test_a_word_in_heading_and_body_beats_one_in_either() -> None:
    assert order(
        "kettle",
        {
            "heading": ("Kettle", "cup and pot"),  # the heading weighs less than the body
            "body": ("Cups", "kettle and pot"),
            "both": ("Kettle", "kettle and pot"),
            "neither": ("Cups", "cup and pot"),
        },
    ) == ["both", "body", "heading"]


def test_both_words_beat_one_word_twice() -> None:
    assert order(
        "green kettle",
        {
            "twice": ("One", "kettle kettle leaf"),
            "both": ("Two", "green kettle leaf"),
            "other": ("Three", "pot cup leaf"),
        },
    ) == ["both", "twice"]


def test_a_stop_word_tells_sections_apart_that_are_else_the_same() -> None:
    sections: Sections = {
        "what": ("What is a kettle", "pot"),
        "how": ("How do I use a kettle", "pot"),
        "other": ("Cups", "cup"),
    }
    assert order("what is a kettle", sections)[0] == "what"
    assert order("how do I use a kettle", sections)[0] == "how"


def test_part_of_a_technical_word_finds_it_behind_the_word_itself() -> None:
    assert order(
        "--build-arg",
        {
            "part": ("One", "build it with one arg"),
            "whole": ("Two", "pass --build-arg to it"),
            "none": ("Three", "run it with nothing"),
        },
    ) == ["whole", "part"]


# What comes back


def test_a_section_without_a_word_of_the_question_never_comes_back() -> None:
    assert "history" not in order("brew green tea", TEA)
    assert order("lasagne", TEA) == []


def test_a_section_comes_back_for_a_word_that_every_section_has() -> None:
    sections: Sections = {"one": ("Kettle", "kettle"), "two": ("Kettle", "kettle")}
    assert order("kettle", sections) == ["one", "two"]


def test_equal_sections_stand_in_the_order_of_their_ids() -> None:
    same = ("Kettle", "boil water")
    sections: Sections = {"a": same, "other": ("Cup", "cup"), "b": same, "c": same}
    assert order("boil the kettle", sections) == ["a", "b", "c"]
    assert len({item.score for item in ranked("boil the kettle", sections)}) == 1


def test_depth_limits_what_comes_back() -> None:
    assert order("brew green tea", TEA, depth=2) == order("brew green tea", TEA)[:2]


def test_what_ties_with_the_last_comes_back_beyond_the_depth() -> None:
    sections: Sections = {
        "best": ("Kettle", "kettle"),
        "tie 1": ("Cup", "kettle pot"),
        "tie 2": ("Cup", "kettle pot"),
        "worse": ("Cup", "kettle pot and a lot more of words about cups"),
    }
    assert order("kettle", sections, depth=2) == ["best", "tie 1", "tie 2"]


def test_of_very_many_ties_the_first_come_back() -> None:
    sections: Sections = {str(at): ("Cup", "kettle pot") for at in range(2 * MOST_TIES)}
    sections["best"] = ("Kettle", "kettle")
    found = order("kettle", sections, depth=50)
    assert found == ["best", *map(str, range(50 + MOST_TIES - 1))]


def test_the_best_of_a_note_does_not_depend_on_which_ties_are_looked_at() -> None:
    sections: Sections = {str(at): ("Cup", "kettle pot") for at in range(2 * NOTE_DEPTH)}
    postings, alone = index_of(sections)
    # Each note has one section in the first half and one in the second.
    notes = numpy.tile(numpy.arange(1, NOTE_DEPTH + 1, dtype=numpy.int32), 2)
    statistics = replace(alone, notes=notes)
    found = rank(query_of("kettle"), postings, statistics, 50)
    assert found.fields.note.tolist() == found.bm25.tolist()


def test_depth_counts_for_each_ranking_by_itself() -> None:
    # BM25 prefers what repeats a word; the cosine prefers what says nothing else.
    sections: Sections = {
        "repeats": ("One", "kettle " * 9 + "and then quite a few words on cups and pots"),
        "plain": ("Two", "kettle"),
        "other": ("Three", "cups and pots"),
    }
    (bm25,) = order("kettle", sections, depth=1, retriever="bm25")[:1]
    (tfidf,) = order("kettle", sections, depth=1, retriever="tfidf")[:1]
    assert {bm25, tfidf} == {"repeats", "plain"}
    assert set(order("kettle", sections, depth=1)) == {"repeats", "plain"}


def test_a_ranking_comes_out_the_same_each_time() -> None:
    assert ranked("brew green tea", TEA) == ranked("brew green tea", TEA)


def test_an_index_of_nothing_gives_nothing() -> None:
    field = FieldStatistics(numpy.array([], dtype=numpy.int32), numpy.array([]), 0.0)
    for retriever in ("bm25", "tfidf", "hybrid"):
        assert (
            len(
                rank(query_of("tea"), {}, Statistics(0, field.lengths, field, field), 50, retriever)
            )
            == 0
        )


@pytest.mark.parametrize("retriever", ["bm25", "tfidf"])
def test_a_single_ranking_scores_by_its_own_measure(retriever: Retriever) -> None:
    for item in ranked("brew green tea", TEA, retriever=retriever):
        assert item.score == getattr(item.evidence, retriever)


def test_the_hybrid_is_between_bm25_and_tfidf() -> None:
    hits = ranked("brew green tea", TEA)
    best_bm25 = max(hit.evidence.bm25 for hit in hits)
    best_tfidf = max(hit.evidence.tfidf for hit in hits)
    for hit in hits:
        share = 0.5 * hit.evidence.tfidf / best_tfidf
        assert hit.score == pytest.approx(hit.evidence.bm25 + share * best_bm25)


@pytest.mark.parametrize("retriever", ["bm25", "tfidf", "hybrid"])
def test_every_ranking_finds_the_same_sections(retriever: Retriever) -> None:
    found = order("brew green tea", TEA, retriever=retriever)
    assert sorted(found) == ["black", "brewing", "pots", "storing"]


# Evidence


def test_a_hit_names_the_content_terms_it_holds_in_the_order_of_the_question() -> None:
    found = evidence("Is tea that is green brewed", TEA)
    assert found["brewing"].matched == ("tea", "green", "brew")
    assert found["storing"].matched == ("tea", "green")
    assert found["pots"].matched == ("brew",)


def test_coverage_is_1_where_every_content_term_stands() -> None:
    assert evidence("how do I brew green tea", TEA)["brewing"].coverage == pytest.approx(1)


def test_coverage_weighs_rare_terms_more() -> None:
    found = evidence("soap leaves", TEA)
    assert 1 > found["pots"].coverage > 0.5 > found["history"].coverage > 0
    assert found["pots"].coverage + found["history"].coverage == pytest.approx(1)


def test_a_term_that_stands_nowhere_lowers_the_coverage_most() -> None:
    known, unknown = evidence("green soap", TEA), evidence("green lasagne", TEA)
    assert 0 < unknown["storing"].coverage < known["storing"].coverage < 1


def test_a_technical_word_that_stands_nowhere_lowers_nothing() -> None:
    assert evidence("green-tea", TEA)["storing"].coverage == pytest.approx(1)


def test_stop_words_find_a_section_but_do_not_cover_it() -> None:
    hit = evidence("what soap is on it", TEA)["brewing"]
    assert (hit.coverage, hit.matched) == (0, ())
    assert hit.bm25 > 0


def test_a_question_of_stop_words_is_covered_by_them() -> None:
    hit = evidence("than with", TEA)["black"]
    assert hit.coverage == pytest.approx(1)


def test_a_repeated_word_counts_each_time() -> None:
    once, twice = evidence("brew pots", TEA), evidence("brew brew pots", TEA)
    assert twice["brewing"].bm25 == pytest.approx(2 * once["brewing"].bm25)


WORDS = st.sampled_from(["tea", "mate", "hot", "green", "leaf", "--rm", "is", "the"])
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)


@given(
    st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8),
    TEXTS.filter(lambda text: text != ""),
    st.integers(1, 10),
)
def test_a_hit_holds_a_word_and_its_evidence_is_in_range(
    texts: list[tuple[str, str]], question: str, depth: int
) -> None:
    asked = set(ENGLISH.terms(question))
    known = {term for text in texts for term in ENGLISH.terms(" ".join(text))}
    content = {term for term in query_of(question).content if term.isalnum() or term in known}
    hits = ranked(question, {str(at): text for at, text in enumerate(texts)}, depth)
    for hit in hits:
        held = set(ENGLISH.terms(" ".join(texts[hit.chunk])))
        assert asked & held
        assert set(hit.evidence.matched) <= asked & held
        assert 0 <= hit.evidence.coverage <= 1
        assert (hit.evidence.coverage == 1) == (set(hit.evidence.matched) == content)
        assert hit.evidence.bm25 > 0
        assert 0 < hit.evidence.tfidf <= 1 + 1e-9
        assert hit.score > 0
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.chunk))


# What may stand in a term's place

KETTLES: Sections = {
    "typed": ("One", "the kettle is hot"),
    "other": ("Two", "the boiler is hot"),
    "both": ("Three", "a kettle or boiler"),
    "neither": ("Four", "the cup is hot"),
}
BOILER: Alternatives = (Alternative("kettl", "boiler", 0.5),)


def test_a_section_is_found_by_what_may_stand_in_a_terms_place() -> None:
    assert "other" not in order("kettle", KETTLES)
    assert "other" in order("kettle", KETTLES, alternatives=BOILER)


@pytest.mark.parametrize("retriever", ["bm25", "tfidf", "hybrid"])
def test_what_was_typed_comes_before_what_stands_in_its_place(retriever: Retriever) -> None:
    found = order("kettle", KETTLES, retriever=retriever, alternatives=BOILER)
    assert found.index("typed") < found.index("other")


@pytest.mark.parametrize("measure", ["bm25", "tfidf"])
def test_the_larger_the_share_the_larger_the_score(measure: str) -> None:
    scores = [
        getattr(evidence("kettle", KETTLES, (boiler,))["other"], measure)
        for share in (0.25, 0.5, 1.0)
        for boiler in [Alternative("kettl", "boiler", share)]
    ]
    assert 0 < scores[0] < scores[1] < scores[2]


@pytest.mark.parametrize("measure", ["bm25", "tfidf"])
def test_a_section_that_holds_both_is_scored_by_the_better_alone(measure: str) -> None:
    plain = evidence("kettle", KETTLES)["both"]
    assert getattr(evidence("kettle", KETTLES, BOILER)["both"], measure) == pytest.approx(
        getattr(plain, measure)
    )


def test_what_stands_in_for_a_common_term_counts_no_more_than_that() -> None:
    # "boiler" is rare and would by itself outdo two of the words.
    sections: Sections = {
        "typed": ("One", "hot kettle"),
        "other": ("Two", "hot boiler"),
        "third": ("Three", "cold kettle"),
        "fourth": ("Four", "old kettle"),
    }
    found = evidence("kettle", sections, (Alternative("kettl", "boiler", 1.0),))
    assert found["other"].bm25 == pytest.approx(found["typed"].bm25)


def test_a_term_that_stands_nowhere_is_found_by_its_alternatives() -> None:
    others = tuple(Alternative("samovar", other, 0.5) for other in ("boiler", "cup"))
    found = evidence("samovar", KETTLES, others)
    assert set(found) == {"other", "both", "neither"}
    assert found["neither"].matched == ("samovar",)


def test_an_alternative_that_the_notes_lack_changes_nothing() -> None:
    samovar = Alternative("kettl", "samovar", 1.0)
    assert ranked("kettle", KETTLES, alternatives=(samovar,)) == ranked("kettle", KETTLES)


def test_a_section_with_an_alternative_is_covered_but_not_wholly() -> None:
    found = evidence("kettle", KETTLES, BOILER)
    assert found["typed"].coverage == pytest.approx(1)
    assert found["other"].coverage == pytest.approx(ALTERNATIVE_CREDIT)


# What may come back at all


def test_what_is_not_allowed_never_comes_back() -> None:
    postings, statistics = index_of(TEA)
    allowed = numpy.array([name != "black" for name in TEA])
    found = rank(query_of("brew green tea"), postings, statistics, 50, "hybrid", allowed)
    assert names_of(found.items(), TEA) == ["brewing", "storing", "pots"]


def test_what_is_not_allowed_takes_no_place_of_the_depth() -> None:
    postings, statistics = index_of(TEA)
    allowed = numpy.array([name != "black" for name in TEA])
    assert order("brew green tea", TEA, depth=1, retriever="bm25") == ["black"]
    found = rank(query_of("brew green tea"), postings, statistics, 1, "bm25", allowed)
    assert names_of(found.items(), TEA) == ["brewing"]


# The rest of the note


@pytest.mark.parametrize(("sections", "counts"), [(200, True), (201, False)])
def test_another_section_of_the_note_counts_where_it_is_among_the_best(
    sections: int, *, counts: bool
) -> None:
    made = {str(at): ("One", "kettle") for at in range(sections - 1)}
    made["worst"] = ("Two", "kettle in a longer section")
    postings, statistics = index_of(made)
    notes = statistics.notes.copy()
    notes[-1] = notes[0]
    found = rank(query_of("kettle"), postings, replace(statistics, notes=notes), 50)
    assert (found.fields.note[found.ids().index(0)] > 0) == counts


# What is scored at all


@pytest.mark.parametrize(("holders", "are_enough"), [(4, True), (3, False)])
def test_twice_the_depth_of_holders_are_enough(holders: int, *, are_enough: bool) -> None:
    sections = {str(at): ("One", "the kettle") for at in range(holders)}
    sections["stop word alone"] = ("The", "the the the")
    postings, statistics = index_of(sections)
    with patch.object(ranking, "LARGE", 0):
        found = rank(query_of("the kettle"), postings, statistics, 2)
    assert (holders in found.ids()) != are_enough


@given(
    st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8),
    TEXTS.filter(lambda text: text != ""),
)
@example([("", "tea"), ("", "tea"), ("", "--rm"), ("", "is")], "tea mate --rm is")
def test_what_holds_no_content_term_is_left_out_where_others_are_enough(
    texts: list[tuple[str, str]], question: str
) -> None:
    sections = {str(at): text for at, text in enumerate(texts)}
    content = set(query_of(question).content)
    postings, statistics = index_of(sections)

    def found_by_chunk() -> dict[int, tuple[Evidence, list[float]]]:
        """Give the evidence and what each field gives, but for the rest of the note."""
        found = rank(query_of(question), postings, statistics, 50)
        names = [name for name in FieldScores.__match_args__ if name != "note"]
        columns = numpy.array([getattr(found.fields, name) for name in names]).T.tolist()
        return {
            item.chunk: (item.evidence, fields)
            for item, fields in zip(found.items(), columns, strict=True)
        }

    everything = found_by_chunk()
    with patch.object(ranking, "LARGE", 0), patch.object(ranking, "ENOUGH", 0):
        found = found_by_chunk()
    holders = {at for at, text in enumerate(texts) if content & {*ENGLISH.terms(" ".join(text))}}
    assert found.keys() == everything.keys() & holders
    for chunk, item in found.items():
        assert item == everything[chunk]


@given(
    st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8),
    TEXTS.filter(lambda text: text != ""),
    st.data(),
)
def test_postings_laid_out_by_chunk_rank_as_they_do_in_lists(
    texts: list[tuple[str, str]], question: str, data: st.DataObject
) -> None:
    postings, statistics = index_of({str(at): text for at, text in enumerate(texts)})
    size = len(texts)
    allowed = numpy.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    with patch.object(snapshot, "LAID_OUT", 0):
        rows = {term: laid_out(row, size) for term, row in postings.items()}
    found, expected = (
        rank(query_of(question), one, statistics, 50, "hybrid", allowed).items()
        for one in (rows, postings)
    )
    assert found == expected
