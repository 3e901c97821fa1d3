"""The YAML front matter of a note: what it is called, and what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from yaml._yaml import Mark as CMark
    from yaml.error import Mark as PythonMark
    from yaml.events import Event
    from yaml.nodes import Node

_Value: TypeAlias = str | tuple[str, ...]
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
_MOST_WORDS = 120
"""In a fact, as many as an answer has; what is longer is data, such as all that was ever sold."""


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


@dataclass(frozen=True, slots=True)
class _Field:
    """A field at the outermost level."""

    name: str
    """In lower case."""
    value: _Value
    """A scalar, or those of a list; what is nested deeper is left out."""
    start: int
    """The character of the front matter at which its name begins."""
    end: int
    """The one behind its value; a list, or a text over several lines, may end at the next field."""


def read_front_matter(text: str) -> FrontMatter:
    """Read the front matter that `text` opens with, if it does.

    Raises:
        BrokenFrontMatterError: It is no YAML mapping, or one that would be unsafe to load.

    """
    source, closing_line = _cut(text)
    if not closing_line:
        return FrontMatter()
    found = _load(source)
    # Of two fields with one name the last counts.
    fields = {field.name: field.value for field in found}
    return FrontMatter(
        body_line=closing_line + 1,
        title=_text(_first(fields, "title")),
        aliases=_names(_first(fields, "aliases", "alias")),
        tags=_labels(_first(fields, "tags", "tag")),
        description=_text(_first(fields, "description", "summary")),
        facts=tuple(_facts(source, found)),
    )


def _cut(text: str) -> tuple[str, int]:
    """Give the front matter that a text opens with, and the line that closes it; 0 for none."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return "", 0
    return text[opening.end() : closing.start()], text.count("\n", 0, closing.start()) + 1


def _facts(source: str, fields: Iterable[_Field]) -> Iterator[tuple[int, int]]:
    """Give the lines of each field that states a text, a number or a list of them.

    What does not begin a line has no lines of its own, and is left out.
    """
    for field in fields:
        begins_line = not field.start or source[field.start - 1] == "\n"
        if begins_line and not _NO_FACT.fullmatch(field.name) and _list(field.value, "\n"):
            lines = source[field.start : field.end].split("\n")
            while not lines[-1].strip() or lines[-1].startswith("#"):
                lines.pop()
            if len(" ".join(lines).split()) <= _MOST_WORDS:
                # The first of them stands below the opening.
                first = source.count("\n", 0, field.start) + 2
                yield first, first + len(lines) - 1


def count_broken_lines(text: str) -> int:
    """Count the lines of front matter that is broken; 0 where it is rather text between rules."""
    source, closing_line = _cut(text)
    runs = re.split(r"\n(?:[ \t]*\n)+", source.strip("\n"))
    return closing_line if all(re.match(_NAMED, run) for run in runs) else 0


def _load(source: str) -> list[_Field]:
    import yaml

    if len(source) > _LARGEST:
        raise BrokenFrontMatterError("line 1: larger than 64 KiB")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _refuse_unsafe(yaml.parse(source, Loader=loader))
        root = yaml.compose(source, Loader=loader)
    except yaml.MarkedYAMLError as error:
        raise _broken(_line(error.problem_mark), error.problem) from error
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position)
        raise _broken(line, error.reason) from error
    if not isinstance(root, yaml.MappingNode | None):
        raise _broken(0, "not a mapping of names to values")
    return [_field(name, value) for name, value in root.value] if root else []


def _field(name: Node, value: Node) -> _Field:
    if not isinstance(name.value, str):
        raise _broken(_line(name.start_mark), "a name has to be a text")
    # By characters, since YAML counts more signs as ends of lines than notes do.
    return _Field(name.value.casefold(), _value(value), name.start_mark.index, value.end_mark.index)


def _value(node: Node) -> _Value:
    """Give what a node holds, letter for letter: dates and version numbers as they were typed."""
    if isinstance(node.value, str):
        return node.value
    # The entries of a mapping are pairs, without a value.
    entries = (getattr(entry, "value", None) for entry in node.value)
    return tuple(entry for entry in entries if isinstance(entry, str))


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


def _first(fields: Mapping[str, _Value], *names: str) -> _Value:
    return next((fields[name] for name in names if fields.get(name)), "")


def _text(value: _Value) -> str:
    """Return a scalar on one line; empty for a list."""
    if not isinstance(value, str) or value.casefold() in _NULLS:
        return ""
    return " ".join(value.split())


def _list(value: _Value, separators: str) -> tuple[str, ...]:
    """Return the texts of a list, or of a scalar that lists them."""
    entries = re.split(f"[{separators}]", _text(value)) if isinstance(value, str) else value
    return tuple(text for text in map(_text, entries) if text)


def _names(value: _Value) -> tuple[str, ...]:
    # In Hugo's front matter an alias is an address that redirects here.
    return tuple(name for name in _list(value, ",") if not name.startswith("/"))


def _labels(value: _Value) -> tuple[str, ...]:
    labels = (label.lstrip("#").strip() for label in _list(value, r",\s"))
    return tuple(label for label in labels if label)
