"""What each kind of text looks like: the one place that names colours.

They are the terminal's own, without a background, so that they suit a light one and a dark one.
"""

from __future__ import annotations

STYLES = {
    "assistant.best": "bold green",
    "assistant.match": "bold green",
    "assistant.code": "cyan",
    "assistant.title": "bold",
    "assistant.path": "bold",
    "assistant.heading": "dim",
    "assistant.label": "dim",
    "assistant.near": "dim",
    "assistant.refusal": "yellow",
}
"""By the names that texts are styled with."""

SYNTAX = {
    "Comment": "dim",
    "Keyword": "bold",
    "Name.Tag": "bold",
    "Name.Variable": "bold",
    "Literal.String": "magenta",
    "Generic.Prompt": "dim",
    "Generic.Output": "not dim default",
    "Generic.Deleted": "red",
    "Generic.Inserted": "green",
}
"""What differs from the colour of code, by the names that Pygments gives to parts of a program."""
