"""`assistant.answers.line_evidence`: what the line that answers says by its form."""

from __future__ import annotations

import pytest

from assistant.answers.judged import Shown
from assistant.answers.line_evidence import LineEvidence, line_evidence
from assistant.language.span import Span
from assistant.model import Alternative, BlockKind, Query, Resolution
from assistant.text import analyzer

ANALYZER = analyzer()


def evidence(
    question: str,
    line: str,
    held: str = "",
    alternatives: tuple[Alternative, ...] = (),
    header: str = "",
    headings: tuple[str, ...] = ("Kitchen",),
) -> LineEvidence:
    """Judge a line with all content terms counting the same."""
    terms, content = ANALYZER.question_terms(question)
    query = Query(question, Resolution(question), terms, content, alternatives=alternatives)
    best = Span(line, 3, 0, BlockKind.TABLE if header else BlockKind.PARAGRAPH)
    shown = Shown(line, best, headings, header=header)
    return line_evidence(
        query, dict.fromkeys(content, 1.0), shown, ANALYZER.terms(held), ANALYZER.terms
    )


def test_a_price_is_told_without_the_word() -> None:
    assert evidence("what does the kettle cost", "Kettle 39 €").told == {"cost"}
    assert evidence("what does the kettle cost", "Kettle, blue").told == frozenset()


def test_a_column_of_amounts_is_told_by_its_header() -> None:
    row, header = "| kettle | 39 |", "| what | € |"
    assert evidence("what does the kettle cost", row, header=header).told == {"cost"}
    assert evidence("what does the kettle cost", row, header="| what | kg |").told == frozenset()


def test_a_price_may_stand_in_the_heading() -> None:
    found = evidence("what does the kettle cost", "It is blue.", headings=("Kettle (39 €)",))
    assert found.told == {"cost"}


def test_what_the_section_says_in_the_word_is_not_told_by_form() -> None:
    assert evidence("what does the kettle cost", "Kettle 39 €", held="cost").told == frozenset()


def test_an_attribute_of_nothing_is_not_told() -> None:
    assert evidence("what is the price", "Kettle 39 €").told == frozenset()


@pytest.mark.parametrize(
    "line",
    [
        "Kettle: black",
        "- kettle – black",
        "kettle = black",
        "**Kettle** → black",
        "| kettle | black |",
    ],
)
def test_what_stands_before_a_colon_or_the_like_is_a_label(line: str) -> None:
    assert evidence("kettle colour", line).labelled == pytest.approx(0.5)


@pytest.mark.parametrize(
    "line", ["The kettle is black.", "Black: the kettle", "kettle-black", "*" * 100_000 + ":"]
)
def test_what_a_line_says_elsewhere_is_no_label(line: str) -> None:
    assert evidence("kettle colour", line).labelled == 0


def test_what_means_the_same_makes_as_much_of_a_label_as_it_is_worth() -> None:
    boiler = Alternative("kettl", "boiler", 0.8)
    found = evidence("kettle colour", "boiler: black", alternatives=(boiler,))
    assert found.labelled == pytest.approx(0.4)


def test_what_a_line_says_of_the_question_is_a_share_of_its_weight() -> None:
    assert evidence("where is the blue kettle", "The kettle is on the shelf.").said == 0.5
    assert evidence("where is the blue kettle", "On the shelf.").said == 0


def test_a_line_has_the_form_of_what_is_asked_for() -> None:
    asked = "what is Ann's phone number"
    assert evidence(asked, "Ann: 030 5550123").has_form
    assert not evidence(asked, "Ann has a phone.").has_form
    assert not evidence("who is Ann", "Ann: 030 5550123").has_form


def test_what_was_last_is_told_by_a_day() -> None:
    terms, content = ANALYZER.question_terms("when did I last oil the pump")
    query = Query("", Resolution(""), terms, content)
    best = Span("3 May: oiled the pump", 3, 0, BlockKind.PARAGRAPH)
    shown = Shown(best.text, best, ("Log",))
    weights = dict.fromkeys(content, 1.0)
    held = ("oil", "pump")
    found = line_evidence(query, weights, shown, held, ANALYZER.terms, "last")
    assert found.told == {"last"}
