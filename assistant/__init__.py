"""Ask a folder of Markdown notes a question and get the answer, with its file and line.

>>> import assistant
>>> with assistant.open() as notes:  # the notes on Docker that ship
...     reply = notes.ask("How do I see all containers, even stopped ones?")
>>> reply.best
'docker ps -a'
"""

from __future__ import annotations

# As in `typing`, which only type checkers need here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from typing import Any

    from assistant.errors import AssistantError, NotesError, QueryError, SettingsError
    from assistant.model import Answer, Chunk, Hit, NoAnswer, Query, Remark, Reply, Source
    from assistant.pipeline import Assistant
else:
    # A type checker would take any name for one of these.

    def __getattr__(name):
        """Import a type when it is first asked for.

        Not before, so that the command, which needs it, has turned the garbage collector off by
        then, which would look through all that comes with it in vain.
        """
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from assistant import errors, model

        return getattr(errors if name in vars(errors) else model, name)

    def __dir__():
        return sorted({*globals(), *__all__})


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
