"""`assistant.cli`: what a command prints, where, and its exit code.

What people see is told in `transcripts/`: a command behind `$`, what it reads from standard input
behind `<`, what it prints, what it complains about behind `!`, and its exit code where that is
not 0. Scores are left out, and what differs in each run stands as NOTES, CACHE and HASH.
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_notes

from assistant import __version__, cli
from assistant.cli import main
from assistant.commands import clipboard, editor
from assistant.errors import ExitCode
from assistant.model import Answer
from assistant.notes import read_note
from assistant.pipeline import Assistant
from assistant.reading.files import LARGEST_NOTE
from assistant.records import replace
from assistant.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from assistant.model import Conversation, Reply
    from assistant.notes import NoteFile, ReadNote

TRANSCRIPTS = Path(__file__).parent / "transcripts"

NOTES = {
    "garden.md": """\
---
title: Garden
aliases: [allotment]
---
# Garden

## When do I prune the apple tree?

Apple trees are pruned in late winter, before the buds open. Old wood goes first.

## Compost

The heap needs air. Turn it every two weeks, and keep bones out.

- Kitchen scraps go in the middle.
- Grass goes on top, in thin layers.
""",
    "household/bills.md": """\
# Bills

## Electricity

The meter number is 4711-0815. Read the meter on the first of each month.
""",
    "server.md": """\
# Server

## How do I restart the web server?

The web server is restarted with `systemctl`:

```sh
sudo systemctl restart nginx
```

It keeps its connections for a moment.
""",
}

PRUNED = "Apple trees are pruned in late winter, before the buds open."
"""What the notes say most directly on when to prune."""
RESTARTED = "sudo systemctl restart nginx"

Terminal = tuple[str, int]
"""What a command wrote to a terminal, and its exit code."""


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of notes that every command of the test is about."""
    folder = write_notes(tmp_path / "notes", NOTES)
    monkeypatch.setenv("ASSISTANT_NOTES", str(folder))
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    return folder


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def indexed(notes: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give the notes with their index made, which a process of its own would need long for."""
    main(["index"])
    capsys.readouterr()
    return notes


@pytest.fixture
def run(
    notes: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    """Give a function that runs a command in this process; `stdin` is what it reads."""
    assert notes

    def run_command(*argv: str, stdin: str = "") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        code = main(argv)
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run_command


def process(*argv: str, **options: Any) -> subprocess.Popen[str]:
    """Start a command as a process of its own, all its streams piped unless told otherwise."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(
        [sys.executable, "-m", "assistant", *argv], text=True, encoding="utf-8", **pipes | options
    )


# Transcripts


@dataclass(frozen=True)
class Step:
    """A command of a transcript, and what is expected of it."""

    argv: Sequence[str]
    expected: str
    stdin: list[str] = field(default_factory=list)


def steps(text: str) -> Iterator[Step]:
    """Read the commands of a transcript's console blocks, in order."""
    for block in re.findall(r"^~~~console\n(.*?)^~~~$", text, re.DOTALL | re.MULTILINE):
        for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, *rest = command.rstrip("\n").split("\n")
            stdin = [text[2:] for text in rest if text.startswith("<")]
            expected = [text for text in rest if not text.startswith("<")]
            yield Step(shlex.split(line)[1:], "\n".join(expected), stdin)


def told(outcome: Outcome, names: Mapping[str, str]) -> str:
    """Write an outcome down as transcripts do."""
    out, err = outcome.out, outcome.err
    for name, text in names.items():
        out, err = out.replace(text, name), err.replace(text, name)
    out = re.sub(r"notes-\w{8}(?=\.sqlite3)", "notes-HASH", out)
    out = re.sub(r"\d+\.\d\d MB", "SIZE MB", out)
    lines = out.splitlines()
    lines += [f"! {line}" for line in err.splitlines()]
    lines += [f"[exit {outcome.code}]"] if outcome.code else []
    return "\n".join(lines).rstrip()


@pytest.mark.parametrize("file", sorted(TRANSCRIPTS.glob("*.md")), ids=lambda file: file.stem)
def test_transcript(file: Path, run: Callable[..., Outcome], notes: Path) -> None:
    cache = os.environ["XDG_CACHE_HOME"]
    found = list(steps(file.read_text("utf-8")))
    assert found
    for step in found:
        outcome = run(*step.argv, stdin="".join(f"{line}\n" for line in step.stdin))
        names = {"NOTES": str(notes), "CACHE": cache}
        assert told(outcome, names) == step.expected, shlex.join(step.argv)


