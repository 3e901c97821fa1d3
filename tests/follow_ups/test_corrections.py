"""`assistant.follow_ups.corrections`: follow-ups that say what was meant instead."""

from __future__ import annotations

import pytest

from assistant.follow_ups.corrections import as_correction, is_correction, meant_instead


@pytest.mark.parametrize(
    ("question", "instead"),
    [
        ("no, I meant networks", "networks"),
        ("Sorry, I mean a repository", "a repository"),
        ("what does it mean", ""),
        ("networks", ""),
    ],
)
def test_a_correction_says_what_was_meant(question: str, instead: str) -> None:
    assert meant_instead(question) == instead


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("sorry, images", "I meant images"),
        ("images i mean", "I meant images"),
        ("not containers, images", "I meant images"),
        ("no, I meant images", ""),
        ("images", ""),
    ],
)
def test_what_only_names_what_was_meant_is_put_as_one_that_says_so(
    question: str, says: str
) -> None:
    assert as_correction(question) == says


def test_either_form_is_a_correction_and_a_question_is_none() -> None:
    assert is_correction("no, I meant images")
    assert is_correction("sorry, images")
    assert not is_correction("what does it mean")
