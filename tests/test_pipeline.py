"""`assistant.pipeline` and `assistant.open`: the whole path, on notes that change and break."""

from __future__ import annotations

import doctest
import os
import sqlite3
import sys
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

import assistant
from assistant import Answer, NoAnswer, NotesError, QueryError, SettingsError
from assistant.conversation import continued
from assistant.last_conversation import KeptTurn
from assistant.model import Conversation, Resolution
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.storage.database import DamagedError
from assistant.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from assistant.model import Chunk, Reply
    from assistant.storage.rows import NoteRow

KETTLE = "# Kettle\n\n## Descaling\n\nThe kettle is descaled with vinegar every month.\n"
STOVE = "# Stove\n\n## Cleaning\n\nThe stove is wiped while it is warm.\n"
MORE = "\n".join(f"## Spoon {number}\n\nThe kettle is full.\n" for number in range(40))
QUESTION = "how is the kettle descaled"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes", {"kettle.md": KETTLE, "kitchen/stove.md": STOVE})


@pytest.fixture
def warnings() -> list[str]:
    """Give the list that the assistant of the test warns into."""
    return []


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite3"


@pytest.fixture
def kitchen(notes: Path, index: Path, warnings: list[str]) -> Iterator[Assistant]:
    with opened(notes, index, warnings) as found:
        yield found


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.storage.database.LOCK_SECONDS", 0.01)


def opened(notes: Path, index: Path, warnings: list[str]) -> Assistant:
    return Assistant(Settings(notes=str(notes), index=str(index)), warn=warnings.append)


def best(asked: Assistant, question: str = QUESTION) -> str:
    reply = asked.ask(question)
    return reply.best if isinstance(reply, Answer) else ""


# Asking


def test_the_example_in_the_package_s_documentation_runs() -> None:
    assert doctest.testmod(assistant) == doctest.TestResults(failed=0, attempted=3)


def test_an_answer_says_where_it_stands(kitchen: Assistant, notes: Path) -> None:
    reply = kitchen.ask("when is the stove wiped")
    assert isinstance(reply, Answer)
    assert reply.source.path == "kitchen/stove.md"
    assert reply.source.headings == ("Stove", "Cleaning")
    lines = (notes / reply.source.path).read_text().split("\n")
    assert lines[reply.best_line - 1] == reply.best == "The stove is wiped while it is warm."


def test_a_follow_up_is_answered_from_the_turns_before_it(kitchen: Assistant) -> None:
    first = kitchen.ask("how is the kettle descaled")
    conversation = continued(Conversation(), first)
    reply = kitchen.ask("how often is it descaled?", conversation)
    assert reply.query.text == "how often is it descaled?"
    assert reply.query.standalone == "how often is kettle descaled?"
    assert reply.query.resolution.replaced == (("it", "kettle"),)
    assert isinstance(reply, Answer)


def test_a_question_that_the_notes_answer_as_typed_is_left_alone(kitchen: Assistant) -> None:
    conversation = continued(Conversation(), kitchen.ask("how is the kettle descaled"))
    alone = kitchen.ask("how is the stove wiped")
    assert kitchen.ask("how is the stove wiped", conversation) == alone


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("how is the zorbonian kettle descaled", ("zorbonian",)),
        ("how is the kettle happening to be descaled", ()),
        ("how is the kettle descaled", ()),
    ],
    ids=["rare", "common in English", "in the notes"],
)
def test_an_answer_says_which_rare_word_no_note_has(
    kitchen: Assistant, question: str, missing: tuple[str, ...]
) -> None:
    reply = kitchen.ask(question)
    assert isinstance(reply, Answer)
    assert reply.missing == missing


def test_a_single_file_can_be_asked(notes: Path) -> None:
    with assistant.open(notes / "kitchen" / "stove.md") as stove:
        reply = stove.ask("when is the stove wiped")
        assert isinstance(reply, Answer)
        assert reply.source.path == "stove.md"
        assert isinstance(stove.ask(QUESTION), NoAnswer)


def test_a_path_may_be_a_text_or_a_path(notes: Path) -> None:
    for path in (notes, str(notes)):
        with assistant.open(path) as found:
            assert best(found) == "The kettle is descaled with vinegar every month."


def test_without_a_path_the_notes_that_ship_are_asked() -> None:
    with assistant.open() as found:
        assert found.status().files >= 20


def test_a_setting_is_given_by_name(notes: Path) -> None:
    with assistant.open(notes, sources=1) as found:
        assert len(found.search("the kettle or the stove")) == 1


