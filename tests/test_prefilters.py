"""What is looked at before a pattern, to spare compiling it, lets through all that it finds."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answers import choosing, misfits, term_support
from assistant.follow_ups import subjects
from assistant.language import (
    answer_types,
    command_questions,
    dates,
    question_parts,
    search_operators,
    small_talk,
    synonyms,
)
from assistant.language.answer_types import has_one
from assistant.searching import OPERATOR_SIGNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Spared(NamedTuple):
    """A pattern that is looked for only in what may hold it."""

    pattern: str
    lets_through: Callable[[str], bool]


def holds(words: Iterable[str]) -> Callable[[str], bool]:
    return lambda text: has_one(text, words)


def finds(pattern: str) -> Callable[[str], bool]:
    return lambda text: bool(re.match(pattern, text))


def tells_nothing_to_do(text: str) -> bool:
    return text.lower().startswith(command_questions._ASKING)


def at_start(pattern: str) -> str:
    """Give a pattern that finds at the beginning what this one finds anywhere."""
    return f"(?i)\\A(?:{pattern.removeprefix('(?i)')})"


SPARED = {
    "times": Spared(misfits._ASKS_WHEN, holds(misfits._OF_TIMES)),
    "places": Spared(misfits._ASKS_FOR_FILE, holds(misfits._OF_PLACES)),
    "kinds": Spared(misfits._ASKS_FOR_KINDS, holds(misfits._OF_KINDS)),
    "means": Spared(term_support._MEANS, holds(term_support._OF_MEANS)),
    "hindrances": Spared(answer_types.WHY_NOT, holds(choosing._OF_HINDRANCES)),
    "keeping": Spared(answer_types.WHERE_KEPT, holds(choosing._OF_KEEPING)),
    "deeds": Spared(at_start(command_questions._ASKS_HOW_TO), holds(("how",))),
    "orders": Spared(command_questions._TELLS_TO, lambda text: not tells_nothing_to_do(text)),
    "searches": Spared(command_questions._SEARCHES, lambda text: not tells_nothing_to_do(text)),
    "borders": Spared(
        question_parts._BORDER,
        lambda text: bool(re.search(question_parts._MAY_BE_BORDER, text)),
    ),
    "operators": Spared(search_operators._OPERATOR.pattern, holds(OPERATOR_SIGNS)),
    "days": Spared(dates._DAY, holds(string.digits)),
    **{
        f"sides {at}": Spared(pattern, holds(question_parts._COMPARES))
        for at, pattern in enumerate(question_parts._SIDES)
    },
    **{
        f"subjects {at}": Spared(at_start(pattern), finds(subjects._MAY_ASK))
        for at, pattern in enumerate(subjects._FORMS)
    },
    **{
        f"spelling {at}": Spared(rf"\A{pattern}\Z", holds((british, american)))
        for at, (british, american, pattern) in enumerate(synonyms._SPELLINGS)
    },
    **{
        f"small talk {at}": Spared(
            rf"\A(?:{pattern})\Z", lambda text: small_talk._line(text) is not None
        )
        for at, pattern in enumerate(small_talk._LINES)
    },
}


@pytest.mark.parametrize("name", SPARED)
@given(data=st.data())
@settings(
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], max_examples=50
)
def test_what_a_pattern_finds_is_let_through_to_it(name: str, data: st.DataObject) -> None:
    pattern, lets_through = SPARED[name]
    assert lets_through(data.draw(st.from_regex(pattern)))


@pytest.mark.parametrize("beginning", command_questions._ASKING)
def test_what_begins_as_a_question_does_asks_for_something(beginning: str) -> None:
    assert re.search(command_questions._ASKS_SOMETHING, beginning)
