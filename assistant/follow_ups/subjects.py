"""The last question asked of something else: "when is the fair?", "and the market?".

That takes the place of what the last question asks about, wherever this stands in it, and the form
of the question is kept. Pure, and for English.
"""

from __future__ import annotations

import re

from assistant.follow_ups.wording import MEASURES, NO_NAMES

_DETERMINER = r"(?:the|my|our|your|his|her|their|its|an?|this|that)"
_WORD = r"[\w./'’+#-]+"
THING = rf"(?:{_DETERMINER} )?{_WORD}(?: {_WORD}){{0,3}}"
"""Up to four words that may be a thing's name, as `is_name` tells, with its article."""

_FEW_WORDS = rf"(?:{_DETERMINER} )?{_WORD}(?: {_WORD}){{0,4}}?"
_ASKS = r"(?:how|what|which|when|where|why|who)(?: [\w./%-]+){0,3}?"
_IS = rf"{_ASKS}(?:['’]s| (?:is|are|was|were))"
_SPEAKER = r"(?:i|you|we)"
PLACE = (
    r"(?:in|on|at|for|from|to|into|with|by|about|under|during|after|before|until|since|over|off|out"
    r"|up)"
)
STATE = (
    r"(?:\w{2,}ed|due|open|shut|kept|held|made|done|stored|built|paid|sent|born|gone|left|worth"
    r"|ready|safe|valid|free|full|available|away|responsible|like|put|set|grown|sown|bought|sold|given"
    r"|taken|written|run|still|already|shown|hidden|hung|found|lent|allergic|afraid|fond|proud|aware)"
)
"""What may follow the thing that a question with "is" asks about."""

_DID = (
    r"(?:[a-z]+(?:s|ed)|wrote|made|built|took|gave|sent|bought|sold|won|led|ran|got|paid|said"
    r"|found|kept|did)"
)
_SPEAKER_DOES = (
    rf"{_ASKS} (?:do|did|can|could|will|would|should|must|have) {_SPEAKER}"
    r" (?:(?:have|need) to )?[a-z]+"
)

_MAY_ASK = r"(?i)(?:how|what|which|when|where|who|why|is|are|was|were|[\w-]+['’]s)\b"
"""In front of whatever is of one of the forms below; other questions are spared compiling them."""

_CHOOSES = r"(?i)which(?: one)? (?:is|are) [a-z]"
"""Asks which one is so, and of no thing what it is."""

_FORMS = tuple(
    f"(?i){form}"
    for form in (
        # "what is the size of X"
        rf"{_IS} (?:the )?{_WORD}(?: {_WORD})? of (?P<thing>{THING})(?=\W*$)",
        # "why is X dense"
        rf"(?:why )?(?:is|are|was|were) (?P<thing>{_FEW_WORDS})(?= [\w-]+\W*$)",
        # "when is X due", "what is X", "how far apart are X planted in the garden"
        rf"{_IS} (?P<thing>{_FEW_WORDS})(?= (?:{PLACE}|{STATE})\b|\W*$)",
        # "who owns X"
        rf"who (?:(?:does|has) (?={_DETERMINER} )|(?!(?:does|has)\b){_DID}(?: {PLACE})? )"
        rf"(?P<thing>{THING})(?=\W*$)",
        # "how long does X take", "which port does X listen on"
        rf"{_ASKS} (?:do|does|did|can|could|will|would|should|must|has|have|had) "
        rf"(?P<thing>{_FEW_WORDS})(?= (?:have|need) to\b"
        rf"| [a-z]+(?: (?:{PLACE}|{_DETERMINER})\b.*)?\W*$)",
        # "how often do I water X"
        rf"{_SPEAKER_DOES} (?P<thing>{_FEW_WORDS})(?= {PLACE}\b|\W*$)",
        # "Priya's birthday"
        rf"(?P<thing>[\w-]+['’]s {_WORD}(?: {_WORD})?)(?=\W*$)",
    )
)
_COUNTED = (
    rf"(?i)(?:(?P<many>how (?:much|many))|which|what) (?P<thing>{_WORD}(?: {_WORD})?)"
    r"(?= (?:do|does|did|has|have|is|are|can|should|(?(many)(?:in|of|for|on|per)|(?!)))\b)"
)
"""What is counted or chosen from: "how much flour does X need"."""

_TAIL = rf"(?i).* (?P<how>in|for|on|at|to|from|with|about) (?P<thing>{THING})(?=\W*$)"
_OWNED = r"(?P<owner>.+?(?:['’]s|s['’])) (?P<thing>.+)"
_OWNED_NOUN = (
    r"(?i)(?:address|age|battery|birthday|cause|colou?r|cost|date|deadline|default|depth|email"
    r"|guarantee|height|insurance|key|length|limit|location|manual|model|name|number|owner|pass(?:code"
    r"|word|phrase)|phone|pin|place|port|price|purpose|reason|serial|size|speed|status|temperature"
    r"|time|type|user|username|value|version|warranty|weight|width)s?$"
)
"""What things have rather than are; of another noun with an article the same is asked."""
_SEVERAL = r"[^\Waeious]s$"
"""Ends what several are called, and few names."""
_COMMON = (False, False)
"""What `_form` gives for a name without an article and a capital, such as "salt"."""
_MAY_BE_VERB = r"^[a-z]+(?<!s)$"
_DOES = r"(?i)\b(?:do|does|did)\b"
"""In "when does the shop open" a bare "close" is rather another verb."""
_OF_IT = r"(?i)(?:its|his|her|their) "
_ASKS_TIME = r"(?i)(?:when|where)\b"
_ONE_OF = rf"(?i) (?P<thing>(?:the )?{_WORD}(?: {_WORD})?) of $"
_POSSESSIVE = r"(?:['’]s|s['’])$"
_ARTICLE = rf"(?i)^{_DETERMINER} "


