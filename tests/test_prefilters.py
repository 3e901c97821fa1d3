"""What is looked at before a pattern, to spare compiling it, lets through all that it finds."""

from __future__ import annotations

import pkgutil
import re
import string
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import assistant
from assistant.answerer import MAY_ASK_FOR_LIST
from assistant.answers import headed, stated, tasks
from assistant.answers.rest_of_note import MAY_BE_LABELLED
from assistant.follow_ups import subjects
from assistant.language import (
    answer_labels,
    answer_types,
    attribute_forms,
    command_questions,
    dates,
    question_parts,
    search_operators,
    sentences,
    small_talk,
    spelling_variants,
)
from assistant.language.cues import Cue, Opening, has_one
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


def cues() -> dict[str, Cue | Opening]:
    """Give all the cues of the packages that read questions, by module and name."""
    found: dict[Cue | Opening, str] = {
        **{one.asked: f"asks for {name}" for name, one in answer_types.ANSWER_TYPES.items()},
        **{one.asked: f"attributes {at}" for at, one in enumerate(attribute_forms.ATTRIBUTES)},
        **{one.asked: f"headed {at}" for at, one in enumerate(headed._ASKED)},
    }
    for package in ("answers", "follow_ups", "language", "relevance"):
        for entry in pkgutil.iter_modules([f"{assistant.__path__[0]}/{package}"]):
            for name, cue in vars(import_module(f"assistant.{package}.{entry.name}")).items():
                if isinstance(cue, (Cue, Opening)):
                    # Once, though others import it.
                    found.setdefault(cue, f"{entry.name} {name}")
    return {name: cue for cue, name in found.items()}


SPARED = {
    **{name: Spared(at_start(cue.pattern), cue.may_find) for name, cue in cues().items()},
    "orders": Spared(command_questions._TELLS_TO, lambda text: not tells_nothing_to_do(text)),
    "searches": Spared(
        command_questions._SEARCHES.pattern, lambda text: not tells_nothing_to_do(text)
    ),
    "borders": Spared(
        question_parts._BORDER,
        # Something stands before a border, and behind it.
        lambda text: question_parts._may_hold_border(f"who{text}dug"),
    ),
    "labels": Spared(
        rf"\A{answer_labels.ANSWER}", lambda text: text.startswith(answer_labels.LABELS)
    ),
    "callouts": Spared(
        sentences._QUOTED.replace("^", r"\A", 1) + r"\Z",
        lambda text: not text.strip(" \t>") or text.lstrip(" \t>").startswith(sentences._MARKS),
    ),
    "operators": Spared(search_operators._OPERATOR.pattern, holds(OPERATOR_SIGNS)),
    "days": Spared(dates._DAY, holds(string.digits)),
    "months": Spared(dates.MONTH, holds(dates.MONTH_BEGINNINGS)),
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
        for at, (british, american, pattern) in enumerate(spelling_variants._SPELLINGS)
    },
    "stated": Spared(at_start(stated._ASKS.pattern), holds(MAY_ASK_FOR_LIST)),
    **{
        f"tasks {at}": Spared(at_start(cue.pattern), holds(MAY_ASK_FOR_LIST))
        for at, cue in enumerate(cue for _, *both in tasks._ASKS for cue in both)
    },
    **{
        f"labelled {at}": Spared(at_start(one.asked.pattern), holds(MAY_BE_LABELLED))
        for at, one in enumerate(headed._ASKED)
    },
    **{
        f"small talk {at}": Spared(
            rf"\A(?:{remark.pattern})\Z", lambda text: small_talk._line(text) is not None
        )
        for at, remark in enumerate(small_talk._REMARKS)
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
