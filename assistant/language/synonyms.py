"""Other words for those of a question, from a list in Solr's format.

A list names words that mean the same. A question's words are looked up in it by their terms, so
that inflections need no entries, and give *expansions*: what else a section may hold in place of
what was typed, and how much less that counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, first_mistakes, shortened
from assistant.language.expansions import OWN_SHARE, PHRASE_SHARE, SYNONYM_SHARE, Expansion
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from assistant.model import Analyze

PACKED_VERSION = 4
"""To be raised where `pack` writes otherwise, or `make_synonyms` makes otherwise of a list."""

LONGEST_ENTRY = 6
"""How many words an entry may have."""

_COMMA = r"(?<!\\),"
_ARROW = r"(?<!\\)=>"
_ESCAPED = r"\\(.)"


class SynonymsError(AssistantError):
    """A list of synonyms has lines that can't be read; the first are named, each on a line."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a list."""

    line: int
    """Its number, from 1."""
    entries: tuple[str, ...]
    """What may be typed; each one or more words."""
    meanings: tuple[str, ...]
    """What is looked for as well; the same as `entries` where they all mean the same."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Lists of synonyms made ready for looking up.

    Meanings are kept once a group: of thousands of words that all mean the same, each with all the
    others would be millions. Entries and meanings are terms with a space between. What belongs to
    an entry is text, and taken apart when it is looked up, since a question looks up few.
    """

    entries: Mapping[str, str]
    """What may be typed → the groups of what is looked for as well, by their positions, with spaces
    between."""
    groups: Sequence[str]
    """Meanings, with tabs between; an entry may be among its own."""
    own: int = 0
    """How many of the groups, the last ones, are of the user's own list."""

    def listed(self) -> str:
        """Give the terms of all that may be typed, each with a space before and behind it.

        A text, since it is made at once and looked for few words, where the entries are thousands.
        """
        return f" {' '.join(self.entries)} "

    def meanings(self, entry: str) -> dict[str, float]:
        """Give what is looked for as well where an entry is typed, with its share."""
        first_own = len(self.groups) - self.own
        found: dict[str, float] = {}
        for group in map(int, self.entries.get(entry, "").split()):
            share = OWN_SHARE if group >= first_own else SYNONYM_SHARE
            # The user's come last, and count more.
            found |= dict.fromkeys(filter(None, self.groups[group].split("\t")), share)
        found.pop(entry, None)
        return found

    def expansions(self, terms: Sequence[str], content: Iterable[str]) -> tuple[Expansion, ...]:
        """Give what may stand in place of a question's terms, in their order.

        `content` are those that are not stop words: a stop word by itself is not expanded. Of
        overlapping entries the first counts, of those that begin together the longest. What was
        typed already is no expansion.
        """
        found: list[Expansion] = []
        said = set(content)
        at = 0
        while at < len(terms):
            length = self._longest(terms, at)
            typed = terms[at : at + length]
            if length > 1 or typed[0] in said:
                least = PHRASE_SHARE if len(said.intersection(typed)) > 1 else 0.0
                for meaning, share in self.meanings(" ".join(typed)).items():
                    wanted = tuple(meaning.split(" "))
                    if not said.issuperset(wanted):
                        found.append(Expansion(wanted, at, length, max(least, share)))
            at += length
        return tuple(found)

    def _longest(self, terms: Sequence[str], at: int) -> int:
        """Give how many terms the longest entry has that stands at a position; 1 for none."""
        lengths = range(min(LONGEST_ENTRY, len(terms) - at), 1, -1)
        found = (one for one in lengths if " ".join(terms[at : at + one]) in self.entries)
        return next(found, 1)


def pack(synonyms: Synonyms) -> str:
    """Write synonyms as text that `unpack` reads in a fortieth of the time they take to make."""
    entries, positions = synonyms.entries.keys(), synonyms.entries.values()
    # No term holds white space.
    columns: tuple[Iterable[str], ...] = (entries, positions, synonyms.groups, [str(synonyms.own)])
    return "\f".join("\n".join(lines) for lines in columns)