# Exit codes


def test_exit_codes_are_the_numbers_that_scripts_rely_on() -> None:
    assert {code.name: code.value for code in ExitCode} == {
        "ANSWERED": 0,
        "NOT_ANSWERED": 1,
        "USAGE": 2,
        "INTERRUPTED": 130,
    }


def test_an_error_is_one_line_though_what_it_names_holds_a_line_feed(
    run: Callable[..., Outcome],
) -> None:
    outcome = run("ask", "--notes", "no\nwhere", "compost")
    assert outcome.code == ExitCode.USAGE
    assert outcome.err.startswith("assistant: error: no where: no such file or folder; ")
    assert outcome.err.count("\n") == 1


def test_each_of_several_mistakes_is_a_line(run: Callable[..., Outcome], tmp_path: Path) -> None:
    questions = tmp_path / "my\nquestions.jsonl"
    questions.write_text("{\n[]\n", "utf-8")
    outcome = run("eval", str(questions))
    assert outcome.code == ExitCode.USAGE
    assert [line.rpartition("jsonl:")[2][:1] for line in outcome.err.splitlines()] == ["1", "2"]


def test_an_interrupt_is_exit_code_130_and_prints_nothing(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", interrupt)
    assert run("ask", "compost") == Outcome(ExitCode.INTERRUPTED, "", "")


def test_ctrl_c_ends_a_chat_with_130_and_no_traceback(indexed: Path) -> None:
    with process("chat", "--json", "--notes", str(indexed)) as chat:
        assert chat.stdin
        assert chat.stdout
        assert chat.stderr
        chat.stdin.write("when do I prune the apple tree?\n")
        chat.stdin.flush()
        assert json.loads(chat.stdout.readline())["answered"]
        chat.send_signal(signal.SIGINT)
        assert chat.wait(20) == ExitCode.INTERRUPTED
        assert chat.stderr.read() == ""


def is_being_written(index: Path) -> bool:
    """Tell whether another process is in the middle of a change of an index."""
    if not index.exists():
        return False
    with closing(sqlite3.connect(f"file:{index}?mode=rw", uri=True, timeout=0)) as database:
        try:
            database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            return "locked" in str(error)
    return False


@pytest.mark.parametrize("notes_before", [True, False])
def test_ctrl_c_while_notes_are_read_leaves_the_old_index_whole(
    tmp_path: Path, notes_before: bool
) -> None:
    folder, index = tmp_path / "notes", tmp_path / "index"
    write_notes(folder, {"tea.md": "# Tea\n\nHot.\n"})
    options = ("--notes", str(folder), "--index", str(index))
    if notes_before:
        assert main(["index", *options]) == ExitCode.ANSWERED
    many = "\n\n".join(f"# Tea {number}\n\nMild {number} tea." for number in range(4000))
    write_notes(folder, {f"{number}.md": many for number in range(20)})
    with process("index", *options) as indexing:
        deadline = time.monotonic() + 60
        while not is_being_written(index):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        indexing.send_signal(signal.SIGINT)
        out, err = indexing.communicate(timeout=60)
    assert (indexing.returncode, out, err) == (ExitCode.INTERRUPTED, "", "")
    with Assistant(Settings(notes=str(folder), index=str(index)), warn=pytest.fail) as assistant:
        assert list(assistant.store.note_rows()) == (["tea.md"] if notes_before else [])
        texts = [chunk.text for chunk in assistant.store.all_chunks()]
        assert texts == (["# Tea\n\nHot."] if notes_before else [])


INTERRUPTED = """\
import os, signal, sys
from assistant import cli, refreshing
from assistant.indexing import process_pool

class Bar(cli.Bar):
    def __call__(self, done, total):
        if done:
            os.kill(os.getpid(), signal.SIGINT)

cli.Bar = Bar
process_pool._cores = lambda: 2
refreshing.BATCH_BYTES = 500_000
sys.exit(cli.main(sys.argv[1:]))
"""


def test_ctrl_c_while_batches_wait_for_busy_processes_leaves_the_old_index_whole(
    tmp_path: Path,
) -> None:
    folder = write_notes(tmp_path / "notes", {"tea.md": "# Tea\n\nHot.\n"})
    options = ("--notes", str(folder), "--index", str(tmp_path / "index"))
    assert main(["index", *options]) == ExitCode.ANSWERED
    many = "\n\n".join(f"# Tea {number}\n\nMild {number} tea." for number in range(4000))
    write_notes(folder, {f"{number}.md": many * 5 for number in range(10)})
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, "index", *options],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (ExitCode.INTERRUPTED, "", "")
    with Assistant(Settings(notes=str(folder), index=options[-1]), warn=pytest.fail) as assistant:
        assert list(assistant.store.note_rows()) == ["tea.md"]
        assert [chunk.text for chunk in assistant.store.all_chunks()] == ["# Tea\n\nHot."]


