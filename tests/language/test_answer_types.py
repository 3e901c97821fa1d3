"""`assistant.language.answer_types`: what a question asks for."""

from __future__ import annotations

import pytest

from assistant.language.answer_types import WHEN, asked_name


@pytest.mark.parametrize(
    "question",
    [
        "what does EXPOSE do",
        "and what is EXPOSE?",
        "what is EXPOSE/tcp",
        "what does EXPOSE's end do",
    ],
)
def test_a_name_in_capitals_is_asked_for_whatever_sign_stands_behind_it(question: str) -> None:
    assert asked_name(question) == "EXPOSE"


@pytest.mark.parametrize(
    "question", ["what is a port", "WHAT IS EXPOSE", "why EXPOSE", "what is A"]
)
def test_no_name_in_capitals_is_asked_for(question: str) -> None:
    assert asked_name(question) == ""


@pytest.mark.parametrize(
    "question",
    [
        "when is the fair",
        "do we know when the fair is",
        "by when must I pay",
        "who pays, and when?",
        "which month is the fair in",
    ],
)
def test_a_time_is_asked_for_by_when(question: str) -> None:
    assert WHEN.search(question)


@pytest.mark.parametrize(
    "question",
    [
        "what happens when a pump is stolen",
        "how much does the pump draw when it is idle",
        "who helps when the pump leaks",
    ],
)
def test_none_is_where_when_names_the_case(question: str) -> None:
    assert not WHEN.search(question)
