"""`assistant.status`: what is told of notes and their index."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

from assistant.errors import NotesError
from assistant.refreshing import RACY_NS, refresh
from assistant.settings import Settings
from assistant.status import read_status
from assistant.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = Settings()


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(
        tmp_path / "notes", {"kettle.md": "# Kettle\n\nHot.\n", "b/stove.md": "Hot."}
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "index.sqlite3", "")) as found:
        yield found


def test_it_says_what_changed_and_changes_nothing(store: Store, notes: Path) -> None:
    assert read_status(store, notes, SETTINGS).changed == ("b/stove.md", "kettle.md")
    refresh(store, notes, SETTINGS)
    assert read_status(store, notes, SETTINGS).changed == ()
    (notes / "kettle.md").write_text("# Kettle\n")
    for _ in range(2):
        status = read_status(store, notes, SETTINGS)
        assert status.changed == ("kettle.md",)
        assert (status.files, status.indexed) == (2, 2)


def test_a_note_that_was_only_written_again_is_not_changed(
    store: Store, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(store, notes, SETTINGS)
    later = time.time_ns() + 2 * RACY_NS
    monkeypatch.setattr("time.time_ns", lambda: later)
    assert read_status(store, notes, SETTINGS).changed == ()
    (notes / "kettle.md").touch()
    assert read_status(store, notes, SETTINGS).changed == ()
    (notes / "kettle.md").write_text("# Kettle\n\nCold\n")
    assert read_status(store, notes, SETTINGS).changed == ("kettle.md",)


def test_it_tells_the_size_of_the_index_file_with_its_log(
    store: Store, notes: Path, tmp_path: Path
) -> None:
    refresh(store, notes, SETTINGS)
    assert store.path is not None
    status = read_status(store, notes, SETTINGS)
    assert status.index == str(store.path)
    log = store.path.with_name("index.sqlite3-wal")
    assert log.stat().st_size > 0
    assert status.index_bytes == store.path.stat().st_size + log.stat().st_size
    store.close()
    assert not log.exists()
    with closing(Store(tmp_path / "index.sqlite3", "")) as again:
        size = read_status(again, notes, SETTINGS).index_bytes
    assert size == store.path.stat().st_size


def test_an_index_in_memory_has_no_size(notes: Path) -> None:
    with closing(Store(None, "")) as store:
        status = read_status(store, notes, SETTINGS)
    assert (status.index, status.index_bytes) == ("in memory", 0)


def test_what_is_wrong_with_a_note_is_among_the_warnings(store: Store, notes: Path) -> None:
    (notes / "odd.md").write_text("---\ntitle: [\n---\n\nText.\n")
    refresh(store, notes, SETTINGS)
    (warning,) = read_status(store, notes, SETTINGS).warnings
    assert warning.startswith("odd.md: front matter is not valid YAML")


def test_a_changed_note_that_can_t_be_read_is_among_the_warnings(
    store: Store, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(store, notes, SETTINGS)
    (notes / "kettle.md").write_text("# Other\n")
    monkeypatch.setattr("os.access", lambda *_path_and_mode: False)
    (warning,) = read_status(store, notes, SETTINGS).warnings
    assert warning.startswith("1 note could not be read (first: kettle.md)")


def test_mistakes_in_the_list_of_synonyms_are_among_the_warnings(store: Store, notes: Path) -> None:
    (notes / "synonyms.txt").write_text("single\nlone\n", "utf-8")
    first, second = read_status(store, notes, SETTINGS).warnings
    assert "synonyms.txt: line 1: 'single'" in first
    assert "synonyms.txt: line 2: 'lone'" in second


def test_notes_that_are_gone_are_an_error(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotesError):
        read_status(store, tmp_path / "nowhere", SETTINGS)