def asked_of(last: str, thing: str, *, corrects: bool = False) -> str:
    """Give the last question, one that stands alone, asked of another thing.

    Empty where it asks of none, or where the other is just a sort of it, unless that `corrects`.
    """
    place = None if re.match(_OF_IT, thing) else _place(last, thing)
    if place is None:
        return ""
    meant = _of_possessor(place["thing"], thing, is_time=bool(re.match(_ASKS_TIME, last)))
    if not corrects and not _is_other(meant, place["thing"]):
        return ""
    if whole := _of_which(last, place, thing):
        place = whole
    return f"{last[: place.start('thing')]}{meant}{last[place.end('thing') :]}"


def _place(last: str, thing: str) -> re.Match[str] | None:
    """Find what a thing takes the place of: what is most like it in article and capital."""
    subject, form = _subject(last), _form(thing)
    if is_possessive(thing):
        return subject
    tail = re.match(_TAIL, last)
    tail = tail if tail and is_name(tail["thing"]) else None
    about = tail if tail and tail["how"].lower() == "about" else None
    # Beside "the loaf" and "Priya" a bare "salt" is rather another flour.
    counted = re.match(_COUNTED, last) if form == _COMMON else None
    places = (one for one in (about, subject, counted, tail) if one)
    if alike := next((one for one in places if _form(one["thing"]) == form), None):
        return alike
    if subject and form == _COMMON and re.search(_MAY_BE_VERB, thing):
        return None if re.search(_DOES, last[: subject.start("thing")]) else subject
    return subject or tail


def bare_thing(thing: str) -> str:
    """Give a thing's name without its article."""
    return re.sub(_ARTICLE, "", thing, count=1)


def is_name(thing: str) -> bool:
    """Tell whether words may be a thing's name: none is a pronoun or like "how", "is" and "for"."""
    words = bare_thing(thing).split()
    return bool(words) and not any(
        word.lower() in NO_NAMES and (word == "I" or len(word) > 1 or word.islower())
        for word in words
    )


def subject_span(question: str) -> tuple[int, int]:
    """Give the characters of the thing that a question asks of, as X in "when is X due".

    Where a question is of no form that is known, there are none, at its end.
    """
    found = _subject(question)
    return found.span("thing") if found else (len(question), len(question))


def _subject(question: str) -> re.Match[str] | None:
    if not re.match(_MAY_ASK, question) or re.match(_CHOOSES, question):
        return None
    matches = (re.match(form, question) for form in _FORMS)
    return next((found for found in matches if found and is_name(found["thing"])), None)


def _of_which(last: str, place: re.Match[str], thing: str) -> re.Match[str] | None:
    """Find X in "the X of a Y" for "and the Z?", which is as definite as X and not as Y."""
    before = re.search(_ONE_OF, last[: place.start("thing")])
    is_like_whole = re.match(r"(?i)the [a-z]", thing) and not re.match(
        rf"(?i)(?!an? ){_DETERMINER} ", place["thing"]
    )
    return before if before and is_like_whole and not _is_named(thing) else None


def _of_possessor(asked: str, thing: str, *, is_time: bool) -> str:
    """Complete a name, "Ana" or "address", by what the last question asked of, "Priya's birthday".

    It is "Ana's birthday", or "Priya's address". "The fair" may have a time of its own. Behind "the
    kettle warranty" the fan is asked for its warranty.
    """
    owned = re.match(_OWNED, asked)
    if is_possessive(thing):
        return f"{thing} {owned['thing'] if owned else asked.split()[-1]}"
    if re.search(r"['’]", thing):
        return thing
    bare = bare_thing(thing)
    if owned is None:
        return f"{thing} {_measure_of(asked, bare)}".rstrip()
    if _is_named(owned["owner"]) and _is_named(thing):
        return f"{thing}'s {owned['thing']}"
    has_article = bool(re.match(_ARTICLE, owned["owner"]))
    if bare != thing and not is_time and not re.search(_OWNED_NOUN, bare):
        return f"{thing}'s {owned['thing']}"
    # "Ana" and "ana" are as like as "the dog" and "the cat".
    is_bare = not has_article and not _is_named(owned["owner"]) and not re.search(_SEVERAL, bare)
    if (is_bare if bare == thing else has_article) and not re.search(_OWNED_NOUN, bare):
        return f"{thing}'s {owned['thing']}"
    if not _is_named(thing) and (bare == thing or has_article):
        return f"{owned['owner']} {bare}"
    return thing


def _measure_of(asked: str, other: str) -> str:
    """Give what is asked of the first word of "kettle warranty", if the other is no such thing."""
    words = bare_thing(asked).lower().split()
    is_measure = len(words) > 1 and words[-1] in MEASURES
    return words[-1] if is_measure and MEASURES.isdisjoint(other.lower().split()) else ""


def is_possessive(thing: str) -> bool:
    """Tell whether a name only says whose something is: "Priya's"."""
    return bool(re.search(_POSSESSIVE, thing))


def _form(thing: str) -> tuple[bool, bool]:
    """Tell whether a name has an article, and whether it has a capital."""
    return bool(re.match(_ARTICLE, thing)), _is_named(thing)


def _is_named(thing: str) -> bool:
    return bare_thing(thing)[:1].isupper()


def _is_other(one: str, other: str) -> bool:
    """Tell whether two names are of different things: neither holds all the words of the other."""
    return not (_words(one) <= _words(other) or _words(other) <= _words(one))


def _words(thing: str) -> set[str]:
    return set(bare_thing(thing).lower().split())
