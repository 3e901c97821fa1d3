"""`assistant.follow_ups.restating`: the last question asked again with one thing changed."""

from __future__ import annotations

import pytest

from assistant.follow_ups.restating import is_added, named_thing, restated


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("and the fair?", "the fair"),
        ("what about Marie?", "Marie"),
        ("no, I meant the market", "the market"),
        ("and Marie's?", ""),
        ("and in June?", ""),
        ("the fair", ""),
    ],
)
def test_a_follow_up_may_only_name_another_thing(question: str, thing: str) -> None:
    assert named_thing(question) == thing


@pytest.mark.parametrize("question", ["and on Windows?", "from a file?", "only the last 100 lines"])
def test_where_and_how_are_added(question: str) -> None:
    assert is_added(question)


@pytest.mark.parametrize("question", ["is it on Windows?", "on what?", "and networks?"])
def test_what_asks_or_changes_the_object_adds_nothing(question: str) -> None:
    assert not is_added(question)


@pytest.mark.parametrize(
    ("last", "question", "again"),
    [
        ("how do I remove all images", "and for networks?", "how do I remove all networks"),
        ("how do I back up a volume?", "and restore it?", "how do I restore a volume?"),
        ("how do I install docker", "and on mac?", "how do I install docker on mac?"),
        ("what is ENTRYPOINT?", "vs CMD?", "ENTRYPOINT vs CMD?"),
        ("so what is a tag?", "and a digest?", "what is a digest?"),
        ("when is the rent due?", "and the tax?", "when is the tax due?"),
        ("when is the rent due?", "no, I meant the tax", "when is the tax due?"),
        ("how many eggs for pancakes?", "and for waffles?", "how many eggs for waffles?"),
        ("how do I roll back?", "and a migration?", "how do I roll back a migration?"),
    ],
)
def test_one_thing_of_the_last_question_is_changed(last: str, question: str, again: str) -> None:
    assert restated(last, question) == again


@pytest.mark.parametrize(
    ("last", "question"),
    [
        ("how do I remove images", "and images?"),
        ("how do I remove containers", "and for stopped containers?"),
        ("how do I remove images", "what is a registry?"),
        ("docker images", "and for volumes?"),
        ("how do I remove images", "using podman on windows"),
    ],
)
def test_nothing_is_changed_by_the_same_or_by_a_question_of_its_own(
    last: str, question: str
) -> None:
    assert restated(last, question) == ""


def test_what_was_supplied_to_the_last_question_stays_at_its_end() -> None:
    again = restated("how do I list one?", "and in compose?", "containers")
    assert again == "how do I list one in compose (containers)?"
