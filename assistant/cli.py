"""The command line: run one command, and turn errors into one line and an exit code."""

from __future__ import annotations

import gc
import os
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.arguments import Arguments, Extent, UsageError, parse, wants_json
from assistant.errors import AssistantError, ExitCode, QueryError
from assistant.model import Answer
from assistant.render import (
    answer_text,
    best_alone,
    code_alone,
    explanation,
    file_of,
    hit_places,
    hits_plain,
    hits_styled,
    one_line,
    places,
    refusal,
    reply_object,
    reply_plain,
    reply_styled,
    sanitize,
    search_object,
    status_object,
    status_plain,
    to_json,
    where,
)
from assistant.settings import config_file, load
from assistant.terminal import Bar, Output, complain, drop_output, is_styled, use_utf8, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from assistant.evaluation.options import Options
    from assistant.model import Query, Reply
    from assistant.pipeline import Assistant
    from assistant.render import Place
    from assistant.settings import Settings


def run() -> None:
    """Be the `assistant` command."""
    use_utf8()
    # numpy would start a thread a core for matrices larger than any here, which takes as long as
    # the question does.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What is imported stays; looking through it for garbage again and again costs a twentieth of
    # the start. Turned on again when the work begins.
    gc.disable()
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run the command line and give the exit code; never raises for a mistake of the user."""
    try:
        arguments = parse(argv)
        for hint in arguments.hints:
            complain("note", hint)
        settings = load(arguments.flags, os.environ, config_file())
        return _run(arguments, Output(arguments.json, is_styled(arguments.color)), settings)
    except AssistantError as error:
        for line in str(error).split("\n"):
            complain("error", line)
        if wants_json(argv):
            print(to_json({"error": str(error)}))
        return ExitCode.USAGE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        drop_output()
        return ExitCode.ANSWERED
    except OSError as error:
        drop_output()
        complain("error", f"input or output failed: {error}")
        return ExitCode.USAGE


def _run(arguments: Arguments, output: Output, settings: Settings) -> ExitCode:
    if arguments.options is not None:
        gc.enable()
        return _evaluate(arguments.options, output, settings)
    # Imported late, so that help and mistakes in the arguments don't wait for numpy.
    from assistant.pipeline import Assistant

    gc.enable()
    bar = Bar("Reading notes")
    try:
        with Assistant(settings, warn=warn, progress=bar) as assistant:
            return _COMMANDS[arguments.command](assistant, output, arguments)
    finally:
        bar.close()


# The commands


def _ask(assistant: Assistant, output: Output, arguments: Arguments) -> ExitCode:
    question = _read_question() if arguments.question is None else arguments.question
    started = time.perf_counter()
    reply = assistant.ask(question)
    elapsed_ms = (time.perf_counter() - started) * 1000
    _say_corrections(reply.query, output)
    if arguments.extent is Extent.WHOLE:
        output.show(
            lambda: reply_object(reply, elapsed_ms),
            lambda: reply_plain(reply),
            lambda: reply_styled(reply, assistant.root),
        )
        text = answer_text(reply) if isinstance(reply, Answer) else None
    else:
        text = _show_alone(reply, arguments.extent)
    if arguments.explain and reply.hits and not output.json:
        print(f"\n{explanation(reply.hits)}", flush=True)
    if arguments.copy and text is not None:
        from assistant.clipboard import copy

        copy(text)
    _open(places(reply), arguments, assistant.root)
    return ExitCode.NOT_ANSWERED if text is None else ExitCode.ANSWERED


def _show_alone(reply: Reply, extent: Extent) -> str | None:
    """Print one thing of an answer and give it; where there is none, say why."""
    if not isinstance(reply, Answer):
        complain("note", refusal(reply))
    elif reply.tentative:
        # What is run unseen should be sure.
        place = where(places(reply)[0])
        complain("note", f"no sure answer; the closest is at {place}")
    elif (text := best_alone(reply) if extent is Extent.BEST else code_alone(reply)) is None:
        complain("note", "there is no block of code in the answer or its section")
    else:
        print(text, flush=True)
        return text
    return None


def _open(listed: Sequence[Place], arguments: Arguments, root: Path) -> None:
    if arguments.open is None:
        return
    from assistant.opening import open_note

    if arguments.open > len(listed):
        count = f"give 1 to {len(listed)}" if listed else "there is none"
        raise UsageError(f"--open: {arguments.open} is more than the places listed; {count}")
    place = listed[arguments.open - 1]
    open_note(file_of(place.source, root), place.line, os.environ)


def _search(assistant: Assistant, output: Output, arguments: Arguments) -> ExitCode:
    question = _read_question() if arguments.question is None else arguments.question
    started = time.perf_counter()
    query, hits = assistant.found(question)
    elapsed_ms = (time.perf_counter() - started) * 1000
    _say_corrections(query, output)
    if not hits and not output.json:
        complain("note", "no section of the notes holds any of these words")
        return ExitCode.NOT_ANSWERED
    output.show(
        lambda: search_object(query, hits, elapsed_ms),
        lambda: hits_plain(hits),
        lambda: hits_styled(hits, assistant.root),
    )
    if arguments.explain and not output.json:
        print(f"\n{explanation(hits)}", flush=True)
    _open(hit_places(hits), arguments, assistant.root)
    return ExitCode.ANSWERED if hits else ExitCode.NOT_ANSWERED


def _say_corrections(query: Query, output: Output) -> None:
    if not output.json:
        for typed, meant in query.corrections:
            complain("note", f"{typed!r} is taken for {meant!r}")


def _chat(assistant: Assistant, output: Output, arguments: Arguments) -> ExitCode:
    """Answer line after line; not answered as a whole when one of them was not."""
    codes = {ExitCode.ANSWERED}
    for line in _lines():
        if line in {"/new", ""}:
            continue
        if line in {"/quit", "/exit"}:
            break
        # In what is piped on, the questions are wanted beside their answers.
        if not output.json and not _is_typed():
            print(f"? {sanitize(line)}")
        try:
            codes.add(_ask(assistant, output, replace(arguments, question=line)))
            if not output.json:
                print(flush=True)
        except QueryError as error:
            complain("error", str(error))
            if output.json:
                print(to_json({"question": line, "error": str(error)}), flush=True)
            codes.add(ExitCode.NOT_ANSWERED)
    return max(codes)


def _evaluate(options: Options, output: Output, settings: Settings) -> ExitCode:
    from assistant.evaluation.command import evaluate, write_starter
    from assistant.evaluation.report import failures_text, report_object, report_text

    if options.init:
        path = write_starter(options, settings, warn)
        where = f" --notes {one_line(settings.notes)}" if settings.notes else ""
        name = one_line(str(path))
        output.show(
            lambda: {"questions": str(path)},
            lambda: f"wrote {name}; edit it, then: assistant eval {name}{where}",
        )
        return ExitCode.ANSWERED
    bar = Bar("Asking")
    try:
        found = evaluate(options, settings, warn, bar)
    finally:
        bar.close()
    report = found.report
    failures = f"\n\n{failures_text(report.outcomes)}" if options.failures else ""
    output.show(lambda: report_object(report), lambda: sanitize(report_text(report) + failures))
    for line in found.broken:
        complain("error", line)
    return ExitCode.NOT_ANSWERED if found.broken else ExitCode.ANSWERED


def _index(assistant: Assistant, output: Output, arguments: Arguments) -> ExitCode:
    if not arguments.watch:
        assistant.refresh()
        return _show_status(assistant, output)
    from assistant.watching import changes, keep_fresh

    seen = changes(assistant.root)
    assistant.refresh()
    _show_status(assistant, output)
    keep_fresh(assistant, seen, lambda line: complain("index", line))
    return ExitCode.ANSWERED


def _status(assistant: Assistant, output: Output, _arguments: Arguments) -> ExitCode:
    return _show_status(assistant, output)


def _show_status(assistant: Assistant, output: Output) -> ExitCode:
    status = assistant.status()
    output.show(lambda: status_object(status), lambda: status_plain(status))
    return ExitCode.ANSWERED


_COMMANDS: dict[str, Callable[[Assistant, Output, Arguments], ExitCode]] = {
    "": _chat,
    "ask": _ask,
    "search": _search,
    "chat": _chat,
    "index": _index,
    "status": _status,
}


def _is_typed() -> bool:
    """Tell whether a person types the questions."""
    return sys.stdin is not None and sys.stdin.isatty()


def _lines() -> Iterator[str]:
    """Read questions, with a prompt where a person types them."""
    if sys.stdin is None:
        return
    if not _is_typed():
        yield from (line.strip() for line in sys.stdin)
        return
    while True:
        try:
            yield input("? ").strip()
        except EOFError:
            print(file=sys.stderr)
            return


def _read_question() -> str:
    if sys.stdin is None or _is_typed():
        raise QueryError("no question given; write it behind the command, or pipe it in")
    return sys.stdin.read().strip()
