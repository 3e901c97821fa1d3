"""Turns and conversations of which only the questions are known, or an answer made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import assistant
from assistant.conversation import continued, resolve
from assistant.model import (
    Answer,
    Chunk,
    Conversation,
    Evidence,
    Hit,
    NoAnswer,
    Query,
    Resolution,
    Source,
    Turn,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.model import Remark, Reply


def unanswered(query: Query) -> NoAnswer:
    return NoAnswer(query, "The notes don't say.", (), 0.0)


def answered(query: Query, text: str, anchor: str = "kinds") -> Answer:
    source = Source("networks.md", ("Networks", "Kinds"), anchor, 3, 9)
    hit = Hit(Chunk(source, text, ()), 1.0, Evidence(1.0, 1.0, 1.0, ()))
    return Answer(query, text, text, 3, 0.9, (hit,))


def query_of(question: str, found: Resolution) -> Query:
    return Query(question, found, (), ())


def conversation_of(questions: Sequence[str]) -> Conversation:
    """Give the conversation of which only the questions are known."""
    conversation = Conversation()
    for question in questions:
        query = query_of(question, resolve(conversation, question))
        conversation = conversation.add(Turn(unanswered(query)))
    return conversation


def after(reply: Reply) -> Conversation:
    return Conversation().add(Turn(reply))


def turns_of(*questions: str) -> Sequence[Turn]:
    """Give the turns of such a conversation."""
    return conversation_of(questions).turns


def asked(folder: Path, *questions: str) -> Reply | Remark:
    """Ask notes questions one after the other, and give what the last one gets."""
    with assistant.open(folder) as notes:
        conversation = Conversation()
        for question in questions[:-1]:
            conversation = continued(conversation, notes.ask(question, conversation))
        return notes.ask(questions[-1], conversation)
