"""What an evaluation found, gathered for tables, JSON and the HTML page; nothing here prints."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from assistant.errors import first_of
from assistant.evaluation.comparing import Comparison, are_measured, compare, holm
from assistant.evaluation.measures import ANSWERING, RETRIEVAL, Figure, Outcome, summarize
from assistant.evaluation.questions import QuestionsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from rich.table import Table

    from assistant.evaluation.questions import Question

SCHEMA = 1

COMPARED = ("Success@1", "nDCG@10", "Answer@1")
"""The measures by which systems are compared; more would only weaken each test."""

KINDS_MEASURES = ("Success@1", "Success@3", "Answer@1", "Best@1", "false answers")
"""The columns of the table by kind; all of them are in `--json`."""

TEXT_WIDTH = 120
"""How many columns the tables may have as text."""

NAMED = 10
"""How many questions won or lost are named in the text; `--json` has all of them."""


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


def make_report(
    name: str, outcomes: Sequence[Outcome], earlier: Mapping[str, Any] | None = None
) -> Report:
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


def _comparisons(
    systems: Mapping[str, Sequence[Outcome]], earlier: Mapping[str, Any] | None
) -> list[Comparison]:
    now = {
        system: {item.question.id: item.measures for item in items}
        for system, items in systems.items()
    }
    found = [
        comparison
        for first, second in combinations(now, 2)
        for comparison in compare(first, second, now[first], now[second], COMPARED)
    ]
    measures = _earlier_measures(earlier)
    for before, after in compared_systems(list(measures), list(now)):
        found += compare(
            f"{before} before", f"{after} now", measures[before], now[after],
            (*RETRIEVAL, *ANSWERING),
        )  # fmt: skip
    return holm(found)


def compared_systems(before: Sequence[str], now: Sequence[str]) -> list[tuple[str, str]]:
    """Pair the systems of an earlier run with those of this one: by name, or one with one."""
    pairs = [(system, system) for system in before if system in now]
    return pairs or ([(before[0], now[0])] if len(before) == len(now) == 1 else [])


def systems_of(run: Mapping[str, Any]) -> list[str]:
    """Give the systems that a saved run holds, in order."""
    return list(_earlier_measures(run))


def _earlier_measures(
    earlier: Mapping[str, Any] | None,
) -> dict[str, dict[str, dict[str, float]]]:
    measures: dict[str, dict[str, dict[str, float]]] = {}
    for row in (earlier or {}).get("per_question", ()):
        measures.setdefault(row["system"], {})[row["id"]] = row["measures"]
    return measures


# JSON, saved runs, and what `trec_eval` reads


def report_object(report: Report) -> dict[str, Any]:
    """Give what `eval --json` prints and `--save` writes."""
    questions = {item.question.id: item.question for item in report.outcomes}.values()
    answerable = sum(question.answerable for question in questions)
    return {
        "schema": SCHEMA,
        "name": report.name,
        "questions": {
            "total": len(questions),
            "answerable": answerable,
            "unanswerable": len(questions) - answerable,
        },
        "systems": {name: _figures(figures) for name, figures in report.systems.items()},
        "kinds": {
            kind: {name: _figures(figures) for name, figures in systems.items()}
            for kind, systems in report.kinds.items()
        },
        "comparisons": [asdict(comparison) for comparison in report.comparisons],
        "per_question": [_outcome_object(item) for item in report.outcomes],
    }


def _figures(figures: Mapping[str, Figure]) -> dict[str, dict[str, float]]:
    return {name: asdict(figure) for name, figure in figures.items()}


def _outcome_object(item: Outcome) -> dict[str, Any]:
    return {
        "id": item.question.id,
        "system": item.system,
        "question": item.question.text,
        "measures": dict(item.measures),
        "ranking": list(item.ranking),
        "answered": item.answered,
        "confidence": round(item.confidence, 4),
        "answer": item.answer,
        "best": item.best,
        "elapsed_ms": round(item.elapsed_ms, 2),
    }


def read_run(path: Path) -> dict[str, Any]:
    """Read a saved run; raises `QuestionsError` for a file that is none."""
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise QuestionsError(f"{path}: {error.strerror}; name a file written by --save") from error
    except (ValueError, RecursionError) as error:
        raise QuestionsError(f"{path}: not JSON; name a file written by --save") from error
    if not is_run(run):
        raise QuestionsError(f"{path}: not a run of this version; write one with --save")
    found: dict[str, Any] = run
    return found


def is_run(value: Any) -> bool:
    """Tell whether a JSON value is a saved run that can be compared with."""
    is_ours = isinstance(value, dict) and value.get("schema") == SCHEMA
    return is_ours and are_measured(value.get("per_question"))


def trec_run(outcomes: Iterable[Outcome]) -> str:
    """Give the rankings as lines that `trec_eval` reads; their scores are ranks turned over."""
    return "".join(
        f"{_token(item.question.id)} Q0 {_token(document)} {rank} {1 / rank:.6f} {item.system}\n"
        for item in outcomes
        if item.question.relevant
        for rank, document in enumerate(item.ranking, start=1)
    )


def trec_qrels(questions: Iterable[Question]) -> str:
    """Give the judgements as lines that `trec_eval` reads."""
    return "".join(
        f"{_token(question.id)} 0 {_token(document)} {grade}\n"
        for question in questions
        for document, grade in question.relevant.items()
    )


def _token(name: str) -> str:
    """Keep a name in one piece, and apart from others: white space parts the format's fields."""
    return re.sub(r"[%\s]", lambda sign: quote(sign[0]), name)


