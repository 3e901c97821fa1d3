"""Write a vault of notes of any size, and questions on it, for measuring.

    python eval/vault.py FOLDER SECTIONS

Words follow Zipf's law in the two regimes that large texts show (Ferrer i Cancho and Solé, "Two
regimes in the frequency of words", 2001), so that new ones keep coming as the notes grow (Heaps'
law: ten times the text has about four times the words), and each note is about one of many topics,
whose words it repeats. The text means nothing; an index has to do with how often words stand where.
The same seed gives the same vault, and a larger one begins with the notes of a smaller.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.random import Generator

SEED = 20240229
VOCABULARY = 4_000_000
"""Ranks that a word may have; most of them never come."""

EXPONENT = 1.05
SHIFT = 2.7
"""A word of rank r comes in proportion to (r + shift) ** -exponent, as Mandelbrot has it."""

KERNEL = 6000
RARE_EXPONENT = 1.75
"""From that rank on, words come the more seldom: in proportion to r ** -exponent."""

TOPICS_A_NOTE = 1 / 20
"""How the number of topics grows with the notes."""

TOPIC_WORDS = 300
TOPIC_SHARE = 0.35
"""How much of a section is in its topic's own words."""

SECTIONS = 12
"""Mean number of sections in a note."""

WORDS = 60
"""Mean number of words in a section, as in the notes that ship."""

FOLDERS = 40

# The commonest words are real ones, since engines treat them in ways of their own.
_COMMON = (  # noqa: SIM905  # a list would fill a page
    "the of to and a in is that for it with as on be at by this from or an are if not you can"
    " have which will when all has was more one do your how what there so use then no out up into"
    " its about other any only some than them these may like they we time such also should after"
    " make each first over new where most way but between must need same our who very before does"
    " just through get here two even because their my me now many see under those both still off"
).split()
_ONSETS = "b c d f g h j k l m n p r s t v w br cl dr fl gr pl pr sh st tr th".split()  # noqa: SIM905
_NUCLEI = "a e i o u ai ea ou".split()  # noqa: SIM905
_CODAS = ["", "n", "r", "s", "l", "t", "m", "ck"]
_SYLLABLES = [onset + nucleus + coda for onset in _ONSETS for nucleus in _NUCLEI for coda in _CODAS]


@dataclass(frozen=True, slots=True)
class Vault:
    """What was generated."""

    sections: int
    notes: int
    questions: tuple[str, ...]
    """Each asks for a section by a word or two of its heading and of its text."""


