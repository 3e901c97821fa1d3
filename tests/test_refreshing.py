"""`assistant.refreshing`: what is read again, and what becomes of it."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from conftest import write_notes
from refreshed import (
    LONG_AGO,
    SECOND,
    Folder,
    candidates_of,
    places_of,
    rebuilt,
    snapshot,
    words_in,
)

from assistant import notes, refreshing
from assistant.errors import NotesError
from assistant.indexing import analysing
from assistant.reading.folder import list_notes
from assistant.records import replace
from assistant.refreshing import RACY_NS, Refresh, add_notes, refresh
from assistant.settings import Settings
from assistant.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.notes import ReadNote
    from assistant.reading.folder import Listing, NoteFile


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Give a function that sets the clock."""

    def set_clock(now: int) -> None:
        for module in (analysing, refreshing):
            monkeypatch.setattr(module, "time", SimpleNamespace(time_ns=lambda: now))

    return set_clock


@pytest.fixture
def _coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system know of no time but the one that can be set, as some file systems do."""

    def list_coarsely(root: Path, *, follow_links: bool = False) -> Listing:
        listing = list_notes(root, follow_links=follow_links)
        files = tuple(replace(file, changed_ns=file.mtime_ns) for file in listing.files)
        return replace(listing, files=files)

    monkeypatch.setattr(refreshing, "list_notes", list_coarsely)


def forbid(monkeypatch: pytest.MonkeyPatch, *paths: str) -> None:
    """Make notes unreadable, even to root, whom tests may run as."""

    def read_note(file: NoteFile) -> ReadNote:
        if file.path in paths:
            raise PermissionError(13, "Permission denied")
        return notes.read_note(file)

    monkeypatch.setattr(analysing, "read_note", read_note)


# What a refresh does


def test_a_first_refresh_reads_every_note(tmp_path: Path) -> None:
    write_notes(tmp_path, {"tea.md": "Hot.", "drinks/mate.txt": "Bitter."})
    with closing(Store(None, "v1")) as store:
        assert refresh(store, tmp_path, Settings()) == Refresh(read=2, removed=0, warnings=())
        assert sorted(store.note_rows()) == ["drinks/mate.txt", "tea.md"]
        assert [chunk.text for chunk in store.all_chunks()] == ["Bitter.", "Hot."]


def test_unchanged_notes_change_nothing(folder: Folder) -> None:
    state = folder.store.state()
    result = folder.refresh()
    assert result == Refresh(0, 0, ())
    assert not result.changed
    assert folder.store.state() == state


def test_a_new_note_is_added(folder: Folder) -> None:
    folder.write("sencha.md", "Green.")
    assert folder.refresh() == Refresh(1, 0, ())
    assert folder.indexed() == ["mate.md", "sencha.md", "tea.md"]


def test_an_edited_note_is_read_again(folder: Folder) -> None:
    folder.write("mate.md", "Smoky.")
    result = folder.refresh()
    assert result == Refresh(1, 0, ())
    assert result.changed
    assert folder.texts()[0] == "Smoky."


def test_a_deleted_note_is_removed(folder: Folder) -> None:
    folder.delete("tea.md")
    result = folder.refresh()
    assert result == Refresh(0, 1, ())
    assert result.changed
    assert folder.texts() == ["Bitter."]


def test_a_renamed_note_is_found_under_its_new_name(folder: Folder) -> None:
    folder.rename("mate.md", "drinks/mate.md")
    assert folder.refresh() == Refresh(1, 1, ())
    assert folder.indexed() == ["drinks/mate.md", "tea.md"]


def test_the_words_of_what_is_gone_are_gone(folder: Folder) -> None:
    folder.write("mate.md", "Smoky.")
    folder.refresh()
    assert list(folder.store.postings(["bitter", "smoki"])) == ["smoki"]


def test_a_note_without_text_is_indexed_without_sections(folder: Folder) -> None:
    folder.write("mate.md", "")
    folder.refresh()
    assert folder.indexed() == ["mate.md", "tea.md"]
    assert "Bitter." not in folder.texts()
    assert folder.suspects() == []


def test_the_index_may_lose_its_last_section(tmp_path: Path) -> None:
    with closing(Store(None, "v1")) as store:
        folder = Folder(tmp_path, store)
        folder.write("tea.md", "Hot.")
        folder.refresh()
        folder.write("tea.md", "")
        folder.refresh()
        assert store.statistics().chunk_count == store.term_count() == 0
        folder.write("tea.md", "Hot.")
        folder.refresh()
        assert snapshot(store) == rebuilt(folder.root, snapshot)


def test_several_changes_are_one_refresh(folder: Folder) -> None:
    state = folder.store.state()
    folder.write("sencha.md", "Green.")
    folder.write("tea.md", "Cold.")
    folder.delete("mate.md")
    assert folder.refresh() == Refresh(2, 1, ())
    assert folder.store.state() == state + 1


def test_longer_sections_are_split_where_the_settings_say(tmp_path: Path) -> None:
    write_notes(tmp_path, {"tea.md": "\n\n".join(["word " * 30] * 4)})
    with closing(Store(None, "v1")) as store:
        refresh(store, tmp_path, Settings(chunk_words=60))
        assert store.statistics().chunk_count == 2


def test_progress_counts_the_notes_that_are_read(folder: Folder) -> None:
    folder.write("tea.md", "Cold.")
    folder.write("sencha.md", "Green.")
    seen: list[tuple[int, int]] = []
    refresh(folder.store, folder.root, Settings(), lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_no_progress_is_shown_where_nothing_changed(folder: Folder) -> None:
    refresh(folder.store, folder.root, Settings(), lambda *_: pytest.fail("nothing to do"))


def test_notes_that_are_gone_altogether_leave_the_index_as_it_was(folder: Folder) -> None:
    folder.delete("tea.md")
    folder.delete("mate.md")
    with pytest.raises(NotesError):
        folder.refresh()
    assert folder.indexed() == ["mate.md", "tea.md"]


def test_an_interrupted_refresh_leaves_the_index_as_it_was(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(folder.store)
    folder.delete("mate.md")
    folder.write("tea.md", "Cold.")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Store, "put_statistics", interrupt)
        folder.refresh()
    assert snapshot(folder.store) == before


def test_notes_that_stand_in_no_file_are_indexed_like_those_that_do(folder: Folder) -> None:
    read = [notes.read_note(file).note for file in list_notes(folder.root).files]
    with closing(Store(None, "v1")) as store:
        add_notes(store, read, Settings())
        assert snapshot(store) | {"notes": {}} == snapshot(folder.store) | {"notes": {}}


def test_what_another_process_read_is_not_read_again(tmp_path: Path) -> None:
    write_notes(tmp_path / "notes", {"tea.md": "Hot."})
    path = tmp_path / "index"
    with closing(Store(path, "v1")) as one, closing(Store(path, "v1")) as other:
        assert refresh(one, tmp_path / "notes", Settings()).read == 1
        assert refresh(other, tmp_path / "notes", Settings()).read == 0


def test_a_candidate_has_the_terms_of_its_own_heading_first(folder: Folder) -> None:
    found = candidates_of(folder.store, places_of(folder.store))
    (own, heading), body, _ = found["tea.md", 5]
    assert (own, heading, body) == (["green"], ["green", "tea"], ["mild"])


@pytest.mark.parametrize(
    ("text", "has_code"),
    [
        ("Hot.", False),
        ("Run `tea`.", True),
        ("```\ntea\n```", True),
        ("    tea", True),
    ],
)
def test_a_candidate_says_whether_it_holds_code(folder: Folder, text: str, has_code: bool) -> None:
    folder.write("mate.md", text)
    folder.refresh()
    _, _, what = candidates_of(folder.store, places_of(folder.store))["mate.md", 1]
    assert what == ("mate.md", 1, has_code, False)


def test_spelling_knows_the_words_as_they_are_written_and_their_sections(folder: Folder) -> None:
    folder.write("mate.md", "# Runs\n\nTea, tea\n\n## Running\n\nto x 3rd `docker_ps` Caf\u00e9")
    folder.refresh()
    # "to" and "x" are too short to be meant, and what stands in every heading counts each time.
    assert words_in(folder.store) == {
        "runs": 2,
        "running": 1,
        "tea": 3,
        "cafe": 1,
        "hot": 1,
        "green": 1,
        "mild": 1,
        "docker": 1,
    }


def test_words_of_what_is_gone_are_meant_no_more(folder: Folder) -> None:
    folder.delete("mate.md")
    folder.refresh()
    assert words_in(folder.store) == {"tea": 2, "hot": 1, "green": 1, "mild": 1}


# What is suspected of a change


def test_a_touched_note_with_the_same_content_is_not_analysed_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "assistant.indexing.analysing.chunk_note", lambda *_: pytest.fail("analysed again")
    )
    state = folder.store.state()
    folder.touch("tea.md")
    assert folder.suspects() == ["tea.md"]
    assert not folder.refresh().changed
    assert folder.store.state() == state


def test_a_touched_note_is_suspected_only_once(folder: Folder) -> None:
    folder.touch("tea.md")
    folder.refresh()
    assert folder.suspects() == []


def test_an_edit_that_keeps_the_size_is_seen_by_its_time(folder: Folder) -> None:
    folder.write("mate.md", "Better.")
    assert folder.suspects() == ["mate.md"]


def test_an_edit_that_keeps_the_time_is_seen_by_its_size(folder: Folder) -> None:
    time = (folder.root / "mate.md").stat().st_mtime_ns
    folder.write("mate.md", "Bitter!!")
    os.utime(folder.root / "mate.md", ns=(time, time))
    assert folder.suspects() == ["mate.md"]


def test_an_edit_that_keeps_time_and_size_is_seen_by_the_time_that_nobody_sets(
    folder: Folder,
) -> None:
    time = (folder.root / "mate.md").stat().st_mtime_ns
    folder.write("mate.md", "Better.")
    os.utime(folder.root / "mate.md", ns=(time, time))
    assert folder.suspects() == ["mate.md"]
    folder.refresh()
    assert folder.texts()[0] == "Better."


def test_an_edit_after_the_clock_was_set_back_is_seen(
    folder: Folder, clock: Callable[[int], None]
) -> None:
    clock(LONG_AGO - 1000 * SECOND)
    folder.write("mate.md", "Smoky..")
    assert folder.refresh().read == 1
    folder.write("mate.md", "Better.")
    assert folder.refresh().read == 1
    assert folder.texts()[0] == "Better."
    assert folder.suspects() == []


def test_a_note_with_an_older_time_than_before_is_suspected(folder: Folder) -> None:
    os.utime(folder.root / "mate.md", ns=(5, 5))
    assert folder.suspects() == ["mate.md"]


def test_new_and_lost_notes_are_named_in_order(folder: Folder) -> None:
    folder.delete("mate.md")
    folder.write("z.md", "")
    folder.write("a.md", "")
    assert folder.suspects() == ["a.md", "mate.md", "z.md"]


@pytest.mark.usefixtures("_coarse")
def test_a_note_read_right_after_it_was_written_is_read_once_more(
    folder: Folder, clock: Callable[[int], None]
) -> None:
    folder.write("mate.md", "Smoky.")
    written = folder.now
    clock(written + 1)
    folder.refresh()
    folder.write("mate.md", "Sweet.")
    os.utime(folder.root / "mate.md", ns=(written, written))
    clock(written + RACY_NS)
    assert folder.suspects() == ["mate.md"]
    assert folder.refresh() == Refresh(1, 0, ())
    assert folder.texts()[0] == "Sweet."
    assert folder.suspects() == []


@pytest.mark.usefixtures("_coarse")
def test_a_note_read_right_after_it_was_written_is_not_read_again_and_again(
    folder: Folder, clock: Callable[[int], None]
) -> None:
    folder.write("mate.md", "Smoky.")
    clock(folder.now + 1)
    folder.refresh()
    clock(folder.now + RACY_NS - 1)
    assert folder.suspects() == []
    clock(folder.now + RACY_NS)
    assert not folder.refresh().changed
    assert folder.suspects() == []


# What is wrong with a note


def test_an_unreadable_note_is_a_warning_and_the_others_are_read(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid(monkeypatch, "sencha.md")
    folder.write("sencha.md", "Green.")
    folder.write("zen.md", "Calm.")
    result = folder.refresh()
    assert result.warnings == (
        "1 note could not be read (first: sencha.md); check the permissions",
    )
    assert (result.read, result.removed) == (1, 0)
    assert folder.indexed() == ["mate.md", "tea.md", "zen.md"]


def test_unreadable_notes_are_counted(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid(monkeypatch, "b.md", "a.md")
    folder.write("b.md", "Green.")
    folder.write("a.md", "Calm.")
    (warning,) = folder.refresh().warnings
    assert warning == "2 notes could not be read (first: a.md); check the permissions"


def test_the_name_of_an_unreadable_note_stays_on_one_line(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid(monkeypatch, "a\nb.md")
    folder.write("a\nb.md", "Green.")
    (warning,) = folder.refresh().warnings
    assert "(first: a\\nb.md)" in warning


@pytest.mark.parametrize("new", [(), ("zen.md",)])
def test_where_no_note_can_be_read_the_index_stays_and_an_error_says_so(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, new: tuple[str, ...]
) -> None:
    for path in new:
        folder.write(path, "Calm.")
    for path in ("mate.md", "tea.md"):
        folder.touch(path)
    forbid(monkeypatch, "mate.md", "tea.md", *new)
    for _ in range(2):
        with pytest.raises(NotesError) as caught:
            folder.refresh()
        first = str(folder.root / "mate.md")
        told = f"{first!r}: none of {2 + len(new)} notes can be read; check the permissions"
        assert str(caught.value) == told
    assert folder.indexed() == ["mate.md", "tea.md"]


def test_the_only_note_can_t_be_read_where_another_vanished_meanwhile(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("mate.md", "tea.md"):
        folder.touch(path)

    def read_note(file: NoteFile) -> ReadNote:
        if file.path == "tea.md":
            raise FileNotFoundError
        raise PermissionError

    monkeypatch.setattr(analysing, "read_note", read_note)
    with pytest.raises(NotesError, match=r"mate\.md': the note can't be read; check"):
        folder.refresh()


def test_a_note_that_became_unreadable_is_removed(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid(monkeypatch, "mate.md")
    folder.touch("mate.md")
    result = folder.refresh()
    assert (result.read, result.removed) == (0, 1)
    assert folder.indexed() == ["tea.md"]


@pytest.mark.parametrize("path", ["mate.md", "sencha.md"])
def test_a_note_that_vanishes_while_notes_are_read_is_gone_without_a_warning(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    folder.write(path, "Green.")

    def read_note(file: NoteFile) -> ReadNote:
        if file.path == path:
            Path(file.full_path).unlink()
        return notes.read_note(file)

    monkeypatch.setattr(analysing, "read_note", read_note)
    result = folder.refresh()
    assert result == Refresh(0, int(path == "mate.md"), ())
    assert folder.indexed() == sorted({"mate.md", "tea.md"} - {path})


def test_a_note_that_changes_while_it_is_read_is_read_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("mate.md", "Smoky.")

    def read_note(file: NoteFile) -> ReadNote:
        found = notes.read_note(file)
        folder.write(file.path, "Sweet and sour.")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(analysing, "read_note", read_note)
        folder.refresh()
    assert folder.texts()[0] == "Smoky."
    assert folder.refresh().read == 1
    assert folder.texts()[0] == "Sweet and sour."


def test_a_note_that_became_readable_is_read(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        forbid(patch, "sencha.md")
        folder.write("sencha.md", "Green.")
        folder.refresh()
    assert folder.refresh() == Refresh(1, 0, ())


def test_what_is_wrong_with_a_note_is_said_when_it_is_read(folder: Folder) -> None:
    folder.write("mate.md", "---\n[\n---\nBitter.")
    (warning,) = folder.refresh().warnings
    assert warning.startswith("mate.md: front matter is not valid YAML")
    assert folder.store.note_rows()["mate.md"].warnings == (warning,)
    assert folder.refresh().warnings == ()


def test_what_is_wrong_with_the_text_of_a_note_is_said_with_it(folder: Folder) -> None:
    folder.write("mate.md", "---\n[\n---\nBitter.\n\n<!-- draft")
    broken, unclosed = folder.refresh().warnings
    assert broken.startswith("mate.md: front matter is not valid YAML")
    assert unclosed.startswith("mate.md:6: <!-- is never closed")
    assert folder.store.note_rows()["mate.md"].warnings == (broken, unclosed)
