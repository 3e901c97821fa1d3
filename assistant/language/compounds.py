"""Words of a question that the notes write together: "stair lift" for their stairlift; pure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.language.expansions import SPELLING_SHARE, Expansion, wherever
from assistant.language.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.model import Analyze

_WORD = r"[^\W\d_]+"
_SHORTEST = 6
"""How many letters two words have together at least: "in put" is none."""


def compound_expansions(
    text: str, terms: Sequence[str], analyze: Analyze, holds: Callable[[str], bool]
) -> tuple[Expansion, ...]:
    """Give two words of a question as the one that they are where the notes hold it.

    The notes lack one of the two: "docker files" are no Dockerfile where there are files. `terms`
    are those of the text; `holds` tells whether a term stands in the notes. One word is not taken
    apart: its parts stand in many sections that have nothing to do with it. Nor is one with a
    hyphen, though "x-ray" may be the "X ray" of the notes: it cost cranfield a question.
    """
    return tuple(
        one
        for typed, whole in _joined(text, analyze)
        if holds(whole) and not all(map(holds, typed))
        for one in wherever(typed, terms, (whole,), SPELLING_SHARE)
    )


def _joined(text: str, analyze: Analyze) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give the terms of two words that follow each other, and the term that they are together."""
    words = [match[0].lower() for match in re.finditer(_WORD, text)]
    for pair in pairwise(words):
        joined = "".join(pair)
        if len(joined) < _SHORTEST or not STOP_WORDS.isdisjoint(pair):
            continue
        typed, whole = tuple(analyze(" ".join(pair))), analyze(joined)
        if len(whole) == 1 and whole[0] not in typed:
            yield typed, whole[0]
