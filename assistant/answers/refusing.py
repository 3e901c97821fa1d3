"""What to say where the notes don't answer: words they lack, and what may have been meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from assistant.language.spelling import Range
    from assistant.model import Analyze

_WORD = re.compile(r"[^\W_](?:[\w'’.+#-]*[\w+#])?")

SIMILAR = 0.7
"""How alike, as the share of letters that are right, a word has to be to be suggested."""

LONGEST_QUESTION = 200
"""In characters; a longer one is not said once more, and hardly had a slip for its only flaw."""


def missing_words(text: str, content: Analyze, holds: Callable[[str], bool]) -> tuple[str, ...]:
    """Give the words of a question that stand in no note, as typed, each once.

    `content` gives a word's content terms, `holds` tells whether a note holds a term or another
    that means the same.
    """
    words = dict.fromkeys(match.group() for match in _WORD.finditer(text))
    return tuple(word for word in words if (terms := content(word)) and not any(map(holds, terms)))


def suggestions(
    text: str,
    missing: Iterable[str],
    words: Callable[[Range], Iterable[tuple[str, int]]],
    familiar: Container[str],
) -> tuple[str, ...]:
    """Give the question with the nearest words of the notes, where there are near ones.

    For one longer than `LONGEST_QUESTION`, as a file that was piped in, there are none. `words`
    gives the notes' words in a range, each with how many sections hold it. Words that are
    `familiar` (folded) were meant as they are.
    """
    if len(text) > LONGEST_QUESTION:
        return ()
    meant = {
        word: near
        for word in missing
        if (near := _nearest(word, words)) and fold(word) not in familiar
    }
    if not meant:
        return ()
    return (_WORD.sub(lambda match: meant.get(match.group(), match.group()), text),)


def _nearest(word: str, words: Callable[[Range], Iterable[tuple[str, int]]]) -> str | None:
    # Imported here, since few questions are refused.
    from rapidfuzz.distance import OSA

    from assistant.language.spelling import Range, edits

    if not edits(word):
        return None

    typed = fold(word)
    slack = max(1, round((1 - SIMILAR) * len(typed)))
    near = (
        (OSA.normalized_similarity(typed, other), count, other)
        for other, count in words(Range(typed[0], len(typed) - slack, len(typed) + slack))
    )
    best = max(((-1.0, 0, ""), *near))
    return best[2] if best[0] >= SIMILAR else None
