"""Ask a note of any bytes any question, and check that what comes back stands in it."""

from __future__ import annotations

import tempfile
from contextlib import closing

from assistant.answerer import Answerer
from assistant.errors import QueryError
from assistant.model import Answer
from assistant.notes import read_note
from assistant.reading.folder import NoteFile
from assistant.refreshing import add_notes
from assistant.render import reply_object, reply_plain, to_json
from assistant.settings import Settings
from assistant.store import Store

_DRIVING = frozenset(
    map(chr, (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), 0x2066, 0x2069))
)
"""What would drive a terminal, or turn around what it shows."""


def ask(raw: bytes, question: str, path: str = "note.md") -> bool:
    """Read a note, index it, ask it, and print the reply; tell whether it was answered.

    Raises `AssertionError` where a section is not what stands in its lines, or the reply would
    reach the terminal with what drives it.
    """
    with tempfile.NamedTemporaryFile(suffix=".md") as file:
        file.write(raw)
        file.flush()
        found = read_note(NoteFile(path, file.name, len(raw), 0, 0))
    lines = found.note.text.split("\n")
    with closing(Store(None, "")) as store:
        add_notes(store, [found.note], Settings())
        for chunk in store.all_chunks():
            source = chunk.source
            assert chunk.text == "\n".join(lines[source.first_line - 1 : source.last_line])
            for block in chunk.blocks:
                assert source.first_line <= block.first_line <= block.last_line <= source.last_line
        answerer = Answerer(store, Settings())
        try:
            reply = answerer.reply(answerer.query(question))
        except QueryError:
            return False
    printed = reply_plain(reply)
    assert not _DRIVING & {*printed, *to_json(reply_object(reply, 0))}
    if isinstance(reply, Answer):
        assert reply.best in "\n".join(lines[reply.best_line - 1 :])
    return isinstance(reply, Answer)
