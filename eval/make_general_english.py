"""Write how common words are in general English, by which those of few notes are judged.

    python eval/make_general_english.py [--write]

How often each word is used is counted in what people say in films, by `pyspellchecker`, whose
list is read. A term is as frequent as all words together that are stemmed to it; in a text of
`WORDS` words it stands with a chance of 1 - exp(-WORDS × its frequency), as if words came
independently of each other.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter

from spellchecker import SpellChecker

from assistant.relevance.weighting import GENERAL_ENGLISH_FILE, PARTS
from assistant.text import analyzer

WORDS = 200
"""How long the texts are, as sections of notes are at most; with 100 the gain was smaller."""

LEAST = 10
"""Thousandths; what is rarer counts as rare anyway."""

LEFT_OUT = frozenset({"ass", "bastard", "bitch", "damn", "fuck", "goddamn", "piss", "shit"})
"""Common in films, not in notes."""


def shares() -> dict[str, int]:
    """Give in how many of a thousand texts each term stands, the commonest first."""
    words = SpellChecker().word_frequency
    counts: Counter[str] = Counter()
    for word, count in words.items():
        terms = analyzer().terms(word)
        # What is more than a term stands for its parts, not for itself.
        if len(terms) == 1 and LEFT_OUT.isdisjoint(terms):
            counts[terms[0]] += count
    found = {
        term: round(PARTS * (1 - math.exp(-WORDS * count / words.total_words)))
        for term, count in counts.most_common()
    }
    return {term: share for term, share in found.items() if share >= LEAST}


def main() -> None:
    """Print how many terms there are, and write them where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = shares()
    lines = [f"{term} {share}" for term, share in found.items()]
    print(f"{len(lines)} terms, from {lines[0]!r} to {lines[-1]!r} of {PARTS} texts")
    if options.write:
        GENERAL_ENGLISH_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
