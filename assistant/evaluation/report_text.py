"""What an evaluation found as tables and lines of plain text; nothing here prints."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

from assistant.errors import first_of
from assistant.evaluation.report import KINDS_MEASURES, digits

if TYPE_CHECKING:
    from rich.table import Table

    from assistant.evaluation.comparing import Comparison
    from assistant.evaluation.measures import Figure
    from assistant.evaluation.report import Report

TEXT_WIDTH = 120
"""How many columns the tables may have as text."""

NAMED = 10
"""How many questions won or lost are named in the text; `--json` has all of them."""


def report_text(report: Report) -> str:
    """Give the tables by system and by kind, and the comparisons, as plain text."""
    from rich.console import Console

    file = io.StringIO()
    console = Console(file=file, width=TEXT_WIDTH, color_system=None, force_terminal=False)
    total = len({item.question.id for item in report.outcomes})
    console.print(f"{report.name}: {total} question{'s' if total > 1 else ''}")
    console.print(_systems_table(report))
    if report.kinds:
        console.print(_kinds_table(report))
    lines = [file.getvalue().rstrip(), *(_comparison_line(item) for item in report.comparisons)]
    return "\n".join(lines)


def _table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column(columns[0])
    for column in columns[1:]:
        table.add_column(column, justify="right")
    return table


def _systems_table(report: Report) -> Table:
    table = _table("measure", *report.systems)
    names = dict.fromkeys(name for figures in report.systems.values() for name in figures)
    for name in names:
        cells = [_cell(name, figures.get(name)) for figures in report.systems.values()]
        table.add_row(name, *cells)
    return table


def _cell(name: str, figure: Figure | None) -> str:
    if figure is None:
        return "–"
    places = digits(name)
    shown = f"{figure.mean:.{places}f}"
    interval = f" [{figure.low:.{places}f}, {figure.high:.{places}f}]"
    return shown + interval if figure.has_interval else shown


def _kinds_table(report: Report) -> Table:
    table = _table("kind", "system", "questions", *KINDS_MEASURES)
    counts = Counter((item.question.kind, item.system) for item in report.outcomes)
    for kind, systems in report.kinds.items():
        for system, figures in systems.items():
            cells = [
                f"{figures[name].mean:.3f}" if name in figures else "–" for name in KINDS_MEASURES
            ]
            table.add_row(kind, system, str(counts[kind, system]), *cells)
    return table


def _comparison_line(item: Comparison) -> str:
    head = (
        f"{item.second} against {item.first}, {item.measure}: {item.difference:+.3f}"
        f" (p = {item.p:.4f}, after Holm {item.adjusted_p:.4f});"
        f" won {len(item.won)}, lost {len(item.lost)}"
    )
    lists = [("won", item.won), ("lost", item.lost)]
    return "\n".join([head, *(f"  {name}: {first_of(ids, NAMED)}" for name, ids in lists if ids)])
