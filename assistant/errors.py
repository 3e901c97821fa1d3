"""What can go wrong, as exceptions that carry one line for the user, and the exit codes."""

from __future__ import annotations

from enum import IntEnum

_SHOWN = 60
"""How many characters of a question, or of a line of a file, an error repeats."""


class ExitCode(IntEnum):
    """What the process tells its caller; scripts rely on these numbers."""

    ANSWERED = 0
    NOT_ANSWERED = 1
    USAGE = 2
    INTERRUPTED = 130


class AssistantError(Exception):
    """A mistake the user can mend: the message names the value and the next step, on one line."""


class NotesError(AssistantError):
    """The notes can't be used: the path is missing, or holds no note."""


class IndexFileError(AssistantError):
    """The index file can't be used, and working from memory would hide a mistake of the caller."""


class SettingsError(AssistantError):
    """A setting has a name, type or value that is not allowed."""


class QueryError(AssistantError):
    """A question can't be asked as it was given, for instance because it is empty."""


def shortened(text: str) -> str:
    """Give the beginning of what an error repeats, which may be as long as what was piped in."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


class CommandError(AssistantError):
    """A command of the chat can't be done as it was given."""


class LeaveChat(Exception):  # noqa: N818 (it is no error)
    """The user wants the chat to end."""
