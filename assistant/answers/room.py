"""How many blocks there is room for around one, by what introduces and what follows it; pure."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from assistant.answers.lead_ins import announces, is_list, labels
from assistant.answers.outline import blocks_above
from assistant.language.comments import begins_comment
from assistant.model import BlockKind
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Block, Chunk


@dataclass(frozen=True, slots=True)
class Room:
    """A section's blocks, and how many words there may be; each list has an entry a block."""

    blocks: Sequence[Block]
    above: Sequence[Sequence[int]]
    """Which it stands below, outermost first."""
    sizes: Sequence[int]
    announces: Sequence[bool]
    """Whether it ends with a colon."""
    labels: Sequence[bool]
    """Whether it ends with the label of a list or table that follows."""
    most: Sequence[int]
    """How many words there may be with it, if nothing more binds it to the others."""
    words: int
    """How many there may be where something does."""

    def size(self, first: int, last: int) -> int:
        """Count the words from one block to another."""
        return sum(self.sizes[first : last + 1])

    def takes(self, first: int, last: int) -> bool:
        """Tell whether there is room for a further block before the others.

        What introduces one of them has as much room as that.
        """
        introduced = self.most[first + 1] if self.is_introduced(first + 1) else 0
        return self.size(first, last) <= max(self.most[first], introduced)

    def introduced_from(self, best: int, start: int) -> int:
        """Give where what introduces the best block begins, no further up than `start`.

        What stands below that one takes its room first; of an outline that is too long there comes
        what it stands below alone.
        """
        first, last = best, self.last_below(best)
        allowed = max(self.words, self.most[best])
        while first > start and self.is_introduced(first) and self.size(first - 1, last) <= allowed:
            first -= 1
        is_cut = first > start and self.is_introduced(first)
        items = [at for at in self.above[best] if self.blocks[at].kind is BlockKind.ITEM]
        if is_cut and (items or last > best):
            return next((at for at in items if self.size(at, last) <= allowed), best)
        return first

    def is_introduced(self, at: int) -> bool:
        """Tell whether a block is introduced by what is before it: a paragraph only by its label.

        Such a label is a line of its own, as are those of the tabs that say how on each system.
        """
        kind = self.blocks[at].kind
        if kind is BlockKind.PARAGRAPH and at:
            before = self.blocks[at - 1]
            is_line = before.first_line == before.last_line
            return before.kind is kind and is_line and self.announces[at - 1]
        return kind in {BlockKind.CODE, BlockKind.TABLE, BlockKind.ITEM}

    def last_below(self, at: int) -> int:
        """Give the last of the blocks that stand below one; the block itself where none does."""
        return max((below for below, above in enumerate(self.above) if at in above), default=at)

    def followed_to(self, first: int, best: int) -> int:
        """Give the last of the blocks behind the best one that there is room for."""
        last = self.last_below(best)
        last = last if self.size(first, last) <= self.words else best
        announced = False
        for block in self.blocks[last + 1 :]:
            goes_on = announced and block.kind is self.blocks[last].kind is BlockKind.ITEM
            announced = goes_on or (self.announces[last] and block.kind is not BlockKind.HEADING)
            most = max(self.words, self.most[last + 1]) if announced else self.most[last + 1]
            if self.size(first, last + 1) > most:
                break
            last += 1
        return last

    def without_torn_item(self, first: int, best: int) -> int:
        """Give the first block but for the rest of another item than the best one stands below."""
        while first < best and any(
            one < first and one not in self.above[best] for one in self.above[first]
        ):
            first += 1
        return first

    def without_torn_list(self, first: int, best: int, start: int) -> int:
        """Give the first block behind the rest of a list that the best one is not of, if any.

        A list is shown from its lead-in on or not at all.
        """
        end = first
        while end < best and self.blocks[end].kind is BlockKind.ITEM:
            end += 1
        is_torn = first > start and (
            self.blocks[first - 1].kind is BlockKind.ITEM or self.leads_in(first - 1)
        )
        is_own = end == best and self.blocks[best].kind is BlockKind.ITEM
        return end if is_torn and not is_own else first

    def promises(self, last: int) -> bool:
        """Tell whether the last block shown announces one that is not."""
        return self.leads_in(last) and last + 1 < len(self.blocks)

    def leads_in(self, at: int) -> bool:
        """Tell whether a block only leads in to what follows it."""
        return self.announces[at] or self.labels[at]


def measure_room(chunk: Chunk, lines: Sequence[str], words: int, filled: int, listed: int) -> Room:
    """Measure the blocks of a section.

    Comments take no room and come between nothing. There may be so many `words` of what belongs
    together, so many `listed` of a list, and else as many as are `filled`.
    """
    texts_of = [lines[chunk.lines_of(one)] for one in chunk.blocks]
    above = blocks_above(chunk)
    shown = [at for at, one in enumerate(chunk.blocks) if not is_comment_block(one, texts_of[at])]
    place = {number: at for at, number in enumerate(shown)}
    blocks, texts = [chunk.blocks[at] for at in shown], [texts_of[at] for at in shown]
    return Room(
        blocks,
        [[place[one] for one in above[at] if one in place] for at in shown],
        [len(" ".join(text).split()) for text in texts],
        [announces(text) for text in texts],
        [
            labels(block, text, following)
            for block, text, following in zip_longest(blocks, texts, blocks[1:])
        ],
        [listed if is_list(block) else filled for block in blocks],
        words,
    )


def is_comment_block(block: Block, lines: Sequence[str]) -> bool:
    """Tell whether a block is a comment, which takes no room and comes between nothing."""
    return block.kind is BlockKind.OTHER and begins_comment(lines[0])
