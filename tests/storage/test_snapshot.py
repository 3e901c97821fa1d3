"""`assistant.storage.snapshot`: what was read of one state of the index is read once."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from assistant.model import Note
from assistant.refreshing import add_notes
from assistant.settings import Settings
from assistant.storage import snapshot
from assistant.storage.snapshot import Snapshot
from assistant.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.storage.index_types import TermPostings


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store(None, "v1")) as store:
        text = "# Tea\n\nHot green leaves\n\n## Pots\n\nA pot"
        add_notes(store, [Note("tea.md", "Tea", text)], Settings())
        yield store


@pytest.fixture
def read(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list of terms whose rows are looked for in the store."""
    asked: list[str] = []
    postings = store.postings

    def recorded(terms: Iterable[str]) -> dict[str, TermPostings]:
        terms = sorted(terms)
        asked.extend(terms)
        return postings(terms)

    monkeypatch.setattr(store, "postings", recorded)
    return asked


def test_postings_are_those_of_the_store_and_read_once(store: Store, read: list[str]) -> None:
    index = Snapshot(store)
    for _ in range(2):
        assert list(index.postings(["hot"])) == ["hot"]
        assert index.postings(["hot", "cold"]).keys() == {"hot"}
    assert read == ["hot", "cold"]


def test_what_most_sections_hold_is_laid_out_by_their_ids(store: Store) -> None:
    index = Snapshot(store)
    body = index.postings(["hot"])["hot"].body
    assert body.by_chunk is not None
    assert body.by_chunk.tolist() == [
        dict(zip(body.chunks.tolist(), body.frequencies.tolist(), strict=True)).get(chunk, 0)
        for chunk in range(len(index.statistics.notes))
    ]
    assert index.postings(["hot"])["hot"].heading.by_chunk is None


def test_a_term_is_held_or_not_whether_its_row_was_read_or_not(store: Store) -> None:
    index = Snapshot(store)
    for _ in range(2):
        assert index.holds(["hot", "green"])
        assert not index.holds(["hot", "cold"])
        index.postings(["hot", "green", "cold"])


def test_a_term_that_stands_often_in_a_section_is_laid_out_with_all_it_is_counted(
    store: Store,
) -> None:
    add_notes(store, [Note("hot.md", "Hot", "# Hot\n\n" + "hot " * 300)], Settings())
    body = Snapshot(store).postings(["hot"])["hot"].body
    assert body.by_chunk is not None
    assert body.by_chunk[body.chunks].tolist() == body.frequencies.tolist()
    assert max(body.frequencies) > 255


def test_candidates_and_their_chunks_are_those_of_the_store_and_read_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [0, 1]
    (candidate, other), chunks = store.candidates(ids), store.chunks(ids)
    index = Snapshot(store)
    assert index.chunks(ids) == chunks
    first = index.candidates(ids)
    assert [one.text for one in first] == [candidate.text, other.text]
    monkeypatch.setattr(store, "candidates", None)
    monkeypatch.setattr(store, "chunks", None)
    assert all(one is other for one, other in zip(index.candidates(ids), first, strict=True))
    assert index.chunks(ids[::-1]) == chunks[::-1]


def test_no_more_candidates_are_kept_than_there_is_room_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "MOST_CANDIDATE_BYTES", 0)
    index = Snapshot(store)
    (first,), (second,) = index.candidates([0]), index.candidates([1])
    assert index.candidates([1])[0] is second
    assert index.candidates([0])[0] is not first


def test_a_meaning_of_several_words_has_a_row_and_its_words_are_read_once(
    store: Store, read: list[str]
) -> None:
    index = Snapshot(store)
    for _ in range(2):
        assert list(index.postings(["green leav", "hot pot"])) == ["green leav"]
    assert read == ["green", "hot", "leav", "pot"]


def test_what_is_given_is_complete_though_there_is_no_room_to_keep_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = Snapshot(store)
    index.postings(["hot"])
    monkeypatch.setattr(snapshot, "MOST_BYTES", 0)
    assert index.postings(["hot", "green"]).keys() == {"hot", "green"}


def test_no_more_is_kept_than_there_is_room_for(
    store: Store, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "MOST_BYTES", 0)
    index = Snapshot(store)
    for _ in range(2):
        assert list(index.postings(["hot"])) == ["hot"]
        assert list(index.postings(["green"])) == ["green"]
    assert read == ["hot", "green"] * 2
