"""What the commands of a chat do; which there are is in `chat_commands.py`.

Each is given the chat and what was written behind the command, and raises `CommandError` where it
can't be done.
"""

from __future__ import annotations

import os
import re
from functools import partial
from typing import TYPE_CHECKING

from assistant.chat.chat import all_places, answering
from assistant.chat.feedback import complaint, feedback_path, place_at, praise, write_feedback
from assistant.chat.inventory import outline_text, take_inventory
from assistant.chat.transcript import conversation_markdown, meant_by, save_new
from assistant.errors import CommandError, NotesError
from assistant.model import RETRIEVERS, Answer
from assistant.records import replace
from assistant.render import (
    answer_text,
    explanation,
    file_of,
    hit_places,
    loosened,
    match_place,
    matches_plain,
    matches_styled,
    one_line,
    places,
    sanitize,
    taken_for,
    where,
)
from assistant.user_folders import with_home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.chat.chat import Chat
    from assistant.render import Place
    from assistant.render.rows import Rows


_SIGN = r"^[ *]*(?:\d+ +)?"
"""What a line of a list begins with: its indentation, a star, its number."""
_ALL = "all"
_EXPLAINED = 2
"""How many sections `/why` explains: the first, and what it was preferred to."""
_FEATURES = 7
"""How many features it names of each, so that all fits on a screen of 24 lines; what is longer goes
through a pager, which would take what is typed next."""


def show(chat: Chat, text: str) -> None:
    """Show a text, on a terminal wrapped between words."""
    chat.output.show_text(lambda: text, lambda: _wrapped(text))


def _wrapped(text: str) -> Rows:
    """Give a text whose lines are wrapped between words, each below its own beginning."""
    from rich.text import Text

    from assistant.render.rows import Row, Rows

    rows = []
    for line in text.split("\n"):
        sign = line[: len(line) - len(re.sub(_SIGN, "", line))]
        rows.append(Row(Text(line[len(sign) :]), first=sign, rest=" " * len(sign)))
    return Rows(rows)


def show_sources(chat: Chat, _argument: str) -> None:
    """List the places of the last reply."""
    chat.places = tuple(all_places(chat.turn.reply))
    if not chat.places:
        chat.say("no section holds any of the question's words")
        return
    show(chat, _places_text(chat.places, answering(chat.reply or chat.turn.reply)))


def _places_text(places: Sequence[Place], marked: Sequence[str] = ()) -> str:
    """Give places as a numbered list; those in the sections with a marked address get a star."""
    return "\n".join(
        f"{'*' if place.source.address in marked else ' '}{number:2d}  {where(place)}"
        for number, place in enumerate(places, start=1)
    )


def show_more(chat: Chat, _argument: str) -> None:
    """Show the answer of the next best section."""
    turn = chat.turn
    rest = [
        hit for hit in turn.hits if hit.is_related and hit.chunk.source.address not in chat.seen
    ]
    if not rest:
        raise CommandError("there is no further section; /search with other words may find more")
    reply = chat.notes.do(
        lambda assistant: assistant.fresh(lambda: assistant.reply_from(turn.query, rest))
    )
    if isinstance(reply, Answer):
        reply = replace(reply, hits=reply.hits[:1])
        chat.note_shown(reply)
        chat.show_reply(reply, chat.root())
    else:
        # A bare heading has nothing to cut an answer from.
        chat.seen = (*chat.seen, rest[0].chunk.source.address)
        show(chat, _places_text(hit_places(rest[:1])))


def open_place(chat: Chat, argument: str) -> None:
    """Open a place listed last, or the place of the answer, in the editor."""
    from assistant.commands.editor import open_note

    shown = places(chat.reply) if chat.reply else []
    place = place_at(chat.places, argument) if argument or not shown else shown[0]
    open_note(file_of(place.source, chat.root()), place.line, os.environ)


def show_why(chat: Chat, argument: str) -> None:
    """Show what the scores of the last ranking are made of; "all" leaves nothing out."""
    if argument not in {"", _ALL}:
        raise CommandError(f"{argument}: /why takes nothing, or {_ALL!r} for every section")
    hits = chat.turn.hits
    if not hits:
        raise CommandError("nothing was found for the last question; there is nothing to explain")
    if argument == _ALL:
        show(chat, sanitize(explanation(hits)))
    else:
        show(chat, sanitize(explanation(hits[:_EXPLAINED], most=_FEATURES)))


