"""What the line that answers says by its form, beyond the words that it shares; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.answer_types import LINE_LABEL
from assistant.language.attributes import asked_forms, has_form, words_told
from assistant.records import dataclass
from assistant.relevance.weighting import alternatives_of, stands_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assistant.answers.judged import Shown
    from assistant.model import Analyze, Query


@dataclass(frozen=True, slots=True)
class LineEvidence:
    """What a line that may answer a question says by its form."""

    told: frozenset[str] = frozenset()
    """Content terms that its section lacks, and that ask for what it tells in a form of its own."""
    labelled: float = 0.0
    """Share of the weight of the content terms that the label holds by which it begins; 0 to 1."""
    said: float = 0.0
    """Share of their weight that the line itself holds; 0 to 1."""
    has_form: bool = False
    """Whether it has the form of what is asked for, such as that of a price."""


def line_evidence(
    query: Query,
    weights: Mapping[str, float],
    shown: Shown,
    held: Collection[str],
    analyze: Analyze,
    more_told: str = "",
) -> LineEvidence:
    """Tell what the line of an answer says by its form; `held` is what its section holds.

    `more_told` are words of the question that it tells otherwise.
    """
    told = frozenset(analyze(f"{words_told(query.standalone, shown.headed_row)} {more_told}"))
    told = told.intersection(query.content).difference(held)
    # Where all that is asked for is an attribute, it is one of nothing.
    is_of_something = len(told) < len(query.content)
    return LineEvidence(
        told if is_of_something else frozenset(),
        _labelled(query, weights, shown.best.text, analyze),
        _share(query, weights, analyze(shown.best.text)),
        has_form(shown.headed_row, asked_forms(query.standalone)),
    )


def _labelled(query: Query, weights: Mapping[str, float], line: str, analyze: Analyze) -> float:
    label = LINE_LABEL.match(line)
    return _share(query, weights, analyze(label["label"])) if label else 0.0


def _share(query: Query, weights: Mapping[str, float], held: Collection[str]) -> float:
    """Give the share of the weight of the content terms that some terms hold, or stand for."""
    alternatives, terms = alternatives_of(query), set(held)

    def share(term: str) -> float:
        """Give how far one of them is held; 0 to 1."""
        found = (one for one in alternatives.get(term, ()) if stands_in(one.instead, terms))
        return 1.0 if term in terms else max((one.share for one in found), default=0.0)

    total = sum(weights.values()) or 1.0
    return sum(weight * share(term) for term, weight in weights.items()) / total
