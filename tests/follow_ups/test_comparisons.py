"""`assistant.follow_ups.comparisons`: which two things were asked about, and what weighs them."""

from __future__ import annotations

import pytest
from turns import turns_of

from assistant.follow_ups.comparisons import alternatives, pair, weighed


@pytest.mark.parametrize(
    ("questions", "two"),
    [
        (["what is the difference between bind mounts and volumes"], ["bind mounts", "volumes"]),
        (["COPY or ADD?"], ["COPY", "ADD"]),
        (["should I use COPY or ADD"], ["COPY", "ADD"]),
        (["Should I use a volume or a bind mount?"], ["volume", "bind mount"]),
        (["for a database, named volumes or bind mounts?"], ["named volumes", "bind mounts"]),
        (["CMD vs ENTRYPOINT in a Dockerfile"], ["CMD", "ENTRYPOINT"]),
        (["how do I link a pod and a service"], ["pod", "service"]),
        (["what is tcp", "what is udp"], ["tcp", "udp"]),
        (["how do I start a pod", "how do I stop a pod"], ["start", "stop"]),
        (["what is tcp", "why?", "what is udp", "really?"], ["tcp", "udp"]),
        (["what is tcp"], []),
        (["how do I start a pod", "where are the logs"], []),
    ],
)
def test_the_two_things_that_were_asked_about(questions: list[str], two: list[str]) -> None:
    assert pair(turns_of(*questions)) == two


def test_what_is_asked_about_together_is_no_choice() -> None:
    both, either = turns_of("how do I link a pod and a service", "COPY or ADD?")
    assert alternatives(both) == []
    assert alternatives(either) == ["COPY", "ADD"]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("which is better?", "which is better, COPY or ADD?"),
        ("so which one should I use", "which one should I use, COPY or ADD?"),
        ("how do they differ?", "what's the difference between COPY and ADD?"),
        ("which is used by nginx?", ""),
        ("is it better?", ""),
        ("what's the difference to a volume?", ""),
    ],
)
def test_a_follow_up_that_weighs_names_the_two(question: str, asked: str) -> None:
    found = weighed(turns_of("COPY or ADD?"), question)
    assert (found.standalone if found else "") == asked


def test_nothing_is_weighed_where_one_thing_was_asked_about() -> None:
    assert weighed(turns_of("what is tcp"), "what's the difference?") is None
