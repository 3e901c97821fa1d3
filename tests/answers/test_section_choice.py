"""`assistant.answers.section_choice`: which section is cut from; more in `test_answering.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.answers.choosing import best_span
from assistant.answers.section_choice import SectionChoice
from assistant.chunking import chunk_note
from assistant.model import Chunk, Evidence, Feature, Hit, Note, Query, Resolution
from assistant.relevance.ranker import shipped_span_ranker
from assistant.text import analyzer

if TYPE_CHECKING:
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


FAIRS = """\
# Fairs

## Packing

Take the tent to the village fair.

## Plans

The village fair is on 14 June.
"""


def matched(query: Query, text: str) -> tuple[str, ...]:
    held = set(ANALYZER.terms(text))
    return tuple(term for term in query.content if term in held)


def chosen(
    question: str, scores: tuple[float, float], *, is_learned: bool = True, text: str = FAIRS
) -> str:
    """Give the line that answers from the last two sections, the first of which comes first."""
    query = Query(question, Resolution(question), *ANALYZER.question_terms(question))
    weights = dict.fromkeys(query.content, 1.0)
    chunks = chunk_note(Note("fairs.md", "Fairs", text))[-2:]
    features = (Feature("coverage", 1.0, 1.0),) if is_learned else ()
    evidence = Evidence(1.0, 0.5, 1.0, matched(query, text), features)
    hits = [Hit(chunk, score, evidence) for chunk, score in zip(chunks, scores, strict=True)]
    sections = SectionChoice(query, weights, ANALYZER.terms, shipped_span_ranker())
    best = sections.answering_first(hits).best
    assert best is not None
    return best.text


@pytest.mark.parametrize("question", ["when is the village fair", "date of the village fair"])
def test_a_line_without_the_asked_form_comes_behind_one_with_it(question: str) -> None:
    assert chosen(question, (2.0, 1.0)) == "The village fair is on 14 June."


def test_it_does_not_where_that_is_far_behind_or_the_form_is_not_asked_for() -> None:
    packing = "Take the tent to the village fair."
    assert chosen("when is the village fair", (9.0, 1.0)) == packing
    assert chosen("what about the village fair", (2.0, 1.0)) == packing


def test_nor_where_the_other_line_has_not_the_form_either() -> None:
    loud = FAIRS.replace("on 14 June", "loud")
    packing = "Take the tent to the village fair."
    assert chosen("when is the village fair", (2.0, 1.0), text=loud) == packing


def test_nor_where_one_word_is_shared_or_nothing_learned_tells_how_likely_others_are() -> None:
    packing = "Take the tent to the village fair."
    assert chosen("when is the fair", (2.0, 1.0)) == packing
    assert chosen("when is the village fair", (2.0, 1.0), is_learned=False) == packing


PUMPS = """
# Pumps

## Off

    stop pump --test

## Tests

The pump test runs every 30 minutes.
"""


def test_code_comes_behind_a_line_with_an_amount_where_one_is_asked_for() -> None:
    amount = "The pump test runs every 30 minutes."
    assert chosen("how often does the pump test run", (2.0, 1.0), text=PUMPS) == amount
    dated = PUMPS.replace("every 30 minutes", "on 14 June at 6:30")
    assert chosen("when does the pump test run", (2.0, 1.0), text=dated) == "stop pump --test"


PEOPLE = """
# People

## Ben

Ben leads the village choir.

## Choir

Ben lives in Gartenstr. 40.
"""


def test_of_one_word_alone_it_is_enough_that_all_is_held_but_what_the_form_tells() -> None:
    address = "Ben lives in Gartenstr. 40."
    assert chosen("Ben's address", (2.0, 1.0), text=PEOPLE) == address
    assert chosen("Eve's address", (2.0, 1.0), text=PEOPLE) != address


TRADES = """
# Trades

## What can be run to import an exported list into a shop?

Run `trade load list` for that.

## What can you run to export a list?

Run `trade save list` for that.
"""


def test_how_to_do_something_else_to_what_was_so_treated_comes_behind() -> None:
    for question in ("how do I export a list", "export a list"):
        assert chosen(question, (2.0, 1.0), text=TRADES) == "trade save list"
    assert chosen("how do I import an exported list", (2.0, 1.0), text=TRADES) == "trade load list"


def test_it_does_not_where_no_other_section_is_on_all_that_is_asked() -> None:
    sorting = TRADES.replace("run to export a list", "run to sort a list")
    for question, text in (("export a list", sorting), ("export a list at night", TRADES)):
        assert chosen(question, (2.0, 1.0), text=text) == "trade load list"


def test_nor_does_it_where_the_first_is_headed_by_no_other_deed() -> None:
    lists = TRADES.replace("What can be run to import an exported list into a shop?", "Exported")
    assert chosen("export a list", (2.0, 1.0), text=lists) == "trade load list"


STORES = """
# Stores

## Report

The report is sent to the office.

## Stock report

The stock report counts the north store and the south store.
"""


def chosen_of_stores(question: str, scores: tuple[float, float]) -> str:
    """Give the heading chosen, where each section holds what it says alone."""
    query = Query(question, Resolution(question), *ANALYZER.question_terms(question))
    hits = []
    for chunk, score in zip(chunk_note(Note("s.md", "S", STORES))[-2:], scores, strict=True):
        held = matched(query, chunk.text)
        coverage = len(held) / len(query.content)
        features = (Feature("coverage", coverage, 1.0),)
        hits.append(Hit(chunk, score, Evidence(1.0, 0.5, coverage, held, features)))
    weights = dict.fromkeys(query.content, 1.0)
    sections = SectionChoice(query, weights, ANALYZER.terms, shipped_span_ranker())
    return sections.answering_first(hits).hits[0].chunk.source.headings[-1]


def test_a_section_with_all_of_the_question_comes_before_one_with_some_of_it() -> None:
    assert chosen_of_stores("which store is in the stock report", (2.0, 1.0)) == "Stock report"


def test_it_does_not_where_it_is_far_behind_or_holds_not_all_either() -> None:
    assert chosen_of_stores("which store is in the stock report", (9.0, 1.0)) == "Report"
    assert chosen_of_stores("which stock has the office report", (2.0, 1.0)) == "Report"


KEPT = """
# Pumps

## Names

The names of the pumps are read from the config file at night.

## Files

The config file of the pumps is `~/.pumps/all.json`.
"""


def test_where_a_file_is_is_told_by_a_line_with_a_path_rather_than_in_passing() -> None:
    question = "where does pumpctl have the config file of pumps"
    assert "/.pumps/" in chosen(question, (2.0, 1.0), text=KEPT)
    assert "at night" in chosen("what about the config file of pumps", (2.0, 1.0), text=KEPT)
