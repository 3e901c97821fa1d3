"""Every tunable in one place: a flag goes before the environment, the config file, the default.

The environment variable of a setting is `ASSISTANT_` and its name in capitals; the config file is
`config.toml` in the user's configuration folder, with the same names as keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.errors import SettingsError, nearest
from assistant.records import dataclass
from assistant.user_folders import replace_file, user_folder, with_home

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_SOURCES = 100

_ENCODING = "utf-8-sig"
"""Of the configuration file: Notepad on Windows begins one with a byte order mark."""
_PREFIX = "ASSISTANT_"
_SWITCHES = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off", ""), False),
}
"""What turns a setting on or off in the environment."""


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
    """Keep what was asked, for `ask --continue` and the chat, and use what was kept."""
    min_confidence: float = 0.38
    """Answers less likely right than this are withheld."""
    sure_confidence: float = 0.46
    """Those less likely are marked as the closest."""
    vi_keys: bool = False
    """Edit as vi does in the chat, not as emacs does; F4 changes it."""
    feedback: str = ""
    """Question file of /good and /bad; empty: one a notes folder."""

    def __post_init__(self) -> None:
        for name in Settings.__match_args__:
            _check(name, name, getattr(self, name))


RANGES: Mapping[str, tuple[float, float]] = {
    "chunk_words": (50, 2000),
    "answer_words": (20, 1000),
    "sources": (1, MOST_SOURCES),
    "candidates": (10, 1000),
    "min_confidence": (0, 1),
    "sure_confidence": (0, 1),
}
"""The least and the greatest value of each setting that is a number."""


def _check(label: str, name: str, value: object) -> None:
    """Raise `SettingsError` for a value out of range; `label` says where it was given."""
    if isinstance(value, str) and "\0" in value:
        raise SettingsError(f"{label}: {value!r} holds a null character; leave it out")
    if name == "language" and value not in languages():
        raise SettingsError(
            f"{label}: {value!r} has no stemmer; choose one of {', '.join(languages())}"
        )
    if name not in RANGES or not isinstance(value, int | float):
        return
    low, high = RANGES[name]
    # Written so that a NaN, which compares false with everything, is refused.
    if not low <= value <= high:
        raise SettingsError(f"{label}: {value} is out of range; give {low} to {high}")


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
    typed: dict[str, Any] = {name: _valid(name, name, values[name], known) for name in values}
    return Settings(**typed)


def overlooked(environment: Mapping[str, str]) -> list[str]:
    """Give a line for each variable that is probably a setting's, its name mistyped.

    Any other that begins as ours do may be another program's.
    """
    unknown = [
        variable
        for variable in environment
        if variable.startswith(_PREFIX)
        and variable[len(_PREFIX) :].lower() not in Settings.__match_args__
    ]
    return [
        f"{variable}: there is no such setting, so it is ignored; is {_PREFIX}{near.upper()} meant?"
        for variable in unknown
        if (near := nearest(variable[len(_PREFIX) :].lower(), Settings.__match_args__))
    ]


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
        # Decoded here, since a file that is read as text loses the ends of its lines.
        text = path.read_bytes().decode(_ENCODING) if path.is_file() else ""
        table = tomlkit.parse(text)
        table[name] = value
        replace_file(path, tomlkit.dumps(table), mode=0o666)
    except (TOMLKitError, UnicodeDecodeError, RecursionError) as error:
        raise _no_toml(path, error) from error
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}; set {name} = {value} by hand") from error
    return path


def _from_file(path: Path, known: Mapping[str, type]) -> dict[str, Any]:
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        # Users that are no persons have /dev/null for a home.
        return {}
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}; mend or remove the file") from error
    import tomllib

    try:
        table = tomllib.loads(content.decode(_ENCODING))
    except (ValueError, RecursionError) as error:
        raise _no_toml(path, error) from error
    return {name: _valid(f"{path}: {name}", name, table[name], known) for name in table}


def _no_toml(path: Path, error: Exception) -> SettingsError:
    if isinstance(error, UnicodeDecodeError):
        return SettingsError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8")
    reason = "nested too deeply" if isinstance(error, RecursionError) else error
    return SettingsError(f"{path}: not valid TOML: {reason}; mend or remove the line")


def _from_environment(environment: Mapping[str, str], known: Mapping[str, type]) -> dict[str, Any]:
    return {
        name: _valid(variable, name, _parsed(environment[variable], kind), known)
        for name, kind in known.items()
        if (variable := f"{_PREFIX}{name.upper()}") in environment
    }


def _valid(label: str, name: str, value: object, known: Mapping[str, type]) -> object:
    """Give the value of a setting as it is kept; `label` says where it was given."""
    kind = known.get(name)
    if kind is None:
        near = nearest(name, Settings.__match_args__)
        names = f"is {near} meant?" if near else f"there are {', '.join(Settings.__match_args__)}"
        raise SettingsError(f"{label}: there is no such setting; {names}")
    is_whole = kind is float and type(value) is int
    if type(value) is not kind and not is_whole:
        raise SettingsError(f"{label}: {_shown(value)} is {_kind_wanted(name, kind)}")
    _check(label, name, value)
    if is_whole:
        return kind(value)
    return with_home(value) if isinstance(value, str) else value


def _shown(value: object) -> str:
    """Write a value as it stands in the file."""
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _kind_wanted(name: str, kind: type) -> str:
    """Say what a value is not, and what to give."""
    if kind is bool:
        return "neither true nor false; give one of them"
    if kind is str:
        return "no text; put it in quotes"
    low, high = RANGES[name]
    return f"no {'whole ' if kind is int else ''}number; give {low} to {high}"


def _parsed(text: str, kind: type) -> object:
    """Give what a variable says; the text itself where it says nothing of that kind."""
    if kind is bool:
        return _SWITCHES.get(text.lower(), text)
    try:
        return kind(text)
    except ValueError:
        return text
