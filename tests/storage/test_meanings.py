"""`assistant.storage.meanings`: several words stand where all do, as often as the rarest."""

from __future__ import annotations

import numpy

from assistant.storage.index_types import FieldPostings, TermPostings
from assistant.storage.meanings import NO_ID, is_meaning, row_of, words_of


def field(frequencies: dict[int, int]) -> FieldPostings:
    return FieldPostings(
        numpy.array(list(frequencies), dtype=numpy.int32),
        numpy.array(list(frequencies.values()), dtype=numpy.int32),
    )


def row(number: int, heading: dict[int, int], body: dict[int, int]) -> TermPostings:
    return TermPostings(number, "", field(heading), field(body), len({*heading, *body}))


def held(postings: FieldPostings) -> dict[int, int]:
    return dict(zip(postings.chunks.tolist(), postings.frequencies.tolist(), strict=True))


BLUE = row(3, {1: 1}, {1: 2, 4: 5, 7: 1})
WHALE = row(8, {1: 1, 2: 1}, {2: 1, 4: 2, 7: 3})


def test_several_words_stand_in_a_field_that_holds_all_as_often_as_the_rarest() -> None:
    found = row_of("blue whale", {"blue": BLUE, "whale": WHALE})
    assert found is not None
    assert held(found.heading) == {1: 1}
    assert held(found.body) == {4: 2, 7: 1}
    assert found.document_frequency == 3


def test_a_row_of_several_words_names_theirs_and_has_no_id() -> None:
    found = row_of("blue whale", {"blue": BLUE, "whale": WHALE})
    assert found is not None
    assert (found.number, found.words) == (NO_ID, (3, 8))


def test_there_is_no_row_where_no_field_holds_all_of_the_words() -> None:
    assert row_of("blue sky", {"blue": BLUE, "sky": row(9, {4: 1}, {2: 1})}) is None
    assert row_of("blue sky", {"blue": BLUE}) is None


def test_several_words_are_told_by_the_blank() -> None:
    assert is_meaning("blue whale")
    assert not is_meaning("docker-compose")
    assert words_of("blue whale") == ["blue", "whale"]
