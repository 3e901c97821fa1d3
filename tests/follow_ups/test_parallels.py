"""`assistant.follow_ups.parallels`: the same asked of another thing leaves nothing out."""

from __future__ import annotations

import pytest

from assistant.follow_ups.parallels import is_parallel


@pytest.mark.parametrize(
    ("last", "question"),
    [
        ("who has a pump", "and who has asthma?"),
        ("who can use the blue key", "and who can use a ladder"),
    ],
)
def test_the_same_is_asked_of_another_thing(last: str, question: str) -> None:
    assert is_parallel(last, question)


@pytest.mark.parametrize(
    ("last", "question"),
    [
        ("who has a pump", "who can have a ladder"),
        ("what is the pump", "what is the port"),
        ("who has a pump", "who has it"),
        ("who has a pump", "who has a ladder that is red"),
        ("who has a pump", "who has"),
    ],
    ids=["other verb", "of it", "refers back", "more", "nothing"],
)
def test_other_questions_are_no_such_pair(last: str, question: str) -> None:
    assert not is_parallel(last, question)
