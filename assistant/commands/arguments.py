"""The arguments of the command line."""

from __future__ import annotations

import argparse
from enum import StrEnum
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn

from assistant import __version__
from assistant.commands import argument_types
from assistant.commands.argument_splitting import QUESTION_COMMANDS, hints, is_slip, split_arguments
from assistant.errors import UsageError
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from assistant.evaluation.options import Options

DESCRIPTION = "Ask a folder of Markdown notes a question and get the answer, with file and line."

EPILOG = """\
Without a command a chat opens; where standard input is not a terminal, each of its lines is a
question. Options stand before or behind a question; amid its words, or in quotes with them, they
are words of it. Exit codes: 0 answered, 1 not answered by the notes, 2 wrong usage or unreadable
notes, 130 interrupted.
"""


class Extent(StrEnum):
    """How much of a reply is wanted."""

    WHOLE = "whole"
    BEST = "best"
    """The most direct span of the answer, and nothing else."""
    CODE = "code"
    """The code block that answers, and nothing else."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What was asked for on the command line."""

    command: str
    """`ask`, `search`, `chat`, `index` or `status`; empty when none was named."""
    question: str | None
    """The question's words; `None` where there are none, not even an empty one."""
    json: bool
    color: str
    """`auto`, `always` or `never`."""
    flags: dict[str, Any]
    """Settings given as flags, by the setting's name."""
    explain: bool
    """Whether `ask` and `search` are to show what each section's score is made of."""
    extent: Extent
    """How much of a reply `ask` is to print."""
    copy: bool
    """Whether `ask` is to put on the clipboard what it prints of an answer."""
    open: int | None
    """Which of the places listed is to be opened in an editor, from 1 on."""
    options: Options | None
    """What `eval` is to do; `None` for the other commands."""
    continues: bool = False
    """Whether `ask` is to continue the last conversation."""
    watch: bool = False
    """Whether `index` is to go on following the notes."""
    hints: tuple[str, ...] = ()
    """Lines for the user about arguments that may not mean what they were taken for."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see '{self.prog} --help'")


def parse(argv: Sequence[str]) -> Arguments:
    """Parse the arguments after the program's name.

    Raises `UsageError`; `--help` and `--version` print and raise `SystemExit`.
    """
    _refuse_bare_question(argv)
    parser, options = _parser(argv)
    parted = split_arguments(argv, options)
    found = vars(parser.parse_args(parted.rest))
    _refuse_contradictions(found)
    found.pop("question", None)
    command = found.pop("command") or ""
    options_of_eval = _eval_options(found) if command == "eval" else None
    return Arguments(
        command=command,
        question=" ".join(words) if (words := (*parted.words, *parted.literal)) else None,
        json=found.pop("format", "text") == "json",
        color=found.pop("color", "auto"),
        explain=found.pop("explain", False),
        extent=found.pop("extent", Extent.WHOLE),
        copy=found.pop("copy", False),
        open=found.pop("open", None),
        continues=found.pop("continues", False),
        watch=found.pop("watch", False),
        flags=found,
        options=options_of_eval,
        hints=tuple(hints(parted, options)),
    )


def _eval_options(found: dict[str, Any]) -> Options:
    """Take the options of `eval` out of what was found."""
    # Imported here, as below, since only `eval` needs it.
    from assistant.evaluation.options import Options, make_options

    return make_options({name: found.pop(name) for name in Options.__match_args__ if name in found})


def _refuse_bare_question(argv: Sequence[str]) -> None:
    """Say what to write to somebody who asks without naming a command."""
    if argv and not argv[0].startswith("-") and argv[0] not in _COMMANDS:
        first, *rest = argv
        meant = next((name for name in _COMMANDS if is_slip(first, name)), None)
        advice = "did you mean" if meant else "to ask a question"
        line = " ".join(["assistant", *((meant, *rest) if meant else ("ask", *argv))])
        raise UsageError(f"{first!r} is no command; {advice}: {line}")


def wants_json(argv: Sequence[str]) -> bool:
    """Tell whether JSON was asked for, even by arguments that `parse` can't make sense of."""
    rest = split_arguments(argv, _parser(argv)[1]).rest
    return any(word in {"--json", "--format=json"} for word in rest) or any(
        pair == ("--format", "json") for pair in pairwise(rest)
    )


