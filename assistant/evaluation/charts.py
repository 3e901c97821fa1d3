"""Draw the charts of the HTML page as SVG that takes its colours from the page around it.

Matplotlib is given colours that stand for the page's own; in the SVG they become `currentColor`
and `var(--series-1)` and so on, so that one drawing reads on light and on dark.
"""

from __future__ import annotations

import html
import io
import re
import warnings
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy
from cycler import cycler
from matplotlib import rc_context
from matplotlib.figure import Figure as Drawing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from assistant.evaluation.calibration import CoveragePoint, ReliabilityBin
    from assistant.evaluation.measures import Figure

SERIES = 6
"""How many series colours the page defines; further series begin again."""

_INK = "#010203"
_SERIES = tuple(f"#01020{digit}" for digit in range(4, 4 + SERIES))
_LINES = ("-", "--", "-.", ":")
_MARKERS = "osD^vP"

_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "assistant",
    "text.parse_math": False,
    "font.size": 10,
    "axes.prop_cycle": cycler("color", [_INK]),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "legend.frameon": False,
    "grid.alpha": 0.2,
    **dict.fromkeys(
        ("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color",
         "grid.color", "legend.labelcolor"),
        _INK,
    ),
}  # fmt: skip


def bars_chart(groups: Mapping[str, Mapping[str, Figure]], measure: str) -> str:
    """Draw a measure's figures by group, then by system, as bars with their intervals."""
    systems = list(dict.fromkeys(chain.from_iterable(groups.values())))
    title = f"{measure} by kind of question, with 95% intervals"
    with rc_context(_STYLE):
        drawing = Drawing(figsize=(8, 1.1 + len(groups) * (0.2 + 0.17 * len(systems))))
        axes = drawing.add_subplot()
        for at, system in enumerate(systems):
            _bars(axes, groups, system, (at + 0.5) / len(systems) - 0.5, 0.8 / len(systems), at)
        axes.set_yticks(range(len(groups)), list(groups))
        axes.set_ylim(len(groups) - 0.5, -0.5)
        axes.tick_params(axis="y", length=0)
        axes.set_xlim(0, 1.01)
        axes.set_xlabel(measure)
        axes.grid(axis="x")
        axes.set_axisbelow(True)
        return _svg(drawing, "kinds", title, legend_columns=len(systems))


def _bars(
    axes: Axes,
    groups: Mapping[str, Mapping[str, Figure]],
    system: str,
    offset: float,
    height: float,
    at: int,
) -> None:
    """Draw one system's bars; `offset` is their middle's distance from the group's, in groups."""
    own = [
        (place + offset * 0.8, figures[system])
        for place, figures in enumerate(groups.values())
        if system in figures
    ]
    means = [figure.mean for _, figure in own]
    # A percentile interval holds the mean but for rounding; a negative length is refused.
    ends = [
        [max(0.0, figure.mean - figure.low) for _, figure in own],
        [max(0.0, figure.high - figure.mean) for _, figure in own],
    ]
    axes.barh(
        [place for place, _ in own], means, height * 0.9,
        color=_colour(at), alpha=0.75, label=system,
        xerr=ends, error_kw={"ecolor": _INK, "elinewidth": 1, "capsize": 2},
    )  # fmt: skip


def risk_chart(
    curves: Mapping[str, Sequence[CoveragePoint]], shown: Mapping[str, CoveragePoint | None]
) -> str:
    """Draw risk against coverage by system; `shown` marks where answers begin to be withheld."""
    with rc_context(_STYLE):
        drawing = Drawing(figsize=(5.2, 4))
        axes = drawing.add_subplot()
        for at, (system, points) in enumerate(curves.items()):
            axes.plot(
                [point.coverage for point in points], [point.risk for point in points],
                _LINES[at % len(_LINES)], color=_colour(at), label=system,
            )  # fmt: skip
            if (mark := shown[system]) is not None:
                axes.plot(mark.coverage, mark.risk, _marker(at), color=_colour(at))
        axes.set(xlabel="share of questions answered, surest first", ylabel="share wrong of those")
        axes.set(xlim=(0, 1.02), ylim=(-0.02, 1.02))
        axes.grid()
        return _svg(drawing, "risk", "Risk against coverage of the confidence", len(curves))


