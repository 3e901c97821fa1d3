"""The commands of a chat, in one table that dispatch, help and completion are made from."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.chat import chat_actions as actions
from assistant.chat.chat import split_command
from assistant.errors import CommandError, ExitCode, LeaveChat
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.table import Table

    from assistant.chat.chat import Chat


class ArgumentKind(StrEnum):
    """What a command's argument is completed with."""

    NONE = "none"
    PATH = "path"
    """A file or folder."""
    PLACE = "place"
    """The number of a section listed last."""
    QUESTION = "question"
    RETRIEVER = "retriever"


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the chat."""

    name: str
    """Behind the slash."""
    argument: str
    """What to write behind it, in brackets where it may be left out; empty where it takes none."""
    help: str
    """One line."""
    run: Callable[[Chat, str], None]
    kind: ArgumentKind = ArgumentKind.NONE
    aliases: tuple[str, ...] = ()
    needs_terminal: bool = False
    """Whether it makes sense only where a person sits at a terminal."""
    is_silent: bool = False
    """Whether it prints nothing."""

    @property
    def usage(self) -> str:
        """What to write: `/open [N]`."""
        return f"/{self.name} {self.argument}".rstrip()


WITHOUT_SLASH = {"exit": "/quit", "quit": "/quit", ":q": "/quit", "help": "/help"}
"""What is a command at a terminal without a slash as well, as in most other programs."""


def handle(chat: Chat, line: str, *, at_terminal: bool = True) -> ExitCode:
    """Do a command, or answer a question; says whether there was an answer.

    Raises `CommandError` for a command that can't be done, `LeaveChat` at the end, and what
    `Chat.ask` does.
    """
    if at_terminal:
        line = WITHOUT_SLASH.get(line.rstrip().lower(), line)
    parts = split_command(line)
    if parts is None:
        return chat.ask(line.strip())
    name, argument = parts
    command = command_named(name)
    if command is None:
        raise _no_such(name)
    _check_argument(command, argument)
    if command.needs_terminal and not at_terminal:
        raise CommandError(f"/{command.name} works at a terminal only")
    command.run(chat, argument)
    return ExitCode.ANSWERED


def is_silent(line: str) -> bool:
    """Tell whether a line is a command that prints nothing."""
    parts = split_command(line)
    command = command_named(parts[0]) if parts else None
    return command is not None and command.is_silent


def command_named(name: str) -> Command | None:
    """Find a command by its name or an alias, in small letters."""
    return next((one for one in COMMANDS if name in {one.name, *one.aliases}), None)


def _no_such(name: str) -> CommandError:
    """Give the error that names the nearest command."""
    # Imported here, since it is only for slips.
    from rapidfuzz import fuzz, process

    names = [command.name for command in COMMANDS]
    nearest = process.extractOne(name, names, scorer=fuzz.WRatio, score_cutoff=60)
    hint = f"did you mean /{nearest[0]}?" if nearest else "/help lists them"
    return CommandError(f"/{name}: no such command; {hint} (a blank before it makes it a question)")


def _check_argument(command: Command, argument: str) -> None:
    if argument and not command.argument:
        raise CommandError(f"/{command.name} takes nothing behind it; leave {argument!r} out")
    if not argument and command.argument and not command.argument.startswith("["):
        raise CommandError(f"/{command.name} needs more: {command.usage}")


def _help(chat: Chat, _argument: str) -> None:
    chat.output.show_text(help_text, _help_table)


def _help_table() -> Table:
    """Give the help in two columns, of which the right one wraps on a narrow screen."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    for command in COMMANDS:
        table.add_row(Text(command.usage), Text(command.help))
    return table


def help_text() -> str:
    """Give the table of the commands."""
    width = max(len(command.usage) for command in COMMANDS)
    return "\n".join(f"{command.usage:<{width}}  {command.help}" for command in COMMANDS)


def _quit(_chat: Chat, _argument: str) -> None:
    raise LeaveChat


COMMANDS = (
    Command(
        "sources", "", "list the sections that the answer was chosen from", actions.show_sources
    ),
    Command("more", "", "show the answer of the next best section", actions.show_more),
    Command(
        "open",
        "[N]",
        "open a section listed last, or the answer's, in $VISUAL or $EDITOR",
        actions.open_place,
        ArgumentKind.PLACE,
        needs_terminal=True,
    ),
    Command(
        "why",
        "[all]",
        "show what most of the first two sections' scores is made of, or all of all",
        actions.show_why,
    ),
    Command(
        "search", "WORDS", "list sections, without an answer", actions.search, ArgumentKind.QUESTION
    ),
    Command(
        "topics",
        "[WORD]",
        "show the outline of the notes",
        actions.show_topics,
        ArgumentKind.QUESTION,
    ),
    Command(
        "notes",
        "[PATH]",
        "change to other notes, or say which these are",
        actions.change_notes,
        ArgumentKind.PATH,
    ),
    Command(
        "retriever",
        "[NAME]",
        "rank by hybrid, bm25 or tfidf",
        actions.change_retriever,
        ArgumentKind.RETRIEVER,
    ),
    Command(
        "save", "FILE", "write the conversation to a Markdown file", actions.save, ArgumentKind.PATH
    ),
    Command(
        "copy", "", "copy the answer to the clipboard", actions.copy_answer, needs_terminal=True
    ),
    Command("new", "", "begin a new conversation", actions.begin_anew, is_silent=True),
    Command("history", "", "list the questions of this conversation", actions.show_history),
    Command(
        "good",
        "",
        "keep the question for `assistant eval`: the answer was right",
        actions.call_good,
    ),
    Command(
        "bad",
        "[EXPECTED]",
        "keep it: the answer was wrong; a source's number or words say what is right",
        actions.call_bad,
        ArgumentKind.PLACE,
    ),
    Command("help", "", "list the commands", _help, aliases=("h",)),
    Command("quit", "", "leave", _quit, aliases=("exit", "q"), is_silent=True),
)
