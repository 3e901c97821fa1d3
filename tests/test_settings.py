"""`assistant.settings`: what goes before what, and what is refused."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Any

import pytest

from assistant.errors import SettingsError
from assistant.settings import (
    RANGES,
    Settings,
    config_file,
    from_values,
    languages,
    load,
    overlooked,
    write_setting,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def loaded(
    config: Path,
    file: str | None = None,
    environment: dict[str, str] | None = None,
    **flags: Any,
) -> Settings:
    if file is not None:
        config.write_text(file, "utf-8")
    return load(flags, environment or {}, config)


# Precedence


def test_without_anything_the_defaults_hold(config: Path) -> None:
    assert loaded(config) == Settings()


def test_a_file_goes_before_the_default(config: Path) -> None:
    assert loaded(config, "sources = 7") == Settings(sources=7)


def test_the_environment_goes_before_the_file(config: Path) -> None:
    assert loaded(config, "sources = 7", {"ASSISTANT_SOURCES": "8"}).sources == 8


def test_a_flag_goes_before_the_environment(config: Path) -> None:
    assert loaded(config, "sources = 7", {"ASSISTANT_SOURCES": "8"}, sources=9).sources == 9


def test_each_setting_is_taken_from_where_it_is_given(config: Path) -> None:
    assert loaded(
        config, "sources = 7\nlanguage = 'german'", {"ASSISTANT_NOTES": "/n"}, candidates=20
    ) == Settings(sources=7, language="german", notes="/n", candidates=20)


def test_a_flag_that_is_the_default_goes_before_the_file(config: Path) -> None:
    assert loaded(config, "sources = 7", sources=5).sources == 5


def test_an_empty_file_says_nothing(config: Path) -> None:
    assert loaded(config, "") == Settings()


def test_other_variables_are_left_aside(config: Path) -> None:
    environment = {"SOURCES": "8", "assistant_sources": "8", "ASSISTANT_COLOUR": "red"}
    assert loaded(config, None, environment) == Settings()


def test_a_byte_order_mark_is_read_over(config: Path) -> None:
    config.write_bytes(b"\xef\xbb\xbfsources = 7\r\n")
    assert loaded(config).sources == 7
    write_setting(config, "min_confidence", 0.42)
    assert loaded(config) == Settings(sources=7, min_confidence=0.42)


def test_every_setting_can_be_given_in_the_file(config: Path) -> None:
    file = """
        notes = "/n"
        index = "/i"
        follow_links = true
        language = "spanish"
        chunk_words = 100
        answer_words = 50
        sources = 3
        candidates = 30
        history = false
        min_confidence = 0.25
    """
    expected = Settings("/n", "/i", True, "spanish", 100, 50, 3, 30, False, 0.25)
    assert loaded(config, file) == expected


def test_every_setting_can_be_given_in_the_environment(config: Path) -> None:
    environment = {
        "ASSISTANT_NOTES": "/n",
        "ASSISTANT_INDEX": "/i",
        "ASSISTANT_FOLLOW_LINKS": "true",
        "ASSISTANT_LANGUAGE": "spanish",
        "ASSISTANT_CHUNK_WORDS": "100",
        "ASSISTANT_ANSWER_WORDS": "50",
        "ASSISTANT_SOURCES": "3",
        "ASSISTANT_CANDIDATES": "30",
        "ASSISTANT_HISTORY": "false",
        "ASSISTANT_MIN_CONFIDENCE": "0.25",
    }
    expected = Settings("/n", "/i", True, "spanish", 100, 50, 3, 30, False, 0.25)
    assert loaded(config, None, environment) == expected


def test_the_config_file_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert config_file() == tmp_path / "notes-assistant" / "config.toml"


# Types


@pytest.mark.parametrize("text", ["1", "true", "YES", "On"])
def test_a_switch_is_turned_on_in_the_environment(config: Path, text: str) -> None:
    assert loaded(config, None, {"ASSISTANT_FOLLOW_LINKS": text}).follow_links


@pytest.mark.parametrize("text", ["0", "false", "NO", "Off", ""])
def test_a_switch_is_turned_off_in_the_environment(config: Path, text: str) -> None:
    environment = {"ASSISTANT_FOLLOW_LINKS": text}
    assert not loaded(config, "follow_links = true", environment).follow_links


def test_a_whole_number_does_for_a_fraction(config: Path) -> None:
    confidence = loaded(config, "min_confidence = 1").min_confidence
    assert (confidence, type(confidence)) == (1.0, float)


def test_a_home_folder_is_written_out(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    assert loaded(config, "notes = '~/notes'").notes == "/home/me/notes"
    assert loaded(config, None, {"ASSISTANT_INDEX": "~/i"}).index == "/home/me/i"
    assert from_values({"notes": "~"}).notes == "/home/me"


# Errors


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("sources = 0", r"config\.toml: sources: 0 is out of range; give 1 to 100$"),
        ("sources = '5'", r"config\.toml: sources: '5' is no whole number; give 1 to 100$"),
        ("sources = 5.0", r"config\.toml: sources: 5\.0 is no whole number; give 1 to 100$"),
        ("sources = true", r"config\.toml: sources: true is no whole number; give 1 to 100$"),
        ("follow_links = 1", r"config\.toml: follow_links: 1 is neither true nor false; give one"),
        ("min_confidence = true", r"config\.toml: min_confidence: true is no number; give 0 to 1$"),
        ("notes = ['a']", r"config\.toml: notes: \['a'\] is no text; put it in quotes$"),
        ("sorces = 5", r"config\.toml: sorces: there is no such setting; is sources meant\?$"),
        ("colour = 5", r"config\.toml: colour: there is no such setting; there are notes, index"),
        ("[sources]\nn = 5", r"config\.toml: sources: \{'n': 5\} is no whole number; give 1 to"),
        ("language = 'klingon'", r"config\.toml: language: 'klingon' has no stemmer; choose one"),
        ("sources =", r"config\.toml: not valid TOML: .*; mend or remove the line$"),
        ("min_confidence = 7", r"config\.toml: min_confidence: 7 is out of range; give 0 to 1$"),
        ('index = "/a\\u0000b"', r"config\.toml: index: '/a\\x00b' holds a null character; leave"),
        ("a = " + "[" * 100_000, r"config\.toml: not valid TOML: nested too deeply; mend or"),
        ("min_confidence = nan", r"config\.toml: min_confidence: nan is out of range; give 0 to"),
    ],
)
def test_a_mistake_in_the_file_is_named(config: Path, file: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as error:
        loaded(config, file)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("variable", "text", "message"),
    [
        ("SOURCES", "many", r"^ASSISTANT_SOURCES: 'many' is no whole number; give 1 to 100$"),
        ("SOURCES", "", r"^ASSISTANT_SOURCES: '' is no whole number; give 1 to 100$"),
        ("SOURCES", "1.5", r"^ASSISTANT_SOURCES: '1\.5' is no whole number; give 1 to 100$"),
        ("SOURCES", "101", r"^ASSISTANT_SOURCES: 101 is out of range; give 1 to 100$"),
        ("FOLLOW_LINKS", "maybe", r"^ASSISTANT_FOLLOW_LINKS: 'maybe' is neither true nor false; "),
        ("MIN_CONFIDENCE", "x", r"^ASSISTANT_MIN_CONFIDENCE: 'x' is no number; give 0 to 1$"),
        ("MIN_CONFIDENCE", "nan", r"^ASSISTANT_MIN_CONFIDENCE: nan is out of range; give 0 to 1$"),
        ("MIN_CONFIDENCE", "inf", r"^ASSISTANT_MIN_CONFIDENCE: inf is out of range; give 0 to 1$"),
        ("LANGUAGE", "", r"^ASSISTANT_LANGUAGE: '' has no stemmer; choose one of "),
    ],
)
def test_a_mistake_in_the_environment_is_named(
    config: Path, variable: str, text: str, message: str
) -> None:
    with pytest.raises(SettingsError, match=message):
        loaded(config, None, {f"ASSISTANT_{variable}": text})


def test_a_wrong_flag_is_named(config: Path) -> None:
    with pytest.raises(SettingsError, match=r"^sources: -1 is out of range; give 1 to 100$"):
        loaded(config, sources=-1)
    with pytest.raises(SettingsError, match=r"^sorces: there is no such setting; is sources meant"):
        loaded(config, sorces=1)


def test_a_variable_with_a_mistyped_name_is_named_and_no_other_programs() -> None:
    environment = {"ASSISTANT_SORCES": "5", "ASSISTANT_SOURCES": "5", "ASSISTANT_COLOUR": "red"}
    assert overlooked(environment) == [
        "ASSISTANT_SORCES: there is no such setting, so it is ignored; is ASSISTANT_SOURCES meant?"
    ]


def test_a_wrong_value_is_refused_even_where_a_flag_goes_before_it(config: Path) -> None:
    with pytest.raises(SettingsError, match="'many'"):
        loaded(config, None, {"ASSISTANT_SOURCES": "many"}, sources=3)


def test_a_file_that_is_not_utf8_is_named(config: Path) -> None:
    config.write_bytes(b"notes = '\xff'")
    with pytest.raises(SettingsError, match=r"config\.toml: not UTF-8 \(byte 9\); save it as"):
        loaded(config)


def test_a_file_that_cannot_be_read_is_named(config: Path) -> None:
    config.mkdir()
    with pytest.raises(SettingsError, match=r"config\.toml: Is a directory; mend or remove"):
        loaded(config)


@pytest.mark.skipif(os.name == "nt", reason="tells no file from a folder")
def test_below_a_home_that_is_no_folder_there_is_no_file(config: Path) -> None:
    config.touch()
    assert loaded(config / "config.toml") == Settings()


def with_value(name: str, value: Any) -> Any:
    values: dict[str, Any] = {name: value}
    return getattr(Settings(**values), name)


@pytest.mark.parametrize("name", RANGES)
def test_both_ends_of_a_range_are_allowed(name: str) -> None:
    assert tuple(with_value(name, end) for end in RANGES[name]) == RANGES[name]


@pytest.mark.parametrize("name", RANGES)
def test_nothing_beyond_a_range_is_allowed(name: str) -> None:
    low, high = RANGES[name]
    for value in (math.nextafter(low, -math.inf), math.nextafter(high, math.inf), math.nan):
        with pytest.raises(SettingsError, match=f"^{name}: .* is out of range"):
            with_value(name, value)


def test_every_setting_that_is_a_number_has_a_range() -> None:
    kinds = {name: type(getattr(Settings(), name)) for name in Settings.__match_args__}
    assert RANGES.keys() == {name for name, kind in kinds.items() if kind in {int, float}}


def test_the_languages_are_those_of_the_stemmer() -> None:
    assert {"english", "spanish", "german"} <= set(languages())


# Writing


def test_a_setting_that_is_written_is_read_again(config: Path) -> None:
    write_setting(config, "min_confidence", 0.42)
    assert loaded(config).min_confidence == 0.42


def test_the_other_lines_of_the_file_stay_as_they_are(config: Path) -> None:
    config.write_text("# mine\nsources = 7  # many\nmin_confidence = 0.1\n", "utf-8")
    write_setting(config, "min_confidence", 0.42)
    assert config.read_text("utf-8") == "# mine\nsources = 7  # many\nmin_confidence = 0.42\n"


def test_the_ends_of_the_other_lines_stay_as_they_are(config: Path) -> None:
    config.write_bytes(b"# mine\r\nmin_confidence = 0.1\r\n")
    write_setting(config, "min_confidence", 0.42)
    assert config.read_bytes() == b"# mine\r\nmin_confidence = 0.42\r\n"


def test_the_folder_of_the_file_is_made(config: Path) -> None:
    file = config.parent / "new" / "config.toml"
    assert write_setting(file, "min_confidence", 0.42) == file
    assert loaded(file).min_confidence == 0.42


def test_a_file_that_is_no_toml_is_not_written_over(config: Path) -> None:
    config.write_text("min_confidence = = 1\n", "utf-8")
    with pytest.raises(SettingsError, match="not valid TOML"):
        write_setting(config, "min_confidence", 0.42)
    assert config.read_text("utf-8") == "min_confidence = = 1\n"
