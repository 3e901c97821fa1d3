"""Words as the other English spells them, or as people shorten them: "colour", "color"; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.expansions import SPELLING_SHARE, Expansion, wherever
from assistant.language.short_forms import SHORT_FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.model import Analyze

_WORD = re.compile(r"[^\W\d_]+")

_SPELLINGS = tuple(
    (british, american, f"({before})(?:({british})|({american}))({after})")
    # What stands before a rule's letters is long enough to leave "four", "hour", "size" and
    # "prize" alone; a variant counts only where the notes hold it, which leaves the rest alone.
    for before, british, american, after in (
        (r"\w{3,}", "our", "or", r"s?|ed|ings?|ers?|ly|ful(?:ly)?|less|a(?:l|ble|bly)"),
        (r"\w{3,}", "our", "or", r"it(?:es?|ism)|hoods?"),
        (r"\w{3,}", "is", "iz", r"e[sd]?|ers?|ing|able|ation(?:s|al)?"),
        (r"\w{2,}", "lys", "lyz", r"e[sd]?|ers?|ing"),
        *((r"\w{2,}", f"{one}re", f"{one}er", r"s?") for one in "tbg"),
        *((r"\w{2,}", f"{one}r", f"{one}er", r"ed|ing") for one in "tbg"),
        (r"\w{3,}", "ogue", "og", r"s?"),
        (r"\w{3,}", "ogu", "og", r"ed|ing"),
        (r"def|off|lic|pret", "ence", "ense", r"[sd]?|less"),
    )
)
"""The British letters, the American ones, and the word they stand in, with what may follow."""


def spelling_variants(word: str) -> tuple[str, ...]:
    """Give a word as the other English would spell it if it were such a word: `colour`, `color`.

    Whether there is such a word only the notes can tell: `error` gives `errour` as well.
    """
    lower = word.lower()
    found: dict[str, None] = {}
    for british, american, pattern in _SPELLINGS:
        # Looked at before, since most words are spared the time to compile the pattern.
        holds_one = british in lower or american in lower
        if holds_one and (match := re.fullmatch(pattern, lower)):
            before, is_british, _, after = match.groups()
            found[f"{before}{american if is_british else british}{after}"] = None
    return tuple(found)


def spelling_expansions(
    text: str, terms: Sequence[str], analyze: Analyze, holds: Callable[[str], bool]
) -> tuple[Expansion, ...]:
    """Give the words of a question as spelt or shortened otherwise, where the notes hold them.

    `terms` are those of the text; `holds` tells whether a term stands in the notes.
    """
    return tuple(
        one
        for typed, variant in _variant_terms(text, analyze)
        if holds(variant)
        for one in wherever((typed,), terms, (variant,), SPELLING_SHARE)
    )


def _variant_terms(text: str, analyze: Analyze) -> dict[tuple[str, str], None]:
    """Pair the terms of words that have variants with the variants' terms."""
    return {
        (typed, variant): None
        for word in _WORD.findall(text)
        for spelled in (*spelling_variants(word), *SHORT_FORMS.get(word.lower(), ()))
        for typed, variant in _pairs(analyze(word), analyze(spelled))
        if typed != variant
    }


def _pairs(typed: Sequence[str], variant: Sequence[str]) -> Iterator[tuple[str, str]]:
    # A word of one alphabet gives one term.
    return zip(typed, variant, strict=False)
