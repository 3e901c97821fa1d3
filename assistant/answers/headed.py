"""Lines that a label or a heading says tell what is asked for: a cause, a cure, who found it; pure.

"Root cause: a worn seal" holds no word of "why does the pump leak", and stands below the line that
does. For English alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.excerpts import excerpt
from assistant.language.answer_types import LINE_LABEL
from assistant.language.cues import Cue
from assistant.language.sentences import spans
from assistant.language.stop_words import AUXILIARIES
from assistant.model import Answer, BlockKind
from assistant.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.language.span import Span
    from assistant.model import Analyze, Hit, Reply, Source

_NO_QUESTION = rf"(?!(?:{'|'.join(AUXILIARIES)})(?:n['’]t)?\b)"
"""Stands behind "why" where that asks for no reason of its own, as "why is it slow?" does."""

_CAUSES = r"(?:the )?(?:root )?causes?|why|(?:the )?reasons?|rationale|motivation"
_CURES = r"(?:the )?(?:fix(?:es)?|remed(?:y|ies)|(?:solution|resolution|mitigation|workaround)s?)"
_FOUND = r"(?:found(?: out)?|detected|discovered|noticed|spotted|reported)"

REASONS = (
    rf"(?i){_CAUSES}|why {_NO_QUESTION}.*|(?:the )?reasons? for .*",
    r"(?i)background|context|decision",
)
"""Patterns of the headings under which a reason stands; under the second, among other things."""

REMEDIES = (
    rf"(?i){_CURES}",
    r"(?i)(?:action items?|actions(?: taken)?|what we did|measures|follow[- ]?ups?|next steps)",
)
"""Patterns of the headings under which stands what was done about something."""

_GIVES_REASON = r"(?i)\b(?:because|due to|so that|that is why|that's why|caused by|in order to)\b"

_OWN_QUESTION = r"[\s>*_+-]*(?P<label>[^\W\d_][^:.;?!\n]{0,60}?)[*_]*\?[*_]*(?:\s|$)"
"""What a line begins with that goes on to answer it."""

_WORDS = 60
"""How many words of a section are shown around a line that a follow-up asks for, at most."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Something that is asked for, and the labels that announce it in words of their own."""

    asked: Cue
    """Finds it in a question."""
    label: str
    """Matches a label, or a heading, that is for whatever the note is about."""
    told: str
    """Found in a line that tells it without a label."""
    label_for: str = ""
    """Matches a label that says what it is for; it has to share a word with the question."""


_ASKED = (
    _Asked(
        Cue(
            ("discovered", "detected", "noticed", "spotted", "found", "notice"),
            r"(?i)\bhow (?:was|were|did)\b.*\b(?:discovered|detected|noticed?|spotted|found)\b"
            r"|\bwho (?:first )?(?:discovered|detected|noticed|spotted|found)\b",
        ),
        rf"(?i){_FOUND}(?: by)?",
        rf"(?i)\b{_FOUND} by\b",
    ),
    _Asked(
        Cue(
            ("fix", "solve", "mend", "repair"),
            r"(?i)\bhow (?:was|were|did|do|can)\b.*\b(?:fix|(?:re)?solve|mend|repair)(?:e?d)?\b",
        ),
        rf"(?i){_CURES}",
        r"(?i)\b(?:fixed|(?:re)?solved)\b",
    ),
    _Asked(
        Cue(
            ("why", "how come", "reason", "cause"),
            r"(?i)^(?!.*\bhow (?:can|do) (?:i|we|you)\b).*\b(?:why|how come|causes?|reasons?)\b",
        ),
        rf"(?i){_CAUSES}",
        _GIVES_REASON,
        r"(?i)(?:why|(?:the )?(?:reason|cause)s?(?: for| of)?) .*",
    ),
)
"""The first that is asked for counts: how the cause of something was found asks for no cause."""
_WHY = Cue(("why", "how come"), r"(?i)\b(?:why|how come)\b")


def told_by_label(
    reply: Answer, sections: Callable[[str], Sequence[Hit]], analyze: Analyze, words: int
) -> Answer:
    """Give the line whose label says that it tells what is asked, where a note has one beside.

    It has to stand in the section that answers, or to be the first under a heading beside it.
    `sections` gives those of the note at a path; an answer has about so many `words`.
    """
    question = reply.query.standalone
    asked = next((one for one in _ASKED if one.asked.search(question)), None)
    if asked is None or re.search(asked.told, reply.best):
        return reply
    content = frozenset(reply.query.content)
    is_heading = _matches(asked.label)

    def is_label(label: str) -> bool:
        """Tell whether a label says that its line tells it, or tells it of what is asked about."""
        is_for = bool(asked.label_for and re.fullmatch(asked.label_for, label))
        return is_heading(label) or (is_for and not content.isdisjoint(analyze(label)))

    found = (
        _labelled(reply.hits[0], reply.best_line, is_label)
        or _under_heading(reply, sections, is_heading)
        or _beside(reply, asked, analyze)
    )
    is_beside = found is not None and found[1].first_line == reply.best_line
    # "What causes it" asks for the thing, which the line tells in some other way.
    if found is None or found[1].text == reply.best or (is_beside and not _WHY.search(question)):
        return reply
    hit, line = found
    return replace(
        reply,
        text=excerpt(hit.chunk, line, words, question),
        best=line.text,
        best_line=line.first_line,
        hits=_with_first(hit, reply),
        passages=(),
    )


