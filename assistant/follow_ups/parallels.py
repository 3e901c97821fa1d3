"""Whether a follow-up asks of another thing just what the last question asked of one; pure.

"Who has asthma?" behind "who has a car?" leaves nothing out.
"""

from __future__ import annotations

import re

from assistant.follow_ups.utterance import parse

_OPENS = r"(?i)\W*(?:(?:and|but|so|ok|okay)\W+)*"
_ARTICLE = r"(?i)\b(?:an?|the|my|our|your)\W*$"
_COPULA = r"(?i)\b(?:is|are|was|were)$|['’](?:s|re)$"


def is_parallel(last: str, question: str) -> bool:
    """Tell whether two questions are the same but for the thing at their end.

    What "is" something may be asked of the thing before: "what is the address?".
    """
    frame = _frame(question)
    return bool(frame) and not re.search(_COPULA, frame) and frame == _frame(last)


def _frame(question: str) -> str:
    """Give what stands before the one thing that a question ends in; empty for other questions."""
    asked = parse(question)
    is_one = len({word.run for word in asked.words}) == 1 and not asked.references
    if not is_one or re.search(r"\w", question[asked.words[-1].end :]):
        return ""
    before = re.sub(_OPENS, "", question[: asked.words[0].start], count=1)
    return re.sub(_ARTICLE, "", before).strip().lower()
