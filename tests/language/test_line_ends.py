"""`assistant.language.line_ends`: which lines of a paragraph were ended on purpose."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.line_ends import ended_lines, is_for_programs, kept_line_ends

PROSE = (
    "The kettle stands on the left shelf, and whoever takes it down has to put it back before "
    "London wakes. Never fill it above the mark (Grandfather did, once), as the lid of a full one "
    "opens by itself, and `boiling water` runs over the Persian carpet, the only one that we have: "
    "it came from Isfahan in 1923, on a cart. Then wait."
)


def ended(text: str) -> list[int]:
    return ended_lines(text.split("\n"))


def kept(text: str) -> list[int]:
    return kept_line_ends(text.split("\n"))


def test_where_the_next_word_would_have_fitted_a_line_was_ended_on_purpose() -> None:
    text = (
        "kettle: left shelf, behind the `green` tins that nobody ever opens\n"
        "spare key for the shed is in the blue mug, as it always was since the last one got lost\n"
        "shed lamp needs a new bulb"
    )
    assert ended(text) == [0, 1]


def test_lines_that_begin_with_a_label_are_apart_however_long() -> None:
    tea = "where nobody will ever look for it, neither by day nor by night"
    assert ended(f"green tea: {tea}\nblack tea: {tea}") == [0]
    assert ended(f"green tea {tea}\nblack tea: {tea}") == []


@pytest.mark.parametrize("sign", [" =", " –", " →", " ->", "::", " ⇒"])
def test_lines_that_mostly_say_what_something_is_are_apart_however_long(sign: str) -> None:
    tea = "where nobody will ever look for it, neither by day nor by night."
    text = f"green tea{sign} {tea}\nblack tea{sign} {tea}\nwhite tea{sign} {tea}"
    assert ended(text) == kept(text) == [0, 1]


def test_a_line_or_two_amid_those_that_say_what_something_is_is_one_of_them() -> None:
    tea = "where nobody will ever look for it, neither by day nor by night"
    text = f"green tea = 70°\na dozen cups\nblack tea → {tea}\nMilk: {tea} nor at dawn\nLemon = no."
    assert ended(text) == [0, 1, 2, 3]


def test_prose_with_a_dash_in_a_line_flows() -> None:
    tea = "stands where nobody will ever look for it, neither by day nor"
    assert ended(f"green tea – {tea}\nby night it {tea}\nby dawn, but {tea}\nby noon.") == []


def test_what_defines_a_term_is_apart_from_it() -> None:
    term = "the leaves that are left in the pot when everybody has had their tea,"
    assert ended(f"{term}\n: dregs") == [0]


def test_the_widest_line_was_ended_on_purpose_where_all_others_were() -> None:
    text = "boil water\nput the leaves into the larger one of the two pots that we have left\nwait"
    assert ended(text) == [0, 1]
    assert ended(text.replace(" left", " of")) == [0]


def test_capitals_begin_thoughts_where_lines_were_hardly_wrapped() -> None:
    text = (
        "The mead stopped at day 12 at a gravity of 1.052\n"
        "Too cold in the shed at night, moved it beside the stove of the kitchen\n"
        "Second try with other yeast, see the label on the lid"
    )
    assert ended(text) == [0, 1]


@pytest.mark.parametrize("sign", ["✅", "☐", "🫖", "[ ]", "[x]", "•"])
def test_a_sign_that_is_no_punctuation_begins_a_thought(sign: str) -> None:
    assert ended(f"{sign} Buy green tea\n{sign} Descale the kettle, all of it") == [0]


def test_where_all_lines_are_very_short_each_is_a_thought() -> None:
    assert ended("Shed 2580\nkettle abcd\nbarn 4711") == [0, 1]
    assert ended("Then take the kettle\nout of the shed and\nfill it up.") == []


def test_a_property_of_an_outline_is_apart() -> None:
    assert ended("the kettle that we took\nid:: 65e5\nbought:: 2021.") == [0, 1]


def test_lines_that_go_on_are_left_together() -> None:
    assert ended("boil the water and\nwait") == []
    assert ended("green, black,\nwhite tea") == []
    assert ended("we drink tea that comes from Ceylon\nwhich is far away") == []
    assert ended("wait for the kettle\n(it whistles)\nto boil: two minutes") == []


def test_one_long_word_does_not_show_how_wide_the_text_was_wrapped() -> None:
    address = "https://tea.example/" + "x" * 60
    assert (
        ended(f"the leaves that we drink were all bought from the shop\n{address}\nin spring") == []
    )


def test_an_image_written_into_the_text_is_passed_over() -> None:
    # It took hours when the end of the line was looked for from each of its letters.
    image = f"![](data:image/png;base64,{'A' * 2_000_000})"
    assert ended(f"the kettle\n{image} is\non the shelf") == []


def test_an_item_of_a_list_goes_on_in_small_letters() -> None:
    assert ended("boil water\nwait") == [0]
    assert ended("- boil water\n  and wait") == []


@pytest.mark.parametrize("text", ["Boil the water  \nthen wait.", "Boil the water\\\nthen wait."])
def test_what_markdown_keeps_was_ended_on_purpose(text: str) -> None:
    assert ended(text) == kept(text) == [0]


@given(st.integers(61, 100), st.sampled_from(["", "- ", "> "]))
def test_wrapped_prose_flows(width: int, sign: str) -> None:
    rest = sign if sign == "> " else " " * len(sign)
    lines = textwrap.wrap(
        PROSE, width, initial_indent=sign, subsequent_indent=rest, break_on_hyphens=False
    )
    assert ended_lines(lines) == []


@pytest.mark.parametrize(
    "text",
    [
        "Boil it.\nThen wait.\nDrink it while it is hot.",
        "Boil it.\nThen wait",
        "When the water is hot\nand the leaves are in,\nwait for a while.",
        "[Green tea](https://tea.example/green)\nis mild.",
    ],
)
def test_prose_with_a_sentence_or_a_clause_a_line_is_shown_as_one_paragraph(text: str) -> None:
    assert kept(text) == []


def test_sentences_stay_lines_amid_others_that_are_none() -> None:
    assert kept("Boil it\nThen wait.\nDrink it hot") == [0, 1]
    assert kept("Kettle: left shelf.\nPot: right shelf.") == [0]


def test_what_outliners_state_for_themselves_is_for_no_reader() -> None:
    assert is_for_programs("id:: 65e5a1b2")
    assert is_for_programs("collapsed:: true")
    assert not is_for_programs("bought:: 2021")
    assert not is_for_programs("id: 65e5a1b2")


def test_a_short_line_that_ends_with_a_colon_was_ended_whatever_follows() -> None:
    assert ended_lines(["For the cake:", "flour and eggs, and no salt."]) == [0]
    assert ended_lines(["For the cake", "flour and eggs, and no salt."]) == []


@pytest.mark.parametrize("sign", [":", " –", " =", " ->"])
def test_two_lines_that_each_say_what_something_is_were_ended(sign: str) -> None:
    assert ended_lines([f"oven{sign} upstairs", f"sink{sign} below, in the yard."]) == [0]