def search(chat: Chat, argument: str) -> None:
    """List the sections found for some words."""
    retriever = chat.retriever
    found, root = chat.notes.do(
        lambda assistant: (assistant.found(argument, retriever), assistant.root)
    )
    for line in taken_for(found.query):
        chat.say(line)
    chat.places = tuple(map(match_place, found.matches))
    if not found.matches:
        chat.say(found.reason)
        return
    chat.output.show_text(
        lambda: matches_plain(found.matches, numbered=True),
        lambda: matches_styled(found.matches, root),
    )
    for line in loosened(found):
        chat.say(line)
    if found.is_cut:
        chat.say(f"these are the first {len(found.matches)}")


def show_topics(chat: Chat, argument: str) -> None:
    """Show the outline of the notes, or the part of it that holds a text."""
    inventory = chat.notes.do(lambda assistant: assistant.fresh(lambda: take_inventory(assistant)))
    text = outline_text(inventory, argument)
    if not text:
        raise CommandError(f"{argument}: no heading holds it; /topics alone lists all")
    show(chat, sanitize(text))


def change_notes(chat: Chat, argument: str) -> None:
    """Change to other notes, or say which these are."""
    if argument:
        settings = replace(chat.settings, notes=with_home(argument), index="")
        try:
            chat.notes.switch(settings)
        except NotesError as error:
            reason = str(error).partition(";")[0]
            raise CommandError(f"{reason}; the notes stay {chat.root()}") from error
        chat.settings = settings
        chat.forget()
    chat.say(f"notes: {chat.root()}")


def change_retriever(chat: Chat, argument: str) -> None:
    """Change how sections are ranked, or say how they are."""
    argument = argument.lower()
    if argument and argument not in RETRIEVERS:
        raise CommandError(f"{argument}: no such retriever; there are {', '.join(RETRIEVERS)}")
    chat.retriever = argument or chat.retriever
    chat.say(f"retriever: {chat.retriever}")


def save(chat: Chat, argument: str) -> None:
    """Write the conversation to a file that is not there yet."""
    count = len(chat.asked.turns)
    path = save_new(argument, conversation_markdown(chat.asked, str(chat.root())))
    chat.say(f"wrote {count} question{'s' if count > 1 else ''} with answers to {path}")


def copy_answer(chat: Chat, _argument: str) -> None:
    """Copy the answer to the clipboard."""
    from assistant.commands.clipboard import ClipboardError, copy

    reply = chat.reply or chat.turn.reply
    if not isinstance(reply, Answer):
        raise CommandError("the last question has no answer to copy")
    try:
        copy(answer_text(reply))
    except ClipboardError as error:
        raise CommandError(str(error)) from error
    chat.say("copied the answer")


def begin_anew(chat: Chat, _argument: str) -> None:
    """Begin a new conversation."""
    chat.forget()


def show_history(chat: Chat, _argument: str) -> None:
    """List the questions of the conversation."""
    lines = []
    for number, turn in enumerate(chat.asked.turns, start=1):
        lines.append(f"{number:3d}  {one_line(turn.question)}")
        if meant := meant_by(turn.query):
            lines.append(f"     asked as: {one_line(meant)}")
    show(chat, "\n".join(lines))


def call_good(chat: Chat, _argument: str) -> None:
    """Keep the last question with the sections that were right."""
    right = answering(chat.reply or chat.turn.reply)
    for address in right:
        if _resolved(chat, address) is None:
            raise CommandError(
                f"{address}: the section is gone; ask again, and judge what is shown"
            )
    _write(chat, praise(chat.asked, right))


def call_bad(chat: Chat, argument: str) -> None:
    """Keep the last question with what was expected, if that is said."""
    _write(chat, complaint(chat.asked, chat.places, partial(_resolved, chat), argument))
    if not argument:
        chat.say(
            "to say what was expected: /bad NUMBER, /bad PATH#SECTION, /bad WORDS, /bad nothing"
        )


def _resolved(chat: Chat, label: str) -> str | None:
    """Give the address of the section that a label points at, as in a question file."""
    # Imported here, since few are ever named so.
    from assistant.evaluation.subjects import resolver, sources_of

    return resolver(chat.notes.do(sources_of))(label)


def _write(chat: Chat, row: dict[str, object]) -> None:
    path = feedback_path(chat.root(), chat.settings)
    write_feedback(path, row)
    chat.say(f"wrote the question to {path}")
