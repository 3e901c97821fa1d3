"""Give the command that a page of a reference is on, where prose says only what it does; pure.

"Remove all dangling images." answers "how do I remove dangling images" by the title of its page
alone, which is "image prune". What stands below a section under "Usage" or the like has been joined
to it before (`continuing.py`), whatever it is on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.prompts import without_prompt
from assistant.language.sentences import spans
from assistant.model import BlockKind
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from assistant.model import Answer, Hit

_COMMAND = r"[a-z][\w-]*(?: [a-z][\w-]*){0,3}"
"""A title that may be a command: a few words in small letters."""
_ON_ALL_OF_IT = frozenset({"description", "overview", "synopsis", "usage"})
"""Headings of sections that tell what the command of their page does, and not just an option."""
_MOST_SECTIONS = 40
"""Of how many sections a page has at most; a longer note documents no single command."""


def with_documented_command(reply: Answer, sections: Callable[[str], Sequence[Hit]]) -> Answer:
    """Add the command that the note of an answer is on, if it has no code and the note shows it.

    To be called where it is asked what to type. `sections` gives those of the note at a path.
    """
    chunk = reply.hits[0].chunk
    title, *below = chunk.source.headings
    is_on_all = {one.lower() for one in below} <= _ON_ALL_OF_IT
    if not is_on_all or not re.fullmatch(_COMMAND, title) or "`" in reply.best:
        return reply
    page = sections(chunk.source.path)
    if len(page) > _MOST_SECTIONS:
        return reply
    command, line = next(_commands(title, page), ("", 0))
    if not command or command in reply.text:
        return reply
    text = f"{reply.text}\n\n```\n{command}\n```"
    return replace(reply, text=text, best=command, best_line=line)


def _commands(title: str, page: Iterable[Hit]) -> Iterator[tuple[str, int]]:
    """Give each command in a page's code that is named by its title, with its line.

    The program's name may stand before it. Of options behind it none may be what is asked for, so
    what begins with one is left out.
    """
    named = rf"(?:[\w.-]+ )?{re.escape(title)}(?!\S)(?: (?!-)\S+)*"
    for hit in page:
        for span in spans(hit.chunk):
            is_line = span.kind is BlockKind.CODE and not span.is_comment
            if is_line and (found := re.match(named, without_prompt(span.text))):
                yield found[0], span.first_line
