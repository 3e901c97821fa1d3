"""The command line: run one command, and turn errors into one line and an exit code."""

from __future__ import annotations

import io
import os
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.arguments import Arguments, parse, wants_json
from assistant.errors import AssistantError, ExitCode, QueryError
from assistant.model import Answer
from assistant.render import (
    STYLES,
    hits_plain,
    hits_styled,
    one_line,
    reply_object,
    reply_plain,
    reply_styled,
    sanitize,
    search_object,
    status_object,
    status_plain,
    to_json,
)
from assistant.settings import config_file, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console
    from rich.progress import Progress
    from rich.text import Text

    from assistant.evaluation.options import Options
    from assistant.pipeline import Assistant
    from assistant.settings import Settings

PROGRESS_AFTER_SECONDS = 0.5
"""Shorter work shows no progress bar; one that flashes by says nothing."""


def run() -> None:
    """Be the `assistant` command."""
    _use_utf8()
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run the command line and give the exit code; never raises for a mistake of the user."""
    try:
        arguments = parse(argv)
        for hint in arguments.hints:
            _complain("note", hint)
        settings = load(arguments.flags, os.environ, config_file())
        return _run(arguments, Output(arguments.json, _is_styled(arguments.color)), settings)
    except AssistantError as error:
        for line in str(error).split("\n"):
            _complain("error", line)
        if wants_json(argv):
            print(to_json({"error": str(error)}))
        return ExitCode.USAGE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        _drop_output()
        return ExitCode.ANSWERED
    except OSError as error:
        _drop_output()
        _complain("error", f"input or output failed: {error}")
        return ExitCode.USAGE


def _drop_output() -> None:
    """Throw away what is still to be written, or Python would fail at it once more on leaving."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@dataclass(slots=True)
class Output:
    """Where results go, and in which form."""

    json: bool
    styled: bool
    _console: Console | None = field(default=None, init=False)

    def show(
        self,
        as_object: Callable[[], dict[str, Any]],
        as_plain: Callable[[], str],
        as_styled: Callable[[], Text] | None = None,
    ) -> None:
        """Print a result in the form that was asked for, which alone is made."""
        if self.json:
            print(to_json(as_object()), flush=True)
        elif self.styled and as_styled is not None:
            console = self._terminal()
            # Printed by us, since rich has its own mind about broken pipes.
            with console.capture() as capture:
                console.print(as_styled())
            print(capture.get(), end="", flush=True)
        else:
            print(as_plain(), flush=True)

    def _terminal(self) -> Console:
        if self._console is None:
            from rich.console import Console
            from rich.theme import Theme

            # Whether there is colour was decided already, NO_COLOR and TERM considered.
            self._console = Console(
                theme=Theme(STYLES),
                force_terminal=True,
                color_system="standard",
                no_color=False,
                highlight=False,
            )
        return self._console


