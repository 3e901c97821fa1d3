"""Fuzz the whole path from the bytes of a note to a printed reply, guided by coverage.

    python tests/fuzz/fuzz_notes.py -max_total_time=300 -max_len=4096 -dict=tests/fuzz/markdown.dict

Needs the extra `fuzz`. What it finds is written to `crash-…`; hand that file to it to see why.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))

with atheris.instrument_imports(include=["assistant", "markdown_it"]):
    # What the program imports late would go uninstrumented.
    from hostile import ask


def test_one_input(raw: bytes) -> None:
    """Take the first line as the question, and the rest as the note."""
    question, _, note = raw.partition(b"\n")
    ask(note, question.decode("utf-8", "replace"))


if __name__ == "__main__":
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()
