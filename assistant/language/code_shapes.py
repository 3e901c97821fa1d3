"""What commands, options and paths look like, in code and amid prose; patterns for English."""

from __future__ import annotations

from assistant.language.cues import Cue

COMMAND = r"^(?!\d+\s)[\w./~$-]+(?:\s+\S+)+$"
"""Inline code that is a command: a name with something behind it."""

_BARE = Cue(
    (" -", " <", " {", " [", " /", " ~/", " ./"),
    r"(?!.*(?<!\S)(?:an?|and|is|of|or|the|to)(?!\S)|.*\w, )"
    r"(?:sudo )?[a-z][\w.-]* .*(?<= )(?:--?\w|[<{]\w|\[[A-Z-]|[~.]?/\S).*\Z",
)
_MOST_BARE = 120
"""How many characters a bare command has at most."""

OPTION = r"(?<![\w-])--?[a-zA-Z][\w-]*"
"""An option of a command, amid other text."""
FLAG = r"^--?\w[\w-]*(?:[= ]\S+)?$"
PATH = r"^(?:~|\$\w+|\.{0,2}|[A-Za-z]:)[/\\]\S+$|^[\w.-]+\.[a-z]{1,5}$"
"""A path with a separator, or the name of a file."""


def bare_command(text: str) -> str:
    """Give a command that nothing marks as one, alone or behind the last colon; else nothing.

    What tells it from prose is an option, a placeholder or a path among its words, and no article;
    nor goes it on behind a comma: "freezer -18, then again" orders nothing of a shell.
    """
    last = text[-_MOST_BARE:].rpartition(": ")[2]
    is_whole = len(last) < min(len(text) + 1, _MOST_BARE)
    return last if is_whole and _BARE.match(last) else ""