def reliability_chart(bins: Mapping[str, Sequence[ReliabilityBin]]) -> str:
    """Draw the share right against the mean confidence by system; larger dots hold more."""
    with rc_context(_STYLE):
        drawing = Drawing(figsize=(5.2, 4))
        axes = drawing.add_subplot()
        axes.plot([0, 1], [0, 1], ":", color=_INK, alpha=0.6, linewidth=1)
        for at, (system, own) in enumerate(bins.items()):
            confidences = [item.confidence for item in own]
            shares = [item.right for item in own]
            axes.plot(
                confidences, shares, _LINES[at % len(_LINES)], color=_colour(at), label=system,
            )  # fmt: skip
            axes.scatter(
                confidences, shares, [8 + 4 * item.count**0.5 for item in own],
                color=_colour(at), marker=_marker(at), linewidths=0,
            )  # fmt: skip
        axes.set(xlabel="mean confidence of the questions in a bin", ylabel="share right of those")
        axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
        axes.grid()
        return _svg(drawing, "reliability", "Reliability of the confidence", len(bins))


def latency_chart(times: Mapping[str, Sequence[float]]) -> str:
    """Draw a histogram of the milliseconds a question takes, by system, on a logarithmic scale.

    A time of 0 stands for a question that was not looked for and is left out.
    """
    positive = [time for own in times.values() for time in own if time > 0] or [1.0]
    edges = numpy.geomspace(min(positive) * 0.99, max(positive) * 1.01, 31)
    with rc_context(_STYLE):
        drawing = Drawing(figsize=(5.2, 4))
        axes = drawing.add_subplot()
        for at, (system, own) in enumerate(times.items()):
            counts = numpy.histogram(own, edges)[0]
            axes.stairs(
                counts, edges, color=_colour(at), label=system, linewidth=1.5,
                linestyle=_LINES[at % len(_LINES)],
            )  # fmt: skip
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(lambda value, _at: f"{value:g}")
        axes.xaxis.set_minor_formatter(_minor_label)
        axes.set(xlabel="milliseconds a question", ylabel="questions")
        axes.set_ylim(bottom=0)
        axes.grid(axis="y")
        return _svg(drawing, "latency", "Histogram of the time a question takes", len(times))


def _minor_label(value: float, _at: float | None) -> str:
    """Label 2 and 5 of each decade alone, since all nine would run into each other."""
    text = f"{value:g}"
    return text if text.strip("0.")[:1] in {"2", "5"} else ""


def _colour(at: int) -> str:
    return _SERIES[at % SERIES]


def _marker(at: int) -> str:
    return _MARKERS[at % len(_MARKERS)]


def _svg(drawing: Drawing, name: str, title: str, legend_columns: int) -> str:
    drawing.legend(loc="outside upper center", ncols=min(legend_columns, 4))
    drawing.set_layout_engine("constrained")
    file = io.StringIO()
    with warnings.catch_warnings():
        # The browser's fonts draw the text, not Matplotlib's, so that a glyph may be missing there.
        warnings.filterwarnings("ignore", "Glyph .* missing")
        drawing.savefig(
            file, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type"))
        )
    return _embedded(file.getvalue(), name, title)


def _embedded(document: str, name: str, title: str) -> str:
    """Make an SVG document part of a page: ids of its own, the page's colours, a spoken name."""
    svg = document[document.index("<svg") :]
    svg = re.sub(r' xmlns(:\w+)?="[^"]*"', "", svg)
    svg = re.sub(r'\b(id="|href="#|url\(#)', rf"\g<1>{name}-", svg)
    svg = svg.replace(_INK, "currentColor")
    for at, colour in enumerate(_SERIES, start=1):
        svg = svg.replace(colour, f"var(--series-{at})")
    label = html.escape(title)
    head = f'<svg class="chart" role="img" aria-label="{label}"'
    return re.sub(
        r"<svg([^>]*)>", lambda found: f"{head}{found[1]}><title>{label}</title>", svg, count=1
    ).strip()
