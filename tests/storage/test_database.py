"""`assistant.storage.database`: when the file is kept, made anew, refused, and locked."""

from __future__ import annotations

import random
import signal
import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from assistant.errors import IndexFileError
from assistant.storage.database import BusyError, DamagedError, Database
from assistant.storage.file_header import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Notebook(Database):
    """A database of one word, to see what becomes of it."""

    @property
    def word(self) -> str:
        return self._meta("word", "")

    def state(self) -> str:
        return self._meta("state")

    def put(self, word: str) -> None:
        self._put_meta("word", word)

    def write(self, word: str) -> None:
        with self.writing():
            self.put(word)

    def read(self) -> str:
        with self.reading():
            return self.word

    def execute(self, statement: str) -> None:
        self._connection.execute(statement)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite3"


@pytest.fixture
def written(file: Path) -> Path:
    """Give a file that holds a word."""
    with closing(Notebook(file, "v1")) as notebook:
        notebook.write("tea")
    return file


@pytest.fixture
def pair(written: Path) -> Iterator[tuple[Notebook, Notebook]]:
    """Open one file twice, as two processes would."""
    with closing(Notebook(written, "v1")) as one, closing(Notebook(written, "v1")) as other:
        yield one, other


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.storage.database.LOCK_SECONDS", 0.01)
    monkeypatch.setattr("assistant.storage.database._READ_SECONDS", 0.01)


def word_in(file: Path, fingerprint: str = "v1", *, ours: bool = True) -> str:
    with closing(Notebook(file, fingerprint, ours=ours)) as notebook:
        return notebook.read()


def strangers_database(file: Path, application_id: int = 0) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute("CREATE TABLE meta (name, value)")
        connection.execute("INSERT INTO meta VALUES ('word', 'theirs')")
        connection.commit()


# Making and keeping


def test_a_new_file_is_made_empty(file: Path) -> None:
    assert word_in(file) == ""
    assert file.exists()


def test_an_empty_file_is_taken_for_a_new_one(file: Path) -> None:
    file.touch()
    assert word_in(file, ours=False) == ""


def test_what_was_written_is_there_when_opened_again(written: Path) -> None:
    assert word_in(written) == word_in(written, ours=False) == "tea"


def test_a_file_that_is_right_is_not_called_damaged(written: Path) -> None:
    with closing(Notebook(written, "v1")) as notebook:
        assert notebook.damage == ""


def test_a_file_that_is_right_is_not_written_to(written: Path) -> None:
    before = written.read_bytes()
    assert word_in(written) == "tea"
    assert written.read_bytes() == before


@pytest.mark.parametrize("ours", [True, False])
def test_another_fingerprint_empties_the_file(written: Path, ours: bool) -> None:
    with closing(Notebook(written, "v2", ours=ours)) as notebook:
        assert (notebook.read(), notebook.damage) == ("", "")


