"""A follow-up becomes a question that stands on its own; pure.

What is meant by "it", or left out, is looked for in the earlier questions as they were understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.model import Turn
from assistant.small_talk import small_talk
from assistant.text import STOP_WORDS

if TYPE_CHECKING:
    from assistant.model import Conversation, Reply

_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|one|ones)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Resolution:
    """A question with what earlier turns supply."""

    standalone: str
    """A question that can be asked on its own; as typed where that can be already."""
    replaced: tuple[tuple[str, str], ...] = ()
    """Pairs of words that refer back, empty where they are left out, and what they stand for."""


def turn(reply: Reply) -> Turn:
    """Give the turn that a reply makes."""
    return Turn(reply.query.text, reply.query, reply.hits, reply)


def continued(conversation: Conversation, reply: Reply) -> Conversation:
    """Give the conversation with a reply's turn; small talk leaves it as it is."""
    return conversation if small_talk(reply.query.text) else conversation.add(turn(reply))


def resolve(conversation: Conversation, question: str) -> Resolution:
    """Make a question stand on its own; without earlier turns it is given as it is."""
    if not conversation.turns:
        return Resolution(question)
    topic = _topic(conversation.turns[-1].query.standalone)
    pronoun = _PRONOUN.search(question)
    if pronoun is None or not topic:
        return Resolution(question)
    standalone = f"{question[: pronoun.start()]}{topic}{question[pronoun.end() :]}"
    return Resolution(standalone, ((pronoun.group(), topic),))


def _topic(question: str) -> str:
    """Give the longest run of words in which none is a stop word."""
    words = re.findall(r"[\w'-]+", question)
    runs: list[list[str]] = [[]]
    for word in words:
        if word.lower() in STOP_WORDS:
            runs.append([])
        else:
            runs[-1].append(word)
    return " ".join(max(runs, key=lambda run: len(run)))
