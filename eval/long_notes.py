"""Time what was made to take long: each kind of note or question at a size and at four times that.

    python eval/long_notes.py

A factor near 4 is linear. What reads a file stops at 20 MB; see `assistant/reading/files.py`.
"""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

from assistant.answerer import Answerer
from assistant.indexing.analysing import analyse_notes
from assistant.indexing.lexicon import Lexicon
from assistant.notes import parse_note
from assistant.refreshing import add_notes
from assistant.settings import Settings
from assistant.store import Store

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
    "a bold line of blanks": lambda size: "**x**" + " " * size + "x",
    "a question of blanks": lambda size: "Q: x? A:" + " " * size,
    "open brackets in headings": lambda size: ("# " + "[" * 900 + "\n\n") * (size // 904),
    "collapsed sections": lambda size: "<details>\n<summary>x</summary>\n\n" * (size // 32),
    "fences": lambda size: "```\n" * (size // 4),
    "ever longer runs of backticks": lambda size: (
        "#x %% " + " ".join("`" * width for width in range(1, int((2 * size) ** 0.5)))
    ),
    "references": lambda size: "[a]: " * (size // 5),
    "comments in one line": lambda size: "x <!-- y --> " * (size // 13),
    "comments that never end": lambda size: "x <!-- " * (size // 7),
    "comments of Obsidian, a line each": lambda size: "%% x\n\n" * (size // 6),
    "blank lines": lambda size: "\n" * size,
    "front matter that never ends": lambda size: "---\n" + "a: b\n" * (size // 5),
    "front matter in brackets": lambda size: "---\na: " + "[" * size + "\n---\nx",
}


PLUM = "# Plum\n\nA plum is a fruit."
QUESTION = "what is a plum"

ASKED: dict[str, Callable[[int], tuple[str, str]]] = {
    "one section again and again": lambda size: (f"{PLUM}\n\n" * (size // 28), QUESTION),
    "sentences in one line": lambda size: (PLUM + " A plum is red." * (size // 15), QUESTION),
    "sentences in one paragraph": lambda size: (PLUM + "\nA plum is red." * (size // 15), QUESTION),
    "code that never ends": lambda size: (f"{PLUM} `" + "It is red. " * (size // 11), QUESTION),
    "ever longer runs of backticks": lambda size: (
        f"{PLUM} " + " ".join("`" * width for width in range(1, int((2 * size) ** 0.5))),
        QUESTION,
    ),
    "quotations": lambda size: (PLUM + ' "It is. Red."' * (size // 14), QUESTION),
    "open brackets": lambda size: (f"{PLUM} " + "[" * size, QUESTION),
    "links that never end": lambda size: (f"{PLUM} " + "[[ " * (size // 3), QUESTION),
    "blank lines": lambda size: (PLUM + "\n" * size + "It is red.", QUESTION),
    "a question of one phrase": lambda size: (PLUM, '"a plum" ' * (size // 9)),
    "a question of phrases": lambda size: (
        PLUM,
        " ".join(f'"plum {number}"' for number in range(size // 12)),
    ),
    "a question of excluded words": lambda size: (PLUM, f"{QUESTION} " + "-red " * (size // 5)),
    "a question again and again": lambda size: (PLUM, "what does a plum " * (size // 17)),
    "a question of many words": lambda size: (
        words := " ".join(f"plum{number}" for number in range(size // 40)),
        words,
    ),
}
"""A note and a question, by what of the two is long."""


def seconds_to_answer(text: str, question: str) -> float:
    """Answer a question from a note, and give how long that took."""
    note, _ = parse_note("note.md", text)
    with closing(Store(None, "")) as store:
        add_notes(store, [note], Settings())
        started = time.process_time()
        answerer = Answerer(store, Settings())
        answerer.reply(answerer.query(question))
        return time.process_time() - started


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
        show(name, *(seconds(make(size)) for size in (SIZE, 4 * SIZE)))
    print("Answered:")
    seconds_to_answer(PLUM, QUESTION)
    for name, make_both in ASKED.items():
        show(name, *(seconds_to_answer(*make_both(size)) for size in (SIZE, 4 * SIZE)))


def show(name: str, small: float, large: float) -> None:
    """Print how long the smaller and the larger text took."""
    print(f"{name:32}{small:8.2f} s{large:8.2f} s{large / max(small, 1e-3):8.1f}", flush=True)


if __name__ == "__main__":
    main()
