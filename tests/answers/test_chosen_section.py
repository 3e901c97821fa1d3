"""`assistant.answers.chosen_section`: which of the sections found comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.chosen_section import moved_first, one_first, stated_first
from assistant.model import Block, BlockKind, Chunk, Evidence, Hit, Source


def hit(path: str, *matched: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Hit:
    source = Source(path, ("Barn",), "barn", 1, 1)
    return Hit(Chunk(source, "red", (Block(kind, 1, 1),)), 1.0, Evidence(1.0, 1.0, 0.5, matched))


TOLD = hit("barn.md", "red")
OTHER = hit("loft.md", "red", "owner")


def test_what_front_matter_states_comes_before_the_section_of_its_note_that_lacks_it() -> None:
    stated = hit("barn.md", "owner", kind=BlockKind.FACT)
    assert stated_first([TOLD, OTHER, stated]) == [stated, TOLD, OTHER]


def test_what_the_section_holds_as_well_need_not_be_stated() -> None:
    stated = hit("barn.md", "red", kind=BlockKind.FACT)
    assert stated_first([TOLD, stated]) == [TOLD, stated]


def test_what_front_matter_states_of_another_note_stays_where_it_is() -> None:
    stated = hit("loft.md", "owner", kind=BlockKind.FACT)
    assert stated_first([TOLD, stated]) == [TOLD, stated]


def headed(heading: str, score: float = 1.0, *matched: str) -> Hit:
    source = Source("barn.md", ("Barn", heading), "barn", 1, 1)
    chunk = Chunk(source, "red", (Block(BlockKind.PARAGRAPH, 1, 1),))
    return Hit(chunk, score, Evidence(1.0, 1.0, 0.5, matched))


EVERY = headed("Paint all old barns", 2.0, "paint", "barn")
SINGLE = headed("Paint a barn", 1.5, "paint", "barn")


def test_what_is_on_one_thing_comes_before_what_is_on_all_where_one_is_asked_of() -> None:
    assert one_first("paint barn", [EVERY, SINGLE]) == [SINGLE, EVERY]


@pytest.mark.parametrize("question", ["paint barns", "paint all barns", "paint every barn"])
def test_it_does_not_where_several_or_all_are_asked_of(question: str) -> None:
    assert one_first(question, [EVERY, SINGLE]) == [EVERY, SINGLE]


@pytest.mark.parametrize(
    "other", [headed("Paint a barn", -1.0, "paint", "barn"), headed("A barn", 1.5, "barn")]
)
def test_nor_does_it_where_it_scores_far_less_or_holds_less(other: Hit) -> None:
    assert one_first("paint barn", [EVERY, other]) == [EVERY, other]


@given(st.integers(1, 9), st.data())
def test_one_is_moved_before_the_others_which_keep_their_order(
    count: int, data: st.DataObject
) -> None:
    hits = [hit(f"{number}.md") for number in range(count)]
    at = data.draw(st.integers(0, count - 1))
    assert moved_first(hits, at) == [hits[at], *(one for one in hits if one is not hits[at])]
