"""Whom "he" and "she" are where an answer named somebody and no question did; pure.

Behind "who knows about the boiler?", answered by "Ruben, on Tuesdays", "him" is Ruben.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.possessors import is_possessor, may_be_person
from assistant.follow_ups.subjects import PLACE, STATE
from assistant.follow_ups.utterance import PRONOUNS, parse
from assistant.language.answer_types import MONTH, PROPER, WEEKDAY
from assistant.language.stop_words import STOP_WORDS
from assistant.model import Answer
from assistant.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.follow_ups.carryover_features import Earlier
    from assistant.follow_ups.utterance import Utterance, Word
    from assistant.model import Query, Turn

_LATEST = 3
"""In how many of the latest turns somebody is looked for."""

_TITLE = (
    r"\b(?:Mr|Mrs|Ms|Miss|Sir|Dr|Prof|Professor|Herr|Frau|Fr|Señora?|Profesora?|Mme|Monsieur"
    r"|Madame)\b\.? "
)
_NAME = rf"(?!{_TITLE}){PROPER}"
_PERSON = rf"(?P<title>(?:{_TITLE})*)(?<![\w'’])(?P<name>{_NAME}(?:[ -]{_NAME}){{0,2}})(?!\w)"
_ENDS_IN_TITLE = rf"{_TITLE[:-1]}$"
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

_WHO = r"(?i)(?:(?:and|but|so|or),? )?(?:who|whom)\b"
_IS = r"(?:is|are|was|were)(?: not)?\b"
_WHO_IS = rf"{_WHO} {_IS}"
_WHO_DOES = rf"{_WHO} (?:(?!{_IS})|{_IS} (?:{STATE} )?(?:{PLACE}|of|to)\b)"
"""Asks for whoever does something, or is as somebody is: "who is responsible for the pump". "Who is
the vet" names them by what they are."""
_WHO_IS_THE = (
    rf"{_WHO}(?:['’]s| (?:is|are|was|were)) (?:the|an?|my|our|your|his|her|their|\w+['’]s) "
)
"""Asks for somebody by what they are, which is no name."""
_TO_DO = r"(?i) to \w"
"""Behind what somebody is allowed, supposed or asked."""
_WHAT = r"(?i)(?:(?:and|but|so|or),? )?what"
_OF_WHAT = (
    r"(?i)\b(?:about|for|with|of|in|at|on|to|from)(?: (?:the|an?|my|our|your|this|that))?"
    r"(?: [\w-]+)? $"
)


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

    Where the question of a turn names somebody, that one was meant rather. A name in the answer to
    a question that asked for nobody may be that of a place: whoever was asked for before it goes
    first.
    """
    perhaps = ""
    for back, (one, said) in enumerate(zip(reversed(turns), reversed(earlier), strict=True)):
        if back == _LATEST:
            break
        if known := person_supplied(one.query):
            return known
        if _names_person(said.typed):
            break
        asks_who = re.match(_WHO, one.question.strip())
        name = _named(one.reply, said.typed) if isinstance(one.reply, Answer) else None
        if name and (asks_who or (not back and (name.has_title or name.stems & said.typed.stems))):
            return name.text
        if asks_who:
            # The one who was asked for is not known.
            break
        if name and not back:
            perhaps = name.text
    return perhaps


def person_supplied(query: Query) -> str:
    """Give whom a question means by "he" or "she"; empty where it says neither."""
    pairs = (
        meant for said, meant in query.resolution.replaced if PRONOUNS.get(said.lower()) == "he"
    )
    return next(pairs, "").removesuffix("'s")


def _names_person(typed: Utterance) -> bool:
    """Tell whether a question names somebody; what "who knows about X" is about may be a thing."""
    is_about = re.match(_WHO, typed.text.strip())
    return any(
        may_be_person(word, typed)
        and (
            is_possessor(word, typed)
            or not (is_about and re.search(_OF_WHAT, typed.text[: word.start]))
        )
        for word in typed.words
    )


def _named(reply: Answer, typed: Utterance) -> _Name | None:
    """Give the person that an answer's best line names.

    That is the one whom the question names without a capital, else whoever stands behind a title
    or a word of the question ("owner: Ines"), else the first.
    """
    line = reply.best
    if re.search(_ENDS_IN_TITLE, line):
        # What looked like the end of a sentence was none.
        line = next((one for one in reply.text.split("\n") if line in one), line)
    found = list(_names(line))
    own = [one for one in found if not one.stems.isdisjoint(typed.stems)]
    asks_who = re.match(_WHO, typed.text.strip())
    if not (asks_who_does(typed.text) or re.match(_WHO_IS_THE, typed.text.strip())) and (
        own := own or [*_headed(reply, typed)]
    ):
        return own[0]
    others = [one for one in found if one not in own and (asks_who or not one.is_label)]
    others.sort(
        key=lambda one: (
            not one.has_title,
            _stems(one.behind).isdisjoint(typed.stems),
            one.is_role,
        )
    )
    return others[0] if others else None


def _headed(reply: Answer, typed: Utterance) -> Iterator[_Name]:
    """Find whom a question names and a heading that is nothing but a full name, or any if "who"."""
    asks_who = re.match(_WHO, typed.text.strip())
    for heading in reply.source.headings:
        found = re.fullmatch(_PERSON, heading.strip())
        if found and (asks_who or found["title"] or " " in found["name"]):
            stems = _stems(found["name"])
            words = [one for one in typed.words if one.stem in stems and one.before != "article"]
            if words:
                said = typed.text[words[0].start : words[-1].end]
                yield _Name(said, bool(found["title"]), False, False, "")


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
        # "When Ruben came" begins with no name.
        while words and (words[0].lower() in STOP_WORDS or re.match(_NO_NAME, words[0])):
            before += f"{words.pop(0)} "
        near = before[-_NEAR:]
        if words and (found["title"] or not re.search(_PLACED, near)):
            is_label = behind.startswith(":") and not re.search(r"\w", before)
            is_role = is_label and bool(re.match(_PERSON, behind.lstrip(":*_ ")))
            said = re.search(_BEHIND, near)
            behind_what = said[1] if said else ""
            yield _Name(" ".join(words), bool(found["title"]), is_label, is_role, behind_what)
