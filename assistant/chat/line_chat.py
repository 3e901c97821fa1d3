"""The chat where there is no terminal to draw on: a line in, its answer out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.chat.chat_commands import handle, is_silent
from assistant.errors import AssistantError, ExitCode, LeaveChat, code_of_error
from assistant.render import sanitize, to_json
from assistant.terminal import complain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.chat.chat import Chat


def answer_lines(chat: Chat, lines: Iterable[str], *, typed: bool) -> ExitCode:
    """Answer questions and do commands, line after line.

    `typed` says that a person types the lines, who needs no line to be repeated. Gives
    `NOT_ANSWERED` when one of the lines was not answered, or could not be done, and `USAGE` when
    the notes could not be used for one.
    """
    answer = _answer_as_json if chat.output.json else partial(_answer_as_text, typed=typed)
    codes = {ExitCode.ANSWERED}
    for line in filter(str.strip, lines):
        if not chat.output.is_read:
            break
        try:
            codes.add(answer(chat, line))
        except LeaveChat:
            break
        except AssistantError as error:
            # Also for notes that are gone, perhaps for a moment only, while an editor saves them.
            for message in error.lines:
                complain("error", message)
            if chat.output.json:
                chat.output.write(to_json({"question": line.strip(), "error": str(error)}))
            codes.add(code_of_error(error))
    return max(codes)


def _answer_as_text(chat: Chat, line: str, *, typed: bool) -> ExitCode:
    # In what is piped on, the questions are wanted beside their answers.
    shown = not is_silent(line)
    if shown and not typed:
        chat.output.write(f"? {sanitize(line.strip())}")
    code = handle(chat, line, at_terminal=typed)
    if shown:
        chat.output.write("")
    return code


def _answer_as_json(chat: Chat, line: str) -> ExitCode:
    """Print one object for a question; commands that would print something else are questions."""
    line = line.strip()
    return handle(chat, line, at_terminal=False) if is_silent(line) else chat.ask(line)
