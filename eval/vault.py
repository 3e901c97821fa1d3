"""Write notes of any number, for measuring: made-up words, as frequent as those of a language.

python eval/vault.py FOLDER SECTIONS
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

import numpy

SECTIONS_PER_NOTE = 10
_HEADING_WORDS = 4
_BODY_WORDS = 80
_WORDS_PER_LINE = 12
_VOCABULARY = 100_000
_EXPONENT, _SHIFT = 1.07, 2.7
"""Of the Zipf-Mandelbrot law, for running English text."""
_SYLLABLES = tuple(f"{first}{second}" for first in "bdfgklmnprstvz" for second in "aeiou")


def write_vault(folder: Path, sections: int, seed: int = 1) -> Path:
    """Write notes with that many sections in all, the same for the same seed; give the folder."""
    chance = numpy.random.default_rng(seed)
    for number in range(-(-sections // SECTIONS_PER_NOTE)):
        count = min(SECTIONS_PER_NOTE, sections - number * SECTIONS_PER_NOTE)
        file = folder / f"{number // 500:03}" / f"note-{number:06}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n\n".join(_section(chance) for _ in range(count)) + "\n", "utf-8")
    return folder


def _section(chance: numpy.random.Generator) -> str:
    ranks = numpy.searchsorted(_cumulated(), chance.random(_HEADING_WORDS + _BODY_WORDS))
    words = [_word(int(rank)) for rank in ranks]
    heading, body = words[:_HEADING_WORDS], words[_HEADING_WORDS:]
    lines = (body[at : at + _WORDS_PER_LINE] for at in range(0, len(body), _WORDS_PER_LINE))
    return f"## {' '.join(heading)}\n\n" + "\n".join(f"{' '.join(line)}." for line in lines)


@lru_cache(maxsize=1)
def _cumulated() -> numpy.ndarray:
    """Give the chance that a word is at most of each rank."""
    frequencies = (numpy.arange(_VOCABULARY) + 1 + _SHIFT) ** -_EXPONENT
    chances: numpy.ndarray = numpy.cumsum(frequencies) / frequencies.sum()
    return chances


@lru_cache(maxsize=_VOCABULARY)
def _word(rank: int) -> str:
    """Write a number in syllables, so that frequent words are short."""
    syllables = []
    rest = rank + len(_SYLLABLES)
    while rest:
        rest, last = divmod(rest, len(_SYLLABLES))
        syllables.append(_SYLLABLES[last])
    return "".join(syllables)


if __name__ == "__main__":
    write_vault(Path(sys.argv[1]), int(sys.argv[2]))
