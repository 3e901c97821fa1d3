"""Turn replies into plain text, for pipes and files."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from assistant.model import Answer
from assistant.render.places import (
    Place,
    hit_places,
    is_alternative,
    other_places,
    pieces,
    places,
)
from assistant.render.sanitizing import one_line, sanitize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.model import Hit, NoAnswer, Reply, Source, Status

TENTATIVE = "Closest I have:"
"""What stands above an answer that is only the closest there is."""
ALTERNATIVE = "Or, nearly as likely:"
"""What stands above a piece that may be the answer in the place of the one before."""
SEE_ALSO = "See also"
NEAREST = "Nearest"
MOST_MISSING = 5
"""How many words that stand in no note are named; a long question may have thousands."""


def reply_plain(reply: Reply) -> str:
    """Give a reply as text without any styling, its Markdown as it stands in the notes."""
    if not isinstance(reply, Answer):
        return "\n".join([refusal(reply), *_listed(NEAREST, places(reply))])
    lines = [TENTATIVE, ""] if reply.tentative else []
    for piece in pieces(reply):
        lines += [ALTERNATIVE, ""] if is_alternative(piece) else []
        lines += [sanitize(piece.text), "", where(Place(piece.source, piece.best_line)), ""]
    lines += [line for text in unanswered(reply) for line in (text, "")]
    return "\n".join([*lines[:-1], *_listed(SEE_ALSO, other_places(reply))])


def unanswered(reply: Answer) -> list[str]:
    """Name the questions, of several, that the notes don't answer, a line each."""
    return [f"The notes don't say: {one_line(text)}" for text in reply.unanswered]


def refusal(reply: NoAnswer) -> str:
    """Say why there is no answer, what no note mentions, and what may have been meant."""
    missing = f" No note mentions {_named(reply.missing)}." if reply.missing else ""
    meant = [f"Did you mean: {one_line(text)}" for text in reply.suggestions]
    return "\n".join([f"{one_line(reply.reason)}{missing}", *meant])


def hits_plain(hits: Sequence[Hit]) -> str:
    """Give ranked sections as text, one a line: score, place, breadcrumb."""
    shown = zip(hits, hit_places(hits), strict=True)
    return "\n".join(f"{hit.score:6.2f}  {where(place)}" for hit, place in shown)


def breadcrumb(source: Source) -> str:
    """Give the headings down to a section, on one line."""
    return one_line(" > ".join(source.headings))


def where(place: Place) -> str:
    """Give a place with its breadcrumb, on one line."""
    return f"{one_line(place.source.path)}:{place.line}  {breadcrumb(place.source)}"


def status_plain(status: Status) -> str:
    """Give a status as text, a fact a line."""
    rows = {
        "notes": one_line(status.notes),
        "index": _index(status),
        "files": f"{status.files} ({status.indexed} in the index)",
        "sections": str(status.sections),
        "terms": str(status.terms),
        "to read": f"{len(status.changed)} changed or new" if status.changed else "nothing",
    }
    lines = [f"{name + ':':<10}{value}" for name, value in rows.items()]
    return "\n".join([*lines, *(f"warning:  {one_line(line)}" for line in status.warnings)])


def _index(status: Status) -> str:
    # One in memory has no file whose size could be told.
    size = f" ({status.index_bytes / 1e6:.2f} MB)" if status.index_bytes else ""
    return one_line(status.index) + size


def explanation(hits: Iterable[Hit]) -> str:
    """Give what each hit's score is made of, as tables that add up to it."""
    return "\n\n".join(_explained(hit) for hit in hits)


def _explained(hit: Hit) -> str:
    rows = sorted(hit.evidence.features, key=lambda one: -abs(one.contribution))
    lines = [f"  {one.name:<22}{one.value:8.3f}{one.contribution:+8.3f}" for one in rows]
    head = where(*hit_places([hit]))
    return "\n".join([head, *lines, f"  {'score':<30}{hit.score:+8.3f}"])


def _listed(label: str, listed: Sequence[Place]) -> list[str]:
    return ["", label, *(f"  {where(place)}" for place in listed)] if listed else []


def _named(words: Sequence[str]) -> str:
    """Put words into a sentence: 'a', 'b' or 'c'."""
    named = [f"'{one_line(word)}'" for word in islice(words, MOST_MISSING)]
    if len(words) > MOST_MISSING:
        named.append(f"{len(words) - MOST_MISSING} words more")
    return " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
