"""What an answer lacks of all that its question asks for lessens the confidence in it; pure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from assistant.answers.asked_words import (
    share_of_deed,
    share_of_kind,
    share_of_name,
    share_of_sides,
)
from assistant.answers.misfits import share_left
from assistant.answers.term_support import (
    in_words_of,
    share_of_means,
    share_of_number,
    share_of_things,
    share_supported,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.answers.judged import Judged


def _share_of_fit(judged: Judged) -> float:
    shown = judged.shown
    return share_left(in_words_of(judged.query, shown.told, judged.analyze), shown)


_SHARES: tuple[Callable[[Judged], float], ...] = (
    _share_of_fit,
    share_supported,
    share_of_things,
    share_of_deed,
    share_of_kind,
    share_of_name,
    share_of_sides,
    share_of_means,
    share_of_number,
)
"""Each gives what share of the confidence is left, above 0 to 1."""


def lessened(confidence: float, judged: Judged) -> float:
    """Give what is left of the confidence by all that an answer lacks."""
    return math.prod((share(judged) for share in _SHARES), start=confidence)
