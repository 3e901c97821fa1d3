"""Replies to render, what attacks are made of, and what a terminal would be sent."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from rich.console import Console
from rich.theme import Theme

from assistant.model import (
    Answer,
    Chunk,
    Evidence,
    Hit,
    Passage,
    Query,
    Resolution,
    Source,
)
from assistant.render import STYLES

if TYPE_CHECKING:
    from rich.console import RenderableType

ROOT = Path("/notes")
DIRECTIONS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
MARKS = set("\u061c\u200e\u200f\u2028\u2029")

# What attacks are made of comes up often enough to be tried in every place.
hostile = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                "\x1b[31m",
                "\x1b]8;;https://example.org\x1b\\",
                "\x1b]0;title\x07",
                "\x1b]52;c;bGlz\x07",
                "\x9b2J",
                "\x9d0;x\x9c",
                "\x1bP+q\x1b\\",
                "\u202erev\u202c",
                "\u2066x\u2069",
                "\u200f",
                "\u061c",
                "\r",
                "\b",
                "\x7f",
                "\0",
                "\x85",
                "\u2028",
                "\n",
                "\t",
                "[bold]x[/bold]",
                "[link=https://example.org]x[/link]",
                ":skull:",
                "```\n",
                "&#27;[31m",
                "&#x202e;",
                "[x](https://example.org/&#27;\u202e)",
                "![x](\x1b]8;;y\x1b\\)",
                "<https://example.org/\u202e>",
                "| a | b |\n|---|---|\n| c | d |\n",
                "- ```sh\n",
                "> ~~~\n",
            ]
        ),
    ),
    max_size=6,
).map("".join)


def is_unsafe(character: str) -> bool:
    """Tell what a terminal must not be given, by Unicode's own properties."""
    return (
        (unicodedata.category(character) == "Cc" and character not in "\t\n")
        or unicodedata.category(character) == "Cs"
        or unicodedata.bidirectional(character) in DIRECTIONS
        or character in MARKS
    )


def unsafe(text: str) -> list[str]:
    return [character for character in text if is_unsafe(character)]


def query(text: str = "?") -> Query:
    return Query(text, Resolution(text), ("x",), ("x",))


def source(
    path: str = "tea.md",
    headings: tuple[str, ...] = ("Tea",),
    anchor: str = "tea",
    first_line: int = 1,
    last_line: int = 1,
) -> Source:
    return Source(path, headings, anchor, first_line, last_line)


def hit(
    text: str = "Tea is hot.",
    path: str = "tea.md",
    headings: tuple[str, ...] = ("Tea",),
    anchor: str = "tea",
    first_line: int = 1,
) -> Hit:
    last_line = first_line + text.count("\n")
    source = Source(path, headings, anchor, first_line, last_line)
    evidence = Evidence(bm25=1.0, tfidf=0.5, coverage=1.0, matched=())
    return Hit(Chunk(source, text, ()), 1.5, evidence)


def answered(
    text: str, best: str, *others: Hit, best_line: int = 1, path: str = "tea.md"
) -> Answer:
    return Answer(query(), text, best, best_line, 0.9, (hit(text, path), *others))


def passage(text: str, best: str, best_line: int = 1, path: str = "mugs.md") -> Passage:
    return Passage(text, best, best_line, source(path, ("Mugs",), "mugs"))


def screen(shown: RenderableType, width: int = 200) -> str:
    """Give what a terminal of some width would be sent."""
    file = io.StringIO()
    console = Console(
        file=file, theme=Theme(STYLES), force_terminal=True, color_system="standard", width=width
    )
    console.print(shown, crop=False, end="")
    return file.getvalue()


def bare(sent: str) -> str:
    """Take our own styles and links out of what a terminal is sent."""
    return re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[\d;]*m", "", sent)


def with_style(sent: str, *codes: str) -> list[str]:
    """Give what is shown with all of some styles, as SGR numbers; neighbours make one text."""
    found: list[str] = []
    current: set[str] = set()
    begins_anew = True
    for style, text in re.findall(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[([\d;]*)m|([^\x1b]+)", sent):
        current = set(style.split(";")) if style else current
        if text and not set(codes) <= current:
            begins_anew = True
        elif text and begins_anew:
            found.append(text)
            begins_anew = False
        elif text:
            found[-1] += text
    return found


def marked(sent: str) -> list[str]:
    """Give what stands out as the most direct."""
    return with_style(sent, "1", "32")
