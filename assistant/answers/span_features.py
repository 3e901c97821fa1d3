"""What speaks for each span of a section as the answer, as named numbers; pure.

A span is a sentence, a list item, a table row or a command. The learned weights
(`span_ranker.json`, written by `eval/train_answers.py`) say what each feature is worth.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy

from assistant.answers import span_code, span_forms, span_kinds, span_terms
from assistant.answers.span_choice import SpanChoice
from assistant.language.answer_types import (
    ANSWER_TYPES,
    ASKS_WHAT,
    HOW_MUCH,
    MAY_COMPARE,
    WANTS_LIST,
    WHEN,
    WHO,
    YES_OR_NO,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.language.cues import Cue, Opening
    from assistant.model import Floats

Feature = Callable[[SpanChoice], "Floats"]
"""Gives a number for each of a choice's spans, shape (spans,)."""


def _where(asked: Cue | Opening, feature: Feature) -> Feature:
    """Restrict a feature to questions in which a pattern is found; 0 for others."""
    return lambda choice: feature(choice) if asked.search(choice.text) else choice.none()


def _for_command(feature: Feature) -> Feature:
    """Restrict a feature to questions that ask what to type."""
    return lambda choice: feature(choice) if choice.wants_command else choice.none()


SPAN_FEATURES: Mapping[str, Feature] = {
    "coverage": lambda choice: choice.coverage,
    "news": span_terms.news,
    "beyond_lead": span_terms.beyond_lead,
    "beyond_lead_for_command": _for_command(span_terms.beyond_lead),
    "density": span_terms.density,
    "opens": span_terms.opens(4),
    "opens_wide": span_terms.opens(8),
    "pairs": span_terms.pairs,
    "neighbours": span_terms.neighbours,
    "last_term": span_terms.last_term,
    "alike": span_terms.alike,
    "run": span_terms.run,
    "central": span_terms.central,
    "first": span_forms.first,
    "first_who": _where(WHO, span_forms.first),
    "first_when": _where(WHEN, span_forms.first),
    "first_how_much": _where(HOW_MUCH, span_forms.first),
    "lead_compared": _where(MAY_COMPARE, span_forms.lead),
    "depth": span_forms.depth,
    "behind_code": span_forms.behind_code,
    "length": span_forms.length,
    "short": span_forms.short,
    "unfinished": span_forms.unfinished,
    "question": span_forms.asks,
    "leads_in": span_forms.leads_in,
    "row": span_forms.row,
    "first_item_for_list": _where(WANTS_LIST, span_forms.first_item),
    "first_step": _for_command(span_forms.first_step),
    "pronoun_for_command": _for_command(span_forms.pronoun),
    "verdict": span_forms.verdict,
    "condition": span_forms.condition,
    "bracket": span_forms.bracket,
    "refers_back": span_forms.refers_back,
    "advises": span_forms.advises,
    **{name: span_kinds.asked(kind) for name, kind in ANSWER_TYPES.items()},
    "attribute": span_kinds.attribute,
    "new_names": _where(WHO, span_kinds.new_names),
    "new_number": _where(HOW_MUCH, span_kinds.new_numbers(years=False)),
    "new_year": _where(WHEN, span_kinds.new_numbers(years=True)),
    "counted": span_kinds.counted,
    "defines_first": span_kinds.defines_first,
    "defined": span_kinds.defined,
    "subject": _where(ASKS_WHAT, span_kinds.subject),
    "said": span_kinds.said,
    "prose_for_verdict": _where(YES_OR_NO, span_code.prose),
    "code_for_meaning": _where(ASKS_WHAT, span_code.unexplained),
    "command": _for_command(span_code.command),
    "inline": span_code.inline,
    "introduced": _for_command(span_code.introduced),
    "directed": _for_command(span_code.directed),
    "named_in_lead": _for_command(span_code.named_in_lead),
    "holds_option": _for_command(span_code.holds_option),
    "holds_headed_option": _for_command(span_code.holds_headed_option),
    "names_deed": _for_command(span_code.names_deed),
    "rank_in_block": _for_command(span_code.rank_in_block),
    "opening_line": _for_command(span_code.opening_line),
    "shell": _for_command(span_code.shell),
    "mere_words": span_code.mere_words,
    "echoes": span_code.echoes,
}
"""Each feature by its name: a function that gives it for all spans, shape (spans,)."""


def measure_spans(choice: SpanChoice, names: Sequence[str]) -> Floats:
    """Compute features by name; shape (spans, names). Raises `KeyError` for an unknown one."""
    # Copied, so that a span's values lie side by side, on which the last bits of sums depend.
    return numpy.array([SPAN_FEATURES[name](choice) for name in names]).T.copy()
