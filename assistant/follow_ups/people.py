"""Whom or what a pronoun stands for where people, or what somebody has, were spoken of; pure.

Behind "who knows about the boiler?", answered by "Ruben, on Tuesdays", "him" is Ruben, and after
"when is Priya's birthday" neither "she" nor "her" is the birthday.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.carryover_features import EarlierWord
from assistant.follow_ups.subjects import PLACE, STATE
from assistant.follow_ups.utterance import parse, stem
from assistant.follow_ups.wording import LEAD, PRONOUNS
from assistant.language.answer_types import MONTH, PROPER, WEEKDAY
from assistant.language.stop_words import STOP_WORDS
from assistant.model import Answer
from assistant.records import dataclass
from assistant.relevance.weighting import general_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.follow_ups.carryover_features import Earlier
    from assistant.follow_ups.utterance import Reference, Utterance, Word
    from assistant.model import Query, Turn

_LATEST = 3
"""In how many of the latest turns somebody is looked for."""

TITLE = (
    r"\b(?:Mr|Mrs|Ms|Miss|Sir|Dr|Prof|Professor|Herr|Frau|Fr|Señora?|Profesora?|Mme|Monsieur"
    r"|Madame)\b\.? "
)
_NAME = rf"(?!{TITLE}){PROPER}"
_PERSON = rf"(?P<title>(?:{TITLE})*)(?<![\w'’])(?P<name>{_NAME}(?:[ -]{_NAME}){{0,2}})(?!\w)"
_BEHIND = r"(\w+)(?:[*_`]*[:=–-]|,? (?:is|was))?[*_` ]*$"
_NO_NAME = rf"(?:{MONTH}|{WEEKDAY})$"
_PLACED = (
    r"(?i)\b(?:in|at|from|to|into|of|on|near|via|until|till|since|before|after|than|over)"
    r"(?: the)? $"
)
"""Stands before a place or a time rather than a person."""
_NEAR = 60
"""In how many characters before a name it is looked for what that stands behind; a line may be one
of a thousand names."""

_WHO = rf"(?i){LEAD}whom?\b"
_IS = r"(?:is|are|was|were)(?: not)?\b"
_WHO_IS = rf"{_WHO} {_IS}"
_WHO_DOES = rf"{_WHO} (?:(?!{_IS})|{_IS} (?:{STATE} )?(?:{PLACE}|of|to)\b)"
"""Asks for whoever does something, or is as somebody is: "who is responsible for the pump". "Who is
the vet" names them by what they are."""
_TO_DO = r"(?i) to \w"
"""Behind what somebody is allowed, supposed or asked."""
_WHAT = rf"(?i){LEAD}(?:what|which)(?: [\w-]+)?"

_APOSTROPHES = ("'", "’")
_OWNS = re.compile(r"(?:its|their|his|her)(?= (?!\b(?:is|are|was|were|do|does|did|has|have)\b)\w)")


def asks_who_does(question: str) -> bool:
    """Tell whether a question asks for a person, and names them by no word: "who knows about X"."""
    return bool(re.match(_WHO_DOES, question.strip()))


def is_deed(word: Word, question: str) -> bool:
    """Tell whether a word is what somebody or something does, as "owns" in "who owns the van"."""
    before = question[: word.start].strip()
    if asks_who_does(question):
        return bool(re.fullmatch(rf"{_WHO}(?: {_IS})?", before))
    return word.text.endswith("ed") and bool(
        re.fullmatch(_WHAT, before)
        or (re.fullmatch(_WHO_IS, before) and re.match(_TO_DO, question[word.end :]))
    )


def person_meant(turns: Sequence[Turn], earlier: Sequence[Earlier]) -> str:
    """Give the name that "he" or "she" stands for; empty where no answer gave one lately.

    Where the question of a turn names somebody, that one was meant rather. Who asked for nobody is
    told of somebody only in the last answer.
    """
    for back, (one, said) in enumerate(zip(reversed(turns), reversed(earlier), strict=True)):
        if back == _LATEST:
            break
        if known := person_supplied(one.query):
            return known
        if _names_person(said.typed):
            break
        asks_who = re.match(_WHO, one.question.strip())
        name = _named(one.reply, said.typed) if isinstance(one.reply, Answer) else None
        if name and (asks_who or not back):
            return name.text
        if asks_who:
            # The one who was asked for is not known.
            break
    return ""


