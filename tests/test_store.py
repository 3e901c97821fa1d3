"""`assistant.store`: what is written into the index is read from it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import numpy
import pytest

from assistant.chunking import chunk_note
from assistant.indexed import FieldStatistics, Statistics
from assistant.model import Note
from assistant.packing import pack_chunk, pack_integers
from assistant.rows import ChunkRow, NoteRow, PostingsRow
from assistant.sealing import DamagedError
from assistant.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from assistant.model import Chunk, Integers

GREEN = "# Tea\n\nHot.\n\n## Green\n\nMild."


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store(None, "v1")) as opened:
        yield opened


def integers(*values: int) -> Integers:
    return numpy.array(values, dtype=numpy.int32)


def packed(*values: int) -> bytes:
    return pack_integers(values)


def postings(
    number: int, term: str, heading: Sequence[int] = (), body: Sequence[int] = ()
) -> PostingsRow:
    heading_packed, body_packed = packed(*heading), packed(*body)
    return PostingsRow(number, term, heading_packed, heading_packed, body_packed, body_packed)


def note_row(path: str, size: int = 1) -> NoteRow:
    return NoteRow(path, size, 2, 4, 3, "abc", ("drink",), ("tea.md: cold",))


def chunks_of(path: str, text: str = GREEN) -> list[Chunk]:
    return chunk_note(Note(path, "Tea", text))


def add(store: Store, path: str, *terms: int, first: int = 0, text: str = GREEN) -> list[Chunk]:
    """Add a note whose every chunk holds the terms with these ids; `first` is the first chunk's."""
    chunks = chunks_of(path, text)
    store.add_note(
        note_row(path),
        [
            ChunkRow(first + at, pack_chunk(chunk), True, 1, packed(*terms[:1]), packed(*terms))
            for at, chunk in enumerate(chunks)
        ],
    )
    store.seal_notes()
    return chunks


def statistics(count: int) -> Statistics:
    field = FieldStatistics(integers(*range(count)), numpy.arange(count) / 3, (count - 1) / 2)
    return Statistics(count, field.lengths, field, field)


# An empty index


def test_a_new_index_holds_nothing(store: Store) -> None:
    assert store.note_rows() == {}
    assert store.statistics().chunk_count == store.term_count() == 0
    assert list(store.all_chunks()) == []
    assert list(store.all_postings()) == []
    assert store.chunk_ids().tolist() == []
    assert store.state() == 0
    assert store.next_term_id() == 1


# Notes


def test_a_note_is_read_as_it_was_added(store: Store) -> None:
    add(store, "tea.md")
    assert store.note_rows() == {"tea.md": note_row("tea.md")}


def test_chunks_are_read_as_they_were_added(store: Store) -> None:
    chunks = add(store, "tea.md")
    assert store.chunks([0, 1]) == chunks


def test_chunks_are_read_in_the_order_of_the_ids_given(store: Store) -> None:
    first, second = add(store, "tea.md")
    assert store.chunks([1, 0, 1]) == [second, first, second]


def test_ids_may_come_from_numpy(store: Store) -> None:
    chunks = add(store, "tea.md")
    assert store.chunks(integers(0, 1)) == chunks


def test_a_chunk_that_is_not_there_is_damage(store: Store) -> None:
    with pytest.raises(DamagedError):
        store.chunks([0])


def test_a_candidate_is_a_chunk_by_its_terms(store: Store) -> None:
    chunk = chunks_of("a.md")[0]
    store.add_note(
        note_row("a.md"),
        [ChunkRow(3, pack_chunk(chunk), True, 2, packed(4, 5, 6), packed(6, 6))],
    )
    (found,) = store.candidates([3])
    assert (found.chunk, found.has_code) == (3, True)
    assert found.own.tolist() == [4, 5]
    assert found.heading.tolist() == [4, 5, 6]
    assert found.body.tolist() == [6, 6]


def test_a_candidate_knows_its_place_and_what_it_holds(store: Store) -> None:
    first, second = chunks_of("a.md")
    rows = [
        ChunkRow(3, pack_chunk(first), False, 0, b"", b""),
        ChunkRow(4, pack_chunk(second), True, 0, b"", b""),
    ]
    store.add_note(note_row("a.md"), rows)
    found = [(one.path, one.first_line, one.has_code) for one in store.candidates([4, 3])]
    assert found == [("a.md", 5, True), ("a.md", 1, False)]


