"""Markdown tables, as the scripts print them and `README.md` has them."""

from __future__ import annotations


def row(*cells: str) -> str:
    """Give a line of a table."""
    return f"| {' | '.join(cells)} |"


def rule(columns: int) -> str:
    """Give the line below the names of the columns."""
    return row(*["---"] * columns)
