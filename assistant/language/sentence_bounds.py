"""Where the sentences of a text end; pure, and for English with some German."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.dates import MONTH, MONTH_BEGINNINGS
from assistant.language.stop_words import AUXILIARIES

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOUNDARY = (
    r"(?<=[.!?…])(?P<closing>[\"')\]”’*_`]*)\s+(?:>[ \t]?)*(?=[\"'(\[“‘*_]*(?:`|[^\W_a-z]))"
    r"|(?<=[。！？])|(?P<break>(?<![ \t])[ \t]*<br[ \t]*/?>\s*)"
)
"""The end of a sentence: its sign, what closes with it, a space, the sign of a quotation where a
line of one begins, and no small letter after it but in code; or a break written as HTML."""

_ABBREVIATIONS = frozenset(
    """
    e.g i.e vs cf ca approx resp incl esp fig no nos vol ed eds p pp st jr sr mr mrs ms dr bzw
    fa fr hr nr tel z.b d.h u.a prof gen gov sen rep inc ltd co corp dept u.s u.k
    """.split()  # noqa: SIM905 (as a list it would fill a page)
)
"""Without their last full stop; so is a letter one. "Etc." is none: before a capital it ends what
it stands in."""
_BEFORE_NUMBER = frozenset(
    """
    apr aug av avg ch dec exp ext feb jan jul jun mar max min nov oct ref rm sep sept ver vers
    """.split()  # noqa: SIM905 (as above)
)
"""Ends a sentence as often, but not where a number follows."""
_DATE_ALONE = (
    r"[\s>*_~]*(?:\d{1,2}\.(?:\d{1,2}\.?)?(?:\d{2,4}\.?)?|\d{4}-\d\d-\d\d\."
    r"|(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH}|{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?)"
    r"(?:,? \d{4})?[.!]?[*_]*[.:]?)"
)
_DAY = r"(?<!\S)[0-3]?\d\.\Z"
_MONTHS = frozenset((*MONTH_BEGINNINGS, "mär", "mai", "okt", "dez"))
"""What begins the name of a month, before which "14." is a day: "am 14. März"."""
_LONGEST_DATE = 32
"""In characters, with the marks before it."""

_LONGEST_ABBREVIATION = 12
"""In characters, with what stands before it."""
_CASE = rf"(?i)\W{{0,20}}(?!(?:wh\w+|how|shall|{'|'.join(AUXILIARIES)})\b)(?:\S+\s+){{0,7}}\S+\?$"
"""A few words with a question mark that ask nothing, but name the case that what follows is for:
"Too dry? Add milk.\""""
_REST_OF_QUOTATION = r"[^\"]{1,200}\"(?=\W)"
"""What follows a full stop in a message of several sentences; a longer quotation is rather a text
of its own."""
_MOST_OF_QUOTATION = 202
"""In how many characters it is, with the mark and what stands behind that."""


def sentence_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence of a text begins and ends, without the space around it."""
    start = counted = ticks = 0
    for match in re.finditer(_BOUNDARY, text):
        # What closes with the sentence may be the code itself.
        ticks += text.count("`", counted, match.end())
        counted = match.end()
        if ticks % 2 == 1 or (match["break"] is None and _is_inside(text, start, match)):
            continue
        ends = (match.end("closing"), match.start("break"), match.end())
        yield from _trimmed(text, start, next(end for end in ends if end >= 0))
        start, ticks = match.end(), 0
    yield from _trimmed(text, start, len(text))


def _is_inside(text: str, start: int, boundary: re.Match[str]) -> bool:
    """Tell whether a full stop ends a date, an abbreviation, or a case, or is inside a message.

    A date alone, as a line of a diary begins with, is no sentence.

    Looks at no more than it must, since all that stands inside something may be one sentence.
    """
    end = boundary.start()
    if end - start <= _LONGEST_DATE and re.fullmatch(_DATE_ALONE, text[start:end]):
        return True
    if _marks_doubt(text, end, boundary):
        return True
    last = text[max(start, end - _LONGEST_ABBREVIATION) : end]
    following = text[boundary.end() : boundary.end() + 3].lower()
    if following in _MONTHS and re.search(_DAY, last):
        return True
    before_number = following[:1].isdigit()
    if _ends_with_abbreviation(last, before_number=before_number):
        return True
    if start < end and text[end - 1] == "?" and re.compile(_CASE).match(text, start, end):
        return True
    rest = text[boundary.end() : boundary.end() + _MOST_OF_QUOTATION]
    return _has_open_quotation(text, start, boundary) and bool(re.match(_REST_OF_QUOTATION, rest))


def _marks_doubt(text: str, end: int, boundary: re.Match[str]) -> bool:
    """Tell whether a sign stands alone in brackets, which is on what precedes it: "Tue (?) 9"."""
    if not (boundary["closing"] or "").startswith((")", "]")):
        return False
    while end and text[end - 1] in "!?":
        end -= 1
    return text.endswith(("(", "["), 0, end)


def _ends_with_abbreviation(text: str, *, before_number: bool) -> bool:
    """Tell whether a text ends with an abbreviation and its full stop.

    Behind a number "h" and "min" are none, but units, which may end a sentence.
    """
    if not text.endswith("."):
        return False
    word = text.lower().replace("(", " ").replace("[", " ").split()[-1].removesuffix(".")
    before = text[: -len(word) - 1]
    is_letter = len(word) == 1 and word.isascii() and word.isalpha()
    if (is_letter or word == "min") and before[-2:-1].isdecimal() and before[-1:].isspace():
        return False
    return (
        is_letter
        # A street, in German.
        or word.endswith("str")
        or word in _ABBREVIATIONS
        or (before_number and word in _BEFORE_NUMBER)
    )


def _has_open_quotation(text: str, start: int, boundary: re.Match[str]) -> bool:
    """Tell whether a sentence's last quotation mark up to a boundary opens something."""
    mark = text.rfind('"', start, boundary.end())
    if mark < 0 or mark + 1 >= boundary.end() or text[mark + 1].isspace():
        return False
    return mark == start or text[mark - 1] == "(" or text[mark - 1].isspace()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if bare := piece.strip():
        begin = start + piece.index(bare[0])
        yield begin, begin + len(bare)
