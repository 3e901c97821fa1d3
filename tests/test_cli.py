"""`assistant.cli`: what a command prints, where, and its exit code.

What people see is told in `transcripts/`: a command behind `$`, what it reads from standard input
behind `<`, what it prints, what it complains about behind `!`, and its exit code where that is
not 0. Scores are left out, and what differs in each run stands as NOTES, CACHE and HASH.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import Outcome, process
from conftest import write_notes

from assistant import __version__, cli
from assistant.cli import main
from assistant.errors import ExitCode
from assistant.notes import read_note
from assistant.pipeline import Assistant
from assistant.reading.files import LARGEST_NOTE
from assistant.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from assistant.notes import ReadNote
    from assistant.reading.folder import NoteFile

TRANSCRIPTS = Path(__file__).parent / "transcripts"


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


def test_what_fails_with_a_file_names_it() -> None:
    name = "q" * 300
    with process("eval", name, "--notes", "here") as evaluating:
        _, err = evaluating.communicate(timeout=60)
    assert evaluating.returncode == ExitCode.USAGE
    assert err == f"assistant: error: input or output failed: {name}: File name too long\n"


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


def test_a_question_may_hold_the_name_of_the_option_that_watches(
    run: Callable[..., Outcome],
) -> None:
    assert "--watch" in json.loads(run("ask", "--json", "compost", "--watch").out)["question"]


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


# Version and help


def test_version_and_help_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for option, text in (("--version", f"assistant {__version__}\n"), ("--help", "usage: ")):
        with pytest.raises(SystemExit) as left:
            main([option])
        assert not left.value.code
        assert capsys.readouterr().out.startswith(text)
