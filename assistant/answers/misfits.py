"""What a question asks for that its answer lacks, and what that leaves of the confidence; pure.

The confidence is told by the section, which may hold all the words of a question and yet not say
what is asked. For English alone. The figures beside the shares are counts of questions on notes of
many kinds, each asked as it is and with the sections left out that were judged relevant.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from assistant.language.answer_types import (
    COUNT,
    COUNTS,
    JOINING,
    MONTH,
    PROPER,
    TIME_OF_YEAR_OR_DAY,
    WEEKDAY,
    YES_OR_NO,
    asked_name,
)
from assistant.language.attributes import asked_attributes, names_amount
from assistant.language.code_spans import NAMED
from assistant.language.command_questions import deed_of, tells_to
from assistant.language.cues import Cue
from assistant.language.stop_words import STOP_WORDS
from assistant.language.topics import leaves_undefined
from assistant.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.answers.judged import Shown

WITHOUT_FIGURE = 0.4
"""Where "how many" or "how big" is answered without an amount, or "when was" and "what year" by a
line without a time: of 49 such questions of wikiqa and squad 2 had a right section, of 228 that an
amount answers a third, of 326 that a time answers three fifths."""

WITHOUT_ATTRIBUTE = 0.6
"""Where a price, a phone number, a version or the like is asked for, and the line has none. On 18
folders of people's own notes 22 of 110 such lines were right, of others as likely one in two."""

WITHOUT_WAY = 0.5
"""Where the line is prose and tells no way to "how do I": of 28 such questions on notes of many
kinds 1 was answered, of 81 that prose with a way answers two fifths."""

WITHOUT_DEFINITION = 0.5
"""Where "what is a kiln" is answered by what only speaks of one: of 34 such questions on notes of
many kinds 7 had a right section."""

WITHOUT_NAME = 0.5
"""Where a name in capitals that the question is on is not in what is shown: what `SIEVE` does is
not told by "flour is sieved"; of 9 such sections none was right."""

WITHOUT_DEFAULT = 0.55
"""Where nothing shown speaks of a default to a question for one: of 19 such answers 4 were from a
right section, of 13 that speak of one 9."""

WITHOUT_SUBJECT = 0.3
"""Where a question names nothing that it is about, as "the" or "what is it?" do, and no heading is
called so: whatever is found has these words by chance."""

WITHOUT_AUTHOR = 0.5
"""Where nobody is named to a question for who made something. All but 5 of 245 right answers to
"who" on notes of many kinds name somebody; of such questions none was answered without."""

_ASKS_FOR_AUTHOR = Cue(
    ("who",),
    rf"(?i)^{JOINING}who (?:\w+ly )?"
    r"(?:composed|created|designed|developed|discovered|founded|invented|wrote)\b",
)
_SOMEBODY = r"\b(?:I|[Ww]e|[Hh]e|[Ss]he|by (?:an?|her|his|my|our|the|their))\b"
_TIMES = frozenset({"time", "day", "date", "month", "year", "today", "now"})
_NAMES_NOTHING = STOP_WORDS | {"down", "off"}
"""Words that say nothing alone; those beside the stop words are parts of verbs."""
_MAY_NAME_NOTHING = _NAMES_NOTHING | _TIMES
_ASKS_NOW = Cue(("what", "which"), rf"(?i){JOINING}(?:what|which)\b")
_ASKS_WHEN = Cue(
    ("when", "year", "date", "month", "century", "decade"),
    rf"(?i)^{JOINING}(?:(?:since|till|until|by|from)\W+)*when (?:was|were|did|had)\b"
    r"|\b(?:what|which) (?:year|date|month|century|decade)\b",
)
_TIME = (
    rf"(?i)\d|\b(?:{MONTH}|{WEEKDAY}|{TIME_OF_YEAR_OR_DAY}|today|yesterday|morning|evening|night"
    r"|(?:centur(?:y|ie)|decade|year|month|week|day|hour|minute)s?"
    r"|after|before|during|since|until|when|while|at the time)\b"
)
_SAYS_DEFAULT = (
    r"(?i)\b(?:default|empty|if none|left out|normal|omit|otherwise|standard|typical|usual"
    r"|unless(?!-))"
)
_WAY = (
    r"(?i)\b(?:us(?:e|es|ing)|(?<!to )(?:run|type|enter|press|click|open(?!-)|choose|select|try)"
    r"|go to|via|through"
    r"|by \w+ing|by (?:the|a) (?:\w+ )?(?:command|flag|option)"
    r"|(?:you|we) (?:can|could|have to|just|may|must|need|should)|can be \w+ed|be done"
    r"|(?<!^the )(?<!^this )commands?"
    r"|syntax|options?|flags?|steps?|first|then|simply|just|allows?|lets?|instead)\b"
    r"|[-=]>|→|\s=\s|:\s+(?!(?:a|an|here|in|it|that|the|there|these|this)\b)"
    r"|`|\w\(\)|::|(?<!\w)--?[a-z]|\w/\w+\.\w|(?m:^\|)"
)
"""Words for a means or a step, what stands behind a colon, code, and the row of a table."""
_HEADS_WAYS = (
    r"(?i)\bhow\b|\bways?\b|\b(?:can|could|should) (?:i|we|you)\b(?! (?:describe|explain|tell)\b)"
    r"|\bpossible\b|\bcommands?\b(?! (?:do|does|means?)\b)"
)
"""Under such a heading stands how to do something, however it is put; but not under one that asks
what a command does, or whether you can tell something."""