def _labelled(hit: Hit, line: int, announces: Callable[[str], bool]) -> tuple[Hit, Span] | None:
    """Find the line with such a label that is nearest to another one; those behind that first.

    Where the label stands alone, it is what follows that answers.
    """
    cut = spans(hit.chunk)
    found: list[Span] = []
    for at, one in enumerate(cut):
        if one.kind is BlockKind.CODE:
            continue
        # Of a label alone the end of the line is where the blank would be.
        label = LINE_LABEL.match(f"{one.text}\n") or re.match(_OWN_QUESTION, one.text)
        if label and announces(label["label"].strip()):
            found += [one] if one.text[label.end() :].strip() else cut[at + 1 : at + 2]
    found.sort(key=lambda one: (one.first_line < line, abs(one.first_line - line)))
    return (hit, found[0]) if found else None


def _beside(reply: Answer, asked: _Asked, analyze: Analyze) -> tuple[Hit, Span] | None:
    """Find the line nearest to the answer that tells what is asked without a label.

    It has a content term of the question, or begins with the words that tell it, and so goes on
    from the line before: "Detected by the miller".
    """
    hit, content = reply.hits[0], set(reply.query.content)

    def tells(line: Span) -> bool:
        """Tell whether a line of prose tells it of the same."""
        told = re.search(asked.told, line.text) if line.is_prose else None
        return told is not None and (not told.start() or not content.isdisjoint(analyze(line.text)))

    lines = list(filter(tells, spans(hit.chunk)))
    lines.sort(key=lambda one: abs(one.first_line - reply.best_line))
    return (hit, lines[0]) if lines else None


def _under_heading(
    reply: Answer, sections: Callable[[str], Sequence[Hit]], announces: Callable[[str], bool]
) -> tuple[Hit, Span] | None:
    """Find the first line of a section beside the one that answers whose heading announces it."""
    if announces(_heading(reply.source)):
        return None
    beside = _beside_it(reply, sections(reply.source.path))
    # The deeper one is nearer.
    return _first_under(sorted(beside, key=lambda hit: -len(hit.chunk.source.headings)), announces)


def headed(
    told: Answer, sections: Sequence[Hit], patterns: Sequence[str]
) -> tuple[Hit, Span] | None:
    """Find the line behind a label, or under a heading, that one of some patterns matches.

    A label is looked for in the section that told an answer, a heading among those beside it, by
    the first pattern first; `sections` are all those of its note.
    """
    for pattern in patterns:
        if found := _labelled(told.hits[0], told.best_line, _matches(pattern)):
            return found
    beside = _beside_it(told, sections)
    lines = (_first_under(beside, _matches(pattern)) for pattern in patterns)
    return next((one for one in lines if one), None)


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda label: bool(re.fullmatch(pattern, label))


def _first_under(hits: Iterable[Hit], announces: Callable[[str], bool]) -> tuple[Hit, Span] | None:
    """Find the first line of the first section whose heading announces it."""
    for hit in hits:
        # The heading of front matter is no more than the note's name.
        lines = (one for one in spans(hit.chunk) if one.kind is not BlockKind.FACT)
        line = next((one for one in lines if one.text.strip()), None)
        if line is not None and announces(_heading(hit.chunk.source)):
            return hit, line
    return None


def _heading(source: Source) -> str:
    return source.heading.strip(" :*_?")


def _beside_it(told: Answer, sections: Iterable[Hit]) -> list[Hit]:
    """Give the other sections whose parent the answer's section stands under, or is."""
    own, address = told.source.headings, told.source.address
    return [
        hit
        for hit in sections
        for other in [hit.chunk.source]
        if other.address != address and own[: len(other.headings) - 1] == other.headings[:-1]
    ]


def told_of(before: Answer, found: tuple[Hit, Span], reply: Reply) -> Answer:
    """Make an answer of a line that was found by way of an earlier one, as sure as that is."""
    hit, line = found
    return Answer(
        reply.query,
        excerpt(hit.chunk, line, _WORDS),
        line.text,
        line.first_line,
        before.confidence,
        _with_first(hit, reply),
        tentative=before.tentative,
    )


def _with_first(hit: Hit, reply: Reply) -> tuple[Hit, ...]:
    """Give a reply's sections with another one first."""
    return (hit, *(one for one in reply.hits if one.chunk.source != hit.chunk.source))
