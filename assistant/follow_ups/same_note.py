"""The note that answered last, in which a follow-up that names nothing is answered first of all.

"When?" behind "where is the fair?" is about the fair of that note, not of an older one. What was
done about something, and why it is so, stands under headings that say no word of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.subjects import bare_thing
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
from assistant.language.attributes import (
    asked_attributes,
    has_form,
)
from assistant.language.cues import Cue
from assistant.language.sentences import spans
from assistant.language.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.language.span import Span
    from assistant.model import Answer, Hit

_ASKS_REMEDY = (
    r"(?i)(?:(?:and|but|so|ok|okay),? )*(?:what (?:did|do|can|should|have|could) (?:we|i|you|they)"
    r" (?:do|done)(?: about| against)? (?:it|that|this)"
    r"|how (?:(?:did|do|can|should) (?:we|i|you|they) (?:fix|solve|resolve|mend|repair)"
    r" (?:it|that|this)|(?:was|is|were) (?:it|that|this|they) (?:fixed|solved|resolved|mended"
    r"|repaired)))\W*$"
)

_TIME = ANSWER_TYPES["time"].held

_PIECES = (
    (Cue(("much",), r"(?i)\bhow much\b"), ANSWER_TYPES["money"].held),
    (WHEN, rf"{_TIME}|\b\d{{4}}-\d\d|\b\d{{1,2}}(?:\.\d{{1,2}}\.| (?:{MONTH})\b)"),
)
"""What is asked for, and what a line has to hold that tells it."""

_ASKS_PRICE = r"(?i)\b(?:costs?|paid|pay|price|expensive)\b"

_ARTICLES = r"(?i)\A\W*(?:(?:and|but|so|what|what['’]?s|is|are|the|their|his|her|its)\b\W*)*"
"""What stands before the name of what is asked for, and says no more."""

_WAYS_TO_REACH = "reach|get hold of|contact|call|phone|number|e-?mail|address|write to"
_REACHES = rf"(?i)\b(?:{_WAYS_TO_REACH})\b"
_FINDS = rf"(?i)\b(?:{_WAYS_TO_REACH}|where|based|available|around|time ?zone)\b"
_NUMBER_OR_MAIL = f"{PHONE_NUMBER}|{MAIL_ADDRESS}"


def asks_remedy(question: str) -> bool:
    """Tell whether a question asks for nothing but what was done about what was said."""
    return bool(re.match(_ASKS_REMEDY, question.strip()))


def tells(question: str, line: str) -> bool:
    """Tell whether a line may hold what is asked for, where that is a time, a number or a name."""
    if WHO.search(question):
        return any(word.lower() not in STOP_WORDS for word in re.findall(PROPER, line))
    is_counted = WHEN.search(question) or HOW_MUCH.search(question)
    return not is_counted or any(re.search(one, line) for one in (NUMBER, _TIME))


def nearest_piece(told: Answer, question: str) -> tuple[Hit, Span] | None:
    """Find the line that holds what "when?" or "how much?" ask for, nearest to the one told."""
    return _nearest(told, _kinds(question))


def price_beside(told: Answer, question: str) -> tuple[Hit, Span] | None:
    """Find the price nearest to the line told where it is asked what something cost."""
    asks = re.search(_ASKS_PRICE, question)
    return _nearest(told, [ANSWER_TYPES["money"].held]) if asks else None


def tells_piece(question: str, line: str) -> bool:
    """Tell whether a line holds what "when?" or "how much?" ask for."""
    return has_form(line, _kinds(question))


def _kinds(question: str) -> list[str]:
    return [kind for asked, kind in _PIECES if asked.search(question)][:1]


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
    return _nearest(told, forms) or (forms and _named_elsewhere(told, forms, sections)) or None


def _named_elsewhere(
    told: Answer, forms: Sequence[str], sections: Callable[[str], Sequence[Hit]]
) -> tuple[Hit, Span] | None:
    """Find the line of the note with one of some forms and a name that the line told holds."""
    words = re.findall(PROPER, told.best)
    names = [word for word in words if word.lower() not in STOP_WORDS]
    for hit in sections(told.source.path):
        for one in spans(hit.chunk):
            if has_form(one.text, forms) and any(name in one.text for name in names):
                return hit, one
    return None


def _nearest(told: Answer, forms: Sequence[str]) -> tuple[Hit, Span] | None:
    """Find the line of the section with one of some forms that is nearest to the one told."""
    if not forms:
        return None
    lines = (one for one in spans(told.hits[0].chunk) if has_form(one.text, forms))
    nearest = min(lines, key=lambda one: abs(one.first_line - told.best_line), default=None)
    return (told.hits[0], nearest) if nearest else None


def asks_to_find(question: str) -> bool:
    """Tell whether it is asked where somebody is to be found, or how."""
    return bool(re.search(_FINDS, question))


def reached_by(person: str, told: Answer, question: str) -> tuple[Hit, Span] | None:
    """Find the number or address of a person in the line that told their name."""
    if not re.search(_REACHES, question):
        return None
    lines = (one for one in spans(told.hits[0].chunk) if person in one.text)
    line = next((one for one in lines if re.search(_NUMBER_OR_MAIL, one.text)), None)
    return (told.hits[0], line) if line else None


def led_by(name: str, hit: Hit) -> tuple[Hit, Span] | None:
    """Find the line of a section that says something of what it begins with."""
    leads = rf"(?i)[\W_]*{re.escape(bare_thing(name))}(?:\W*[:|(–—]| - )"
    line = next((one for one in spans(hit.chunk) if re.match(leads, one.text)), None)
    return (hit, line) if line else None