def test_another_schema_version_empties_the_file(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.storage.database.SCHEMA_VERSION", 1000)
    assert word_in(written) == ""


def test_a_file_bears_the_mark_of_an_index(written: Path) -> None:
    with closing(sqlite3.connect(written)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_an_index_in_memory_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(Notebook(None, "v1")) as notebook:
        notebook.write("tea")
        assert notebook.read() == "tea"
    assert list(tmp_path.iterdir()) == []


def test_an_index_in_memory_can_be_made_anew() -> None:
    with closing(Notebook(None, "v1")) as notebook:
        notebook.write("tea")
        notebook.reset()
        assert notebook.read() == ""


def test_making_a_file_anew_empties_it(written: Path) -> None:
    with closing(Notebook(written, "v1")) as notebook:
        notebook.reset()
        assert notebook.read() == ""


# Damage


def test_random_bytes_of_ours_are_replaced(written: Path) -> None:
    written.write_bytes(random.Random(1).randbytes(written.stat().st_size))
    with closing(Notebook(written, "v1")) as notebook:
        assert notebook.damage
        assert notebook.read() == ""
        notebook.write("mate")
    assert word_in(written) == "mate"


@pytest.mark.parametrize("size", [1, 17, 99, 100, 600, 4096, 5000])
def test_a_truncated_file_of_ours_is_replaced(written: Path, size: int) -> None:
    written.write_bytes(written.read_bytes()[:size])
    assert word_in(written) == ""


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_index_is_found_out_or_does_no_harm(written: Path, seed: int) -> None:
    raw = bytearray(written.read_bytes())
    chance = random.Random(seed)
    at = chance.randrange(len(raw) - 100)
    raw[at : at + 100] = chance.randbytes(100)
    written.write_bytes(raw)
    with closing(Notebook(written, "v1")) as notebook:
        try:
            assert notebook.read() in {"", "tea"}
        except DamagedError:
            notebook.reset()
            assert notebook.read() == ""


def test_a_damaged_index_named_by_the_user_is_replaced(written: Path) -> None:
    raw = written.read_bytes()
    written.write_bytes(raw[:100] + bytes(len(raw) - 100))
    with closing(Notebook(written, "v1", ours=False)) as notebook:
        assert notebook.damage
        assert notebook.read() == ""


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_a_journal_left_beside_a_damaged_file_goes_with_it(written: Path, ending: str) -> None:
    written.write_bytes(b"x" * 5000)
    journal = written.with_name(f"{written.name}{ending}")
    journal.write_bytes(b"x" * 5000)
    assert word_in(written) == ""
    assert not journal.exists()


def test_a_format_that_could_only_be_read_is_damage(written: Path) -> None:
    raw = bytearray(written.read_bytes())
    raw[18] = 3
    written.write_bytes(raw)
    with closing(Notebook(written, "v1")) as notebook:
        assert notebook.damage == "of another format"
        notebook.write("mate")


def test_missing_tables_are_damage(written: Path) -> None:
    with closing(sqlite3.connect(written)) as connection:
        connection.execute("DROP TABLE meta")
    with closing(Notebook(written, "v1")) as notebook:
        assert "no such table" in notebook.damage
        assert notebook.read() == ""


def test_a_value_that_is_not_what_was_written_is_damage(written: Path) -> None:
    with closing(sqlite3.connect(written)) as connection:
        connection.execute("UPDATE meta SET value = 'mate' WHERE name = 'word'")
        connection.commit()
    with (
        closing(Notebook(written, "v1")) as notebook,
        pytest.raises(DamagedError, match="not what was written"),
    ):
        notebook.read()


def test_a_value_that_has_to_be_there_is_damage_where_it_is_missing() -> None:
    with closing(Notebook(None, "v1")) as notebook, pytest.raises(DamagedError, match="no state"):
        notebook.state()


def test_a_mistake_of_ours_while_reading_or_writing_is_not_taken_for_damage() -> None:
    with closing(Notebook(None, "v1")) as notebook:
        for work in (notebook.reading, notebook.writing):
            with pytest.raises(ValueError, match="tea"), work():
                int("tea")


def test_use_after_closing_is_a_mistake_and_not_damage(written: Path) -> None:
    notebook = Notebook(written, "v1")
    notebook.close()
    with pytest.raises(sqlite3.ProgrammingError):
        notebook.read()


# Files of others


@pytest.mark.parametrize("content", [b"# Tea\n\nIt is hot.\n", b"S", b"SQLite format 3\0", b"\0"])
def test_a_file_of_another_kind_is_refused_and_left_alone(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(IndexFileError, match=r"index\.sqlite3: not an index file; name another"):
        Notebook(file, "v1", ours=False)
    assert file.read_bytes() == content


@pytest.mark.parametrize("application_id", [0, 7])
def test_the_database_of_another_program_is_refused_and_left_alone(
    file: Path, application_id: int
) -> None:
    strangers_database(file, application_id)
    before = file.read_bytes()
    with pytest.raises(IndexFileError):
        Notebook(file, "v1", ours=False)
    assert file.read_bytes() == before


def test_the_damaged_database_of_another_program_is_left_alone(file: Path) -> None:
    strangers_database(file)
    damaged = file.read_bytes()[:100] + bytes(4000)
    file.write_bytes(damaged)
    with pytest.raises(IndexFileError):
        Notebook(file, "v1", ours=False)
    assert file.read_bytes() == damaged


def test_a_journal_beside_the_database_of_another_program_is_left_alone(file: Path) -> None:
    strangers_database(file)
    journal = file.with_name(f"{file.name}-journal")
    journal.write_bytes(b"theirs")
    with pytest.raises(IndexFileError):
        Notebook(file, "v1", ours=False)
    assert journal.read_bytes() == b"theirs"


def test_the_database_of_another_program_is_replaced_in_our_cache(file: Path) -> None:
    strangers_database(file)
    assert word_in(file) == ""


# Writing


def test_a_failed_write_leaves_what_was_there(written: Path) -> None:
    with closing(Notebook(written, "v1")) as notebook:
        with pytest.raises(ZeroDivisionError), notebook.writing():
            notebook.put("mate")
            raise ZeroDivisionError
        assert notebook.read() == "tea"
    assert word_in(written) == "tea"


def test_an_interrupted_write_leaves_what_was_there(written: Path) -> None:
    with closing(Notebook(written, "v1")) as notebook:
        with pytest.raises(KeyboardInterrupt), notebook.writing():
            notebook.put("mate")
            raise KeyboardInterrupt
        assert notebook.read() == "tea"


def test_a_write_that_breaks_off_leaves_what_was_there(written: Path) -> None:
    notebook = Notebook(written, "v1")
    notebook.execute("BEGIN IMMEDIATE")
    notebook.put("mate")
    notebook.close()
    assert word_in(written) == "tea"


def test_a_wrong_statement_does_not_write_half(written: Path) -> None:
    with closing(Notebook(written, "v1")) as notebook:
        with pytest.raises(DamagedError), notebook.writing():
            notebook.put("mate")
            notebook.execute("SELECT * FROM nowhere")
        assert notebook.read() == "tea"


def test_one_can_write_again_after_a_failed_write() -> None:
    with closing(Notebook(None, "v1")) as notebook:
        with pytest.raises(ZeroDivisionError), notebook.writing():
            raise ZeroDivisionError
        notebook.write("mate")
        assert notebook.read() == "mate"


# Several processes


def test_a_reader_does_not_see_what_is_not_yet_written(pair: tuple[Notebook, Notebook]) -> None:
    reader, writer = pair
    with writer.writing():
        writer.put("mate")
        assert reader.read() == "tea"
    assert reader.read() == "mate"


def test_a_reader_sees_one_state_while_another_writes(pair: tuple[Notebook, Notebook]) -> None:
    reader, writer = pair
    with reader.reading():
        assert reader.word == "tea"
        writer.write("mate")
        assert reader.word == "tea"
    assert reader.read() == "mate"


def test_a_reader_is_not_kept_waiting_by_a_writer_whose_pages_fill_the_memory(
    pair: tuple[Notebook, Notebook],
) -> None:
    reader, writer = pair
    with writer.writing():
        writer.put("mate" * 5_000_000)
        assert reader.read() == "tea"


@pytest.mark.usefixtures("impatient")
def test_a_second_writer_that_waited_in_vain_is_told_so(written: Path) -> None:
    with (
        closing(Notebook(written, "v1")) as one,
        closing(Notebook(written, "v1")) as other,
    ):
        with one.writing():
            with pytest.raises(BusyError, match="locked"):
                other.write("mate")
            one.put("sencha")
        assert other.read() == "sencha"


def test_a_second_writer_waits_for_the_first(written: Path) -> None:
    started = threading.Event()

    def write_first() -> None:
        with closing(Notebook(written, "v1")) as one, one.writing():
            one.put("sencha")
            started.set()
            time.sleep(0.2)

    first = threading.Thread(target=write_first)
    with closing(Notebook(written, "v1")) as other:
        first.start()
        started.wait()
        other.write("mate")
        first.join()
        assert other.read() == "mate"


def test_a_waiting_writer_can_be_interrupted(written: Path) -> None:
    with closing(Notebook(written, "v1")) as one, closing(Notebook(written, "v1")) as other:
        alarm = threading.Timer(0.2, signal.raise_signal, (signal.SIGINT,))
        with one.writing():
            alarm.start()
            with pytest.raises(KeyboardInterrupt):
                other.write("mate")
        assert other.read() == "tea"


@pytest.mark.usefixtures("impatient")
def test_a_locked_file_is_not_taken_for_a_damaged_one(written: Path) -> None:
    with closing(sqlite3.connect(written)) as stranger:
        stranger.execute("PRAGMA locking_mode = EXCLUSIVE")
        stranger.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BusyError, match="locked"):
            Notebook(written, "v1")
    assert word_in(written) == "tea"


def test_what_was_open_stays_so_where_what_took_its_place_can_t_be_opened(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_notebook: Notebook) -> sqlite3.Connection:
        raise BusyError

    with closing(Notebook(written, "v1")) as notebook:
        monkeypatch.setattr(Notebook, "_identity", lambda _notebook: (0, 0))
        monkeypatch.setattr(Notebook, "_open", locked)
        with pytest.raises(BusyError):
            notebook.follow()
        assert notebook.read() == "tea"


def test_a_file_that_a_process_is_making_is_taken_for_an_index(file: Path) -> None:
    with (
        closing(Notebook(file, "v1", ours=False)) as one,
        closing(Notebook(file, "v1", ours=False)) as other,
    ):
        one.write("tea")
        assert other.read() == "tea"


# What can't be written


def test_an_index_in_a_folder_that_can_t_be_written_is_read(written: Path) -> None:
    with closing(Notebook(written, "v1", read_only=True)) as notebook:
        assert notebook.read() == "tea"
        with pytest.raises(OSError, match="readonly"):
            notebook.write("mate")


def test_an_index_of_another_version_is_of_no_use_where_nothing_can_be_written(
    written: Path,
) -> None:
    with pytest.raises(OSError, match="of another version"):
        Notebook(written, "v2", read_only=True)


def test_a_damaged_index_that_can_t_be_written_is_left_alone(written: Path) -> None:
    written.write_bytes(b"x" * 5000)
    with pytest.raises(OSError, match="can't be written"):
        Notebook(written, "v1", read_only=True)
    assert written.read_bytes() == b"x" * 5000


def test_a_link_in_our_cache_does_not_lead_to_the_database_of_another_program(
    file: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    strangers_database(theirs)
    before = theirs.read_bytes()
    file.symlink_to(theirs)
    with pytest.raises(IndexFileError):
        Notebook(file, "v1")
    assert theirs.read_bytes() == before


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open"):
        Notebook(tmp_path / "nowhere" / "index.sqlite3", "v1")


def test_a_folder_in_the_place_of_the_file_is_an_os_error(tmp_path: Path) -> None:
    for ours in (True, False):
        with pytest.raises(OSError, match=r"unable to open|Is a directory"):
            Notebook(tmp_path, "v1", ours=ours)
