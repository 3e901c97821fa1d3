"""Find the notes in a folder: what is hidden, ignored or linked, and what can't be reached."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from assistant.errors import NotesError
from assistant.reading.files import (
    LARGEST_NOTE,
    leads_outside,
    portable,
    printable,
    read_bytes,
    real_prefix,
)
from assistant.records import dataclass

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES = (".md", ".markdown", ".txt")
"""What the name of a note ends in, in lower or upper case."""

SYNONYMS_FILE = "synonyms.txt"
"""The user's list of synonyms, in the folder itself; it is no note."""

IGNORE_FILE = ".assistantignore"
"""Names what to leave out of the folder it stands in, in the syntax of `.gitignore`."""

_OUTSIDE = (
    "link leads out of the folder and was not followed",
    "links lead out of the folder and were not followed",
    "; --follow-links follows them",
)
_TOO_LARGE = (
    f"note is larger than {LARGEST_NOTE // 1_000_000} MB and was not read",
    f"notes are larger than {LARGEST_NOTE // 1_000_000} MB and were not read",
    f"; split it, or name it in {IGNORE_FILE}",
)
SKIPPED_FOLDERS = frozenset(("node_modules",))
"""Names of folders without notes, beside those that are hidden."""


@dataclass(frozen=True, slots=True)
class NoteFile:
    """A file that holds a note, as it was found."""

    path: str
    """Relative to the notes folder, with forward slashes; of a single file its name.
    Bytes that are not UTF-8 are written like `\\xff`."""
    full_path: str
    size: int
    """In bytes."""
    mtime_ns: int
    """When its content was last changed, in nanoseconds, by whoever set it last."""
    changed_ns: int
    """When anything about it was last changed, which nobody can set (but on Windows, where it is
    when the file was made)."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The notes of a folder."""

    files: tuple[NoteFile, ...]
    """Sorted by path; at least one."""
    warnings: tuple[str, ...]
    """What was left out, one line each."""


def list_notes(root: Path, *, follow_links: bool = False) -> Listing:
    """List the notes in a folder, at any depth, or the single one that `root` is.

    Raises `NotesError` where there is nothing at `root`, or no note.
    """
    if root.is_file():
        return Listing((_single_note(root),), ())
    if not root.is_dir():
        reason = "neither a file nor a folder" if root.exists() else "no such file or folder"
        raise NotesError(f"{reason}: {str(root)!r}; check the path of the notes")
    walk = _Walk(root, follow_links=follow_links)
    walk.run()
    if not walk.found:
        raise NotesError(
            f"no notes in {str(root)!r}: no file there that can be read and isn't ignored ends in"
            f" {_suffix_list()}; name another folder"
        )
    files = sorted(walk.found.values(), key=lambda file: file.path)
    return Listing(tuple(files), walk.warnings())


def _single_note(root: Path) -> NoteFile:
    if not _is_note(root.name):
        raise NotesError(
            f"not a note: {str(root)!r}; name a file that ends in {_suffix_list()}, or a folder"
        )
    status = root.stat()
    if status.st_size > LARGEST_NOTE:
        raise NotesError(
            f"{str(root)!r}: larger than the {LARGEST_NOTE // 1_000_000} MB that a note may have;"
            " split it"
        )
    return _note_file(root.name, str(root), status)


def _note_file(path: str, full_path: str, status: os.stat_result) -> NoteFile:
    return NoteFile(
        portable(path), full_path, status.st_size, status.st_mtime_ns, status.st_ctime_ns
    )


def _suffix_list() -> str:
    return f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"


