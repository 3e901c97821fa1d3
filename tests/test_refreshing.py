"""`assistant.refreshing`: after any change the index is what it would be if made from nothing."""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from string import ascii_lowercase
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from conftest import write_notes
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stored import all_postings, chunk_ids

from assistant import notes, ranking, refreshing
from assistant.errors import NotesError
from assistant.indexing import analysing, posting_runs
from assistant.model import RETRIEVERS, Query
from assistant.notes import list_notes
from assistant.ranking import rank
from assistant.records import replace
from assistant.refreshing import RACY_NS, Refresh, add_notes, changes, refresh
from assistant.relevance.ranker import shipped_ranker
from assistant.reranking import asked_terms, rerank
from assistant.settings import Settings
from assistant.storage import index_reader
from assistant.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from assistant.notes import Listing, NoteFile, ReadNote
    from assistant.storage.index_types import FieldPostings

SECOND = 1_000_000_000
LONG_AGO = 1_000_000_000 * SECOND


Place = tuple[str, int]
"""Path and first line, which tell chunks apart whatever their ids are."""


@dataclass
class Folder:
    """A folder of notes with its index; every change gets a time of its own."""

    root: Path
    store: Store
    now: int = LONG_AGO
    paths: set[str] = field(default_factory=set)

    def write(self, path: str, text: str) -> None:
        write_notes(self.root, {path: text})
        self.paths.add(path)
        self.touch(path)

    def touch(self, path: str) -> None:
        self.now += 10 * SECOND
        os.utime(self.root / path, ns=(self.now, self.now))

    def rename(self, path: str, other: str) -> None:
        (self.root / other).parent.mkdir(exist_ok=True)
        (self.root / path).replace(self.root / other)
        self.paths = self.paths - {path} | {other}

    def delete(self, path: str) -> None:
        (self.root / path).unlink()
        self.paths.remove(path)

    def refresh(self) -> Refresh:
        return refresh(self.store, self.root, Settings())

    def indexed(self) -> list[str]:
        return sorted(self.store.note_rows())

    def texts(self) -> list[str]:
        return [chunk.text for chunk in self.store.all_chunks()]

    def suspects(self) -> list[str]:
        listing = vars(refreshing)["list_notes"](self.root)  # which a test may have replaced
        return changes(listing, self.store.note_rows())


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    """Give a folder of two notes, indexed."""
    with closing(Store(None, "v1")) as store:
        folder = Folder(tmp_path, store)
        folder.write("tea.md", "# Tea\n\nHot.\n\n## Green\n\nMild.")
        folder.write("mate.md", "Bitter.")
        folder.refresh()
        yield folder


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

    def list_coarsely(root: Path, follow_links: bool = False) -> Listing:
        listing = list_notes(root, follow_links)
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
    assert what == ("mate.md", 1, has_code)


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


# The same as made from nothing


def frequencies(row: FieldPostings, places: Mapping[int, Place]) -> dict[Place, int]:
    assert row.chunks.tolist() == sorted(set(row.chunks.tolist()))
    return {
        places[chunk]: frequency
        for chunk, frequency in zip(row.chunks.tolist(), row.frequencies.tolist(), strict=True)
    }


def places_of(store: Store) -> dict[int, Place]:
    ids = chunk_ids(store)
    sources = [chunk.source for chunk in store.chunks(ids)]
    return {
        chunk: (source.path, source.first_line) for chunk, source in zip(ids, sources, strict=True)
    }


def snapshot(store: Store) -> dict[str, Any]:
    """Give all that an index holds, by place instead of id and but for times."""
    places = places_of(store)
    statistics = store.statistics()
    fields = {"heading": statistics.heading, "body": statistics.body}
    rows = store.note_rows().values()
    return {
        "notes": {row.path: (row.size, row.digest, row.tags, row.warnings) for row in rows},
        "chunks": list(store.all_chunks()),
        "count": statistics.chunk_count,
        "averages": {name: of.average_length for name, of in fields.items()},
        "lengths": {
            (name, place): int(of.lengths[chunk])
            for name, of in fields.items()
            for chunk, place in places.items()
        },
        "norms": {
            (name, place): float(of.norms[chunk])
            for name, of in fields.items()
            for chunk, place in places.items()
        },
        "terms": store.term_count(),
        "words": words_in(store),
        "candidates": candidates_of(store, places),
        "neighbours": neighbours(places, statistics.notes.tolist()),
        "postings": {
            row.term: (frequencies(row.heading, places), frequencies(row.body, places))
            for row in all_postings(store)
        },
    }


def words_in(store: Store) -> dict[str, int]:
    return {word: count for letter in ascii_lowercase for word, count in store.words(letter, 1, 99)}


def candidates_of(store: Store, places: Mapping[int, Place]) -> dict[Place, Any]:
    """Give the candidates with their terms written out, since those have other ids as well."""
    names = {row.number: row.term for row in all_postings(store)}
    return {
        places[one.chunk]: (
            [[names[number] for number in side] for side in map(list, (one.own, one.heading))],
            [names[number] for number in one.body],
            (one.path, one.first_line, one.has_code),
        )
        for one in store.candidates(places)
    }


def neighbours(places: Mapping[int, Place], notes: list[int]) -> set[frozenset[Place]]:
    """Give the sections of each note, as what ranking goes by says."""
    found: dict[int, set[Place]] = {}
    for chunk, place in places.items():
        found.setdefault(notes[chunk], set()).add(place)
    return set(map(frozenset, found.values()))