def test_a_candidate_s_text_is_its_own_heading_and_its_lines(store: Store) -> None:
    chunk = chunks_of("a.md")[1]
    store.add_note(note_row("a.md"), [ChunkRow(3, pack_chunk(chunk), False, 0, b"", b"")])
    (found,) = store.candidates([3])
    assert found.text == f"{chunk.source.headings[-1]}\n{chunk.text}"


def test_a_candidate_that_is_not_there_is_damage(store: Store) -> None:
    with pytest.raises(DamagedError):
        store.candidates([0])


def test_each_note_has_an_id_of_its_own(store: Store) -> None:
    assert [store.add_note(note_row(path), []) for path in ("a.md", "b.md")] == [1, 2]


def test_all_chunks_come_by_path_and_line(store: Store) -> None:
    later, earlier = add(store, "b.md"), add(store, "a.md", first=2)
    assert list(store.all_chunks()) == earlier + later


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


def test_postings_are_read_by_term_and_by_id(store: Store) -> None:
    store.put_postings([postings(7, "tea", heading=[1, 2], body=[3])])
    for row in (store.postings(["tea"])["tea"], store.term(7)):
        assert (row.number, row.term) == (7, "tea")
        assert row.heading.chunks.tolist() == row.heading.frequencies.tolist() == [1, 2]
        assert row.body.chunks.tolist() == row.body.frequencies.tolist() == [3]


def test_later_postings_replace_earlier_ones(store: Store) -> None:
    for chunk in (1, 2):
        store.put_postings([postings(7, "tea", body=[chunk])])
    assert store.term(7).body.chunks.tolist() == [2]


def test_terms_that_are_not_in_the_notes_have_neither_id_nor_postings(store: Store) -> None:
    store.put_postings([postings(7, "tea", body=[1])])
    assert store.term_ids(["tea", "mate", "tea"]) == {"tea": 7}
    assert list(store.postings(["tea", "mate", "tea"])) == ["tea"]


def test_the_next_term_id_is_above_all_in_use(store: Store) -> None:
    store.put_postings([postings(7, "tea", body=[1])])
    assert store.next_term_id() == 8


def test_an_id_without_a_term_is_damage(store: Store) -> None:
    with pytest.raises(DamagedError):
        store.term(1)


@pytest.mark.parametrize("side", ["heading", "body"])
def test_a_term_stays_while_one_field_holds_it(store: Store, side: str) -> None:
    store.put_postings([postings(1, "tea", **{side: [1]})])
    assert store.term_count() == 1


def test_a_term_left_without_postings_is_removed(store: Store) -> None:
    store.put_postings([postings(1, "mate", body=[1]), postings(2, "tea", body=[1])])
    store.put_postings([postings(2, "tea")])
    assert list(store.postings(["mate", "tea"])) == ["mate"]


def test_all_postings_come_in_alphabetical_order(store: Store) -> None:
    terms = ["é", "tea", "Tea", "-t", "日", "te"]
    store.put_postings(postings(number, term, body=[1]) for number, term in enumerate(terms))
    assert [row.term for row in store.all_postings()] == sorted(terms)


# Words as they are written


def test_words_are_counted_and_found_by_their_beginning_and_length(store: Store) -> None:
    store.count_words({"tea": 3, "teas": 1, "teapot": 2, "mate": 1, "te": 5, "tee": 1})
    assert sorted(store.words("te", 3, 4)) == [("tea", 3), ("teas", 1), ("tee", 1)]


def test_a_word_that_begins_with_the_next_letter_is_not_found(store: Store) -> None:
    store.count_words({"tea": 1, "tf": 1, "u": 1, "té": 1})
    assert store.words("te", 1, 9) == [("tea", 1)]


def test_words_beyond_ascii_are_found_by_letters_and_not_by_bytes(store: Store) -> None:
    store.count_words({"日志": 1, "чай": 2})
    assert store.words("ч", 3, 3) == [("чай", 2)]
    assert store.words("日", 2, 2) == [("日志", 1)]


