"""A conversation as it goes on: its turns, and a follow-up as a question that stands on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.model import Conversation, Remark, Resolution, Turn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.model import Reply

NO_CONVERSATION = Conversation()
"""What a question is asked in that follows no other."""


def continued(conversation: Conversation, reply: Reply | Remark) -> Conversation:
    """Give the conversation with a reply's turn; a remark leaves it as it is."""
    return conversation if isinstance(reply, Remark) else conversation.add(Turn(reply))


def resolve(
    conversation: Conversation, question: str, weights: Mapping[str, float] | None = None
) -> Resolution:
    """Make a question stand on its own; without earlier turns it is given as it is.

    `weights` are those of `carryover.py`, by feature; the ones that ship unless others are given.
    Pure, and for English: questions in other languages mostly stay as they are.
    """
    if not conversation.turns:
        return Resolution(question)
    # Imported here, since most one-shot questions follow none.
    from assistant.follow_ups.follow_up import completed

    return completed(conversation.turns, question, weights)
