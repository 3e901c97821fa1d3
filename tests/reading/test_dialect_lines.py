"""`assistant.reading.dialect_lines`: single lines that only some programs have a use for."""

from __future__ import annotations

import pytest

from assistant.reading.dialect_lines import common_line
from assistant.reading.dialects import in_common_markdown


@pytest.mark.parametrize("line", ["[TOC]", "[[_TOC_]]", "(labels/tea)=", "{: .big }", "[](){#tea}"])
def test_a_line_that_only_names_a_place_is_left_out(line: str) -> None:
    assert in_common_markdown(["Green.", line, "Mild."]) == ["Green.", "", "Mild."]


@pytest.mark.parametrize("line", ['--8<-- "tea.md"', "{% include tea.html %}", "{% endhint %}"])
def test_a_line_for_programs_is_a_comment(line: str) -> None:
    assert in_common_markdown([line]) == [f"<!-- {line} -->"]


@pytest.mark.parametrize("line", ["Steep it. ^a1b2c3", "Steep it.  ^hot-tea "])
def test_a_line_goes_without_the_name_of_its_block(line: str) -> None:
    assert in_common_markdown([line]) == ["Steep it."]


@pytest.mark.parametrize(
    "line", ["a ^2", "x ^n", "a^bcde", "Steep ^abcd it", "    ^~~~~", "[^abcd]"]
)
def test_a_sign_that_begins_no_name_stays(line: str) -> None:
    assert common_line(line) == line


def test_the_name_of_a_block_may_stand_below_it() -> None:
    assert in_common_markdown(["|a|", "|-|", "", "^abcd"]) == ["|a|", "|-|", "", ""]
