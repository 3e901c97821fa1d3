"""What programs for notes add to inline Markdown: formulas, note links, highlights, callouts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

TITLED = "is_titled"
"""In the `meta` of a paragraph's inline token: its first line is the title of a callout."""

_MATH = r"(?s)\$\$(?:\\.|[^$`\\])+\$\$|(?-s:\$(?=\S)(?:\\.|[^$`\\\n])+(?<=\S)\$(?!\d))"
"""A formula; what merely costs $5 or $10 is none."""
_NOTE_LINK = r"!?\[\[(?=\S)([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]"
_REFERENCE = r"\[(?!\^)((?:[^\[\]\\\n]|\\.)+)\]\[(?![\d^])[^\[\]\n]*\]"
"""A link whose target stands elsewhere in the note; neither two footnotes nor two citations are."""
_HIGHLIGHT = r"==(?=[^\s=])((?:[^\n=]|=(?!=))+)(?<=\S)==(?![\w=])"
"""A mark of both sides; `a==b` is none."""
_CALLOUT = r"\[!([\w -]+)\][+-]?[ \t]*([^\n]*)"


def add_note_markup(parser: MarkdownIt) -> None:
    """Teach a parser this markup; a formula's text is what stands there, backslashes included."""
    parser.inline.ruler.before("escape", "math", _math)
    parser.inline.ruler.before("emphasis", "highlight", _highlight)
    parser.inline.ruler.before("link", "note_link", _note_link)
    parser.inline.ruler.after("link", "loose_reference", _loose_reference)
    parser.core.ruler.before("inline", "callouts", _title_callouts)


def _math(state: StateInline, silent: bool) -> bool:
    found = _found(_MATH, "$", state)
    if found is None:
        return False
    if not silent:
        lines = found[0].split("\n")
        state.push("text", "", 0).content = "\n".join(line.rstrip() for line in lines)
    state.pos = found.end()
    return True


def _note_link(state: StateInline, silent: bool) -> bool:
    found = _found(_NOTE_LINK, ("[[", "![["), state)
    if found is None or _is_behind_word(state):
        return False
    if not silent:
        # Without a target, since where the note is, nobody here knows.
        state.push("link_open", "a", 1)
        # What stands behind an image's name may be its size.
        is_size = bool(found[2]) and found[2].replace("x", "").isdecimal()
        state.push("text", "", 0).content = found[1] if is_size else found[2] or found[1]
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _loose_reference(state: StateInline, silent: bool) -> bool:
    """Read a reference to a target that is not shown as no more than the words it stands on."""
    found = _found(_REFERENCE, "[", state)
    if found is None or _is_behind_word(state):
        return False
    if not silent:
        _within(state, "link", "a", found)
    state.pos = found.end()
    return True


def _highlight(state: StateInline, silent: bool) -> bool:
    found = _found(_HIGHLIGHT, "==", state)
    if found is None or _is_behind_word(state):
        return False
    if not silent:
        _within(state, "mark", "mark", found)
    state.pos = found.end()
    return True


def _within(state: StateInline, kind: str, tag: str, found: re.Match[str]) -> None:
    """Read what a pattern's group holds as inline markup within another."""
    end = state.posMax
    state.push(f"{kind}_open", tag, 1)
    state.pos, state.posMax = found.span(1)
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", tag, -1)
    state.posMax = end


def _found(pattern: str, begins: str | tuple[str, ...], state: StateInline) -> re.Match[str] | None:
    # Most texts have none, and are spared the time to compile the pattern.
    if not state.src.startswith(begins, state.pos):
        return None
    return re.compile(pattern).match(state.src, state.pos, state.posMax)


def _is_behind_word(state: StateInline) -> bool:
    return state.pos > 0 and (state.src[state.pos - 1].isalnum() or state.src[state.pos - 1] == "=")


def _title_callouts(state: StateCore) -> None:
    """Let callouts begin with their title, or their kind where they have none."""
    types = [token.type for token in state.tokens]
    for at, token in enumerate(state.tokens):
        if types[max(at - 2, 0) : at] != ["blockquote_open", "paragraph_open"]:
            continue
        if found := re.match(_CALLOUT, token.content):
            title = found[2].rstrip(" \t\\") or found[1].strip().capitalize()
            rest = token.content[found.end() :]
            token.content = f"{title}  {rest}" if rest else title
            token.meta[TITLED] = True
