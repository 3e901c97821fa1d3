"""`assistant.language.dates`: which texts are dates, and which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.dates import Date, dates_in_figures, dates_in_name, first_date, with_dates


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("March 14th, 2025", "14-march-2025"),
        ("Mar. 14 2025.", "14-march-2025."),
        ("on the 14th of March, 2025, at 10:00", "on the 14-march-2025, at 10:00"),
        ("(14. March 2025)", "(14-march-2025)"),
        ("14 Mar and 3rd Sept", "14 MARCH and 3 SEPTEMBER"),
        ("march the 14th", "14 MARCH"),
        ("MARCH 1ST", "1 MARCH"),
        ("14 March 10:00", "14 MARCH 10:00"),
        ("from 3 March 14 days on", "from 3 MARCH 14 days on"),
    ],
)
def test_dates_in_words_are_written_in_one_way(text: str, written: str) -> None:
    assert with_dates(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "on the 14th",
        "in March 2025",
        "40 March",
        "2.14 March",
        "$14 March",
        "May 14:00",
        "March 14/15",
        "14 marching bands",
        "14\nMarch",
        "March\n14",
        "step 3 may fail",
        "a 14-March-2025 b",
    ],
)
def test_what_is_no_date_in_words_stays(text: str) -> None:
    assert with_dates(text) == text


@given(st.text(alphabet="0123456789 .,:/-+%\nstndrhof") | st.text())
def test_without_a_month_nothing_is_a_date_in_words(text: str) -> None:
    if not any(month in text.lower() for month in ("ja", "fe", "ma", "ap", "ju", "au", "se")):
        text = text.replace("oct", "").replace("nov", "").replace("dec", "")
        assert with_dates(text) == text


@given(st.text(alphabet="0123456789 .,\nMarch Maythnd"))
def test_dates_in_words_are_found_once_and_line_by_line(text: str) -> None:
    written = with_dates(text)
    assert with_dates(written) == written
    assert written == "\n".join(map(with_dates, text.split("\n")))


@pytest.mark.parametrize(
    "word",
    [
        *("2025-03-14", "2025/3/14", "14.03.2025", "14.3.2025", "14/3/2025", "3/14/2025"),
        *("14-MAR-2025", "14/3/25", "14/03/25", "14.03.25", "14.3.25"),
    ],
)
def test_a_date_in_figures_is_read_however_it_is_written(word: str) -> None:
    assert dates_in_figures(word) == [Date(2025, 3, 14)]


def test_where_day_and_month_can_t_be_told_apart_both_may_be_meant() -> None:
    assert {*dates_in_figures("3/4/2025")} == {Date(2025, 3, 4), Date(2025, 4, 3)}
    assert dates_in_figures("3.4.2025") == [Date(2025, 4, 3)]
    assert dates_in_figures("4/4/2025") == [Date(2025, 4, 4)]
    assert {*dates_in_figures("3/4/98")} == {Date(1998, 3, 4), Date(1998, 4, 3)}


@pytest.mark.parametrize(
    "word",
    [
        "2025-13-08",
        "2025-00-08",
        "12025-03-08",
        "32.1.2025",
        "13/13/2025",
        "1.2.3.2025",
        "14-3/2025",
    ],
)
def test_a_day_that_can_t_be_is_no_date(word: str) -> None:
    assert dates_in_figures(word) == []


@pytest.mark.parametrize(
    "word",
    [
        "2025.3.14",
        "1.2.0025",
        "2025-03",
        "8080/3/14",
        "40-mar-2025",
        "v14.3.2025",
        "3.9.10",
        "12-4-25",
        "",
    ],
)
def test_what_is_rather_something_else_is_no_date(word: str) -> None:
    assert dates_in_figures(word) == []


@pytest.mark.parametrize(
    "file",
    [
        "2025-03-14.md",
        "2025_03_14.md",
        "2025.03.14 Retro.md",
        "20250314.txt",
        "14.03.2025.md",
        "Retro (14 Mar 2025).md",
        "March_14th,_2025.md",
    ],
)
def test_a_file_is_named_after_a_day_in_many_ways(file: str) -> None:
    assert dates_in_name(file) == ("2025-03-14",)


def test_a_file_may_be_named_after_two_days_and_most_are_after_none() -> None:
    assert dates_in_name("2025-03-14 to 2025-03-16.md") == ("2025-03-14", "2025-03-16")
    assert dates_in_name("2025-03-14 and 14.3.2025.md") == ("2025-03-14",)
    assert dates_in_name("202503141030 1.2.3 march.md") == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("**2025-03-04.** Oiled it on 5 March", "2025-03-04"),
        ("Tue, 4 March 2025: oiled it", "2025-03-04"),
        ("oiled on March 4th", "0000-03-04"),
        ("| 04.03.2025 | oil |", "2025-03-04"),
        ("oiled 4 times in 2025", ""),
    ],
)
def test_the_first_day_that_a_text_names_may_lack_its_year(text: str, date: str) -> None:
    assert first_date(text) == date
