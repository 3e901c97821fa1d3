"""The commands that take a question: `ask` and `search`."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, TypeVar

from assistant.commands.options import Extent
from assistant.conversation import continued
from assistant.errors import ExitCode, QueryError, UsageError
from assistant.model import Answer, Conversation, Remark
from assistant.render import (
    answer_text,
    best_alone,
    code_alone,
    explanation,
    file_of,
    lacking,
    loosened,
    match_place,
    matches_plain,
    matches_styled,
    numbers_of,
    places,
    refusal,
    reply_object,
    reply_plain,
    reply_styled,
    search_object,
    taken_for,
    where,
)
from assistant.terminal import Output, complain, is_typed, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from assistant.commands.arguments import Arguments
    from assistant.model import Query, Reply
    from assistant.pipeline import Assistant
    from assistant.render import Place

T = TypeVar("T")


def ask(assistant: Assistant, output: Output, arguments: Arguments) -> ExitCode:
    """Answer a question, and keep it for `ask --continue`."""
    question = _question(arguments)
    conversation = _last_conversation(assistant) if arguments.continues else Conversation()
    reply, elapsed_ms = _timed(lambda: assistant.ask(question, conversation))
    try:
        text = _show(reply, elapsed_ms, assistant, output, arguments)
    finally:
        # Behind the answer, which nobody wants to wait for; also when a pager has seen enough.
        _keep(conversation, reply, assistant)
    if arguments.copy and text is not None and not _copied(text):
        return ExitCode.USAGE
    _open([] if isinstance(reply, Remark) else places(reply), arguments, assistant.root)
    if isinstance(reply, Remark):
        return ExitCode.ANSWERED
    # What is printed alone stands for every question; whole, an answer says which it leaves out.
    is_alone = arguments.extent is not Extent.WHOLE
    is_short = is_alone and isinstance(reply, Answer) and reply.unanswered
    return ExitCode.NOT_ANSWERED if text is None or is_short else ExitCode.ANSWERED


def _copied(text: str) -> bool:
    """Put a text on the clipboard, or say why not; tells whether it is there."""
    from assistant.commands.clipboard import ClipboardError, copy

    try:
        copy(text)
    except ClipboardError as error:
        # Said here, for the answer is printed, and with `--json` that is the one object there is.
        complain("error", f"{error}, or leave out --copy")
        return False
    return True


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """Do the work, and tell how many milliseconds it took."""
    started = time.perf_counter()
    result = work()
    return result, (time.perf_counter() - started) * 1000


def _show(
    reply: Reply | Remark,
    elapsed_ms: float,
    assistant: Assistant,
    output: Output,
    arguments: Arguments,
) -> str | None:
    """Print a reply, and give what was printed of an answer; `None` where there is none."""
    _say_how_understood(reply.query, output)
    if arguments.extent is Extent.WHOLE:
        output.show(
            lambda: reply_object(reply, elapsed_ms),
            lambda: reply_plain(reply),
            lambda: reply_styled(reply, assistant.root),
        )
        text = answer_text(reply) if isinstance(reply, Answer) else None
    else:
        text = _show_alone(reply, arguments.extent, output)
    if arguments.explain and reply.hits and not output.json:
        output.write(f"\n{explanation(reply.hits)}")
    return text


def _show_alone(reply: Reply | Remark, extent: Extent, output: Output) -> str | None:
    """Print one thing of an answer and give it; where there is none, say why."""
    if isinstance(reply, Remark):
        complain("note", reply.text)
    elif not isinstance(reply, Answer):
        complain("note", refusal(reply))
    elif reply.tentative:
        # What is run unseen should be sure.
        place = where(places(reply)[0])
        complain("note", f"no sure answer; the closest is at {place}")
    elif (text := best_alone(reply) if extent is Extent.BEST else code_alone(reply)) is None:
        complain("note", "there is no block of code in the answer or its section")
    else:
        output.write(text)
        for line in lacking(reply):
            complain("note", line)
        return text
    return None


def _open(listed: Sequence[Place], arguments: Arguments, root: Path) -> None:
    if arguments.open is None:
        return
    if not listed:
        complain("note", "--open: no place is listed, so none is opened")
        return
    from assistant.commands.editor import open_note

    if arguments.open > len(listed):
        count = f"give {numbers_of(listed)}"
        raise UsageError(f"--open: {arguments.open} is more than the places listed; {count}")
    place = listed[arguments.open - 1]
    open_note(file_of(place.source, root), place.line, os.environ)


def _last_conversation(assistant: Assistant) -> Conversation:
    """Take up the conversation that was kept, unless nothing is to be kept or shown of it."""
    if not assistant.settings.history:
        complain("note", "without history there is no question that --continue could follow")
        return Conversation()
    from assistant.last_conversation import read_kept

    return assistant.resumed(read_kept(assistant.root, warn))


def _keep(before: Conversation, reply: Reply | Remark, assistant: Assistant) -> None:
    """Keep the conversation with the reply, unless that is turned off or it says nothing new."""
    conversation = continued(before, reply)
    if not assistant.settings.history or conversation is before:
        return
    from assistant.last_conversation import keep_or_say

    keep_or_say(conversation, assistant.root, warn)


def search(assistant: Assistant, output: Output, arguments: Arguments) -> ExitCode:
    """List the sections for a question."""
    question = _question(arguments)
    found, elapsed_ms = _timed(lambda: assistant.found(question))
    matches = found.matches
    _say_how_understood(found.query, output)
    if matches or output.json:
        output.show(
            lambda: search_object(found, elapsed_ms),
            lambda: matches_plain(matches),
            lambda: matches_styled(matches, assistant.root),
        )
    else:
        complain("note", found.reason)
    for line in () if output.json else loosened(found):
        complain("note", line)
    if found.is_cut and not output.json:
        complain("note", f"these are the first {len(matches)}; -n lists more")
    listed = [match_place(match) for match in matches]
    if arguments.explain and matches and not output.json:
        output.write(f"\n{explanation([match.hit for match in matches], listed)}")
    _open(listed, arguments, assistant.root)
    return ExitCode.ANSWERED if matches else ExitCode.NOT_ANSWERED


def _say_how_understood(query: Query, output: Output) -> None:
    if output.json:
        return
    for line in taken_for(query):
        complain("note", line)
    for typed, meant in query.resolution.replaced:
        complain("note", f"{typed} → {meant}" if typed else f"asked as: {query.standalone}")


def _question(arguments: Arguments) -> str:
    """Give the question that the arguments hold, or else standard input."""
    if arguments.question is not None:
        return arguments.question
    question = "" if sys.stdin is None or is_typed() else sys.stdin.read().strip()
    if not question:
        raise QueryError("no question given; write it behind the command, or pipe it in")
    return question
