"""`assistant.reading.frontmatter`: what a note is told by the YAML above its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.notes import parse_note

if TYPE_CHECKING:
    from assistant.model import Note


def parsed(text: str) -> Note:
    note, warnings = parse_note("folder/my-tea_notes.md", text)
    assert warnings == ()
    return note


def warning(text: str) -> str:
    note, warnings = parse_note("tea.md", text)
    assert note.body_line == 1
    return "\n".join(warnings)


def test_what_it_states_besides_names_is_given_by_line() -> None:
    text = "---\ntitle: Stew\nserves: 4\nby:\n  - Ann\n  - Bo\n\n# note\nfrom: Leeds\n---\nCook."
    assert parsed(text).facts == ((3, 3), (4, 6), (9, 9))


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ("'by': Ann\n\"from\": Leeds", ["'by': Ann", '"from": Leeds']),
        ("by: [Ann,\nBo]\nfor: 4", ["by: [Ann,\nBo]", "for: 4"]),
        ("by:\n- Ann\n# who?\n- Bo\n\n# end", ["by:\n- Ann\n# who?\n- Bo"]),
        ("how: |\n  # stir\n\n  pour\n\nby: Ann", ["how: |\n  # stir\n\n  pour", "by: Ann"]),
        ("said: >-\n  a\n  b: c\nby: Ann # now", ["said: >-\n  a\n  b: c", "by: Ann # now"]),
        ('said: "a\nby: c"\nby: Ann', ['said: "a\nby: c"', "by: Ann"]),
        ("by: Ann\nby: Bo", ["by: Ann", "by: Bo"]),
        ("by: a\u2028\nfor: 4", ["by: a\u2028", "for: 4"]),
        ("by: 🍵\nfor: 4", ["by: 🍵", "for: 4"]),
        ("by: {name: Ann}\n? for\n: 4", []),
        ("{by: Ann, for: 4}", []),
        ("by: " + "a " * 119 + "\nfor: " + "a " * 120, ["by: " + "a " * 119]),
    ],
)
def test_a_fact_is_the_lines_of_its_field(fields: str, facts: list[str]) -> None:
    text = f"---\n{fields}\n---\nCook."
    lines = text.split("\n")
    found = ["\n".join(lines[first - 1 : last]) for first, last in parsed(text).facts]
    assert found == facts


@pytest.mark.parametrize(
    "line",
    ["id: 7", "css: a", "updated: 2024-01-01", "date created: 2024-01-01", "a:", "a: null"],
)
def test_what_is_there_for_programs_or_states_nothing_is_left_out(line: str) -> None:
    assert parsed(f"---\n{line}\n---\nCook.").facts == ()


def test_a_name_that_only_ends_like_one_for_programs_states_something() -> None:
    assert parsed("---\npaid: 12 €\n---\nCook.").facts == ((2, 2),)


def test_front_matter_is_read_and_the_body_begins_below() -> None:
    note = parsed(
        "---\ntitle: Tea\naliases: [Chai, Cha]\ntags: [drink, '#hot']\n"
        "description: Leaves in\n  water.\n---\nText."
    )
    assert (note.title, note.body_line) == ("Tea", 8)
    assert (note.aliases, note.tags) == (("Chai", "Cha"), ("drink", "hot"))
    assert note.description == "Leaves in water."


def test_front_matter_has_other_names_for_its_fields_and_lists_as_strings() -> None:
    note = parsed("---\nalias: Chai, Green tea\nTag: '#drink #hot, leaf'\nsummary: Tea.\n...\n")
    assert note.aliases == ("Chai", "Green tea")
    assert note.tags == ("drink", "hot", "leaf")
    assert note.description == "Tea."


def test_addresses_among_the_aliases_are_no_names() -> None:
    assert parsed("---\naliases: [/go/tea/, Chai]\n---").aliases == ("Chai",)


def test_dates_and_numbers_stay_as_they_were_typed() -> None:
    note = parsed("---\ntitle: 2024-02-30\naliases: [1.10, yes]\n---")
    assert (note.title, note.aliases) == ("2024-02-30", ("1.10", "yes"))


def test_values_of_another_type_are_passed_over() -> None:
    note = parsed("---\ntitle: [a]\naliases: {a: b}\ntags: [[a], b, null]\ndescription: ~\n---")
    assert (note.title, note.aliases, note.tags) == (None, (), ("b",))
    assert note.description == ""


def test_empty_front_matter_is_front_matter() -> None:
    assert parsed("---\n---\nText.").body_line == 3


@pytest.mark.parametrize("text", ["---\ntitle: Tea\n", "Text\n---\ntitle: Tea\n---", "----\n---"])
def test_what_is_not_closed_or_not_at_the_top_is_text(text: str) -> None:
    assert parsed(text).body_line == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\na: b\ntitle: a: b\n---", "line 3: mapping values are not allowed"),
        ("---\ntitle: a\x01\n---", "line 2: control characters are not allowed"),
        ("---\n- a\n---", "line 2: not a mapping"),
        ("---\na: &x [b]\nc: [*x, *x]\n---", "line 3: aliases are not allowed"),
        ("---\na: " + "[" * 100 + "\n---", "line 2: nested too deeply"),
        ("---\na: " + "b" * 70_000 + "\n---", "line 1: larger than 64 KiB"),
        ("---\n[a]: b\n---", "line 2: a name has to be a text"),
    ],
)
def test_broken_front_matter_is_warned_of_and_stays_text(text: str, reason: str) -> None:
    message = warning(text)
    assert message.startswith(f"tea.md: front matter is not valid YAML ({reason}")
    assert message.endswith("; read without it")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("---\ntitle: [tea\n---\nHot.", 3),
        ("---\n# mine\nmy title: a: b\n\n'tags': x\n...\n", 6),
        ("---\nHot: [\n\nMild tea.\n---\n", 0),
        ("---\n- hot\n---\n", 0),
        ("---\nSee http://tea: [\n---\n", 0),
    ],
)
def test_broken_front_matter_is_told_from_text_between_rules(text: str, lines: int) -> None:
    assert parse_note("tea.md", text)[0].broken_lines == lines


@given(st.lists(st.sampled_from(["a: b", "c:", "- d", "  e", "", "# f", "'g': [h,", "i]"])))
def test_facts_stand_behind_each_other_within_front_matter(lines: list[str]) -> None:
    note = parse_note("tea.md", "\n".join(["---", *lines, "---"]))[0]
    ends = [line for fact in note.facts for line in fact]
    assert all(first <= last for first, last in note.facts)
    assert all(before < after for before, after in zip(ends[1::2], ends[2::2], strict=False))
    assert all(1 < line < note.body_line - 1 for line in ends)


@given(st.text().map(lambda text: f"---\n{text}\n---\n"))
def test_no_front_matter_crashes(text: str) -> None:
    note, warnings = parse_note("tea.md", text)
    assert note.text == text
    assert all(line.isprintable() for line in warnings)
