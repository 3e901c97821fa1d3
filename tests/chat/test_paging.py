"""`assistant.chat.paging`: what is longer than the screen goes through the pager."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from assistant.chat.paging import print_paged, screen_lines

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def paged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the screen ten lines high and give the file to which a pager writes what it gets."""
    file = tmp_path / "paged"
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((40, 10)))
    monkeypatch.setenv("PAGER", f"cat > {file}; printenv LESS >> {file} #")
    return file


def lines(number: int) -> str:
    return "\n".join(f"line {count}" for count in range(number))


def test_what_fits_is_printed(paged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    print_paged(lines(8))
    assert capsys.readouterr().out == lines(8) + "\n"
    assert not paged.exists()


def test_what_does_not_fit_is_paged_with_colours_kept(
    paged: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LESS", raising=False)
    print_paged(lines(9))
    assert capsys.readouterr().out == ""
    assert paged.read_text("utf-8") == lines(9) + "\n-RX\n"


def test_the_user_s_own_options_stay(paged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESS", "-S")
    print_paged(lines(20))
    assert paged.read_text("utf-8").endswith("\n-S\n")


def test_what_is_typed_into_the_pager_by_mistake_can_do_no_harm(
    paged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", f"cat > {paged}; printenv LESSSECURE >> {paged} #")
    print_paged(lines(20))
    assert paged.read_text("utf-8").endswith("\n1\n")


@pytest.mark.parametrize("pager", ["", " ", "cat", "no-such-pager -x"])
def test_without_a_pager_all_is_printed(
    paged: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, pager: str
) -> None:
    monkeypatch.setenv("PAGER", pager)
    print_paged(lines(20))
    assert capsys.readouterr().out == lines(20) + "\n"
    assert not paged.exists()


def test_a_pager_that_is_left_early_is_no_error(
    paged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", "true")
    print_paged(lines(100_000))
    assert not paged.exists()


def test_an_interrupt_is_left_to_the_pager(paged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Reads a little, interrupts us who are still writing, and reads the rest.
    monkeypatch.setenv(
        "PAGER", f"head -c 9 > {paged}; kill -INT $PPID ; sleep 0.1; cat >> {paged} #"
    )
    print_paged(lines(100_000))
    assert paged.read_text("utf-8").endswith("line 99999\n")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("one", 1),
        ("one\n\nthree", 3),
        ("x" * 40, 1),
        ("x" * 41, 2),
        ("蜂" * 20, 1),
        ("蜂" * 21, 2),
        ("\x1b[1;32m" + "x" * 40 + "\x1b[0m", 1),
        ("\x1b]8;id=1;file:///notes/a-long-path/bees.md\x1b\\bees.md\x1b]8;;\x1b\\", 1),
    ],
)
def test_lines_are_counted_as_the_screen_wraps_them(text: str, count: int) -> None:
    assert screen_lines(text, 40) == count
