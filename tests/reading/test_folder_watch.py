"""`assistant.reading.folder_watch`: nothing counts as still that may have changed."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

from assistant.reading.folder_watch import LOOK_AGAIN_SECONDS, FolderWatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify")

SETTLED = 10.0


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Listener:
    """A folder that was looked through when all was quiet."""

    root: Path
    clock: Clock
    watch: FolderWatch

    def look(self) -> None:
        self.watch.looked(self.clock.now)


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    root = write_notes(tmp_path / "notes", {"tea.md": "Hot.", "drinks/mate.md": "Bitter."})
    clock = Clock()
    with closing(FolderWatch(root, SETTLED, clock)) as watch:
        clock.now += SETTLED
        found = Listener(root, clock, watch)
        found.look()
        yield found


def test_a_folder_that_was_looked_through_is_still(listener: Listener) -> None:
    assert listener.watch.is_unchanged()


def test_a_folder_is_not_still_before_it_was_looked_through(tmp_path: Path) -> None:
    with closing(FolderWatch(tmp_path, SETTLED, Clock())) as watch:
        assert not watch.is_unchanged()


def write(listener: Listener) -> None:
    (listener.root / "drinks" / "mate.md").write_text("Smoky.")


def add(listener: Listener) -> None:
    (listener.root / "zen.md").write_text("Calm.")


def remove(listener: Listener) -> None:
    (listener.root / "tea.md").unlink()


def rename(listener: Listener) -> None:
    (listener.root / "tea.md").rename(listener.root / "chai.md")


def touch(listener: Listener) -> None:
    (listener.root / "tea.md").touch()


def move_folder(listener: Listener) -> None:
    (listener.root / "drinks").rename(listener.root / "cups")


@pytest.mark.parametrize("change", [write, add, remove, rename, touch, move_folder])
def test_any_change_ends_it_at_once(listener: Listener, change: Callable[[Listener], None]) -> None:
    change(listener)
    assert not listener.watch.is_unchanged()


def test_right_after_a_change_a_look_is_not_trusted(listener: Listener) -> None:
    write(listener)
    assert not listener.watch.is_unchanged()
    listener.look()
    assert not listener.watch.is_unchanged()
    listener.clock.now += SETTLED
    listener.look()
    assert listener.watch.is_unchanged()


def test_a_new_folder_is_listened_to(listener: Listener) -> None:
    (listener.root / "new").mkdir()
    assert not listener.watch.is_unchanged()
    listener.clock.now += SETTLED
    listener.look()
    assert listener.watch.is_unchanged()
    (listener.root / "new" / "zen.md").write_text("Calm.")
    assert not listener.watch.is_unchanged()


def test_after_a_while_it_is_looked_through_all_the_same(listener: Listener) -> None:
    listener.clock.now += LOOK_AGAIN_SECONDS
    assert not listener.watch.is_unchanged()


def test_a_folder_that_takes_long_is_looked_through_less_often(listener: Listener) -> None:
    started = listener.clock.now
    listener.clock.now += 1.0
    listener.watch.looked(started)
    listener.clock.now += 10 * LOOK_AGAIN_SECONDS
    assert listener.watch.is_unchanged()


def test_a_folder_with_a_link_never_counts_as_still(tmp_path: Path) -> None:
    root = write_notes(tmp_path / "notes", {"tea.md": "Hot."})
    (root / "link.md").symlink_to(root / "tea.md")
    clock = Clock()
    with closing(FolderWatch(root, SETTLED, clock)) as watch:
        clock.now += SETTLED
        watch.looked(clock.now)
        assert not watch.is_unchanged()


def test_a_single_note_is_listened_to_by_its_folder(tmp_path: Path) -> None:
    root = write_notes(tmp_path / "notes", {"tea.md": "Hot."})
    clock = Clock()
    with closing(FolderWatch(root / "tea.md", SETTLED, clock)) as watch:
        clock.now += SETTLED
        watch.looked(clock.now)
        assert watch.is_unchanged()
        # As editors do it.
        (root / "tea.new").write_text("Cold.")
        (root / "tea.new").replace(root / "tea.md")
        assert not watch.is_unchanged()


def test_nothing_counts_as_still_where_the_library_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "inotify_simple", None)
    clock = Clock()
    with closing(FolderWatch(tmp_path, SETTLED, clock)) as watch:
        clock.now += SETTLED
        watch.looked(clock.now)
        assert not watch.is_unchanged()
