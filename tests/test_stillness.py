"""`assistant.stillness`: nothing counts as still that may have changed."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from conftest import write_notes

from assistant.stillness import LOOK_AGAIN_SECONDS, Stillness

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
    stillness: Stillness

    def look(self) -> None:
        self.stillness.looked(self.clock.now)


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    root = write_notes(tmp_path / "notes", {"tea.md": "Hot.", "drinks/mate.md": "Bitter."})
    clock = Clock()
    with closing(Stillness(root, SETTLED, clock)) as stillness:
        clock.now += SETTLED
        found = Listener(root, clock, stillness)
        found.look()
        yield found


def test_a_folder_that_was_looked_through_is_still(listener: Listener) -> None:
    assert listener.stillness.lasts()


def test_a_folder_is_not_still_before_it_was_looked_through(tmp_path: Path) -> None:
    with closing(Stillness(tmp_path, SETTLED, Clock())) as stillness:
        assert not stillness.lasts()


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
    assert not listener.stillness.lasts()


def test_right_after_a_change_a_look_is_not_trusted(listener: Listener) -> None:
    write(listener)
    assert not listener.stillness.lasts()
    listener.look()
    assert not listener.stillness.lasts()
    listener.clock.now += SETTLED
    listener.look()
    assert listener.stillness.lasts()


def test_a_new_folder_is_listened_to(listener: Listener) -> None:
    (listener.root / "new").mkdir()
    assert not listener.stillness.lasts()
    listener.clock.now += SETTLED
    listener.look()
    assert listener.stillness.lasts()
    (listener.root / "new" / "zen.md").write_text("Calm.")
    assert not listener.stillness.lasts()


def test_after_a_while_it_is_looked_through_all_the_same(listener: Listener) -> None:
    listener.clock.now += LOOK_AGAIN_SECONDS
    assert not listener.stillness.lasts()


def test_a_folder_that_takes_long_is_looked_through_less_often(listener: Listener) -> None:
    started = listener.clock.now
    listener.clock.now += 1.0
    listener.stillness.looked(started)
    listener.clock.now += 10 * LOOK_AGAIN_SECONDS
    assert listener.stillness.lasts()


def test_a_folder_with_a_link_never_counts_as_still(tmp_path: Path) -> None:
    root = write_notes(tmp_path / "notes", {"tea.md": "Hot."})
    (root / "link.md").symlink_to(root / "tea.md")
    clock = Clock()
    with closing(Stillness(root, SETTLED, clock)) as stillness:
        clock.now += SETTLED
        stillness.looked(clock.now)
        assert not stillness.lasts()


def test_a_single_note_is_listened_to_by_its_folder(tmp_path: Path) -> None:
    root = write_notes(tmp_path / "notes", {"tea.md": "Hot."})
    clock = Clock()
    with closing(Stillness(root / "tea.md", SETTLED, clock)) as stillness:
        clock.now += SETTLED
        stillness.looked(clock.now)
        assert stillness.lasts()
        # As editors do it.
        (root / "tea.new").write_text("Cold.")
        (root / "tea.new").replace(root / "tea.md")
        assert not stillness.lasts()


def test_nothing_counts_as_still_where_the_library_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "inotify_simple", None)
    clock = Clock()
    with closing(Stillness(tmp_path, SETTLED, clock)) as stillness:
        clock.now += SETTLED
        stillness.looked(clock.now)
        assert not stillness.lasts()
