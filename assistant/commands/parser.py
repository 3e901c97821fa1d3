"""The parser that knows every way to write arguments, what to say of mistakes, and the help."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from assistant import __version__
from assistant.commands.options import (
    ANSWER_OPTIONS,
    ASKING_OPTIONS,
    COMMANDS,
    COMMON_OPTIONS,
    EXTENT_OPTIONS,
    QUESTION_COMMANDS,
    QUESTION_OPTIONS,
)
from assistant.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.commands.options import Option

DESCRIPTION = "Ask a folder of Markdown notes a question and get the answer, with file and line."

EPILOG = """\
Without a command a chat opens; where standard input is not a terminal, each of its lines is a
question. Options stand before or behind a question; amid its words, or in quotes with them, they
are words of it. Exit codes: 0 answered, 1 not answered by the notes, 2 wrong usage or unreadable
notes, 130 interrupted.
"""

_ASK_NOTHING = frozenset({"index", "status"})


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see '{self.prog} --help'")


class _CommandParser(_Parser):
    def parse_known_args(  # type: ignore[override]  # as the parser of all commands calls it
        self, args: Sequence[str], namespace: None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Refuse here what the command does not know, so that its own help is named."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown


def make_parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """Make the parser of some arguments, which raises `UsageError`.

    Where the first is a command, only that is made: making all would take longer than all the rest
    of the parsing.
    """
    made = argv[:1] if argv and argv[0] in COMMANDS else list(COMMANDS)
    formatter = _formatter(argv)
    how: dict[str, Any] = {
        "argument_default": argparse.SUPPRESS,
        "allow_abbrev": False,
        "formatter_class": formatter,
    }
    common = _Parser(add_help=False, **how)
    _add(common, COMMON_OPTIONS)
    asking = _Parser(add_help=False, parents=[common], **how)
    _add(asking, ASKING_OPTIONS)
    parser = _Parser(
        prog="assistant",
        description=DESCRIPTION,
        epilog=EPILOG,
        parents=[asking],
        allow_abbrev=False,
        formatter_class=formatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    kind: type[argparse.ArgumentParser] = _CommandParser
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=kind)
    for name in made:
        command = commands.add_parser(
            name,
            help=COMMANDS[name],
            description=COMMANDS[name],
            parents=[common if name in _ASK_NOTHING else asking],
            **how,
        )
        _add_own(name, command)
    return parser


def _add_own(name: str, command: argparse.ArgumentParser) -> None:
    """Add what one command alone takes."""
    if name == "eval":
        # Imported here, since only `eval` needs it.
        from assistant.evaluation.options import add_options

        add_options(command)
    elif name == "index":
        # Not among the options that stand beside a question, which may hold the word.
        follow = "go on, and follow the notes until Ctrl-C"
        command.add_argument("--watch", action="store_true", help=follow)
    elif name in QUESTION_COMMANDS:
        words = "words need no quotes; without any, read from standard input"
        command.add_argument("question", nargs="*", metavar="QUESTION", help=words)
        _add(command, QUESTION_OPTIONS)
    if name == "ask":
        _add(command.add_mutually_exclusive_group(), EXTENT_OPTIONS)
        _add(command, ANSWER_OPTIONS)


def _formatter(argv: Sequence[str]) -> Callable[..., argparse.HelpFormatter]:
    """Give what formats help: as wide as the terminal, if there will be any.

    argparse makes one for every option that is added, and to ask how wide the terminal is imports
    half a dozen modules.
    """
    kind = argparse.RawDescriptionHelpFormatter
    return kind if {"-h", "--help"} & {*argv} else partial(kind, width=80)


def _add(parser: argparse._ActionsContainer, options: Sequence[Option]) -> None:
    for option in options:
        how: dict[str, Any] = (
            {"action": "store_const", "const": option.sets}
            if option.read is None
            else {
                "type": _telling_why(option.read),
                "metavar": option.metavar,
                "choices": option.choices,
            }
        )
        parser.add_argument(*option.names, dest=option.to, help=option.help, **how)


def _telling_why(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Tell the user why a value is refused, as argparse does with errors of its own kind alone."""

    def told(text: str) -> Any:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return told
