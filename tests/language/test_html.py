"""`assistant.language.html`: the text of HTML, beside its tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.html import is_read, line_bounds, without_tags


def texts(html: str) -> list[str]:
    return [html[start:end] for start, end in line_bounds(html)]


@pytest.mark.parametrize("html", ["<div>", "> <p>tea</p>", "  <table>"])
def test_html_is_read(html: str) -> None:
    assert is_read(html)


@pytest.mark.parametrize("html", ["<!-- tea -->", "<script>", "<STYLE>", "---", "[a]: b", ""])
def test_comments_programs_and_what_is_no_html_are_not(html: str) -> None:
    assert not is_read(html)


def test_a_line_goes_from_its_first_text_to_its_last() -> None:
    html = "<div>\n  <p>Boil <b>it</b>.</p>\n</div>\nNow <br>"
    assert texts(html) == ["Boil <b>it</b>.", "Now "]


def test_what_opens_and_closes_a_section_is_left_out() -> None:
    assert texts("<details>\n<summary>Tea</summary>\nBoil it.\n</details>") == ["Boil it."]


def test_readers_see_cells_apart_and_the_signs_that_entities_stand_for() -> None:
    assert without_tags("<tr>\n<td>a &lt; b</td>\n<td>2 < 3</td>\n</tr>") == "a < b | 2 < 3"


@given(st.text(alphabet="<>/a b\n&;!-"))
def test_any_text_is_read_in_order(html: str) -> None:
    bounds = [place for pair in line_bounds(html) for place in pair]
    assert bounds == sorted(bounds)
    assert all(0 <= place <= len(html) for place in bounds)
