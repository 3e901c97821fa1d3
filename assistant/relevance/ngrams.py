"""Find a question's character n-grams in texts; pure.

Terms meet only where their stems are the same. Runs of characters meet in "containerize" and
"container" as well, and in a word as it was written, which its stem has lost; as they go on across
the gaps between words, they also tell what stands beside what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assistant.model import Floats, Positions

SIZE = 5
"""How many bytes an n-gram has; 4 to 7. With 6 the measured order was as good."""

WIDTH = 150
"""How many characters in a row are a passage; about two sentences. 100 and 250 did as well."""

MOST = 4000
"""How many characters of a text are looked at; more would cost time and tell little."""

_BITS = 16
_SPREADER = numpy.uint64(0x9E3779B97F4A7C15 << 8 * (8 - SIZE) & (1 << 64) - 1)
"""2 to the 64th by the golden ratio: times this, n-grams spread evenly (Knuth, TAOCP 3, 6.4). It is
moved up by the bytes that a number has and an n-gram has not."""

_MASK = numpy.uint64((1 << 8 * SIZE) - 1)

_END = b"\0"
"""Behind each text; in none of them."""

# Letters and digits stay, as do the bytes of what is not ASCII; all else is a gap between words.
_GAPS = bytes(byte if byte > 127 or chr(byte).isalnum() else 32 for byte in range(256))


@dataclass(frozen=True, slots=True)
class Grams:
    """Where a question's n-grams stand in some texts."""

    weights: Floats
    """What each says about a text that holds it: its idf among the texts as a share of the most
    it could be; 0 for one that none holds; shape (grams,)."""
    counts: Positions
    """How often each stands in each text; shape (grams, texts)."""
    lengths: Positions
    """How many n-grams each text has; shape (texts,)."""
    gram: Positions
    """Which of the question's stands at each place found; shape (places,)."""
    owner: Positions
    """In which text; ascending."""
    at: Positions
    """Where, counted through all texts; ascending."""

    def likeness(self) -> Floats:
        """Give how like the question each text is; shape (texts,), 0 to 1.

        The cosine of TF-IDF with log frequencies, but for a text's norm: it is taken from its
        length, which its other n-grams need not be counted for.
        """
        squares = self.weights**2
        # Summed gram by gram, so that equal texts come out equal to the last bit.
        common = (squares[:, None] * numpy.log1p(self.counts)).sum(axis=0)
        likeness: Floats = common / numpy.sqrt(max(1e-9, squares.sum()) * (self.lengths + 1))
        return likeness

    def density(self) -> Floats:
        """Give the weight of what is found in each text's densest passage; shape (texts,), 0 to 1.

        As a share of a passage that is found throughout and weighs most.
        """
        # Whole numbers, so that a sum does not depend on what stands before it.
        weights = numpy.rint(self.weights * 1024)[self.gram]
        sums = numpy.concatenate([[0], numpy.cumsum(weights)])
        ends = numpy.cumsum(self.lengths)[self.owner]
        behind = numpy.searchsorted(self.at, numpy.minimum(self.at + WIDTH, ends))
        densest = numpy.zeros(len(self.lengths))
        numpy.maximum.at(densest, self.owner, sums[behind] - sums[:-1])
        return densest / (1024 * WIDTH)


def find_grams(question: str, texts: Sequence[str]) -> Grams:
    """Find the n-grams of a question in texts, of which there must be one at least.

    Case does not count, and all that is neither letter nor digit is a gap.
    """
    # The last ones go on into the end.
    wanted = numpy.sort(_grams_of([question])[0][:-SIZE] & _MASK)
    # Not by numpy's function for that, which imports what takes a tenth of a one-shot question.
    first = numpy.ones(len(wanted), dtype=bool)
    first[1:] = wanted[1:] != wanted[:-1]
    wanted = wanted[first]
    numbers, ends = _grams_of(texts)
    at, gram = _found(numbers, wanted)
    held = numpy.diff(numpy.searchsorted(at, ends), prepend=0)
    owner = numpy.repeat(numpy.arange(len(texts)), held)
    counts = numpy.bincount(gram * len(texts) + owner, minlength=len(wanted) * len(texts))
    counts = counts.reshape(len(wanted), len(texts))
    holders = (counts > 0).sum(axis=1)
    idf = numpy.log((len(texts) + 1) / (holders + 0.5)) / numpy.log((len(texts) + 1) / 1.5)
    return Grams(idf * (holders > 0), counts, numpy.diff(ends, prepend=0), gram, owner, at)


def _grams_of(texts: Sequence[str]) -> tuple[NDArray[numpy.uint64], Positions]:
    """Give the n-gram that begins at each byte of the texts, as a number, and where each ends.

    A number's upper bytes are what follows the n-gram, to be masked where it matters.
    """
    parts = [
        b" " + text[:MOST].lower().encode(errors="replace").translate(_GAPS) + b" " + _END
        for text in texts
    ]
    letters = numpy.frombuffer(b"".join(parts), dtype=numpy.uint8)
    # Gaps in a row are one.
    is_letter = letters != ord(" ")
    kept = numpy.ones(len(letters), dtype=bool)
    numpy.logical_or(is_letter[1:], is_letter[:-1], out=kept[1:])
    letters = letters[kept]
    ends: Positions = numpy.flatnonzero(letters == ord(_END)) + 1
    # Every byte begins a number of eight.
    padded = letters.tobytes() + _END * 8
    return numpy.ndarray(len(letters), "<u8", padded, strides=(1,)), ends


def _found(
    numbers: NDArray[numpy.uint64], wanted: NDArray[numpy.uint64]
) -> tuple[Positions, Positions]:
    """Give the places of the wanted n-grams, ascending, and which of them stands at each."""
    # Looked up by a few bits first, since most are not wanted and searching takes longer.
    maybe = numpy.zeros(1 << _BITS, dtype=bool)
    maybe[_few_bits(wanted)] = True
    at = numpy.flatnonzero(maybe.take(_few_bits(numbers)))
    codes = numbers[at] & _MASK
    gram = numpy.searchsorted(wanted, codes).clip(max=len(wanted) - 1)
    right = numpy.flatnonzero(wanted[gram] == codes)
    return at[right], gram[right]


def _few_bits(numbers: NDArray[numpy.uint64]) -> Positions:
    """Give `_BITS` bits of each number that depend on all of its n-gram, and on nothing else."""
    # The product leaves out the upper bytes, which it moves out of the 64 bits.
    return (numbers * _SPREADER >> numpy.uint64(64 - _BITS)).view(numpy.int64)
