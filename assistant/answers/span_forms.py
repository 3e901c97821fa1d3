"""Where a span stands and how it is put; features of a span, pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy

from assistant.language.answer_types import LABEL, YES_OR_NO
from assistant.language.cues import Cue, Opening
from assistant.model import BlockKind

if TYPE_CHECKING:
    from assistant.answers.span_choice import SpanChoice
    from assistant.model import Floats

_SIGNS = "\"'(*_"
"""What may stand before the first word."""
_OPENING = r"(?i)^[\"'(*_]*"
_PRONOUNS = (
    *("it", "its", "they", "their", "he", "she", "his", "her", "these", "this", "that", "those"),
    *("such", "both", "there"),
)
_PRONOUN = Opening(_PRONOUNS, rf"{_OPENING}(?:{'|'.join(_PRONOUNS)})\b", _SIGNS)
_SUBJECTS = frozenset({"he", "it", "she", "that", "they", "this"})
_EARLIER = frozenset({"it", "this", "them", "these", "those", "there", "that", "one", "ones"})
_ORDERS = (
    *("check", "choose", "compare", "expect", "go", "look", "pick", "prefer", "read", "run"),
    *("take", "think", "unsure", "use", "write"),
)
_REFERS = Opening(
    ("that is ", "this is ", "these ", "the ", *_ORDERS),
    rf"{_OPENING}(?:(?:that|this) is (?:handy|how|useful|usual|what|when|why)\b"
    r"|these (?:commands|lines|options)\b|the (?:\w+ )?(?:command|form|line|option|way)s?\b"
    rf"|(?:{'|'.join(_ORDERS)})\b)",
    _SIGNS,
)
"""What is said of something that was told before: "Use this", "The second line"."""
_FIRST_WORDS = 4
"""Among how many one stands that takes up what was told before: "Keep all of them"."""
_VERDICT = Opening(
    ("yes", "no"),
    rf"{_OPENING}(?:yes|no|nope)\b(?=[,.!:;]|\s+(?:you|it|they|but|only|not)\b)",
    _SIGNS,
)
_ARROW = r"→|[-=]>"
_CONDITIONS = ("after", "before", "for", "if", "in", "on", "when", "with", "without")
_CONDITION = Opening(_CONDITIONS, rf"(?i)(?:{'|'.join(_CONDITIONS)})\b", "")
_ADVISES = Cue(
    (
        *("handy", "useful", "pay", "worth", "suit", "good for", "in plain words"),
        *("because you", "before you", "if you", "since you", "when you", "whenever you"),
        *("where you", "you forgot", "you need", "you want", "you wish", "you wonder"),
    ),
    r"(?i)\b(?:handy|useful|pays? off|worth|suits?|good for|in plain words"
    r"|(?:because|before|if|since|when|whenever|where) (?:you|your)"
    r"|you (?:forgot|need|want|wish|wonder))\b",
)
_ANNOUNCES = Opening(
    ("the following ", "the next ", "this ", "below ", "here "),
    rf"{_OPENING}(?:(?:the (?:following|next)|this) (?:chapter|document|page|section)s? "
    r"(?:contain|cover|define|describe|detail|explain|illustrate|list|outline|provide|show)s?\b"
    r"|(?:the following|below|here) (?:are|is)\b.*\bexamples?\b)",
    _SIGNS,
)
"""Says only what stands behind it: "The following sections describe", "Here is an example"."""


def first(choice: SpanChoice) -> Floats:
    """Give 1 to the first span, a half to the second, and so on."""
    ranks: Floats = 1 / (1 + numpy.arange(len(choice.candidates)))
    return ranks


def lead(choice: SpanChoice) -> Floats:
    """Whether it is the first span."""
    found = choice.none()
    found[0] = 1.0
    return found


def depth(choice: SpanChoice) -> Floats:
    """How far down the section it stands, from 0 to nearly 1."""
    share: Floats = numpy.arange(len(choice.candidates)) / max(1, len(choice.candidates))
    return share


def behind_code(choice: SpanChoice) -> Floats:
    """Whether prose stands behind code, on which it often only comments."""
    lines = [candidate.is_line for candidate in choice.candidates]
    seen = numpy.logical_or.accumulate(lines)
    return choice.each(lambda candidate: not candidate.is_code) * seen


def length(choice: SpanChoice) -> Floats:
    """How many terms it has, on a log scale."""
    found: Floats = numpy.log1p(choice.each(lambda candidate: len(candidate.terms))) / 4
    return found


def short(choice: SpanChoice) -> Floats:
    """Whether prose has fewer than five terms."""
    return choice.each(lambda candidate: len(candidate.terms) < 5 and not candidate.is_code)


def unfinished(choice: SpanChoice) -> Floats:
    """Whether prose ends without a full stop or the like, as captions and headings do.

    A way through menus ("File → Print") and a remark behind a name ("Rust: oil it") may end so all
    the same.
    """
    return choice.each(
        lambda candidate: (
            candidate.span.kind is BlockKind.PARAGRAPH
            and candidate.span.text.rstrip()[-1:].isalnum()
            and not re.match(LABEL, candidate.span.text)
            and not re.search(_ARROW, candidate.span.text)
        ),
    )


def asks(choice: SpanChoice) -> Floats:
    """Whether it is a question itself."""
    return choice.each(lambda candidate: candidate.span.text.rstrip().endswith("?"))


def leads_in(choice: SpanChoice) -> Floats:
    """Whether it ends with a colon."""
    return choice.each(lambda candidate: candidate.span.text.rstrip().endswith(":"))


def only_announces(text: str) -> bool:
    """Tell whether a sentence says only that something stands behind it."""
    return bool(_ANNOUNCES.search(text))


def row(choice: SpanChoice) -> Floats:
    """Whether it is a row of a table."""
    return choice.each(lambda candidate: candidate.span.kind is BlockKind.TABLE)


def first_item(choice: SpanChoice) -> Floats:
    """Whether it is the first item of a list."""
    kinds = [candidate.span.kind for candidate in choice.candidates]
    before = [None, *kinds[:-1]]
    return numpy.array(
        [
            float(own is BlockKind.ITEM and last is not BlockKind.ITEM)
            for last, own in zip(before, kinds, strict=True)
        ]
    )


def first_step(choice: SpanChoice) -> Floats:
    """Whether it is the first item of a list in a section without code, and so perhaps a step."""
    has_code = any(candidate.is_code for candidate in choice.candidates)
    return choice.none() if has_code else first_item(choice)


def pronoun(choice: SpanChoice) -> Floats:
    """Whether prose begins with a pronoun, so that it needs the sentence before."""
    return choice.each_prose(_PRONOUN.search)


def verdict(choice: SpanChoice) -> Floats:
    """Whether it begins with yes or no, where that is asked for; where it is not, whether not."""
    is_asked = bool(YES_OR_NO.search(choice.text))
    return choice.each(lambda candidate: bool(_VERDICT.search(candidate.span.text)) == is_asked)


def condition(choice: SpanChoice) -> Floats:
    """Whether it begins with when, where or under what condition something holds."""
    return choice.each(lambda candidate: bool(_CONDITION.search(candidate.span.text)))


def bracket(choice: SpanChoice) -> Floats:
    """Whether it explains something in brackets."""
    return choice.each(lambda candidate: "(" in candidate.span.text)


def refers_back(choice: SpanChoice) -> Floats:
    """Whether prose tells what to do with something that stands before it."""
    return choice.each_prose(lambda text: _takes_up(text) or _REFERS.search(text))


def _takes_up(text: str) -> bool:
    """Tell whether one of the first words takes up what was told before: "Use it when"."""
    bare = text.lstrip(_SIGNS).lower()
    first, *others = bare.split(maxsplit=_FIRST_WORDS)[:_FIRST_WORDS] or [""]
    is_word = bare.startswith(first) and first.isascii() and first.isalpha()
    if not is_word or first in _SUBJECTS:
        return False
    for word in others:
        beginning = re.split(r"\W", word, maxsplit=1)[0]
        if beginning in _EARLIER or beginning != word:
            return beginning in _EARLIER
    return False


def advises(choice: SpanChoice) -> Floats:
    """Whether prose says when something is wanted, rather than what it is."""
    return choice.each_prose(_ADVISES.search)
