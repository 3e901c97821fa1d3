"""`assistant.language.sentence_bounds`: where a sentence begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watched import Watched

from assistant.language.sentence_bounds import sentence_bounds

MANY = 2000
"""Of what a long paragraph is made; had each to do with each, there would be millions."""


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_bounds(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Boil it. | Then wait.",
        "Is it hot? | Yes! | Wait… | Drink.",
        "Wait... | Then drink.",
        'He said "Stop." | Then he left.',
        'The pot is 5" wide. | The lid is 6" wide.',
        "(It is hot.) | Wait.",
        "**Never boil it.** | It turns bitter.",
        "See [green tea](green.md). | It is mild.",
        "Boil it. | 5 minutes will do.",
        "Boil it. | `kettle` does.",
        "Boil it. | (Or don't.)",
        "Boil it.\n| Then wait.",
        "Fill in 2 l. | Then wait.",
        "Cups, pots, etc. | Then more.",
        "Das ist gut. | Über alles.",
        "水を沸かす。| お茶を入れる！| 飲む？| 終わり",
    ],
)
def test_a_sentence_ends_at_its_sign(text: str) -> None:
    assert sentences(text.replace("|", "")) == [piece.strip() for piece in text.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "Use a pot, e.g. Japanese iron.",
        "Use a pot (e.g. Japanese iron).",
        "Use hard water, i.e. London's.",
        "See Fig. 3 and pp. 4 and no. 5.",
        "Green tea, av. 3 cups, ext. 4417, from Sept. 5",
        "Dr. Brown met Mr. Green.",
        "Die Fa. Größmann, Tel. 040 1234, hat z.B. Grünen Tee.",
        "Green vs. Black tea.",
        "Y. Zhang and J. R. Smith drank it.",
        "Version 1.2.3 is older than 2.0.",
        "Edit /etc/tea.conf and tea.yml first.",
        "Ask at 10 a.m. and again at noon.",
        "Is it green? or black?",
        "Run `boil. Then wait. Now` to make it.",
        '"Too hot. Is the lid on?" means that it boils.',
        "Fax only (!) 07531 22.",
        "On Tue (?) 9 of us came.",
        "No end",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize("date", ["7.4.", "**30.8.**", "12.", "7.4.2024.", "> 7.4.24."])
def test_a_date_that_a_line_begins_with_is_no_sentence(date: str) -> None:
    text = f"{date} Ulla was stung. It swelled."
    assert sentences(text) == [
        f"{date} Ulla was stung.",
        "It swelled.",
    ]


def test_code_that_closes_a_sentence_ends_it() -> None:
    assert sentences("It prints `Done.` Then it stops.") == ["It prints `Done.`", "Then it stops."]


def test_a_case_comes_with_what_is_to_be_done_in_it() -> None:
    assert sentences("Drink it. Too bitter? Add milk. Is it hot? Wait.") == [
        "Drink it.",
        "Too bitter? Add milk.",
        "Is it hot?",
        "Wait.",
    ]


def test_an_abbreviation_is_a_word_of_its_own() -> None:
    assert sentences("Fill the teapots. It holds two.") == ["Fill the teapots.", "It holds two."]


def test_a_short_form_of_what_is_numbered_ends_a_sentence_where_no_number_follows() -> None:
    assert sentences("Ask at the ext. It rings. It takes 5 min. 2 of us wait.") == [
        "Ask at the ext.",
        "It rings.",
        "It takes 5 min.",
        "2 of us wait.",
    ]


def test_nothing_holds_no_sentence() -> None:
    assert sentences("") == sentences(" \n\t") == []


@given(st.text(alphabet="aA1.!?。` \n\"')(*"))
def test_sentences_hold_everything_but_white_space(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "We move on 14. März at last.",
        "Dr. Lang lives in Hauptstr. 4 now.",
        "Fr. Weber and Hr. Olsen came.",
    ],
)
def test_german_days_and_abbreviations_end_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_a_break_written_as_html_ends_a_sentence_and_is_no_part_of_it() -> None:
    assert sentences("Knead it<br>Chill it. <br />\nBake it") == [
        "Knead it",
        "Chill it.",
        "Bake it",
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "The tea is hot. ",
        "`The tea. ",
        "See e.g. Tea ",
        "(tea?) Hot ",
        '"Tea. Hot" ',
        '"Tea? Hot" ',
        "Hot? Tea. ",
    ],
)
def test_of_a_long_paragraph_no_more_is_looked_at_for_each_sentence_than_it_has(unit: str) -> None:
    text = Watched(unit * MANY)
    assert list(sentence_bounds(text))
    # What follows a quotation is looked at for two hundred characters.
    assert text.looked_at < 300 * MANY


def test_blanks_in_a_row_are_read_once_however_many() -> None:
    """From each of them again it took half a minute for these."""
    text = "Oil" + " " * 200_000 + "it."
    assert [*sentence_bounds(text)] == [(0, len(text))]


@pytest.mark.parametrize(
    "day",
    ["6 April.", "2025-04-06.", "**6 April 2025.**", "Tue 6th April.", "April 6, 2025.", "6.4."],
)
def test_a_day_alone_belongs_to_what_follows(day: str) -> None:
    assert sentences(f"{day} Oiled it. It was cold.") == [f"{day} Oiled it.", "It was cold."]


def test_a_day_at_the_end_of_a_sentence_ends_it() -> None:
    for sentence in ("He came on 6 April.", "Birthday 6 April."):
        assert sentences(f"{sentence} Then he left.") == [sentence, "Then he left."]
