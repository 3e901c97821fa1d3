"""`assistant.user_folders`: the folders are those of `platformdirs`, and files are whole."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import platformdirs
import pytest

from assistant.user_folders import (
    APPLICATION,
    Kind,
    digest,
    file_stem,
    replace_file,
    user_folder,
    with_home,
)


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("named", [None, "", " ", "here", "~/here", "/somewhere", "/some where/"])
@pytest.mark.parametrize("home", ["/home/tea", "/home/tea/", "/", None])
def test_the_folders_are_those_of_the_library(
    monkeypatch: pytest.MonkeyPatch, kind: Kind, named: str | None, home: str | None
) -> None:
    for variable, value in ((f"XDG_{kind.upper()}_HOME", named), ("HOME", home)):
        if value is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, value)
    expected = getattr(platformdirs, f"user_{kind}_dir")(APPLICATION)
    assert user_folder(kind) == Path(expected)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_where_it_is_not_plain_the_library_is_asked(
    monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(platformdirs, f"user_{kind}_dir", lambda name: f"/there/{name}")
    assert user_folder(kind) == Path("/there", APPLICATION)


def test_a_digest_is_eight_digits_that_differ_for_different_keys() -> None:
    digests = [digest(f"/home/tea/notes{number}".encode()) for number in range(1000)]
    assert {len(one) for one in digests} == {8}
    assert len(set(digests)) == 1000


def test_a_file_is_named_after_its_notes_and_apart_from_those_of_other_notes() -> None:
    one, other = (file_stem(Path(folder, "my notes"), folder.encode()) for folder in ("/a", "/b"))
    assert one.startswith("my-notes-")
    assert one != other


@pytest.mark.parametrize("name", ["", "???", "..."])
def test_notes_without_a_name_of_letters_have_a_file_all_the_same(name: str) -> None:
    assert file_stem(Path("/", name), b"key") == f"notes-{digest(b'key')}"


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "below" / "file.json"
    for text in ("one", "two"):
        replace_file(file, text)
        assert file.read_text("utf-8") == text
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_link_to_a_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "file").touch()
    replace_file(tmp_path / "link", "text")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text("utf-8") == "text"


def test_a_file_that_can_not_be_replaced_stays(tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    file.mkdir()
    with pytest.raises(OSError, match=r"file\.json"):
        replace_file(file, "text")
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.skipif(sys.platform == "win32", reason="has no such modes")
def test_a_file_is_nobody_elses_business(tmp_path: Path) -> None:
    replace_file(tmp_path / "file.json", "text")
    assert (tmp_path / "file.json").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_what_others_may_do_with_a_file_stays_as_it_was(tmp_path: Path, mode: int) -> None:
    (tmp_path / "file.json").touch()
    (tmp_path / "file.json").chmod(mode)
    replace_file(tmp_path / "file.json", "text", mode=0o666)
    assert (tmp_path / "file.json").stat().st_mode & 0o777 == mode


def test_line_ends_are_written_as_they_are(tmp_path: Path) -> None:
    replace_file(tmp_path / "file", "one\r\ntwo\n")
    assert (tmp_path / "file").read_bytes() == b"one\r\ntwo\n"


def test_a_tilde_is_the_home_of_a_user_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/tea")
    assert with_home("~/notes") == "/home/tea/notes"
    assert with_home("~no such user/notes") == "~no such user/notes"
