"""Notes that somebody made to break things, or that broke by themselves."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import write_notes
from hostile import ask
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.chunking import chunk_note
from assistant.cli import main
from assistant.errors import ExitCode
from assistant.notes import parse_note

if TYPE_CHECKING:
    from pathlib import Path

PIECES = st.sampled_from(
    [
        *("---\n", "title: ", "aliases: [", "&a ", "*a", "# ", "## ", "### ", "```\n", "~~~", "> "),
        *("- ", "1. ", "1. what?\n", "| a |\n|---|\n", "<details>\n<summary>", "</summary>"),
        *("</details>\n", "Q: ", "**", "__", "\n", "\n\n", "\r\n", "\r", "    ", "\t", "===\n"),
        *("\x1b[31m", "\u202e", "\0", "\u2028", "\ufeff", "[a](b)", "<!--", "&amp;", "tea", "hot "),
    ]
)
MARKDOWN = st.lists(PIECES, max_size=40).map("".join).map(str.encode)


# Any bytes


@settings(max_examples=200)
@given(st.binary(max_size=300) | MARKDOWN, st.text(max_size=30) | st.just("hot tea"))
def test_any_bytes_are_a_note_and_any_text_a_question(raw: bytes, question: str) -> None:
    ask(raw, question)


@given(MARKDOWN)
def test_a_note_in_utf_16_is_one_too(raw: bytes) -> None:
    ask(b"\xff\xfe" + raw.decode().encode("utf-16-le"), "hot tea")


def test_what_is_asked_for_is_found_between_hostile_lines() -> None:
    assert ask(b"\x1b]0;x\x07\n\n# Tea \xe2\x80\xae\n\nThe tea is hot.\0\n", "how is the tea")


# Deep and long


@pytest.mark.parametrize(
    "text",
    [
        "> " * 10_000 + "tea",
        "- " * 10_000 + "tea",
        "1. " * 10_000 + "tea",
        "\n".join(" " * (2 * depth) + "- tea" for depth in range(300)),
        "\n".join(">" * depth + " tea" for depth in range(300)),
        "[" * 10_000,
        "# " + "[" * 900,
        "<details>\n" * 10_000,
        "<details><summary>" * 10_000,
        "*" * 10_000,
        "`" * 10_000,
        "**tea**" + " " * 300_000 + "hot",
        "Q: tea? A:" + " " * 300_000,
        "|" * 10_000 + "\n" + "|-" * 10_000,
        "tea " * 250_000,
        "t" * 1_000_000,
        "e\u0301" * 100_000,
        "---\na: " + "[" * 10_000 + "\n---\ntea",
        "---\na: " + "{a: " * 10_000 + "\n---\ntea",
    ],
    ids=lambda text: f"{text[:4]!r} {len(text)}",
)
def test_what_is_nested_or_long_is_cut_like_any_other(text: str) -> None:
    note, _ = parse_note("note.md", text)
    chunks = chunk_note(note)
    lines = note.text.split("\n")
    for chunk in chunks:
        source = chunk.source
        assert chunk.text == "\n".join(lines[source.first_line - 1 : source.last_line])


def test_a_bomb_of_aliases_is_not_expanded() -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))
    note, warnings = parse_note("note.md", f"---\na0: &a0 x\n{levels}\n---\ntea\n")
    assert warnings == (
        "note.md: front matter is not valid YAML (line 3: aliases are not allowed);"
        " read without it",
    )
    assert note.body_line == 1


# Names


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow fewer names")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\nb.md", "a\\nb.md"),
        (b"a\x1b[31mb.md", "a\\x1b[31mb.md"),
        (b"caf\xe9.md", "caf\\xe9.md"),
        ("\u202etxt.md".encode(), "\u202etxt.md"),
        (b"-rf.md", "-rf.md"),
        (b" .md", " .md"),
        (b'"; drop table notes.md', '"; drop table notes.md'),
    ],
)
def test_a_note_of_any_name_answers_and_the_name_drives_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: bytes, shown: str
) -> None:
    (tmp_path / "notes").mkdir()
    with open(os.fsencode(tmp_path / "notes") + b"/" + name, "wb") as file:  # noqa: PTH123
        file.write(b"# Tea\n\nThe tea is hot.\n")
    arguments = ["ask", "--notes", str(tmp_path / "notes"), "how", "is", "the", "tea"]
    assert main([*arguments, "--json"]) == ExitCode.ANSWERED
    path = json.loads(capsys.readouterr().out)["answer"]["path"]
    assert path == (shown if name == b"caf\xe9.md" else os.fsdecode(name))
    for colour in ("never", "always"):
        assert main([*arguments, "--color", colour]) == ExitCode.ANSWERED
        printed = capsys.readouterr()
        assert "\u202e" not in printed.out
        assert "\x1b[31mb" not in printed.out
        assert printed.err == ""


# Writing


def test_notes_make_the_program_write_nowhere_but_in_its_cache(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = write_notes(
        tmp_path / "away" / ".." / "notes",
        {
            "tea.md": "# Tea\n\nThe tea is hot.\n",
            "config.toml": f'index = "{tmp_path}/config.sqlite3"\n',
            ".assistantignore": "../\n/etc\n",
            "synonyms.txt": "warm, hot\n",
            "..md": "x",
        },
    )
    before = sorted(tmp_path.rglob("*"))
    assert main(["ask", "--notes", f"{tmp_path}/away/../notes", "is the tea hot"]) == 0
    capsys.readouterr()
    after = sorted(path for path in tmp_path.rglob("*") if tmp_path / "cache" not in path.parents)
    assert after == sorted([*before, tmp_path / "cache"])
    assert folder.exists()
