"""`assistant.repl.history`: what was typed, from one chat to the next."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from assistant.repl.history import History, history_path

if TYPE_CHECKING:
    from pathlib import Path


def history_at(path: Path | None) -> History:
    return History(path, pytest.fail)


def test_what_is_stored_is_read_again_the_newest_first(tmp_path: Path) -> None:
    path = tmp_path / "state" / "history"
    for text in ("one", "two\nlines", "蜂"):
        history_at(path).append_string(text)
    assert list(history_at(path).load_history_strings()) == ["蜂", "two\nlines", "one"]


def test_the_file_is_for_its_owner_s_eyes_only(tmp_path: Path) -> None:
    history_at(tmp_path / "history").append_string("one")
    assert stat.S_IMODE((tmp_path / "history").stat().st_mode) == 0o600


def test_what_was_not_typed_is_offered_but_not_stored(tmp_path: Path) -> None:
    history = history_at(tmp_path / "history")
    history.append_string("one")
    history.remember("two")
    assert history.get_strings() == ["one", "two"]
    assert list(history.load_history_strings()) == ["one"]
    # Typed, or sent off as it was offered, it is stored.
    history.append_string("two")
    assert list(history.load_history_strings()) == ["two", "one"]


def test_without_a_file_nothing_is_stored() -> None:
    history = history_at(None)
    history.append_string("one")
    assert history.get_strings() == ["one"]
    assert list(history.load_history_strings()) == []


def test_a_file_that_cannot_be_used_is_said_once_and_stops_nothing(tmp_path: Path) -> None:
    warnings: list[str] = []
    history = History(tmp_path, warnings.append)
    assert list(history.load_history_strings()) == []
    history.append_string("one")
    assert history.get_strings() == ["one"]
    assert warnings == [f"{tmp_path}: Is a directory; what is typed is not kept this time"]


def test_it_stands_in_the_user_s_state_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/state")
    assert str(history_path()) == "/state/notes-assistant/history"
