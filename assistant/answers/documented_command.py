"""Give the command that a page of a reference is on, where prose says only what it does; pure.

"Remove all dangling images." answers "how do I remove dangling images" by the title of its page
alone, which is "image prune".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.prompts import without_prompt
from assistant.language.sentences import spans
from assistant.model import BlockKind
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.model import Answer, Hit

_COMMAND = r"[a-z][\w-]*(?: [a-z][\w-]*){0,3}"
"""A title that may be a command: a few words in small letters."""
_ON_ALL_OF_IT = frozenset({"description", "overview", "synopsis", "usage"})
"""Headings of sections that tell what the command of their page does, and not just an option."""


def with_documented_command(reply: Answer, sections: Callable[[str], Sequence[Hit]]) -> Answer:
    """Add the command that the note of an answer is on, if it has no code and the note shows it.

    To be called where it is asked what to type. `sections` gives those of the note at a path. Of
    options that a line shows beside the command none may be what is asked for, so they are left
    out.
    """
    chunk = reply.hits[0].chunk
    title, *below = chunk.source.headings
    is_on_all = {one.lower() for one in below} <= _ON_ALL_OF_IT
    if not is_on_all or not re.fullmatch(_COMMAND, title) or "`" in reply.best:
        return reply
    for hit in sections(chunk.source.path):
        for span in spans(hit.chunk):
            if span.kind is not BlockKind.CODE or span.is_comment:
                continue
            shown = re.match(
                rf"(?:[\w.-]+ )?{re.escape(title)}(?!\S)(?: (?!-)\S+)*", without_prompt(span.text)
            )
            if shown and shown[0] not in reply.text:
                return replace(
                    reply,
                    text=f"{reply.text}\n\n```\n{shown[0]}\n```",
                    best=shown[0],
                    best_line=span.first_line,
                )
    return reply
