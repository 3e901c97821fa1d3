"""`assistant.answers.confidence`: how likely an answer is right, told from the evidence at hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assistant
from assistant.answers.confidence import RIVAL, TAKEN_OVER, ConfidenceModel, shipped_model, signals
from assistant.answers.line_evidence import LineEvidence
from assistant.model import Chunk, Evidence, Feature, Hit, Source
from assistant.records import replace
from assistant.relevance.features import FEATURES

WEIGHTS = {"pump": 2.0, "valve": 3.0, "hose": 5.0}
NOTHING = LineEvidence()


def hit(
    *matched: str, score: float = 1.0, bm25: float = 8.0, tfidf: float = 0.5, **features: float
) -> Hit:
    """Make a hit that holds some of the question's words."""
    coverage = sum(WEIGHTS.get(term, 0.0) for term in matched) / sum(WEIGHTS.values())
    named = tuple(Feature(name, value, 0.0) for name, value in features.items())
    evidence = Evidence(bm25, tfidf, coverage, matched, named)
    return Hit(Chunk(Source("pump.md", ("Pump",), "", 1, 1), "", ()), score, evidence)


def gathered(
    *hits: Hit, weights: dict[str, float] | None = None, line: LineEvidence = NOTHING
) -> dict[str, float]:
    return signals(hits, WEIGHTS if weights is None else weights, line)


def confidence(*hits: Hit) -> float:
    return shipped_model().probability(signals(hits, WEIGHTS, NOTHING))


def held(share: float) -> dict[str, float]:
    """Give the ranking's features of a section that holds a share of the question throughout."""
    return dict.fromkeys(TAKEN_OVER, share)


# What the line says


def test_what_a_line_tells_in_a_form_of_its_own_is_not_missed() -> None:
    first = hit("pump")
    told = gathered(first, line=LineEvidence(told=frozenset({"hose"})))
    assert told["coverage"] > gathered(first)["coverage"]
    assert told["missing_rarest"] < gathered(first)["missing_rarest"]


def test_a_label_that_is_asked_for_speaks_for_the_answer_where_headings_are_labels() -> None:
    line = LineEvidence(labelled=0.5)
    first = hit("pump")
    under_titles = replace(first, evidence=replace(first.evidence, titles=1.0))
    assert gathered(first, line=line)["label"] == 0.5
    assert gathered(under_titles, line=line)["label"] == 0
    assert gathered(first, line=line)["labels"] > gathered(under_titles, line=line)["labels"] == 0


def test_a_line_with_the_form_that_is_asked_for_speaks_for_itself() -> None:
    assert gathered(hit("pump"), line=LineEvidence(has_form=True))["form"] == 1
    assert gathered(hit("pump"))["form"] == 0


def test_a_line_that_says_the_question_over_again_is_the_less_likely_to_answer_it() -> None:
    first = hit("pump")
    said = [gathered(first, line=LineEvidence(said=share))["unsaid"] for share in (0.0, 0.5, 1.0)]
    assert said == sorted(said, reverse=True)
    under_titles = replace(first, evidence=replace(first.evidence, titles=1.0))
    assert gathered(under_titles, line=LineEvidence(said=1.0))["unsaid"] == 0
    assert gathered(first, weights={"pump": 2.0}, line=LineEvidence(said=1.0))["unsaid"] == 0


# The model


@pytest.mark.parametrize(("value", "probability"), [(0, 0.5), (1, 0.8808), (-1, 0.1192)])
def test_the_probability_is_logistic_in_the_weighted_sum(value: float, probability: float) -> None:
    assert ConfidenceModel({"a": 2.0}, 0.0).probability({"a": value}) == pytest.approx(
        probability, abs=1e-4
    )


def test_the_bias_is_what_is_left_without_a_signal() -> None:
    assert ConfidenceModel({}, 1.0).probability({}) == pytest.approx(0.7311, abs=1e-4)


def test_a_signal_that_is_not_weighed_changes_nothing() -> None:
    model = ConfidenceModel({"a": 2.0}, 0.0)
    assert model.probability({"a": 1.0, "b": 9.0}) == model.probability({"a": 1.0})


def test_a_signal_that_is_weighed_has_to_be_there() -> None:
    with pytest.raises(KeyError, match="magic"):
        ConfidenceModel({"magic": 1.0}, 0.0).probability({"coverage": 1.0})


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(-1e9, 1e9))
def test_a_probability_lies_between_0_and_1_whatever_the_signals(value: float, bias: float) -> None:
    assert 0 <= ConfidenceModel({"a": 1.0}, bias).probability({"a": value}) <= 1


# The signals


def test_every_signal_that_the_shipped_model_weighs_is_gathered() -> None:
    assert shipped_model().weights.keys() <= gathered(hit("pump")).keys()


def test_every_signal_that_is_gathered_is_weighed_by_the_shipped_model() -> None:
    assert gathered(hit("pump")).keys() <= shipped_model().weights.keys()