def _is_note(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


@dataclass(frozen=True, slots=True)
class _IgnoreRules:
    """What one ignore file says."""

    base: str
    """The folder it stands in, as a prefix of paths: empty, or ending in a slash."""
    spec: GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to visit."""

    full_path: str
    real_prefix: str
    """What the real paths of its files begin with, ending in a separator."""
    prefix: str
    """What the paths of its files begin with: empty, or ending in a slash."""
    rules: tuple[_IgnoreRules, ...]
    """Of the folders around it, outermost first."""


@dataclass(frozen=True, slots=True)
class _Link:
    """A symbolic link, put off until all real folders are known."""

    path: str
    full_path: str
    rules: tuple[_IgnoreRules, ...]


class _Walk:
    """One pass over a folder and what its links lead to."""

    def __init__(self, root: Path, *, follow_links: bool) -> None:
        self.found: dict[str, NoteFile] = {}  # by real path
        self._root = _Folder(str(root), real_prefix(str(root)), "", ())
        self._follow_links = follow_links
        self._visited: set[str] = set()
        self._links: list[_Link] = []
        self._outside: list[str] = []
        self._broken: list[str] = []
        self._large: list[str] = []
        self._unreadable: list[str] = []
        self._bad_patterns: list[str] = []

    def run(self) -> None:
        self._visit(self._root)
        # A note that can be reached without a link gets the path without it.
        while self._links:
            links = sorted(self._links, key=lambda link: link.path)
            self._links = []
            for link in links:
                self._follow(link)

    def warnings(self) -> tuple[str, ...]:
        counted = (
            (self._outside, *_OUTSIDE),
            (self._broken, "link leads nowhere", "links lead nowhere", ""),
            (self._large, *_TOO_LARGE),
            (self._unreadable, "path could not be read", "paths could not be read", ""),
            (self._bad_patterns, "ignore pattern is broken", "ignore patterns are broken", ""),
        )
        return tuple(
            f"{len(paths)} {one if len(paths) == 1 else several}"
            f" (first: {printable(min(paths))}){advice}"
            for paths, one, several, advice in counted
            if paths
        )

    def _visit(self, start: _Folder) -> None:
        pending = [start]
        while pending:
            folder = pending.pop()
            if folder.real_prefix in self._visited:
                continue
            self._visited.add(folder.real_prefix)
            try:
                with os.scandir(folder.full_path) as entries:
                    listed = list(entries)
            except OSError:
                self._unreadable.append(folder.prefix or folder.full_path)
                continue
            rules = folder.rules + self._rules_in(folder, listed)
            pending += filter(None, (self._take(entry, folder, rules) for entry in listed))

    def _rules_in(
        self, folder: _Folder, entries: list[os.DirEntry[str]]
    ) -> tuple[_IgnoreRules, ...]:
        file = next((Path(entry) for entry in entries if entry.name == IGNORE_FILE), None)
        if file is None:
            return ()
        if self._is_left_outside(file, folder.prefix + IGNORE_FILE):
            return ()
        try:
            lines = read_bytes(file).decode("utf-8-sig", "replace").splitlines()
        except OSError:
            self._unreadable.append(folder.prefix + IGNORE_FILE)
            return ()
        # Imported here, since most folders have no ignore file.
        from assistant.reading.ignore_patterns import read_patterns

        spec, broken = read_patterns(lines)
        self._bad_patterns += [f"{folder.prefix}{IGNORE_FILE}:{number}" for number in broken]
        return (_IgnoreRules(folder.prefix, spec),)

    def _is_left_outside(self, file: Path, path: str) -> bool:
        """Tell whether a link leads out of the folder and is not followed; if so, note it down."""
        is_outside = not self._follow_links and leads_outside(file, Path(self._root.full_path))
        if is_outside:
            self._outside.append(path)
        return is_outside

    def _take(
        self, entry: os.DirEntry[str], folder: _Folder, rules: tuple[_IgnoreRules, ...]
    ) -> _Folder | None:
        """Note down a file or link; give back a folder, which is to be visited."""
        name = entry.name
        if name.startswith(".") or name in SKIPPED_FOLDERS:
            return None
        path = folder.prefix + name
        if path == SYNONYMS_FILE:
            self._is_left_outside(Path(entry), path)
            return None
        real = folder.real_prefix + name
        if entry.is_symlink():
            self._links.append(_Link(path, entry.path, rules))
        elif entry.is_dir(follow_symlinks=False):
            if not _ignored(f"{path}/", rules):
                return _Folder(entry.path, real + os.sep, f"{path}/", rules)
        elif _is_note(name) and entry.is_file() and not _ignored(path, rules):
            self._add(path, entry.path, real)
        return None

    def _follow(self, link: _Link) -> None:
        try:
            mode = Path(link.full_path).stat().st_mode
        except OSError as error:
            mode = 0
            lost = self._unreadable if isinstance(error, PermissionError) else self._broken
        is_folder = S_ISDIR(mode)
        if _ignored(f"{link.path}/" if is_folder else link.path, link.rules):
            return
        if not mode:
            lost.append(link.path)
            return
        if not is_folder and not (_is_note(link.path) and S_ISREG(mode)):
            return
        # Only now: where a link itself can't be read, this fails.
        real = real_prefix(link.full_path)
        if not self._follow_links and not real.startswith(self._root.real_prefix):
            self._outside.append(link.path)
        elif is_folder:
            self._visit(_Folder(link.full_path, real, f"{link.path}/", link.rules))
        else:
            self._add(link.path, link.full_path, real.removesuffix(os.sep))

    def _add(self, path: str, full_path: str, real_path: str) -> None:
        if real_path in self.found:
            return
        try:
            status = os.stat(full_path)  # noqa: PTH116  # a third of the time
        except OSError:
            self._unreadable.append(path)
            return
        if status.st_size > LARGEST_NOTE:
            self._large.append(path)
            return
        self.found[real_path] = _note_file(path, full_path, status)


def _ignored(path: str, rules: tuple[_IgnoreRules, ...]) -> bool:
    """Ask the innermost ignore file that has anything to say about a path."""
    for rule in reversed(rules):
        verdict = rule.spec.check_file(path.removeprefix(rule.base)).include
        if verdict is not None:
            return verdict
    return False
