"""Read single lines that only programs which make sites of notes, or Obsidian, have a use for."""

from __future__ import annotations

import re

_NAMELESS = (
    r"(?i) {0,3}(?:\([^\s()]+\)=|\[\[?_?toc_?\]?\]|\{:[^{}]*\}|\{[ \t]*[#.][^{}]*\}"
    r"|\[\]\(\)\{#[^{}]*\})[ \t]*$"
)
"""A line that names the place below it, says how it looks, or is a table of contents to be made."""
_ATTRIBUTES = r":?[ \t]*[#.][^{}]*"
"""What stands between the braces behind a heading: `## Heading {#name}`."""
_LIQUID_TAB = r"[ \t]*\{%-?[ \t]*tab[ \t]+title=\"([^\"]+)\"[ \t]*-?%\}[ \t]*$"
_FOR_PROGRAMS = (
    r"[ \t]*(?:-+8<-+|\{%-?[ \t]*(?:end)?(?:include\w*|raw|highlight|hint|tabs?|content-ref|code"
    r"|embed|file|steps?|stepper|columns?)\b[^\n]*%\}[ \t]*$)"
)
"""A line that has another file put in, or tells GitBook or Jekyll how what follows looks."""
_BLOCK_NAME = r"(?:^|(?<=\S)[ \t]+)\^[A-Za-z0-9][A-Za-z0-9-]{3,}[ \t]*$"
"""The name by which Obsidian links to a block, behind its last line or below it."""


def common_line(line: str) -> str:
    """Give a line without what is for programs alone; all of it is made a comment if it is."""
    if line.lstrip(" ").startswith("#") and line.rstrip().endswith("}"):
        return _without_attributes(line)
    if re.match(_NAMELESS, line):
        return ""
    if tab := re.match(_LIQUID_TAB, line):
        return f"{tab[1]}:"
    if re.match(_FOR_PROGRAMS, line) and "-->" not in line:
        return f"<!-- {line.strip()} -->"
    return _without_block_name(line) if "^" in line else line


def _without_block_name(line: str) -> str:
    found = re.search(_BLOCK_NAME, line)
    return line[: found.start()] if found else line


def _without_attributes(heading: str) -> str:
    """Leave out the name that a heading is given, if anything is left of it."""
    text, _, attributes = heading.rstrip().removesuffix("}").rpartition("{")
    is_named = re.fullmatch(_ATTRIBUTES, attributes) is not None
    return text.rstrip() if is_named and text.strip("# \t") else heading
