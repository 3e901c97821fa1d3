"""Write notes of any number, for measuring: made-up words, as frequent as those of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS_PER_NOTE = 10
_WORDS_PER_SECTION = 80
_VOCABULARY = 60_000
_EXPONENT = 1.3
"""Of Zipf's law; how often words repeat in running text."""
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
    words = [_word(rank) for rank in chance.zipf(_EXPONENT, _WORDS_PER_SECTION + 4) % _VOCABULARY]
    lines = [" ".join(words[at : at + 12]) + "." for at in range(4, len(words), 12)]
    return f"## {' '.join(words[:4])}\n\n" + "\n".join(lines)


def _word(rank: int) -> str:
    """Write a number in syllables, so that frequent words are short."""
    syllables = []
    rank = int(rank) + len(_SYLLABLES)
    while rank:
        rank, last = divmod(rank, len(_SYLLABLES))
        syllables.append(_SYLLABLES[last])
    return "".join(syllables)
