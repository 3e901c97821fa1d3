"""`assistant.language.code_spans`: code in backticks, as CommonMark pairs them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.language.code_spans import CodeSpans, code_bounds


def codes(text: str) -> list[str]:
    return [text[begin:end] for begin, end, _ in code_bounds(text)]


def test_a_run_is_closed_by_the_next_of_its_length() -> None:
    assert codes("`a` ``b ` c`` ```d`` `e`") == ["`a`", "``b ` c``", "`e`"]


def test_what_is_never_closed_is_no_code() -> None:
    assert codes("a ` b `` c ``` d") == []


@given(st.text(alphabet="`a \n"))
def test_code_is_that_of_a_pattern_that_looks_for_each_end(text: str) -> None:
    pattern = r"(?s)(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)"
    found = [(*match.span(), len(match[1])) for match in re.finditer(pattern, text)]
    assert list(code_bounds(text)) == found


def test_the_next_is_looked_for_from_a_place_on() -> None:
    spans = CodeSpans("`a` `b` `c`")
    assert spans.next_from(1) == (2, 5, 1)
    assert spans.next_from(6) == (6, 9, 1)
    assert spans.next_from(9) is None
