"""Every tunable in one place: a flag goes before the environment, the config file, the default.

The environment variable of a setting is `ASSISTANT_` and its name in capitals; the config file is
`config.toml` in the user's configuration folder, with the same names as keys.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from assistant.errors import SettingsError
from assistant.records import dataclass
from assistant.user_folders import replace_file, user_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_SOURCES = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user can change; each field's default and effect stand here, `RANGES` below."""

    notes: str = ""
    """Folder or file to answer from; empty: the notes that ship."""
    index: str = ""
    """Index file; empty: one a notes folder in the user's cache."""
    follow_links: bool = False
    """Read what links lead to outside the notes folder, too."""
    language: str = "english"
    """Language of the stemmer, as Snowball names it."""
    chunk_words: int = 220
    """Longer sections are split at block borders."""
    answer_words: int = 120
    """About how long an answer may get."""
    sources: int = 5
    """How many sections are listed with an answer."""
    candidates: int = 50
    """How many sections each ranking hands to the next."""
    history: bool = True
    """Keep what was asked, for `ask --continue` and the chat."""
    min_confidence: float = 0.37
    """Answers less likely right than this are withheld."""
    sure_confidence: float = 0.46
    """Those less likely are marked as the closest."""
    vi_keys: bool = False
    """Edit as vi does in the chat, not as emacs does; F4 changes it."""
    feedback: str = ""
    """Question file of /good and /bad; empty: one a notes folder."""

    def __post_init__(self) -> None:
        for name in Settings.__match_args__:
            _check(name, getattr(self, name))


RANGES: Mapping[str, tuple[float, float]] = {
    "chunk_words": (50, 2000),
    "answer_words": (20, 1000),
    "sources": (1, MOST_SOURCES),
    "candidates": (10, 1000),
    "min_confidence": (0, 1),
    "sure_confidence": (0, 1),
}
"""The least and the greatest value of each setting that is a number."""


def _check(name: str, value: object) -> None:
    if name == "language" and value not in languages():
        raise SettingsError(
            f"language: {value!r} has no stemmer; choose one of {', '.join(languages())}"
        )
    if name not in RANGES or not isinstance(value, int | float):
        return
    low, high = RANGES[name]
    # Written so that a NaN, which compares false with everything, is refused.
    if not low <= value <= high:
        raise SettingsError(f"{name}: {value} is out of range; give {low} to {high}")


def languages() -> tuple[str, ...]:
    """Name the languages that the stemmer knows."""
    import Stemmer

    return tuple(Stemmer.algorithms())


def load(flags: Mapping[str, Any], environment: Mapping[str, str], config: Path) -> Settings:
    """Merge flags, environment and config file over the defaults.

    `flags` holds typed values, and only those that were given. Raises `SettingsError` for an
    unknown name, a value of the wrong type or one out of range.
    """
    known = _kinds()
    return from_values(
        {**_from_file(config, known), **_from_environment(environment, known), **flags}
    )


def from_values(values: Mapping[str, Any]) -> Settings:
    """Set typed values over the defaults; raises `SettingsError` as `load` does."""
    known = _kinds()
    typed: dict[str, Any] = {
        name: _typed(name, value, known.get(name)) for name, value in values.items()
    }
    return Settings(**typed)


def _kinds() -> dict[str, type]:
    """Give the type of each setting, by name."""
    defaults = Settings()
    return {name: type(getattr(defaults, name)) for name in Settings.__match_args__}


def config_file() -> Path:
    """Give the path of the user's configuration file, which need not exist."""
    return user_folder("config") / "config.toml"


def write_setting(path: Path, name: str, value: float) -> Path:
    """Write a setting to the configuration file, whose other lines stay as they are.

    Raises `SettingsError` where the file can't be read or written.
    """
    # Imported here, since settings are seldom written.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        table = tomlkit.parse(path.read_text("utf-8")) if path.is_file() else tomlkit.document()
        table[name] = value
        replace_file(path, tomlkit.dumps(table), mode=0o666)
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}; set {name} = {value} by hand") from error
    return path


def _from_file(path: Path, known: Mapping[str, type]) -> dict[str, Any]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}; mend or remove the file") from error
    import tomllib

    try:
        table = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    return {
        name: _typed(f"{path}: {name}", value, known.get(name)) for name, value in table.items()
    }


def _from_environment(environment: Mapping[str, str], known: Mapping[str, type]) -> dict[str, Any]:
    return {
        name: _parsed(variable, environment[variable], kind)
        for name, kind in known.items()
        if (variable := f"ASSISTANT_{name.upper()}") in environment
    }


def _typed(label: str, value: object, kind: type | None) -> object:
    if kind is None:
        names = ", ".join(Settings.__match_args__)
        raise SettingsError(f"{label}: there is no such setting; there are {names}")
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise SettingsError(f"{label}: {value!r} is not of type {kind.__name__}")
    return os.path.expanduser(value) if isinstance(value, str) else value  # noqa: PTH111


def _parsed(label: str, text: str, kind: type) -> object:
    if kind is bool:
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off", ""}:
            return False
        raise SettingsError(f"{label}: {text!r} is neither true nor false")
    try:
        return kind(text)
    except ValueError as error:
        raise SettingsError(f"{label}: {text!r} is not of type {kind.__name__}") from error
