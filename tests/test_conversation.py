"""`assistant.conversation`: a follow-up is understood from the turns before it.

The cases stand in `follow_ups.md`. Most of them are those of the modules of `assistant.follow_ups`,
which have tests of their own for what a case doesn't show.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turns import after, answered, conversation_of, query_of, unanswered

from assistant.conversation import LONGEST_FOLLOW_UP, continued, resolve
from assistant.language.contractions import with_apostrophes
from assistant.model import Conversation, Query, Remark, Resolution, ResolutionKind, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "fixtures" / "follow_ups.md"

QUESTIONS = st.sampled_from(
    [
        "how do I stop a container",
        "and how do I remove it?",
        "what about ENTRYPOINT?",
        "why?",
        "tell me more",
        "the second one",
        "what's the difference between the two?",
        "is it possible to do that in compose",
        "What is Docker Hub?",
        "docker ps -a --no-trunc",
        "¿qué es un contenedor?",
    ]
)


def cases() -> Iterator[tuple[str, list[str], str]]:
    """Give each case's title, questions, and the last one as it is understood."""
    for section in re.split(r"^## ", CASES.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        for block in body.strip().split("\n\n"):
            lines = block.split("\n")
            asked = [line[2:] for line in lines if line.startswith("> ")]
            yield title, asked, lines[-1].removeprefix("= ")


@pytest.mark.parametrize(("title", "asked", "expected"), list(cases()))
def test_a_follow_up_is_understood(title: str, asked: list[str], expected: str) -> None:
    found = resolve(conversation_of(asked[:-1]), asked[-1])
    assert found.standalone == expected, title


@pytest.mark.parametrize("operator", ["-compose", "tag:cli", "-path:old"])
def test_an_operator_is_nothing_to_go_on_about(operator: str) -> None:
    query = query_of(f"how do I list images {operator}", Resolution("how do I list images"))
    found = resolve(after(unanswered(query)), "how do I remove them?")
    assert found.standalone == "how do I remove images?"


def test_what_only_looks_like_an_operator_is() -> None:
    found = resolve(conversation_of(["what does the option -compose do"]), "when do I need it?")
    assert found.standalone == "when do I need option -compose?"


def test_what_was_replaced_is_told() -> None:
    found = resolve(conversation_of(["what is throat cancer?"]), "is it treatable?")
    assert found == Resolution(
        "is throat cancer treatable?",
        (("it", "throat cancer"),),
        kind=ResolutionKind.SUBSTITUTED,
    )


def test_what_was_left_out_is_told_beside_an_empty_word() -> None:
    found = resolve(conversation_of(["what volume types are there"]), "which one is the fastest?")
    assert found.replaced == (("", "volume types"),)
    assert found.supplied == "volume types"


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (["what is a registry?", "how do I build an image"], ResolutionKind.AS_TYPED),
        (["how do I list images", "and volumes?"], ResolutionKind.RESTATED),
        (["should I use COPY or ADD", "what does the second one do?"], ResolutionKind.RESTATED),
        (["how do I list the networks", "remove the unused ones"], ResolutionKind.RESTATED),
        (["is an image a layer", "no, I meant a build cache"], ResolutionKind.RESTATED),
        (["what is throat cancer?", "is it treatable?"], ResolutionKind.SUBSTITUTED),
        (["what is docker?", "why would I use that?"], ResolutionKind.SUBSTITUTED),
        (["what volume types are there", "which one is the fastest?"], ResolutionKind.EXTENDED),
        (["what is a registry", "why?"], ResolutionKind.EXTENDED),
    ],
)
def test_how_a_follow_up_was_understood_is_told(asked: list[str], kind: ResolutionKind) -> None:
    assert resolve(conversation_of(asked[:-1]), asked[-1]).kind is kind


def test_what_was_corrected_is_not_gone_back_to() -> None:
    asked = ["how do I delete a container", "and for volumes?", "no, I meant networks"]
    difference = resolve(conversation_of(asked), "what's the difference?").standalone
    assert "volume" not in difference
    assert "network" in difference


def test_brackets_that_were_typed_are_no_supply() -> None:
    asked = conversation_of(["how do I list containers (running)?"])
    assert resolve(asked, "and in compose?").standalone.count("(running)") == 1