def test_watching_says_each_refresh_until_ctrl_c(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", {"tea.md": "Hot."})
    with process("index", "--watch", "--notes", str(folder)) as watching:
        assert watching.stdout
        assert watching.stderr
        assert watching.stdout.readline().startswith("notes: ")
        seen = threading.Event()

        def edit() -> None:
            # Again and again, since the watching may not have begun yet.
            number = 0
            while not seen.wait(0.2):
                number += 1
                write_notes(folder, {"tea.md": f"Cold {number}."})

        editor = threading.Thread(target=edit)
        editor.start()
        try:
            line = watching.stderr.readline()
        finally:
            seen.set()
            editor.join()
        watching.send_signal(signal.SIGINT)
        assert watching.wait(20) == ExitCode.INTERRUPTED
        assert "Traceback" not in watching.stderr.read()
    assert re.fullmatch(r"assistant: index: \d\d:\d\d:\d\d 1 note read in [\d.]+ s\n", line)


def test_a_question_may_hold_the_name_of_the_option_that_watches(
    run: Callable[..., Outcome],
) -> None:
    assert "--watch" in json.loads(run("ask", "--json", "compost", "--watch").out)["question"]


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


@pytest.mark.skipif(os.name == "nt", reason="closes a stream as a POSIX shell does")
@pytest.mark.parametrize(
    ("rest", "code", "complaint"),
    [
        ("ask <&-", ExitCode.USAGE, "assistant: error: no question given; .*\n"),
        ("chat <&-", ExitCode.ANSWERED, ""),
        ("ask compost >&-", ExitCode.ANSWERED, ""),
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


# Notes that can't be used, wholly or in part


def test_a_missing_path_is_named(run: Callable[..., Outcome], tmp_path: Path) -> None:
    missing = tmp_path / "gone"
    outcome = run("ask", "x", "--notes", str(missing))
    assert outcome.code == ExitCode.USAGE
    assert outcome.out == ""
    assert outcome.err.startswith(f"assistant: error: {missing}: no such file or folder")
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize("command", [["ask", "x"], ["search", "x"], ["index"], ["status"]])
def test_an_empty_folder_is_an_error_for_every_command(
    run: Callable[..., Outcome], tmp_path: Path, command: list[str]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    outcome = run(*command, "--notes", str(empty))
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert str(empty) in outcome.err
    assert ".md" in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_file_of_another_kind_is_an_error(run: Callable[..., Outcome], tmp_path: Path) -> None:
    picture = tmp_path / "tree.png"
    picture.write_bytes(b"\x89PNG")
    outcome = run("ask", "x", "--notes", str(picture))
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert f"not a note: '{picture}'" in outcome.err


def test_broken_front_matter_is_a_warning_and_the_note_is_read(
    run: Callable[..., Outcome], notes: Path
) -> None:
    write_notes(notes, {"dog.md": "---\ntitle: [\n---\n# Dog\n\n## Vaccination\n\nDue in June.\n"})
    outcome = run("ask", "when is the vaccination due")
    assert outcome.code == ExitCode.ANSWERED
    assert "Due in June." in outcome.out
    assert outcome.err.startswith("assistant: warning: dog.md: front matter is not valid YAML")
    assert outcome.err.count("\n") == 1


def test_bytes_that_are_no_utf_8_are_a_warning_and_the_note_is_read(
    run: Callable[..., Outcome], notes: Path
) -> None:
    (notes / "coffee.md").write_bytes(b"# Caf\xe9\n\n## Grinder\n\nThe grinder is set to 14.\n")
    outcome = run("ask", "what is the grinder set to")
    assert "The grinder is set to 14." in outcome.out
    assert outcome.err == "assistant: warning: coffee.md: not UTF-8; read as Windows-1252\n"


def test_a_warning_about_a_note_is_given_once_and_kept_for_status(
    run: Callable[..., Outcome], notes: Path
) -> None:
    (notes / "coffee.md").write_bytes(b"# Caf\xe9\n\nGrinder at 14.\n")
    run("index")
    assert run("ask", "grinder").err == ""
    assert "warning:  coffee.md: not UTF-8" in run("status").out


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_what_is_left_out_of_the_folder_is_said_once_by_questions_and_each_time_by_index(
    run: Callable[..., Outcome], notes: Path
) -> None:
    (notes / "gone.md").symlink_to(notes / "nowhere.md")
    line = "1 link leads nowhere (first: gone.md)"
    assert run("ask", "compost").err == f"assistant: warning: {line}\n"
    assert run("ask", "compost").err == ""
    write_notes(notes, {"tea.md": "# Tea\n\nHot.\n"})
    assert run("ask", "compost").err == ""
    for command in ("index", "status", "index"):
        outcome = run(command)
        assert (outcome.err, outcome.out.count(line)) == ("", 1)
        assert run(command, "--json").json["warnings"] == [line]


def test_what_is_said_by_index_is_not_said_again_by_a_question(
    run: Callable[..., Outcome], notes: Path
) -> None:
    (notes / "coffee.md").write_bytes(b"# Caf\xe9\n\nGrinder at 14.\n")
    with (notes / "log.md").open("wb") as file:
        file.truncate(LARGEST_NOTE + 1)
    outcome = run("index")
    assert (outcome.err, outcome.out.count("warning: ")) == ("", 2)
    assert run("ask", "grinder").err == ""


def test_a_note_that_can_not_be_read_is_said_once_by_questions_and_each_time_by_index(
    run: Callable[..., Outcome], notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_notes(notes, {"tea.md": "Hot."})

    def forbidden(file: NoteFile) -> ReadNote:
        if file.path == "tea.md":
            raise PermissionError
        return read_note(file)

    # Even to root, whom tests may run as.
    monkeypatch.setattr("assistant.indexing.analysing.read_note", forbidden)
    line = "1 note could not be read (first: tea.md); check the permissions"
    assert run("ask", "compost").err == f"assistant: warning: {line}\n"
    assert run("ask", "compost").err == ""
    monkeypatch.setattr("os.access", lambda path, _mode: Path(path).name != "tea.md")
    for command in ("index", "status"):
        outcome = run(command)
        assert (outcome.err, outcome.out.count(line)) == ("", 1)


def test_an_unwritable_cache_is_a_warning_and_the_answer_comes_from_memory(
    run: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "cache"))
    outcome = run("ask", "when do I prune the apple tree?")
    assert outcome.code == ExitCode.ANSWERED
    assert "garden.md:9" in outcome.out
    assert re.fullmatch(
        r"assistant: warning: .*\.sqlite3: .*; the index is kept in memory.*\n", outcome.err
    )


def test_a_foreign_file_named_as_index_is_refused_and_left_alone(
    run: Callable[..., Outcome], tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear aunt, ...")
    outcome = run("ask", "x", "--index", str(letter))
    assert outcome.code == ExitCode.USAGE
    assert "not an index file" in outcome.err
    assert letter.read_text() == "Dear aunt, ..."


# Settings


@pytest.mark.parametrize("count", ["0", "101", "-1"])
def test_a_number_of_sections_out_of_range_names_the_range(
    run: Callable[..., Outcome], count: str
) -> None:
    outcome = run("ask", "x", "-n", count)
    assert outcome.code == ExitCode.USAGE
    assert outcome.err.count("\n") == 1
    assert f"'{count}' is out of range; give 1 to 100" in outcome.err


def test_that_many_sections_are_listed(run: Callable[..., Outcome]) -> None:
    assert len(run("search", "--json", "-n", "2", "the").json["sources"]) == 2
    assert len(run("search", "--json", "the").json["sources"]) > 2


# JSON


@pytest.mark.parametrize("ways", [["--json"], ["--format", "json"], ["--format=json"]])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["ask", "when do I prune the apple tree?"], ExitCode.ANSWERED),
        (["ask", "who won the football match"], ExitCode.NOT_ANSWERED),
        (["search", "compost"], ExitCode.ANSWERED),
        (["search", "zeppelin"], ExitCode.NOT_ANSWERED),
        (["index"], ExitCode.ANSWERED),
        (["status"], ExitCode.ANSWERED),
        (["ask", "???"], ExitCode.USAGE),
        (["ask", "x", "-n", "many"], ExitCode.USAGE),
        (["ask", "x", "-n", "0"], ExitCode.USAGE),
        (["ask", "x", "--notes", "/nowhere"], ExitCode.USAGE),
        (["status", "--bogus"], ExitCode.USAGE),
    ],
)
def test_a_command_asked_for_json_prints_one_object_and_nothing_else(
    run: Callable[..., Outcome], notes: Path, command: list[str], code: int, ways: list[str]
) -> None:
    (notes / "coffee.md").write_bytes(b"Caf\xe9")  # worth a warning
    outcome = run(*command, *ways)
    assert outcome.code == code
    assert outcome.out.count("\n") == 1
    assert outcome.json["schema"] == 1
    assert ("error" in outcome.json) is (code == ExitCode.USAGE)


def test_an_answer_as_json_has_the_fields_of_the_contract(run: Callable[..., Outcome]) -> None:
    found = run("ask", "--json", "When do I prune the apple tree?").json
    assert list(found) == [
        "schema",
        "question",
        "standalone",
        "corrections",
        "answered",
        "confidence",
        "answer",
        "sources",
        "nearest",
        "elapsed_ms",
    ]
    assert found["question"] == found["standalone"] == "When do I prune the apple tree?"
    assert found["corrections"] == {}
    assert found["answered"] is True
    assert found["nearest"] == []
    assert found["answer"] | {"text": ""} == {
        "text": "",
        "best": PRUNED,
        "path": "garden.md",
        "line": 9,
    }
    first = found["sources"][0]
    assert first["path"] == "garden.md"
    assert first["anchor"] == "when-do-i-prune-the-apple-tree"
    assert first["headings"] == ["Garden", "When do I prune the apple tree?"]
    assert (first["first_line"], first["last_line"]) == (7, 9)
    assert {"score", "bm25", "tfidf", "text"} <= first.keys()


def test_a_question_for_a_way_is_answered_by_the_command(run: Callable[..., Outcome]) -> None:
    found = run("ask", "--json", "How do I restart the web server?").json
    assert (found["answer"]["best"], found["answer"]["line"]) == ("sudo systemctl restart nginx", 8)


def test_a_correction_is_told_in_the_json_and_nowhere_else(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", "--json", "when do I prune the aple tree")
    assert outcome.json["corrections"] == {"aple": "apple"}
    assert outcome.json["standalone"] == "when do I prune the apple tree"
    assert outcome.json["question"] == "when do I prune the aple tree"
    assert outcome.err == ""


@pytest.mark.parametrize("command", ["ask", "search"])
def test_an_explanation_is_made_of_what_adds_up_to_each_score(
    run: Callable[..., Outcome], command: str
) -> None:
    tables = run(command, "--explain", "when do I prune the apple tree").out.split("\n\n")
    explained = [table for table in tables if "\n  score " in table]
    assert explained
    for table in explained:
        *rows, score = [float(row.split()[-1]) for row in table.rstrip().split("\n")[1:]]
        # Each is rounded to three places.
        assert sum(rows) == pytest.approx(score, abs=0.0005 * (len(rows) + 1))


def test_a_refusal_as_json_names_the_nearest_sections(run: Callable[..., Outcome]) -> None:
    found = run("ask", "--json", "which football club plays on the grass tomorrow").json
    assert found["answered"] is False
    assert found["answer"] is None
    assert found["nearest"][0] == {
        "path": "garden.md",
        "anchor": "compost",
        "headings": ["Garden", "Compost"],
        "first_line": 11,
        "last_line": 16,
    }


def test_a_search_as_json_has_no_answer(run: Callable[..., Outcome]) -> None:
    found = run("search", "--json", "compost heap").json
    assert not {"answered", "confidence", "answer", "nearest"} & found.keys()
    assert found["sources"][0]["anchor"] == "compost"


# Questions


def test_a_question_without_words_is_read_from_standard_input(run: Callable[..., Outcome]) -> None:
    asked = run("ask", "when do I prune the apple tree?")
    assert run("ask", stdin="when do I prune\nthe apple tree?\n").out == asked.out


def test_a_question_without_a_word_in_it_is_an_error(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", "?!")
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert (
        outcome.err == "assistant: error: '?!': there is no word in it to look for; ask in words\n"
    )


@pytest.mark.parametrize("before", [(), ("-c",)])
def test_nothing_asked_on_standard_input_is_an_error(
    run: Callable[..., Outcome], before: tuple[str, ...]
) -> None:
    run("ask", "when do I prune the apple tree?")
    outcome = run("ask", *before, stdin="\n")
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert outcome.err.startswith("assistant: error: no question given; write it")


def test_a_follow_up_without_a_word_in_it_is_an_error(run: Callable[..., Outcome]) -> None:
    run("ask", "when do I prune the apple tree?")
    assert "there is no word in it" in run("ask", "-c", "???").err


def test_a_long_question_is_not_repeated_whole_in_an_error(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", stdin="?" * 1_000_000)
    assert outcome.code == ExitCode.USAGE
    assert len(outcome.err) < 200


def test_a_misspelt_option_in_a_question_gives_a_hint_and_is_asked_for(
    run: Callable[..., Outcome],
) -> None:
    outcome = run("ask", "--jsno", "when do I prune the apple tree?")
    assert outcome.code == ExitCode.ANSWERED
    assert outcome.err.startswith("assistant: note: --jsno is taken for a word of the question")


@pytest.mark.parametrize(
    "question",
    [
        "compost " * 131_072,
        " ".join(map(str, range(200_000, 340_000))) + " compost",
    ],
    ids=["one word over and over", "no word twice"],
)
def test_a_question_of_a_megabyte_is_asked_like_any_other(
    run: Callable[..., Outcome], question: str
) -> None:
    outcome = run("ask", "--json", stdin=question)
    assert outcome.code in {ExitCode.ANSWERED, ExitCode.NOT_ANSWERED}
    assert outcome.err == ""
    assert outcome.json["question"] == question.strip()
    assert outcome.json["sources"][0]["anchor"] == "compost"


def test_a_nul_in_a_question_does_no_harm(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", "--json", stdin="when do I prune\0 the apple\0 tree?")
    assert outcome.code == ExitCode.ANSWERED
    assert outcome.json["question"] == "when do I prune\0 the apple\0 tree?"
    assert "\0" not in outcome.out


def test_a_lone_surrogate_in_a_question_does_no_harm(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", "--json", "when do I prune the apple tree \udcff?")
    assert outcome.code == ExitCode.ANSWERED
    assert outcome.json["question"] == "when do I prune the apple tree \udcff?"
    outcome.out.encode()


def test_bytes_on_standard_input_that_are_no_utf_8_do_no_harm(indexed: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "--notes", str(indexed)],
        input=b"when do I prune the apple tree \xff?",
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (ExitCode.ANSWERED, b"")


def test_output_is_utf_8_whatever_the_locale_says(notes: Path) -> None:
    write_notes(notes, {"tea.md": "# Tee\n\n## Grüner Tee\n\nDer Tee zieht zwei Minuten … 茶\n"})
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "--notes", str(notes), "Grüner Tee"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert "Der Tee zieht zwei Minuten … 茶" in done.stdout.decode("utf-8")


# One thing of an answer, the editor, the clipboard

RESTART = "how do I restart the web server"


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what is put on the clipboard."""
    texts: list[str] = []
    monkeypatch.setattr(clipboard, "copy", texts.append)
    return texts


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_the_best_line_alone_is_a_command_that_a_shell_can_run(indexed: Path) -> None:
    write_notes(
        indexed, {"hello.md": "# Hello\n\n## How do I say hello?\n\n```\n$ echo hello\n```"}
    )
    ours = shlex.join([sys.executable, "-m", "assistant", "ask", "--notes", str(indexed), "-q"])
    done = subprocess.run(
        ["sh", "-c", f"$({ours} how do I say hello)"], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("hello\n", "")


def replying(monkeypatch: pytest.MonkeyPatch, change: Callable[[Answer], Answer]) -> None:
    """Change every answer."""
    ask = Assistant.ask

    def changed(self: Assistant, question: str, conversation: Conversation) -> Reply:
        reply = ask(self, question, conversation)
        assert isinstance(reply, Answer)
        return change(reply)

    monkeypatch.setattr(Assistant, "ask", changed)


@pytest.mark.parametrize("option", ["-q", "-x"])
def test_an_answer_that_is_only_the_closest_is_never_printed_alone(
    run: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
    copied: list[str],
    option: str,
) -> None:
    replying(monkeypatch, lambda reply: replace(reply, tentative=True))
    outcome = run("ask", option, "--copy", RESTART)
    assert (outcome.code, outcome.out, copied) == (ExitCode.NOT_ANSWERED, "", [])
    assert outcome.err == (
        "assistant: note: no sure answer; the closest is at "
        "server.md:8 Server > How do I restart the web server?\n"
    )


@pytest.mark.parametrize(("option", "line"), [("-q", PRUNED), ("-x", RESTARTED)])
def test_of_several_questions_what_is_not_answered_is_said_beside_what_is(
    run: Callable[..., Outcome], option: str, line: str
) -> None:
    asked = "When do I prune the apple tree?" if option == "-q" else f"{RESTART}?"
    outcome = run("ask", option, asked, "Who won the football match?")
    assert (outcome.code, outcome.out) == (ExitCode.NOT_ANSWERED, f"{line}\n")
    assert outcome.err == "assistant: note: The notes don't say: Who won the football match?\n"


def test_each_of_several_questions_has_its_line(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", "-q", f"{RESTART}?", "When do I prune the apple tree?")
    assert (outcome.code, outcome.out) == (ExitCode.ANSWERED, f"{RESTARTED}\n{PRUNED}\n")


@pytest.mark.parametrize("command", [["ask", "thank you"], ["ask", "-q", "thank you"]])
def test_a_remark_is_no_failure(run: Callable[..., Outcome], command: list[str]) -> None:
    outcome = run(*command)
    assert outcome.code == ExitCode.ANSWERED
    assert "You're welcome." in outcome.out + outcome.err


def test_a_remark_is_a_field_in_json(run: Callable[..., Outcome]) -> None:
    outcome = run("ask", "--json", "thank you")
    assert outcome.code == ExitCode.ANSWERED
    assert (outcome.json["remark"], outcome.json["answered"]) == ("You're welcome.", False)


def test_an_answer_that_is_only_the_closest_is_an_answer_and_marked(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    replying(monkeypatch, lambda reply: replace(reply, tentative=True))
    outcome = run("ask", RESTART)
    assert outcome.code == ExitCode.ANSWERED
    assert outcome.out.startswith("Closest I have:\n\nThe web server is")
    found = run("ask", "--json", RESTART).json
    assert (found["answered"], found["tentative"]) == (True, True)


def test_what_is_printed_of_an_answer_is_copied(
    run: Callable[..., Outcome], copied: list[str]
) -> None:
    assert run("ask", "-q", "--copy", RESTART).out == "sudo systemctl restart nginx\n"
    assert run("ask", "-x", "--copy", RESTART).code == ExitCode.ANSWERED
    assert copied == ["sudo systemctl restart nginx"] * 2
    found = run("ask", "--json", "--copy", RESTART).json
    assert copied[2] == found["answer"]["text"]


def test_without_an_answer_nothing_is_copied(
    run: Callable[..., Outcome], copied: list[str]
) -> None:
    assert run("ask", "--copy", "zeppelin").code == ExitCode.NOT_ANSWERED
    assert copied == []


def test_a_clipboard_that_is_not_there_is_an_error_behind_the_answer(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_text: str) -> None:
        raise clipboard.ClipboardError("there is no clipboard to copy to; install xclip")

    monkeypatch.setattr(clipboard, "copy", refuse)
    outcome = run("ask", "-q", "--copy", RESTART)
    assert outcome == Outcome(
        ExitCode.USAGE,
        "sudo systemctl restart nginx\n",
        "assistant: error: there is no clipboard to copy to; install xclip\n",
    )
    as_json = run("ask", "--json", "--copy", RESTART)
    assert (as_json.code, as_json.json["answered"]) == (ExitCode.USAGE, True)
    assert as_json.out.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="the editor is a shell script")
@pytest.mark.parametrize(
    ("argv", "place"),
    [
        (["ask", RESTART, "--open", "1"], "+8 server.md"),
        (["ask", "-q", "--open=1", RESTART], "+8 server.md"),
        (
            ["ask", "which football club plays on the grass tomorrow", "--open", "1"],
            "+11 garden.md",
        ),
        (["search", "--open", "2", "restart or prune"], "+9 garden.md"),
    ],
)
def test_a_place_is_opened_in_the_editor_by_its_number(
    run: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
    notes: Path,
    tmp_path: Path,
    argv: list[str],
    place: str,
) -> None:
    editor = tmp_path / "vi"
    editor.write_text(f"#!/bin/sh\necho $* > {tmp_path}/told\n")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    expected = run(*[word for word in argv if not word.startswith("--open") and len(word) > 1])
    assert run(*argv) == expected
    line, file = place.split()
    assert (tmp_path / "told").read_text() == f"{line} {notes}/{file}\n"


@pytest.mark.parametrize("command", ["ask", "search"])
def test_where_no_place_is_listed_none_is_opened_and_the_exit_code_stays(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(editor, "open_note", pytest.fail)
    shown = run(command, "zzz")
    outcome = run(command, "zzz", "--open", "1")
    assert (outcome.code, outcome.out) == (ExitCode.NOT_ANSWERED, shown.out)


def test_every_place_that_is_numbered_on_a_terminal_is_opened_by_that_number(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, notes: Path
) -> None:
    opened: list[tuple[Path, int]] = []
    monkeypatch.setattr(editor, "open_note", lambda file, line, _: opened.append((file, line)))
    out = re.sub(r"\x1b\]8;.*?\x1b\\|\x1b\[[\d;]*m", "", run("ask", RESTART, "--color=always").out)
    listed = re.findall(r"^ +(\d+)  (\S+):(\d+) ", out, re.MULTILINE)
    assert listed
    for number, path, line in listed:
        run("ask", RESTART, "--open", number)
        assert opened[-1] == (notes / path, int(line))


# Chat


def test_without_a_command_each_line_piped_in_is_a_question(run: Callable[..., Outcome]) -> None:
    outcome = run(stdin="when do I prune the apple tree?\n\nhow do I restart the web server?\n")
    assert outcome.code == ExitCode.ANSWERED
    assert outcome.out.index("late winter") < outcome.out.index("systemctl restart nginx")


def test_a_chat_with_one_question_not_answered_says_so_by_its_exit_code(
    run: Callable[..., Outcome],
) -> None:
    outcome = run("chat", stdin="who won the football match\nwhen do I prune the apple tree?\n")
    assert outcome.code == ExitCode.NOT_ANSWERED
    assert "late winter" in outcome.out


def test_a_chat_as_json_prints_a_line_for_each_question_and_none_for_new(
    run: Callable[..., Outcome],
) -> None:
    outcome = run("chat", "--json", stdin="compost\n/new\n  \nelectricity meter\n/quit\napple\n")
    replies = [json.loads(line) for line in outcome.out.splitlines()]
    assert [reply["question"] for reply in replies] == ["compost", "electricity meter"]


def test_a_line_without_a_word_does_not_end_a_chat(run: Callable[..., Outcome]) -> None:
    outcome = run("chat", "--json", stdin="?\ncompost\n")
    first, second = (json.loads(line) for line in outcome.out.splitlines())
    assert first["question"] == "?"
    assert "no word" in first["error"]
    assert second["answered"]
    assert outcome.code == ExitCode.NOT_ANSWERED


def test_a_note_that_is_gone_for_a_moment_does_not_end_a_chat_as_json(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, notes: Path
) -> None:
    def lines() -> Iterator[str]:
        yield "compost"
        notes.rename(notes.with_name("away"))
        yield "apple tree"
        notes.with_name("away").rename(notes)
        yield "electricity meter"

    monkeypatch.setattr(cli, "_lines", lines)
    outcome = run("chat", "--json")
    first, lost, last = (json.loads(line) for line in outcome.out.splitlines())
    assert (first["answered"], last["answered"]) == (True, True)
    assert lost["question"] == "apple tree"
    assert lost["error"].startswith("no such file or folder: ")
    assert outcome.err.startswith("assistant: error: no such file or folder: ")
    assert outcome.code == ExitCode.USAGE


def test_a_chat_answers_a_line_before_the_next_is_written(indexed: Path) -> None:
    with process("chat", "--json", "--notes", str(indexed)) as chat:
        assert chat.stdin
        assert chat.stdout
        for question in ("compost", "electricity meter"):
            chat.stdin.write(f"{question}\n")
            chat.stdin.flush()
            assert json.loads(chat.stdout.readline())["question"] == question
        chat.stdin.close()
        assert chat.wait(20) == ExitCode.ANSWERED


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
@pytest.mark.parametrize("width", [40, 80, 200])
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


# Version and help


def test_version_and_help_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for option, text in (("--version", f"assistant {__version__}\n"), ("--help", "usage: ")):
        with pytest.raises(SystemExit) as left:
            main([option])
        assert not left.value.code
        assert capsys.readouterr().out.startswith(text)
