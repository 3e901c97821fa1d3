"""What people write in search boxes: `"exact phrase"`, `-word`, `tag:x`, `path:x`; pure.

A question may hold the same characters and mean nothing by them (`--build-arg`, `docker run -it`,
`what does "dangling" mean`). Each operator is therefore only taken for one where it would find
something; whether it would is for the caller to say.
"""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING

from assistant.records import dataclass, replace

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
    r"|(?P<name>tag|path):(?P<value>[^\s\"]+|\"[^\"\n]+\"))"
)


@dataclass(frozen=True, slots=True)
class Restrictions:
    """What a section has to be, beside being relevant; empty tuples restrict nothing."""

    phrases: tuple[str, ...] = ()
    """The section holds each of them, word for word."""
    excluded: tuple[str, ...] = ()
    """It holds none of these words."""
    tags: tuple[str, ...] = ()
    """Its note has each of these tags."""
    paths: tuple[str, ...] = ()
    """Its note's path holds each of these texts, or matches each of these `*` patterns."""

    def __bool__(self) -> bool:
        return bool(self.phrases or self.excluded or self.tags or self.paths)


def split(text: str, applies: Callable[[Restrictions], bool]) -> tuple[str, Restrictions]:
    """Part what is asked from how the sections are restricted.

    `applies` tells of a single restriction whether it makes sense for these notes; one that
    doesn't stays in the text. A phrase stays there in any case, without its quotation marks.
    """
    beside = len(_OPERATOR.sub(" ", text).split())
    # What is repeated is judged once.
    judged: dict[Restrictions, bool] = {}
    pieces: list[str] = []
    end = 0
    for match in _OPERATOR.finditer(text):
        restriction = _restriction(match)
        if restriction.phrases and beside > MOST_WORDS_BESIDE:
            continue
        if restriction not in judged:
            judged[restriction] = len(judged) < MOST_OPERATORS and applies(restriction)
        if not judged[restriction]:
            continue
        pieces += [text[end : match.start()], match["phrase"] or ""]
        end = match.end()
    found = (restriction for restriction, is_taken in judged.items() if is_taken)
    return "".join([*pieces, text[end:]]).strip(), reduce(_both, found, Restrictions())


def _restriction(match: re.Match[str]) -> Restrictions:
    if match["phrase"]:
        return Restrictions(phrases=(match["phrase"],))
    if match["excluded"]:
        return Restrictions(excluded=(match["excluded"],))
    value = match["value"].strip('"')
    if match["name"] == "tag":
        return Restrictions(tags=(value.removeprefix("#"),))
    return Restrictions(paths=(value,))


def _both(first: Restrictions, second: Restrictions) -> Restrictions:
    return replace(
        first,
        phrases=first.phrases + second.phrases,
        excluded=first.excluded + second.excluded,
        tags=first.tags + second.tags,
        paths=first.paths + second.paths,
    )
