"""Text and tables laid out for the width of a terminal, nested by prefixes such as `• `.

Prose is broken between words, but never within inline code. What has to be copied whole (code, a
long path) runs over the edge, and the terminal continues it on the next line without a line feed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text

from assistant.records import dataclass, replace
from assistant.render.windows import window_start
from assistant.render.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console, ConsoleOptions, RenderResult

    from assistant.render.grids import Grid

NARROWEST = 10
"""In columns; where nesting leaves less, lines run over the edge."""


@dataclass(frozen=True, slots=True)
class Row:
    """A block of text with what stands before its lines."""

    body: Text | Grid
    is_wrapped: bool = True
    first: str = ""
    """What stands before the first line on the screen."""
    rest: str = ""
    """What stands before the others; as wide as `first`."""
    is_cut: bool = False
    """Whether it is one line that ends at the edge, cut to what is styled in it."""

    def nested(self, first: str, rest: str) -> Row:
        """Give the row within another block, which puts something before its lines."""
        return replace(self, first=first + self.first, rest=rest + self.rest)


class Rows:
    """Rows to be printed one below the other, with `crop=False`, or code loses its end."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Print these rows."""
        self.rows = tuple(rows)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for row in self.rows:
            width = max(options.max_width - cell_len(row.rest), NARROWEST)
            for number, line in enumerate(_lines(row, width, console, options)):
                if before := row.rest if number else row.first:
                    yield Segment(before, console.get_style("assistant.label"))
                yield from line.render(console) if isinstance(line, Text) else line
                yield Segment.line()


def _lines(
    row: Row, width: int, console: Console, options: ConsoleOptions
) -> Iterable[Text | list[Segment]]:
    if not isinstance(row.body, Text):
        # Imported here, since most answers hold no table.
        from assistant.render.grids import laid_out

        body = laid_out(row.body, width)
        if not isinstance(body, Text):
            return console.render_lines(body, options.update_width(width), pad=False)
    else:
        body = row.body
    if row.is_cut:
        return [_cut(body, width)]
    lines = body.split(allow_blank=True)
    if not row.is_wrapped:
        return lines
    return [part for line in lines for part in wrapped(line, width)]


def _cut(line: Text, width: int) -> Text:
    """Cut a line to the part of it that holds most of what is styled."""
    columns = cell_len(line.plain)
    if columns <= width:
        return line
    # In letters, of which some are two columns wide.
    letters = width * len(line.plain) // columns
    start = window_start(line.plain, [(span.start, span.end) for span in line.spans], letters)
    shown = Text("…") + line[start:] if start else line.copy()
    shown.truncate(width, overflow="ellipsis")
    return shown
