"""Leave out what marks questions and their answers in a note: "Q:" and "A:"; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.language.span import Span
    from assistant.model import Chunk

ANSWER = (
    r"(?:(?:\*\*|__)A(?:nswer)?(?::(?:\*\*|__)|(?:\*\*|__):)|A(?:nswer)?:)"
    r"(?:[ \t]+|[ \t]*(?=\n))"
)
"""What stands before an answer, whatever stands before that."""
LABELS = ("A:", "Answer:", "**A", "__A")
"""It begins with one of these; other texts are spared the time to compile it."""
_QUESTION = r"[ \t]*(?:[-*+][ \t]+)?[*_]{0,3}Q(?:uestion|\d{1,4})?[*_]{0,3}[:.]"
"""What a question begins with that is answered behind "A:"."""
_ASKED = rf"{_QUESTION}\s[^\n]*\?[*_]*$"
_ANSWERED = rf"(?:{_QUESTION}\s[^?\n]*\?[*_]*[ \t]+)?(?:{ANSWER}|A\d{{0,4}}[:.](?:[ \t]+|$)|A:$)"
"""Where a question was asked, "A." before its answer is no letter of a list; the question may stand
on the same line."""


def without_label(text: str, chunk: Chunk) -> str:
    """Leave out the "A:" that a text of a chunk begins with where it answers a "Q:"."""
    if _is_asked(chunk):
        bare = text.lstrip()
        label = re.match(rf"(?:[-*+][ \t]+)?{_ANSWERED}", bare)
    else:
        bare = text
        label = re.match(ANSWER, bare) if bare.startswith(LABELS) else None
    return bare[label.end() :].lstrip() if label else text


def without_labels(found: Iterable[Span], chunk: Chunk) -> Iterator[Span]:
    """Leave out "A:" before an answer, and the question that one follows; neither is the answer."""
    is_asked = _is_asked(chunk)
    for span in found:
        if span.is_prose and re.match(_ASKED, span.text):
            is_asked = True
            continue
        may_answer = span.is_prose and (is_asked or re.match(_QUESTION, span.text))
        label = re.match(_ANSWERED, span.text) if may_answer else None
        is_asked = False
        if label is None:
            yield span
        elif text := span.text[label.end() :]:
            yield replace(span, text=text)


def _is_asked(chunk: Chunk) -> bool:
    """Tell whether "Q:" heads a chunk."""
    return "Q" in chunk.text and bool(re.match(_QUESTION, chunk.text))
