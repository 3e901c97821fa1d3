"""`assistant.store`: what is written into the index is read from it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from stored import add, chunks_of, note_row, packed, postings, statistics

from assistant.storage.packing import pack_chunk
from assistant.storage.rows import NoteRow
from assistant.storage.sealing import DamagedError
from assistant.storage.written_rows import ChunkRow
from assistant.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store(None, "v1")) as opened:
        yield opened


# An empty index


def test_a_new_index_holds_nothing(store: Store) -> None:
    assert store.note_rows() == {}
    assert store.statistics().chunk_count == store.term_count() == 0
    assert list(store.all_chunks()) == []
    assert list(store.postings(["tea"])) == []
    assert store.state() == 0
    assert store.next_term_id() == 1


# Notes


def test_a_note_is_read_as_it_was_added(store: Store) -> None:
    add(store, "tea.md")
    assert store.note_rows() == {"tea.md": note_row("tea.md")}


def test_chunks_are_read_as_they_were_added(store: Store) -> None:
    chunks = add(store, "tea.md")
    assert store.chunks([0, 1]) == chunks


def test_each_note_has_an_id_of_its_own(store: Store) -> None:
    assert [store.add_note(note_row(path), []) for path in ("a.md", "b.md")] == [1, 2]


def test_a_removed_note_is_gone_with_its_chunks(store: Store) -> None:
    gone = add(store, "a.md", 1, 2)
    kept = add(store, "b.md", first=2)
    removed = store.remove_note("a.md")
    store.seal_notes()
    assert [(one.id, one.chunk, one.terms) for one in removed] == [
        (number, chunk, frozenset((1, 2))) for number, chunk in enumerate(gone)
    ]
    assert list(store.note_rows()) == ["b.md"]
    assert list(store.all_chunks()) == kept


def test_the_terms_of_a_removed_chunk_are_those_of_both_fields(store: Store) -> None:
    chunk = chunks_of("a.md")[0]
    store.add_note(
        note_row("a.md"),
        [ChunkRow(0, pack_chunk(chunk), False, 1, packed(1, 2), packed(2, 3))],
    )
    assert store.remove_note("a.md")[0].terms == {1, 2, 3}


def test_a_touched_note_has_another_time_and_nothing_else(store: Store) -> None:
    add(store, "a.md")
    touched = NoteRow("a.md", 10, 20, 25, 30, "abc", ("drink",), ("tea.md: cold",))
    store.touch_note(touched)
    store.seal_notes()
    assert store.note_rows()["a.md"] == touched
    assert len(store.remove_note("a.md")) == 2


# Postings


def test_later_postings_replace_earlier_ones(store: Store) -> None:
    for chunk in (1, 2):
        store.put_postings([postings(7, "tea", body=[chunk])])
    assert store.term(7).body.chunks.tolist() == [2]


@pytest.mark.parametrize("side", ["heading", "body"])
def test_a_term_stays_while_one_field_holds_it(store: Store, side: str) -> None:
    store.put_postings([postings(1, "tea", **{side: [1]})])
    assert store.term_count() == 1


def test_a_term_left_without_postings_is_removed(store: Store) -> None:
    store.put_postings([postings(1, "mate", body=[1]), postings(2, "tea", body=[1])])
    store.put_postings([postings(2, "tea")])
    assert list(store.postings(["mate", "tea"])) == ["mate"]


# Words as they are written


def test_counts_of_a_word_add_up(store: Store) -> None:
    store.count_words({"tea": 3})
    store.count_words({"tea": -1, "mate": 1})
    assert store.words("t", 1, 9) == [("tea", 2)]
    assert store.words("m", 1, 9) == [("mate", 1)]


def test_a_word_that_no_chunk_holds_any_more_is_removed(store: Store) -> None:
    store.count_words({"tea": 3})
    store.count_words({"tea": -3})
    assert store.words("t", 1, 9) == []


# What is kept beside the index


def test_what_was_never_kept_is_empty(store: Store) -> None:
    assert store.kept("words") == ""


def test_what_is_kept_later_replaces_what_was_before(store: Store) -> None:
    store.keep("words", "tea")
    store.keep("words", "máte\n")
    assert store.kept("words") == "máte\n"


def test_what_is_kept_outlives_the_process_and_a_refresh(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "index", "v1")) as store, store.writing():
        store.keep("words", "tea")
        store.put_statistics(statistics(1))
    with closing(Store(tmp_path / "index", "v1")) as store:
        assert store.kept("words") == "tea"


def test_what_is_kept_is_gone_with_the_index(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "index", "v1")) as store, store.writing():
        store.keep("words", "tea")
    with closing(Store(tmp_path / "index", "v2")) as store:
        assert store.kept("words") == ""


# The whole


def test_statistics_are_read_as_they_were_written(store: Store) -> None:
    store.put_statistics(statistics(3))
    read = store.statistics()
    assert read.chunk_count == 3
    assert read.heading.lengths.tolist() == read.body.lengths.tolist() == [0, 1, 2]
    assert read.body.norms.tolist() == statistics(3).body.norms.tolist()
    assert read.body.average_length == 1.0


def test_later_statistics_replace_earlier_ones(store: Store) -> None:
    store.put_statistics(statistics(3))
    store.put_statistics(statistics(2))
    assert store.statistics().chunk_count == len(store.statistics().heading.norms) == 2


def test_the_state_goes_up_with_each_refresh(store: Store) -> None:
    store.put_statistics(statistics(1))
    first = store.state()
    store.put_statistics(statistics(1))
    assert store.state() > first


def test_a_failed_write_leaves_the_old_index(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "index", "v1")) as store:
        with store.writing():
            chunks = add(store, "a.md")
            store.put_statistics(statistics(2))
        with pytest.raises(ZeroDivisionError), store.writing():
            store.remove_note("a.md")
            add(store, "b.md", first=2)
            store.put_statistics(statistics(5))
            raise ZeroDivisionError
    with closing(Store(tmp_path / "index", "v1")) as store:
        assert list(store.note_rows()) == ["a.md"]
        assert list(store.all_chunks()) == chunks
        assert (store.statistics().chunk_count, store.state()) == (2, 1)


def test_a_reader_sees_the_old_index_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "index"
    with closing(Store(path, "v1")) as writer, closing(Store(path, "v1")) as reader:
        with writer.writing():
            add(writer, "a.md")
            with reader.reading():
                assert list(reader.note_rows()) == []
                assert list(reader.all_chunks()) == []
            writer.put_statistics(statistics(2))
        with reader.reading():
            assert list(reader.note_rows()) == ["a.md"]
            assert reader.statistics().chunk_count == 2


def test_an_index_of_another_fingerprint_is_emptied(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "index", "v1")) as store, store.writing():
        add(store, "a.md")
        store.put_statistics(statistics(2))
    with closing(Store(tmp_path / "index", "v2")) as store:
        assert store.note_rows() == {}
        assert store.statistics().chunk_count == store.state() == 0


@pytest.mark.parametrize(
    "statement", ["DELETE FROM chunks WHERE id = 0", "UPDATE chunks SET text = 'Cold.'"]
)
def test_a_note_whose_chunks_are_not_what_was_written_is_damage(
    store: Store, statement: str
) -> None:
    add(store, "a.md", 1)
    store._connection.execute(statement)
    with pytest.raises(DamagedError):
        store.remove_note("a.md")
