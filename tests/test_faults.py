"""`eval/faults.py` in short: kills, and readers beside a writer, lose nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

FAULTS = Path(__file__).parent.parent / "eval" / "faults.py"


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize(
    ("part", "least"),
    [
        (("kills", "--kills", "6"), 6),
        (("readers", "--seconds", "2"), 10),
        (("damage", "--damages", "30"), 30),
    ],
)
def test_nothing_is_lost(part: tuple[str, ...], least: int) -> None:
    done = subprocess.run(
        [sys.executable, str(FAULTS), *part], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    counted = re.match(r"\w+: (\d+), lost: 0\n", done.stdout)
    assert counted
    assert int(counted[1]) >= least
