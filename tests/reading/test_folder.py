"""`assistant.reading.folder`: which files of a folder are notes, and what is said of the others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import NotesError
from assistant.notes import read_note
from assistant.reading.files import LARGEST_NOTE
from assistant.reading.folder import Listing, NoteFile, list_notes


def write(root: Path, *paths: str, text: str = "text") -> None:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def paths(listing: Listing) -> list[str]:
    return [file.path for file in listing.files]


# Which files are notes


def test_notes_are_listed_at_any_depth_sorted_by_path(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a/d/c.TXT", "a/b.Markdown", "image.png", "md")
    assert paths(list_notes(tmp_path)) == ["a/b.Markdown", "a/d/c.TXT", "b.md"]


def test_a_listed_file_has_its_size_and_time(tmp_path: Path) -> None:
    write(tmp_path, "tea.md", text="four")
    os.utime(tmp_path / "tea.md", ns=(5, 7_000_000_000))
    changed_ns = (tmp_path / "tea.md").stat().st_ctime_ns
    file = NoteFile("tea.md", str(tmp_path / "tea.md"), 4, 7_000_000_000, changed_ns)
    assert list_notes(tmp_path).files == (file,)


def test_a_single_file_is_listed_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, "folder/tea.md", "folder/mate.md")
    assert paths(list_notes(tmp_path / "folder/tea.md")) == ["tea.md"]


def test_hidden_files_and_node_modules_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.md", ".b.md", ".obsidian/c.md", "x/.git/d.md", "x/node_modules/e/f.md")
    assert list_notes(tmp_path).warnings == ()
    assert paths(list_notes(tmp_path)) == ["a.md"]


def test_a_note_that_is_too_large_is_left_out_and_said(tmp_path: Path) -> None:
    write(tmp_path, "tea.md")
    for name, size in (("exactly.md", LARGEST_NOTE), ("log.md", LARGEST_NOTE + 1)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    listing = list_notes(tmp_path)
    assert paths(listing) == ["exactly.md", "tea.md"]
    assert listing.warnings == (
        "1 note is larger than 20 MB and was not read (first: log.md);"
        " split it, or name it in .assistantignore",
    )


def test_a_single_note_that_is_too_large_is_an_error(tmp_path: Path) -> None:
    with (tmp_path / "log.md").open("wb") as file:
        file.truncate(LARGEST_NOTE + 1)
    with pytest.raises(NotesError, match=r"log\.md': larger than the 20 MB"):
        list_notes(tmp_path / "log.md")


@pytest.mark.parametrize("name", [".assistantignore", "synonyms.txt"])
def test_a_list_that_is_a_link_out_of_the_folder_is_not_read_unless_asked(
    tmp_path: Path, name: str
) -> None:
    write(tmp_path, "notes/tea.md", "notes/mate.md")
    (tmp_path / "list").write_text("mate.md")
    (tmp_path / "notes" / name).symlink_to(tmp_path / "list")
    listing = list_notes(tmp_path / "notes")
    assert paths(listing) == ["mate.md", "tea.md"]
    assert listing.warnings == (
        f"1 link leads out of the folder and was not followed (first: {name});"
        " --follow-links follows them",
    )
    followed = list_notes(tmp_path / "notes", follow_links=True)
    assert followed.warnings == ()
    assert paths(followed) == (["tea.md"] if name == ".assistantignore" else ["mate.md", "tea.md"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_what_is_neither_file_nor_folder_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(NotesError, match=r"neither a file nor a folder: '.*pipe\.md'; check"):
        list_notes(tmp_path / "pipe.md")


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotesError, match=r"no such file or folder: '.*nowhere'; check"):
        list_notes(tmp_path / "nowhere")


def test_a_folder_without_notes_is_named(tmp_path: Path) -> None:
    write(tmp_path, "image.png")
    with pytest.raises(NotesError, match=r"no notes in '.*': .* ends in \.md.*; name another"):
        list_notes(tmp_path)


def test_a_single_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "image.png")
    with pytest.raises(NotesError, match=r"not a note: '.*image\.png'; name a file that ends in"):
        list_notes(tmp_path / "image.png")


def test_an_error_is_one_line_whatever_the_path_holds(tmp_path: Path) -> None:
    with pytest.raises(NotesError) as caught:
        list_notes(tmp_path / "no\nwhere\udcff")
    assert str(caught.value).isprintable()


# Ignored files


def test_what_the_ignore_file_names_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "drafts/b.md", "x/drafts/c.md", "x/old.md", "x/keep.md", "old.md")
    write(tmp_path, ".assistantignore", text="# private\ndrafts/\nx/*\n!x/keep.md\n")
    assert paths(list_notes(tmp_path)) == ["a.md", "old.md", "x/keep.md"]


def test_an_ignore_file_counts_from_its_own_folder(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "x/a.md", "x/b.md")
    write(tmp_path, "x/.assistantignore", text="/a.md\n")
    assert paths(list_notes(tmp_path)) == ["a.md", "x/b.md"]


def test_the_inner_ignore_file_outweighs_the_outer(tmp_path: Path) -> None:
    write(tmp_path, "old.md", "x/old.md", "y.md")
    write(tmp_path, ".assistantignore", text="old.md\n")
    write(tmp_path, "x/.assistantignore", text="!old.md\n")
    assert paths(list_notes(tmp_path)) == ["x/old.md", "y.md"]


def test_a_pattern_that_is_not_valid_is_warned_of_and_the_others_hold(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.md")
    write(tmp_path, ".assistantignore", text="!\nb.md\n")
    listing = list_notes(tmp_path)
    assert paths(listing) == ["a.md"]
    assert listing.warnings == ("1 ignore pattern is broken (first: .assistantignore:1)",)


# Links


def test_a_link_to_what_is_listed_anyway_adds_nothing(tmp_path: Path) -> None:
    write(tmp_path, "z/tea.md")
    (tmp_path / "a").symlink_to(tmp_path / "z")
    (tmp_path / "b.md").symlink_to(tmp_path / "z/tea.md")
    (tmp_path / "z/loop").symlink_to(tmp_path)
    assert list_notes(tmp_path).warnings == ()
    assert paths(list_notes(tmp_path)) == ["z/tea.md"]


def test_a_link_within_the_folder_is_followed_to_what_is_hidden(tmp_path: Path) -> None:
    write(tmp_path, ".store/tea.md", ".store/mate.md")
    (tmp_path / "shown").symlink_to(".store")
    (tmp_path / "one.md").symlink_to(".store/tea.md")
    assert paths(list_notes(tmp_path)) == ["one.md", "shown/mate.md"]


def test_links_out_of_the_folder_are_counted_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "in/tea.md", "out/mate.md", "in2/cola.md")
    (tmp_path / "in/y").symlink_to(tmp_path / "out")
    (tmp_path / "in/x.md").symlink_to(tmp_path / "in2/cola.md")
    listing = list_notes(tmp_path / "in")
    assert paths(listing) == ["tea.md"]
    assert listing.warnings == (
        "2 links lead out of the folder and were not followed (first: x.md);"
        " --follow-links follows them",
    )


def test_links_out_of_the_folder_can_be_followed_and_loops_end(tmp_path: Path) -> None:
    write(tmp_path, "in/tea.md", "out/mate.md")
    (tmp_path / "in/out").symlink_to(tmp_path / "out")
    (tmp_path / "out/back").symlink_to(tmp_path / "out")
    listing = list_notes(tmp_path / "in", follow_links=True)
    assert paths(listing) == ["out/mate.md", "tea.md"]
    assert listing.warnings == ()


def test_links_that_lead_nowhere_are_counted(tmp_path: Path) -> None:
    write(tmp_path, "tea.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    assert list_notes(tmp_path).warnings == ("2 links lead nowhere (first: gone.md)",)


def test_links_into_a_folder_that_cannot_be_read_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "in/tea.md")
    (tmp_path / "in/mate.md").symlink_to(tmp_path / "locked/mate.md")
    stat = os.stat

    def refuse(path: str | Path, **how: bool) -> object:
        if Path(path).name == "mate.md":
            raise PermissionError
        return stat(path, **how)

    def refuse_link(path: str) -> str:
        raise PermissionError(path)

    monkeypatch.setattr(os, "stat", refuse)
    # Of some, as in /proc, not even where they lead can be read.
    monkeypatch.setattr(os, "readlink", refuse_link)
    listing = list_notes(tmp_path / "in")
    assert paths(listing) == ["tea.md"]
    assert listing.warnings == ("1 path could not be read (first: mate.md)",)


def test_a_folder_that_cannot_be_read_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "tea.md", "locked/mate.md")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    listing = list_notes(tmp_path)
    assert paths(listing) == ["tea.md"]
    assert listing.warnings == ("1 path could not be read (first: locked/)",)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_with_line_feeds_and_undecodable_bytes_are_listed(tmp_path: Path) -> None:
    for name in (b"new\nline.md", b"bad\xff.md", b"bad\xfe.md"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"\x81")
    listing = list_notes(tmp_path)
    assert paths(listing) == ["bad\\xfe.md", "bad\\xff.md", "new\nline.md"]
    warnings = [line for file in listing.files for line in read_note(file).warnings]
    assert warnings[2] == "new\\nline.md: not UTF-8; 1 bytes were replaced"


def test_listing_imports_neither_yaml_nor_pathspec_nor_the_parser(tmp_path: Path) -> None:
    write(tmp_path, "tea.md")
    code = (
        "import sys; from pathlib import Path; from assistant.reading.folder import list_notes;"
        "list_notes(Path(sys.argv[1]));"
        "assert not {'yaml', 'pathspec', 'markdown_it'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
