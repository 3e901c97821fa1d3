"""Whom or what a pronoun stands for where earlier questions asked of something of theirs; pure.

After "when is Priya's birthday" neither "she" nor "her" is the birthday.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.carryover_features import EarlierWord
from assistant.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.follow_ups.carryover_features import Earlier
    from assistant.follow_ups.utterance import Reference, Utterance, Word

_APOSTROPHES = ("'", "’")
_OWNS = re.compile(r"(?:its|their|his|her)(?= (?!\b(?:is|are|was|were|do|does|did|has|have)\b)\w)")
_ASKS_OF = re.compile(
    r"(?:(?:and|but|so|or),? )?(?:which|what|how (?:much|many)) [\w-]+ "
    r"(?:is|are|was|were|do|does|did|has|have|can|will) (?:it|they)\b",
    re.IGNORECASE,
)
"""Names what it asks for of "it" or "they": "which port does it use"."""


def is_possessor(word: Word, typed: Utterance) -> bool:
    """Tell whether a word has what follows it, as "Priya" in "Priya's birthday"."""
    return typed.text[word.end : word.end + 1] in _APOSTROPHES


def of_possessors(
    chosen: Sequence[EarlierWord],
    reference: Reference,
    asked: Utterance,
    earlier: Sequence[Earlier],
) -> list[EarlierWord]:
    """Put whoever has a thing in its place, where the pronoun stands for the owner.

    So "her" in "where is her desk" is Priya and not "Priya's birthday". "He" and "she" stand for
    names alone, where there are any.
    """
    if reference.kind == "he":
        return list(_people(chosen, earlier)) or list(chosen)
    if not _is_of(reference, asked):
        return list(chosen)
    found: dict[tuple[int, int], EarlierWord] = {}
    for one in chosen:
        owner = _possessor(one)
        found[owner.turn, owner.word.start] = owner
    return [found[place] for place in sorted(found)]


def owns(reference: Reference, asked: Utterance) -> bool:
    """Tell whether a reference says whose something is, as "her" in "where is her desk"."""
    return bool(_OWNS.match(asked.text.lower(), reference.start))


def _is_of(reference: Reference, asked: Utterance) -> bool:
    return owns(reference, asked) or bool(_ASKS_OF.match(asked.text.strip()))


def _possessor(one: EarlierWord) -> EarlierWord:
    """Give whose a thing is, of "birthday" in "Priya's birthday" "Priya", else the thing."""
    before = (
        word
        for word in one.question.words
        if word.run == one.word.run
        and word.start < one.word.start
        and is_possessor(word, one.question)
    )
    owner = max(before, key=lambda word: word.start, default=one.word)
    return replace(one, word=owner)


def _people(chosen: Sequence[EarlierWord], earlier: Sequence[Earlier]) -> Iterator[EarlierWord]:
    """Give the names among the chosen words, else those of the latest turn that has any."""
    names = [one for one in chosen if may_be_person(one.word, one.question)]
    if names:
        yield from names
        return
    for turn in reversed(range(len(earlier))):
        typed = earlier[turn].typed
        found = [word for word in typed.words if may_be_person(word, typed)]
        if found:
            yield from (EarlierWord(word, turn, typed) for word in found)
            return


def may_be_person(word: Word, typed: Utterance) -> bool:
    """Tell whether a word of a question may be somebody's name."""
    is_code = any(sign.isupper() or sign.isdigit() for sign in word.text[1:])
    return is_possessor(word, typed) or (word.is_name and not is_code)
