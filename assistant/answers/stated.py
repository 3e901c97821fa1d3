"""List the notes by what front matter states: "which notes are drafts"; pure, English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.listing import Listed
from assistant.language.cues import Cue
from assistant.language.sentences import spans
from assistant.matching import unranked
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.answers.listing import NamedSection
    from assistant.model import Analyze

_ASKS = Cue(
    ("note", "files", "pages", "documents"),
    r"(?i)\W*(?:which|what|list|show(?: me)?|all)(?: (?:all|of|my|our|the))*"
    r" (?P<noun>notes?|files|pages|documents) (?:(?:that|which) )?"
    r"(?P<said>(?:are|is|were|was|have|has|had|state|say|whose|with|by|from)\b.*)",
)
"""A file or a page may be another one than a note: "which files are copied into the image"."""
_OTHERWISE = r"(?i)\b(?:not|no|never|without|about|on)\b|n['’]t\b"
"""What no line states: that something is lacking, or what a note is about."""
_DENIES = r"(?i)[^:]*:[ \t]*(?:false|no|none|off)\s*$"


@dataclass(frozen=True, slots=True)
class AskedStatement:
    """What is asked for of notes, that their front matter may state."""

    terms: frozenset[str]
    """The content terms of it, one at least."""
    is_certain: bool
    """Whether it asks for notes, rather than for files, pages or documents."""

    def listed(self, sections: Iterable[NamedSection], analyze: Analyze) -> Iterator[Listed]:
        """Give the line of each note's front matter that states what is asked for, if one does."""
        for section in sections:
            for line in spans(section.chunk):
                if self.terms <= set(analyze(line.text)) and not re.match(_DENIES, line.text):
                    yield Listed(unranked(section.chunk).hit, line.text, line)
                    break


def asked_statement(question: str, analyze: Analyze) -> AskedStatement | None:
    """Tell what front matter has to state of the notes that a question asks for, if any.

    `analyze` gives a text's content terms.
    """
    found = _ASKS.match(question)
    if found is None or re.search(_OTHERWISE, found["said"]):
        return None
    terms = frozenset(analyze(found["said"]))
    return AskedStatement(terms, found["noun"].lower().startswith("note")) if terms else None
