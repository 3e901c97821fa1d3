"""What can go wrong, as exceptions that carry one line for the user, and the exit codes."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHOWN = 60
"""How many characters of a question, or of a line of a file, an error repeats."""
MOST_MISTAKES = 10
"""How many are told of a file; of one that is something else, every line is one."""
_LIKENESS = 0.8
"""How alike a mistyped name and the right one are at least, of 1, as `difflib` counts."""


class ExitCode(IntEnum):
    """What the process tells its caller; scripts rely on these numbers."""

    ANSWERED = 0
    NOT_ANSWERED = 1
    USAGE = 2
    INTERRUPTED = 130


class AssistantError(Exception):
    """A mistake the user can mend: the message names the value and the next step, on one line.

    There may be several mistakes, each a message of its own.
    """

    @property
    def lines(self) -> tuple[str, ...]:
        """The messages; what they name may hold line feeds all the same."""
        return tuple(map(str, self.args))

    def __str__(self) -> str:
        return "\n".join(self.lines)


class UsageError(AssistantError):
    """The arguments of the command line are wrong."""


class NotesError(AssistantError):
    """The notes can't be used: the path is missing, or holds no note."""


class IndexFileError(AssistantError):
    """The index file can't be used, and working from memory would hide a mistake of the caller."""


class SettingsError(AssistantError):
    """A setting has a name, type or value that is not allowed."""


class QueryError(AssistantError):
    """A question can't be asked as it was given, for instance because it is empty."""


class FilterError(QueryError):
    """A tag or path that a question is restricted to is that of no note."""


def shortened(text: str) -> str:
    """Give the beginning of what an error repeats, which may be as long as what was piped in."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def nearest(typed: str, names: Iterable[str]) -> str:
    """Give the name that a typed one is a slip of; empty where none is like it."""
    # Imported here, since it is only for slips.
    from difflib import get_close_matches

    return next(iter(get_close_matches(typed, names, 1, _LIKENESS)), "")


def first_of(names: Sequence[str], most: int) -> str:
    """Give at most so many names on one line, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def first_mistakes(file: str, mistakes: Sequence[str]) -> list[str]:
    """Give as many lines as anyone reads, and how many more there are."""
    left = len(mistakes) - MOST_MISTAKES
    more = [f"{file}: {left} more lines with mistakes"] if left > 0 else []
    return [*mistakes[:MOST_MISTAKES], *more]


class CommandError(AssistantError):
    """A command of the chat can't be done as it was given."""


def code_of_error(error: AssistantError) -> ExitCode:
    """Give the exit code of a chat in which a line came to an error.

    What is asked or told may be wrong, or it is the notes that can't be used.
    """
    is_of_line = isinstance(error, QueryError | CommandError)
    return ExitCode.NOT_ANSWERED if is_of_line else ExitCode.USAGE


class LeaveChat(Exception):  # noqa: N818 (it is no error)
    """The user wants the chat to end."""
