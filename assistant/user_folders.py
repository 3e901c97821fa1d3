"""The files that are kept for the user: in which folder, by what name, and how they are written."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Literal
from zlib import crc32

APPLICATION = "notes-assistant"
"""The name of our folder in each of the user's."""

Kind = Literal["cache", "config", "data", "state"]

_BELOW_HOME: dict[Kind, str] = {
    "cache": ".cache",
    "config": ".config",
    "data": ".local/share",
    "state": ".local/state",
}
"""Where they are on Linux, as freedesktop.org's Base Directory Specification says."""


def user_folder(kind: Kind) -> Path:
    """Give our folder among the user's of a kind, which need not exist."""
    # On Linux it is plain in most cases, and importing the library takes longer than reading notes.
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        named, home = os.environ.get(f"XDG_{kind.upper()}_HOME", ""), os.environ.get("HOME", "")
        if named.startswith("/"):
            return Path(named, APPLICATION)
        if not named and home.startswith("/"):
            return Path(home, _BELOW_HOME[kind], APPLICATION)
    import platformdirs

    find = {
        "cache": platformdirs.user_cache_dir,
        "config": platformdirs.user_config_dir,
        "data": platformdirs.user_data_dir,
        "state": platformdirs.user_state_dir,
    }
    return Path(find[kind](APPLICATION))


def with_home(path: str) -> str:
    """Give a path with `~` as the home that it stands for, or as it is where there is none."""
    # Not by pathlib, which raises where it knows no such user.
    return os.path.expanduser(path)  # noqa: PTH111


def file_stem(root: Path, key: bytes) -> str:
    """Give the stem of a file on the notes at a path, which other notes' files don't have.

    The digest of the key keeps folders of one name apart; the name is for people who look for it.
    """
    name = re.sub(r"[^\w.-]+", "-", root.name)[:40].strip("-.") or "notes"
    return f"{name}-{digest(key)}"


def digest(key: bytes) -> str:
    """Give eight hexadecimal digits that keep a file's name apart from others like it.

    A CRC, since nobody gains by two that meet, and `hashlib` loads a library of ciphers.
    """
    return f"{crc32(key):08x}"


def replace_file(path: Path, text: str, mode: int = 0o600) -> None:
    """Write a file in one step, so that nobody ever reads half of it; raises `OSError`.

    `mode` is what others may do with a new one: by default nothing, since it tells what somebody
    asks. Where it is a link, what that leads to is written: many people's configuration is full of
    links. Line ends are written as they are in the text.
    """
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    replaced = path.stat().st_mode if path.exists() else None
    # Beside it, since only within one file system a file is put in another's place in one step.
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_TRUNC | os.O_CREAT, mode)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        if replaced is not None:
            new.chmod(replaced & 0o777)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
