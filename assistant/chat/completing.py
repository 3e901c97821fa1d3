"""What Tab offers for what is typed so far; pure but for the names of files."""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chat.chat_commands import COMMANDS, ArgumentKind, command_named
from assistant.language.folding import fold
from assistant.model import RETRIEVERS
from assistant.records import dataclass
from assistant.user_folders import with_home

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assistant.chat.chat_commands import Command
    from assistant.chat.inventory import Inventory

MOST_OF_A_KIND = 12
"""How many headings, paths and words are offered; more are found by typing on."""

_LAST_WORD = re.compile(r"[^\s\"():]*\Z")
_WORD_STARTS = re.compile(r"(?<!\S)\S")
_MOST_HEADING_WORDS = 6
"""How far back from the cursor the beginning of a heading is looked for."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that may be meant."""

    text: str
    """What to put in the place of the letters that are typed."""
    typed: int
    """How many letters before the cursor it takes the place of."""
    label: str
    """What sort of thing it is, for people."""


def completions(
    text: str, inventory: Inventory | None, places: Sequence[str]
) -> Iterator[Completion]:
    """Give what may be meant by the text before the cursor, each once, the likeliest first.

    `inventory` is `None` while the notes are being read; `places` are those that commands name
    by number.
    """
    if text.startswith("/"):
        name, blank, argument = text[1:].partition(" ")
        if not blank:
            yield from _commands(name)
            return
        if command := command_named(name.lower()):
            yield from _arguments(command, argument.lstrip(), inventory, places)
        return
    if text.strip() and inventory is not None:
        yield from _in_question(text, inventory)


def _commands(name: str) -> Iterator[Completion]:
    for command in COMMANDS:
        if command.name.startswith(name.lower()):
            yield Completion(f"/{command.name}", len(name) + 1, command.help)


def _arguments(
    command: Command, typed: str, inventory: Inventory | None, places: Sequence[str]
) -> Iterator[Completion]:
    if command.kind is ArgumentKind.PATH:
        yield from _files(typed)
    elif command.kind is ArgumentKind.RETRIEVER:
        for name in RETRIEVERS:
            if name.startswith(typed):
                yield Completion(name, len(typed), "retriever")
    elif command.kind is ArgumentKind.PLACE:
        for number, place in enumerate(places, start=1):
            if str(number).startswith(typed):
                yield Completion(str(number), len(typed), place)
    elif command.kind is ArgumentKind.QUESTION and inventory is not None:
        yield from _in_question(typed, inventory)


def _files(typed: str) -> Iterator[Completion]:
    folder, name = os.path.split(typed)
    try:
        found = sorted(Path(with_home(folder or ".")).iterdir())
    except OSError:
        return
    for path in found:
        # Hidden ones are offered to those who ask for them.
        if path.name.startswith(name) and path.name.startswith(".") == name.startswith("."):
            # Not by pathlib, which up to Python 3.13 raises where it may not look.
            end = os.sep if os.path.isdir(path) else ""  # noqa: PTH112
            yield Completion(path.name + end, len(name), "folder" if end else "file")


def _in_question(text: str, inventory: Inventory) -> Iterator[Completion]:
    """Give headings, paths and words of the notes that what is typed may be the beginning of."""
    for start in _starts(text):
        typed = text[start:]
        for heading in islice(_beginning(inventory.headings, typed.casefold()), MOST_OF_A_KIND):
            yield Completion(heading, len(typed), "heading")
    found = _LAST_WORD.search(text)
    typed = found.group() if found else ""
    if not typed:
        return
    paths = (path for path in inventory.paths if path.casefold().startswith(typed.casefold()))
    for path in islice(paths, MOST_OF_A_KIND):
        yield Completion(path, len(typed), "note")
    for word in _likeliest_words(inventory.words, fold(typed)):
        yield Completion(_written(word, typed, inventory.spellings), len(typed), "word")


def _written(word: str, typed: str, spellings: Mapping[str, str]) -> str:
    """Give a folded word as the notes write it; what was typed in capitals stays so."""
    word = spellings.get(word, word)
    begins_so = word[: len(typed)].casefold() == typed.casefold()
    return typed + word[len(typed) :] if begins_so else word


def _starts(text: str) -> list[int]:
    """Give where the last words of the text begin, the furthest back first."""
    starts = [match.start() for match in _WORD_STARTS.finditer(text)]
    return starts[-_MOST_HEADING_WORDS:]


def _beginning(pairs: Sequence[tuple[str, str]], start: str) -> Iterator[str]:
    for folded, name in islice(pairs, bisect_left(pairs, (start, "")), None):
        if not folded.startswith(start):
            return
        yield name


def _likeliest_words(words: Sequence[tuple[str, int]], start: str) -> Iterable[str]:
    first = bisect_left(words, (start, 0))
    # Above every word that begins so, since no letter is above this one.
    last = bisect_left(words, (start + "\U0010ffff", 0))
    found = sorted(words[first:last], key=lambda pair: (-pair[1], pair[0]))
    return (word for word, _ in found[:MOST_OF_A_KIND] if word != start)