def test_an_empty_beginning_finds_every_word_in_alphabetical_order(store: Store) -> None:
    store.count_words({"tea": 3, "чай": 2, "日志": 1, "ab": 1, "mate": 1})
    assert [word for word, _ in store.words("", 2, 9)] == ["ab", "mate", "tea", "чай", "日志"]


def test_counts_of_a_word_add_up(store: Store) -> None:
    store.count_words({"tea": 3})
    store.count_words({"tea": -1, "mate": 1})
    assert store.words("t", 1, 9) == [("tea", 2)]
    assert store.words("m", 1, 9) == [("mate", 1)]


def test_a_word_that_no_chunk_holds_any_more_is_removed(store: Store) -> None:
    store.count_words({"tea": 3})
    store.count_words({"tea": -3})
    assert store.words("t", 1, 9) == []


def test_terms_are_held_when_all_of_them_are(store: Store) -> None:
    store.put_postings([postings(1, "tea", body=[1]), postings(2, "mate", body=[1])])
    assert store.holds(["tea", "mate"])
    assert not store.holds(["tea", "sencha"])
    assert store.holds([])


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


# Damage that leaves whole pages


def spoil(store: Store, statement: str) -> None:
    """Change what is stored as no program of ours does."""
    assert store._connection.execute(statement).rowcount != 0


@pytest.fixture
def filled(store: Store) -> Store:
    add(store, "a.md", 1)
    store.put_postings([postings(1, "tea", body=[0, 1]), postings(2, "mate", body=[1])])
    store.count_words({"tea": 2, "mate": 1})
    store.put_statistics(statistics(2))
    store.keep("words", "tea")
    return store


@pytest.mark.parametrize(
    ("statement", "read"),
    [
        ("UPDATE notes SET path = 'b.md'", Store.note_rows),
        ("UPDATE notes SET tags = '[]'", lambda store: store.notes_tagged("drink")),
        ("UPDATE notes SET path = 'b.md'", lambda store: store.notes_at("a")),
        ("DELETE FROM notes", Store.note_rows),
        ("UPDATE notes SET path = 'b.md'", lambda store: store.chunks([0])),
        ("UPDATE notes SET path = 'b.md'", lambda store: store.candidates([0])),
        ("UPDATE chunks SET text = 'Cold.'", lambda store: store.chunks([0])),
        ("UPDATE chunks SET first_line = 7", lambda store: store.chunks([0])),
        ("UPDATE chunks SET first_line = 7", lambda store: store.candidates([0])),
        ("UPDATE chunks SET body_terms = x''", lambda store: store.candidates([0])),
        ("UPDATE chunks SET id = id + 5", lambda store: store.chunks([5])),
        ("UPDATE chunks SET text = 'Cold.'", lambda store: list(store.all_chunks())),
        ("DELETE FROM chunks WHERE id = 0", lambda store: store.remove_note("a.md")),
        ("UPDATE chunks SET text = 'Cold.'", lambda store: store.remove_note("a.md")),
        ("UPDATE terms SET term = 'maté' WHERE id = 2", lambda store: store.postings(["maté"])),
        ("UPDATE terms SET body_chunks = x'00000000'", lambda store: store.term(1)),
        ("UPDATE terms SET body_chunks = x''", lambda store: list(store.all_postings())),
        ("UPDATE columns SET packed = x''", Store.statistics),
        ("DELETE FROM columns WHERE name = 'notes'", Store.statistics),
        ("DELETE FROM meta WHERE name = 'chunk_count'", Store.statistics),
        ("UPDATE meta SET value = '3' WHERE name = 'state'", Store.state),
        ("UPDATE meta SET value = 'mate' WHERE name = 'words'", lambda store: store.kept("words")),
    ],
)
def test_what_is_not_what_was_written_is_damage(
    filled: Store, statement: str, read: Callable[[Store], object]
) -> None:
    read_before = read if "remove" not in str(read.__code__.co_names) else Store.note_rows
    if "id + 5" not in statement and "maté" not in statement:
        read_before(filled)
    spoil(filled, statement)
    with pytest.raises(DamagedError):
        read(filled)
