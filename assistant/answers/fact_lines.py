"""Cut the line that holds a fact out of a list of such lines, with its nearest neighbours; pure.

Many notes are pages of facts, a line each. To who asks for one of them the others say nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from assistant.answers.lead_ins import announces, labels
from assistant.language.answer_types import COMPARES, WANTS_LIST
from assistant.language.command_questions import wants_command
from assistant.language.comments import without_comments
from assistant.language.cues import Cue
from assistant.language.line_ends import ended_lines, is_definition, last_sign, says_what_is
from assistant.model import BlockKind
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.language.span import Span
    from assistant.model import Block, Chunk

MOST_WORDS = 40
"""How many words are shown around a fact, as long as its own line has no more. On three folders of
everyday notes (114 questions with an answer), whole sections made answers of 57 words on average,
50 make 48, 40 make 44 and 25 make 37; the expected string was in as many of all. Where the line is
not the right one, its neighbours may be."""
LONGEST_LINE = 25
"""How many words a line of a fact has at most; a longer one is rather prose."""
FEWEST_LINES = 3
"""How many such lines in a row make a list of facts."""

_BEGINS = r"(?i)^\W*(?:(?:and|but|so)\s+)?"
_ASKS_FOR_ACCOUNT = Cue(
    ("why", "compare", "describe", "explain", "summari", "tell", "step"),
    rf"{_BEGINS}(?:why|compare|describe|explain|summari[sz]e|tell)\b|\bsteps?\b",
)
"""Asks for a reason or an account, which may take several lines."""
_ASKS_FOR_SEVERAL = Cue(("for", "of", "to"), rf"{_BEGINS}(?:what\s+to|\w+s\s+(?:for|of|to))\b")
"""Asks for a list, as one that is named by its plural."""
_STEP = r"[ \t>]*\d{1,9}[.)][ \t]"
_ENDS_LIKE_PROSE = frozenset(".;!?…")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a list of facts, with those it was wrapped to; lines count from 0 on."""

    first: int
    last: int
    words: int
    is_item: bool
    is_lead: bool
    """Whether it only introduces what follows."""


def is_wanted_whole(question: str) -> bool:
    """Tell whether a list or a comparison is asked for."""
    return bool(WANTS_LIST.search(question) or COMPARES.search(question))


def asks_for_fact(question: str) -> bool:
    """Tell whether a question asks for one thing that may stand on a line."""
    more = (WANTS_LIST, COMPARES, _ASKS_FOR_ACCOUNT, _ASKS_FOR_SEVERAL)
    return not any(cue.search(question) for cue in more)


def fact_lines(chunk: Chunk, best: Span, question: str) -> str | None:
    """Give the line of a best span with its neighbours; `None` where no list of facts holds it."""
    at = best.first_line - chunk.source.first_line
    lines = chunk.text.split("\n")
    found = next(
        (
            (run, number)
            for run in _runs(chunk, lines)
            for number, one in enumerate(run)
            if one.first <= at <= one.last
        ),
        None,
    )
    if found is None or len(found[0]) < FEWEST_LINES:
        return None
    run, best_at = found
    if run[best_at].is_lead:
        return None
    own = "\n".join(lines[run[best_at].first : run[best_at].last + 1])
    if wants_command(question) and not says_what_is(own):
        return None
    first, last = _around(run, best_at)
    return without_comments("\n".join(lines[run[first].first : run[last].last + 1]))


def _around(run: Sequence[_Entry], best: int) -> tuple[int, int]:
    """Give the first and the last shown: what leads in, then by turns the next below and above."""
    first = last = best
    lead = next((at for at in range(best - 1, -1, -1) if run[at].is_lead), best)
    if _words(run, lead, best) <= MOST_WORDS:
        first = lead
    while True:
        below = last + 1 < len(run) and _words(run, first, last + 1) <= MOST_WORDS
        last += below
        above = _goes_on(run, first) and _words(run, first - 1, last) <= MOST_WORDS
        first -= above
        if not below and not above:
            break
    while last > best and run[last].is_lead:
        last -= 1
    return first, last


def _words(run: Sequence[_Entry], first: int, last: int) -> int:
    return sum(one.words for one in run[first : last + 1])


def _goes_on(run: Sequence[_Entry], first: int) -> bool:
    """Tell whether an entry goes on from the one above it, as no list does from prose."""
    if not first or run[first].is_lead:
        return False
    above = run[first - 1]
    return above.is_lead or above.is_item == run[first].is_item


def _runs(chunk: Chunk, lines: Sequence[str]) -> Iterator[list[_Entry]]:
    """Give the lists of facts among a section's blocks."""
    run: list[_Entry] = []
    for block, following in zip_longest(chunk.blocks, chunk.blocks[1:]):
        where = chunk.lines_of(block)
        entries = list(_entries(block, lines[where], where.start, following))
        if entries and all(one.words <= LONGEST_LINE for one in entries):
            run += entries
        else:
            yield run
            run = []
    yield run


def _entries(
    block: Block, lines: Sequence[str], first: int, following: Block | None
) -> Iterator[_Entry]:
    """Give the lines of a block that are facts each; none where it is prose or anything else."""
    if block.kind is BlockKind.ITEM and not re.match(_STEP, lines[0]):
        ends = []
    elif block.kind is BlockKind.PARAGRAPH and not lines[0].lstrip().startswith(">"):
        ends = ended_lines(lines)
        is_wrapped = len(ends) + 1 < len(lines)
        if is_wrapped or (len(lines) == 1 and _is_prose(lines[0])):
            return
        ends = [at for at in ends if not is_definition(lines[at + 1])]
    else:
        return
    for begin, end in pairwise([-1, *ends, len(lines) - 1]):
        own = lines[begin + 1 : end + 1]
        next_block = following if end == len(lines) - 1 else None
        yield _Entry(
            first + begin + 1,
            first + end,
            len(" ".join(own).split()),
            block.kind is BlockKind.ITEM,
            announces(own) or labels(block, own, next_block),
        )


def _is_prose(line: str) -> bool:
    return last_sign(line) in _ENDS_LIKE_PROSE and not says_what_is(line)
