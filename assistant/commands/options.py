"""The commands, and the options of all but `eval`; the usual ones are read here.

argparse is made from them for help, for mistakes, and for what is written in other ways
(`parser.py`). To import and make it takes a thirtieth of the time of a one-shot question.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assistant.commands import argument_types
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COMMANDS = {
    "ask": "answer a question from the notes",
    "search": "rank the sections for a question, without an answer",
    "chat": "ask one question after the other",
    "index": "bring the index up to date, and say what is in it",
    "eval": "measure how well questions are answered",
    "status": "say what notes are asked, and how their index stands",
}
"""What each does."""

QUESTION_COMMANDS = ("ask", "search")
"""The commands that a question is written behind."""


class Extent(StrEnum):
    """How much of a reply is wanted."""

    WHOLE = "whole"
    BEST = "best"
    """The most direct span of the answer, and nothing else."""
    CODE = "code"
    """The code block that answers, and nothing else."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of the command line."""

    names: tuple[str, ...]
    to: str
    """The name of what it sets."""
    help: str
    sets: Any = True
    """What it sets that to, where it takes no value."""
    read: Callable[[str], Any] | None = None
    """Reads its value, `None` where it takes none; raises `ValueError` for what is none."""
    metavar: str | None = None
    choices: tuple[str, ...] | None = None
    """All values there are; `None` where there is no end of them."""


COMMON_OPTIONS = (
    Option(
        ("--notes",),
        "notes",
        "folder or file of notes",
        read=argument_types.path,
        metavar="PATH",
    ),
    Option(
        ("--index",),
        "index",
        "index file; else one in the cache",
        read=argument_types.path,
        metavar="FILE",
    ),
    Option(("--format",), "format", "how to print results", read=str, choices=("text", "json")),
    Option(("--json",), "format", "short for --format json", sets="json"),
    Option(
        ("--color",),
        "color",
        "style the output; auto: on a terminal, unless NO_COLOR is set",
        read=str,
        choices=("auto", "always", "never"),
    ),
    Option(
        ("--plain",),
        "color",
        "print text without any style; short for --color never",
        sets="never",
    ),
    Option(
        ("--no-history",),
        "history",
        "don't keep what is asked, and neither use nor show what was",
        sets=False,
    ),
    Option(("--follow-links",), "follow_links", "read what links lead to outside the folder"),
)
"""Those of all commands."""

ASKING_OPTIONS = (
    Option(("-n",), "sources", "sections to list (5)", read=argument_types.count, metavar="COUNT"),
    Option(
        ("--min-confidence",),
        "min_confidence",
        "withhold answers less likely right than this, 0 to 1 (0.38)",
        read=argument_types.probability,
        metavar="P",
    ),
)
"""Those of all commands that ask something."""

QUESTION_OPTIONS = (
    Option(("--explain",), "explain", "show what each section's score is made of"),
    Option(
        ("--open",),
        "open",
        "open the Nth place listed in $VISUAL or $EDITOR, at its line",
        read=argument_types.position,
        metavar="N",
    ),
)
"""Those of the commands that a question is written behind."""

EXTENT_OPTIONS = (
    Option(
        ("-q", "--quiet"),
        "extent",
        "print the line that answers, alone; nothing where there is no sure answer",
        sets=Extent.BEST,
    ),
    Option(
        ("-x", "--code"), "extent", "print the code block that answers, alone", sets=Extent.CODE
    ),
)
"""Those of `ask` of which only one can be given."""

ANSWER_OPTIONS = (
    Option(("--copy",), "copy", "put what is printed of an answer on the clipboard, too"),
    Option(("-c", "--continue"), "continues", "take the question as a follow-up to the last ones"),
)
"""The others that `ask` alone takes."""

_OF_SEARCH = (*COMMON_OPTIONS, *ASKING_OPTIONS, *QUESTION_OPTIONS)
_OF_ASK_ALONE = (*EXTENT_OPTIONS, *ANSWER_OPTIONS)

TAKES_VALUE = {
    name: option.read is not None
    for option in (*_OF_SEARCH, *_OF_ASK_ALONE)
    for name in option.names
} | {"-h": False, "--help": False}
"""Whether an option that may stand beside a question takes a value, by its names."""


def read_options(command: str, words: Sequence[str]) -> dict[str, Any] | None:
    """Read the options of `ask` or `search`; the question was taken out of the words.

    Gives what argparse finds there, by name; `None` where more than whole names of options and
    their values stand there, of which it knows what to make or what to say.
    """
    taken = (*_OF_SEARCH, *_OF_ASK_ALONE) if command == "ask" else _OF_SEARCH
    named = {name: option for option in taken for name in option.names}
    found: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        option = named.get(word)
        if option is None or (option in EXTENT_OPTIONS and option.to in found):
            return None
        if option.read is None:
            found[option.to] = option.sets
            continue
        value = next(rest, "-")
        if value.startswith("-") or (option.choices and value not in option.choices):
            return None
        try:
            found[option.to] = option.read(value)
        except ValueError:
            return None
    return found
