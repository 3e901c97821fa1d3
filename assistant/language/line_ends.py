"""Tell the lines of a paragraph that were ended on purpose from those that were merely wrapped.

Many people write a thought a line, without what Markdown wants for that. Where prose is wrapped,
a line holds as many words as there is room for, so that one was ended on purpose where the first
word of the next would have fitted. As people who wrap by hand leave some room, too, how much is
asked for depends on whether the paragraph reads like prose or like a list.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.language.cues import Cue

if TYPE_CHECKING:
    from collections.abc import Sequence

_NARROW = 60
"""In characters; nobody wraps lines that narrow."""
_PAGE = 80
"""In characters; who wraps by hand or by program fills about as much."""
_LONG_WORD = 30
"""In characters; what wraps prose lets a longer one run over the edge."""
_FEW = 2
"""How many lines ended on purpose make the paragraph a list in which all are."""

_VERY_NARROW = 40
"""In characters; where none of several lines has more, each is a thought, however it begins."""

_STARTS_ANEW = (
    r"[ \t>]*[\"“‘*_]*(?:[^\W_a-z]|->|\[[ xX]?\][ \t]"
    r"|[^\w\s\u0000-\u007f\u2010-\u2021\u2026\u00a1\u00ab\u00bb\u00bf])"
)
"""What begins a thought: a capital, a digit, a box, an arrow, or another sign that is no
punctuation, such as a tick or a picture."""
_STARTS_SMALL = r"[ \t>]*[\"“‘*_]*[a-z]"
"""Neither finds the sign of an item: in a list each thought has one of its own."""
_GOES_ON = r"(?i)(?:[,(–—&/-]|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|than|the|to|with))\s*$"
_GOES_ON_WITH = (
    r"[ \t>]*(?:\(|(?:and|are|as|because|but|by|could|had|has|is|of|or|than|that|to|was|were|which"
    r"|who|will|with|would)\b)"
)
"""What hardly begins a thought of its own."""
_PAIRED = Cue(
    (":", "=", "–", "—", "→", "⇒", "⇔", "->"),
    r"[ \t>]*\S[^.:!?]{0,40}?(?:::?[*_]*[ \t]|[ \t][*_]*(?:=>?|[–—→⇒⇔]|<?->)[*_]*[ \t])",
)
"""A line that says what something is, behind any of the signs that people take for that."""
_MOSTLY_PAIRED = 0.6
"""Which share of the lines has to be so: in prose, too, one may hold a dash."""
_PROPERTY = r"[ \t>]*[A-Za-z][\w.-]*::[ \t]"
"""What a line begins with that states something of the item it stands in, as outliners have it."""
_FOR_PROGRAMS = r"(?:collapsed|id|logseq[\w.-]*)::\s"
"""Properties that are the outliner's own."""
_CLOSING = "\"')]”’*_`"
_ENDS_SENTENCE = frozenset(".!?…")
_ENDS_LIKE_PROSE = frozenset(".:;!?…")
_FIRST_WORD = r"[ \t>]*(\S+)"
_BREAKS = ("  ", "\\")
"""What makes Markdown keep the end of a line."""


def ended_lines(lines: Sequence[str]) -> list[int]:
    """Give the indices of the lines of a paragraph that were ended on purpose, but for its last."""
    if len(lines) == 1:
        return []
    paragraph = _Paragraph(lines)
    ends = [at for at, pair in enumerate(pairwise(lines)) if paragraph.is_ended(*pair)]
    return paragraph.completed(ends)


def kept_line_ends(lines: Sequence[str]) -> list[int]:
    """Give those of them that readers have to see: where each line is a sentence, it is prose."""
    ends = ended_lines(lines)
    sentences = set() if _are_paired(lines) else {at for at in ends if _is_sentence(lines, at)}
    is_prose = len(sentences) == len(ends) or last_sign(lines[-1]) in _ENDS_LIKE_PROSE
    return [at for at in ends if at not in sentences] if is_prose else ends


def is_definition(line: str) -> bool:
    """Tell whether a line defines the term above it, as Markdown's definition lists do."""
    return line.lstrip(" \t>").startswith((": ", ":\t"))


