"""The sentence that says why what was answered is so, for "why?"; pure, and for English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.headed import REASONS, headed, told_of
from assistant.follow_ups.utterance import parse
from assistant.language.sentences import spans
from assistant.model import NoAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.language.span import Span
    from assistant.model import Answer, Hit, Reply

_ASKS_WHY = (
    r"(?i)(?:(?:and|but|so|ok|okay|oh|really|hm+|no),? )*"
    r"(?:why(?:(?: is| was)? (?:that|this|it)(?: so)?| not| so| then| though| exactly)?"
    r"|how (?:come|so)|(?:(?:what(?:'s| is| was)|for what) )?(?:the )?reason)\W*$"
)

_REASON = (
    r"\b(?:because|reasons?(?=:| (?:is|are|was|for|why)\b)|due to|so that|in order to"
    r"|otherwise|or else|(?:this|that) is why|that's why|caused by|owing to|thanks to|therefore"
    r"|to (?:avoid|prevent|make sure|ensure|protect|be able))\b"
    r"|(?:^|[,;(] ?)(?:since|as(?! (?:a rule|well|in|with|for|soon|long|if|usual|before|much|many"
    r"|shown|above|below|do|does|is|was)\b)) (?=\w+ \w+)|\bsince (?=(?:it|they|that|this|you|we)\b)"
    r"|\bor (?=(?:it|they|you|we) (?!can\b|could\b|may\b|might\b|want\b)\w)"
)

_GIVES_REASON = f"(?i){_REASON}"
_OPENS = rf"(?i)\W*(?:{_REASON})"
_POINTS_BACK = r"(?i)(?:that|this|it|they|both)\b"

_NEAR = 2
"""How many sentences away one that begins as a reason does belongs to the line that answers."""

_SHARED = 2
"""How many words one farther away has in common with what was asked and answered, at least."""

_SECTIONS = 3
"""How many sections that were found for "why" are looked through."""

NO_REASON = "The notes don't say why."


def asks_why(question: str) -> bool:
    """Tell whether a question asks for nothing but the reason of what was said."""
    return bool(re.match(_ASKS_WHY, question.strip()))


def reasoned(before: Answer, reply: Reply, sections: Callable[[str], Sequence[Hit]]) -> Reply:
    """Give the sentence that says why the answer before is so, or say that none does.

    `reply` is what asking the question before once more, with "why", led to; `sections` gives those
    of the note at a path.
    """
    found = (
        _beside(before)
        or headed(before, sections(before.source.path), REASONS)
        or _elsewhere(before, reply)
    )
    if found is None:
        return NoAnswer(reply.query, NO_REASON, (before.source,), 0.0, reply.hits)
    return told_of(before, found, reply)


def _beside(before: Answer) -> tuple[Hit, Span] | None:
    """Find the reason in the section that answered, the line that did so first of all."""
    hit = before.hits[0]
    cut = spans(hit.chunk)
    place = next((at for at, one in enumerate(cut) if _holds(one, before)), len(cut))
    line = cut[place].text if place < len(cut) else ""
    if re.search(_GIVES_REASON, line):
        return hit, cut[place]
    known = _content(before.query.standalone) | parse(before.best).stems
    ranked = sorted(_related(cut, place, known), key=lambda found: -found[0])
    return (hit, ranked[0][1]) if ranked else None


def _holds(one: Span, before: Answer) -> bool:
    last = one.first_line + one.text.count("\n")
    return one.first_line <= before.best_line <= last and before.best in one.text


def _related(
    cut: Sequence[Span], place: int, known: frozenset[str]
) -> Iterator[tuple[float, Span]]:
    """Give each span that says a reason for the one at `place`, with how well it fits that one.

    `known` are the stems of what was asked and answered; the greater the number the better.
    """
    for at, one in enumerate(cut):
        distance = abs(at - place)
        if not one.is_prose or not distance:
            continue
        points_back = at and re.match(_POINTS_BACK, one.text)
        said = f"{cut[at - 1].text} {one.text}" if points_back else one.text
        shared = len(parse(said).stems & known)
        if not re.search(_GIVES_REASON, one.text):
            continue
        opens = 0 < at - place <= _NEAR and re.match(_OPENS, one.text)
        if opens or shared >= _SHARED or (distance == 1 and shared):
            yield shared + bool(opens) * _SHARED - distance / len(cut), one


def _elsewhere(before: Answer, reply: Reply) -> tuple[Hit, Span] | None:
    """Find a reason in another section that speaks of all that was asked about."""
    asked = _content(before.query.standalone)
    for hit in reply.hits[:_SECTIONS]:
        if hit.chunk.source == before.source:
            continue
        heading = parse(hit.chunk.source.heading).stems
        for one in spans(hit.chunk):
            if one.is_prose and re.search(_GIVES_REASON, one.text):
                said = heading | parse(one.text).stems
                if len(asked) >= _SHARED and asked <= said:
                    return hit, one
    return None


def _content(question: str) -> frozenset[str]:
    return frozenset(word.stem for word in parse(question).words if not word.is_generic)
