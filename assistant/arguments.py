"""The arguments of the command line, and how a question is told from the options around it."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, fields
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NoReturn

from assistant import __version__
from assistant.errors import AssistantError
from assistant.evaluation.options import Options, add_options, make_options
from assistant.settings import MOST_SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DESCRIPTION = "Ask a folder of Markdown notes a question and get the answer, with file and line."

EPILOG = """\
Without a command a chat opens; where standard input is not a terminal, each of its lines is a
question. Exit codes: 0 answered, 1 not answered by the notes, 2 wrong usage or unreadable notes,
130 interrupted.
"""

_QUESTION_COMMANDS = ("ask", "search")
_EVAL_OPTIONS = frozenset(field.name for field in fields(Options))


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
    options: Options | None
    """What `eval` is to do; `None` for the other commands."""
    watch: bool = False
    """Whether `index` is to go on following the notes."""
    hints: tuple[str, ...] = ()
    """Lines for the user about arguments that may not mean what they were taken for."""


@dataclass(frozen=True, slots=True)
class _Split:
    """Arguments, parted into the question and what stands around it."""

    rest: Sequence[str]
    """The command and our options, for argparse."""
    words: Sequence[str]
    literal: Sequence[str]
    """The question's words behind `--`, where nothing is an option."""


class UsageError(AssistantError):
    """The arguments are wrong."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see '{self.prog} --help'")


def parse(argv: Sequence[str]) -> Arguments:
    """Parse the arguments after the program's name.

    Raises `UsageError`; `--help` and `--version` print and raise `SystemExit`.
    """
    _refuse_bare_question(argv)
    parser, options = _parser()
    split = _split(argv, options)
    found = vars(parser.parse_args(split.rest))
    found.pop("question", None)
    command = found.pop("command") or ""
    own = {name: found.pop(name) for name in tuple(found) if name in _EVAL_OPTIONS}
    return Arguments(
        command=command,
        question=" ".join(words) if (words := (*split.words, *split.literal)) else None,
        json=found.pop("format", "text") == "json",
        color=found.pop("color", "auto"),
        explain=found.pop("explain", False),
        watch=found.pop("watch", False),
        flags=found,
        options=make_options(own) if command == "eval" else None,
        hints=tuple(_hints(split.words, options)),
    )


def _refuse_bare_question(argv: Sequence[str]) -> None:
    """Say what to write to somebody who asks without naming a command."""
    if argv and not argv[0].startswith("-") and argv[0] not in _COMMANDS:
        question = " ".join(argv)
        raise UsageError(f"{argv[0]!r} is no command; to ask a question: assistant ask {question}")


def wants_json(argv: Sequence[str]) -> bool:
    """Tell whether JSON was asked for, even by arguments that `parse` can't make sense of."""
    rest = _split(argv, _parser()[1]).rest
    return any(word in {"--json", "--format=json"} for word in rest) or any(
        pair == ("--format", "json") for pair in pairwise(rest)
    )


def _parser() -> tuple[_Parser, dict[str, bool]]:
    """Make the parser, and tell for each of its options whether it takes a value."""
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False)
    actions = list(_common_options(common))
    parser = _Parser(
        prog="assistant",
        description=DESCRIPTION,
        epilog=EPILOG,
        parents=[common],
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name, summary in _COMMANDS.items():
        command = commands.add_parser(
            name,
            help=summary,
            description=summary,
            parents=[common],
            argument_default=argparse.SUPPRESS,
            allow_abbrev=False,
        )
        if name == "eval":
            add_options(command)
        if name == "index":
            # Not among the actions, since a question may hold the word.
            follow = "go on, and follow the notes until Ctrl-C"
            command.add_argument("--watch", action="store_true", help=follow)
        if name in _QUESTION_COMMANDS:
            actions.append(_question_options(command))
    takes_value = {name: action.nargs != 0 for action in actions for name in action.option_strings}
    return parser, {**takes_value, "-h": False, "--help": False}


def _common_options(parser: _Parser) -> Iterator[argparse.Action]:
    add = parser.add_argument
    yield add("--notes", type=_path, metavar="PATH", help="folder or file of notes")
    yield add("--index", type=_path, metavar="FILE", help="index file; else one in the cache")
    yield add("--format", choices=("text", "json"), help="how to print results")
    short = "short for --format json"
    yield add("--json", dest="format", action="store_const", const="json", help=short)
    yield add("-n", dest="sources", type=_count, metavar="COUNT", help="sections to list (5)")
    colour = "style the output; auto: on a terminal, unless NO_COLOR is set"
    yield add("--color", choices=("auto", "always", "never"), help=colour)
    outside = "read what links lead to outside the folder"
    yield add("--follow-links", action="store_true", help=outside)


def _question_options(parser: argparse.ArgumentParser) -> argparse.Action:
    words = "words need no quotes; without any, read from standard input"
    parser.add_argument("question", nargs="*", metavar="QUESTION", help=words)
    made_of = "show what each section's score is made of"
    return parser.add_argument("--explain", action="store_true", help=made_of)


_COMMANDS = {
    "ask": "answer a question from the notes",
    "search": "rank the sections for a question, without an answer",
    "chat": "ask one question after the other",
    "index": "bring the index up to date, and say what is in it",
    "eval": "measure how well questions are answered",
    "status": "say what notes are asked, and how their index stands",
}


def _split(argv: Sequence[str], options: Mapping[str, bool]) -> _Split:
    """Take the question's words out of the arguments; what looks like our options stays.

    argparse would refuse words like `--rm` and `-it`, and words on both sides of an option.
    """
    asks = False
    rest: list[str] = []
    words: list[str] = []
    behind = iter(argv)
    for word in behind:
        if asks and word == "--":
            break
        name = word.partition("=")[0]
        if name in options:
            rest.append(word)
            if options[name] and name == word:
                rest += islice(behind, 1)
        elif asks and not _is_count(word):
            words.append(word)
        else:
            rest.append(word)
            asks = asks or word in _QUESTION_COMMANDS
    return _Split(rest, words, list(behind))


def _hints(words: Iterable[str], options: Iterable[str]) -> Iterator[str]:
    """Name options that a question's words may be misspellings of."""
    for word in words:
        name = word.partition("=")[0]
        if name.startswith("-") and (close := _closest(name, options)):
            yield f"{word} is taken for a word of the question; {close} is an option"


def _closest(name: str, options: Iterable[str]) -> str:
    # Imported here, since most questions hold no word with a dash.
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, options, 1, 0.8)), "")


def _path(text: str) -> str:
    """Refuse an empty path, which is what a shell makes of a variable that is not set."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty; is a variable not set?")
    return text


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_SOURCES:
        raise argparse.ArgumentTypeError(f"{text!r} is out of range; give 1 to {MOST_SOURCES}")
    return int(text)


def _is_count(word: str) -> bool:
    return word.startswith("-n") and word[2:].isdigit()
