"""`assistant.answers.fact_lines`: a fact out of a list of facts, with its nearest neighbours."""

from __future__ import annotations

import pytest
from pumps import answered, section, words

from assistant.answers.fact_lines import MOST_WORDS, asks_for_fact

COLOURS = ["red", "blue", "green", "white", "black", "brown", "grey", "pink", "gold", "lime"]
FACTS = [f"{colour} pump: serves the garden bed number {at}" for at, colour in enumerate(COLOURS)]
"""Eight words each, and one more for the sign of an item."""


def shown(question: str, *blocks: str) -> list[str]:
    return [line for line in answered(question, section(*blocks)).text.split("\n") if line]


@pytest.mark.parametrize(
    "question",
    ["what does the white pump serve", "white pump", "which bed is on the white pump"],
)
def test_a_question_for_a_fact_asks_for_one(question: str) -> None:
    assert asks_for_fact(question)


@pytest.mark.parametrize(
    "question",
    [
        "which pumps are there",
        "pump vs lift",
        "why is the white pump on",
        "explain the white pump",
        "reasons for the white pump",
        "what to do with the white pump",
    ],
)
def test_a_list_a_comparison_and_what_takes_more_than_a_line_are_no_facts(question: str) -> None:
    assert not asks_for_fact(question)
    assert shown(question, *(f"- {fact}" for fact in FACTS))[0] == f"- {FACTS[0]}"


@pytest.mark.parametrize(
    "blocks",
    [
        ["\n".join(f"- {fact}" for fact in FACTS)],
        ["\n".join(FACTS)],
        FACTS,
        [fact.replace(": ", "\n: ") for fact in FACTS],
    ],
    ids=["items", "lines", "paragraphs", "definitions"],
)
def test_a_fact_is_shown_with_as_many_neighbours_as_there_is_room_for(blocks: list[str]) -> None:
    found = shown("white pump", *blocks)
    text = section(*blocks)
    whole = [line for line in text.split("\n")[3:] if line]
    first = whole.index(found[0])
    assert found == whole[first : first + len(found)]
    assert first < next(at for at, line in enumerate(whole) if "white" in line)
    assert len(" ".join(found).split()) <= MOST_WORDS < len(" ".join(found).split()) + 10


def test_what_leads_in_to_a_list_is_shown_with_a_fact_near_it() -> None:
    items = "\n".join(f"- {fact}" for fact in FACTS)
    found = shown("what does the green pump serve", words(9, "old") + ".", "Beds:", items)
    assert found == ["Beds:", *(f"- {fact}" for fact in FACTS[:4])]


def test_no_fact_is_shown_with_the_end_of_another_list_above_it_or_a_lead_in_below_it() -> None:
    items = "\n".join(f"- hose: {words(21)}" for _ in range(3))
    fact = f"yellow pump: {words(16)}"
    assert shown("yellow pump", items, fact, "Others:", items) == [fact]


def test_steps_and_prose_are_shown_around_what_answers() -> None:
    steps = "\n".join(f"{at}. {fact}" for at, fact in enumerate(FACTS, start=1))
    assert len(shown("what does the white pump serve", steps)) > 4
    prose = [f"The {colour} pump serves the garden bed number nine." for colour in COLOURS]
    assert len(shown("what does the white pump serve", *prose)) > 4


def test_how_is_answered_by_a_line_alone_only_where_that_says_what_to_do() -> None:
    told = [f"- clean {colour} pump: `pumpctl clean {colour} --now --all`" for colour in COLOURS]
    question = "how do I clean the white pump"
    assert len(shown(question, "\n".join(told))) == 4
    steps = [line.replace(":", " with").replace("`", "") for line in told]
    assert len(shown(question, "\n".join(steps))) > 4


def test_a_few_words_are_not_cut() -> None:
    items = [f"- {fact}" for fact in FACTS[:4]]
    assert shown("what does the red pump serve", "\n".join(items)) == items


def test_the_items_below_another_are_shown_all_or_not_at_all() -> None:
    steps = ["- Steps to clean the hose", *(f"  - {words(9)}" for _ in range(4))]
    text = "\n".join([*(f"- {fact}" for fact in FACTS[:3]), *steps])
    assert shown("which bed is on the green pump", text)[-1] == f"- {FACTS[2]}"
