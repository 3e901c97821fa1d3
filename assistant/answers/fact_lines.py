"""Cut the line that holds a fact out of a list of such lines, with its nearest neighbours; pure.

Many notes are pages of facts, a line each. To who asks for one of them the others say nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.answers.lead_ins import announces, labels
from assistant.answers.outline import blocks_above
from assistant.language.answer_types import COMPARES, JOINING, WANTS_LIST
from assistant.language.command_questions import wants_command
from assistant.language.comments import without_comments
from assistant.language.cues import Cue
from assistant.language.line_ends import ended_lines, is_definition, last_sign, says_what_is
from assistant.model import BlockKind
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.language.span import Span
    from assistant.model import Chunk

MOST_WORDS = 40
"""How many words are shown around a fact, as long as its own line has no more. On three folders of
everyday notes (114 questions with an answer), whole sections made answers of 57 words on average,
50 make 48, 40 make 44 and 25 make 37; the expected string was in as many of all. Where the line is
not the right one, its neighbours may be."""
LONGEST_LINE = 25
"""How many words a line of a fact has at most; a longer one is rather prose."""
FEWEST_LINES = 3
"""How many such lines in a row make a list of facts."""

_ASKS_FOR_ACCOUNT = Cue(
    ("why", "compare", "describe", "explain", "summari", "tell", "step"),
    rf"(?i)^{JOINING}(?:why|compare|describe|explain|summari[sz]e|tell)\b|\bsteps?\b",
)
"""Asks for a reason or an account, which may take several lines."""
_ASKS_FOR_SEVERAL = Cue(("for", "of", "to"), rf"(?i)^{JOINING}(?:what\s+to|\w+s\s+(?:for|of|to))\b")
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
    depth: int
    """Below how many others it stands."""


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
    last = _untorn(run, best, last)
    while last > best and run[last].is_lead:
        last -= 1
    return first, last


def _untorn(run: Sequence[_Entry], best: int, last: int) -> int:
    """Give the last entry but for another item than the best's of which not all is shown."""
    depth = run[last + 1].depth if last + 1 < len(run) else 0
    above = next((at for at in range(last, best, -1) if run[at].depth < depth), best)
    return above - 1 if above > best and run[above].is_item else last


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
    above = blocks_above(chunk)
    for number in range(len(chunk.blocks)):
        entries = list(_entries(chunk, number, lines, above))
        if entries and all(one.words <= LONGEST_LINE for one in entries):
            run += entries
        else:
            yield run
            run = []
    yield run


def _entries(
    chunk: Chunk, number: int, lines: Sequence[str], above: Sequence[Sequence[int]]
) -> Iterator[_Entry]:
    """Give the lines of a block that are facts each; none where it is prose or anything else."""
    block, where = chunk.blocks[number], chunk.lines_of(chunk.blocks[number])
    following = chunk.blocks[number + 1] if number + 1 < len(chunk.blocks) else None
    own = lines[where]
    if block.kind is BlockKind.ITEM and not re.match(_STEP, own[0]):
        ends = []
    elif block.kind is BlockKind.PARAGRAPH and not own[0].lstrip().startswith(">"):
        ends = ended_lines(own)
        is_wrapped = len(ends) + 1 < len(own)
        if is_wrapped or (len(own) == 1 and _is_prose(own[0])):
            return
        ends = [at for at in ends if not is_definition(own[at + 1])]
    else:
        return
    is_item = block.kind is BlockKind.ITEM
    leads = is_item and following is not None and number in above[number + 1]
    for begin, end in pairwise([-1, *ends, len(own) - 1]):
        text = own[begin + 1 : end + 1]
        next_block = following if end == len(own) - 1 else None
        yield _Entry(
            where.start + begin + 1,
            where.start + end,
            len(" ".join(text).split()),
            is_item,
            leads or announces(text) or labels(block, text, next_block),
            len(above[number]),
        )


def _is_prose(line: str) -> bool:
    return last_sign(line) in _ENDS_LIKE_PROSE and not says_what_is(line)
