"""The forms of what is asked for that a line lacks, by which a line elsewhere answers better."""

from __future__ import annotations

import re

from assistant.language.answer_types import A_NUMBER, COUNTED
from assistant.language.attributes import expected_forms, has_form
from assistant.language.stop_words import STOP_WORDS

_GAP = r"[\s*_`-]+"
"""What stands between the words of a phrase."""
_ALIKE = 7
"""How many letters are compared of a word for what is counted."""


def forms_lacking(question: str, line: str) -> list[str]:
    """Give the forms of what a question asks for, as patterns, where a line has none of them.

    Where things are counted, a number of these: every other line has some number.
    """
    forms = expected_forms(question)
    return [] if has_form(line, forms) else _counting(question) or forms


def _counting(question: str) -> list[str]:
    """Give the form in which a line counts what a question asks the number of, as "61 old DAGs"."""
    found = COUNTED.search(question)
    counted = found[1].lower().removesuffix("s") if found else ""
    if not counted or counted in STOP_WORDS:
        return []
    near = rf"[\w.,%]*(?<!,){_GAP}(?:[\w'’-]+{_GAP}){{0,2}}?{re.escape(counted[:_ALIKE])}"
    return [f"(?i)(?:{A_NUMBER}){near}"]
