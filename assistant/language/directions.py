"""Which way things are moved: into a container is not out of it; pure, for English alone."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_LEADS_AWAY = {"from": True, "to": False, "into": False, "onto": False}
"""Whether each leads away from what it stands before; "out of" does as well."""

_REACH = 3
"""How many words behind such a word the thing may stand: "from the old disk", "out of a box".

All that stand there, and before another such word, are moved so: of "into a running container"
none tells what is a thing."""


def directions(terms: Sequence[str], things: Collection[str]) -> dict[str, set[bool]]:
    """Tell for each thing behind a word for a direction whether that leads away from it, or may.

    `things` are the terms that count.
    """
    found: dict[str, set[bool]] = {}
    for at, word in enumerate(terms):
        is_out_of = word == "of" and at > 0 and terms[at - 1] == "out"
        if is_out_of or word in _LEADS_AWAY:
            behind = takewhile(lambda term: term not in _LEADS_AWAY, terms[at + 1 :])
            for thing in set(islice(behind, _REACH)).intersection(things):
                found.setdefault(thing, set()).add(is_out_of or _LEADS_AWAY[word])
    return found


def leads_elsewhere(
    wanted: Mapping[str, Collection[bool]], told: Mapping[str, Collection[bool]]
) -> bool:
    """Tell whether something is moved the other way alone than is wanted."""
    return any(set(told.get(thing, ways)).isdisjoint(ways) for thing, ways in wanted.items())
