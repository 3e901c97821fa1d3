"""What of a thing is asked for by name, such as its price or address; for English.

A note that says "Spotify: 11 €" seldom says "price" as well: what is told so has a form of its own
(`attribute_forms.py`), and that form is as good as the word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.language.answer_types import ANSWER_TYPES, COUNTED, LINE_LABEL
from assistant.language.attribute_forms import ASKS_TIME_OR_REASON, ATTRIBUTES, OTHER_FORMS
from assistant.language.cues import Cue, Opening
from assistant.language.stop_words import AUXILIARIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.language.attribute_forms import Attribute

_BEFORE_CLAUSE = Cue(
    ("if", "when", "while", "because", "unless"),
    r"(?i)^\W*+\w++(?:\W++\w++){2,}?(?=\W+(?:if|when|while|because|unless)\b)",
)
"""What stands before a clause that only says in which case."""
MAY_OR_MUST = Opening(
    AUXILIARIES,
    rf"(?i)\s*(?:{'|'.join(AUXILIARIES)})\s+(?:i|we)\s+"
    r"(?!(?:find|get|have|know|look|read|see|tell|still)\b)",
)
"""Asks whether something may or has to be done: "do I need a version" asks for none."""
_SOON_A_NUMBER = r"[^?!;,]{0,30}?\d"
"""What a sentence goes on with that tells an attribute by a number."""
_DIGIT = r"\d"
"""In what counts; "one" says as often which one."""
REMEMBERED = 16
"""Of how many questions is remembered what they ask for: each is looked at for every section."""


@lru_cache(maxsize=REMEMBERED)
def asked_attributes(question: str) -> tuple[tuple[Attribute, str], ...]:
    """Give each attribute that a question asks for, with the words that do.

    "What do I do if the pressure drops" asks for no pressure, "do I need a visa number" for none.
    """
    if MAY_OR_MUST.search(question):
        return ()
    is_other = bool(ASKS_TIME_OR_REASON.search(question))
    may = (one for one in ATTRIBUTES if not (one.is_amount and is_other))
    main = _BEFORE_CLAUSE.search(question)
    asked = ((one, one.asked.search(main[0] if main else question)) for one in may)
    return tuple((one, found[0]) for one, found in asked if found)


def asked_forms(question: str) -> list[str]:
    """Give the forms by which a line is the likelier to answer a question, as patterns."""
    attributes = [one.told for one, _ in asked_attributes(question) if not one.is_common]
    return attributes + [told for asked, told in OTHER_FORMS if asked.search(question)]


def expected_forms(question: str) -> list[str]:
    """Give these forms, and what many lines have: that of a time, or else of a number."""
    time = ANSWER_TYPES["time"]
    forms = asked_forms(question) + ([time.held] if time.asked.search(question) else [])
    return forms or ([_DIGIT] if COUNTED.search(question) else [])


def has_form(line: str, forms: Iterable[str]) -> bool:
    """Tell whether a line has one of some forms."""
    return any(re.search(form, line) for form in forms)


def words_of_attributes(question: str) -> str:
    """Give the words by which a question asks for attributes."""
    return " ".join(words for _, words in asked_attributes(question))


def words_told(question: str, line: str) -> str:
    """Give the words of a question that ask for what a line tells in a form of its own."""
    asked = asked_attributes(question)
    return " ".join(words for one, words in asked if re.search(one.told, line))


def names_amount(attribute: Attribute, line: str) -> bool:
    """Tell whether a line names an attribute, as its label or amid it, and goes on with a number.

    As in "Weight: 71.5" or "the price coefficient is 0.08", which have no other sign of being one.
    """
    label = LINE_LABEL.match(line)
    if label and attribute.asked.search(label["label"]):
        return bool(re.search(r"\d", line[label.end() :]))
    named = attribute.asked.search(line)
    return named is not None and bool(re.match(_SOON_A_NUMBER, line[named.end() :]))
