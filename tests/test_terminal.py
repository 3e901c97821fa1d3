"""`assistant.terminal`: what is written where a person reads it, a program, or nobody."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import PRUNED, Outcome, process
from conftest import write_notes

from assistant import terminal
from assistant.errors import ExitCode
from assistant.terminal import Bar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, after_seconds: float) -> str:
    """Give what a bar shows on a terminal of 100 columns."""
    screen = Screen()
    # Not in a fixture: pytest puts its own stream there before each test.
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(terminal, "PROGRESS_AFTER_SECONDS", after_seconds)
    for name, value in {"TERM": "xterm", "COLUMNS": "100", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    bar = Bar("Reading notes")
    for done in (1, 2, 3, 10):
        bar(done, 10)
    return screen.getvalue()


def test_progress_shows_count_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.search(r"Reading notes .* 3/10 \d+/s [-:\d]+ left", shown(monkeypatch, 0))


def test_short_work_shows_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, 60) == ""


Terminal = tuple[str, int]
"""What a command wrote to a terminal, and its exit code."""


@pytest.mark.parametrize(
    ("argv", "stdin", "code"),
    [
        (["ask", "apple tree"], "", ExitCode.ANSWERED),
        (["ask", "--color", "always", "apple tree"], "", ExitCode.ANSWERED),
        (["ask", "--explain", "apple tree"], "", ExitCode.ANSWERED),
        (["ask", "-q", "apple tree"], "", ExitCode.ANSWERED),
        (["ask", "who won the football match"], "", ExitCode.NOT_ANSWERED),
        (["ask", "--json", "who won the football match"], "", ExitCode.NOT_ANSWERED),
        (["ask", "--json", ""], "", ExitCode.USAGE),
        (["search", "apple tree"], "", ExitCode.ANSWERED),
        (["status"], "", ExitCode.ANSWERED),
        (["chat"], "apple tree\napple tree\n", ExitCode.ANSWERED),
        (["chat", "--json"], "who won the football match\napple tree\n", ExitCode.NOT_ANSWERED),
    ],
)
def test_a_command_ends_alike_whether_its_output_is_read_or_not(
    indexed: Path, argv: Sequence[str], stdin: str, code: ExitCode
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with process(*argv, "--notes", str(indexed), stdout=writing) as asking:
        os.close(writing)
        _, err = asking.communicate(stdin, timeout=20)
    assert asking.returncode == code
    assert err.count("\n") == (code is ExitCode.USAGE)


def test_a_reader_of_messages_who_has_seen_enough_is_no_failure(indexed: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with process(
        *("ask", "-q", "who won the football match", "--notes", str(indexed)),
        stdout=writing,
        stderr=writing,
    ) as asking:
        os.close(writing)
        asking.communicate(timeout=20)
    assert asking.returncode == ExitCode.NOT_ANSWERED


def test_a_measure_out_of_its_bounds_is_told_though_nobody_reads_the_report(
    indexed: Path, tmp_path: Path
) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"question": "apple tree", "answerable": false}\n', "utf-8")
    bound = "false answers=-1"
    reading, writing = os.pipe()
    os.close(reading)
    with process(
        *("eval", str(questions), "--notes", str(indexed), "--fail-over", bound), stdout=writing
    ) as measuring:
        os.close(writing)
        _, err = measuring.communicate(timeout=60)
    assert measuring.returncode == ExitCode.NOT_ANSWERED
    assert "false answers is" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_full_disk_is_one_line_and_no_traceback(indexed: Path) -> None:
    with (
        Path("/dev/full").open("w") as full,
        process("ask", "--notes", str(indexed), "apple tree", stdout=full) as asking,
    ):
        _, err = asking.communicate(timeout=20)
    assert asking.returncode == ExitCode.USAGE
    assert err.count("\n") == 1
    assert "No space left" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_an_answer_comes_though_what_is_said_beside_it_can_t_be_written(indexed: Path) -> None:
    with (
        Path("/dev/full").open("w") as full,
        process("ask", "--notes", str(indexed), "aple tree", stderr=full) as asking,
    ):
        out, _ = asking.communicate(timeout=20)
    assert asking.returncode == ExitCode.ANSWERED
    assert "apple" in out


@pytest.mark.skipif(os.name == "nt", reason="closes a stream as a POSIX shell does")
@pytest.mark.parametrize(
    ("rest", "code", "complaint"),
    [
        ("ask <&-", ExitCode.USAGE, "assistant: error: no question given; .*\n"),
        ("chat <&-", ExitCode.ANSWERED, ""),
        ("ask compost >&-", ExitCode.ANSWERED, ""),
        ("ask 0>/dev/null >&-", ExitCode.USAGE, "assistant: error: input or output failed: .*\n"),
    ],
)
def test_a_stream_that_is_shut_gives_no_traceback(
    indexed: Path, rest: str, code: int, complaint: str
) -> None:
    command = shlex.join([sys.executable, "-m", "assistant", "--notes", str(indexed)])
    done = subprocess.run(
        ["sh", "-c", f"{command} {rest}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert re.fullmatch(complaint, done.stderr)


@pytest.mark.skipif(os.name == "nt", reason="opens a stream as a POSIX shell does")
def test_a_stream_that_can_t_be_read_is_an_error_in_json_as_well(indexed: Path) -> None:
    command = shlex.join([sys.executable, "-m", "assistant", "--notes", str(indexed)])
    done = subprocess.run(
        ["sh", "-c", f"{command} ask --json 0>/dev/null"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == ExitCode.USAGE
    error = json.loads(done.stdout)["error"]
    assert done.stderr == f"assistant: error: {error}\n"


# Colour

STYLE = "\x1b["
LINK = "\x1b]8;"


def on_terminal(notes: Path, *argv: str, **environment: str) -> Terminal:
    """Run a command whose standard output is a terminal, and give what it wrote there."""
    keep = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    screen, slave = os.openpty()
    with process(
        *argv,
        "--notes",
        str(notes),
        stdin=subprocess.DEVNULL,
        stdout=slave,
        env={**keep, "TERM": "xterm-256color", "COLUMNS": "200", **environment},
    ) as command:
        os.close(slave)
        written = b""
        # Linux reports the end of a terminal as an error.
        try:
            while more := os.read(screen, 65536):
                written += more
        except OSError:
            pass
        command.wait(20)
    os.close(screen)
    return written.decode().replace("\r\n", "\n"), command.returncode


pty_only = pytest.mark.skipif(not hasattr(os, "openpty"), reason="the system has no ptys")


@pty_only
def test_on_a_terminal_the_answer_is_styled_and_its_place_a_link(indexed: Path) -> None:
    written, code = on_terminal(indexed, "ask", "when do I prune the apple tree?")
    assert code == ExitCode.ANSWERED
    assert f"\x1b[1;32m{PRUNED}\x1b[0m" in written
    assert re.search(rf"\x1b\]8;[^;]*;{re.escape((indexed / 'garden.md').as_uri())}\x1b", written)


@pty_only
def test_a_terminal_shows_the_same_words_as_a_pipe(
    indexed: Path, run: Callable[..., Outcome]
) -> None:
    written, _ = on_terminal(indexed, "ask", "how do I restart the web server?")
    bare = re.sub(r"\x1b\]8;.*?\x1b\\|\x1b\[[\d;]*m", "", written)
    plain = run("ask", "how do I restart the web server?").out
    # What the Markdown's signs mean is seen, and places have numbers to open them by.
    without_signs = re.sub(r"```\w*|`", "", plain)
    without_numbers = re.sub(r"^  \d+  ", "", bare, flags=re.MULTILINE)
    assert without_numbers.split() == without_signs.split()


@pty_only
@pytest.mark.parametrize(
    ("argv", "environment"),
    [
        ([], {"NO_COLOR": "1"}),
        ([], {"TERM": "dumb"}),
        (["--color", "never"], {}),
        (["--plain"], {}),
        (["--json"], {}),
    ],
    ids=["NO_COLOR", "TERM=dumb", "--color never", "--plain", "--json"],
)
def test_a_terminal_that_wants_no_colour_gets_none(
    indexed: Path, argv: list[str], environment: dict[str, str]
) -> None:
    written, code = on_terminal(indexed, "ask", "restart the web server", *argv, **environment)
    assert code == ExitCode.ANSWERED
    assert "systemctl restart nginx" in written
    assert "\x1b" not in written


@pty_only
def test_an_empty_no_color_asks_for_nothing(indexed: Path) -> None:
    written, _ = on_terminal(indexed, "ask", "restart the web server", NO_COLOR="")
    assert STYLE in written


@pytest.mark.parametrize("name", ["NO_COLOR", "TERM"])
def test_colour_asked_for_by_an_option_is_given_in_any_case(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, {"NO_COLOR": "1", "TERM": "dumb"}[name])
    out = run("ask", "--color", "always", "when do I prune the apple tree?").out
    assert f"\x1b[1;32m{PRUNED}\x1b[0m" in out
    assert LINK in out


@pty_only
@pytest.mark.parametrize("width", [0, 40, 80, 200])
def test_a_command_is_one_line_on_a_terminal_of_any_width(indexed: Path, width: int) -> None:
    command = "rsync --archive --delete /srv/photos/albums/ /mnt/backup/photos/albums/"
    steps = f"- Plug in.\n- Run\n\n  ```sh\n  {command}\n  ```"
    write_notes(indexed, {"backup.md": f"# Backup\n\n## How do I back up the photos?\n\n{steps}"})
    written, _ = on_terminal(indexed, "ask", "how do I back up the photos", COLUMNS=str(width))
    assert f"  {command}\n" in re.sub(r"\x1b\[[\d;]*m", "", written)


@pytest.mark.parametrize("command", ["ask", "search"])
def test_output_is_plain_when_it_goes_to_no_terminal(
    run: Callable[..., Outcome], command: str
) -> None:
    assert "\x1b" not in run(command, "how do I restart the web server?").out


def test_a_search_is_styled_when_asked_for(run: Callable[..., Outcome]) -> None:
    assert LINK in run("search", "--color", "always", "compost").out


@pty_only
def test_a_question_missing_on_a_terminal_is_an_error_and_waits_for_nothing(indexed: Path) -> None:
    screen, slave = os.openpty()
    with process("ask", "--notes", str(indexed), stdin=slave) as asking:
        _, err = asking.communicate(timeout=20)
    os.close(slave)
    os.close(screen)
    assert asking.returncode == ExitCode.USAGE
    assert "no question given" in err
