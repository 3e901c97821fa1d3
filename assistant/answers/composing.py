"""Put the replies to the parts of a question together into one; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.comments import without_comments
from assistant.language.question_parts import lacks_side
from assistant.model import Answer, Passage
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.model import Analyze, Hit, Query, Reply
    from assistant.text import Analyzer

SIDES_LEAD = 0.1
"""Things that are compared are answered by a section for each, though one section holds the words
for all of them, where the least sure of these answers is surer than that one's by this much: it may
name all of them and compare none."""


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
            query.reworded(" ".join(reply.query.standalone for reply in replies)),
            corrections=_corrections(replies),
        ),
        confidence=min(one.confidence for one in answers),
        tentative=any(one.tentative for one in answers),
        hits=_interleaved([one.hits for one in answers]),
        passages=_passages(first, others),
        unanswered=tuple(reply.query.text for reply in replies if not isinstance(reply, Answer)),
    )


def side_by_side(reply: Reply, sides: Sequence[Reply]) -> Reply:
    """Give what the notes say of each thing compared, where they say something of each.

    Where no section answers the comparison itself, all are as sure as the least sure of them.
    """
    answers = [side for side in sides if isinstance(side, Answer)]
    if len(answers) < len(sides) or len({one.source.address for one in answers}) == 1:
        return reply
    first, *others = answers
    sure = [reply] if isinstance(reply, Answer) else answers
    return replace(
        first,
        query=reply.query,
        confidence=min(each.confidence for each in sure),
        tentative=any(each.tentative for each in sure),
        missing=tuple(dict.fromkeys(word for one in sure for word in one.missing)),
        hits=_interleaved([*(one.hits[:1] for one in answers), reply.hits]),
        passages=_passages(first, others),
    )


def are_better_apart(
    reply: Reply, sides: Sequence[Reply], compared: Sequence[str], analyzer: Analyzer
) -> bool:
    """Tell whether a comparison is better answered by a section for each thing than by one.

    `reply` is the one to the whole question, `sides` are those on each of `compared`, one to one.
    """
    have_own = all(
        is_headed(side, [thing], analyzer) for side, thing in zip(sides, compared, strict=True)
    )
    lead = min(side.confidence for side in sides) - reply.confidence
    if have_own and lead >= SIDES_LEAD:
        return True
    if not isinstance(reply, Answer) or not holds_all(reply.hits[0], compared, analyzer.content_of):
        return True
    # What only a comment names is not told.
    chunk = reply.hits[0].chunk
    shown = analyzer.terms(f"{chunk.source.heading}\n{without_comments(chunk.text)}")
    return lacks_side(map(analyzer.content_of, compared), shown)


def are_done_apart(
    reply: Reply, each: Sequence[Reply], tasks: Sequence[str], analyzer: Analyzer
) -> bool:
    """Tell whether what is to be done to several things is better answered by a section for each.

    `reply` is the one to the whole question, `each` are those to each of `tasks`, one to one.
    """
    pairs = zip(each, tasks, strict=True)
    return not is_headed(reply, tasks, analyzer) and all(
        is_headed(one, [task], analyzer) for one, task in pairs
    )


def is_headed(reply: Reply, things: Iterable[str], analyzer: Analyzer) -> bool:
    """Tell whether a reply is from a section whose headings name all of some things."""
    if not isinstance(reply, Answer):
        return False
    named = set(analyzer.terms(" ".join(reply.source.headings)))
    return named.issuperset(analyzer.content_of(" ".join(things)))


def holds_all(hit: Hit, texts: Iterable[str], content_of: Analyze) -> bool:
    """Tell whether a hit holds the content terms of every text."""
    return {term for text in texts for term in content_of(text)} <= set(hit.evidence.matched)


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


def _interleaved(rankings: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
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
