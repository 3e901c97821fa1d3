"""`assistant.user_folders`: the same folders as `platformdirs` names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import platformdirs
import pytest

from assistant.user_folders import APPLICATION, Kind, digest, user_folder


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
