"""`assistant.follow_ups.pointing`: what "the second one" and "do that" stand for."""

from __future__ import annotations

import pytest
from turns import after, answered, conversation_of, query_of, turns_of

from assistant.conversation import resolve
from assistant.follow_ups.pointing import done_so, one_of_several
from assistant.model import Passage, Resolution, ResolutionKind, Source, Turn
from assistant.records import replace

ITEMS = "There are three kinds:\n\n- **bridge**: on one host.\n- `host`: no border.\n- none at all"


@pytest.mark.parametrize(
    ("pointer", "meant"), [("first", "bridge"), ("second", "host"), ("last", "none at all")]
)
def test_an_item_of_the_answers_list_is_pointed_at(pointer: str, meant: str) -> None:
    query = query_of("what networks are there", Resolution("what networks are there"))
    found = resolve(after(answered(query, ITEMS)), f"what is the {pointer} one?")
    assert found.standalone == f"what is {meant}?"


TABLE = (
    "Three:\n\n| Name | Reach |\n|---|:--|\n| `bridge` | host |\n| `host` | all |\n| none | no |"
)
INLINE = "There are three: `bridge`, `host` and `none`."
IN_PROSE = "There are three kinds of them: a bridge, host, and none at all."
COMPARED = "They differ:\n\n| | `bridge` | host |\n|---|---|---|\n| Reach | host | all |"


@pytest.mark.parametrize("shown", [TABLE, INLINE, IN_PROSE, COMPARED])
def test_a_row_and_what_is_enumerated_are_pointed_at(shown: str) -> None:
    query = query_of("what networks are there", Resolution("what networks are there"))
    found = resolve(after(answered(query, shown)), "the second one")
    assert found.standalone == "host"


def test_the_commands_that_were_shown_are_pointed_at() -> None:
    query = query_of("how do I list files", Resolution("how do I list files"))
    shell = "Thus:\n\n```sh\n# the second also sizes\nls\nls -l\n```"
    assert resolve(after(answered(query, shell)), "the second one").standalone == "ls -l"
    settings = "Thus:\n\n```yaml\nservices:\nvolumes:\n```"
    pointed = resolve(after(answered(query, settings)), "the second one")
    assert pointed.kind is ResolutionKind.EXTENDED


def test_of_two_passages_the_second_is_the_other_one() -> None:
    query = query_of("copy files", Resolution("copy files"))
    source = Source("files.md", ("Files", "Out of a box"), "out", 3, 9)
    passage = Passage("Take them out.", "Take them out.", 4, source, is_alternative=True)
    reply = replace(answered(query, "Put them in."), passages=(passage,))
    assert resolve(after(reply), "explain the second one").standalone == "explain Out of a box"


def test_the_next_item_is_one_of_the_same_list() -> None:
    query = query_of("what networks are there", Resolution("what networks are there"))
    conversation = after(answered(query, ITEMS))
    pointed = resolve(conversation, "tell me about the second one")
    reply = answered(query_of("tell me about the second one", pointed), "- own\n- list\n- of it")
    assert resolve(conversation.add(Turn(reply)), "and the last?").standalone == "and none at all?"


def test_items_may_be_indented_and_hold_others() -> None:
    query = query_of("what networks are there", Resolution("what networks are there"))
    shown = "These:\n\n    1. Bridge: one\n        - inner\n    2. Host: two"
    assert resolve(after(answered(query, shown)), "the second one").standalone == "Host"


def test_an_item_that_the_list_does_not_have_is_not_pointed_at() -> None:
    query = query_of("what networks are there", Resolution("what networks are there"))
    assert "fourth" in resolve(after(answered(query, ITEMS)), "what is the fourth one?").standalone


def test_the_words_that_point_are_given_with_what_they_mean() -> None:
    found = one_of_several(turns_of("should I use COPY or ADD"), "what does the second one do?")
    assert found == Resolution(
        "what does ADD do?", (("the second one", "ADD"),), kind=ResolutionKind.RESTATED
    )


def test_the_other_of_three_is_none() -> None:
    asked = query_of("what networks are there", Resolution("what networks are there"))
    assert one_of_several(after(answered(asked, ITEMS)).turns, "and the other one?") is None


def test_a_long_question_says_itself_what_it_asks() -> None:
    conversation = conversation_of(["how do I remove all images"])
    assert resolve(conversation, "is it safe?").kind is ResolutionKind.RESTATED
    assert resolve(conversation, f"is it safe{'?' * 120}").kind is not ResolutionKind.RESTATED


@pytest.mark.parametrize("question", ["", "how do I stop a container", "what is a volume?"])
def test_what_points_at_nothing_is_no_choice(question: str) -> None:
    turns = turns_of("how do I choose COPY or ADD")
    assert one_of_several(turns, question) is None
    assert done_so(turns, question) is None
