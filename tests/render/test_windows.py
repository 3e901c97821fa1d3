"""`assistant.render.windows`: which part of a long line is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.render.windows import window, window_start


def test_a_line_that_fits_is_shown_whole() -> None:
    assert window("a short line", [(2, 7)], 12) == "a short line"


def test_a_line_without_a_word_looked_for_is_shown_from_its_beginning() -> None:
    assert window("one two three", [], 8) == "one two…"


def test_words_far_behind_are_brought_into_view_at_a_blank() -> None:
    line = "aaa " * 10 + "here bbb bbb"
    assert window(line, [(40, 44)], 20) == "…aaa here bbb bbb"


def test_where_most_words_stand_close_is_shown() -> None:
    line = "key " + "aaa " * 20 + "key key"
    assert window_start(line, [(0, 3), (84, 87), (88, 91)], 24) > 60


@given(st.text(), st.integers(0, 50), st.integers(10, 60))
def test_a_window_is_never_wider(text: str, begin: int, width: int) -> None:
    assert len(window(text, [(min(begin, len(text)), len(text))], width)) <= width


def test_words_by_the_thousand_are_counted_once_each() -> None:
    # Each compared with each took hours.
    words = [(at, at + 1) for at in range(0, 2_000_000, 2)]
    assert window_start("a " * 1_000_000, words, 80) == 0
