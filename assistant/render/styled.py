"""Turn replies into styled text for a terminal, their Markdown rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from assistant.language.links import with_data_shortened
from assistant.model import Answer, Remark
from assistant.render.blocks import Mark, markdown_rows
from assistant.render.excerpt_lines import first_line, outdented
from assistant.render.omissions import SIGN, Omissions, omissions, with_sign_under_header
from assistant.render.places import (
    Place,
    file_of,
    is_alternative,
    match_place,
    other_places,
    piece_place,
    pieces,
    places,
    section_of,
    shown_best,
)
from assistant.render.plain import (
    ALTERNATIVE,
    NEAREST,
    SEE_ALSO,
    TENTATIVE,
    breadcrumb,
    lacking,
    line_of,
    lines_near,
    path_and_line,
    refusal,
)
from assistant.render.rows import Row, Rows
from assistant.render.sanitizing import one_line, sanitize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assistant.matching import Match
    from assistant.model import Hit, Passage, Reply

_BLANK = Row(Text())


def styled_reply(reply: Reply | Remark, root: Path) -> Rows:
    """Give a reply with its most direct span marked; places are links to files below `root`."""
    if isinstance(reply, Remark):
        return Rows([_said(one_line(reply.text))])
    if not isinstance(reply, Answer):
        rows = [_said(refusal(reply))]
        return Rows(rows + _listed(NEAREST, places(reply), 1, root, lines_near(reply)))
    rows = [_said(TENTATIVE), _BLANK] if reply.tentative else []
    for piece in pieces(reply):
        place = Row(_place(piece_place(piece), root))
        rows += [_said(ALTERNATIVE), _BLANK] if is_alternative(piece) else []
        rows += [*_piece_rows(piece, reply.hits), _BLANK, place, _BLANK]
    rows += [row for text in lacking(reply) for row in (_said(text), _BLANK)]
    others = other_places(reply)
    count = len(places(reply)) - len(others)
    return Rows(rows[:-1] + _listed(SEE_ALSO, others, count + 1, root, {}))


def styled_matches(matches: Sequence[Match], root: Path) -> Rows:
    """Give sections, each with the line that was looked for below its place, its words marked."""
    rows: list[Row] = []
    for number, match in enumerate(matches, start=1):
        line = Text(line_of(match))
        for begin, end in match.words:
            line.stylize("assistant.match", begin, end)
        rows += _numbered(number, match_place(match), line, root)
    return Rows(rows)


def _piece_rows(piece: Answer | Passage, hits: Sequence[Hit]) -> list[Row]:
    best = shown_best(piece)
    chunk = section_of(piece, hits)
    begins = first_line(piece.text, chunk) if chunk else None
    text = piece.text
    line = piece.best_line - begins if begins is not None else -1
    if not 0 <= line <= text.count("\n"):
        line = text.count("\n", 0, max(text.find(best), 0))
    left_out = omissions(text, chunk) if chunk else Omissions()
    if left_out.under_header:
        text, line = with_sign_under_header(text), line + 1
    markdown = with_data_shortened(sanitize(outdented(text, chunk)))
    rows = markdown_rows(markdown, Mark(with_data_shortened(sanitize(best)), line))
    sign = Row(Text.assemble((SIGN, "assistant.label")))
    return [*([sign] if left_out.above else ()), *rows, *([sign] if left_out.below else ())]


def _listed(
    label: str, listed: Sequence[Place], number: int, root: Path, lines: Mapping[Place, str]
) -> list[Row]:
    """List places by the numbers that `--open` takes, below each its line, if one is shown."""
    if not listed:
        return []
    rows = [_BLANK, Row(Text.assemble((label, "assistant.label")))]
    for at, place in enumerate(listed, start=number):
        rows += _numbered(at, place, Text.assemble((lines.get(place, ""), "assistant.near")), root)
    return rows


def _numbered(number: int, place: Place, line: Text, root: Path) -> list[Row]:
    """Give a place behind its number, and below it a line of it, unless that is empty."""
    sign = f"{number:>3}  "
    before = " " * (len(sign) + 2)
    place_row = Row(_place(place, root), first=sign, rest=" " * len(sign))
    return [place_row, *([Row(line, first=before, rest=before, is_cut=True)] if line else [])]


def _said(text: str) -> Row:
    return Row(Text.assemble((text, "assistant.refusal")))


def _place(place: Place, root: Path) -> Text:
    text = Text()
    text.append(path_and_line(place), style="assistant.path")
    text.stylize(Style(link=file_of(place.source, root).as_uri()))
    return text.append(f"  {breadcrumb(place.source)}", style="assistant.heading")