def _parser(argv: Sequence[str]) -> tuple[_Parser, dict[str, bool]]:
    """Make the parser, and tell for each of its options whether it takes a value.

    Where the first argument is a command, only that is made, and `ask`, whose options a question
    may hold: making all would take longer than all the rest of the parsing.
    """
    first = argv[0] if argv else ""
    made = {first, "ask"} if first in _COMMANDS else _COMMANDS.keys()
    formatter = _formatter(argv)
    bare = partial(
        _Parser,
        argument_default=argparse.SUPPRESS,
        allow_abbrev=False,
        formatter_class=formatter,
    )
    common = bare(add_help=False)
    actions = list(_common_options(common))
    asking = bare(add_help=False, parents=[common])
    actions += _asking_options(asking)
    parser = _Parser(
        prog="assistant",
        description=DESCRIPTION,
        epilog=EPILOG,
        parents=[asking],
        allow_abbrev=False,
        formatter_class=formatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name in (name for name in _COMMANDS if name in made):
        command = commands.add_parser(
            name,
            help=_COMMANDS[name],
            description=_COMMANDS[name],
            parents=[common if name in _ASK_NOTHING else asking],
            argument_default=argparse.SUPPRESS,
            allow_abbrev=False,
            formatter_class=formatter,
        )
        actions += _own_options(name, command)
    takes_value = {name: action.nargs != 0 for action in actions for name in action.option_strings}
    return parser, {**takes_value, "-h": False, "--help": False}


def _own_options(name: str, command: argparse.ArgumentParser) -> list[argparse.Action]:
    """Add what one command alone takes; give the options that may stand beside a question."""
    if name == "eval":
        from assistant.evaluation.options import add_options

        add_options(command)
    elif name == "index":
        # Not among the options given, since a question may hold the word.
        follow = "go on, and follow the notes until Ctrl-C"
        command.add_argument("--watch", action="store_true", help=follow)
    return [
        *(_question_options(command) if name in QUESTION_COMMANDS else ()),
        *(_answer_options(command) if name == "ask" else ()),
    ]


def _formatter(argv: Sequence[str]) -> Callable[..., argparse.HelpFormatter]:
    """Give what formats help: as wide as the terminal, if there will be any.

    argparse makes one for every option that is added, and to ask how wide the terminal is imports
    half a dozen modules.
    """
    kind = argparse.RawDescriptionHelpFormatter
    return kind if {"-h", "--help"} & {*argv} else partial(kind, width=80)


def _common_options(parser: _Parser) -> Iterator[argparse.Action]:
    add = parser.add_argument
    yield add("--notes", type=argument_types.path, metavar="PATH", help="folder or file of notes")
    yield add(
        "--index",
        type=argument_types.path,
        metavar="FILE",
        help="index file; else one in the cache",
    )
    yield add("--format", choices=("text", "json"), help="how to print results")
    short = "short for --format json"
    yield add("--json", dest="format", action="store_const", const="json", help=short)
    colour = "style the output; auto: on a terminal, unless NO_COLOR is set"
    yield add("--color", choices=("auto", "always", "never"), help=colour)
    plain = "print text without any style; short for --color never"
    yield add("--plain", dest="color", action="store_const", const="never", help=plain)
    without = "don't keep what is asked, and neither use nor show what was"
    yield add("--no-history", dest="history", action="store_false", help=without)
    outside = "read what links lead to outside the folder"
    yield add("--follow-links", action="store_true", help=outside)


def _asking_options(parser: _Parser) -> Iterator[argparse.Action]:
    add = parser.add_argument
    yield add(
        "-n",
        dest="sources",
        type=argument_types.count,
        metavar="COUNT",
        help="sections to list (5)",
    )
    sure = "withhold answers less likely right than this, 0 to 1"
    yield add("--min-confidence", type=argument_types.probability, metavar="P", help=sure)


def _question_options(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    words = "words need no quotes; without any, read from standard input"
    parser.add_argument("question", nargs="*", metavar="QUESTION", help=words)
    made_of = "show what each section's score is made of"
    yield parser.add_argument("--explain", action="store_true", help=made_of)
    listed = "open the Nth place listed in $VISUAL or $EDITOR, at its line"
    yield parser.add_argument("--open", type=argument_types.position, metavar="N", help=listed)


def _answer_options(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    extent = parser.add_mutually_exclusive_group()
    best = "print the line that answers, alone; nothing where there is no sure answer"
    yield extent.add_argument(
        "-q", "--quiet", dest="extent", action="store_const", const=Extent.BEST, help=best
    )
    code = "print the code block that answers, alone"
    yield extent.add_argument(
        "-x", "--code", dest="extent", action="store_const", const=Extent.CODE, help=code
    )
    clipboard = "put what is printed of an answer on the clipboard, too"
    yield parser.add_argument("--copy", action="store_true", help=clipboard)
    last = "take the question as a follow-up to the last ones"
    yield parser.add_argument("-c", "--continue", dest="continues", action="store_true", help=last)


def _refuse_contradictions(found: Mapping[str, Any]) -> None:
    """Raise `UsageError` for options that ask for two things at once."""
    if found.get("extent", Extent.WHOLE) is not Extent.WHOLE:
        name = "--quiet" if found["extent"] is Extent.BEST else "--code"
        for other, given in (
            ("--json", found.get("format") == "json"),
            ("--explain", found.get("explain")),
        ):
            if given:
                raise UsageError(f"{name} prints one thing alone and {other} more; leave one out")
    if found.get("format") == "json" and found.get("open") is not None:
        raise UsageError("--open starts an editor, which --json leaves no room for; leave one out")


_ASK_NOTHING = frozenset({"index", "status"})
_COMMANDS = {
    "ask": "answer a question from the notes",
    "search": "rank the sections for a question, without an answer",
    "chat": "ask one question after the other",
    "index": "bring the index up to date, and say what is in it",
    "eval": "measure how well questions are answered",
    "status": "say what notes are asked, and how their index stands",
}
