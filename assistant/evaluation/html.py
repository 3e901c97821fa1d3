"""Write an evaluation as one HTML page that needs nothing beside itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from assistant.evaluation.calibration import (
    is_right_reply,
    is_wrong,
    reliability_bins,
    risk_coverage,
)
from assistant.evaluation.report import KINDS_MEASURES, digits, grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.evaluation.calibration import CoveragePoint
    from assistant.evaluation.measures import Figure, Outcome
    from assistant.evaluation.report import Report

CHARTED = "Success@1"
"""The measure that is drawn by kind."""

TEMPLATE = "report.html.jinja"


@dataclass(frozen=True, slots=True)
class Card:
    """A question as one system answered it, ready to be shown."""

    outcome: Outcome
    verdict: str
    """`right` or `wrong`, of the reply as given: to refuse what can't be answered is right."""
    reply: str
    """`answered` or `refused`."""
    relevant: tuple[tuple[str, int | None], ...]
    """Addresses of the relevant sections, with their places in the ranking, from 1."""


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts of the page, each as SVG."""

    kinds: str
    """Empty where no question has a relevant section."""
    risk: str
    reliability: str
    latency: str


def page(report: Report) -> str:
    """Give the page: tables, charts, and every question with its answer, to be filtered.

    The same report gives the same page, letter for letter. Needs jinja2 and matplotlib.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(svg=Markup, figure=_figure, interval=_interval, p=_p)
    source = files("assistant.evaluation").joinpath(TEMPLATE).read_text(encoding="utf-8")
    cards = _cards(report.outcomes)
    kinds = {item.question.id: item.question.kind for item in report.outcomes}
    return environment.from_string(source).render(
        report=report,
        charts=_charts(report),
        measures=list(dict.fromkeys(name for own in report.systems.values() for name in own)),
        kinds_measures=KINDS_MEASURES,
        kinds=list(dict.fromkeys(filter(None, kinds.values()))),
        counts=Counter(kinds.values()),
        cards=cards,
        total=len(kinds),
    )


# Questions


def _cards(outcomes: Sequence[Outcome]) -> list[Card]:
    """Give a card for each outcome, those of a question side by side."""
    places: dict[str, int] = {}
    for item in outcomes:
        places.setdefault(item.question.id, len(places))
    ordered = sorted(outcomes, key=lambda item: places[item.question.id])
    return [
        Card(
            outcome=item,
            verdict="right" if is_right_reply(item) else "wrong",
            reply="answered" if item.answered else "refused",
            relevant=tuple(_relevant(item)),
        )
        for item in ordered
    ]


def _relevant(item: Outcome) -> Iterable[tuple[str, int | None]]:
    """Give the relevant sections, the highest grade first, with their places."""
    places = {address: place for place, address in enumerate(item.ranking, start=1)}
    for address, _ in sorted(item.question.relevant.items(), key=lambda pair: (-pair[1], pair[0])):
        yield address, places.get(address)


# Charts


def _charts(report: Report) -> Charts:
    # Matplotlib takes long to import, and is not there for everybody.
    from assistant.evaluation import charts

    systems = grouped(report.outcomes, lambda item: item.system)
    curves = {
        system: risk_coverage(_confidences(own), list(map(is_wrong, own)))
        for system, own in systems.items()
    }
    bins = {
        system: reliability_bins(_confidences(own), [not is_wrong(item) for item in own])
        for system, own in systems.items()
    }
    groups = _charted(report)
    return Charts(
        kinds=charts.bars_chart(groups, CHARTED) if groups else "",
        risk=charts.risk_chart(
            curves, {system: _shown(curves[system], own) for system, own in systems.items()}
        ),
        reliability=charts.reliability_chart(bins),
        latency=charts.latency_chart(
            {system: [item.elapsed_ms for item in own] for system, own in systems.items()}
        ),
    )


def _confidences(outcomes: Iterable[Outcome]) -> list[float]:
    return [item.confidence for item in outcomes]


def _charted(report: Report) -> dict[str, dict[str, Figure]]:
    """Give the charted measure of all questions, then of each kind that has it."""
    groups = {"all questions": report.systems, **report.kinds}
    charted: dict[str, dict[str, Figure]] = {}
    for group, systems in groups.items():
        own = {
            system: figures[CHARTED] for system, figures in systems.items() if CHARTED in figures
        }
        if own:
            charted[group] = own
    return charted


def _shown(curve: Iterable[CoveragePoint], outcomes: Iterable[Outcome]) -> CoveragePoint | None:
    """Find the point of a curve up to which answers were shown, not withheld."""
    least = min((item.confidence for item in outcomes if item.answered), default=None)
    return next((point for point in curve if point.confidence == least), None)


# Figures


def _figure(figure: Figure, name: str) -> str:
    return f"{figure.mean:.{digits(name)}f}"


def _interval(figure: Figure, name: str) -> str:
    """Give the interval, or nothing for a figure that has none."""
    places = digits(name)
    return f"{figure.low:.{places}f}–{figure.high:.{places}f}" if figure.has_interval else ""


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"{value:.3f}"
