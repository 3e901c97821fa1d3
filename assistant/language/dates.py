"""Dates, which are written in many ways: all come to the same, in notes and in questions.

In words ("March 14th, 2025", "the 14th of March") they are several words, and are written anew
before a text is taken apart; in figures ("14.03.2025") they are one, which the analyzer knows.
A number that belongs to no date stays as it is, be it a version, a time or an address.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.language.cues import has_one
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905 (as a list it would fill a page)
)
"""In English, as question words are."""
MONTH_BEGINNINGS = tuple(month[:3] for month in MONTHS)
MONTH_FORMS = (*(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS), "sept")
"""How each is written, in full or shortened; parts of a pattern, in lower case."""

_YEAR = r"(?:1[89]|2[01])\d\d"
MONTH = f"(?i:{'|'.join(MONTH_FORMS)})"
_MOST_DAYS = 31

# In words

_ALONE = r"(?![\w:/%°–—-]|[.,]\w)"
_DIGITS = "0123456789"
"""As in `string`, which compiles a pattern on import."""
_DAY = rf"[0-9](?<![\w.,:/+$€£–—-][0-9])[0-9]?(?:st|nd|rd|th|ST|ND|RD|TH)?{_ALONE}"
"""A number that stands alone. It begins with what is found quickly, since all notes are searched
for it."""
_MONTH_BEFORE = rf"(?<![\w-])({MONTH})\.?[ \t]+(?:[Tt]he[ \t]+)?\Z"
_LONGEST_BEFORE = 20
"""In characters; what such a month and all behind it take at most."""
_MONTH_BEHIND = rf"\.?(?:[ \t]+of)?[ \t]+({MONTH})(?![\w-])"
_YEAR_BEHIND = rf"\.?,?[ \t]+({_YEAR}){_ALONE}"

# In figures

_SEPARATORS = 2
"""How many signs stand between day, month and year."""
_YEAR_FIRST = rf"(\d{{4}}(?=-)|{_YEAR}(?=/))([-/])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])"
_YEAR_LAST = rf"(\d\d?)([./-])(\d\d?)\2({_YEAR})"
_YEAR_SHORT = r"(\d\d?)(/)(\d\d?)/(\d\d)|(\d\d)(\.)(\d\d)\.(\d\d)|(1[3-9]|[23]\d)(\.)(\d)\.(\d\d)"
"""A year of two figures. With full stops, day and month have two as well, or the day is no month:
3.9.10 is a version."""
_CENTURY_FROM = 50
"""From which number on such a year is of the last century."""
_MONTH_NAMED = rf"(\d\d?)[-/]({MONTH})[-/]({_YEAR})"
_IN_FILE_NAME = rf"(?<!\d)({_YEAR})([._-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
"""People who name notes by their day use other signs as well, or none."""


@dataclass(frozen=True, slots=True)
class Date:
    """A day of some year."""

    year: int
    """0 where it is not named."""
    month: int
    """1 to 12."""
    day: int

    def __str__(self) -> str:
        """Give it as 2025-03-14."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    text: str


def with_dates(text: str) -> str:
    """Write dates in words in one way: `14-march-2025`, and without a year `14 MARCH`.

    The capitals tell the month of May from the verb.
    """
    # Most texts lack a number or a month, and are spared the pattern.
    if not has_one(text, _DIGITS) or not has_one(text, MONTH_BEGINNINGS):
        return text
    parts: list[str] = []
    end = 0
    for day in re.finditer(_DAY, text):
        if day.start() >= end and (found := _date_at(text, day, end)):
            parts += text[end : found.start], found.text
            end = found.end
    return "".join((*parts, text[end:])) if parts else text


def _date_at(text: str, found: re.Match[str], least: int) -> _Found | None:
    """Give the date that a day belongs to; `least` is where the text before it begins."""
    day = int(found[0].rstrip("stndrhSTNDRH"))
    start, end = found.span()
    least = max(least, start - _LONGEST_BEFORE)
    if month := re.search(_MONTH_BEFORE, text[least:start]):
        start = least + month.start()
    elif month := re.compile(_MONTH_BEHIND).match(text, end):
        end = month.end()
    if not month or not 1 <= day <= _MOST_DAYS:
        return None
    name = MONTHS[_month(month[1]) - 1]
    if year := re.compile(_YEAR_BEHIND).match(text, end):
        return _Found(start, year.end(), f"{day}-{name}-{year[1]}")
    is_verb = text[start:end] == f"{day} may"
    return None if is_verb else _Found(start, end, f"{day} {name.upper()}")


def _month(name: str) -> int:
    return next(at for at, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))


def dates_in_figures(word: str) -> list[Date]:
    """Give the date that a word is; two where day and month can't be told apart; else none."""
    # Most words with a number, such as a port, are no date, and are spared the patterns.
    if sum(map(word.count, "./-")) != _SEPARATORS:
        return []
    if found := re.fullmatch(_YEAR_FIRST, word):
        return [Date(int(found[1]), int(found[3]), int(found[4]))]
    if found := re.fullmatch(_YEAR_LAST, word):
        return _day_or_month_first(int(found[1]), found[2], int(found[3]), int(found[4]))
    if found := re.fullmatch(_YEAR_SHORT, word):
        first, separator, second, year = filter(None, found.groups())
        century = 1900 if int(year) >= _CENTURY_FROM else 2000
        return _day_or_month_first(int(first), separator, int(second), century + int(year))
    if found := re.fullmatch(_MONTH_NAMED, word):
        date = Date(int(found[3]), _month(found[2]), int(found[1]))
        return [date] if _is_possible(date) else []
    return []


def _day_or_month_first(first: int, separator: str, second: int, year: int) -> list[Date]:
    dates = {Date(year, second, first): None}
    # With full stops the day always comes first.
    if separator != ".":
        dates[Date(year, first, second)] = None
    return [date for date in dates if _is_possible(date)]


def first_date(text: str) -> str:
    """Give the first day that a text names, as 2025-03-14, or 0000-03-14 where it names no year.

    Of two that it may be the first; nothing where it names none.
    """
    words = with_dates(text.replace(":", " ")).split()
    for at, word in enumerate(words):
        bare = word.strip("()[]{},.;:*_~|\"'")
        if found := dates_in_figures(bare):
            return str(found[0])
        if bare.lower() in MONTHS and bare.isupper() and at and words[at - 1].isdigit():
            return str(Date(0, _month(bare), int(words[at - 1])))
    return ""


def _is_possible(date: Date) -> bool:
    return 1 <= date.month <= len(MONTHS) and 1 <= date.day <= _MOST_DAYS


# Asked of each section of a note, one after the other.
@lru_cache(maxsize=1)
def dates_in_name(file: str) -> tuple[str, ...]:
    """Give the dates in the name of a file, as journals and minutes have them."""
    return tuple(dict.fromkeys(map(str, _dates_in_name(file))))


def _dates_in_name(file: str) -> Iterator[Date]:
    for found in re.finditer(_IN_FILE_NAME, file):
        yield Date(int(found[1]), int(found[3]), int(found[4]))
    stem = file.rpartition(".")[0].replace("_", " ")
    for word in with_dates(stem).split():
        yield from dates_in_figures(word.strip("()[],."))
