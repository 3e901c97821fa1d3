"""Read what programs that make sites of notes add to Markdown as what GitHub and Obsidian have.

MkDocs, Sphinx (MyST), Docusaurus, VitePress, Quarto and GitBook have marks of their own for notes
apart, tabs and names of places; some have components, whose tags stand around text. To a parser of
Markdown these are text, or make code of the text in them. Here each becomes what says the same and
is read everywhere: a callout, a label with a colon, or nothing. The lines stay as many as they
were, so that each is found again in its file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from textwrap import dedent
from textwrap import indent as indented
from typing import TYPE_CHECKING

from assistant.language.cues import has_one
from assistant.reading.dialect_lines import common_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MAY_HOLD = (
    r"(?im)^[ \t]*(?:!!!|\?\?\?|===[!+]? |:::|[`~]{3,}\{|\{[:%#. ]|\([^\s()]+\)=|\[\[?_?toc|-+8<"
    r"|\[\]\(\)|</[A-Z]|import\b|\^[a-z\d])|^ {0,3}#.*\}[ \t]*$|[ \t]\^[a-z\d-]+[ \t]*$"
)
"""Where none of this is, a note has nothing to be read otherwise; most have not."""
_SIGNS = (
    *("!!!", "???", "===", ":::", "{", "}", ")=", "[toc", "[_toc", "-8<", "[](", "</", "^"),
    *(" from '", ' from "'),
)
"""One of these is in whatever is found by that pattern, and sooner looked for."""
_ASIDE = (
    r"([ \t]*)(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)(?:[ \t]+(?:inline|end))*"
    r"(?:[ \t]+\"([^\"]*)\")?[ \t]*$"
)
"""MkDocs' note apart: `!!! warning "Its title"` over lines that are indented."""
_TAB = r"([ \t]*)===[!+]?[ \t]+(?:\"([^\"]+)\"|'([^']+)')[ \t]*$"
"""MkDocs' tab: `=== "Its title"` over lines that are indented."""
_INDENT = 4
"""By how much such lines are indented, in characters, a tabulator counting as four."""
_FENCE = r"([ \t]*)(`{3,}(?!.*`)|~{3,}|:{3,})[ \t]*(.*)"
"""What opens code, a note apart, or with colons whatever else; or closes it."""
_KIND = r"\{?[ \t]*\.?(?:callout-)?([A-Za-z][\w-]*)\}?[ \t]*(.*)"
"""What stands behind the signs of a fence: `{note} Title`, `note[Title]`, `{.callout-note …}`."""
_NAME_OF_CODE = r"[A-Za-z_][\w.-]*"
_TITLE_SET = r"(?:title|label)=[\"']([^\"']*)[\"']"
_TYPE_SET = r"(?:type|variant|intent)=[\"'](\w+)[\"']"
_OPENING_TAG = r"([ \t]*)<([A-Z][\w.]*)((?:[ \t][^<>]*)?)(?<!/)>[ \t]*$"
"""Begins a component of React or Vue, whose names begin with a capital, as no tag of HTML does."""
_IMPORT = r"import\b.*\bfrom\s+['\"][^'\"]+['\"];?\s*$"
_OPTION = r":[\w-]+:(?:[ \t]|$)"
"""How a line begins at the top of a MyST directive that is for Sphinx."""
_CALLOUTS = frozenset(
    (
        *("abstract", "admonition", "attention", "aside", "bug", "callout", "caution", "danger"),
        *("details", "dropdown", "error", "example", "failure", "hint", "important", "info"),
        *("margin", "note", "question", "quote", "seealso", "sidebar", "success", "summary"),
        *("tip", "todo", "topic", "warning"),
    )
)
"""What a fence may be called that holds text, and no code."""
_ICON = r":[a-z][\w-]*:[ \t]*"
_MOST_NESTED = 10
"""How deep notes apart and tabs are read within each other."""


def is_common(text: str) -> bool:
    """Tell whether a text holds nothing that only some programs read, as far as is soon told."""
    return not has_one(text, _SIGNS) or not re.search(_MAY_HOLD, text)


def in_common_markdown(lines: Sequence[str]) -> list[str]:
    """Give as many lines, with what only some programs read made what all do."""
    imports = _imports(lines)
    return [""] * imports + _common(lines[imports:], _MOST_NESTED)


def _imports(lines: Sequence[str]) -> int:
    """Count the lines at the beginning that name the components to be used."""
    last = 0
    for at, line in enumerate(lines, start=1):
        if re.match(_IMPORT, line):
            last = at
        elif line.strip():
            break
    return last


def _common(lines: Sequence[str], depth: int) -> list[str]:
    """Read lines as deep as they may be nested yet."""
    if not depth:
        return list(lines)
    found: list[str] = []
    closings = _closing_lines(lines)
    while len(found) < len(lines):
        at = len(found)
        found += (
            _fenced(lines, at, closings, depth)
            or _component(lines, at, closings, depth)
            or _indented(lines, at, depth)
            or [common_line(lines[at])]
        )
    return found


# What is fenced


def _closing_lines(lines: Sequence[str]) -> dict[str, list[int]]:
    """Give the indices of lines of nothing but colons, or a closing tag, by what they are.

    A tag has to be indented as the one that it closes.
    """
    found: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if ":::" in line and not (bare := line.strip(" \t")).strip(":"):
            found.setdefault(bare, []).append(at)
        elif "</" in line and line.lstrip(" \t").startswith("</"):
            found.setdefault(line.rstrip(" \t"), []).append(at)
    return found


