"""The user's folders that our files are kept in: index files, settings, conversations, feedback."""

from __future__ import annotations

import os
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


def digest(key: bytes) -> str:
    """Give eight hexadecimal digits that keep a file's name apart from others like it.

    A CRC, since nobody gains by two that meet, and `hashlib` loads a library of ciphers.
    """
    return f"{crc32(key):08x}"
