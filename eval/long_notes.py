"""Time what was made to take long: each kind of text at a size and at four times that.

    python eval/long_notes.py

A factor near 4 is linear. What reads a file stops at 20 MB; see `assistant/reading/files.py`.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from assistant.indexing.analysing import analyse_notes
from assistant.indexing.lexicon import Lexicon
from assistant.notes import parse_note

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 250_000
"""In characters, of the smaller text; the larger one has a million."""

KINDS: dict[str, Callable[[int], str]] = {
    "one line of words": lambda size: "word " * (size // 5),
    "one word": lambda size: "x" * size,
    "combining marks": lambda size: "e\u0301" * (size // 2),
    "quotes in quotes, one line": lambda size: "> " * (size // 2) + "x",
    "lists in lists, one line": lambda size: "- " * (size // 2) + "x",
    "lists in lists, a line each": lambda size: "\n".join(
        " " * (2 * depth) + "- x" for depth in range(int(size**0.5))
    ),
    "quotes in quotes, a line each": lambda size: "\n".join(
        ">" * depth + " x" for depth in range(int((2 * size) ** 0.5))
    ),
    "a table of one row": lambda size: (
        "|" * (size // 6) + "\n" + "|-" * (size // 6) + "\n" + "|a" * (size // 4)
    ),
    "a table of empty rows": lambda size: "|a|b|\n|-|-|\n" + "|x|y|\n" * (size // 6),
    "headings": lambda size: "# a\n\nx\n\n" * (size // 8),
    "one heading again and again": lambda size: "# a\n\n" * (size // 5),
    "numbered questions": lambda size: "1. what?\n" * (size // 9),
    "bold lines": lambda size: "**x**\n\n" * (size // 7),
    "open brackets in headings": lambda size: ("# " + "[" * 900 + "\n\n") * (size // 904),
    "collapsed sections": lambda size: "<details>\n<summary>x</summary>\n\n" * (size // 32),
    "fences": lambda size: "```\n" * (size // 4),
    "references": lambda size: "[a]: " * (size // 5),
    "comments in one line": lambda size: "x <!-- y --> " * (size // 13),
    "comments that never end": lambda size: "x <!-- " * (size // 7),
    "comments of Obsidian, a line each": lambda size: "%% x\n\n" * (size // 6),
    "blank lines": lambda size: "\n" * size,
    "front matter that never ends": lambda size: "---\n" + "a: b\n" * (size // 5),
    "front matter in brackets": lambda size: "---\na: " + "[" * size + "\n---\nx",
}


def seconds(text: str) -> float:
    """Read, cut and analyse a note, and give how long that took."""
    started = time.process_time()
    note, _ = parse_note("note.md", text)
    analyse_notes([note], Lexicon("english"), 220)
    return time.process_time() - started


def main() -> None:
    """Print a line for each kind."""
    seconds("# a\n\nb")
    print(f"{'':32}  0.25 MB      1 MB  factor")
    for name, make in KINDS.items():
        small, large = (seconds(make(size)) for size in (SIZE, 4 * SIZE))
        print(f"{name:32}{small:8.2f} s{large:8.2f} s{large / max(small, 1e-3):8.1f}")


if __name__ == "__main__":
    main()
