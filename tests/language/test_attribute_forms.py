"""`assistant.language.attribute_forms`: which forms tell what is asked for."""

from __future__ import annotations

import pytest

from assistant.language.attributes import asked_attributes, words_told


@pytest.mark.parametrize(
    ("question", "line", "words"),
    [
        ("what did the kettle cost", "kettle: 39 €", "cost"),
        ("price of the kettle?", "Kettle $39", "price"),
        ("what does the club cost", "club: 30/month", "cost"),
        ("rent of the hall", "hall 110 / night", "rent"),
        ("what did the van cost", "van: 6.2k, used", "cost"),
        ("phone number of the plumber", "Plumber, 0171 222 9812", "phone number"),
        ("email of Ana", "Ana, ana@example.org", "email"),
        ("IP of the printer", "printer 10.0.0.7", "IP"),
        ("website of the club", "club: www.example.org", "website"),
        ("which version of Python runs there", "Python 3.11", "version"),
        ("when was Ana born", "Ana, b. 3 July", "born"),
        ("Ana's birthday", "Ana 3 July", "birthday"),
        ("Ana's membership number", "club, no 44 871", "membership number"),
        ("Ana's number", "Ana 0171 222 9812", "number"),
        ("how often is the pump oiled", "pump: oil every 100 h", "how often"),
        ("how long does it dry", "dries 3 days", "how long"),
        ("how long does it dry", "dries overnight", "how long"),
        ("what colour is the pump", "pump: dark grey", "what colour"),
        ("date of the fair", "fair: 14 June", "date"),
        ("which tax rate do eggs have", "eggs: 7 %", "which tax rate"),
        ("at what rate does the pump run", "pump 30/min", "what rate"),
        ("deadline for the form", "form by 27/3", "deadline"),
        ("how many hours has the pump run", "pump 6h20", "how many hours"),
        ("weight of the pump", "pump, 12 kg", "weight"),
        ("how cold was it in May", "May: 41 F", "how cold"),
        ("temperature of the oven", "oven -5", "temperature"),
        ("distance to the yard", "yard 4 km", "distance"),
        ("pressure of the tyres", "tyres 4.8 front", "pressure"),
        ("blood pressure of Ana", "Ana 120/80", "pressure"),
        ("torque for the pump", "pump 5 Nm", "torque"),
        ("Ana's address", "Ana, Gartenstr. 40", "address"),
        ("what is Ana's address?", "Ana, 12 Mill Lane", "address"),
        ("Ana's address", "Ana, rue du Moulin 3", "address"),
        ("codominance example", "both show, e.g. AB", "example"),
        ("define kernel", "kernel: all that maps to 0", "define"),
        ("definition of a span", "span = all combinations", "definition"),
        ("what does F28 mean", "F28: no flame", "mean"),
        ("how fast is the line", "line 38 Mbit", "how fast"),
        ("how fast is it oiled", "oiled: 9 min", "how fast"),
        ("how thick is the glass", "glass 3 mm", "how thick"),
        ("how big is the table", "table 1.1 TB", "how big"),
        ("what size is the tyre", "tyre 195/55", "what size"),
        ("what time does it run", "runs 9:40", "what time"),
        ("how old is the pump", "| pump | 2018-06-20 |", "how old"),
        ("how old is Ben", "Ben, 9 months", "how old"),
    ],
)
def test_what_is_asked_for_is_told_in_a_form_of_its_own(
    question: str, line: str, words: str
) -> None:
    assert words_told(question, line) == words
    assert words_told(question, "Bought in spring, it works well") == ""


@pytest.mark.parametrize(
    "question",
    [
        "how do I stop a container",
        "does the website container start first",
        "COPY --link vs COPY",
        "what is the mean age of the oaks",
        "how many eggs go in",
        "number of the eggs that go in",
        "are phones allowed",
        "what means constant temperature",
        "when does the club pay",
        "why was the rent raised",
        "address the envelope",
    ],
)
def test_other_questions_ask_for_none(question: str) -> None:
    assert not list(asked_attributes(question))


def test_an_amount_with_thousands_parted_is_no_number_by_which_something_is_known() -> None:
    assert words_told("my tax number", "below 25,000 a year, €450 for Ana") == ""
