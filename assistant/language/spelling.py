"""Take a word that the notes don't hold for the one of theirs that was probably meant; pure.

Words are compared as they are written, not by their stems: a slip in the ending keeps the stemmer
from finding one ("runing" becomes "rune"), and what is shown has to be a word. A correction is
left out rather than risked: a word that is right but missing from the notes ("swarm") must not
turn into one that they hold ("warm"), since the notes would then seem to answer.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from assistant.language.folding import fold
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

SHORTEST = 4
"""Letters that a word needs to be corrected; in a shorter one, one letter is too much of it."""

LONG = 8
"""Letters from which on a word may be wrong in two places."""

MOST_COMPARED = 200
"""How many different words of a question are compared with those of the notes; a text that was
pasted may hold thousands."""

_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOTE_WORD = re.compile(r"[^\W\d_]{3,32}")
_TECHNICAL = re.compile(r"[\d_/\\@=]|\w[.:+#]\w|[a-z][A-Z]|^--?\w|[\"`]")
"""What marks a path, an address, an option or a quotation, where letters are not to be guessed."""


@dataclass(frozen=True, slots=True)
class Range:
    """Which of the notes' words may be meant by a typed one; both ends belong to it."""

    prefix: str
    """What the word begins with."""
    shortest: int
    """How many letters it has at least."""
    longest: int
    """How many letters it has at most."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What has to be known of the notes' words and of the language's."""

    holds: Callable[[str], bool]
    """Tells whether a word, folded, or another with the same stem stands in the notes."""
    words: Callable[[Range], Iterable[tuple[str, int]]]
    """Gives the notes' words in a range, folded, each with how many sections hold it."""
    familiar: Container[str]
    """Words that are right even where the notes don't hold them, folded."""


def corrections(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Pair the words of a question that the notes don't hold with those that were probably meant.

    A word is given as it was typed, and once; `corrected` puts the others in their places. Of the
    different words that the notes don't hold the first `MOST_COMPARED` are looked at.
    """
    unknown = (
        typed
        for typed in dict.fromkeys(_may_be_slips(text))
        if not vocabulary.holds(word := fold(typed)) and not _is_daemon(word, vocabulary)
    )
    pairs = ((typed, _correction(fold(typed), vocabulary)) for typed in unknown)
    return tuple((typed, meant) for typed, meant in islice(pairs, MOST_COMPARED) if meant)


def _may_be_slips(text: str) -> Iterator[str]:
    """Give the words that are long enough, but for names in a text not written in capitals."""
    small = next((at for at, letter in enumerate(text) if letter.islower()), len(text))
    for match in _words(text):
        typed = match.group()
        is_name = typed[0].isupper() and small < match.start()
        if not is_name and edits(fold(typed)):
            yield typed


def _correction(word: str, vocabulary: Vocabulary) -> str | None:
    """Give the word that was probably meant by one; `None` where that is the word itself."""
    # The language's words are looked at last, since it takes long to read them.
    meant = _meant(word, vocabulary)
    return meant if meant and word not in vocabulary.familiar else None


def corrected(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Put corrections in the places of the words they are for."""
    meant: Mapping[str, str] = dict(pairs)
    parts: list[str] = []
    end = 0
    for match in _words(text):
        parts += text[end : match.start()], meant.get(match.group(), match.group())
        end = match.end()
    return "".join((*parts, text[end:]))


def words_of(text: str) -> set[str]:
    """Give the words of a note, folded, that a typed one may be taken for."""
    # No word holds white space.
    return {*chain.from_iterable(map(piece_words, {*text.split()}))}


def piece_words(piece: str) -> tuple[str, ...]:
    """Give those of a piece of text without white space."""
    return tuple(_NOTE_WORD.findall(fold(piece)))


def _words(text: str) -> Iterator[re.Match[str]]:
    """Find the words that may be corrected, which leaves out parts of technical ones."""
    for chunk in _CHUNK.finditer(text):
        if not _TECHNICAL.search(chunk.group()):
            yield from _WORD.finditer(text, *chunk.span())


def _is_daemon(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word of the notes with a "d" behind it names the program that serves it.

    Behind an "e" the "d" makes a past tense, and behind another "d" it is a slip.
    """
    served = word.removesuffix("d")
    return served[-1:] not in "ed" and vocabulary.holds(served)


def _meant(word: str, vocabulary: Vocabulary) -> str | None:
    candidates = [item for where in ranges(word) for item in vocabulary.words(where)]
    return closest(word, candidates)


def edits(word: str) -> int:
    """Give in how many places a word may be wrong: 0, 1 or 2."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 1 if len(word) < LONG else 2


def ranges(word: str) -> tuple[Range, ...]:
    """Give where the words that may be meant by a typed one are to be looked for.

    A slip seldom hits the first letter, except by swapping it with the second.
    """
    if not (most := edits(word)):
        return ()
    starts = [word[0]] if word[0] == word[1] else [word[0], word[1] + word[0]]
    return tuple(Range(start, len(word) - most, len(word) + most) for start in starts)


def closest(word: str, candidates: Sequence[tuple[str, int]]) -> str | None:
    """Give the word that is closest to a typed one, or `None` where none is close enough.

    `candidates` are words with how often they stand in the notes. Closeness is the number of
    letters left out, put in, replaced, or swapped with the next. Of those equally close, the one
    wins that begins with the same letter, then one that goes on where the typed word ends, then
    the most frequent, then the first by alphabet.
    """
    if not candidates:
        return None
    # Imported here, since it takes longer than a question and few questions need it.
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    close = extract_iter(
        word,
        [text for text, _ in candidates],
        processor=None,
        scorer=OSA.distance,
        score_cutoff=edits(word),
    )
    best = min(
        (
            (distance, text[:1] != word[0], not text.startswith(word), -candidates[at][1], text)
            for text, distance, at in close
        ),
        default=None,
    )
    return best[-1] if best else None