# Text


def report_text(report: Report) -> str:
    """Give the tables by system and by kind, and the comparisons, as plain text."""
    from rich.console import Console

    file = io.StringIO()
    console = Console(file=file, width=TEXT_WIDTH, color_system=None, force_terminal=False)
    total = len({item.question.id for item in report.outcomes})
    console.print(f"{report.name}: {total} question{'s' if total > 1 else ''}")
    console.print(_systems_table(report))
    if report.kinds:
        console.print(_kinds_table(report))
    lines = [file.getvalue().rstrip(), *(_comparison_line(item) for item in report.comparisons)]
    return "\n".join(lines)


def _table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column(columns[0])
    for column in columns[1:]:
        table.add_column(column, justify="right")
    return table


def _systems_table(report: Report) -> Table:
    table = _table("measure", *report.systems)
    names = dict.fromkeys(name for figures in report.systems.values() for name in figures)
    for name in names:
        cells = [_cell(name, figures.get(name)) for figures in report.systems.values()]
        table.add_row(name, *cells)
    return table


def _cell(name: str, figure: Figure | None) -> str:
    if figure is None:
        return "–"
    places = digits(name)
    shown = f"{figure.mean:.{places}f}"
    interval = f" [{figure.low:.{places}f}, {figure.high:.{places}f}]"
    return shown + interval if figure.has_interval else shown


def digits(measure: str) -> int:
    """Tell how many decimal places of a measure are worth showing."""
    return 1 if measure in {"answer words", "median ms", "95% ms"} else 3


def _kinds_table(report: Report) -> Table:
    table = _table("kind", "system", "questions", *KINDS_MEASURES)
    counts = Counter((item.question.kind, item.system) for item in report.outcomes)
    for kind, systems in report.kinds.items():
        for system, figures in systems.items():
            cells = [
                f"{figures[name].mean:.3f}" if name in figures else "–" for name in KINDS_MEASURES
            ]
            table.add_row(kind, system, str(counts[kind, system]), *cells)
    return table


def _comparison_line(item: Comparison) -> str:
    head = (
        f"{item.second} against {item.first}, {item.measure}: {item.difference:+.3f}"
        f" (p = {item.p:.4f}, after Holm {item.adjusted_p:.4f});"
        f" won {len(item.won)}, lost {len(item.lost)}"
    )
    lists = [("won", item.won), ("lost", item.lost)]
    return "\n".join([head, *(f"  {name}: {first_of(ids, NAMED)}" for name, ids in lists if ids)])