def share_left(question: str, shown: Shown) -> float:
    """Give the share of the confidence that is left by all that an answer lacks; above 0 to 1."""
    return math.prod(share for lacks, share in _MISFITS if lacks(question, shown))


def _lacks_subject(question: str, shown: Shown) -> bool:
    """Tell whether no word of a question says what it is on, be it as a heading or as code."""
    # Most questions name something in plain letters, and are spared the pattern of a word.
    if any(one.isalnum() and one not in _MAY_NAME_NOTHING for one in question.lower().split()):
        return False
    words = _words(question)
    # The time that it is stands in no note.
    naming = words if not _ASKS_NOW.match(question) else set(words) - _TIMES
    if not _NAMES_NOTHING.issuperset(naming) or words == _words(shown.heading):
        return False
    code = " ".join(re.findall(NAMED, shown.best.text))
    return set(words).isdisjoint(_words(code))


def _words(text: str) -> list[str]:
    """Give a text's words, an option (`-it`) as one; those in capitals among others stay so."""
    is_mixed = any(map(str.islower, text))
    words = re.findall(r"(?:(?<!\S)--?)?[^\W_][\w'’-]*", text)
    return [
        word if is_mixed and len(word) > 1 and word.isupper() else word.lower() for word in words
    ]


def _lacks_attribute(question: str, shown: Shown) -> bool:
    """Tell whether a price, an address or the like is asked for, and the line has not its form.

    Code may print it, and who asks how to do something names what it is done to. "Was the fee
    raised?" asks for no price.
    """
    if shown.best.kind is BlockKind.CODE or deed_of(question) or YES_OR_NO.search(question):
        return False
    # What defines or exemplifies something is told in many forms.
    asked = (one for one, _ in asked_attributes(question) if one.is_amount or not one.is_common)
    return any(
        not re.search(one.told, shown.headed_row) and not names_amount(one, shown.best.text)
        for one in asked
    )


def _lacks_amount(question: str, shown: Shown) -> bool:
    asked = COUNTS.search(question)
    # An age has a form of its own.
    is_amount = asked is not None and asked[0].lower() != "how old"
    return is_amount and not re.search(COUNT, shown.text)


def _lacks_time(question: str, shown: Shown) -> bool:
    return bool(_ASKS_WHEN.search(question)) and not re.search(_TIME, shown.best.text)


def _lacks_way(question: str, shown: Shown) -> bool:
    """Tell whether prose only speaks of what is to be done: "Volumes are created by Docker".

    It tells a way if it names a means or gives an order, and answers at least where the verb of the
    question stands in what is shown, as asked, but not as what something is there "to" do.
    """
    deed = deed_of(question)
    if not deed or shown.best.kind is BlockKind.CODE:
        return False
    line, heading = shown.best.text, shown.heading
    doing = rf"(?i)^\W*{deed.removesuffix('e')}\w?ing\b"
    return not (
        re.search(_WAY, line)
        or tells_to(line, by_hand=True)
        or re.match(doing, line)
        or re.search(rf"(?i)(?<!\bto )\b{deed}(?:e?s)?\b", f"{shown.text}\n{heading}")
        or re.search(_HEADS_WAYS, heading)
    )


def _lacks_definition(question: str, shown: Shown) -> bool:
    return leaves_undefined(question, shown.headings, shown.text, shown.best.text)


def _lacks_default(question: str, shown: Shown) -> bool:
    if "default" not in question.lower():
        return False
    return not re.search(_SAYS_DEFAULT, shown.told)


def _lacks_name(question: str, shown: Shown) -> bool:
    """Tell whether nothing shown holds the name in capitals that a question is on, in any case."""
    name = asked_name(question)
    return bool(name) and not re.search(_said(name), shown.told)


def _lacks_author(question: str, shown: Shown) -> bool:
    """Tell whether nobody is named who may have made something.

    What begins as a word of the question is not somebody's name, nor is a label ("Status:") or a
    word that says nothing.
    """
    if not _ASKS_FOR_AUTHOR.search(question):
        return False
    starts = tuple(word.lower() for word in _words(question))
    words = re.findall(rf"\b{PROPER}(?![\w*_]*:)", shown.row)
    names = (word.lower() for word in words)
    named = any(not name.startswith(starts) and name not in STOP_WORDS for name in names)
    return not named and not re.search(_SOMEBODY, shown.row)


def _said(name: str) -> str:
    # "From" is in most texts; `FROM` is not.
    case = "" if name.lower() in STOP_WORDS else "(?i)"
    return rf"{case}(?<![^\W_]){name}(?![^\W_])"


_MISFITS: tuple[tuple[Callable[[str, Shown], bool], float], ...] = (
    (_lacks_subject, WITHOUT_SUBJECT),
    (_lacks_amount, WITHOUT_FIGURE),
    (_lacks_attribute, WITHOUT_ATTRIBUTE),
    (_lacks_time, WITHOUT_FIGURE),
    (_lacks_way, WITHOUT_WAY),
    (_lacks_definition, WITHOUT_DEFINITION),
    (_lacks_default, WITHOUT_DEFAULT),
    (_lacks_name, WITHOUT_NAME),
    (_lacks_author, WITHOUT_AUTHOR),
)
