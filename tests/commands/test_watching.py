"""`assistant.commands.watching`: the index follows the notes, and each refresh is said."""

from __future__ import annotations

import re
import shutil
import signal
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from command_line import process
from conftest import write_notes

from assistant.commands.watching import WatchError, changes, keep_fresh
from assistant.errors import ExitCode
from assistant.pipeline import Assistant
from assistant.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes", {"tea.md": "Hot.", "mate.md": "Bitter."})


def said_after(notes: Path, *steps: Callable[[], object]) -> list[str]:
    """Give what is said when each step is taken and seen, but for times."""
    said: list[str] = []

    def seen() -> Iterator[None]:
        for step in steps:
            step()
            yield

    with Assistant(Settings(notes=str(notes))) as assistant:
        assistant.refresh()
        keep_fresh(assistant, seen(), said.append)
    return [re.sub(r"^\d\d:\d\d:\d\d | in [\d.]+ s$", "", line) for line in said]


def test_a_refresh_is_said_in_one_line(notes: Path) -> None:
    assert said_after(notes, lambda: write_notes(notes, {"sencha.md": "Mild."})) == ["1 note read"]


def test_removed_notes_are_counted(notes: Path) -> None:
    def change() -> None:
        (notes / "mate.md").unlink()
        write_notes(notes, {"a.md": "Mild.", "b.md": "Cold."})

    assert said_after(notes, change) == ["2 notes read, 1 removed"]


def test_what_changes_no_note_is_not_said(notes: Path) -> None:
    assert said_after(notes, lambda: (notes / "image.png").touch()) == []


def test_notes_that_are_gone_are_said_once_and_waited_for(notes: Path) -> None:
    gone, again = said_after(
        notes,
        lambda: shutil.move(notes, notes.with_name("away")),
        lambda: None,
        lambda: shutil.move(notes.with_name("away"), notes),
    )
    assert gone.startswith("no such file or folder: ")
    assert gone.endswith("; waiting for notes")
    assert again == "0 notes read"


def test_mistakes_in_the_list_of_synonyms_are_said_once_and_end_nothing(notes: Path) -> None:
    wrong, again = said_after(
        notes,
        lambda: write_notes(notes, {"synonyms.txt": "tea => cha => te"}),
        lambda: None,
        lambda: write_notes(notes, {"synonyms.txt": "tea => cha"}),
    )
    assert wrong.startswith(f"{notes / 'synonyms.txt'}: line 1: ")
    assert again == "0 notes read"


@pytest.mark.parametrize("name", ["notes", "notes/tea.md"])
def test_an_edit_is_seen(notes: Path, name: str) -> None:
    seen = threading.Event()

    def edit() -> None:
        # Again and again, since what is written before the watching has begun is not seen.
        while not seen.wait(0.1):
            write_notes(notes, {"tea.md": "Cold."})

    editor = threading.Thread(target=edit)
    editor.start()
    try:
        paths = {path for _, path in next(changes(notes.parent / name))}
    finally:
        seen.set()
        editor.join()
    assert str(notes / "tea.md") in paths


def test_without_watchfiles_the_error_says_what_to_install(
    notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(WatchError, match=r"pip install 'notes-assistant\[watch\]'"):
        changes(notes)


def test_watching_says_each_refresh_until_ctrl_c(tmp_path: Path) -> None:
    folder = write_notes(tmp_path / "notes", {"tea.md": "Hot."})
    with process("index", "--watch", "--notes", str(folder)) as watching:
        assert watching.stdout
        assert watching.stderr
        assert watching.stdout.readline().startswith("notes: ")
        seen = threading.Event()

        def edit() -> None:
            # Again and again, since the watching may not have begun yet.
            number = 0
            while not seen.wait(0.2):
                number += 1
                write_notes(folder, {"tea.md": f"Cold {number}."})

        editor = threading.Thread(target=edit)
        editor.start()
        try:
            line = watching.stderr.readline()
        finally:
            seen.set()
            editor.join()
        watching.send_signal(signal.SIGINT)
        assert watching.wait(20) == ExitCode.INTERRUPTED
        assert "Traceback" not in watching.stderr.read()
    assert re.fullmatch(r"assistant: index: \d\d:\d\d:\d\d 1 note read in [\d.]+ s\n", line)
