"""Links in notes: where they lead, what share of a text they are, and files put in as one; pure."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath, splitext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGINS_LINK = r"\[|https?://\S+"
_ENDS_TEXT = r"[\]\n]"
_ENDS_TARGET = r"[)\n]"
_POINTS = r"(?i)^[\W_]*(?:(?:for|more)\b.*)?\b(?:see|read|refer to|consult|go to|visit)\b"

_MERELY_POINTS = (
    r"(?i)^[\W_]*(?:(?:for|to (?:find out|know|learn|read))\b.*"
    r"\b(?:consult|read|refer to|see|visit)\b|(?:find out|learn|read) more\b|refer to (?:the )?\[)"
)
"""Begins what says nothing but where more is told, whatever it says besides its link."""

_TARGET = r"(?<=\])\((?![a-zA-Z][\w+.-]*:)[^()\s]*\)"
"""Where a link to another note leads: `(networks.md#bridge)` behind its text in brackets."""

_ENTRY = (
    r"[|\s]*\[(?:\[(?P<name>[^\]|#\n]++)[^\]\n]*+\]\]"
    r"|[^\]\n]*\]\((?P<path>(?![a-zA-Z][\w+.-]*:)[^()\s#]++)[^()\n]*+\))\s*(?:[|:–—-]|$)"
)
"""An entry of a list of notes, which begins with a link to one and says what that is about."""

_DATA = r"(data:[\w/+.-]*(?:;[\w=.-]+)*;base64,)[\w+/=-]{40,}"
"""A file that is written into the note, most often an image, in place of an address."""

_HOLDS_DATA = ";base64,"

_SIGNS = bytes(byte for byte in range(128) if not chr(byte).isalnum())

POINTER = 0.6
"""Which share of the letters of a sentence that only points elsewhere is in links, at least."""


def outside_links(text: str) -> float:
    """Give the share of a text's letters and digits that no link holds; 1 for a text of none."""
    # Most texts have none, and this is asked of every candidate.
    if "](" not in text and "[[" not in text and "://" not in text:
        return 1.0
    letters = _letters(text)
    return _letters(without_links(text)) / letters if letters else 1.0


def without_links(text: str) -> str:
    """Leave out links, with the words that they stand on."""
    kept: list[str] = []
    end = 0
    for begin, behind in _links(text):
        kept.append(text[end:begin])
        end = behind
    return "".join([*kept, text[end:]])


def _links(text: str) -> Iterator[tuple[int, int]]:
    """Give where links begin and end: `[[name]]`, `[text](target)`, and addresses.

    Where brackets end is not looked for again from each of many that never do.
    """
    begins = re.compile(_BEGINS_LINK)
    text_end, target_end = _Ends(_ENDS_TEXT, text), _Ends(_ENDS_TARGET, text)
    at = 0
    while found := begins.search(text, at):
        at = found.end()
        if found[0] == "[":
            inner = text_end.behind(at)
            if text.startswith("[", at) and text.startswith("]]", inner):
                at = inner + 2
            elif text.startswith("](", inner) and text.startswith(
                ")", target := target_end.behind(inner + 2)
            ):
                at = target + 1
            else:
                continue
        yield found.start(), at


class _Ends:
    """Where something ends in a text, looked for anew only behind what was found last."""

    def __init__(self, pattern: str, text: str) -> None:
        self._pattern = re.compile(pattern)
        self._text = text
        self._found = -1

    def behind(self, at: int) -> int:
        """Give the first end from a place on, which never goes back; the text's length for none."""
        if self._found < at:
            found = self._pattern.search(self._text, at)
            self._found = found.start() if found else len(self._text)
        return self._found


def _letters(text: str) -> int:
    """Count letters and digits."""
    # Most texts are ASCII, of which the bytes can be counted in a fiftieth of the time.
    if text.isascii():
        return len(text.encode().translate(None, _SIGNS))
    return sum(map(str.isalnum, text))


def points_elsewhere(sentence: str) -> bool:
    """Tell whether a sentence answers nothing itself, as "See [networks](networks.md)" does.

    Nor does an image, or another note that is embedded, whatever its name.
    """
    if sentence.startswith("![") and outside_links(sentence) == 0:
        return True
    outside = outside_links(sentence)
    points = _POINTS if outside <= 1 - POINTER else _MERELY_POINTS
    return outside < 1 and bool(re.search(points, sentence))


def without_targets(text: str) -> str:
    """Leave out the paths of links to other notes, whose words say nothing about this one."""
    return re.sub(_TARGET, "", text) if "](" in text else text


def without_data(text: str) -> str:
    """Leave out files that are written into a text, whose letters are no words."""
    return re.sub(_DATA, "", text) if _HOLDS_DATA in text else text


def with_data_shortened(text: str) -> str:
    """Leave of files that are written into a text what kind they are of, unless it has code."""
    # In code they are what is to be copied.
    may_be_code = "```" in text or "~~~" in text
    return text if may_be_code or _HOLDS_DATA not in text else re.sub(_DATA, r"\1...", text)


def leads_to(entry: str, source: str, path: str) -> bool:
    """Tell whether an entry of a list of notes, which stands in one of them, is for another."""
    match = re.match(_ENTRY, entry) if "](" in entry or "[[" in entry else None
    if match is None or source == path:
        return False
    if match["name"]:
        # A wikilink has the file's name alone, or as much of its path as tells it apart.
        name, known = match["name"].strip().casefold(), splitext(path)[0].casefold()
        return known == name or known.endswith(f"/{name}")
    return normpath(join(dirname(source), match["path"])) == path
