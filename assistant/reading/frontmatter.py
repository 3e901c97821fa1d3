"""The YAML front matter of a note: what it is called, and what it is about."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yaml._yaml import Mark as CMark
    from yaml.error import Mark as PythonMark
    from yaml.events import Event

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_NAMED = r"(?:[ \t]*#.*\n)*[ \t]*[\w'\"][^:\n]*:(?!\S)"
"""How lines that mean to be YAML begin: with a name and a colon, and comments before it."""
_LARGEST = 64 * 1024
"""In characters; front matter beyond that is data, not a description of the note."""
_DEEPEST = 20
"""Levels of nesting; far more than fields need, far less than would exhaust the stack."""
_NULLS = frozenset(("", "~", "null"))
_NAMES = ("title", "aliases", "alias", "tags", "tag", "description", "summary", "keywords")
"""What names the note, and is no fact to ask for."""
_NO_FACT = re.compile(
    rf"(?:{'|'.join(_NAMES)})"
    r"|(?:.*[ _-])?(?:plugin|css|js|id|uuid|uid|guid|layout|slug|permalink|template|icon|image)"
    r"|css ?class(?:es)?|banner.*|cover"
    r"|(?:date[ _-]?)?(?:created|updated|modified|published|changed)(?:[ _-]?(?:at|on|date|time))?"
    r"|date|lastmod|last[ _-](?:modified|updated)|publish|weight|toc|nav[ _-].*|sidebar.*|math|lang"
)
"""Names of what is there for programs, or stands in every note, in lower case."""
_FIELD = re.compile(r"(?P<name>[^\s#:\-\[{}'\"][^:\n]*):(?:[ \t]|$)")
"""The line by which a field at the outermost level begins."""


class BrokenFrontMatterError(ValueError):
    """The front matter can't be used; says why, with the line."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter says; a field it lacks is empty."""

    body_line: int = 1
    """The first line after it, counted from 1."""
    title: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Without `#`."""
    description: str = ""
    facts: tuple[tuple[int, int], ...] = ()
    """The first and last line of each further field that may be asked for, counted from 1."""


def read_front_matter(text: str) -> FrontMatter:
    """Read the front matter that `text` opens with, if it does.

    Raises:
        BrokenFrontMatterError: It is no YAML mapping, or one that would be unsafe to load.

    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return FrontMatter()
    source = text[opening.end() : closing.start()]
    fields = _load(source)
    return FrontMatter(
        body_line=text.count("\n", 0, closing.start()) + 2,
        title=_text(fields.get("title")),
        aliases=_names(_first(fields, "aliases", "alias")),
        tags=_labels(_first(fields, "tags", "tag")),
        description=_text(_first(fields, "description", "summary")),
        facts=tuple(_facts(source, fields)),
    )


def _facts(source: str, fields: dict[str, object]) -> Iterator[tuple[int, int]]:
    """Give the lines of each field that states a text, a number or a list of them."""
    lines = source.split("\n")
    starts = [at for at, line in enumerate(lines) if line and not line.startswith((" ", "\t", "-"))]
    for start, end in pairwise([*starts, len(lines)]):
        found = _FIELD.match(lines[start])
        name = found["name"].strip().casefold() if found else ""
        if name and not _NO_FACT.fullmatch(name) and _list(fields.get(name), "\n"):
            last = max(at for at in range(start, end) if lines[at].strip())
            # The first of them stands below the opening.
            yield start + 2, last + 2


def count_broken_lines(text: str) -> int:
    """Count the lines of front matter that is broken; 0 where it is rather text between rules."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return 0
    runs = re.split(r"\n(?:[ \t]*\n)+", text[opening.end() : closing.start()].strip("\n"))
    if not all(re.match(_NAMED, run) for run in runs):
        return 0
    return text.count("\n", 0, closing.start()) + 1


def _load(source: str) -> dict[str, object]:
    import yaml

    if len(source) > _LARGEST:
        raise BrokenFrontMatterError("line 1: larger than 64 KiB")
    # The base loader leaves every scalar a string, letter for letter: dates and version numbers
    # keep the form they were typed in.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _refuse_unsafe(yaml.parse(source, Loader=loader))
        fields = yaml.load(source, Loader=loader)
    except yaml.MarkedYAMLError as error:
        raise _broken(_line(error.problem_mark), error.problem) from error
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position)
        raise _broken(line, error.reason) from error
    if not isinstance(fields, dict | None):
        raise _broken(0, "not a mapping of names to values")
    return {str(name).casefold(): value for name, value in (fields or {}).items()}


def _refuse_unsafe(events: Iterable[Event]) -> None:
    """Stop at what could make a small text expand or nest without bounds."""
    from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

    depth = 0
    for event in events:
        if isinstance(event, AliasEvent):
            raise _broken(_line(event.start_mark), "aliases are not allowed")
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            raise _broken(_line(event.start_mark), "nested too deeply")


def _line(mark: PythonMark | CMark | None) -> int:
    return mark.line if mark else 0


def _broken(line: int, reason: str | None) -> BrokenFrontMatterError:
    """Build the error for a line counted from 0 after the opening `---`."""
    return BrokenFrontMatterError(f"line {line + 2}: {reason}")


def _first(fields: dict[str, object], *names: str) -> object:
    return next((fields[name] for name in names if fields.get(name)), None)


def _text(value: object) -> str:
    """Return a scalar on one line; empty for anything else."""
    if not isinstance(value, str) or value.casefold() in _NULLS:
        return ""
    return " ".join(value.split())


def _list(value: object, separators: str) -> tuple[str, ...]:
    """Return the texts of a list, or of a string that lists them."""
    entries = value if isinstance(value, list) else re.split(f"[{separators}]", _text(value))
    return tuple(text for text in map(_text, entries) if text)


def _names(value: object) -> tuple[str, ...]:
    # In Hugo's front matter an alias is an address that redirects here.
    return tuple(name for name in _list(value, ",") if not name.startswith("/"))


def _labels(value: object) -> tuple[str, ...]:
    labels = (label.lstrip("#").strip() for label in _list(value, r",\s"))
    return tuple(label for label in labels if label)
