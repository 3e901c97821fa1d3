"""`assistant.answers.span_terms`: how well a span agrees with the question in its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from span_choices import choice, values, words


def test_coverage_is_the_share_of_the_weight_that_a_span_holds() -> None:
    made = choice("red pump", "A pump.", "A red pump.", "A hose.", pump=3.0)
    assert values("coverage", made) == [0.75, 1, 0]


def test_a_repeated_word_covers_no_more_than_once() -> None:
    assert values("coverage", choice("red pump", "Pump, pump, pump.")) == [0.5]


def test_what_stands_for_a_term_covers_it_by_its_share() -> None:
    made = choice("red pump", "A siphon.", "A siphon, a pump.", others={"pump": [("siphon", 0.6)]})
    assert values("coverage", made) == [0.3, 0.5]


def test_a_term_of_the_question_stands_for_itself_before_it_stands_for_another() -> None:
    made = choice("red pump", "It is red.", others={"pump": [("red", 0.6)]})
    assert values("coverage", made) == [0.5]


def test_news_is_what_the_headings_do_not_say_already() -> None:
    made = choice("red pump", "A pump.", "It is red.", heading="The pump")
    assert values("news", made) == [0, 0.5]


def test_nothing_is_news_where_there_is_no_heading() -> None:
    assert values("news", choice("red pump", "A red pump.")) == [0]


def test_nothing_is_news_where_the_headings_say_all() -> None:
    assert values("news", choice("red pump", "A red pump.", heading="Red pump")) == [0]


def test_density_is_less_where_the_same_words_stand_among_more_others() -> None:
    short, long = values("density", choice("pump", "A pump.", f"A pump {words()}."))
    assert 0 < long < short


def test_pairs_is_the_share_of_neighbours_that_are_neighbours_in_the_same_order() -> None:
    made = choice(
        "red water pump", "A red water pump.", "A water pump.", "A pump of water.", "pump water"
    )
    assert values("pairs", made) == [1, 0.5, 0, 0]


def test_a_question_of_one_content_word_has_no_pairs() -> None:
    assert values("pairs", choice("pump", "A pump.")) == [0]


def test_neighbours_is_the_mean_coverage_before_and_behind() -> None:
    made = choice("pump", "A pump.", "It is red.", "A pump.", "It is old.")
    assert values("neighbours", made) == [0, 1, 0, 0.5]


def test_a_span_alone_has_no_neighbours() -> None:
    assert values("neighbours", choice("pump", "A pump.")) == [0]


@pytest.mark.parametrize(("name", "some"), [("opens", 4), ("opens_wide", 8)])
def test_a_span_may_open_with_what_is_asked(name: str, some: int) -> None:
    made = choice("pump", f"{'so ' * (some - 1)}pump", f"{'so ' * some}pump")
    assert values(name, made) == [1, 0]


def test_beyond_the_lead_is_the_coverage_of_what_the_first_span_lacks() -> None:
    made = choice("red pump price", "A pump.", "A red one.", "The red one's price.", "A pump.")
    assert values("beyond_lead", made) == [0, 0.3333, 0.6667, 0]


def test_nothing_is_beyond_the_lead_that_the_headings_say() -> None:
    made = choice("red pump", "A pump.", "A red one.", heading="Red")
    assert values("beyond_lead", made) == [0, 0]


def test_beyond_the_lead_counts_otherwise_where_a_command_is_asked_for() -> None:
    name = "beyond_lead_for_command"
    assert values(name, choice("red pump", "A pump.", "A red one.")) == [0, 0]
    assert values(name, choice("How do I stop a pump?", "A pump.", "Stop it.")) == [0, 0.5]


def test_the_last_term_is_often_what_is_asked() -> None:
    assert values("last_term", choice("pump colour", "A pump.", "Its colour.")) == [0, 1]


def test_alike_is_a_relative_of_a_word_that_the_span_lacks() -> None:
    made = choice("literature", "A literary pump.", "Some literature.", "A lit pump.")
    assert values("alike", made) == [1, 0, 0]


def test_a_run_is_of_content_terms_in_any_order() -> None:
    made = choice("red pump", "A pump red.", "A red old pump.", "Old.")
    assert values("run", made) == [1, 0.5, 0]


def test_central_goes_by_the_first_spans_of_a_section_that_never_ends() -> None:
    found = values("central", choice("x", *["red pump"] * 200, *["by night"] * 200))
    assert found[0] > 0
    assert found[-1] == 0


def test_central_is_a_span_that_has_much_in_common_with_the_others() -> None:
    shared, other, strange = values("central", choice("x", "red pump", "red pump old", "by night"))
    assert shared > strange
    assert other > strange


@given(st.lists(st.lists(st.sampled_from(["red", "pump", "hose"]), min_size=1), min_size=1))
def test_central_is_the_mean_share_of_common_terms(pieces: list[list[str]]) -> None:
    terms = [set(piece) for piece in pieces]
    shares = [[len(own & other) / (1 + len(own | other)) for other in terms] for own in terms]
    found = values("central", choice("x", *[" ".join(piece) for piece in pieces]))
    assert found == pytest.approx([sum(row) / len(row) for row in shares], abs=1e-4)
