"""A conversation as it goes on: its turns, and a follow-up as a question that stands on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.contractions import with_apostrophes
from assistant.model import Conversation, Remark, Resolution, Turn
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.model import Reply

NO_CONVERSATION = Conversation()
"""What a question is asked in that follows no other."""

LONGEST_FOLLOW_UP = 2000
"""In characters; what is longer was pasted and leaves nothing out, and of what was asked before as
much is looked at."""


def continued(conversation: Conversation, reply: Reply | Remark) -> Conversation:
    """Give the conversation with a reply's turn; a remark leaves it as it is."""
    return conversation if isinstance(reply, Remark) else conversation.add(Turn(reply))


def resolve(
    conversation: Conversation, question: str, weights: Mapping[str, float] | None = None
) -> Resolution:
    """Make a question stand on its own; without earlier turns it is given as it is.

    But for contractions, which get their apostrophes, and for remarks before a follow-up.

    `weights` are those of `carryover.py`, by feature; the ones that ship unless others are given.
    Pure, and for English: questions in other languages mostly stay as they are.
    """
    question = with_apostrophes(question)
    if not conversation.turns or len(question) > LONGEST_FOLLOW_UP:
        return Resolution(question)
    # Imported here, since most one-shot questions follow none.
    from assistant.follow_ups.follow_up import completed
    from assistant.language.small_talk import without_remarks

    asked = without_remarks(question)
    return completed([*map(_in_brief, conversation.turns)], asked, weights)


def _in_brief(one: Turn) -> Turn:
    """Give a turn with no more than the beginning of what was asked."""
    if max(len(one.question), len(one.query.standalone)) <= LONGEST_FOLLOW_UP:
        return one
    asked = one.query.reworded(one.query.standalone[:LONGEST_FOLLOW_UP])
    query = replace(asked, text=one.question[:LONGEST_FOLLOW_UP])
    return Turn(replace(one.reply, query=query))