def test_what_was_pointed_at_is_asked_on() -> None:
    query = query_of("what networks are there", Resolution("what networks are there"))
    conversation = after(answered(query, "- **bridge**: on one host.\n- `host`: no border."))
    pointed = resolve(conversation, "the second one")
    longer = conversation.add(Turn(unanswered(query_of("the second one", pointed))))
    assert resolve(longer, "why?").standalone == "why: host?"


def test_more_passes_over_the_sections_that_were_shown() -> None:
    query = query_of("what is a network", Resolution("what is a network"))
    conversation = after(answered(query, "A network.", "networks"))
    more = resolve(conversation, "tell me more")
    assert more.passed_over == ("networks.md#networks",)
    longer = conversation.add(Turn(answered(query_of("tell me more", more), "Yes.", "names")))
    found = resolve(longer, "more")
    assert set(found.passed_over) == {"networks.md#networks", "networks.md#names"}
    assert found.standalone == "more: network?"


def test_an_example_may_stand_in_the_section_that_was_shown() -> None:
    query = query_of("what is a network", Resolution("what is a network"))
    assert resolve(after(answered(query, "A network.")), "show me an example").passed_over == ()


@pytest.mark.parametrize("typed", ["volme", "Volme"])
def test_a_word_that_was_mended_is_carried_over_mended(typed: str) -> None:
    query = Query(
        f"what is a {typed}",
        Resolution("what is a volume"),
        (),
        (),
        corrections=((typed, "volume"),),
    )
    assert resolve(after(unanswered(query)), "where is it kept?").standalone == (
        "where is volume kept?"
    )


def test_a_remark_is_no_turn() -> None:
    conversation = conversation_of(["what is a volume"])
    thanks = Remark(query_of("thanks", Resolution("thanks")), "You're welcome.")
    assert continued(conversation, thanks) is conversation


def test_a_reply_is_the_next_turn() -> None:
    reply = unanswered(query_of("what is a volume", Resolution("what is a volume")))
    (found,) = continued(Conversation(), reply).turns
    assert (found.question, found.query, found.hits, found.reply) == (
        "what is a volume",
        reply.query,
        reply.hits,
        reply,
    )


@given(st.text())
def test_the_first_question_is_left_alone_but_for_apostrophes(question: str) -> None:
    assert resolve(Conversation(), question) == Resolution(with_apostrophes(question))


@given(st.lists(QUESTIONS, min_size=1, max_size=6), QUESTIONS)
def test_the_same_conversation_gives_the_same_question(asked: list[str], question: str) -> None:
    one, other = conversation_of(asked), conversation_of(asked)
    assert resolve(one, question) == resolve(other, question)
    assert one == other


@given(st.lists(QUESTIONS | st.text(max_size=80), max_size=5), QUESTIONS | st.text(max_size=80))
def test_any_question_can_follow_any_other(asked: list[str], question: str) -> None:
    found = resolve(conversation_of(asked), question)
    assert (found.standalone == question) or found.replaced


@given(st.lists(QUESTIONS, max_size=5))
def test_a_question_with_its_own_topic_is_left_alone(asked: list[str]) -> None:
    question = "How do I grow a lemon tree from a seed in a pot?"
    assert resolve(conversation_of(asked), question) == Resolution(question)


def test_a_change_of_topic_drops_the_old_one() -> None:
    asked = ["what is a docker volume", "where is it kept?", "how do I rename a git branch"]
    found = resolve(conversation_of(asked), "and how do I delete it?")
    assert "volume" not in found.standalone
    assert "git branch" in found.standalone


def test_turns_far_back_change_nothing() -> None:
    near = [f"what is a lemon tree number {number}?" for number in range(20)]
    found = [resolve(conversation_of([*far, *near]), "how tall is it?") for far in ([], near[:3])]
    assert all(one == other for one, other in pairwise(found))


def test_what_was_pasted_follows_nothing() -> None:
    pasted = "and it? ".ljust(LONGEST_FOLLOW_UP + 1)
    before = conversation_of(["what is a lemon tree"])
    assert resolve(before, pasted) == Resolution(pasted)
    assert resolve(before, pasted.strip()) != Resolution(pasted.strip())


def test_of_what_was_pasted_before_the_beginning_is_looked_at() -> None:
    # To put together what follows all of it took minutes.
    pasted = "how do I stop a container " + "as it was " * 200_000
    found = resolve(conversation_of([pasted]), "and how do I remove it?")
    assert found.standalone == "and how do I remove container?"
