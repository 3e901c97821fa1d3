"""Questions without words of their own: "why?", "show me another example", "the second one"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.utterance import parse
from assistant.follow_ups.wording import ABOUT, BARE, LEAD, ORDINAL, POINTERS
from assistant.model import Answer, ResolutionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.follow_ups.utterance import Word
    from assistant.model import Turn

_POINTS = re.compile(rf"{LEAD}(?:no,? )?(?:{ABOUT} )?the (?:{ORDINAL})(?: one)?\W*$", re.IGNORECASE)
_MORE_ABOUT = re.compile(
    rf"{LEAD}(?:(?:please|can you|could you),? )*(?:(?:tell|show|give) me )?"
    r"(?:some(?:thing)? )?(?:more|another|else)(?: (?:details?|examples?|info|information))? "
    rf"(?:about|on|of|for) {POINTERS}\W*$",
    re.IGNORECASE,
)

LEAST_PASTED = 5
"""How many words a line has at least that is known to be copied without quotation marks."""
_QUOTES = ('"', "'", "“", "„", "‘", "»", "«")

_ADVERB = r"(?:when|where|how(?: (?:long|often|soon|early|late|far))?)"
_ASKED = (
    rf"(?i)(?:{_ADVERB}|why) (?P<rest>(?:is|are|was|were|do|does|did|can|could|should|will|would"
    r"|has|have|had) .+)"
)
_SLOT = (
    rf"(?:{_ADVERB}|who|(?:since|until|till|from|by) when|from where|with whom|by whom|who by"
    r"|how (?:much|many|big|old))"
)
_ASKS_PIECE = (
    rf"(?i)(?!.*\b(?:examples?|more|another|else|details?)\b){LEAD}"
    r"(?:when|where|who|whom|what|how|why|since|until|till|from|by|with)\b"
)
_ASKS_WHICH = rf"(?i){LEAD}(?:which|what) (?!else\b|about\b|for\b|next\b|now\b)[a-z]+\W*$"
_ASKS_SLOT = rf"(?i){LEAD}(?P<slot>{_SLOT})\W*$"


def asked_otherwise(last: str, question: str) -> str:
    """Give the last question as "when?" asks it: "where is the fair" as "when is the fair?".

    Empty where that makes no question, as after "who owns the van". "Why?" asks for the reason of
    what was answered.
    """
    slot, asked = asked_slot(question), re.match(_ASKED, last)
    if asked is None or not re.fullmatch(_ADVERB, slot, re.IGNORECASE):
        return ""
    return f"{slot} {asked['rest'].rstrip('?!. ')}?"


def asked_slot(question: str) -> str:
    """Give what a question asks for that is nothing but that, as "when?" does; else nothing."""
    found = re.match(_ASKS_SLOT, question.strip())
    return found["slot"] if found else ""


def parted(standalone: str) -> tuple[str, str]:
    """Part "when: who owns the van?" in what is asked for, if it is put before, and the rest."""
    found = re.match(rf"(?i)({_SLOT}): (.*)", standalone, re.DOTALL)
    return (found[1], found[2]) if found else ("", standalone)


def names_nothing(question: str) -> bool:
    """Tell whether a question asks one thing, and says not of what: "when?", "which room?".

    That asks for a piece of what was told, unlike "show me an example".
    """
    if re.match(_ASKS_WHICH, question.strip()):
        return True
    if not re.match(_ASKS_PIECE, question.strip()) or is_pointer(question):
        return False
    words = parse(question).words
    return bool(asked_slot(question)) or all(map(is_bare_word, words))


def is_pointer(question: str) -> bool:
    """Tell whether a question only points at one of several: "the second one"."""
    return bool(_POINTS.match(question.strip()))


def is_bare_word(word: Word) -> bool:
    """Tell whether a word alone doesn't say what is asked about, as "more" and "example"."""
    return word.text.lower() in BARE


def is_bare(question: str) -> bool:
    """Tell whether a question has no words of its own: "why?", "the second one"."""
    if is_pointer(question) or _MORE_ABOUT.match(question.strip()) or asked_slot(question):
        return True
    asked = parse(question)
    sorts = {one.kind for one in asked.references}
    return sorts <= {"this", "one"} and all(map(is_bare_word, asked.words))


def is_full(turn: Turn) -> bool:
    """Tell whether a turn's question has words of its own, or was told what it points at."""
    told = {ResolutionKind.RESTATED, ResolutionKind.SUBSTITUTED}
    return not is_bare(turn.question) or turn.query.resolution.kind in told


def is_pasted(turn: Turn) -> bool:
    """Tell whether a turn's question was a line out of what answered it, such as an error message.

    One asks what it is about, and what comes next is seldom about its words.
    """
    line = " ".join(turn.question.split()).strip("\"'.!: ")
    text = " ".join(turn.reply.text.split()) if isinstance(turn.reply, Answer) else ""
    at = text.lower().find(line.lower()) if line else -1
    is_long = len(line.split()) >= LEAST_PASTED
    return at >= 0 and (is_long or text[:at].endswith(_QUOTES))


def last_full(turns: Sequence[Turn]) -> Turn:
    """Give the last turn that `is_full`, or the very last where none is."""
    return next((one for one in reversed(turns) if is_full(one)), turns[-1])
