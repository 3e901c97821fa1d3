"""`assistant.language.comments`: what is a comment, and what only looks like one."""

from __future__ import annotations

import pytest

from assistant.language.comments import (
    begins_comment,
    comment_bounds,
    is_comment,
    without_comments,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Oil it. <!-- when? -->", "Oil it."),
        ("<!-- a --> Oil it. <!-- b --> Dry it.", "Oil it. Dry it."),
        ("Oil <!-- over\ntwo lines --> it.", "Oil it."),
        ("Oil it %% not the lid %% twice.", "Oil it twice."),
        ("Oil it. %%when?%%", "Oil it."),
        ("Oil it.\n  <!-- a -->\nDry it.", "Oil it.\nDry it."),
        ("> Oil it.\n> <!-- a -->\n> Dry it.", "> Oil it.\n> Dry it."),
        ("| oil <!-- a --> | red |", "| oil | red |"),
    ],
)
def test_a_comment_goes_with_the_line_that_it_fills(text: str, shown: str) -> None:
    assert without_comments(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Oil 50%% of it, and 20%% of that.",
        "Write %%i in a file, or %%j.",
        "Between `<!--` and `-->` stands what is hidden.",
        "Write `<!-- so -->` there, or ``%% `so` %%``.",
        "It is <!-- never closed.",
        "It is %% never closed.",
        "An arrow --> there.",
    ],
)
def test_what_only_looks_like_a_comment_is_shown(text: str) -> None:
    assert without_comments(text) == text
    assert not is_comment(text)


@pytest.mark.parametrize("text", ["<!-- a\n\nb -->", "%% a %%", "%%\na\n%%", "<!--a--><!--b-->"])
def test_a_block_may_be_nothing_but_comments(text: str) -> None:
    assert is_comment(text)


@pytest.mark.parametrize("text", ["<!-- a --> Oil it. <!-- b -->", "%%a%% Oil it. %%b%%", ""])
def test_text_between_comments_is_no_comment(text: str) -> None:
    assert not is_comment(text)


@pytest.mark.parametrize("text", ["<!-- a", "  <!-- a", "> <!-- a", "- <!-- a", "1. %% a"])
def test_a_comment_may_begin_behind_the_marks_of_a_list_or_quotation(text: str) -> None:
    assert begins_comment(text)
    assert not begins_comment(f"Oil {text}")


def test_a_comment_behind_many_pieces_of_code_is_looked_for_once() -> None:
    """From each piece again it took a minute for these."""
    text = "`a` " * 40_000
    assert [*comment_bounds(f"{text}<!-- b -->")] == [(len(text), len(text) + len("<!-- b -->"))]
