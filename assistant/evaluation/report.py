"""What an evaluation found, gathered for tables, JSON and the HTML page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from assistant.evaluation.comparing import Comparison, compare, holm
from assistant.evaluation.measures import ANSWERING, RETRIEVAL, Figure, Outcome, summarize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


COMPARED = ("Success@1", "nDCG@10", "Answer@1")
"""The measures by which systems are compared; more would only weaken each test."""

KINDS_MEASURES = ("Success@1", "Success@3", "Answer@1", "Best@1", "false answers")
"""The columns of the table by kind; all of them are in `--json`."""

SavedRun: TypeAlias = Mapping[str, Mapping[str, Mapping[str, float]]]
"""What is read of an earlier run: its measures by system, by the question's id, and by name."""

NO_RUN: SavedRun = {}


@dataclass(frozen=True, slots=True)
class Report:
    """An evaluation of one or several systems on one set of questions."""

    name: str
    """What was asked: the question file or the collection."""
    outcomes: tuple[Outcome, ...]
    systems: Mapping[str, Mapping[str, Figure]]
    """Figures by system, then by measure."""
    kinds: Mapping[str, Mapping[str, Mapping[str, Figure]]]
    """The same by kind of question, then by system; empty where no question has a kind."""
    comparisons: tuple[Comparison, ...]
    """Between each two systems, and with an earlier run where one was given."""


def make_report(name: str, outcomes: Sequence[Outcome], earlier: SavedRun = NO_RUN) -> Report:
    """Gather what was measured; `earlier` is a saved run to compare with."""
    systems = grouped(outcomes, _system_of)
    kinds = grouped(outcomes, lambda item: item.question.kind)
    return Report(
        name=name,
        outcomes=tuple(outcomes),
        systems={system: summarize(items) for system, items in systems.items()},
        kinds={
            kind: {system: summarize(own) for system, own in grouped(items, _system_of).items()}
            for kind, items in kinds.items()
            if kind
        },
        comparisons=tuple(_comparisons(systems, earlier)),
    )


def _system_of(outcome: Outcome) -> str:
    return outcome.system


def grouped(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    """Give the outcomes by what a key says of each; groups and outcomes stay in order."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    return groups


def _comparisons(systems: Mapping[str, Sequence[Outcome]], earlier: SavedRun) -> list[Comparison]:
    now = {
        system: {item.question.id: item.measures for item in items}
        for system, items in systems.items()
    }
    found = [
        comparison
        for first, second in combinations(now, 2)
        for comparison in compare(first, second, now[first], now[second], COMPARED)
    ]
    for before, after in compared_systems(list(earlier), list(now)):
        found += compare(
            f"{before} before", f"{after} now", earlier[before], now[after],
            (*RETRIEVAL, *ANSWERING),
        )  # fmt: skip
    return holm(found)


def compared_systems(before: Sequence[str], now: Sequence[str]) -> list[tuple[str, str]]:
    """Pair the systems of an earlier run with those of this one: by name, or one with one."""
    pairs = [(system, system) for system in before if system in now]
    return pairs or ([(before[0], now[0])] if len(before) == len(now) == 1 else [])


def digits(measure: str) -> int:
    """Tell how many decimal places of a measure are worth showing."""
    return 1 if measure in {"answer words", "median ms", "95% ms"} else 3
