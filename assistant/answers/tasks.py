"""Answer what is still to be done, or is done, with the ticked boxes of the notes; pure, English.

No line says "open": that an item is, is told by its box, `- [ ]`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.sentences import spans
from assistant.matching import unranked
from assistant.model import Answer, BlockKind, Passage
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.language.span import Span
    from assistant.model import Analyze, Chunk, Hit, Reply

SURE = 0.8
"""How sure such an answer is: a box says what is asked for, but not all that is to be done has one.
None of the question sets asks for one."""

MOST_SECTIONS = 8
"""From how many sections items are given at most."""

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


def listed_tasks(
    asked: AskedTasks, sections: Iterable[Chunk], reply: Reply, analyze: Analyze, words: int
) -> Answer | None:
    """Give the tasks that are asked for, section by section; `None` where there is none.

    `reply` is the one without them; an answer has about so many `words`.
    """
    found = [one for chunk in sections if (one := _of_section(asked, chunk, analyze))]
    if not found:
        return None
    kept, left = [found[0]], words - len(found[0].text.split())
    for one in found[1:MOST_SECTIONS]:
        left -= len(one.text.split())
        if left < 0:
            break
        kept.append(one)
    own = [one.hit for one in kept]
    places = {hit.chunk.source for hit in own}
    others = (hit for hit in reply.hits if hit.chunk.source not in places)
    return Answer(
        reply.query,
        kept[0].text,
        kept[0].best.text,
        kept[0].best.first_line,
        SURE,
        (*own, *others),
        passages=tuple(
            Passage(one.text, one.best.text, one.best.first_line, one.hit.chunk.source)
            for one in kept[1:]
        ),
    )


@dataclass(frozen=True, slots=True)
class _Tasks:
    """The tasks of a section."""

    hit: Hit
    text: str
    """Their lines, as they stand in the note."""
    best: Span
    """The first of them."""


def _of_section(asked: AskedTasks, chunk: Chunk, analyze: Analyze) -> _Tasks | None:
    lines = chunk.text.split("\n")
    items = list(_items(asked, chunk, lines, analyze))
    if not items:
        return None
    text = "\n".join("\n".join(lines[chunk.lines_of(chunk.blocks[at])]) for at in items)
    best = next((one for one in spans(chunk) if one.block == items[0]), None)
    return _Tasks(unranked(chunk).hit, text, best) if best else None


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
