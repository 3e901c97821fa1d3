"""A conversation as a Markdown file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import CommandError
from assistant.model import Answer
from assistant.render import one_line, refusal, sanitize
from assistant.render.places import is_alternative, piece_place, pieces
from assistant.render.plain import ALTERNATIVE, TENTATIVE, breadcrumb, path_and_line
from assistant.user_folders import with_home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.model import Conversation, Query, Reply, Turn


def conversation_markdown(conversation: Conversation, notes: str) -> str:
    """Give the questions with their answers and where these stand; `notes` names the notes."""
    parts = [f"# Questions to {one_line(notes)}", *map(_turn_markdown, conversation.turns)]
    return "\n\n".join(parts) + "\n"


def meant_by(query: Query) -> str:
    """Give the question that a follow-up was understood as; empty for one that is none."""
    return query.standalone if query.resolution.replaced else ""


def _turn_markdown(turn: Turn) -> str:
    parts = [f"## {one_line(turn.question)}"]
    if meant := meant_by(turn.query):
        parts.append(f"(Asked as: {one_line(meant)})")
    return "\n\n".join([*parts, *_reply_markdown(turn.reply)])


def _reply_markdown(reply: Reply) -> Iterator[str]:
    if not isinstance(reply, Answer):
        yield refusal(reply)
        return
    if reply.tentative:
        yield TENTATIVE
    for piece in pieces(reply):
        if is_alternative(piece):
            yield ALTERNATIVE
        # Quoted, so that what the notes say can't be taken for a heading of ours.
        yield "\n".join(f"> {line}".rstrip() for line in sanitize(piece.text).split("\n"))
        yield f"`{path_and_line(piece_place(piece))}` {breadcrumb(piece.source)}"


def save_new(name: str, text: str) -> Path:
    """Write a file that is not there yet, and give its path; raises `CommandError`."""
    path = Path(with_home(name))
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise CommandError(f"{path}: is there already; name another file") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(f"{path}: {reason}; name another file") from error
    return path