def person_supplied(query: Query) -> str:
    """Give whom a question means by "he" or "she"; empty where it says neither."""
    pairs = (
        meant for said, meant in query.resolution.replaced if PRONOUNS.get(said.lower()) == "he"
    )
    return next(pairs, "").removesuffix("'s")


def _names_person(typed: Utterance) -> bool:
    """Tell whether a question names somebody; what "who knows about X" is about may be a thing."""
    is_about = asks_who_does(typed.text)
    return any(
        is_possessor(word, typed) or (not is_about and may_be_person(word, typed))
        for word in typed.words
    )


def _named(reply: Answer, typed: Utterance) -> _Name | None:
    """Give the person that an answer's best line names.

    That is the one whom the question names without a capital, else whoever stands behind a title
    or a word of the question ("owner: Ines"), else the first.
    """
    found = list(_names(reply.best))
    own = [one for one in found if not (one.is_role or one.stems.isdisjoint(typed.stems))]
    if own and not asks_who_does(typed.text):
        return own[0]
    asks_who = re.match(_WHO, typed.text.strip())
    others = [one for one in found if one not in own and (asks_who or not one.is_label)]
    others.sort(
        key=lambda one: (
            not one.has_title,
            _stems(one.behind).isdisjoint(typed.stems),
            one.is_role,
        )
    )
    return others[0] if others else None


@dataclass(frozen=True, slots=True)
class _Name:
    """What may be the name of a person."""

    text: str
    has_title: bool
    is_label: bool
    """Whether the rest of its line is on it, or says what it is."""
    is_role: bool
    """Whether the latter, as in "Owner: Ines"."""
    behind: str
    """The word that it stands behind; empty where there is none, or the end of a sentence."""

    @property
    def stems(self) -> frozenset[str]:
        return _stems(self.text)


def _stems(text: str) -> frozenset[str]:
    return parse(text).stems


def _names(line: str) -> Iterator[_Name]:
    """Find what may be names of persons in a line."""
    for found in re.finditer(_PERSON, line):
        before, behind = line[: found.start()], line[found.end() :].lstrip("*_` ")
        words = found["name"].split()
        # "When Ruben came" and "Lives in Hall 3" begin with no name.
        while words and (re.match(_NO_NAME, words[0]) or _is_common(words[0], before)):
            before += f"{words.pop(0)} "
        near = before[-_NEAR:]
        if words and (found["title"] or not re.search(_PLACED, near)):
            is_label = behind.startswith(":") and not re.search(r"\w", before)
            is_role = is_label and bool(re.match(_PERSON, behind.lstrip(":*_ ")))
            said = re.search(_BEHIND, near)
            behind_what = said[1] if said else ""
            yield _Name(" ".join(words), bool(found["title"]), is_label, is_role, behind_what)


def _is_common(word: str, before: str) -> bool:
    """Tell whether a word is a capitalized everyday one, as a line or a sentence begins with."""
    opens = re.search(r"(?:^|[.!?:|])\W*$", before[-_NEAR:])
    return word.lower() in STOP_WORDS or bool(opens and general_share(stem(word)))


# Whoever has something


def is_possessor(word: Word, typed: Utterance) -> bool:
    """Tell whether a word has what follows it, as "Priya" in "Priya's birthday"."""
    return typed.text[word.end : word.end + 1] in _APOSTROPHES


def owns(reference: Reference, asked: Utterance) -> bool:
    """Tell whether a reference says whose something is, as "her" in "where is her desk"."""
    return bool(_OWNS.match(asked.text.lower(), reference.start))


def people_of(chosen: Sequence[EarlierWord], earlier: Sequence[Earlier]) -> list[EarlierWord]:
    """Give the names among the chosen words, else those of the latest turn that has any.

    Where there is no name at all, "he" and "she" stand for the words themselves.
    """
    names = [one for one in chosen if may_be_person(one.word, one.question)]
    if names:
        return names
    for turn in reversed(range(len(earlier))):
        typed = earlier[turn].typed
        if found := [word for word in typed.words if may_be_person(word, typed)]:
            return [EarlierWord(word, turn, typed) for word in found]
    return list(chosen)


def may_be_person(word: Word, typed: Utterance) -> bool:
    """Tell whether a word of a question may be somebody's name."""
    is_code = any(sign.isupper() or sign.isdigit() for sign in word.text[1:])
    return is_possessor(word, typed) or (word.is_name and not is_code)
