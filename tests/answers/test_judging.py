"""`assistant.answers.judging`: what is left of a confidence by all that an answer lacks."""

from __future__ import annotations

import pytest

from assistant.answers.judged import Judged, Shown
from assistant.answers.judging import lessened
from assistant.answers.misfits import WITHOUT_FIGURE
from assistant.answers.term_support import WITHOUT_THINGS
from assistant.language.span import Span
from assistant.model import BlockKind, Query, Resolution
from assistant.text import analyzer

ANALYZER = analyzer()


def judged(question: str, line: str, *held: str) -> Judged:
    query = Query(question, Resolution(question), *ANALYZER.question_terms(question))
    shown = Shown(line, Span(line, 1, 0, BlockKind.PARAGRAPH), ("Pump",))
    weights = dict.fromkeys(query.content, 1.0)
    return Judged(query, weights, shown, held, held, ANALYZER.terms)


def test_what_lacks_nothing_is_as_sure_as_before() -> None:
    fitting = judged("how do I rinse a filter", "Use the brush on the filter.", "rins", "filter")
    assert lessened(0.9, fitting) == 0.9


def test_what_is_lacking_in_two_ways_costs_for_each() -> None:
    lacking = judged("how many pumps, valves and tanks", "Pumps, valves and tanks.", "pump")
    assert lessened(0.9, lacking) == pytest.approx(0.9 * WITHOUT_FIGURE * WITHOUT_THINGS)
