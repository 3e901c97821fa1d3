"""Other words for those of a question, from a list in Solr's format.

A list names words that mean the same. A question's words are looked up in it by their terms, so
that inflections need no entries, and give *expansions*: what else a section may hold in place of
what was typed, and how much less that counts.
"""

from __future__ import annotations

import re
from itertools import chain, combinations
from typing import TYPE_CHECKING, Protocol

from assistant.errors import AssistantError, first_mistakes, shortened
from assistant.language.expansions import OWN_SHARE, PHRASE_SHARE, SYNONYM_SHARE, Expansion
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from assistant.model import Analyze

LONGEST_ENTRY = 6
"""How many words an entry may have."""

MOST_APART = 3
"""How many content words an entry has at most that is found with its words apart."""

MOST_ASKED = 12
"""Among how many content words of a question these are looked for; of more there are thousands of
ways to choose some."""

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


class Groups(Protocol):
    """What several entries mean, by the numbers of such groups from 0."""

    def __getitem__(self, at: int, /) -> str: ...
    def __len__(self) -> int: ...


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
    groups: Groups
    """Meanings, with tabs between; an entry may be among its own."""
    words: str
    """The terms of all that may be typed, each with a space before and behind it. A text, since it
    is looked for few words, where the entries are thousands."""
    apart: Mapping[str, str]
    """The content terms of an entry that has several, in alphabetical order → its groups."""
    own: int = 0
    """How many of the groups, the last ones, are of the user's own list."""

    def meanings(self, entry: str) -> dict[str, float]:
        """Give what is looked for as well where an entry is typed, with its share."""
        found = self._meanings_in(self.entries.get(entry, ""))
        found.pop(entry, None)
        return found

    def _meanings_in(self, groups: str) -> dict[str, float]:
        first_own = len(self.groups) - self.own
        found: dict[str, float] = {}
        for group in map(int, groups.split()):
            share = OWN_SHARE if group >= first_own else SYNONYM_SHARE
            # The user's come last, and count more.
            found |= dict.fromkeys(filter(None, self.groups[group].split("\t")), share)
        return found

    def expansions(self, terms: Sequence[str], content: Iterable[str]) -> tuple[Expansion, ...]:
        """Give what may stand in place of a question's terms, in their order.

        `content` are those that are not stop words: a stop word by itself is not expanded. Of
        overlapping entries the first counts, of those that begin together the longest. The words of
        an entry may stand apart as well, which counts as one word does. What was typed already is
        no expansion.
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
        return (*found, *self._apart(terms, said, found))

    def _apart(
        self, terms: Sequence[str], said: set[str], found: Sequence[Expansion]
    ) -> Iterator[Expansion]:
        """Give what may stand in place of words that make an entry in another order or apart.

        "Who is our insurance with, which company" is about an insurance company.
        """
        together = {(at, one.terms) for one in found for at in one.places()}
        asked = sorted(list(dict.fromkeys(term for term in terms if term in said))[:MOST_ASKED])
        counts = range(2, MOST_APART + 1)
        for words in chain.from_iterable(combinations(asked, count) for count in counts):
            for meaning in self._meanings_in(self.apart.get(" ".join(words), "")):
                wanted = tuple(meaning.split(" "))
                if said.issuperset(wanted):
                    continue
                for at in map(terms.index, words):
                    if (at, wanted) not in together:
                        yield Expansion(wanted, at, 1, SYNONYM_SHARE)

    def _longest(self, terms: Sequence[str], at: int) -> int:
        """Give how many terms the longest entry has that stands at a position; 1 for none."""
        lengths = range(min(LONGEST_ENTRY, len(terms) - at), 1, -1)
        found = (one for one in lengths if " ".join(terms[at : at + one]) in self.entries)
        return next(found, 1)


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
    apart: dict[str, list[str]] = {}
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
        several = (entry for entry in rule.entries if len(terms[entry]) > 1)
        for words in dict.fromkeys(_content_apart(content_of(entry)) for entry in several):
            if words:
                apart.setdefault(words, []).append(str(len(groups)))
        groups.append("\t".join(usable))
    typed = dict.fromkeys(chain.from_iterable(entry.split(" ") for entry in entries))
    return Synonyms(_joined(entries), groups, f" {' '.join(typed)} ", _joined(apart), len(own))


def _content_apart(content: Sequence[str]) -> str:
    """Give the content terms of an entry that may stand apart; nothing for one that may not."""
    words = sorted(set(content))
    return " ".join(words) if 1 < len(words) <= MOST_APART else ""


def _joined(groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {entry: " ".join(found) for entry, found in groups.items()}


def _looked_for(
    meaning: str, terms: Sequence[str], content_of: Analyze, *, is_own: bool
) -> Sequence[str]:
    """Give what of the terms of a meaning is looked for; nothing where it is left out."""
    if len(terms) == 1:
        return terms
    content = content_of(meaning)
    return content if is_own or len(content) == len(set(terms)) else ()
