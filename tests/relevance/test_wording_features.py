"""`assistant.relevance.wording_features`: what kind of section is looked for, and found."""

from __future__ import annotations

import pytest
from candidates import asked, candidate, value, values

from assistant.records import replace
from assistant.relevance.features import FEATURES
from assistant.relevance.wording_features import EXACT

# The topic


def test_exact_is_1_for_a_heading_that_is_the_question_and_0_for_all_others() -> None:
    found = values(
        "exact",
        "how brew green tea",
        candidate(own="how brew green tea"),
        candidate(own="brew green tea"),
        candidate(body="how brew green tea"),
    )
    assert found == [1, 0, 0]


def test_a_long_heading_with_one_word_more_is_still_the_question() -> None:
    question = "how brew green tea leaf of mate"
    heading = f"{question} pot"
    assert EXACT <= value("likeness", question, candidate(own=heading)) < 1
    assert value("exact", question, candidate(own=heading)) == 1


def test_a_heading_that_asks_what_the_same_thing_is_is_the_question() -> None:
    others = [candidate(own=f"tea {one}") for one in ("pot", "leaf", "mate", "water", "cup")]
    found = values("exact", "what is mate", candidate(own="what is tea mate"), *others)
    assert found[0] == 1
    assert values("exact", "how is mate", candidate(own="what is tea mate"), *others)[0] == 0


def test_the_same_topic_is_named_by_a_heading_without_another_word_of_content() -> None:
    found = values(
        "same_topic",
        "how brew tea",
        candidate(own="brew tea"),
        candidate(own="how brew tea"),
        candidate(own="brew green tea"),
        candidate(own="tea"),
        candidate(body="brew tea"),
    )
    assert found == [1, 1, 0, 0, 0]


def test_a_heading_that_asks_otherwise_is_of_another_topic() -> None:
    text = "why tea"
    assert values("same_topic", "tea", candidate(own=text), candidate(own="tea")) == [0, 1]


def test_a_heading_with_a_word_within_the_name_is_not_the_question() -> None:
    whole, other = "what does tea brew do", "what does tea pot brew do"
    candidates = candidate(own=whole), candidate(own=other)
    assert value("likeness", "what does tea brew do", candidates[1]) > EXACT
    assert values("exact", "what does tea brew do", *candidates) == [1, 0]


def test_a_section_says_what_something_does_that_it_names_in_code() -> None:
    made, named = candidate(body="pot with tea brew"), candidate(body="tea brew is a leaf")
    made = replace(made, text="\npot with `tea brew`")
    assert values("defines", "what does tea brew do", made, named) == [1, 0]


def test_a_section_that_defines_what_is_to_be_defined_says_so() -> None:
    found = values(
        "defines", "what is tea", candidate(body="tea is brew"), candidate(body="tea pot is water")
    )
    assert found[0] == 1
    assert 0 < found[1] < 0.5


def test_nothing_is_defined_where_no_definition_is_asked_for() -> None:
    assert value("defines", "how is tea", candidate(body="tea is brew")) == 0


def test_a_comparison_is_headed_by_both_of_what_is_compared() -> None:
    found = values(
        "names_both", "tea vs mate", candidate(own="mate tea"), candidate(own="tea leaf")
    )
    assert found == [1, 0]


def test_what_says_that_things_are_compared_is_none_of_them() -> None:
    assert value("names_both", "differ tea mate", candidate(own="mate tea")) == 1


# What kind of question it is


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How do I brew tea", True),
        ("and how can tea be brewed", True),
        ("which command brews tea", True),
        ("an example of tea", True),
        ("how is tea brewed", False),
        ("who knows how to brew", False),
        ("what is tea", False),
    ],
)
def test_code_is_wanted_by_a_question_for_a_way_or_a_command(question: str, wanted: bool) -> None:
    made = asked("tea", [candidate(has_code=True), candidate(has_code=False)])
    made.text = question
    assert FEATURES["wants_code"](made).tolist() == [float(wanted), 0]


@pytest.mark.parametrize(
    ("question", "asked_for"),
    [
        ("What is the difference between tea and mate", True),
        ("tea vs mate", True),
        ("Is tea better than mate", True),
        ("tea and mate", False),
        ("what makes tea different", False),
    ],
)
def test_a_comparison_asks_for_headings_that_name_both(question: str, asked_for: bool) -> None:
    made = asked("tea mate", [candidate(own="tea mate"), candidate(own="tea"), candidate("tea")])
    made.text = question
    found = FEATURES["compares"](made)
    assert found == pytest.approx([1, 0.5, 0] if asked_for else [0, 0, 0])


@pytest.mark.parametrize(
    ("body", "tells"),
    [
        ("Tea is brewed.", True),
        ("- [Green tea](green.md)\n- [Black tea](black.md)", False),
        ("[[green tea]] [[black tea]]", False),
        ("See https://tea.example/brewing-green-tea", False),
        ("How tea is brewed depends on [its kind](kinds.md).", True),
        ("array[[1, 2], [3, 4]](", True),
        ("", True),
    ],
)
def test_a_list_of_links_tells_nothing_itself(body: str, tells: bool) -> None:
    one = replace(candidate(), text=f"[Tea](tea.md)\n{body}")
    assert values("tells", "tea", one) == [float(tells)]


def test_an_example_is_code() -> None:
    code = replace(candidate(body="tea"), text="tea\n```\nbrew\n```")
    assert values("shows_example", "example tea", code, candidate(body="tea")) == [1, 0]
    assert values("shows_example", "tea", code) == [0]
