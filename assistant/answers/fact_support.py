"""How far an answer speaks of that of which a single fact is asked; pure, and for English alone.

Prose on a thing holds numbers, names and dates of others as well. Where "which port does Adminer
use" is answered by what names a port and no Adminer, the port is another's.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from assistant.relevance.weighting import alternatives_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.model import Query

ASKS_FOR_FACT = (
    r"(?i)\bhow (?:big|deep|far|fast|high|large|long|many|much|often|old|soon|tall)\b"
    r"|^\W*(?:since |until )?when (?:was|were|did)\b|^\W*who\b(?! (?:can|may)\b)"
    r"|\b(?:what|which) (?:\w+ )?(?:date|kernel|month|number|port|size|version|year)s?\b"
    r"|\b(?:default|maximum|minimum)\b"
)
"""Asks for an amount, a time, a person or the like, of which a line tells one or none."""

COST = 0.8
"""By which power of e a confidence is lessened where all that is asked about is lacking.

Of such questions of wikiqa 25 of 186 had a right section where the answer lacked more than .3 of
what is asked about, by weight, and 130 of 294 elsewhere; of those of squad 30 of 75, and 118 of
176. With 0 of 260 questions on the shipped notes that these don't answer .34 were answered and .11
of 1,107 others refused, with 0.8 .30 and .115, with 1.5 .27 and .12. In these counts
the words by which a fact is asked for, as "year", could be lacking as well; since they can't, as
many of wikiqa and of plain questions (dev) are answered wrongly, and .001 and .002 fewer of those
that the notes answer are refused."""


def share_supported(
    query: Query,
    weights: Mapping[str, float],
    shown: str,
    analyze: Callable[[str], Sequence[str]],
) -> float:
    """Give the share of the confidence that is left by what `shown` lacks; above 0 to 1.

    `weights` says what each content term of the query counts; an alternative is as good. The words
    that ask for the fact need not be there: "maximum" is "at most", and 1998 a "year".
    """
    total = sum(weights.values())
    asked = re.search(ASKS_FOR_FACT, query.standalone)
    if not total or not asked:
        return 1.0
    by_which = set(analyze(asked[0]))
    held, alternatives = set(analyze(shown)), alternatives_of(query)
    lacking = sum(
        weight
        for term, weight in weights.items()
        if term not in by_which
        and held.isdisjoint({term, *(other for other, _ in alternatives.get(term, ()))})
    )
    return math.exp(-COST * lacking / total)