def write_vault(folder: Path, sections: int, questions: int = 100) -> Vault:
    """Write a vault of about so many sections, and give questions on it."""
    made = notes = 0
    asked: list[str] = []
    every = max(1, sections // questions)
    for number, (count, text, question) in enumerate(_notes(sections)):
        path = folder / f"area-{number % FOLDERS:02}" / f"note-{number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if made // every > (made - count) // every and len(asked) < questions:
            asked.append(question)
        made += count
        notes += 1
    return Vault(made, notes, tuple(asked))


def _notes(sections: int) -> Iterator[tuple[int, str, str]]:
    made = number = 0
    while made < sections:
        random = numpy.random.default_rng([SEED, number])
        count = min(1 + int(random.geometric(1 / (SECTIONS - 1))), sections - made)
        # From a number of topics that grows, but the same for a note in a vault of any size.
        topic = int(random.integers(1 + int(number * TOPICS_A_NOTE)))
        yield (count, *_note(random, topic, count))
        made += count
        number += 1


def _note(random: Generator, topic: int, sections: int) -> tuple[str, str]:
    words = _words(random, topic, 4)
    parts = [f"# {' '.join(words).capitalize()}", _paragraph(random, topic, WORDS // 2)]
    asked = int(random.integers(sections))
    question = ""
    for at in range(1, sections):
        heading = _content(random, topic, int(random.integers(2, 6)))
        body, body_words = _body(random, topic)
        marks = "#" * (2 if at % 3 else 3)
        parts += [f"{marks} {' '.join(heading).capitalize()}", body]
        if at == max(1, asked):
            named = [*heading[:2], *list(dict.fromkeys(body_words))[:2]]
            question = f"how do I use the {' '.join(named)} with it"
    return "\n\n".join(parts) + "\n", question or f"what is {' '.join(words)}"


def _body(random: Generator, topic: int) -> tuple[str, list[str]]:
    """Give a section's text, of paragraphs, lists and code, and some of its rarer words."""
    size = max(8, int(random.lognormal(numpy.log(WORDS * 0.8), 0.7)))
    parts = [_paragraph(random, topic, max(8, size // 2))]
    kind = random.random()
    rest = size // 2
    if kind < 0.3:
        items = range(2 + rest // 12)
        parts.append("\n".join(f"- {_sentence(_words(random, topic, 10))}" for _ in items))
    elif kind < 0.5:
        lines = [" ".join(_content(random, topic, 4)) for _ in range(1 + rest // 15)]
        parts.append("\n".join(["```sh", *lines, "```"]))
    elif rest:
        parts.append(_paragraph(random, topic, rest))
    rare = _content(random, topic, 3)
    parts[0] += f" {_sentence([*rare, *_words(random, topic, 3)])}"
    return "\n\n".join(parts), rare


def _paragraph(random: Generator, topic: int, size: int) -> str:
    words = _words(random, topic, size)
    return " ".join(_sentence(words[at : at + 14]) for at in range(0, len(words), 14))


def _sentence(words: list[str]) -> str:
    return " ".join(words).capitalize() + "."


def _content(random: Generator, topic: int, size: int) -> list[str]:
    """Give words of the topic alone."""
    places = (random.random(size) ** 2 * TOPIC_WORDS).astype(int)
    return [word(int(rank)) for rank in _topic_ranks(topic)[places]]


def _words(random: Generator, topic: int, size: int) -> list[str]:
    ranks = numpy.searchsorted(_cumulative(), random.random(size))
    own = random.random(size) < TOPIC_SHARE
    places = (random.random(size) ** 2 * TOPIC_WORDS).astype(int)
    ranks = numpy.where(own, _topic_ranks(topic)[places], ranks)
    return [word(int(rank)) for rank in ranks]


@lru_cache(maxsize=1)
def _cumulative() -> numpy.ndarray:
    ranks = numpy.arange(1, VOCABULARY + 1)
    shares = (ranks + SHIFT) ** -EXPONENT
    shares[KERNEL:] = shares[KERNEL - 1] * (ranks[KERNEL:] / KERNEL) ** -RARE_EXPONENT
    found: numpy.ndarray = numpy.cumsum(shares) / shares.sum()
    return found


@lru_cache(maxsize=10_000)
def _topic_ranks(topic: int) -> numpy.ndarray:
    """Give the ranks of a topic's words, which are not among the commonest."""
    random = numpy.random.default_rng([SEED, topic, 1])
    least = _cumulative()[len(_COMMON)]
    shares = least + (1 - least) * random.random(TOPIC_WORDS)
    ranks: numpy.ndarray = numpy.searchsorted(_cumulative(), shares)
    return ranks


@lru_cache(maxsize=1_000_000)
def word(rank: int) -> str:
    """Give the word of a rank, from 0; rarer words are longer."""
    if rank < len(_COMMON):
        return _COMMON[rank]
    left = rank - len(_COMMON)
    # By a step that is prime to their number, so that neighbours in rank look nothing alike.
    parts = [_SYLLABLES[left * 911 % len(_SYLLABLES)]]
    left //= len(_SYLLABLES)
    while left or len(parts) < 2:
        parts.append(_SYLLABLES[(left * 577 + rank * 331) % len(_SYLLABLES)])
        left //= len(_SYLLABLES)
    return "".join(parts)


def main() -> None:
    """Write the vault that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("sections", type=int)
    options = parser.parse_args()
    write_vault(options.folder, options.sections)


if __name__ == "__main__":
    main()