def test_what_is_taken_over_from_the_ranking_are_features_of_it() -> None:
    assert set(TAKEN_OVER) <= set(FEATURES)


def test_a_feature_of_the_ranking_is_taken_over_by_its_value() -> None:
    assert gathered(hit("pump", closeness=0.7))["closeness"] == 0.7


def test_a_feature_that_a_ranking_does_not_have_is_0() -> None:
    assert gathered(hit("pump"))["closeness"] == 0


def test_bm25_is_told_as_a_share_of_what_the_question_weighs() -> None:
    assert gathered(hit("pump", bm25=5.0))["bm25"] == 0.5


def test_coverage_is_that_of_the_section_that_holds_most() -> None:
    assert gathered(hit("pump"), hit("hose"))["coverage"] == 0.5


def test_the_rarest_word_that_the_first_section_lacks_is_told() -> None:
    assert gathered(hit("hose"), hit("valve"))["missing_rarest"] == 3


def test_nothing_is_missing_from_a_section_that_holds_all() -> None:
    assert gathered(hit(*WEIGHTS))["missing_rarest"] == 0


def test_the_learned_score_is_told() -> None:
    assert gathered(hit("pump", score=3.0))["score"] == 3


def test_the_only_section_leads_all() -> None:
    assert gathered(hit("pump"))["lead"] == 1


def test_the_lead_is_shared_with_sections_of_the_same_score() -> None:
    assert gathered(hit("pump"), hit("hose"))["lead"] == 0.5


def test_sections_count_for_the_lead_by_how_near_their_scores_are() -> None:
    first, behind = hit("pump", score=5), hit("hose", score=5 - RIVAL)
    assert gathered(first, behind)["lead"] == pytest.approx(1 / (1 + math.exp(-1)))


def test_a_first_section_of_a_lower_score_than_the_second_hardly_leads() -> None:
    assert 0 < gathered(hit("pump", score=-1e6), hit("hose", score=1e6))["lead"] < 0.01


@pytest.mark.parametrize("weights", [{}, {"pump": 0.0}])
def test_signals_are_finite_where_no_word_weighs_anything(weights: dict[str, float]) -> None:
    found = gathered(hit(), weights=weights)
    assert all(math.isfinite(value) for value in found.values())


# The shipped model

words = st.lists(st.sampled_from(sorted(WEIGHTS)), unique=True)


@given(words, words, st.floats(0, 1), st.floats(-50, 50), st.floats(0, 100), st.floats(0, 1))
def test_the_shipped_confidence_is_a_probability_for_any_evidence(
    first: list[str], second: list[str], share: float, score: float, bm25: float, tfidf: float
) -> None:
    found = confidence(
        hit(*first, score=score, bm25=bm25, tfidf=tfidf, **held(share)), hit(*second)
    )
    assert math.isfinite(found)
    assert 0 <= found <= 1


def test_the_more_of_the_question_a_section_holds_the_more_confident_it_is() -> None:
    found = [
        confidence(hit(*matched, **held(share)))
        for matched, share in [
            ((), 0.0),
            (("pump",), 0.2),
            (("pump", "valve"), 0.5),
            (("pump", "valve", "hose"), 1.0),
        ]
    ]
    assert found == sorted(found)
    assert found[0] < 0.3 < found[-1]


def test_words_that_stand_nowhere_lower_it() -> None:
    known = confidence(hit("pump"), hit("valve", "hose"))
    unknown = confidence(hit("pump"), hit("pump"))
    assert unknown < known


def test_a_rare_word_that_is_missing_lowers_it_more() -> None:
    assert confidence(hit("pump", "valve")) < confidence(hit("pump", "hose"))


def test_it_does_not_depend_on_what_sections_of_the_rear_are_like() -> None:
    first, second = hit("pump", "hose", score=200), hit("pump", score=199)
    assert confidence(first, second) == confidence(first, second, hit("pump", bm25=0.1, tfidf=0))


def test_a_section_that_comes_near_the_first_lowers_it() -> None:
    first = hit("pump", "hose", score=5)
    found = [confidence(first, hit("pump", score=score)) for score in (4.9, 3, -10)]
    assert found == sorted(set(found))


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("notes")
    (folder / "garden.md").write_text(
        "# Garden\n\n## Compost\n\nThe compost heap is turned every two weeks.\n\n"
        "## Apple tree\n\nApple trees are pruned in late winter.\n\n"
        "## Roses\n\nRoses are watered in the evening.\n"
    )
    return str(folder)


def test_a_question_in_the_words_of_the_notes_is_answered_with_more_confidence(notes: str) -> None:
    with assistant.open(notes) as asked:
        plain = asked.ask("How often is the compost heap turned?").confidence
        strange = asked.ask("How often is the compost submarine welded?").confidence
    assert strange < plain
    assert plain > 0.5
