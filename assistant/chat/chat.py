"""A chat's state, and what is done with a line that was typed: a question, or a command."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.chat.transcript import meant_by
from assistant.conversation import continued
from assistant.errors import CommandError, ExitCode
from assistant.language.question_parts import begins_as_question
from assistant.last_conversation import keep_or_say
from assistant.model import Answer, Conversation, Remark
from assistant.render import (
    hit_places,
    places,
    reply_object,
    reply_plain,
    reply_styled,
    taken_for,
)
from assistant.render.places import pieces

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.chat.local_notes import Notes
    from assistant.model import Query, Reply, Retriever, Turn
    from assistant.render import Place
    from assistant.settings import Settings
    from assistant.terminal import Output

_COMMAND = re.compile(r"/(?P<name>[A-Za-z]*)(?:\s+(?P<argument>.*))?", re.DOTALL)


@dataclass(slots=True)
class Chat:
    """A conversation with notes, and what its commands refer to."""

    notes: Notes
    output: Output
    settings: Settings
    say: Callable[[str], None]
    """Prints a line about what was understood or done, which is no result."""
    retriever: Retriever = "hybrid"
    conversation: Conversation = field(default_factory=Conversation)
    reply: Reply | None = None
    """What is shown of the last turn: its reply, or what `/more` made of it."""
    seen: tuple[str, ...] = ()
    """Addresses of the sections that the last turn's answers came from, oldest first."""
    places: tuple[Place, ...] = ()
    """What was listed last, which commands name by number, from 1."""
    resolved: str = ""
    """What the last question was understood as, where it was a follow-up; else empty."""
    keeps: bool = True
    """Whether what is asked is still kept for `ask --continue`: not after that failed once."""

    @property
    def asked(self) -> Conversation:
        """The conversation; raises `CommandError` where nothing was asked yet."""
        if not self.conversation.turns:
            raise CommandError("nothing was asked yet; ask a question first")
        return self.conversation

    @property
    def turn(self) -> Turn:
        """The last turn; raises as `asked`."""
        return self.asked.turns[-1]

    def ask(self, question: str) -> ExitCode:
        """Answer a question, and remember it unless it gets a remark.

        Raises what `Assistant.ask` does.
        """
        started = time.perf_counter()
        reply, root = self.notes.do(
            lambda assistant: (
                assistant.ask(question, self.conversation, self.retriever),
                assistant.root,
            )
        )
        elapsed_ms = (time.perf_counter() - started) * 1000
        self.say_understood(reply.query)
        if not isinstance(reply, Remark):
            self.conversation = continued(self.conversation, reply)
            self.seen = ()
            self.places = tuple(all_places(reply))
            self.note_shown(reply)
        self.show_reply(reply, root, elapsed_ms)
        if isinstance(reply, Remark):
            return ExitCode.ANSWERED
        if self.settings.history and self.keeps:
            self.keeps = keep_or_say(self.conversation, root, self.say)
        return ExitCode.ANSWERED if isinstance(reply, Answer) else ExitCode.NOT_ANSWERED

    def say_understood(self, query: Query) -> None:
        """Say what a follow-up was understood as, and what slips were taken for.

        In JSON a reply's own fields do that.
        """
        self.resolved = meant_by(query)
        if self.output.json:
            return
        if self.resolved:
            self.say(f"asked as: {self.resolved}")
        for line in taken_for(query):
            self.say(line)

    def note_shown(self, reply: Reply) -> None:
        """Remember what is shown of the last turn."""
        self.reply = reply
        self.seen = tuple(dict.fromkeys((*self.seen, *answering(reply))))

    def show_reply(self, reply: Reply | Remark, root: Path, elapsed_ms: float = 0.0) -> None:
        """Show a reply, the answer and where it stands."""
        self.output.show(
            lambda: reply_object(reply, elapsed_ms),
            lambda: reply_plain(reply),
            lambda: reply_styled(reply, root),
        )

    def forget(self) -> None:
        """Begin a new conversation."""
        self.conversation = Conversation()
        self.reply = None
        self.seen = ()
        self.places = ()

    def root(self) -> Path:
        """Give the folder or file of the notes."""
        return self.notes.do(lambda assistant: assistant.root)


def split_command(line: str) -> tuple[str, str] | None:
    """Give the name and the argument of a command, or `None` for a question.

    A path such as `/etc/hosts` is none, nor is what has a blank before it.
    """
    found = _COMMAND.fullmatch(line.rstrip())
    return (found["name"].lower(), (found["argument"] or "").strip()) if found else None


def split_questions(text: str) -> list[str]:
    """Part what was typed or pasted at once into the questions and commands it holds.

    Several lines are several questions where each of them begins or ends as one, or is a command;
    otherwise they are one, as an error message with the question below it is.
    """
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    if all(line.endswith("?") or begins_as_question(line) or split_command(line) for line in lines):
        return lines
    return [text.rstrip()]


def answering(reply: Reply) -> list[str]:
    """Give the addresses of the sections that an answer was cut from; none for a refusal."""
    return [piece.source.address for piece in pieces(reply)] if isinstance(reply, Answer) else []


def all_places(reply: Reply) -> list[Place]:
    """Give the places that a reply names, and then its other related sections, each once."""
    named = places(reply)
    known = {place.source.address for place in named}
    others: dict[str, Place] = {}
    for place in hit_places([hit for hit in reply.hits if hit.is_related]):
        others.setdefault(place.source.address, place)
    return [*named, *(place for address, place in others.items() if address not in known)]
