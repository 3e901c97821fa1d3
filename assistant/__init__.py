"""Ask a folder of Markdown notes a question and get the answer, with its file and line.

>>> import assistant
>>> with assistant.open() as notes:  # the notes on Docker that ship
...     reply = notes.ask("How do I see all containers, even stopped ones?")
>>> reply.best
'docker ps -a'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError, NotesError, QueryError, SettingsError
from assistant.model import Answer, Chunk, Hit, NoAnswer, Query, Remark, Reply, Source

if TYPE_CHECKING:
    import os

    from assistant.pipeline import Assistant

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "AssistantError",
    "Chunk",
    "Hit",
    "NoAnswer",
    "NotesError",
    "Query",
    "QueryError",
    "Remark",
    "Reply",
    "SettingsError",
    "Source",
    "open",
]


def open(path: str | os.PathLike[str] | None = None, **settings: Any) -> Assistant:  # noqa: A001 (reads as `assistant.open`, like `gzip.open`)
    """Open a folder or file of notes, or the notes that ship, ready to be asked.

    Give any of the `assistant.settings.Settings` by name; environment and config file are left
    aside. Raises `NotesError` for a path without notes, `SettingsError` for a wrong setting.
    """
    # Imported here, so that a command which asks nothing doesn't pay for numpy.
    from assistant.pipeline import Assistant
    from assistant.settings import from_values

    notes = {} if path is None else {"notes": str(path)}
    return Assistant(from_values({**settings, **notes}))
