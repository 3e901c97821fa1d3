"""What people write in search boxes: `"exact phrase"`, `-word`, `tag:x`, `-path:x`; pure.

A question may hold the same characters and mean nothing by them (`--build-arg`, `docker run -it`,
`what does "dangling" mean`). Each operator is therefore only taken for one where it would find
something; whether it would is for the caller to say. A tag or path that finds nothing is told
apart, where it stands as people write filters: it is a slip rather than part of the question.
"""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_WORDS_BESIDE = 3
"""How many words may stand beside a phrase for it to be asked for as such. In a longer question,
quotation marks set off a name or a term."""

MOST_OPERATORS = 32
"""How many different operators are looked at, since for each the notes are searched; nobody types
as many. What goes beyond stays part of the question."""

_OPERATOR = re.compile(
    r'(?<!\S)(?:"(?P<phrase>[^"\n]+)"(?=[\s?!.,;:]|$)'
    # Three letters at least: shorter ones are a program's options.
    r"|-(?P<excluded>[^\W\d_]{3,})(?!\S)"
    r"|(?P<sign>-?)(?P<name>tag|path):(?P<value>[^\s\"?!,;][^\s\"]*|\"[^\"\n]+\"))"
)


@dataclass(frozen=True, slots=True)
class Restrictions:
    """What a section has to be, beside being relevant; empty tuples restrict nothing."""

    phrases: tuple[str, ...] = ()
    """The section holds each of them, word for word."""
    excluded_words: tuple[str, ...] = ()
    """It holds none of these."""
    tags: tuple[str, ...] = ()
    """Its note has each of these tags."""
    paths: tuple[str, ...] = ()
    """Its note's path holds each of these texts, or matches each of these `*` patterns."""
    excluded_tags: tuple[str, ...] = ()
    """Its note has none of these tags."""
    excluded_paths: tuple[str, ...] = ()
    """Its note's path holds none of these texts, nor matches any of these `*` patterns."""

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__match_args__)

    @property
    def names_notes(self) -> bool:
        """Whether it is about a section's note, as `tag:x` and `path:x` are."""
        return bool(self.tags or self.paths or self.excluded_tags or self.excluded_paths)


@dataclass(frozen=True, slots=True)
class Parted:
    """What is asked, and how the sections are restricted."""

    text: str
    """The question without its operators, but for the words of phrases."""
    restrictions: Restrictions
    unmatched: tuple[Restrictions, ...] = ()
    """Single tags or paths that find nothing, and are probably no part of the question."""


def split(text: str, applies: Callable[[Restrictions], bool]) -> Parted:
    """Part what is asked from how the sections are restricted.

    `applies` tells of a single restriction whether it makes sense for these notes; one that
    doesn't stays in the text. A phrase stays there in any case, without its quotation marks.
    """
    beside = len(beside_operators(text).split())
    # What is repeated is judged once.
    judged: dict[Restrictions, bool] = {}
    unmatched: list[Restrictions] = []
    pieces: list[str] = []
    end = 0
    for match in _OPERATOR.finditer(text):
        restriction = _restriction(match)
        if restriction.phrases and beside > MOST_WORDS_BESIDE:
            continue
        if restriction not in judged:
            is_early = len(judged) < MOST_OPERATORS
            judged[restriction] = is_early and applies(restriction)
            if is_early and not judged[restriction] and restriction.names_notes:
                unmatched += [restriction] if _is_set_off(match) else []
        if not judged[restriction]:
            continue
        pieces += [text[end : match.start()], match["phrase"] or ""]
        end = match.end()
    taken = (restriction for restriction, is_taken in judged.items() if is_taken)
    found = reduce(_both, taken, Restrictions())
    return Parted("".join([*pieces, text[end:]]).strip(), found, tuple(unmatched))


def beside_operators(text: str) -> str:
    """Give what in a text has not the form of an operator."""
    return _OPERATOR.sub(" ", text)


def operators(text: str) -> list[str]:
    """Give what in a text has the form of an operator, as typed."""
    return [match.group() for match in _OPERATOR.finditer(text)]


def taken(text: str, understood: str) -> list[str]:
    """Give the operators of a text that are not in the question that it was understood as."""
    return [one for one in operators(text) if one not in understood]


def without_operators(text: str, understood: str) -> str:
    """Leave out the operators of a text, but for the words of phrases.

    These are what has the form of one and is not in the question that the text was understood as.
    """
    return _OPERATOR.sub(
        lambda match: match.group() if match.group() in understood else match["phrase"] or "", text
    ).strip()


def phrases_meant(text: str) -> list[str]:
    """Give the phrases of a text, with their quotation marks, where they are asked for as such."""
    beside = len(beside_operators(text).split())
    found = [match.group() for match in _OPERATOR.finditer(text) if match["phrase"]]
    return found if beside <= MOST_WORDS_BESIDE else []


def exclusions(text: str) -> list[str]:
    """Give what in a text has the form of a word that is excluded, as typed."""
    return [match.group() for match in _OPERATOR.finditer(text) if match["excluded"]]


def _is_set_off(match: re.Match[str]) -> bool:
    """Tell whether an operator stands before or behind all words, where filters are written.

    The value of an option (`-e tag:x`) doesn't, nor does the path of a file (`path:/data`).
    """
    before = match.string[: match.start()]
    behind = match.string[match.end() :]
    last = (before.split() or [""])[-1]
    is_value = last.startswith("-") and last not in operators(before)
    is_amid = all(beside_operators(side).strip(" ?!.") for side in (before, behind))
    return not is_value and not is_amid and not match["value"].startswith(("/", "~", "."))


def _restriction(match: re.Match[str]) -> Restrictions:
    if match["phrase"]:
        return Restrictions(phrases=(match["phrase"],))
    if match["excluded"]:
        return Restrictions(excluded_words=(match["excluded"],))
    # A sentence's mark at its end is no part of a name.
    value = match["value"].rstrip("?!,;").strip('"')
    if match["name"] == "tag":
        value = value.removeprefix("#")
        return (
            Restrictions(excluded_tags=(value,)) if match["sign"] else Restrictions(tags=(value,))
        )
    return Restrictions(excluded_paths=(value,)) if match["sign"] else Restrictions(paths=(value,))


def _both(first: Restrictions, second: Restrictions) -> Restrictions:
    names = Restrictions.__match_args__
    return Restrictions(**{name: getattr(first, name) + getattr(second, name) for name in names})
