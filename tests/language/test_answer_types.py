"""`assistant.language.answer_types`: what a question asks for."""

from __future__ import annotations

import pytest

from assistant.language.answer_types import asked_name


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
