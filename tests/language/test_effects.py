"""`assistant.language.effects`: what a question asks the effect of, and where notes tell it."""

from __future__ import annotations

import pytest

from assistant.language.effects import (
    asked_effect,
    keeps_name,
    section_tells_effect,
    tells_effect,
)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("what does pump drain do", "pump drain"),
        ("What does the red light mean?", "the red light"),
        ("what does DRAIN do", "DRAIN"),
        ("what does it do", ""),
        ("what do I do when it leaks, and what do", ""),
        ("how do I drain the pump", ""),
    ],
)
def test_the_effect_is_asked_of_a_name_and_of_no_pronoun(question: str, name: str) -> None:
    assert asked_effect(question) == name


@pytest.mark.parametrize(
    ("question", "heading", "keeps"),
    [
        ("what does pump drain do", "What does pump drain do?", True),
        ("what does pump drain do", "What does pump valve drain do?", False),
        ("what does pump drain do", "Drain", True),
        ("what does pump up do", "Pump", False),
        ("how do I drain the pump", "Pump valve drain", True),
    ],
)
def test_a_heading_with_a_word_within_the_name_is_about_something_else(
    question: str, heading: str, *, keeps: bool
) -> None:
    assert keeps_name(question, heading) is keeps


@pytest.mark.parametrize(
    "text",
    [
        "`pump drain` empties it.",
        "The command `pump drain` empties it.",
        "A pump is emptied with `pump drain`, which takes a minute.",
        "Close it first. `pump drain` empties it.",
        "| `pump drain` | empties it |",
        "A pump is filled by hand, whereas `pump drain` empties it.",
        "The pump drain command, though, empties it.",
        "Close it first. Using the pump drain command, you empty it.",
    ],
)
def test_what_something_does_is_said_of_it_or_is_done_with_it(text: str) -> None:
    assert tells_effect(text, "pump drain")
    assert tells_effect(text, "the pump drain command")


def test_a_label_and_an_option_with_its_argument_are_names_as_well() -> None:
    assert tells_effect("- **Drain**: empties it.", "drain")
    assert tells_effect("A pump is emptied with `--to BARREL`.", "--to")
    assert not tells_effect('"drain": true', "drain")


@pytest.mark.parametrize(
    "text",
    [
        "`pump drain`, `pump empty`",
        "Before `pump drain` close it.",
        "With `pump drain --all` nothing is left.",
        "Pump drain is loud.",
        "`pump drain` also cleans it.",
        "Pump fill and pump drain commands are alike.",
    ],
)
def test_a_text_that_merely_names_something_does_not_say_what_it_does(text: str) -> None:
    assert not tells_effect(text, "pump drain")


def test_a_line_with_a_name_thousands_of_times_is_not_read_to_its_end_from_each() -> None:
    assert not tells_effect("An old pump is red. " * 30_000, "pump")


def test_a_section_that_begins_by_saying_it_comes_before_one_that_says_it_later() -> None:
    first = "Empty\n## Empty\n\nA pump is emptied with `pump drain`. Then it is clean."
    later = "Clean\n## Clean\n\nA pump is cleaned by hand. `pump drain` empties it."
    assert section_tells_effect(first, "pump drain") == 1
    assert 0 < section_tells_effect(later, "pump drain") < 1
    assert section_tells_effect("Pump\n## Pump\n\nIt leaks.", "pump drain") == 0
