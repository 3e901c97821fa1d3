"""Lay out a table for the width of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from assistant.records import dataclass
from assistant.render.wrapping import narrowest, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 3
"""In columns of the terminal, between those of the table."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    header: Sequence[Text]
    lines: Sequence[Sequence[Text]]
    """Each as long as the header."""


def laid_out(grid: Grid, width: int) -> Table | Text:
    """Give a table that breaks no word; where there is no room, its lines as records."""
    columns = list(zip(grid.header, *grid.lines, strict=True))
    least = [max(map(narrowest, cells)) for cells in columns]
    spare = width - sum(least) - GAP * (len(columns) - 1)
    if spare < 0:
        return Text("\n\n").join(_record(grid.header, cells) for cells in grid.lines)
    return _table(grid, _widths([max(map(_widest, cells)) for cells in columns], least, spare))


def _widths(wanted: Sequence[int], least: Sequence[int], spare: int) -> list[int]:
    """Share out the room; columns that need little get all they need."""
    widths = list(least)
    by_need = sorted(range(len(widths)), key=lambda at: wanted[at] - least[at])
    for rank, at in enumerate(by_need):
        more = min(wanted[at] - least[at], spare // (len(by_need) - rank))
        widths[at] += more
        spare -= more
    return widths


def _table(grid: Grid, widths: Sequence[int]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="assistant.title")
    for name, width in zip(grid.header, widths, strict=True):
        table.add_column(_broken(name, width), width=width)
    for cells in grid.lines:
        table.add_row(*map(_broken, cells, widths))
    return table


def _broken(cell: Text, width: int) -> Text:
    lines = cell.split(allow_blank=True)
    return Text("\n").join(part for line in lines for part in wrapped(line, width))


def _widest(cell: Text) -> int:
    return max(cell_len(line) for line in cell.plain.split("\n"))


def _record(header: Sequence[Text], cells: Sequence[Text]) -> Text:
    """Give a line of a table as lines of its own, one a cell."""
    return Text("\n").join(
        Text.assemble((f"{name.plain}: " if name else "", "assistant.title"), cell)
        for name, cell in zip(header, cells, strict=True)
        if cell
    )