def rankings(
    store: Store,
    terms: tuple[str, ...],
    alternatives: tuple[tuple[str, str, float], ...] = (),
    depth: int = 1000,
) -> list[Any]:
    """Give each retriever's ranking with its scores, by place instead of id."""
    places = places_of(store)
    query = Query("", "", terms, tuple(dict.fromkeys(terms)), alternatives)
    postings = store.postings([*terms, *(other for _, other, _ in alternatives)])
    statistics = store.statistics()
    ranked = {
        retriever: rank(query, postings, statistics, depth, retriever) for retriever in RETRIEVERS
    }
    found: list[Any] = [
        sorted((-item.score, places[item.chunk], item.evidence) for item in items.items())
        for items in ranked.values()
    ]
    candidates = store.candidates(ranked["hybrid"].ids())
    known = asked_terms(query, postings, statistics.chunk_count)
    again = rerank(query, known, ranked["hybrid"], candidates, shipped_ranker())
    return [*found, [(item.score, places[item.chunk], item.evidence) for item in again]]


def rebuilt(root: Path, look: Callable[[Store], Any]) -> Any:
    """Look at an index that is made from nothing."""
    with closing(Store(None, "v1")) as store:
        refresh(store, root, Settings())
        return look(store)


def test_a_note_that_goes_takes_no_word_with_it_that_stood_in_a_link_s_target(
    folder: Folder,
) -> None:
    folder.write("mate.md", "See [mate](kettle.md#kettle).")
    folder.write("sencha.md", "The kettle is hot.")
    folder.refresh()
    folder.write("mate.md", "Nothing.")
    folder.refresh()
    assert words_in(folder.store)["kettle"] == 1


def test_of_too_many_ties_the_first_notes_are_kept_though_they_were_read_last(
    folder: Folder,
) -> None:
    for path in ("c.md", "a.md", "b.md"):
        folder.write(path, "# Soap\n\nSoap.\n\n# Soap\n\nSoap.")
        folder.refresh()
    with patch.object(ranking, "MOST_TIES", 2):
        bm25, *_ = rankings(folder.store, ("soap",), depth=1)
    assert [place for _, place, _ in bm25] == [("a.md", 1), ("a.md", 5), ("b.md", 1)]


WORDS = ("tea", "mate", "hot", "green", "leaf", "don't", "--rm")
PATHS = st.sampled_from(["a.md", "b.md", "drinks/a.md", "drinks/c.txt"])
LINES = st.sampled_from(
    [
        "[mate](green.md#leaf)",
        "",
        "# tea",
        "## green leaf",
        "### mate",
        "- leaf",
        "---",
        "aliases: [hot]",
    ]
)
TEXTS = st.lists(
    LINES | st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), max_size=10
).map("\n".join)
STEPS = st.one_of(
    st.tuples(st.just("write"), PATHS, TEXTS),
    st.tuples(st.just("rename"), PATHS, PATHS),
    st.tuples(st.just("delete"), PATHS, st.just("")),
    st.tuples(st.just("touch"), PATHS, st.just("")),
    st.tuples(st.just("append"), PATHS, LINES),
    st.tuples(st.just("cut"), PATHS, st.just("")),
    st.tuples(st.just("swap"), PATHS, PATHS),
    st.tuples(st.just("refresh"), st.just(""), st.just("")),
)


def take(folder: Folder, step: tuple[str, str, str]) -> None:
    """Change the folder, where there is something to change."""
    what, path, other = step
    if what == "refresh":
        folder.refresh()
    elif what == "write":
        folder.write(path, other)
    elif path not in folder.paths:
        return
    elif what == "rename":
        folder.rename(path, other)
    elif what == "delete":
        folder.delete(path)
    elif what == "append":
        folder.write(path, f"{text_of(folder, path)}\n{other}\nhot leaf")
    elif what == "cut":
        folder.write(path, text_of(folder, path).rpartition("\n")[0])
    elif what == "swap":
        if other in folder.paths:
            texts = text_of(folder, path), text_of(folder, other)
            folder.write(path, texts[1])
            folder.write(other, texts[0])
    else:
        folder.touch(path)


def text_of(folder: Folder, path: str) -> str:
    return (folder.root / path).read_bytes().decode()


@settings(max_examples=150)
@given(
    st.lists(STEPS, min_size=1, max_size=16),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(tuple),
    st.sampled_from([1, 30, 1_000_000]),
)
@example(  # The last chunk goes, and a new one takes its id.
    [("write", "b.md", "tea"), ("refresh", "", ""), ("write", "b.md", "mate tea")], ("tea",), 1
)
def test_a_refreshed_index_is_the_one_made_from_nothing(
    steps: list[tuple[str, str, str]], terms: tuple[str, ...], batch_bytes: int
) -> None:
    with (
        tempfile.TemporaryDirectory() as root,
        closing(Store(None, "v1")) as store,
        patch.object(index_reader, "_BLOCK_BYTES", 20),
        patch.object(posting_runs, "_SLICE_POSTINGS", 7),
    ):
        folder = Folder(Path(root), store)
        folder.write("always.md", "# Hot\n\nGreen tea.")
        with patch.object(refreshing, "BATCH_BYTES", batch_bytes):
            for step in steps:
                take(folder, step)
            folder.refresh()
        assert snapshot(store) == rebuilt(folder.root, snapshot)
        for alternatives in ((), ((terms[0], "leaf", 0.5), (terms[-1], "unknown", 0.5))):
            look = partial(rankings, terms=terms, alternatives=alternatives)
            assert look(store) == rebuilt(folder.root, look)
            # What ties is cut off, where there is too much of it, in the order of the notes.
            with patch.object(ranking, "MOST_TIES", 0), patch.object(ranking, "NOTE_DEPTH", 1):
                look = partial(look, depth=1)
                assert look(store) == rebuilt(folder.root, look)
