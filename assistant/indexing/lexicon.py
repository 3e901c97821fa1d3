"""Terms and words by number, so that a great many of them can be counted, sorted and sent."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy

from assistant.language.spelling import piece_words
from assistant.storage.ragged import Ragged, RaggedBuilder
from assistant.text import analyzer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.model import Integers


class Numbers(dict[str, int]):
    """Gives each text that it is asked for the first time the next number, from 0."""

    def __init__(self) -> None:
        """Begin with no text."""
        super().__init__()
        self.texts: list[str] = []
        """By number."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self.texts)
        self.texts.append(text)
        return number

    def of(self, texts: Sequence[str]) -> Integers:
        """Give the numbers of texts; shape (texts,)."""
        return numpy.fromiter(map(self.__getitem__, texts), numpy.int32, len(texts))

    def used(self, *arrays: Integers) -> tuple[list[str], list[Integers]]:
        """Give the texts whose numbers stand in arrays, sorted, and the arrays by places there."""
        used = numpy.zeros(len(self), dtype=bool)
        for one in arrays:
            used[one] = True
        texts = sorted(map(self.texts.__getitem__, numpy.flatnonzero(used).tolist()))
        places = numpy.zeros(len(self), dtype=numpy.int32)
        places[self.of(texts)] = numpy.arange(len(texts), dtype=numpy.int32)
        return texts, [places[one] for one in arrays]


class Lexicon:
    """Numbers what texts are made of; to be used by one thread.

    Most of a text is made of few pieces, and what is in a piece is found out once.
    """

    def __init__(self, language: str) -> None:
        """Begin with nothing."""
        self.pieces = Numbers()
        """What stands between white space."""
        self.terms = Numbers()
        """The terms in the pieces that `terms_of` has seen."""
        self.words = Numbers()
        """The words, as spelling looks for them, in the pieces that `words_of` has seen."""
        self._piece_terms = _Table(analyzer(language).piece_terms, self.terms)
        self._piece_words = _Table(piece_words, self.words)

    def terms_of(self, pieces: Ragged) -> Ragged:
        """Give the terms of lists of pieces, in order, with repeats."""
        return pieces.mapped(self._piece_terms.of(self.pieces.texts))

    def words_of(self, pieces: Ragged) -> Ragged:
        """Give the words of lists of pieces."""
        return pieces.mapped(self._piece_words.of(self.pieces.texts))


class _Table:
    """What is in each piece, by number."""

    def __init__(self, analyze: Callable[[str], Iterable[str]], numbers: Numbers) -> None:
        self._analyze = analyze
        self._number = numbers.__getitem__
        self._lists = RaggedBuilder()

    def of(self, pieces: Sequence[str]) -> Ragged:
        """Give it for all pieces, of which those seen before come first."""
        for piece in islice(pieces, len(self._lists), None):
            self._lists.add(map(self._number, self._analyze(piece)))
        return self._lists.build()