class Bar:
    """A progress bar on standard error, where that is a terminal and the work takes long."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._started = time.monotonic()
        self._progress: Progress | None = None

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` steps are done; all of them take the bar off the screen."""
        if done == total:
            self.close()
        elif self._progress is not None:
            self._progress.update(self._progress.task_ids[0], completed=done, total=total)
        elif sys.stderr.isatty() and time.monotonic() - self._started > PROGRESS_AFTER_SECONDS:
            self._progress = _bar(self._label, total)

    def close(self) -> None:
        """Take the bar off the screen."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None


def _bar(label: str, total: int) -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    progress = Progress(console=Console(stderr=True), transient=True)
    progress.add_task(label, total=total)
    progress.start()
    return progress


def _run(arguments: Arguments, output: Output, settings: Settings) -> ExitCode:
    if arguments.options is not None:
        return _evaluate(arguments.options, output, settings)
    # Imported late, so that help and mistakes in the arguments don't wait for numpy.
    from assistant.pipeline import Assistant

    bar = Bar("Reading notes")
    try:
        with Assistant(settings, warn=_warn, progress=bar) as assistant:
            return _COMMANDS[arguments.command](assistant, output, arguments.question)
    finally:
        bar.close()


# The commands


def _ask(assistant: Assistant, output: Output, words: str) -> ExitCode:
    question = words or _read_question()
    started = time.perf_counter()
    reply = assistant.ask(question)
    elapsed_ms = (time.perf_counter() - started) * 1000
    output.show(
        lambda: reply_object(reply, elapsed_ms),
        lambda: reply_plain(reply),
        lambda: reply_styled(reply, assistant.root),
    )
    return ExitCode.ANSWERED if isinstance(reply, Answer) else ExitCode.NOT_ANSWERED


def _search(assistant: Assistant, output: Output, words: str) -> ExitCode:
    question = words or _read_question()
    started = time.perf_counter()
    hits = assistant.search(question)
    elapsed_ms = (time.perf_counter() - started) * 1000
    if not hits and not output.json:
        _complain("note", "no section of the notes holds any of these words")
        return ExitCode.NOT_ANSWERED
    output.show(
        lambda: search_object(assistant.query(question), hits, elapsed_ms),
        lambda: hits_plain(hits),
        lambda: hits_styled(hits, assistant.root),
    )
    return ExitCode.ANSWERED if hits else ExitCode.NOT_ANSWERED


def _chat(assistant: Assistant, output: Output, _words: str) -> ExitCode:
    """Answer line after line; not answered as a whole when one of them was not."""
    codes = {ExitCode.ANSWERED}
    for line in _lines():
        if line in {"/new", ""}:
            continue
        if line in {"/quit", "/exit"}:
            break
        try:
            codes.add(_ask(assistant, output, line))
        except QueryError as error:
            _complain("error", str(error))
            if output.json:
                print(to_json({"question": line, "error": str(error)}), flush=True)
            codes.add(ExitCode.NOT_ANSWERED)
    return max(codes)


def _evaluate(options: Options, output: Output, settings: Settings) -> ExitCode:
    from assistant.evaluation.command import evaluate, write_starter
    from assistant.evaluation.report import failures_text, report_object, report_text

    if options.init:
        path = write_starter(options, settings, _warn)
        output.show(
            lambda: {"questions": str(path)},
            lambda: (
                f"wrote {one_line(str(path))}; edit it, then: assistant eval {one_line(str(path))}"
            ),
        )
        return ExitCode.ANSWERED
    bar = Bar("Asking")
    try:
        found = evaluate(options, settings, _warn, bar)
    finally:
        bar.close()
    report = found.report
    failures = f"\n\n{failures_text(report.outcomes)}" if options.failures else ""
    output.show(lambda: report_object(report), lambda: sanitize(report_text(report) + failures))
    for line in found.broken:
        _complain("error", line)
    return ExitCode.NOT_ANSWERED if found.broken else ExitCode.ANSWERED


def _index(assistant: Assistant, output: Output, _words: str) -> ExitCode:
    assistant.refresh()
    return _show_status(assistant, output)


def _status(assistant: Assistant, output: Output, _words: str) -> ExitCode:
    return _show_status(assistant, output)


def _show_status(assistant: Assistant, output: Output) -> ExitCode:
    status = assistant.status()
    output.show(lambda: status_object(status), lambda: status_plain(status))
    return ExitCode.ANSWERED


_COMMANDS: dict[str, Callable[[Assistant, Output, str], ExitCode]] = {
    "": _chat,
    "ask": _ask,
    "search": _search,
    "chat": _chat,
    "index": _index,
    "status": _status,
}


def _lines() -> Iterator[str]:
    """Read questions, with a prompt where a person types them."""
    if sys.stdin is None:
        return
    if not sys.stdin.isatty():
        yield from (line.strip() for line in sys.stdin)
        return
    while True:
        try:
            yield input("? ").strip()
        except EOFError:
            print(file=sys.stderr)
            return


def _read_question() -> str:
    if sys.stdin is None or sys.stdin.isatty():
        raise QueryError("no question given; write it behind the command, or pipe it in")
    return sys.stdin.read().strip()


def _is_styled(color: str) -> bool:
    if color == "auto":
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") == "dumb"
        return sys.stdout is not None and sys.stdout.isatty() and not plain
    return color == "always"


def _warn(line: str) -> None:
    _complain("warning", line)


def _complain(kind: str, line: str) -> None:
    print(f"assistant: {kind}: {one_line(line)}", file=sys.stderr)


def _use_utf8() -> None:
    """Speak UTF-8 whatever the locale says: JSON is UTF-8, and notes hold any character."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
