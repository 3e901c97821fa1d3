"""`assistant.storage.index_reader`: what is there is found; what was not written is damage."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from stored import add, chunks_of, integers, note_row, packed, postings, statistics

from assistant.chunking import chunk_note
from assistant.notes import parse_note
from assistant.storage.index_reader import IndexReader
from assistant.storage.packing import pack_chunk
from assistant.storage.sealing import DamagedError
from assistant.storage.written_rows import ChunkRow
from assistant.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store(None, "v1")) as opened:
        yield opened


# Notes


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


def test_all_chunks_come_by_path_and_line(store: Store) -> None:
    later, earlier = add(store, "b.md"), add(store, "a.md", first=2)
    assert list(store.all_chunks()) == earlier + later


def test_chunks_with_a_text_are_found_by_path_and_line(store: Store) -> None:
    add(store, "b.md", text="# Tea\n\n- [x] hot\n\n## Mate\n\n- [ ] cold")
    add(store, "a.md", first=2, text="# Tea\n\n[ ]\n\n## Mate\n\n[X]")
    assert store.chunks_with(["[ ]"]) == [2, 1]
    assert store.chunks_with(["[x]", "[X]"]) == [3, 0]


def test_what_front_matter_states_is_found_by_path(store: Store) -> None:
    for first, path in [(0, "b.md"), (2, "a.md")]:
        note, _ = parse_note(path, "---\nby: Ann\n---\n# Tea\n\nHot.")
        rows = [
            ChunkRow(first + at, pack_chunk(chunk), True, 1, packed(), packed())
            for at, chunk in enumerate(chunk_note(note))
        ]
        store.add_note(note_row(path), rows)
    assert store.facts() == [2, 0]


# Postings


def test_postings_are_read_by_term_and_by_id(store: Store) -> None:
    store.put_postings([postings(7, "tea", heading=[1, 2], body=[3])])
    for row in (store.postings(["tea"])["tea"], store.term(7)):
        assert (row.number, row.term) == (7, "tea")
        assert row.heading.chunks.tolist() == row.heading.frequencies.tolist() == [1, 2]
        assert row.body.chunks.tolist() == row.body.frequencies.tolist() == [3]


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


def test_blocks_of_postings_are_in_the_alphabetical_order_of_their_terms(store: Store) -> None:
    terms = ["é", "tea", "Tea", "-t", "日", "te"]
    store.put_postings(postings(number, term, body=[number]) for number, term in enumerate(terms))
    ((_, body),) = store.posting_blocks()
    assert [terms[chunk] for chunk in body.chunks] == sorted(terms)


def test_a_term_that_a_flipped_bit_made_no_text_is_damage(store: Store) -> None:
    store.put_postings([postings(1, "mate", body=[1]), postings(2, "tea", body=[2])])
    store._connection.execute("UPDATE terms SET term = CAST(term AS BLOB) WHERE id = 1")
    with pytest.raises(DamagedError):
        list(store.posting_blocks())


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


def test_terms_are_held_when_all_of_them_are(store: Store) -> None:
    store.put_postings([postings(1, "tea", body=[1]), postings(2, "mate", body=[1])])
    assert store.holds(["tea", "mate"])
    assert not store.holds(["tea", "sencha"])
    assert store.holds([])


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
        ("UPDATE notes SET path = 'b.md'", IndexReader.note_rows),
        ("UPDATE notes SET tags = '[]'", lambda store: store.notes_tagged("drink")),
        ("UPDATE notes SET path = 'b.md'", lambda store: store.notes_at("a")),
        ("DELETE FROM notes", IndexReader.note_rows),
        ("UPDATE notes SET path = 'b.md'", lambda store: store.chunks([0])),
        ("UPDATE notes SET path = 'b.md'", lambda store: store.candidates([0])),
        ("UPDATE chunks SET text = 'Cold.'", lambda store: store.chunks([0])),
        ("UPDATE chunks SET first_line = 7", lambda store: store.chunks([0])),
        ("UPDATE chunks SET first_line = 7", lambda store: store.candidates([0])),
        ("UPDATE chunks SET body_terms = x''", lambda store: store.candidates([0])),
        ("UPDATE chunks SET id = id + 5", lambda store: store.chunks([5])),
        ("UPDATE chunks SET text = 'Cold.'", lambda store: list(store.all_chunks())),
        ("UPDATE terms SET term = 'maté' WHERE id = 2", lambda store: store.postings(["maté"])),
        ("UPDATE terms SET body_chunks = x'00000000'", lambda store: store.term(1)),
        ("UPDATE terms SET body_chunks = x''", lambda store: list(store.posting_blocks())),
        ("UPDATE columns SET packed = x''", IndexReader.statistics),
        ("DELETE FROM columns WHERE name = 'notes'", IndexReader.statistics),
        ("DELETE FROM meta WHERE name = 'chunk_count'", IndexReader.statistics),
        ("UPDATE meta SET value = '3' WHERE name = 'state'", IndexReader.state),
        ("UPDATE meta SET value = 'mate' WHERE name = 'words'", lambda store: store.kept("words")),
    ],
)
def test_what_is_not_what_was_written_is_damage(
    filled: Store, statement: str, read: Callable[[IndexReader], object]
) -> None:
    if "id + 5" not in statement and "maté" not in statement:
        read(filled)
    spoil(filled, statement)
    with pytest.raises(DamagedError):
        read(filled)
