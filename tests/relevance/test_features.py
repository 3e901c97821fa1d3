"""`assistant.relevance.features`: what raises each feature, its range, and what all share."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import numpy
import pytest
from candidates import SCORES, WORDS, asked, candidate, value, values
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import replace
from assistant.relevance.feature_inputs import LEAD, Asked
from assistant.relevance.features import FEATURES, WINDOW, measure
from assistant.relevance.ranking_types import FieldScores

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from assistant.model import Floats
    from assistant.storage.index_types import Candidate

# Scores of the fields


@pytest.mark.parametrize(
    ("name", "score"),
    [
        ("bm25_heading", "bm25_heading"),
        ("bm25_body_content", "bm25_body_content"),
        ("bm25_heading_content", "bm25_heading_content"),
        ("note", "note"),
    ],
)
def test_bm25_is_a_share_of_the_most_that_it_could_be(name: str, score: str) -> None:
    # Two terms of weight 1, and k1 + 1 is 2.5.
    found = values(name, "tea green", *[candidate()] * 3, **{score: [5.0, 2.5, 0.0]})
    assert found == pytest.approx([1, 0.5, 0])


@pytest.mark.parametrize("name", ["bm25_body_content", "bm25_heading_content"])
def test_stop_words_are_no_part_of_what_content_could_score(name: str) -> None:
    scores = {name: [2.5]}
    assert value(name, "the tea", candidate(), **scores) == pytest.approx(1)


@pytest.mark.parametrize("name", ["tfidf_body", "tfidf_heading", "tfidf_body_content"])
def test_a_cosine_is_taken_as_it_is(name: str) -> None:
    assert values(name, "tea", candidate(), candidate(), **{name: [0.25, 1.0]}) == [0.25, 1.0]


def test_the_rank_by_bm25_over_both_fields_falls_from_1() -> None:
    found = values(
        "rank_bm25", "tea", *[candidate()] * 4, bm25_body=[0, 5, 1, 2], bm25_heading=[4, 0, 0.5, 0]
    )
    assert found == pytest.approx([3 / 4, 1, 1 / 2, 3 / 5])


def test_equal_scores_have_the_same_rank() -> None:
    found = values("rank_bm25", "tea", *[candidate()] * 4, bm25_body=[2, 1, 2, 0])
    assert found == pytest.approx([1, 3 / 5, 1, 1 / 2])


# Coverage


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("coverage", candidate(body="tea pot")),
        ("coverage", candidate(own="tea")),
        ("coverage", candidate(above="tea")),
        ("coverage_heading", candidate(own="tea")),
        ("coverage_heading", candidate(above="tea")),
        ("coverage_own", candidate(own="tea")),
        ("coverage_lead", candidate(body="tea")),
    ],
)
def test_coverage_is_the_share_of_the_content_terms_weight(name: str, one: Candidate) -> None:
    weights = {"tea": 3.0}
    assert value(name, "the tea of green", one, weights=weights) == pytest.approx(3 / 4)


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("coverage", candidate(body="the of pot")),
        ("coverage_heading", candidate(body="tea green")),
        ("coverage_own", candidate(body="tea green", above="tea green")),
        ("coverage_lead", candidate(own="tea green", body="pot " * LEAD + "tea green")),
    ],
)
def test_coverage_is_0_where_no_content_term_stands_in_the_right_place(
    name: str, one: Candidate
) -> None:
    assert value(name, "the tea of green", one) == 0


@pytest.mark.parametrize("name", [name for name in FEATURES if name.startswith("coverage")])
def test_coverage_is_1_at_most_however_often_a_term_stands(name: str) -> None:
    one = candidate(body="tea tea tea", own="tea tea", above="tea")
    assert value(name, "tea", one) == pytest.approx(1)


def test_coverage_adds_up_what_heading_and_body_hold() -> None:
    assert value("coverage", "tea green", candidate(body="tea", own="green")) == pytest.approx(1)


def test_a_question_of_stop_words_alone_is_covered_by_them() -> None:
    assert value("coverage", "how the", candidate(body="the pot")) == pytest.approx(0.5)


# The heading


def test_named_is_the_share_of_the_own_heading_that_the_question_names() -> None:
    found = values(
        "named",
        "brew tea",
        candidate(own="brew tea"),
        candidate(own="brew green tea pot"),
        candidate(own="pot"),
        candidate(above="tea", body="tea"),
    )
    assert found == pytest.approx([1, 1 / 2, 0, 0])


def test_named_above_is_the_share_of_the_rest_of_the_heading_side() -> None:
    found = values(
        "named_above",
        "brew tea",
        candidate(above="tea"),
        candidate(above="tea pot"),
        candidate(own="brew tea", above="pot"),
        candidate(own="brew tea", body="tea"),
    )
    assert found == pytest.approx([1, 1 / 2, 0, 0])


def test_likeness_is_1_for_the_question_itself_and_falls_with_what_differs() -> None:
    found = values(
        "likeness",
        "brew green tea",
        candidate(own="brew green tea"),
        candidate(own="green tea brew"),  # a set of terms has no order
        candidate(own="brew green tea pot"),
        candidate(own="green tea"),
        candidate(own="brew green tea pot cup mate"),
        candidate(own="tea"),
        candidate(own="pot", above="brew green tea", body="brew green tea"),
    )
    assert found == pytest.approx([1, 1, 6 / 7, 4 / 5, 6 / 9, 1 / 2, 0])


def test_a_rare_term_in_the_heading_makes_it_more_like_the_question() -> None:
    rare, common = values(
        "likeness", "tea pot", candidate(own="tea"), candidate(own="pot"), weights={"tea": 5.0}
    )
    assert rare > common > 0


# Terms near each other


@pytest.mark.parametrize(("name", "side"), [("pairs_body", "body"), ("pairs_own", "own")])
def test_pairs_are_the_share_of_neighbours_that_are_neighbours_there(name: str, side: str) -> None:
    def pairs(text: str) -> float:
        one = candidate(body=text) if side == "body" else candidate(own=text)
        return value(name, "brew green tea", one)

    assert pairs("pot brew green tea pot") == pytest.approx(1)
    assert pairs("green tea pot brew") == pytest.approx(1 / 2)
    assert pairs("tea green brew") == 0
    assert pairs("green pot tea") == 0
    assert pairs("green tea green tea") == pytest.approx(1 / 2)


def test_a_word_said_twice_in_a_row_is_no_pair() -> None:
    assert value("pairs_body", "tea tea", candidate("tea tea")) == 0
    assert value("pairs_body", "tea tea green", candidate("tea green")) == pytest.approx(1)


def test_neighbours_are_not_looked_for_across_candidates() -> None:
    assert values("pairs_body", "green tea", candidate("green"), candidate("tea")) == [0, 0]


def test_window_is_the_share_of_the_weight_that_stands_near_each_other() -> None:
    found = values(
        "window",
        "brew green tea",
        candidate(" ".join(["tea", *["pot"] * (WINDOW - 3), "green brew"])),
        candidate(" ".join(["tea", *["pot"] * (WINDOW - 2), "green brew"])),
        candidate("tea"),
        candidate("pot", own="brew green tea"),
    )
    assert found == pytest.approx([1, 2 / 3, 1 / 3, 0])


def test_closeness_falls_with_the_distance_of_the_content_terms() -> None:
    found = values(
        "closeness",
        "the tea green",
        candidate("tea green tea"),  # next to each other, whichever is first
        candidate("tea green"),
        candidate("tea pot green"),
        candidate("tea pot pot pot green"),
        candidate("tea"),
    )
    assert found == pytest.approx([1, 1 / 2, 1 / 4, 1 / 8, 0])


def test_closeness_of_a_single_term_is_0() -> None:
    assert value("closeness", "the tea", candidate("the tea tea")) == 0


def test_near_asks_for_neighbours_within_eight_terms_in_any_order() -> None:
    found = values(
        "near",
        "tea the green",
        candidate(" ".join(["green", *["pot"] * 7, "tea"])),
        candidate(" ".join(["tea", *["pot"] * 7, "green"])),
        candidate(" ".join(["tea", *["pot"] * 8, "green"])),
    )
    assert found == pytest.approx([1, 1, 0])


def test_near_ordered_asks_for_neighbours_within_three_terms_in_their_order() -> None:
    found = values(
        "near_ordered",
        "tea the green",
        candidate("tea pot pot green"),
        candidate("tea pot pot pot green"),
        candidate("green tea"),
    )
    assert found == pytest.approx([1, 0, 0])


def test_near_is_the_share_of_the_neighbours() -> None:
    assert value("near", "tea green pot", candidate("tea green")) == pytest.approx(1 / 2)


@pytest.mark.parametrize("name", ["closeness", "near", "near_ordered", "window", "pairs_body"])
def test_what_stands_in_the_heading_is_near_nothing_in_the_body(name: str) -> None:
    assert value(name, "green tea", candidate("", own="green tea")) == 0


# Likeness to what comes first


@pytest.mark.parametrize("name", ["letters", "letters_dense"])
def test_letters_speak_for_a_section_that_holds_what_was_asked_inside_another_word(
    name: str,
) -> None:
    longer = replace(candidate("pot"), text="The kettles are new.")
    other = replace(candidate("pot"), text="The boilers are new.")
    found = values(name, "kettle", longer, other)
    assert found[0] > 0
    assert found[1] == 0


@pytest.mark.parametrize("name", ["letters", "letters_dense"])
def test_letters_are_those_of_the_own_heading_as_well(name: str) -> None:
    assert value(name, "kettle", candidate("", own="kettle")) > 0


def test_feedback_is_for_what_is_like_the_candidates_that_come_first() -> None:
    best, like, unlike = values(
        "feedback",
        "tea",
        candidate("tea leaf water"),
        candidate("leaf water"),
        candidate("pot cup"),
        bm25_body=[5, 0, 0],
        tfidf_body=[1, 0, 0],
    )
    assert 0 < like <= 1
    assert unlike == pytest.approx(0)
    assert best > 0


def test_nothing_is_compared_with_itself() -> None:
    found = values("feedback", "tea", candidate("tea leaf"), candidate("pot cup"), bm25_body=[5, 1])
    assert found == pytest.approx([0, 0])


def test_the_own_heading_is_compared_as_well_as_the_body() -> None:
    _, like, unlike = values(
        "feedback",
        "tea",
        candidate("tea leaf"),
        candidate("pot", own="leaf"),
        candidate("pot", above="leaf"),
        bm25_body=[5, 0, 0],
    )
    assert like > unlike


def test_feedback_takes_memory_for_the_terms_there_are_not_for_each_in_each_candidate() -> None:
    candidates = [candidate("tea leaf")] * 4000
    # Each of the pairs that there could be would take eight bytes.
    least = 8 * len(candidates) * len({"tea", "leaf"}) * len(candidates)
    question = asked("tea", candidates)
    tracemalloc.start()
    try:
        held = question.vocabulary
        assert tracemalloc.get_traced_memory()[1] < least / 10
    finally:
        tracemalloc.stop()
    assert held.owner.tolist() == [at for at in range(4000) for _ in range(2)]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), min_size=1, max_size=6))
def test_the_vocabulary_has_an_entry_for_each_candidate_and_term_as_they_come(
    bodies: list[str],
) -> None:
    held = asked("tea", [candidate(body) for body in bodies]).vocabulary
    found = list(zip(held.owner.tolist(), held.number.tolist(), strict=True))
    assert found == list(
        dict.fromkeys(
            (owner, WORDS.index(word)) for owner, body in enumerate(bodies) for word in body.split()
        )
    )
    idf = [
        numpy.log((len(bodies) + 1) / sum(WORDS[number] in body.split() for body in bodies))
        for _, number in found
    ]
    counts = [bodies[owner].split().count(WORDS[number]) for owner, number in found]
    assert held.weights == pytest.approx(numpy.log1p(counts) * idf)


def test_feedback_by_news_leaves_out_what_was_asked() -> None:
    candidates = (candidate("tea leaf"), candidate("tea pot"), candidate("leaf cup"))
    _, same, news = values("feedback_news", "tea", *candidates, bm25_body=[5, 1, 0])
    assert same == pytest.approx(0)
    assert news > 0
    assert values("feedback", "tea", *candidates, bm25_body=[5, 1, 0])[1] > 0


@pytest.mark.parametrize("name", ["feedback", "feedback_news"])
def test_candidates_that_are_the_same_are_fed_the_same(name: str) -> None:
    same = [candidate("tea leaf water")] * 12
    found = values(name, "tea", *same, candidate("tea pot"), bm25_body=[1.0] * 12 + [2.0])
    assert len(set(found[:12])) == 1


# What may stand in a term's place


@pytest.mark.parametrize(
    "name",
    [
        "coverage",
        "coverage_heading",
        "coverage_own",
        "coverage_lead",
        "named",
        "named_above",
        "likeness",
        "window",
    ],
)
def test_an_alternative_counts_less_than_what_was_typed(name: str) -> None:
    def found(word: str) -> float:
        own = "" if name == "named_above" else word
        one = candidate(body=word, own=own, above=word)
        return value(name, "kettle", one, alternatives={"kettle": "boiler"})

    assert 0 < found("boiler") < found("kettle")
    assert found("pot") == 0


@pytest.mark.parametrize("name", ["closeness", "near", "near_ordered", "pairs_body", "pairs_own"])
def test_an_alternative_is_near_what_the_term_would_be_near(name: str) -> None:
    def found(words: str) -> float:
        one = candidate(body=words, own=words)
        return value(name, "green kettle", one, alternatives={"kettle": "boiler"})

    assert 0 < found("green boiler") <= found("green kettle")
    assert found("green pot") == 0


def test_the_greater_the_share_of_an_alternative_the_more_it_counts() -> None:
    found = [
        value("coverage", "kettle", candidate("boiler"), alternatives={"kettle": "boiler"}, share=s)
        for s in (0.25, 0.5, 1.0)
    ]
    assert found == pytest.approx([0.25, 0.5, 1.0])


@pytest.mark.parametrize("name", ["coverage", "coverage_heading", "coverage_own", "window"])
def test_an_alternative_of_several_words_counts_where_all_of_them_stand(name: str) -> None:
    def found(words: str) -> float:
        one = candidate(body=words, own=words)
        return value(name, "kettle", one, alternatives={"kettle": "water boiler"})

    assert found("water mate boiler") == pytest.approx(0.5)
    assert found("water mate") == found("boiler mate") == 0


def test_an_alternative_of_several_words_leaves_the_words_that_were_typed() -> None:
    one = candidate("water boiler")
    found = value("coverage", "water kettle", one, alternatives={"kettle": "water boiler"})
    assert found == pytest.approx(3 / 4)


def test_the_words_of_an_alternative_have_to_stand_in_one_candidate() -> None:
    others = {"kettle": "water boiler"}
    sections = (candidate("water"), candidate("boiler"))
    assert values("coverage", "kettle", *sections, alternatives=others) == [0, 0]


def test_a_term_beside_its_alternative_counts_once() -> None:
    one = candidate("boiler kettle boiler")
    assert value("coverage", "kettle", one, alternatives={"kettle": "boiler"}) == pytest.approx(1)


def test_a_word_that_was_typed_is_no_alternative_of_another() -> None:
    one = candidate("boiler")
    found = value("coverage", "kettle boiler", one, alternatives={"kettle": "boiler"})
    assert found == pytest.approx(1 / 2)


def test_a_term_that_stands_nowhere_is_covered_by_its_alternative() -> None:
    made = asked("kettle", [candidate("boiler")], alternatives={"kettle": "boiler"})
    nowhere = [replace(term, number=-1) for term in made.terms]
    again = Asked("kettle", [0], nowhere, made.candidates, made.scores)
    assert FEATURES["coverage"](again) == pytest.approx([0.5])


# All of them

TEXT = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
BELOW_1 = st.floats(0, 1)
CANDIDATES = st.lists(
    st.builds(candidate, TEXT, TEXT, TEXT, has_code=st.booleans()), min_size=1, max_size=5
)
QUESTIONS = TEXT.filter(lambda text: text != "")
ALTERNATIVES = st.dictionaries(st.sampled_from(WORDS), st.sampled_from(WORDS), max_size=4)


@st.composite
def asks(draw: st.DrawFn) -> Asked:
    """Give a question with candidates whose scores are in their ranges, some of them equal."""
    candidates = draw(CANDIDATES)
    question = draw(QUESTIONS)
    most = 2.5 * len(set(question.split()))
    share = st.sampled_from([0.0, 0.25, 0.5, 1.0]) | BELOW_1
    scores = {
        name: numpy.array([draw(share) for _ in candidates])
        * (1 if name.startswith("tfidf") else most)
        for name in SCORES
    }
    made = asked(question, candidates, alternatives=draw(ALTERNATIVES))
    return Asked(question, made.sequence, made.terms, candidates, FieldScores(**scores))


def every(made: Asked) -> Floats:
    return measure(made, list(FEATURES))


def again(made: Asked, candidates: Sequence[int]) -> Asked:
    """Ask the same of some of the candidates, in an order of their own."""
    at = list(candidates)
    scores = FieldScores(**{name: getattr(made.scores, name)[at] for name in SCORES})
    chosen = [made.candidates[one] for one in at]
    return Asked(made.text, made.sequence, made.terms, chosen, scores)


@given(asks())
def test_every_feature_is_a_number_for_each_candidate_between_0_and_about_1(made: Asked) -> None:
    found = every(made)
    assert found.shape == (len(made.candidates), len(FEATURES))
    assert numpy.isfinite(found).all()
    # Those by content are shares of less than what all terms score here.
    bounded = [at for at, name in enumerate(FEATURES) if not name.endswith("_content")]
    assert (found >= -1e-9).all()
    assert (found[:, bounded] <= 1 + 1e-9).all()


@given(asks())
def test_features_come_out_the_same_each_time(made: Asked) -> None:
    same = again(made, range(len(made.candidates)))
    assert every(made).tolist() == every(made).tolist() == every(same).tolist()


@given(asks(), st.randoms(use_true_random=False))
def test_features_do_not_depend_on_the_order_of_the_candidates(made: Asked, random: Random) -> None:
    order = list(range(len(made.candidates)))
    random.shuffle(order)
    assert every(again(made, order)) == pytest.approx(every(made)[order], abs=1e-9)


def test_features_are_measured_by_name_in_the_order_asked_for() -> None:
    made = asked("tea", [candidate("tea"), candidate(own="tea"), candidate("pot")])
    found = measure(made, ["coverage_own", "coverage"])
    assert found.tolist() == [[0, 1], [1, 1], [0, 0]]


def test_an_unknown_feature_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="taste"):
        measure(asked("tea", [candidate("tea")]), ["coverage", "taste"])
