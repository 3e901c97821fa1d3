"""`assistant.render.sanitizing`: what never reaches a terminal, whatever the notes hold."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.matching import Match
from assistant.model import Answer, NoAnswer, Passage
from assistant.render import (
    answer_text,
    best_alone,
    code_alone,
    matches_plain,
    matches_styled,
    one_line,
    reply_object,
    reply_plain,
    reply_styled,
    sanitize,
    status_object,
    status_plain,
    to_json,
)
from assistant.status import Status
from render.builders import (
    ROOT,
    answered,
    bare,
    hit,
    hostile,
    is_unsafe,
    passage,
    query,
    screen,
    source,
    unsafe,
)


def answer_of(text: str, path: str, name: str) -> Answer:
    """Put a text into every place of an answer."""
    hits = (hit(text, path, (name, text)), hit(text, path + "2", (name,), "a"))
    return Answer(query(), text, text, 1, 0.9, hits, (passage(text, text, path=path),), True)


def matches_of(reply: Answer, text: str) -> list[Match]:
    """Put a text into the line that is shown of each section, and mark a part of it."""
    line = text.replace("\n", " ")
    return [Match(one, 1, line, ((1, len(line)),)) for one in reply.hits]


def refusal_of(path: str, name: str, asked: str) -> NoAnswer:
    """Put texts into every place of a refusal."""
    place = source(path, (name,))
    line = Passage(asked, asked, 1, place)
    return NoAnswer(query(asked), "No.", (place,), 0.1, (), (name,), (asked,), (line,))


@given(hostile, hostile, hostile)
def test_nothing_unsafe_in_an_answer_reaches_plain_text(text: str, path: str, name: str) -> None:
    reply = answer_of(text, path, name)
    assert unsafe(reply_plain(reply)) == []
    assert unsafe(matches_plain(matches_of(reply, text))) == []


@given(hostile, hostile, hostile, st.integers(1, 100))
def test_nothing_unsafe_in_an_answer_reaches_styled_text(
    text: str, path: str, name: str, width: int
) -> None:
    reply = answer_of(text, path, name)
    for styled in (reply_styled(reply, ROOT), matches_styled(matches_of(reply, text), ROOT)):
        assert unsafe(bare(screen(styled, width))) == []


@given(hostile)
def test_nothing_unsafe_is_printed_alone(text: str) -> None:
    reply = answered(text, text)
    assert unsafe(best_alone(reply) + (code_alone(reply) or "") + answer_text(reply)) == []


@given(hostile, hostile)
def test_a_link_leads_to_the_file_of_a_note_or_where_it_says(text: str, path: str) -> None:
    sent = screen(reply_styled(answered(text, "", path=path), ROOT), width=10_000)
    for target, shown in re.findall(
        r"\x1b\]8;[^;]*;([^\x1b]+)\x1b\\(?:\x1b\[[\d;]*m)?([^\x1b]*)", sent
    ):
        assert target.startswith("file:///") or target == shown


@given(hostile, hostile, hostile)
def test_nothing_unsafe_in_a_refusal_reaches_the_output(path: str, name: str, asked: str) -> None:
    reply = refusal_of(path, name, asked)
    assert unsafe(reply_plain(reply)) == []
    assert unsafe(bare(screen(reply_styled(reply, ROOT)))) == []
    assert unsafe(to_json(reply_object(reply, 1.0))) == []


@given(hostile, hostile)
def test_nothing_unsafe_in_a_status_reaches_the_output(path: str, warning: str) -> None:
    status = Status(path, path, 0, 1, 0, 0, 0, (path,), (warning,))
    assert unsafe(status_plain(status)) == []
    assert unsafe(to_json(status_object(status))) == []


@given(st.text())
def test_sanitizing_keeps_the_length_and_every_safe_character(text: str) -> None:
    found = sanitize(text)
    assert len(found) == len(text)
    assert all(
        after == ("\ufffd" if is_unsafe(before) else before)
        for before, after in zip(text, found, strict=True)
    )


@given(hostile)
def test_a_path_or_an_error_stays_on_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_whatever_is_unsafe_is_replaced_wherever_it_stands() -> None:
    everything = [chr(code) for code in range(0x110000)]
    assert [char for char in everything if sanitize(f"a{char}b\n") != f"a{char}b\n"] == unsafe(
        "".join(everything)
    )
