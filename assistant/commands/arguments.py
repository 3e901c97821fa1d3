"""The arguments of the command line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assistant.commands.argument_splitting import hints, is_slip, split_arguments
from assistant.commands.options import (
    COMMANDS,
    QUESTION_COMMANDS,
    Extent,
    read_options,
)
from assistant.errors import UsageError
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.evaluation.options import Options


@dataclass(frozen=True, slots=True)
class Arguments:
    """What was asked for on the command line."""

    command: str
    """One of `COMMANDS`; empty when none was named."""
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


def parse(argv: Sequence[str]) -> Arguments:
    """Parse the arguments after the program's name.

    Raises `UsageError`; `--help` and `--version` print and raise `SystemExit`.
    """
    _refuse_bare_question(argv)
    parted = split_arguments(argv)
    found = _found(parted.rest)
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
        hints=tuple(hints(parted)),
    )


def _found(rest: Sequence[str]) -> dict[str, Any]:
    """Give what the arguments without a question set, by name."""
    command = rest[0] if rest else ""
    if command in QUESTION_COMMANDS:
        found = read_options(command, rest[1:])
        if found is not None:
            return {"command": command, **found}
    # Imported here, since most questions are asked without it.
    from assistant.commands.parser import make_parser

    return vars(make_parser(rest).parse_args(rest))


def _eval_options(found: dict[str, Any]) -> Options:
    """Take the options of `eval` out of what was found."""
    # Imported here, since only `eval` needs it.
    from assistant.evaluation.options import Options, make_options

    return make_options({name: found.pop(name) for name in Options.__match_args__ if name in found})


def _refuse_bare_question(argv: Sequence[str]) -> None:
    """Say what to write to somebody who asks without naming a command."""
    if argv and not argv[0].startswith("-") and argv[0] not in COMMANDS:
        first, *rest = argv
        meant = next((name for name in COMMANDS if is_slip(first, name)), None)
        advice = "did you mean" if meant else "to ask a question"
        line = " ".join(["assistant", *((meant, *rest) if meant else ("ask", *argv))])
        raise UsageError(f"{first!r} is no command; {advice}: {line}")


def wants_json(argv: Sequence[str]) -> bool:
    """Tell whether JSON was asked for, even by arguments that `parse` can't make sense of."""
    rest = split_arguments(argv).rest
    return any(word in {"--json", "--format=json"} for word in rest) or any(
        pair == ("--format", "json") for pair in pairwise(rest)
    )


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