def test_an_unknown_setting_is_an_error(notes: Path) -> None:
    with pytest.raises(SettingsError, match="colour"):
        assistant.open(notes, colour="red")


def test_the_environment_is_left_aside(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_SOURCES", "1")
    with assistant.open(notes) as found:
        assert found.settings.sources == 5


@pytest.mark.parametrize("question", ["", "  \n", "?!", "🫖"])
def test_a_question_without_a_word_is_an_error(kitchen: Assistant, question: str) -> None:
    with pytest.raises(QueryError, match="no word"):
        kitchen.ask(question)
    with pytest.raises(QueryError, match="no word"):
        kitchen.search(question)


def test_a_question_on_something_else_is_not_answered(kitchen: Assistant) -> None:
    reply = kitchen.ask("who composed the opera about the barber")
    assert isinstance(reply, NoAnswer)
    assert len(reply.nearest) <= 3


def test_a_question_of_unknown_words_alone_has_nothing_near(kitchen: Assistant) -> None:
    reply = kitchen.ask("zeppelin xylophone")
    assert isinstance(reply, NoAnswer)
    assert (reply.nearest, reply.hits) == ((), ())


def test_asking_twice_gives_the_same_reply(kitchen: Assistant) -> None:
    assert kitchen.ask(QUESTION) == kitchen.ask(QUESTION)


@pytest.mark.parametrize("retriever", ["bm25", "tfidf", "hybrid"])
def test_every_way_of_ranking_finds_the_section(kitchen: Assistant, retriever: str) -> None:
    hits = kitchen.search(QUESTION, retriever)  # type: ignore[arg-type]  # from the list above
    assert hits[0].chunk.source.anchor == "descaling"


# Notes that are missing


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotesError, match="gone"):
        assistant.open(tmp_path / "gone")


def test_a_folder_without_notes_is_an_error_when_asked(tmp_path: Path) -> None:
    with assistant.open(tmp_path) as found, pytest.raises(NotesError, match="no notes in"):
        found.ask("anything")


def test_notes_that_go_away_are_an_error_and_the_index_stays(
    kitchen: Assistant, notes: Path
) -> None:
    assert best(kitchen)
    notes.rename(notes.with_name("elsewhere"))
    with pytest.raises(NotesError):
        kitchen.ask(QUESTION)
    notes.with_name("elsewhere").rename(notes)
    assert kitchen.status().changed == ()
    assert best(kitchen)


# Notes that change


def test_a_note_changed_between_two_questions_is_read_again(
    kitchen: Assistant, notes: Path
) -> None:
    assert "vinegar" in best(kitchen)
    (notes / "kettle.md").write_text(KETTLE.replace("vinegar", "lemon juice"))
    assert "lemon juice" in best(kitchen)


def test_a_note_added_between_two_questions_is_found(kitchen: Assistant, notes: Path) -> None:
    assert best(kitchen, "where is the fridge") == ""
    write_notes(notes, {"fridge.md": "# Fridge\n\nThe fridge is in the cellar.\n"})
    assert best(kitchen, "where is the fridge") == "The fridge is in the cellar."


def test_a_note_removed_between_two_questions_answers_no_more(
    kitchen: Assistant, notes: Path
) -> None:
    assert best(kitchen)
    (notes / "kettle.md").unlink()
    assert best(kitchen) == ""


def test_lines_added_above_move_the_line_of_the_answer(kitchen: Assistant, notes: Path) -> None:
    kitchen.ask(QUESTION)
    (notes / "kettle.md").write_text("\n\n\n" + KETTLE)
    reply = kitchen.ask(QUESTION)
    assert isinstance(reply, Answer)
    assert reply.best_line == 8


# An index that is broken, locked or shared


def damage(index: Path, table: str) -> None:
    """Overwrite the pages of a table, as a failing disk would."""
    connection = sqlite3.connect(index)
    # What still stands in the log would hide the damage.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
    ).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with index.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xaa" * size)


@pytest.mark.parametrize("table", ["meta", "notes", "chunks", "terms", "columns"])
def test_an_index_damaged_in_any_table_is_made_anew_with_a_warning(
    notes: Path, index: Path, warnings: list[str], table: str
) -> None:
    with opened(notes, index, warnings) as first:
        first.refresh()
    damage(index, table)
    with opened(notes, index, warnings) as second:
        assert "vinegar" in best(second)
        (warning,) = warnings
        assert str(index) in warning
        assert "damaged" in warning
    with opened(notes, index, warnings) as third:
        assert "vinegar" in best(third)
        assert len(warnings) == 1


