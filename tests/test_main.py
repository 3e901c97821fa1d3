"""`assistant.__main__`: how the process begins and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LEAVING = """\
import atexit, sys
from assistant import cli
from assistant.__main__ import run

def main(argv):
    atexit.register(print, "tidied up", *argv, end="")
    print("said", end=" ")
    return 7

cli.main = main
run()
"""


WORKING = """\
import gc
from assistant import cli
from assistant.__main__ import run

cli._COMMANDS["status"] = lambda *_: print(gc.isenabled()) or 0
run()
"""


def test_the_garbage_collector_is_on_when_the_work_begins(tmp_path: Path) -> None:
    (tmp_path / "bees.md").write_text("# Bees\n\nBees swarm in May.\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WORKING, "status", "--notes", str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"


def test_the_process_ends_with_the_exit_code_when_all_is_written_and_tidied_up() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEAVING, "for good"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (7, "said tidied up for good", "")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_with_standard_error_shut_nothing_but_results_is_printed() -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" -m assistant ask --notes /nowhere tea 2>&-', sys.executable],
        stdout=subprocess.PIPE,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_process_that_came_to_no_exit_code_ends_as_any_other() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("assistant ")
