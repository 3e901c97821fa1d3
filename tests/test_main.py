"""`assistant.__main__`: how the process ends."""

from __future__ import annotations

import subprocess
import sys

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


def test_the_process_ends_with_the_exit_code_when_all_is_written_and_tidied_up() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEAVING, "for good"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (7, "said tidied up for good", "")


def test_a_process_that_came_to_no_exit_code_ends_as_any_other() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("assistant ")
