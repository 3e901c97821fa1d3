"""Put the replies to the parts of a question together into one; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.model import Answer, Passage
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.model import Hit, Query, Reply


def together(query: Query, replies: Sequence[Reply]) -> Answer | None:
    """Answer several questions in their order; `None` where none of them has an answer.

    The whole is as sure as the least sure answer, and tentative where one is.
    """
    answers = [reply for reply in replies if isinstance(reply, Answer)]
    if not answers:
        return None
    first, *others = answers
    return replace(
        first,
        query=replace(
            query,
            standalone=" ".join(reply.query.standalone for reply in replies),
            corrections=_corrections(replies),
        ),
        confidence=min(one.confidence for one in answers),
        tentative=any(one.tentative for one in answers),
        hits=_in_turn([one.hits for one in answers]),
        passages=_passages(first, others),
        unanswered=tuple(reply.query.text for reply in replies if not isinstance(reply, Answer)),
    )


def side_by_side(reply: Reply, both: Sequence[Reply]) -> Reply:
    """Give what the notes say of the one and of the other, where they say something of each.

    Where no section answers the comparison itself, the two are as sure as the less sure of them.
    """
    one, other = both
    if not isinstance(one, Answer) or not isinstance(other, Answer):
        return reply
    if one.source.address == other.source.address:
        return reply
    sure = [reply] if isinstance(reply, Answer) else [one, other]
    return replace(
        one,
        query=reply.query,
        confidence=min(each.confidence for each in sure),
        tentative=any(each.tentative for each in sure),
        hits=_in_turn([one.hits[:1], other.hits[:1], reply.hits]),
        passages=_passages(one, [other]),
    )


def holds_all(hit: Hit, texts: Iterable[str], content: Callable[[str], Sequence[str]]) -> bool:
    """Tell whether a hit holds the content terms of every text."""
    return {term for text in texts for term in content(text)} <= set(hit.evidence.matched)


def _passages(first: Answer, others: Iterable[Answer]) -> tuple[Passage, ...]:
    """Give the further answers, each place once."""
    shown = {(first.source.path, first.best_line): first.text}
    passages = []
    for one in others:
        place = (one.source.path, one.best_line)
        if place not in shown and one.text not in shown.values():
            shown[place] = one.text
            passages.append(Passage(one.text, one.best, one.best_line, one.source))
    return tuple(passages)


def _in_turn(rankings: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
    """Merge rankings: the first of each, then the second of each; every section once."""
    longest = max(map(len, rankings))
    merged: dict[tuple[str, int], Hit] = {}
    for at in range(longest):
        for ranking in rankings:
            if at < len(ranking):
                source = ranking[at].chunk.source
                merged.setdefault((source.path, source.first_line), ranking[at])
    return tuple(merged.values())


def _corrections(replies: Iterable[Reply]) -> tuple[tuple[str, str], ...]:
    pairs = (pair for reply in replies for pair in reply.query.corrections)
    return tuple(dict.fromkeys(pairs))