def unpack(text: str) -> Synonyms:
    """Read what `pack` wrote; raises `ValueError` for anything else."""
    entries, positions, groups, (own,) = [lines.split("\n") for lines in text.split("\f")]
    return Synonyms(dict(zip(entries, positions, strict=True)), groups, int(own))


def parse(text: str, name: str) -> tuple[Rule, ...]:
    """Read a list of synonyms in Solr's format.

    A line is `a, b, c` (each also finds the others) or `a, b => c, d` (the left side also finds
    the right side); `#` begins a line that is a comment, a backslash takes a comma or an arrow
    for itself. `name` is the file's, for errors. Raises `SynonymsError`, which names the lines that
    can't be read.
    """
    rules: list[Rule] = []
    mistakes: list[str] = []
    # Not `splitlines`, which counts lines that an editor does not.
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(map(str.strip, lines), 1):
        if not line or line.startswith("#"):
            continue
        sides = [_split(side, _COMMA, ",") for side in _split(line, _ARROW, "=>")]
        if mistake := _mistake(sides):
            mistakes.append(f"{name}: line {number}: {shortened(line)!r} {mistake}")
        else:
            left, right = (tuple(map(_unescaped, side)) for side in (sides[0], sides[-1]))
            rules.append(Rule(number, left, right))
    if mistakes:
        raise SynonymsError(*first_mistakes(name, mistakes))
    return tuple(rules)


def _split(text: str, separator: str, plain: str) -> list[str]:
    parts = re.split(separator, text) if "\\" in text else text.split(plain)
    return [part.strip() for part in parts]


def _unescaped(entry: str) -> str:
    return re.sub(_ESCAPED, r"\1", entry) if "\\" in entry else entry


def _mistake(sides: Sequence[Sequence[str]]) -> str:
    """Say what is wrong with a line and how to mend it; empty when nothing is."""
    if len(sides) > 2:
        return "has two arrows; write each on a line of its own"
    if not all(any(map(str.isalnum, entry)) for side in sides for entry in side):
        return "has an entry without a word; write words between the commas"
    if any(len(entry.split()) > LONGEST_ENTRY for side in sides for entry in side):
        return f"has an entry of more than {LONGEST_ENTRY} words; shorten it"
    if len(sides) == 1 and len(sides[0]) < 2:
        return "has one entry; add what means the same, after a comma"
    return ""


def make_synonyms(
    rules: Iterable[Rule], analyze: Analyze, content_of: Analyze, own: Collection[Rule] = ()
) -> Synonyms:
    """Make rules ready for looking up; `analyze` and `content_of` are the analyzer's.

    Rules add to each other. A meaning of several words that holds a stop word is left out, since
    it would be taken for found wherever its other words stand: "log in" in all about logs. Of one
    in `own`, the rules of the user's list, those others are looked for, as where it is typed.
    """
    entries: dict[str, list[str]] = {}
    groups: list[str] = []
    for rule, is_own in (*((one, False) for one in rules), *((one, True) for one in own)):
        # Analysed once, though mostly both may be typed and looked for.
        terms = {text: analyze(text) for text in {*rule.entries, *rule.meanings}}
        usable = dict.fromkeys(
            " ".join(found)
            for meaning in rule.meanings
            if (found := _looked_for(meaning, terms[meaning], content_of, is_own=is_own))
        )
        for entry in dict.fromkeys(" ".join(terms[entry]) for entry in rule.entries):
            entries.setdefault(entry, []).append(str(len(groups)))
        groups.append("\t".join(usable))
    positions = {entry: " ".join(found) for entry, found in entries.items()}
    return Synonyms(positions, groups, len(own))


def _looked_for(
    meaning: str, terms: Sequence[str], content_of: Analyze, *, is_own: bool
) -> Sequence[str]:
    """Give what of the terms of a meaning is looked for; nothing where it is left out."""
    if len(terms) == 1:
        return terms
    content = content_of(meaning)
    return content if is_own or len(content) == len(set(terms)) else ()
