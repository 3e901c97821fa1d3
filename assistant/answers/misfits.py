"""What a question asks for that its answer lacks, and what that leaves of the confidence; pure.

The confidence is told by the section, which may hold all the words of a question and yet not say
what is asked. For English alone.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from assistant.language.answer_types import (
    COUNT,
    COUNTS,
    MONTH,
    TIME_OF_YEAR_OR_DAY,
    WEEKDAY,
    tells_to,
)
from assistant.model import BlockKind
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.language.sentences import Span

WITHOUT_AMOUNT = 0.4
"""Where "how many" or "how old" is answered without an amount: of 17 such questions of wikiqa none
had an answer, of 228 that an amount answers a third."""

WITHOUT_TIME = 0.4
"""Where the line tells no time to "when was" or "what year": of 32 such questions of wikiqa and
squad 2 had a right section, of 326 that a time answers three fifths."""

WITHOUT_WAY = 0.5
"""Where the line is prose and tells no way to "how do I": of 28 such questions on notes of many
kinds 1 was answered, of 81 that prose with a way answers two fifths."""

_ASKS_WHEN = (
    r"(?i)^\W*(?:(?:and|so|but|since|till|until|by|from)\W+)*when (?:was|were|did|had)\b"
    r"|\b(?:what|which) (?:year|date|month|century|decade)\b"
)
_TIME = (
    rf"(?i)\d|\b(?:{MONTH}|{WEEKDAY}|{TIME_OF_YEAR_OR_DAY}|today|yesterday|morning|evening|night"
    r"|(?:centur(?:y|ie)|decade|year|month|week|day|hour|minute)s?"
    r"|after|before|during|since|until|when|while|at the time)\b"
)
_ASKS_HOW_TO = (
    r"(?i)^\W*(?:(?:and|but|ok|please|so)\W+)*"
    r"how\s+(?:(?:can|could|do|may|must|should|would)\s+(?:i|one|we|you)|to)\s+"
    r"(?!(?:be|believe|feel|know|tell|trust|understand)\b)(?:\w+ly\s+)?(?P<deed>\w+)"
)
"""Its verb says what is to be done; to know something is no deed."""
_WAY = (
    r"(?i)\b(?:us(?:e|es|ing)|run|type|enter|press|click|open|choose|select|try|go to|via|through"
    r"|by \w+ing|by (?:the|a) (?:\w+ )?(?:command|flag|option)"
    r"|(?:you|we) (?:can|could|have to|just|may|must|need|should)|can be \w+ed|be done|commands?"
    r"|syntax|options?|flags?|steps?|first|then|simply|just|allows?|lets?|instead)\b"
    r"|[-=]>|→|:\s+(?!(?:a|an|here|in|it|that|the|there|these|this)\b)"
    r"|`|\w\(\)|::|(?<!\w)--?[a-z]|\w/\w+\.\w|(?m:^\|)"
)
"""Words for a means or a step, what stands behind a colon, code, and the row of a table."""
_HEADS_WAYS = (
    r"(?i)\bhow\b|\bways?\b|\b(?:can|could|should) (?:i|we|you)\b|\bpossible\b|\bcommands?\b"
)
"""Under such a heading stands how to do something, however it is put."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as a person is shown it."""

    text: str
    """All of it."""
    best: Span
    """The line that answers most directly."""
    headings: Sequence[str]
    """Those that it stands under, the nearest last."""


def share_left(question: str, shown: Shown) -> float:
    """Give the share of the confidence that is left by all that an answer lacks; above 0 to 1."""
    return math.prod(share for lacks, share in _MISFITS if lacks(question, shown))


def _lacks_amount(question: str, shown: Shown) -> bool:
    return bool(re.search(COUNTS, question)) and not re.search(COUNT, shown.text)


def _lacks_time(question: str, shown: Shown) -> bool:
    return bool(re.search(_ASKS_WHEN, question)) and not re.search(_TIME, shown.best.text)


def _lacks_way(question: str, shown: Shown) -> bool:
    """Tell whether prose only speaks of what is to be done: "Volumes are created by Docker".

    It tells a way if it names a means or gives an order, and answers at least where the verb of the
    question stands in what is shown, as asked.
    """
    asked = re.match(_ASKS_HOW_TO, question)
    if asked is None or shown.best.kind is BlockKind.CODE:
        return False
    line, heading = shown.best.text, shown.headings[-1] if shown.headings else ""
    deed = re.escape(asked["deed"])
    doing = rf"(?i)^\W*{deed.removesuffix('e')}\w?ing\b"
    return not (
        re.search(_WAY, line)
        or tells_to(line)
        or re.match(doing, line)
        or re.search(rf"(?i)\b{deed}\b", f"{shown.text}\n{heading}")
        or re.search(_HEADS_WAYS, heading)
    )


_MISFITS: tuple[tuple[Callable[[str, Shown], bool], float], ...] = (
    (_lacks_amount, WITHOUT_AMOUNT),
    (_lacks_time, WITHOUT_TIME),
    (_lacks_way, WITHOUT_WAY),
)
