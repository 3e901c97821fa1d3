"""`assistant.answers.section_choice`: which section is cut from; more in `test_answering.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answers.choosing import best_span
from assistant.answers.section_choice import SectionChoice
from assistant.chunking import chunk_note
from assistant.model import Chunk, Evidence, Hit, Note, Query, Resolution
from assistant.relevance.ranker import shipped_span_ranker
from assistant.text import analyzer

if TYPE_CHECKING:
    import pytest

    from assistant.language.span import Span

ANALYZER = analyzer()

NOTES = """\
# Pump

## Where

The pump stands behind the shed.

## Stop

The pump is stopped in May.

## Start

pump with care
"""


def test_no_section_is_measured_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = []

    def noting(query: Query, chunk: Chunk, *given: object) -> Span | None:
        measured.append(chunk.source)
        return best_span(query, chunk, *given)  # type: ignore[arg-type]  # as they were given

    monkeypatch.setattr("assistant.answers.section_choice.best_span", noting)
    question = "how do I stop the pump"
    query = Query(question, Resolution(question), *ANALYZER.question_terms(question))
    weights = dict.fromkeys(query.content, 1.0)
    chunks = chunk_note(Note("pump.md", "Pump", NOTES), max_words=10_000)
    hits = [Hit(chunk, 1.0, Evidence(1.0, 0.5, 1.0, ("stop", "pump"))) for chunk in chunks]
    sections = SectionChoice(query, weights, ANALYZER.terms, shipped_span_ranker())
    chosen = sections.answering_first(hits)
    assert chosen.best == sections.best(chosen.hits[0])
    for hit in hits:
        sections.best(hit)
    assert len(measured) == len(set(measured)) > 1
