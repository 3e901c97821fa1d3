"""What all tests share: nothing of the user's is read or written, and notes are quickly made."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytest_plugins = ["command_line", "refreshed"]

# How long an example takes says something about the machine, not about the code.
settings.register_profile("assistant", deadline=None)
settings.load_profile("assistant")


def pytest_configure() -> None:
    """Heed Ctrl-C, which a shell has ignored by what it starts in the background."""
    # What the tests start would ignore it as well, and be waited for in vain.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _user_folders(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Give the user empty folders, apart from `tmp_path`, and no settings in the environment."""
    user = tmp_path_factory.mktemp("user")
    for kind in ("cache", "config", "data", "state"):
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(user / kind))
    for name in list(os.environ):
        if name.startswith("ASSISTANT_"):
            monkeypatch.delenv(name)


def write_notes(folder: Path, notes: Mapping[str, str]) -> Path:
    """Write notes, given by path below the folder, and give the folder.

    Import it with `from conftest import write_notes`; with `tmp_path` for the folder.
    """
    for path, text in notes.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder
