"""Answer what is still to be done, or is done, with the ticked boxes of the notes; pure, English.

No line says "open": that an item is, is told by its box, `- [ ]`, or by a word like TODO before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.listing import Listed
from assistant.language.answer_types import JOINING
from assistant.language.cues import Cue
from assistant.language.list_marks import ITEM_MARK
from assistant.language.sentences import spans
from assistant.matching import unranked
from assistant.model import BlockKind
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.answers.listing import NamedSection
    from assistant.model import Analyze

_TASKS = r"(?:to-?dos?|to dos|tasks?|action items?|check ?boxes)"
_LIST = r"(?:to-?dos|to dos|tasks|action items|to-?do(?: list)?|task list)"
_OPEN = r"(?:open|left|missing|outstanding|pending|remaining|undone|unfinished|unticked|incomplete)"
_DONE = r"(?:done|finished|completed?|ticked off)"
_DONE_WORDS = ("done", "finished", "complete", "ticked")
_CLOSED = r"(?:done|finished|completed?|ticked(?: off)?|closed)"
_NOT = r"(?:(?:is |are )?not|(?:is|are)n['’]t)(?: yet)?"
_IS = r"(?: is|['’]?s| are)"
_HAVE = (
    r"(?:do (?:i|we)(?: still)? (?:have|need) to|(?:must|have|need) (?:i|we)(?: still)?(?: to)?"
    r"|(?:i|we)(?: still)? (?:have|need) to)"
)
_BEHIND = r"(?=\s+(?:about|before|for|in|on|with|at|next|still|yet|today|tomorrow|this)\b|\W*$)"
"""What such a question goes on with; "what do I have to do to restart" asks for a way."""
_OTHERWISE = rf"(?i){JOINING}(?:how|why|who|when|where|can|could)\b"
"""How what asks for something about tasks begins, as in "how do I see pending tasks"."""
_FRAME = (
    rf"(?i)\b(?:{_TASKS}(?: lists?)?|{_OPEN}|{_NOT}|{_CLOSED}|to do|to be done"
    r"|still|have to|need to|lists?|show|give|any|yet)\b"
)
"""What says of such a question that tasks are asked for, and which; the rest is what for."""

_OPENING = (
    rf"(?:list|show|give|what{_IS}(?: on)?(?= (?:all|my|our|the)\b)|which|what)?"
    r"(?: ?\b(?:me|all|of|my|our|the))*"
)
"""How a question begins that says little more than that tasks are asked for: "list all tasks"."""
_THERE = r"(?: (?:do (?:i|we)(?: still)? have|are(?: there)?))?"
_OPEN_TASKS = Cue(
    ("task", "to-do", "todo", "to do", "action item", "box", "to be done"),
    rf"(?i)(?<!\ban )(?<!\ba )\b{_OPEN} (?:\w+ )?{_TASKS}\b"
    rf"|\b{_TASKS}(?: that| which)?(?: is| are)?(?: still)? (?:{_OPEN}|{_NOT} {_CLOSED})\b"
    rf"|^\W*{_OPENING}(?: ?\b(?!(?:an?|is|are)\b)\w+)? ?\b{_LIST}{_THERE}{_BEHIND}"
    rf"|\bwhat{_IS}(?: there)?(?: still| left) (?:to do|to be done){_BEHIND}"
    r"|\bwhat still (?:has|needs) to be done\b",
)
_OPEN_THINGS = Cue(
    (*("still", "left", "i do", "we do", "to do"), *_DONE_WORDS),
    rf"(?i)\b(?:what{_IS}|which(?: \w+)?{_IS}) still {_OPEN}\b"
    rf"|\bwhat{_IS} (?:left|(?:there )?to do){_BEHIND}"
    rf"|\bwhat(?:['’]?s)? {_NOT} {_DONE}{_BEHIND}|\bwhat {_HAVE} do{_BEHIND}"
    r"|\bwhat (?:has|needs) to be done\b"
    r"|\bwhat (?:do (?:i|we) still (?:have|need) to|(?:i|we) still (?:have|need) to"
    r"|still (?:has|have|needs?) to be) \w+\W*$",
)
_DONE_TASKS = Cue(
    ("task", "to-do", "todo", "to do", "action item", "box"),
    rf"(?i)(?<!\ba )\b{_CLOSED} (?:\w+ )?{_TASKS}\b"
    rf"|\b{_TASKS} (?:(?:that|which) )?(?:are|were|have been|is) (?:already )?{_CLOSED}\b",
)
_DONE_THINGS = Cue(
    _DONE_WORDS,
    rf"(?i)\bwhat(?:{_IS}| was| has been| have (?:i|we))(?: already)? {_DONE}{_BEHIND}",
)
_ASKS = ((True, _DONE_TASKS, _DONE_THINGS), (False, _OPEN_TASKS, _OPEN_THINGS))
"""Whether done ones are asked for, what asks for such tasks, and what may, or for other things."""

_OPEN_WORDS = ("TODO", "DOING", "LATER", "NOW")
_DONE_WORD = "DONE"
"""What outliners write in the place of a box."""
_ITEM = (
    rf"[ \t>]*{ITEM_MARK}"
    rf"(?:\[(?P<tick>[ xX])\]|(?P<word>{'|'.join((*_OPEN_WORDS, _DONE_WORD))}))[ \t]"
)


@dataclass(frozen=True, slots=True)
class AskedTasks:
    """What a question on tasks asks for."""

    are_done: bool
    terms: frozenset[str]
    """The content terms of what they are for; none where all are asked for."""
    is_certain: bool
    """Whether it asks for nothing else: "what was done about the leak" may be told in prose."""

    @property
    def boxes(self) -> tuple[str, ...]:
        """How the boxes of such tasks are written, or the words that stand in their place."""
        if self.are_done:
            return ("[x]", "[X]", f" {_DONE_WORD} ")
        return ("[ ]", *(f" {word} " for word in _OPEN_WORDS))

    def listed(self, sections: Iterable[NamedSection], analyze: Analyze) -> Iterator[Listed]:
        """Give the tasks that are asked for of each section that has any."""
        for section in sections:
            chunk = section.chunk
            lines = chunk.text.split("\n")
            items = list(_items(self, section, lines, analyze))
            best = next((one for one in spans(chunk) if one.block in items), None)
            if best is not None:
                blocks = (lines[chunk.lines_of(chunk.blocks[at])] for at in items)
                text = "\n".join(line for block in blocks for line in block)
                yield Listed(unranked(chunk).hit, text, best)


def asked_tasks(question: str, analyze: Analyze) -> AskedTasks | None:
    """Tell which tasks a question asks for, if any; `analyze` gives a text's content terms."""
    for are_done, tasks, things in _ASKS:
        asks_tasks = tasks.search(question) is not None
        if asks_tasks or things.search(question):
            if re.match(_OTHERWISE, question):
                return None
            terms = frozenset(analyze(re.sub(_FRAME, " ", question)))
            return AskedTasks(are_done, terms, asks_tasks or not terms)
    return None


def _items(
    asked: AskedTasks, section: NamedSection, lines: Sequence[str], analyze: Analyze
) -> Iterator[int]:
    """Give which blocks are such tasks, of which names, label or line say the topic."""
    chunk = section.chunk
    lead: set[str] = set()
    for at, block in enumerate(chunk.blocks):
        own = lines[chunk.lines_of(block)]
        if block.kind is not BlockKind.ITEM:
            lead = set(analyze("\n".join(own)))
            continue
        item = re.match(_ITEM, own[0])
        if item is None or _is_done(item) is not asked.are_done:
            continue
        if asked.terms <= section.names | lead | set(analyze("\n".join(own))):
            yield at


def _is_done(item: re.Match[str]) -> bool:
    return item["word"] == _DONE_WORD if item["word"] else item["tick"] != " "
