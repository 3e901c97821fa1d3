"""Answer what is still to be done, or is done, with the ticked boxes of the notes; pure, English.

No line says "open": that an item is, is told by its box, `- [ ]`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.listing import Listed
from assistant.language.sentences import spans
from assistant.matching import unranked
from assistant.model import BlockKind
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.model import Analyze, Chunk

_TASKS = r"(?:to-?dos?|to dos|tasks?|action items?|check ?boxes)"
_OPEN = r"(?:open|left|missing|outstanding|pending|remaining|undone|unfinished|unticked|incomplete)"
_DONE = r"(?:done|finished|completed?|ticked(?: off)?|closed)"
_IS = r"(?: is|['’]?s| are)"
_HAVE = (
    r"(?:do (?:i|we)(?: still)? (?:have|need) to"
    r"|(?:must|should|have|need) (?:i|we)(?: still)?(?: to)?|(?:i|we)(?: still)? (?:have|need) to)"
)
_BEHIND = r"(?=\s+(?:about|before|for|in|on|with|at|next|still|today|tomorrow|this)\b|\W*$)"
"""What such a question goes on with; "what do I have to do to restart" asks for a way."""
_ASKS_OPEN = (
    rf"(?i)\b{_OPEN} {_TASKS}\b|\b(?:my|our|which|what|list|show|all)\b[^.?!]*\b{_TASKS}\b"
    rf"(?:{_IS}(?: still)? {_OPEN}\b)?"
    rf"|\b(?:what{_IS}|which(?: \w+)?{_IS}) still"
    rf" (?:{_OPEN}|to do|to be done)\b"
    rf"|\bwhat{_IS} (?:left(?: to (?:do|be done))?|(?:there )?to do){_BEHIND}"
    rf"|\bwhat {_HAVE} do{_BEHIND}|\bwhat (?:still )?(?:has|needs) to be done\b"
    rf"|^\W*(?:the )?{_TASKS}(?: list)?{_BEHIND}"
)
_ASKS_DONE = (
    rf"(?i)\b{_DONE} {_TASKS}\b"
    rf"|\b{_TASKS} (?:that )?(?:are|were|have been|is) (?:already )?{_DONE}\b"
    rf"|\bwhat(?:{_IS}| was| has been| have (?:i|we))(?: already)? {_DONE}{_BEHIND}"
)
_ITEM = r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[(?P<tick>[ xX])\][ \t]"


@dataclass(frozen=True, slots=True)
class AskedTasks:
    """What a question on tasks asks for."""

    are_done: bool
    topic: frozenset[str]
    """The content terms of what they are for; none where all are asked for."""


def asked_tasks(question: str, analyze: Analyze) -> AskedTasks | None:
    """Tell which tasks a question asks for, if any; `analyze` gives a text's content terms."""
    done = re.search(_ASKS_DONE, question)
    found = done or re.search(_ASKS_OPEN, question)
    if found is None:
        return None
    rest = f"{question[: found.start()]} {question[found.end() :]}"
    return AskedTasks(done is not None, frozenset(analyze(rest)))


def tasks_of(asked: AskedTasks, sections: Iterable[Chunk], analyze: Analyze) -> Iterator[Listed]:
    """Give the tasks that are asked for of each section that has any."""
    for chunk in sections:
        lines = chunk.text.split("\n")
        items = list(_items(asked, chunk, lines, analyze))
        best = next((one for one in spans(chunk) if one.block in items[:1]), None)
        if best is not None:
            text = "\n".join("\n".join(lines[chunk.lines_of(chunk.blocks[at])]) for at in items)
            yield Listed(unranked(chunk).hit, text, best)


def _items(
    asked: AskedTasks, chunk: Chunk, lines: Sequence[str], analyze: Analyze
) -> Iterator[int]:
    """Give which blocks are such tasks, of which headings, label or line name the topic."""
    source = chunk.source
    headed = set(analyze(" ".join((*source.headings, source.path.rpartition(".")[0]))))
    lead: set[str] = set()
    for at, block in enumerate(chunk.blocks):
        own = lines[chunk.lines_of(block)]
        if block.kind is not BlockKind.ITEM:
            lead = set(analyze("\n".join(own)))
            continue
        item = re.match(_ITEM, own[0])
        if item is None or (item["tick"] != " ") is not asked.are_done:
            continue
        if asked.topic <= headed | lead | set(analyze("\n".join(own))):
            yield at
