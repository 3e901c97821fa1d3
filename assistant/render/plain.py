"""Turn replies into plain text, for pipes and files."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from assistant.errors import shortened
from assistant.language.links import with_data_shortened
from assistant.model import Answer, Remark
from assistant.render.places import (
    Place,
    hit_places,
    is_alternative,
    match_place,
    other_places,
    piece_place,
    pieces,
    places,
)
from assistant.render.sanitizing import one_line, sanitize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.matching import Found, Match
    from assistant.model import Hit, NoAnswer, Query, Reply, Source
    from assistant.status import Status

TENTATIVE = "Closest I have:"
"""What stands above an answer that is only the closest there is."""
ALTERNATIVE = "Or, nearly as likely:"
"""What stands above a piece that may be the answer in the place of the one before."""
MORE = "There are more in other sections; say what for, or give a `path:`."
"""What stands below a list that is too long to be shown."""
SEE_ALSO = "See also"
NEAREST = "Nearest"
LONGEST_LINE = 300
"""In characters; a paragraph may stand on one line, of which a list shows what was looked for."""
MOST_MISSING = 5
"""How many words that stand in no note are named; a long question may have thousands."""
MOST_CORRECTIONS = 10
"""How many words are said to be taken for others, likewise."""


def reply_plain(reply: Reply | Remark) -> str:
    """Give a reply as text without any styling, its Markdown as it stands in the notes."""
    if isinstance(reply, Remark):
        return one_line(reply.text)
    if not isinstance(reply, Answer):
        return "\n".join([refusal(reply), *_listed(NEAREST, places(reply), lines_near(reply))])
    lines = [TENTATIVE, ""] if reply.tentative else []
    for piece in pieces(reply):
        lines += [ALTERNATIVE, ""] if is_alternative(piece) else []
        lines += [sanitize(with_data_shortened(piece.text)), "", where(piece_place(piece)), ""]
    lines += [line for text in lacking(reply) for line in (text, "")]
    return "\n".join([*lines[:-1], *_listed(SEE_ALSO, other_places(reply), {})])


def lacking(reply: Answer) -> list[str]:
    """Say what an answer leaves out, of the question or of what the notes list, a line each."""
    lines = [MORE] if reply.has_more else []
    lines += [f"The notes don't say: {one_line(text)}" for text in reply.unanswered]
    return [*lines, f"No note mentions {_named(reply.missing)}."] if reply.missing else lines


def refusal(reply: NoAnswer) -> str:
    """Say why there is no answer, what no note mentions, and what may have been meant."""
    missing = f" No note mentions {_named(reply.missing)}." if reply.missing else ""
    meant = [f"Did you mean: {one_line(text)}" for text in reply.suggestions]
    return "\n".join([f"{one_line(reply.reason)}{missing}", *meant])


def lines_near(reply: NoAnswer) -> dict[Place, str]:
    """Give by its place the line that is shown of each of the nearest sections, sanitized.

    Of a long one it is the beginning: a paragraph may stand on one line, and an image within it.
    """
    # Imported here, since an answer shows no line of the kind.
    from assistant.render.windows import window

    lines = {piece_place(line): one_line(line.text) for line in reply.lines}
    return {place: window(text, (), LONGEST_LINE) for place, text in lines.items() if text}


def taken_for(query: Query) -> list[str]:
    """Say which words were taken for others, a line each but for those beyond the first ones."""
    shown = query.corrections[:MOST_CORRECTIONS]
    lines = [f"{typed!r} is taken for {meant!r}" for typed, meant in shown]
    more = len(query.corrections) - len(shown)
    return [*lines, f"{more} words more are taken for others"] if more else lines


def loosened(found: Found) -> list[str]:
    """Say which phrases and excluded words are not taken for such, a line each."""
    phrases = (
        f"no section, or every one, holds {phrase}; its words are looked for"
        for phrase in found.loose_phrases
    )
    words = (
        f"{word} would leave no section, or every one; the word is looked for"
        for word in found.loose_exclusions
    )
    return [*phrases, *words]


def matches_plain(matches: Sequence[Match], *, numbered: bool = False) -> str:
    """Give sections with the line of each that was looked for below its place and breadcrumb.

    The numbers are those by which a chat's commands name them.
    """
    # Imported here, since an answer shows no line of the kind.
    from assistant.render.windows import window

    lines = []
    for number, match in enumerate(matches, start=1):
        sign = f"{number:3d}  " if numbered else ""
        lines.append(f"{sign}{where(match_place(match))}")
        if match.text:
            shown = window(line_of(match), match.words, LONGEST_LINE)
            lines.append(f"{' ' * len(sign)}    {shown}")
    return "\n".join(lines)


def line_of(match: Match) -> str:
    """Give the line that was looked for, sanitized, with every character in its place."""
    return sanitize(match.text).replace("\t", " ")


def breadcrumb(source: Source) -> str:
    """Give the headings down to a section, on one line."""
    return one_line(" > ".join(source.headings))


def where(place: Place) -> str:
    """Give a place with its breadcrumb, on one line."""
    return f"{path_and_line(place)}  {breadcrumb(place.source)}"


def path_and_line(place: Place) -> str:
    """Give a place as editors and compilers write it: `path:line`."""
    return f"{one_line(place.source.path)}:{place.line}"


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


def explanation(
    hits: Sequence[Hit], listed: Iterable[Place] | None = None, *, most: int | None = None
) -> str:
    """Give what each hit's score is made of, as tables that add up to it.

    `listed` are the places by which the hits were listed before, if not by their first lines, and
    `most` is how many features are named, those that count most; the others are summed up.
    """
    named = hit_places(hits) if listed is None else listed
    return "\n\n".join(_explained(hit, place, most) for hit, place in zip(hits, named, strict=True))


def _explained(hit: Hit, place: Place, most: int | None) -> str:
    rows = sorted(hit.evidence.features, key=lambda one: -abs(one.contribution))
    lines = [f"  {one.name:<22}{one.value:8.3f}{one.contribution:+8.3f}" for one in rows[:most]]
    if others := rows[len(lines) :]:
        rest = sum(one.contribution for one in others)
        lines.append(f"  {f'other ({len(others)})':<30}{rest:+8.3f}")
    return "\n".join([where(place), *lines, f"  {'score':<30}{hit.score:+8.3f}"])


def _listed(label: str, listed: Sequence[Place], lines: Mapping[Place, str]) -> list[str]:
    """List places, below each the line that is shown of it, if one is."""
    rows = ["", label] if listed else []
    for place in listed:
        rows.append(f"  {where(place)}")
        rows += [f"      {lines[place]}"] if place in lines else []
    return rows


def _named(words: Sequence[str]) -> str:
    """Put words into a sentence: 'a', 'b' or 'c'."""
    named = [f"'{one_line(shortened(word))}'" for word in islice(words, MOST_MISSING)]
    if len(words) > MOST_MISSING:
        named.append(f"{len(words) - MOST_MISSING} words more")
    return " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
