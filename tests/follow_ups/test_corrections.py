"""`assistant.follow_ups.corrections`: follow-ups that say what was meant instead."""

from __future__ import annotations

import pytest
from turns import turns_of

from assistant.follow_ups.corrections import as_correction, meant_instead, uncorrected


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


@pytest.mark.parametrize("correction", ["no, I meant images", "sorry, images"])
def test_what_was_corrected_is_left_out(correction: str) -> None:
    turns = turns_of("how do I remove a volume", "and containers?", correction)
    assert uncorrected(turns) == [turns[0], turns[2]]


def test_what_was_not_is_kept() -> None:
    turns = turns_of("how do I remove a volume", "what does it mean")
    assert uncorrected(turns) == list(turns)
