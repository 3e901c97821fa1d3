"""`assistant.storage.sealing`: a seal tells whether values are still what they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.storage.sealing import DamagedError, check, seal

VALUES = st.lists(st.binary(max_size=20) | st.text(max_size=20) | st.integers(), max_size=5)


@given(VALUES)
def test_values_pass_under_their_own_seal(values: list[object]) -> None:
    check(seal(*values), *values)


@given(st.binary(min_size=1, max_size=200), st.data())
def test_every_flipped_bit_is_noticed(raw: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(raw) * 8 - 1))
    flipped = bytearray(raw)
    flipped[at // 8] ^= 1 << at % 8
    with pytest.raises(DamagedError, match="not what was written"):
        check(seal("tea", raw), "tea", bytes(flipped))


@pytest.mark.parametrize("others", [("te", "amate"), ("mate", "tea"), ("teamate",), ("tea", None)])
def test_a_border_or_order_that_moved_is_noticed(others: tuple[object, ...]) -> None:
    assert seal("tea", "mate") != seal(*others)


@pytest.mark.parametrize(("one", "other"), [(b"tea", "tea"), (5, "5"), (b"5", 5), (5, 5.0)])
def test_a_value_of_another_kind_is_noticed(one: object, other: object) -> None:
    assert seal(one) != seal(other)


def test_a_seal_that_is_none_is_noticed() -> None:
    with pytest.raises(DamagedError):
        check(None, "tea")
