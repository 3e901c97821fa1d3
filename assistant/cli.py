"""The command line: run one command, and turn errors into one line and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from assistant.commands.arguments import Arguments, parse, wants_json
from assistant.commands.question_commands import ask, search
from assistant.errors import AssistantError, ExitCode
from assistant.lean_numpy import import_numpy
from assistant.render import (
    one_line,
    sanitize,
    status_object,
    status_plain,
    to_json,
)
from assistant.settings import config_file, load, overlooked, write_setting
from assistant.terminal import (
    Bar,
    Output,
    complain,
    drop,
    is_drawn_on,
    is_styled,
    is_typed,
    warn,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.evaluation.calibration import Calibration
    from assistant.evaluation.options import Options
    from assistant.pipeline import Assistant
    from assistant.settings import Settings
    from assistant.status import Status


_MOST_YOUNG = 10_000
"""How many objects are made before the garbage collector looks through them."""


def main(argv: Sequence[str]) -> int:
    """Run the command line and give the exit code; never raises for a mistake of the user."""
    try:
        arguments = parse(argv)
        for hint in arguments.hints:
            complain("note", hint)
        for line in overlooked(os.environ):
            complain("note", line)
        settings = load(arguments.flags, os.environ, config_file())
        output = Output(json=arguments.json, styled=is_styled(arguments.color))
        return _run(arguments, output, settings)
    except AssistantError as error:
        return _failed(argv, *error.lines)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever reads what is printed beside the results has seen enough.
        drop(sys.stdout)
        return ExitCode.ANSWERED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        try:
            return _failed(argv, f"input or output failed: {where}{error.strerror or error}")
        except OSError:
            # It is standard output that can't be written.
            return ExitCode.USAGE
        finally:
            drop(sys.stdout)


def _failed(argv: Sequence[str], *lines: str) -> ExitCode:
    """Say what is wrong, on standard output as well where JSON was asked for."""
    for line in lines:
        complain("error", line)
    if wants_json(argv):
        Output(json=True, styled=False).write(to_json({"error": "\n".join(lines)}))
    return ExitCode.USAGE


def _run(arguments: Arguments, output: Output, settings: Settings) -> ExitCode:
    if arguments.options is not None:
        gc.enable()
        return _evaluate(arguments.options, output, settings)
    is_chat = arguments.command in {"", "chat"} and not output.json
    if is_chat and is_typed() and is_drawn_on():
        # Imported late, since nothing else needs a prompt.
        from assistant.repl import chat_at_terminal

        return chat_at_terminal(settings, output)
    # Imported late, so that help and mistakes in the arguments don't wait for it; and before what
    # needs it, from few calls deep: at some depths Python 3.11 gets new memory for its stack at
    # each call, and importing numpy there took up to 10 ms more.
    import_numpy()

    from assistant.pipeline import Assistant

    # What is there by now stays; to look through it once more takes as long as ranking. Nor is it
    # worth looking through the few thousand objects that a question makes.
    gc.freeze()
    gc.set_threshold(_MOST_YOUNG)
    gc.enable()
    bar = Bar("Reading notes")
    try:
        with Assistant(settings, warn=warn, progress=bar) as assistant:
            return _COMMANDS[arguments.command](assistant, output, arguments)
    finally:
        bar.close()


# The commands


def _chat(assistant: Assistant, output: Output, _arguments: Arguments) -> ExitCode:
    """Answer line after line; not answered as a whole when one of them was not."""
    from assistant.chat.chat import Chat
    from assistant.chat.line_chat import answer_lines
    from assistant.chat.local_notes import LocalNotes
    from assistant.pipeline import Assistant

    notes = LocalNotes(assistant, partial(Assistant, warn=warn))
    chat = Chat(notes, output, assistant.settings, partial(complain, "note"))
    return answer_lines(chat, _lines(), typed=is_typed())


def _evaluate(options: Options, output: Output, settings: Settings) -> ExitCode:
    from dataclasses import asdict
    from shutil import get_terminal_size

    from assistant.evaluation.command import evaluate
    from assistant.evaluation.failures import failures_text
    from assistant.evaluation.report_text import report_text
    from assistant.evaluation.saved_runs import report_object

    if options.init:
        _write_starter(options, output, settings)
        return ExitCode.ANSWERED
    bar = Bar("Asking")
    try:
        found = evaluate(options, settings, warn, bar)
    finally:
        bar.close()
    report = found.report
    parts = [report_text(report)]
    if options.failures:
        parts.append(failures_text(report.outcomes, get_terminal_size().columns))
    fitting = {"calibration": asdict(found.calibration)} if found.calibration else {}
    output.show(lambda: report_object(report) | fitting, lambda: sanitize("\n\n".join(parts)))
    for line in found.broken:
        complain("error", line)
    if found.calibration is not None:
        _keep_threshold(found.calibration)
    return ExitCode.NOT_ANSWERED if found.broken else ExitCode.ANSWERED


def _write_starter(options: Options, output: Output, settings: Settings) -> None:
    """Write a question file to start from, and say how to go on with it."""
    from pathlib import Path

    from assistant.evaluation.starter import FILE_NAME, write_starter

    path = Path(options.questions or FILE_NAME)
    write_starter(path, settings, warn)
    where = f" --notes {one_line(settings.notes)}" if settings.notes else ""
    name = one_line(str(path))
    output.show(
        lambda: {"questions": str(path)},
        lambda: f"wrote {name}; edit it, then: assistant eval {name}{where}",
    )


def _keep_threshold(found: Calibration) -> None:
    """Write the threshold that was fitted to the configuration file, and say what it changes."""
    from assistant.evaluation.calibration import calibration_lines

    fitted = found.after.threshold
    file = write_setting(config_file(), "min_confidence", fitted)
    for line in calibration_lines(found):
        complain("note", line)
    complain("note", f"min_confidence = {fitted:g} is written to {file}")


def _index(assistant: Assistant, output: Output, arguments: Arguments) -> ExitCode:
    if not arguments.watch:
        return _refresh_and_report(assistant, output)
    from assistant.commands.watching import changes, keep_fresh

    seen = changes(assistant.root)
    _refresh_and_report(assistant, output)
    keep_fresh(assistant, seen, lambda line: complain("index", line))
    return ExitCode.ANSWERED


def _refresh_and_report(assistant: Assistant, output: Output) -> ExitCode:
    """Bring the index up to date, and say once what is wrong: in the report, if it stands there."""
    warnings = assistant.refresh(quietly=True).warnings
    status = _show_status(assistant, output)
    for line in warnings:
        if line not in status.warnings:
            warn(line)
    return ExitCode.ANSWERED


def _status(assistant: Assistant, output: Output, _arguments: Arguments) -> ExitCode:
    _show_status(assistant, output)
    return ExitCode.ANSWERED


def _show_status(assistant: Assistant, output: Output) -> Status:
    status = assistant.status()
    output.show(lambda: status_object(status), lambda: status_plain(status))
    return status


_COMMANDS: dict[str, Callable[[Assistant, Output, Arguments], ExitCode]] = {
    "": _chat,
    "ask": ask,
    "search": search,
    "chat": _chat,
    "index": _index,
    "status": _status,
}


def _lines() -> Iterator[str]:
    """Read questions, with a prompt where a person types them."""
    if sys.stdin is None:
        return
    if not is_typed():
        yield from sys.stdin
        return
    while True:
        # Not by `input`, which would write it to standard output, among the results.
        print("? ", end="", file=sys.stderr, flush=True)
        try:
            yield input()
        except EOFError:
            print(file=sys.stderr)
            return
