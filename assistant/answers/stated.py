"""List the notes by what front matter states: "which notes are drafts"; pure, English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.listing import Listed
from assistant.language.sentences import spans
from assistant.matching import unranked
from assistant.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.model import Analyze, Chunk

_ASKS = (
    r"(?i)\W*(?:which|what|list|show(?: me)?|all)(?: (?:all|of|my|our|the))*"
    r" (?:notes?|files?|pages?|documents?)\b(?P<said>.*)"
)
_DENIES = r"(?i)[^:]*:[ \t]*(?:false|no|none|off)\s*$"


def asked_statement(question: str, analyze: Analyze) -> frozenset[str]:
    """Give the content terms of what notes are asked for that state it; none for other questions.

    `analyze` gives a text's content terms.
    """
    found = re.match(_ASKS, question)
    return frozenset(analyze(found["said"])) if found else frozenset()


def notes_that_state(
    terms: frozenset[str], facts: Iterable[Chunk], analyze: Analyze
) -> Iterator[Listed]:
    """Give the line of each note's front matter that holds all of some terms, if one does."""
    for chunk in facts:
        for line in spans(chunk):
            if (
                line.kind is BlockKind.FACT
                and terms <= set(analyze(line.text))
                and not re.match(_DENIES, line.text)
            ):
                yield Listed(unranked(chunk).hit, line.text, line)
                break
