"""The note that answered last, in which a follow-up that names nothing is answered first of all.

"When?" behind "where is the fair?" is about the fair of that note, not of an older one. What was
done about something, and why it is so, stands under headings that say no word of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.people import TITLE
from assistant.follow_ups.subjects import bare_thing
from assistant.follow_ups.wording import LEAD
from assistant.language.answer_types import (
    ANSWER_TYPES,
    HOW_MUCH,
    MONTH,
    NUMBER,
    PROPER,
    WHEN,
    WHO,
)
from assistant.language.attribute_forms import MAIL_ADDRESS, PHONE_NUMBER
from assistant.language.attributes import asked_attributes, has_form
from assistant.language.cues import Cue
from assistant.language.sentences import spans
from assistant.language.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from assistant.language.span import Span
    from assistant.model import Answer, Hit

_ASKS_REMEDY = (
    rf"(?i){LEAD}(?:what (?:did|do|can|should|have|could) (?:we|i|you|they)"
    r" (?:do|done)(?: about| against)? (?:it|that|this)"
    r"|how (?:(?:did|do|can|should) (?:we|i|you|they) (?:fix|solve|resolve|mend|repair)"
    r" (?:it|that|this)|(?:was|is|were) (?:it|that|this|they) (?:fixed|solved|resolved|mended"
    r"|repaired)))\W*$"
)

_TIME = ANSWER_TYPES["time"].held
_DATE = rf"\b\d{{4}}-\d\d|\b\d{{1,2}}(?:\.\d{{1,2}}\.| (?:{MONTH})\b)"
_MUCH = Cue(("much",), r"(?i)\bhow much\b")

_ARTICLES = r"(?i)\A\W*(?:(?:and|but|so|what|what['’]?s|is|are|the|their|his|her|its)\b\W*)*"
"""What stands before the name of what is asked for, and says no more."""

_WAYS_TO_REACH = "reach|get hold of|contact|call|phone|number|e-?mail|address|write to"
_REACHES = rf"(?i)\b(?:{_WAYS_TO_REACH})\b"
_FINDS = rf"(?i)\b(?:{_WAYS_TO_REACH}|where|based|available|around|time ?zone)\b"


def asks_remedy(question: str) -> bool:
    """Tell whether a question asks for nothing but what was done about what was said."""
    return bool(re.match(_ASKS_REMEDY, question.strip()))


def asks_to_find(question: str) -> bool:
    """Tell whether it is asked where somebody is to be found, or how."""
    return bool(re.search(_FINDS, question))


# What a line holds


def tells(question: str, line: str) -> bool:
    """Tell whether a line may hold what is asked for, where that is a time, a number or a name."""
    if WHO.search(question):
        return any(word.lower() not in STOP_WORDS for word in re.findall(PROPER, line))
    is_counted = WHEN.search(question) or HOW_MUCH.search(question)
    return not is_counted or any(re.search(one, line) for one in (NUMBER, _TIME))


def piece_forms(question: str) -> list[str]:
    """Give the forms of what "how much?" and "when?" ask for."""
    if _MUCH.search(question):
        return [ANSWER_TYPES["money"].held]
    return [rf"{_TIME}|{_DATE}"] if WHEN.search(question) else []


def named_forms(question: str) -> list[str]:
    """Give the forms of what a question asks for by its name, as the phone number of somebody."""
    reaches = [PHONE_NUMBER, MAIL_ADDRESS] if re.search(_REACHES, question) else []
    return reaches or [one.told for one, _ in asked_attributes(question)]


# Lines of the note


def nearest(told: Answer, forms: Sequence[str]) -> tuple[Hit, Span] | None:
    """Find the line of the section with one of some forms that is nearest to the one told."""
    lines = (one for one in spans(told.hits[0].chunk) if has_form(one.text, forms))
    found = min(lines, key=lambda one: abs(one.first_line - told.best_line), default=None)
    return (told.hits[0], found) if found else None


def attribute_beside(
    told: Answer, question: str, sections: Callable[[str], Sequence[Hit]]
) -> tuple[Hit, Span] | None:
    """Find the line that holds what is asked for by its name alone, nearest to the one told.

    "Phone?" behind who somebody is asks for the number that stands with them, or elsewhere in the
    note beside their name; `sections` gives those of the note at a path.
    """
    asked = re.sub(_ARTICLES, "", question, count=1).rstrip(" ?.!")
    forms = [
        one.told for one, words in asked_attributes(asked) if words == asked and not one.is_common
    ]
    if not forms or (found := nearest(told, forms)):
        return found if forms else None
    names = [word for word in re.findall(PROPER, told.best) if word.lower() not in STOP_WORDS]
    hits = sections(told.source.path)
    return next((one for name in names for one in naming(name, hits, forms)), None)


def naming(name: str, hits: Iterable[Hit], forms: Sequence[str]) -> Iterator[tuple[Hit, Span]]:
    """Find the lines of some sections that hold a name, and one of some forms."""
    for hit in hits:
        for one in spans(hit.chunk):
            if name in one.text and has_form(one.text, forms):
                yield hit, one


def led_by(name: str, hits: Iterable[Hit]) -> tuple[Hit, Span] | None:
    """Find the first line of some sections that says something of what it begins with."""
    leads = rf"(?i)[\W_]*(?:{TITLE})*{re.escape(bare_thing(name))}(?:\W*[:|(–—]| - )"
    lines = ((hit, one) for hit in hits for one in spans(hit.chunk))
    return next((found for found in lines if re.match(leads, found[1].text)), None)
