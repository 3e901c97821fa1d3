"""List what the headings below a section name, where a list is asked for and it has none; pure.

"The launch comes in phases." says little to "what are the phases of a launch?" where each of them
has a heading of its own below. For English alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.answer_types import COMPARES
from assistant.model import Answer, BlockKind
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.model import Analyze, Chunk, Hit

_ASKS_WHAT_THEY_ARE = r"(?i)\W*what(?:['’]re|\s+are)\s+(?!the\b|all\b|our\b|my\b)"
"""Begins a question for what some things are rather than for which there are."""
_PLURAL = r"\w\w+s\b"
_FEWEST, _MOST = 2, 15
"""How many headings make a list, and how many of a longer one are given."""
_SAYS_MORE = frozenset({BlockKind.ITEM, BlockKind.TABLE, BlockKind.CODE, BlockKind.FACT})
"""What a section answers with by itself."""


def named_below(
    reply: Answer, sections: Callable[[str], Sequence[Hit]], analyze: Analyze
) -> Answer:
    """Add the headings below the section that answers a question for a list, where they are it.

    Most of them have to be called so. `sections` gives those of the note at a path.
    """
    question, chunk = reply.query.standalone, reply.hits[0].chunk
    if COMPARES.search(question) or re.match(_ASKS_WHAT_THEY_ARE, question):
        return reply
    asked = {term for word in re.findall(_PLURAL, question) for term in analyze(word)}
    below = _below(chunk, [hit.chunk for hit in sections(chunk.source.path)])
    names = list(below.values())
    are_asked = sum(not asked.isdisjoint(analyze(name)) for name in names)
    if are_asked < max(_FEWEST, len(names) / 2):
        return reply
    listed = "\n".join(f"- {name}" for name in names[:_MOST])
    return replace(
        reply,
        text=f"{reply.text}\n\n{listed}",
        best=names[0],
        best_line=next(iter(below)),
        passages=(),
        has_more=len(names) > _MOST,
    )


def _below(chunk: Chunk, note: Sequence[Chunk]) -> Mapping[int, str]:
    """Give the headings right below a section by their lines, if it has nothing else to list."""
    source = chunk.source
    own = [one for one in note if one.source.address == source.address]
    if any(block.kind in _SAYS_MORE for one in own for block in one.blocks):
        return {}
    found: dict[str, tuple[int, str]] = {}
    for one in note:
        line = one.text.partition("\n")[0]
        if one.source.headings[:-1] == source.headings and line.startswith("#"):
            found.setdefault(one.source.anchor, (one.source.first_line, line.strip("# \t")))
    return dict(found.values())
