"""Which questions a system missed, and what was shown in place of what was expected, as text."""

from __future__ import annotations

from textwrap import shorten, wrap
from typing import TYPE_CHECKING

from assistant.evaluation.measures import holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.evaluation.measures import Outcome

LONGEST_SHOWN = 240
"""In characters; how much of an answer is repeated. The HTML page has the whole of it."""
NARROWEST = 30
"""In columns; a terminal that says it has fewer breaks the lines itself."""
_LABEL = 14
"""In columns: what the labels below take with their margin."""


def failures_text(outcomes: Sequence[Outcome], width: int = 80) -> str:
    """List the questions that were missed, and apart those of which only the best line is wrong.

    Each comes with what went wrong, what was expected and what was shown, at most `width` wide.
    """
    names_systems = len({item.system for item in outcomes}) > 1
    missed = [(item, faults) for item in outcomes if (faults := list(_faults(item)))]
    known = {id(item) for item, _ in missed}
    nearly = [
        (item, ["the best line holds nothing of what was expected"])
        for item in outcomes
        if item.measures.get("Best@1", 1.0) < 1 and id(item) not in known
    ]
    parts = [f"Missed: {len(missed)} of {len(outcomes)}"]
    parts += [_failure(*pair, width, names_system=names_systems) for pair in missed]
    if nearly:
        parts.append(f"Right but for the best line: {len(nearly)} of {len(outcomes)}")
        parts += [_failure(*pair, width, names_system=names_systems) for pair in nearly]
    return "\n\n".join(parts)


def _faults(item: Outcome) -> Iterator[str]:
    """Say what is wrong with a reply; nothing of one that is right."""
    if not item.question.answerable:
        if item.answered:
            yield "answered, though the notes don't say"
        return
    if not item.answered:
        yield _refusal(item)
    if item.measures.get("Success@1", 1.0) < 1:
        yield "the first section is a wrong one"
    if item.answered and item.measures.get("Answer@1", 1.0) < 1:
        yield "the answer holds nothing of what was expected"


def _refusal(item: Outcome) -> str:
    if not item.question.answers or not item.withheld:
        return "refused"
    is_right = holds(item.withheld, item.question.answers)
    return "refused, and the answer withheld is " + ("right" if is_right else "wrong, too")


def _failure(item: Outcome, faults: Iterable[str], width: int, *, names_system: bool) -> str:
    system = f" ({item.system})" if names_system else ""
    head = f"{item.question.id}{system}: {item.question.text}"
    lines = _wrapped(head, "", width)
    for label, text in (("wrong", "; ".join(faults)), *_facts(item)):
        lines += _wrapped(text, f"  {label}:".ljust(_LABEL), width)
    return "\n".join(lines)


def _facts(item: Outcome) -> Iterator[tuple[str, str]]:
    """Give what was expected and what came, each with its label."""
    for before in item.question.history:
        yield "after", before
    if item.question.answers:
        yield "expected", " | ".join(item.question.answers)
    if item.answered:
        yield "best", item.best
        yield "shown", shorten(item.answer, LONGEST_SHOWN, placeholder=" …")
    elif item.withheld:
        yield "withheld", shorten(item.withheld, LONGEST_SHOWN, placeholder=" …")
    yield "confidence", f"{item.confidence:.2f}"
    if item.measures.get("Success@1", 1.0) < 1 or not item.question.answerable:
        yield "first", item.ranking[0] if item.ranking else "no section"
    for label in item.question.relevant if item.measures.get("Success@1", 1.0) < 1 else ():
        found = label in item.ranking
        came = f"came {item.ranking.index(label) + 1}." if found else "did not come"
        yield "right", f"{label} ({came})"


def _wrapped(text: str, first: str, width: int) -> list[str]:
    """Break a text at blanks; an address stays whole, so that it can be copied."""
    rest = " " * (len(first) or 4)
    lines = wrap(
        text, max(width, NARROWEST), initial_indent=first, subsequent_indent=rest,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return lines or [first.rstrip()]
