"""`assistant.answers.dated_entries`: of what is said on several days the latest, and its day."""

from __future__ import annotations

import pytest

from assistant.answers.choosing import best_span
from assistant.answers.dated_entries import date_of, latest_section, words_of_latest
from assistant.answers.section_choice import SectionChoice
from assistant.chunking import chunk_note
from assistant.model import Chunk, Evidence, Feature, Hit, Note, Query, Resolution
from assistant.relevance.ranker import shipped_span_ranker
from assistant.text import analyzer

ANALYZER = analyzer()


def asked(question: str) -> Query:
    return Query(question, Resolution(question), *ANALYZER.question_terms(question))


def sections(text: str, path: str = "log.md") -> list[Chunk]:
    return list(chunk_note(Note(path, "Log", text)))


def best(question: str, text: str) -> str:
    """Give the line of a note's last section that answers."""
    query = asked(question)
    weights = dict.fromkeys(query.content, 1.0)
    chunk = sections(text)[-1]
    found = best_span(query, chunk, weights, ANALYZER.terms, shipped_span_ranker())
    assert found is not None
    return found.text


@pytest.mark.parametrize(
    "question",
    [
        "latest reading of the pump",
        "when did I last oil the pump",
        "what did the pump weigh last",
        "current level of the well",
        "most recent visit",
    ],
)
def test_what_was_last_is_asked_for_in_several_ways(question: str) -> None:
    assert words_of_latest(question)


@pytest.mark.parametrize(
    "question",
    [
        "what did I oil last week",
        "how do I see the last 20 lines",
        "how long does the oil last",
        "the pump stopped at last",
        "Ana's last name",
        "when is the pump oiled",
    ],
)
def test_a_span_of_time_or_the_end_of_something_is_not_what_was_last(question: str) -> None:
    assert not words_of_latest(question)


READINGS = """\
# Log

- 2 Feb 2025 pump at 1561
- 29 June 2025 pump at 1644
- 8 May 2025 pump at 1620
- 1 July 2025 oiled the door
"""


def test_of_lines_that_say_the_same_the_latest_answers_what_was_last() -> None:
    assert best("latest level of the pump", READINGS) == "29 June 2025 pump at 1644"
    assert best("level of the pump", READINGS) == "2 Feb 2025 pump at 1561"


def test_where_the_line_that_was_chosen_has_no_day_it_stays() -> None:
    text = "# Log\n\n- level of the pump at 1561\n- pump at 1644 on 2025-06-29\n"
    assert best("latest level of the pump", text) == "level of the pump at 1561"


DIARY = """\
# Log

3 March. Rain. Mended the door.

6 April. {weather}The pump was oiled by Ana.
"""


def test_an_entry_of_a_diary_is_given_from_its_day_on_where_a_time_is_asked_for() -> None:
    text = DIARY.format(weather="It was cold. ")
    whole = "6 April. It was cold. The pump was oiled by Ana."
    assert best("when was the pump oiled by Ana", text) == whole
    assert best("who oiled the pump", text) == "The pump was oiled by Ana."


def test_a_line_that_names_a_day_for_something_is_no_entry() -> None:
    text = DIARY.format(weather="").replace("6 April. ", "Ana's birthday is 6 April. ")
    assert best("when was the pump oiled by Ana", text) == "The pump was oiled by Ana."


def test_a_long_entry_is_not() -> None:
    text = DIARY.format(weather="It was cold. " * 30)
    assert best("when was the pump oiled by Ana", text) == "The pump was oiled by Ana."


def test_the_day_of_a_line_stands_on_it_or_in_a_heading_or_in_the_name_of_the_note() -> None:
    headed = "# Log\n\n## 3 May 2025\n\nOiled it.\n\n2025-05-04 Oiled it again.\n"
    chunk = sections(headed)[-1]
    (plain,) = sections("# Log\n\nOiled it.\n", "2025-05-05 log.md")
    spans = [
        best_span(asked("oiled"), one, {"oil": 1.0}, ANALYZER.terms, shipped_span_ranker())
        for one in (chunk, plain)
    ]
    assert [date_of(one, of) for one, of in zip(spans, (chunk, plain), strict=True) if one] == [
        "2025-05-03",
        "2025-05-05",
    ]


VISITS = """\
# Log

## 3 May 2025

The sweep was here.

## 9 June 2025

The sweep was here too.

## 1 July 2025

The smith was here.
"""


def place(question: str, scores: tuple[float, ...], *, is_learned: bool = True) -> int:
    """Give the place of the section that answers among the days."""
    query = asked(question)
    weights = dict.fromkeys(query.content, 1.0)
    features = (Feature("coverage", 1.0, 1.0),) if is_learned else ()
    hits = [
        Hit(chunk, score, Evidence(1.0, 0.5, 1.0, tuple(held), features))
        for chunk, score in zip(sections(VISITS)[-3:], scores, strict=True)
        if (held := {"sweep"}.intersection(ANALYZER.terms(chunk.text))) is not None
    ]
    choice = SectionChoice(query, weights, ANALYZER.terms, shipped_span_ranker())
    return latest_section(question, hits, choice.best)


def test_of_sections_that_say_the_same_the_latest_answers_what_was_last() -> None:
    assert place("when was the sweep here last", (2.0, 1.0, 0.5)) == 1


def test_it_does_not_where_it_is_far_behind_or_what_was_last_is_not_asked_for() -> None:
    assert place("when was the sweep here last", (9.0, 1.0, 0.5)) == 0
    assert place("when was the sweep here", (2.0, 1.0, 0.5)) == 0
    assert place("when was the sweep here last", (2.0, 1.0, 0.5), is_learned=False) == 0