def is_for_programs(line: str) -> bool:
    """Tell whether a line states what only the program needs that the notes are written in."""
    return "::" in line and bool(re.match(_FOR_PROGRAMS, line))


def says_what_is(line: str) -> bool:
    """Tell whether a line says what something is, behind a sign that stands for that."""
    return bool(_PAIRED.match(line))


def last_sign(text: str) -> str:
    """Give the character that a text ends with, before what closes with it; none if it is empty."""
    return text.rstrip().rstrip(_CLOSING)[-1:]


class _Paragraph:
    """What its lines say together about the end of each."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._width = max(map(_width, lines))
        """How wide the text may have been wrapped."""
        self._is_list = last_sign(lines[-1]) not in _ENDS_LIKE_PROSE
        """Whether it may be a list of thoughts, whose last has no full stop."""
        self._is_small = self._is_list and (
            (len(lines) > _FEW and self._width <= _VERY_NARROW)
            or bool(re.match(_STARTS_SMALL, lines[0]))
        )
        """Whether it is rather sure to be one, as it begins with a small letter as well, or is far
        too narrow to have been wrapped."""
        self._is_paired = _are_paired(lines)
        self._is_ragged = (
            self._is_list
            and len(lines) > _FEW
            and self._width <= _PAGE
            and any(_needed(*pair) <= self._width for pair in pairwise(lines))
        )
        """Whether it is a list whose lines were hardly wrapped, as they would have held more."""

    def is_ended(self, line: str, following: str) -> bool:
        """Tell whether a line was ended on purpose, by itself and the next."""
        if line.endswith(_BREAKS) or is_definition(following):
            return True
        if "::" in following and re.match(_PROPERTY, following):
            return True
        needed = _needed(line, following)
        if line.rstrip().endswith(":"):
            return needed <= _NARROW
        if re.search(_GOES_ON, line):
            return False
        if (self._is_paired or says_what_is(line)) and says_what_is(following):
            return True
        if re.match(_GOES_ON_WITH, following):
            return False
        if self._is_paired and says_what_is(line) and needed <= _NARROW:
            return True
        if self._is_ragged and re.match(_STARTS_ANEW, following) and last_sign(line) not in ",;":
            return True
        # Where it can't be a list, more room is asked for: some wrap by hand.
        width = self._width if self._is_list else self._width / 2
        if self._is_small or re.match(_STARTS_ANEW, following):
            return needed <= max(_NARROW, width)
        return self._is_list and needed <= self._width / 2

    def completed(self, ends: list[int]) -> list[int]:
        """Add the widest line, behind which no word can fit, where all others were ended."""
        left = {*range(len(self._lines) - 1)}.difference(ends)
        is_list = self._is_list or self._is_paired
        if not is_list or len(left) != 1 or len(ends) < (1 if self._is_small else _FEW):
            return ends
        (at,) = left
        line = self._lines[at]
        is_widest = len(line.rstrip()) >= self._width and not re.search(_GOES_ON, line)
        return sorted([*ends, at]) if is_widest else ends


def _needed(line: str, following: str) -> int:
    """Give how wide a line would be with the first word of the next."""
    word = re.match(_FIRST_WORD, following)
    return len(line.rstrip()) + 1 + (len(word[1]) if word else 0)


def _is_sentence(lines: Sequence[str], at: int) -> bool:
    """Tell whether a line's end is that of a sentence and nothing else."""
    if lines[at].endswith(_BREAKS) or (says_what_is(lines[at]) and says_what_is(lines[at + 1])):
        return False
    return last_sign(lines[at]) in _ENDS_SENTENCE


def _are_paired(lines: Sequence[str]) -> bool:
    """Tell whether all or most lines of a paragraph say what something is, each for itself."""
    paired = sum(map(says_what_is, lines))
    return paired > 1 and paired >= _MOSTLY_PAIRED * len(lines)


def _width(line: str) -> int:
    text = line.rstrip()
    # Not by a pattern that looks for the end from each letter of an image written into the note.
    word = len(text.rsplit(None, 1)[-1]) if text else 0
    return len(text) - word if word > _LONG_WORD else len(text)
