"""An index file that was damaged, at any place: right answers, or a rebuild, and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import write_notes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import IndexFileError
from assistant.model import Answer
from assistant.pipeline import Assistant
from assistant.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

KETTLE = "# Kettle\n\n## Descaling\n\nThe kettle is descaled with vinegar every month.\n"
STOVE = "---\ntags: [kitchen]\n---\n# Stove\n\nThe stove is wiped while it is warm.\n"
QUESTIONS = (
    "how is the kettle descaled",
    "how is the kettel descalded",
    "when is the stove wiped tag:kitchen",
    '"wiped while" -kettle',
    "path:kettle vinegar",
)

LEAF_OF_AN_INDEX = 10
"""The first byte of such a page, as SQLite's description of its file format has it."""

Place = tuple[Settings, bytes, list[object]]
"""Where the notes and their index are, the index's bytes, and the answers."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("damage")
    write_notes(folder / "notes", {"kettle.md": KETTLE, "kitchen/stove.md": STOVE})
    settings = Settings(notes=str(folder / "notes"), index=str(folder / "index"))
    expected, _ = asked(settings)
    return settings, index_of(settings).read_bytes(), expected


def index_of(settings: Settings) -> Path:
    return Path(settings.index)


def asked(settings: Settings) -> tuple[list[object], list[str]]:
    """Give what can be seen of each answer, and the warnings."""
    warnings: list[str] = []
    with Assistant(settings, warn=warnings.append) as found:
        replies = [found.ask(question) for question in QUESTIONS]
    return [
        (
            reply.query,
            reply.text if isinstance(reply, Answer) else "",
            [(hit.chunk, hit.score) for hit in reply.hits],
        )
        for reply in replies
    ], warnings


def check(place: Place, damage: Callable[[bytearray], bytes]) -> None:
    """Damage the index and ask; what is wrong with it is said, or does not matter."""
    settings, sound, expected = place
    index = index_of(settings)
    index.write_bytes(damage(bytearray(sound)))
    try:
        answers, warnings = asked(settings)
        assert answers == expected
        assert len(warnings) <= 1
        assert asked(settings) == (expected, [])
    except IndexFileError:
        # The mark is gone, by which a file of ours is told from others'.
        assert index.read_bytes()[:100] != sound[:100]
    finally:
        index.unlink()


SLOW = settings(max_examples=40, suppress_health_check=list(HealthCheck))


@SLOW
@given(data=st.data())
def test_a_flipped_bit_anywhere_changes_no_answer(place: Place, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(place[1]) * 8 - 1))

    def flip(raw: bytearray) -> bytes:
        raw[at // 8] ^= 1 << at % 8
        return bytes(raw)

    check(place, flip)


@pytest.mark.parametrize("table", ["chunks", "notes", "terms"])
def test_a_schema_that_lost_the_type_of_its_ids_changes_no_answer(place: Place, table: str) -> None:
    schema = f"CREATE TABLE {table} (\n    id INTEGER PRIMARY KEY".encode()
    assert schema in place[1]
    check(place, lambda raw: bytes(raw.replace(schema, schema.replace(b"INT", b"INV"))))


def test_a_list_of_words_read_from_the_page_of_another_changes_no_answer(place: Place) -> None:
    index = index_of(place[0])
    index.write_bytes(place[1])
    with closing(sqlite3.connect(index)) as connection, connection:
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master"
            " WHERE name = 'sqlite_autoindex_columns_1') WHERE name = 'words_again'"
        )
    damaged = index.read_bytes()
    assert damaged != place[1]
    check(place, lambda _: damaged)


@SLOW
@given(data=st.data())
def test_a_file_cut_off_anywhere_changes_no_answer(place: Place, data: st.DataObject) -> None:
    size = data.draw(st.integers(0, len(place[1])))
    check(place, lambda raw: bytes(raw[:size]))


@SLOW
@given(data=st.data(), block=st.binary(min_size=1, max_size=5000))
def test_a_block_overwritten_anywhere_changes_no_answer(
    place: Place, data: st.DataObject, block: bytes
) -> None:
    at = data.draw(st.integers(0, len(place[1]) - 1))

    def overwrite(raw: bytearray) -> bytes:
        raw[at : at + len(block)] = block
        return bytes(raw)

    check(place, overwrite)


@pytest.mark.parametrize("name", ["ids_of_terms", "ids_of_terms_again"])
def test_a_term_that_an_index_of_terms_lost_for_another_changes_no_answer(
    place: Place, name: str
) -> None:
    settings, sound, _ = place
    stove = Path(settings.notes) / "kitchen" / "stove.md"
    for at in range(0, 20, 3):
        index_of(settings).write_bytes(with_an_entry_twice(sound, name, at))
        # What changes a note reads the terms in their order.
        stove.write_text(STOVE + f"\nIt is scoured on day {at}.\n", "utf-8")
        found, _ = asked(settings)
        index_of(settings).unlink()
        assert found == asked(settings)[0]
        index_of(settings).unlink()
    stove.write_text(STOVE, "utf-8")


def with_an_entry_twice(sound: bytes, name: str, at: int) -> bytes:
    """Put an entry of an index of SQLite in the place of the one behind it as well."""
    raw = bytearray(sound)
    with closing(sqlite3.connect(":memory:")) as database:
        # In memory a file can't have a log, which its 19th and 20th byte say it has.
        database.deserialize(sound[:18] + b"\1\1" + sound[20:])
        (root,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()
    page_size = int.from_bytes(raw[16:18], "big")
    page = (root - 1) * page_size
    # The first byte says that it is a leaf, the pointers to its entries begin at the ninth.
    assert raw[page] == LEAF_OF_AN_INDEX
    pointer = page + 8 + 2 * at
    raw[pointer + 2 : pointer + 4] = raw[pointer : pointer + 2]
    return bytes(raw)
