"""What a search found: sections, each with the line that holds most of what is asked; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.comments import comment_bounds
from assistant.language.sentences import is_fence
from assistant.model import BlockKind, Evidence, Hit
from assistant.records import dataclass
from assistant.relevance.weighting import stands_in
from assistant.storage.meanings import is_meaning, words_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from assistant.model import Analyze, Block, Chunk, Query


@dataclass(frozen=True, slots=True)
class Match:
    """A section that was found, with its line that holds most of what is asked."""

    hit: Hit
    line: int
    """That line's number; the section's first where no line that is shown holds anything."""
    text: str = ""
    """The line without its comments, as it stands in the note; empty where only headings or
    comments hold what is asked."""
    words: tuple[tuple[int, int], ...] = ()
    """Where in the text the words stand that are asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search lists."""

    query: Query
    """As it was understood."""
    matches: tuple[Match, ...]
    """Best first; in the notes' order where nothing but operators was given."""
    is_cut: bool = False
    """Whether operators alone leave more than is listed."""
    reason: str = ""
    """Why there is nothing; empty where there is."""

    @property
    def loose_phrases(self) -> list[str]:
        """Phrases whose words were looked for, since no section holds them as they stand."""
        if '"' not in self.query.standalone:
            return []
        # Imported here, since few questions have any.
        from assistant.language.search_operators import phrases_meant

        return [one for one in phrases_meant(self.query.text) if one in self.query.standalone]

    @property
    def loose_exclusions(self) -> list[str]:
        """Words that were looked for with their dash, since without them no section would be left.

        Or all would be, as where the notes have the word with its dash.
        """
        if "-" not in self.query.standalone:
            return []
        # Imported here, as above.
        from assistant.language.search_operators import exclusions

        return [one for one in exclusions(self.query.text) if one in self.query.standalone]


def match_of(hit: Hit, query: Query, weights: Mapping[str, float], analyze: Analyze) -> Match:
    """Find the line of a section that holds most of what is asked; of equals the first.

    `weights` says what each of the query's terms counts; what may stand in a term's place counts
    for its share. Headings are left out, since they are told with the section's place.
    """
    worth = _worth_of(query, weights)
    meanings = list(filter(is_meaning, worth))
    best: tuple[float, int, str] = (0.0, hit.chunk.source.first_line, "")
    for number, text in _lines(hit.chunk):
        score = _score(_said(analyze(text), worth, meanings), worth)
        if score > best[0]:
            best = (score, number, text)
    _, line, text = best
    said = {word for one in _said(analyze(text), worth, meanings) for word in words_of(one)}
    return Match(hit, line, text, tuple(_words(text, said, analyze)))


def unranked(chunk: Chunk) -> Match:
    """Give a section that was not ranked, for there was nothing to rank it by."""
    return Match(Hit(chunk, 0.0, Evidence(0.0, 0.0, 0.0, ())), chunk.source.first_line)


def _worth_of(query: Query, weights: Mapping[str, float]) -> dict[str, tuple[str, float]]:
    """Give for each term that counts which term of the query it speaks for, and how much."""
    worth = {
        one.instead: (one.term, one.share * weights.get(one.term, 0.0))
        for one in query.alternatives
    }
    return worth | {term: (term, weight) for term, weight in weights.items()}


def _said(terms: Sequence[str], worth: Container[str], meanings: Iterable[str]) -> list[str]:
    """Give what counts of a line's terms, and the meanings of several words that it holds whole."""
    held = frozenset(terms)
    whole = (meaning for meaning in meanings if stands_in(meaning, held))
    return [*(term for term in terms if term in worth), *whole]


def _score(said: Iterable[str], worth: Mapping[str, tuple[str, float]]) -> float:
    best: dict[str, float] = {}
    for one in said:
        term, credit = worth[one]
        best[term] = max(credit, best.get(term, 0.0))
    return sum(best.values())


def _lines(chunk: Chunk) -> Iterator[tuple[int, str]]:
    """Give the lines that are shown, with their numbers, without the headings."""
    lines = chunk.text.split("\n")
    for block in chunk.blocks:
        if block.kind in {BlockKind.HEADING, BlockKind.OTHER}:
            continue
        own = _shown(lines[chunk.lines_of(block)], block)
        for number, line in enumerate(own, start=block.first_line):
            if line.strip():
                yield number, line.strip()


def _shown(lines: Sequence[str], block: Block) -> list[str]:
    """Blank what is not shown of a block: comments, the fences of code."""
    if block.kind is BlockKind.CODE:
        return ["" if is_fence(line) else line for line in lines]
    text = "\n".join(lines)
    shown: list[str] = []
    end = 0
    for begin, behind in comment_bounds(text):
        shown += text[end:begin], re.sub(".", " ", text[begin:behind])
        end = behind
    return "".join((*shown, text[end:])).split("\n")


def _words(text: str, said: Container[str], analyze: Analyze) -> Iterator[tuple[int, int]]:
    """Give where the pieces of a line stand that hold a term asked for, without signs around."""
    end = 0
    for piece in text.split():
        begin = text.index(piece, end)
        end = begin + len(piece)
        if any(term in said for term in analyze(piece)):
            left = len(piece) - len(piece.lstrip("\"'(*_[`<“‘"))
            bare = piece[left:].rstrip("\"'.,;:!?)*_]`>”’")
            yield (begin + left, begin + left + len(bare))


def nothing_found(query: Query) -> str:
    """Say that a search found nothing, and where it looked."""
    # Imported here, since most searches find something.
    from assistant.language.search_operators import taken

    if where := taken(query.text, query.standalone):
        return f"of the sections that {' '.join(where)} leaves, none holds any of the other words"
    return "no section of the notes holds any of these words"
