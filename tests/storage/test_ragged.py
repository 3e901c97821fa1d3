"""`assistant.storage.ragged`: lists in one array."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from sections import ragged

if TYPE_CHECKING:
    from assistant.storage.ragged import Ragged

LISTS = st.lists(st.lists(st.integers(0, 5), max_size=5), max_size=6)
TABLE = st.lists(st.lists(st.integers(0, 99), max_size=3), min_size=6, max_size=6)


def lists_of(found: Ragged) -> list[list[int]]:
    ends = found.ends().tolist()
    return [
        found.values[end - size : end].tolist()
        for end, size in zip(ends, found.sizes.tolist(), strict=True)
    ]


@given(LISTS)
def test_lists_come_out_as_they_went_in(lists: list[list[int]]) -> None:
    assert lists_of(ragged(lists)) == lists


@given(LISTS)
def test_each_value_has_its_list_for_an_owner(lists: list[list[int]]) -> None:
    owners = [at for at, one in enumerate(lists) for _ in one]
    assert ragged(lists).owners().tolist() == owners


@given(LISTS, TABLE)
def test_each_value_is_mapped_to_the_list_that_a_table_has_for_it(
    lists: list[list[int]], table: list[list[int]]
) -> None:
    expected = [[value for place in one for value in table[place]] for one in lists]
    assert lists_of(ragged(lists).mapped(ragged(table))) == expected