def _next(places: Sequence[int], at: int) -> int | None:
    """Give the first of some places in order that is behind another."""
    behind = bisect_right(places, at)
    return places[behind] if behind < len(places) else None


def _fenced(
    lines: Sequence[str], at: int, closings: Mapping[str, list[int]], depth: int
) -> list[str]:
    """Read a fence that a line opens, up to where it is closed; nothing if it opens none.

    Code stays as it is. What is fenced by colons is text, and so are notes apart.
    """
    opened = re.match(_FENCE, lines[at])
    if not opened:
        return []
    indent, mark, info = opened[1], opened[2], opened[3].rstrip(" \t")
    if mark[0] != ":":
        return _fenced_by_code_signs(lines, at, opened, depth)
    end = _next(closings.get(mark, []), at)
    if not info or end is None:
        return _filled_in(lines, at, indent, info)
    body = lines[at + 1 : end]
    return [*(_aside(indent, info, body, depth) or [indent, *_common(body, depth - 1)]), indent]


def _filled_in(lines: Sequence[str], at: int, indent: str, info: str) -> list[str]:
    """Leave out where MkDocs puts in what another program tells of a name, with its options."""
    options = _body(lines, at + 1, indent)
    is_name = bool(re.fullmatch(_NAME_OF_CODE, info)) and (options or "." in info)
    return [""] * (1 + len(options)) if is_name else []


def _fenced_by_code_signs(
    lines: Sequence[str], at: int, opened: re.Match[str], depth: int
) -> list[str]:
    """Give code as it is, up to its end or that of the note, and a MyST directive as a callout."""
    indent, mark, info = opened.groups()
    closes = re.compile(rf"[ \t]*{mark}{mark[0]}*[ \t]*$").match
    end = next((one for one in range(at + 1, len(lines)) if closes(lines[one])), 0)
    aside = _aside(indent, info, lines[at + 1 : end], depth) if end and info[:1] == "{" else []
    return [*aside, indent] if aside else list(lines[at : end + 1 if end else None])


def _aside(indent: str, info: str, body: Sequence[str], depth: int) -> list[str]:
    """Make a callout of what is fenced, if it is called like one."""
    kind = re.match(_KIND, info)
    if not kind or kind[1].lower() not in _CALLOUTS:
        return []
    title = re.search(_TITLE_SET, kind[2])
    return _callout(indent, kind[1], title[1] if title else kind[2], _without_options(body), depth)


def _without_options(body: Sequence[str]) -> list[str]:
    options = 0
    while options < len(body) and re.match(_OPTION, body[options].lstrip(" \t")):
        options += 1
    return [""] * options + list(body[options:])


def _callout(indent: str, kind: str, title: str, body: Sequence[str], depth: int) -> list[str]:
    """Give a callout as GitHub and Obsidian have it."""
    head = f"{indent}> [!{kind}] {_bare(title)}".rstrip()
    inner = _common(body, depth - 1)
    return [head, *(f"{indent}> {line.removeprefix(indent)}".rstrip() for line in inner)]


def _bare(title: str) -> str:
    return re.sub(_ICON, "", title.strip("[]{} \t"))


def _component(
    lines: Sequence[str], at: int, closings: Mapping[str, list[int]], depth: int
) -> list[str]:
    """Read what stands between the tags of a component, such as `<Tab title="Linux">`, as text."""
    opened = re.match(_OPENING_TAG, lines[at]) if "<" in lines[at] else None
    end = _next(closings.get(f"{opened[1]}</{opened[2]}>", []), at) if opened else None
    if opened is None or end is None:
        return []
    indent, name, attributes = opened[1], opened[2], opened[3]
    body = indented(dedent("\n".join(lines[at + 1 : end])), indent).split("\n")
    body = body if end > at + 1 else []
    kind, title = re.search(_TYPE_SET, attributes), re.search(_TITLE_SET, attributes)
    label = title[1] if title else ""
    if name.lower() in _CALLOUTS:
        return [*_callout(indent, kind[1] if kind else name.lower(), label, body, depth), indent]
    label = f"{_bare(label).removesuffix(':')}:" if label else ""
    return [f"{indent}{label}", *_common(body, depth - 1), indent]


# What is indented below its sign


def _indented(lines: Sequence[str], at: int, depth: int) -> list[str]:
    """Read a note apart or a tab that a line begins; nothing if it begins none."""
    aside, tab = re.match(_ASIDE, lines[at]), re.match(_TAB, lines[at])
    sign = aside or tab
    body = _body(lines, at + 1, sign[1]) if sign else []
    if aside and body:
        return _callout(aside[1], aside[2], aside[3] or "", body, depth)
    if tab and body:
        title = _bare(tab[2] or tab[3]).removesuffix(":")
        return [f"{tab[1]}{title}:", *_common(body, depth - 1)]
    return []


def _body(lines: Sequence[str], start: int, indent: str) -> list[str]:
    """Give the lines from one on that are indented further, so much less indented."""
    width = len(indent.expandtabs(_INDENT)) + _INDENT
    body: list[str] = []
    for at in range(start, len(lines)):
        text = lines[at].lstrip(" \t")
        blanks = lines[at][: len(lines[at]) - len(text)].expandtabs(_INDENT)
        if text and len(blanks) < width:
            break
        body.append(indent + blanks[width:] + text if text else "")
    while body and not body[-1]:
        body.pop()
    return body