@pytest.mark.parametrize("table", ["notes", "chunks", "terms"])
def test_an_index_damaged_between_two_questions_is_made_anew(
    kitchen: Assistant, index: Path, notes: Path, warnings: list[str], table: str
) -> None:
    assert best(kitchen)
    # More sections than before, so that nothing remembered of the old index fits the new one.
    write_notes(notes, {"more.md": MORE})
    damage(index, table)
    # A page in the connection's memory is read again only when the file has changed.
    sqlite3.connect(index).execute("PRAGMA user_version = 1").connection.commit()
    assert "vinegar" in best(kitchen)
    assert [line for line in warnings if "damaged" in line]


def test_a_state_that_can_not_be_read_between_two_questions_is_damage(
    kitchen: Assistant, index: Path
) -> None:
    assert best(kitchen)
    damage(index, "meta")
    sqlite3.connect(index).execute("PRAGMA user_version = 1").connection.commit()
    with pytest.raises(DamagedError):
        kitchen.store.state()
    assert "vinegar" in best(kitchen)


def test_an_index_that_breaks_as_a_conversation_is_taken_up_is_made_anew(
    kitchen: Assistant, warnings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [KeptTurn(text, Resolution(text)) for text in (QUESTION, "why is it descaled")]
    expected = kitchen.resumed(asked)
    broken = iter([DamagedError("on purpose")])

    def breaking(reply: Reply, *_: object) -> Reply:
        for error in broken:
            raise error
        return reply

    monkeypatch.setattr("assistant.follow_ups.asking_on.asked_on", breaking)
    assert kitchen.resumed(asked) == expected
    assert len(warnings) == 1
    assert "damaged (on purpose)" in warnings[0]


def test_values_that_are_damaged_in_whole_pages_are_noticed_when_they_are_read(
    kitchen: Assistant, index: Path, notes: Path, warnings: list[str]
) -> None:
    assert best(kitchen)
    connection = sqlite3.connect(index)
    connection.execute("UPDATE chunks SET blocks = 'x'")
    connection.commit()
    connection.close()
    # What was read before is still at hand.
    assert "vinegar" in best(kitchen)
    assert not warnings
    with opened(notes, index, warnings) as second:
        assert "vinegar" in best(second)
    assert len(warnings) == 1


def test_the_status_of_a_damaged_index_is_that_of_an_empty_one(
    notes: Path, index: Path, warnings: list[str]
) -> None:
    with opened(notes, index, warnings) as first:
        first.refresh()
    damage(index, "notes")
    with opened(notes, index, warnings) as second:
        status = second.status()
    assert (status.indexed, status.sections) == (0, 0)
    assert len(warnings) == 1


def test_an_index_that_can_t_be_written_any_more_is_kept_in_memory(
    kitchen: Assistant, index: Path, notes: Path, warnings: list[str]
) -> None:
    assert best(kitchen)
    kitchen.store._connection.execute("PRAGMA query_only = ON")  # what a disk made read-only does
    write_notes(notes, {"kettle.md": KETTLE.replace("vinegar", "lemon juice"), "more.md": MORE})
    assert "lemon juice" in best(kitchen)
    assert "lemon juice" in best(kitchen)
    (warning,) = warnings
    assert "readonly" in warning
    assert "in memory" in warning
    assert kitchen.status().index == "in memory"
    with opened(notes, index, warnings) as again:
        assert sorted(again.store.note_rows()) == ["kettle.md", "kitchen/stove.md"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_index_answers_as_long_as_nothing_changes(
    notes: Path, index: Path, warnings: list[str]
) -> None:
    with opened(notes, index, warnings) as first:
        first.refresh()
    index.chmod(0o444)
    with opened(notes, index, warnings) as second:
        assert best(second)
        assert warnings == []


def test_an_index_that_was_deleted_is_made_again(
    notes: Path, index: Path, warnings: list[str]
) -> None:
    for _ in range(2):
        with opened(notes, index, warnings) as found:
            assert best(found)
        index.unlink()
    assert warnings == []


def test_two_assistants_share_an_index(notes: Path, index: Path, warnings: list[str]) -> None:
    with opened(notes, index, warnings) as first, opened(notes, index, warnings) as second:
        assert best(first) == best(second) != ""
        (notes / "kettle.md").write_text(KETTLE.replace("vinegar", "lemon juice"))
        write_notes(notes, {"more.md": "# More\n\n" + "## Spoon\n\nx\n\n" * 30})
        assert "lemon juice" in best(first)
        assert "lemon juice" in best(second)
        assert second.refresh().read == 0
    assert warnings == []


@contextmanager
def another_process_writing(index: Path) -> Iterator[None]:
    with closing(sqlite3.connect(index)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def test_while_another_process_writes_the_index_is_used_as_it_was(
    kitchen: Assistant, notes: Path, index: Path, warnings: list[str], impatient: None
) -> None:
    del impatient
    assert best(kitchen)
    (notes / "kettle.md").write_text(KETTLE.replace("vinegar", "lemon juice"))
    with another_process_writing(index):
        assert "vinegar" in best(kitchen)
    assert warnings == [
        "another process is reading the notes; the index is used as it is meanwhile"
    ]
    assert "lemon juice" in best(kitchen)
    assert kitchen.status().index == str(index)


def test_while_another_process_makes_the_index_it_is_waited_for(
    notes: Path, index: Path, warnings: list[str], impatient: None
) -> None:
    del impatient
    with opened(notes, index, warnings) as waiting:
        with another_process_writing(index):
            done = threading.Event()

            def ask() -> None:
                with opened(notes, index, warnings) as second:
                    assert best(second)
                    done.set()

            asking = threading.Thread(target=ask)
            asking.start()
            assert not done.wait(0.5)
        asking.join(20)
        assert done.is_set()
        assert waiting.refresh().read == 0
    assert warnings == [
        "waiting for another process, which is reading the notes for the first time"
    ]


def test_an_index_deleted_between_two_questions_is_made_again(
    kitchen: Assistant, index: Path, warnings: list[str]
) -> None:
    assert best(kitchen)
    for path in index.parent.glob(f"{index.name}*"):
        path.unlink()
    assert best(kitchen)
    assert index.stat().st_size > 0
    assert kitchen.refresh().read == 0
    assert warnings == []


def test_a_disk_that_is_full_is_a_warning_and_the_answer_comes_from_memory(
    kitchen: Assistant, notes: Path, index: Path, warnings: list[str]
) -> None:
    assert best(kitchen)
    (pages,) = kitchen.store._connection.execute("PRAGMA page_count").fetchone()
    kitchen.store._connection.execute(f"PRAGMA max_page_count = {pages}")
    write_notes(notes, {"kettle.md": KETTLE.replace("vinegar", "lemon juice"), "more.md": MORE})
    assert "lemon juice" in best(kitchen)
    (warning,) = warnings
    assert warning.endswith("database or disk is full; the index is kept in memory this time")
    with opened(notes, index, warnings) as again:
        assert sorted(again.store.note_rows()) == ["kettle.md", "kitchen/stove.md"]
        assert "lemon juice" in best(again)


def test_an_index_damaged_for_good_is_kept_in_memory(
    kitchen: Assistant, warnings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = Store.note_rows

    def note_rows(store: Store) -> dict[str, NoteRow]:
        if store.path is not None:
            raise DamagedError("a bad sector")
        return sound(store)

    monkeypatch.setattr(Store, "note_rows", note_rows)
    assert best(kitchen)
    assert [line.partition(": ")[2] for line in warnings] == [
        "the index was damaged (a bad sector) and is made anew",
        "a bad sector; the index is kept in memory this time",
    ]


def test_a_damaged_index_where_nothing_can_be_written_is_made_anew_in_memory(
    notes: Path, index: Path, warnings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(notes, index, warnings) as first:
        first.refresh()
    damage(index, "chunks")

    def refuse(_store: Store) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Store, "reset", refuse)
    with opened(notes, index, warnings) as second:
        assert best(second)
    assert warnings[-1].endswith("Read-only file system; the index is kept in memory this time")


def test_an_index_in_a_folder_that_can_t_be_written_is_used(
    notes: Path, index: Path, warnings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(notes, index, warnings) as first:
        first.refresh()

    class Unwritable(Store):
        def __init__(self, path: Path | None, fingerprint: str, **options: bool) -> None:
            if path is not None and not options.get("read_only"):
                raise OSError(30, "Read-only file system")
            super().__init__(path, fingerprint, **options)

    monkeypatch.setattr("assistant.workspace.Store", Unwritable)
    with opened(notes, index, warnings) as second:
        assert best(second)
        assert second.status().index == str(index)
    assert warnings == []


def test_asking_after_closing_is_an_error_and_harms_no_index(
    notes: Path, index: Path, warnings: list[str]
) -> None:
    with opened(notes, index, warnings) as found:
        found.refresh()
    before = index.read_bytes()
    with pytest.raises(sqlite3.ProgrammingError):
        found.ask(QUESTION)
    assert warnings == []
    assert index.read_bytes() == before


# Warnings and progress


def test_what_is_wrong_with_a_note_is_told_when_it_is_read_and_only_then(
    kitchen: Assistant, notes: Path, warnings: list[str]
) -> None:
    (notes / "cafe.md").write_bytes(b"Caf\xe9")
    kitchen.ask(QUESTION)
    kitchen.ask(QUESTION)
    assert warnings == ["cafe.md: not UTF-8; read as Windows-1252"]
    assert kitchen.status().warnings == tuple(warnings)


def test_progress_goes_from_none_to_all_notes(notes: Path, index: Path) -> None:
    seen: list[tuple[int, int]] = []
    settings = Settings(notes=str(notes), index=str(index))
    with Assistant(settings, progress=lambda done, total: seen.append((done, total))) as found:
        found.refresh()
        assert seen == [(0, 2), (1, 2), (2, 2)]
        found.refresh()
    assert len(seen) == 3


# Notes that nothing happens to


@pytest.fixture
def still(kitchen: Assistant, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    """Give an assistant that was asked often enough to know that nothing happens."""
    monkeypatch.setattr("assistant.pipeline.RACY_NS", 0)
    monkeypatch.setattr("assistant.reading.folder_watch.LOOK_AGAIN_SECONDS", 1e9)
    for _ in range(4):
        kitchen.ask(QUESTION)
    return kitchen


@pytest.mark.skipif(sys.platform != "linux", reason="inotify")
def test_notes_that_nothing_happens_to_are_not_looked_through(
    still: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.pipeline.refresh", lambda *_: pytest.fail("not still"))
    assert isinstance(still.ask(QUESTION), Answer)


def test_an_edit_is_answered_at_once_all_the_same(still: Assistant, notes: Path) -> None:
    (notes / "kettle.md").write_text(KETTLE.replace("vinegar", "lemon"))
    reply = still.ask(QUESTION)
    assert isinstance(reply, Answer)
    assert "lemon" in reply.text


def test_an_index_that_breaks_meanwhile_is_made_anew(
    still: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = iter([True])
    chunks = still.store.chunks

    def breaking(ids: Iterable[int]) -> list[Chunk]:
        if next(broken, False):
            raise DamagedError("on purpose")
        return chunks(ids)

    monkeypatch.setattr(still.store, "chunks", breaking)
    assert isinstance(still.ask(QUESTION), Answer)


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_what_stays_wrong_with_the_folder_is_told_once(
    kitchen: Assistant, notes: Path, warnings: list[str]
) -> None:
    (notes / "gone.md").symlink_to(notes / "nowhere.md")
    for _ in range(4):
        kitchen.refresh()
    (notes / "gone.md").unlink()
    kitchen.refresh()
    (notes / "gone.md").symlink_to(notes / "nowhere.md")
    kitchen.refresh()
    assert warnings == ["1 link leads nowhere (first: gone.md)"] * 2


def test_what_a_thing_is_that_no_note_mentions_is_not_told(tmp_path: Path) -> None:
    text = "# Tea\n\n## What is a kettle?\n\nA kettle boils water.\n"
    with assistant.open(write_notes(tmp_path, {"tea.md": text})) as tea:
        known = tea.ask("what is a kettle")
        unknown = tea.ask("what is a kettle zorb")
    assert isinstance(known, Answer)
    assert isinstance(unknown, NoAnswer)
    assert unknown.missing == ("zorb",)


# What front matter states

KILNS = (
    "---\ntitle: Kilns\nauthor: Ruth Ohara\ndue: 2024-05-01\nstatus: draft\n---\n"
    "# Kilns\n\nThe oldest kilns stand near the river.\n"
)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("who wrote Kilns", "author: Ruth Ohara"),
        ("when are the kilns due", "due: 2024-05-01"),
        ("what is the status of the kilns", "status: draft"),
    ],
)
def test_what_front_matter_states_answers_by_its_line(
    tmp_path: Path, question: str, line: str
) -> None:
    folder = write_notes(tmp_path / "notes", {"kilns.md": KILNS, "oven.md": "# Oven\n\nHot.\n"})
    with assistant.open(folder, min_confidence=0.3) as notes:
        reply = notes.ask(question)
    assert isinstance(reply, Answer)
    assert (reply.best, reply.text) == (line, line)
    assert KILNS.split("\n")[reply.best_line - 1] == line


def test_what_front_matter_states_is_no_section_on_its_title(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", {"kilns.md": KILNS})
    with assistant.open(folder) as notes:
        hits = notes.search("where do the oldest kilns stand")
    assert [hit.chunk.source.address for hit in hits] == ["kilns.md#kilns"]
