"""Which commands do more than is asked, beside others that do just that; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.span_code import introduced, is_shell
from assistant.language.code_shapes import OPTION
from assistant.language.prompts import without_prompt

if TYPE_CHECKING:
    from assistant.answers.span_choice import SpanChoice
    from assistant.language.span import Span


def with_no_more(choice: SpanChoice, best: int) -> int:
    """Give the command that the best line has all of and more, where no more is asked for.

    Of `up -d` and `up -d --build web` the first starts all services, and both are introduced alike.
    More is asked if prose on one of the options that come on top says something of the question
    that stands nowhere else.
    """
    own = choice.candidates[best]
    if not own.is_line or not is_shell(own.span.text):
        return best
    parts = [
        at
        for at, one in enumerate(choice.candidates)
        if one.is_line and _is_within(one.span.text, own.span.text)
    ]
    # Few commands have another within, so that mostly it need not be told what introduces them.
    told = introduced(choice) if parts else choice.none()
    for at in parts:
        is_told_alike = told[at] >= told[best] and choice.held[at] == choice.held[best]
        if is_told_alike and not _asks_for_more(choice, choice.candidates[at].span, own.span):
            return at
    return best


def _is_within(line: str, longer: str) -> bool:
    """Tell whether a line of code is a longer one with words left out, but for the first."""
    words, others = without_prompt(line).split(), without_prompt(longer).split()
    left = iter(others)
    is_shorter = 0 < len(words) < len(others) and words[0] == others[0]
    return is_shorter and all(word in left for word in words)


def _asks_for_more(choice: SpanChoice, span: Span, longer: Span) -> bool:
    added = set(re.findall(OPTION, longer.text)).difference(re.findall(OPTION, span.text))
    told, elsewhere = set[str](), set(choice.headed)
    for one, held in zip(choice.candidates, choice.held, strict=True):
        is_on_added = not one.is_code and any(f"`{option}" in one.span.text for option in added)
        (told if is_on_added else elsewhere).update(held)
    return not told <= elsewhere
