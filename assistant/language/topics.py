"""What a section is about and what it defines, told by its words; pure; for English alone."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from math import ceil
from typing import TYPE_CHECKING

from assistant.language.answer_types import JOINING
from assistant.language.cues import Cue
from assistant.language.effects import keeps_name
from assistant.language.stop_words import AUXILIARIES, STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

REMEMBERED = 2000
"""Of how many sections is remembered what was read off their texts; the same ones come again."""

MOST_WORDS = 3
"""How many words name a thing whose definition is asked for, at most; more ask for a detail."""

SHARED = 0.15
"""In which share of the headings a word stands that says what all the notes are about, at least."""

LEAST_SHARED = 5
"""The same as a number of headings, since in few of them chance has its way."""

_OF_ANY_TOPIC = frozenset(
    {"basics", "define", "definition", "describe", "explain", "introduction", "meaning", "overview"}
)
"""Words of headings under which a topic is explained, whatever it is."""
_OF_NO_TOPIC = STOP_WORDS | _OF_ANY_TOPIC

_WORD = r"[^\W\d_][\w'’-]*"
_NUMBER = r"\d(?<=\S\s\d)\d*\b"
"""One that tells a heading from others, as in "Exit code 1"; at its beginning it only counts it.
It begins with what is found quickly, since all candidates' headings are searched for it."""
_ASIDE = r"\s\([^()]*\)"
_JOINT = r"(?<=[a-z0-9])(?=[A-Z])|[\W_]+"
"""Between the parts of a word such as DockerFile or user-defined."""

_ASKS_FOR_DEFINITION = Cue(
    ("what", "define", "describe", "explain", "meaning of"),
    rf"(?i)^{JOINING}(?:what(?:\s+exactly)?(?:['’]?s|\s+(?:is|are))|define|meaning of"
    r"|(?:describe|explain)(?!\s+(?:how|what|when|where|which|why|the\s+differences?)\b))\s+"
    r"(?:(?:actually|basically|exactly)\s+|(?:the\s+)?(?:meaning|point|purpose)\s+of\s+)?",
)
_ENDS_DEFINITION = r"(?i)(?<!\s)\s+(?:all\s+about|(?:(?:good|meant|used|useful)\s+)?for)[\s?]*$"
"""What a thing is for stands where it says what it is. It is looked for where blanks begin: from
each of many in a row that would take as long as the square of their number."""
_ASKS_FOR_DETAIL = (
    r"(?i)\b(?:of|in|on|for|from|to|by|at|with|do|does|most|best|[a-z]+est|name|main)\b|['’]s\b"
)
_VERBS = "|".join(AUXILIARIES)
_ASKS = rf"(?i)^[\W\d]*(what|why|how|when|where|who|{_VERBS})\b"
"""The word by which a heading or a question asks for something."""

_ASKS_FOR_PART = r"(?i)^[\W\d]*(?:where|when|who|why|how\s+(?:do|can|to)\s+(?:I|we|you)?\s*get)\b"
"""Asks for one thing of its topic that a heading without a question need not promise."""

_SAYS_OF = (
    r"(?:^|[.!?:;]\s++|\n[^\w\n]*+)(?P<subject>[^.!?:;\n]{1,60}?)"
    r"(?:\s++(?:is|are|was|were|means?|refers?|consists?|allows?|lets?|stands? for)\s"
    r"|:\s|\s[–—-]\s)"
)
"""The beginning of a sentence that says what its subject is, or of an entry in a list of terms.

What stands before a subject is not given back, and is looked for from its own line alone: from each
of many blank lines there would be as many ways to go on."""

_OPENING = 20
"""In how many characters of a section "it" is what the heading names."""

_ASKS_OTHERWISE = (
    rf"(?i)^[\W\d]*(?:how|why|when|where|which|who|what (?:do|does|happens)|{_VERBS})\b"
)
"""A heading that begins so asks for no definition."""

_NO_DEFINITION = (
    rf"(?i)^{JOINING}what(?:['’]?s|\s+(?:is|are))\s+"
    r"(?:the(?!\s+(?:meaning|point|purpose)\s+of\b)|this|that|these|those|my|your|our|his|her|their|its)\b"
    r"|\b(?:about|called|common|correct|current|defined|default|differ(?:s|ent|ences?)?|known|latest"
    r"|normal|right|standard|typical|usual|versus|vs"
    r"|address|birthday|code|command|cost|date|email|flag|id|ip|key|limit|link|number|option|password"
    r"|path|phone|port|price|size|status|time|url|user(?:name)?|value|version)\b"
)
"""With one of these a question that begins like one for a definition asks for something else: for
what "the" tells to be known already, for one of several things, or for a value."""

ALIKE = 5
"""Words that begin with as many equal letters are taken for relatives: network and networking;
fewer meet by chance."""

_ALIKE_SHARE = 0.55
"""Which share of the longer word these letters are, at least: realization is not what is real."""

_SAID_SHARE = 0.3
"""From what share on `defines` lets a text pass for one that says what a topic is."""

_NAMES_IN_TEXT = (
    r"(?m)^[ \t>]*\|[ \t]*+(?P<cell>[^|\n]+)\|"
    r"|(?:^[^\w\n]*+|;[ \t])(?P<subject>[^=;\n]{1,40}?)[ \t]+=[ \t]"
    r"|^(?P<line>[^\n]{1,80}[?:]|[^\w\n]*[A-Z]\w*(?:[ \t]+\w+){0,3})[ \t*_]*$"
)
"""What stands for a heading in a text: a row's first cell, what is said to equal something, and a
line that asks something, ends with a colon or is but a few words with a capital. What stands
before a cell or a subject is not given back, as in `_SAYS_OF`."""

_PRONOUN = r"(?i)\W*(?:it|this|that|they|these)\W*"


def asked_topic(question: str) -> frozenset[str]:
    """Give the words of the thing whose definition a question asks for; none if it asks no such."""
    thing = asked_thing(question)
    words = _topic_of(thing)
    return (
        words
        if len(words) <= MOST_WORDS and not re.search(_ASKS_FOR_DETAIL, thing)
        else frozenset()
    )


def asked_thing(question: str) -> str:
    """Give what a question asks the definition of, as it is typed; nothing if it asks for none."""
    match = _ASKS_FOR_DEFINITION.match(question)
    return re.sub(_ENDS_DEFINITION, "", question[match.end() :]) if match else ""


def defines(text: str, topic: frozenset[str]) -> float:
    """Tell how far a section, of which the first line is the heading, says what a topic is; 0 to 1.

    1 where a sentence has just the topic for its subject, less than half where that is something
    more: a registry of images is no image.
    """
    shares = (
        1.0 if subject == topic else len(subject & topic) / (len(subject) + len(topic))
        for subject in _subjects(text)
    )
    return max(shares, default=0.0)


def leaves_undefined(question: str, headings: Sequence[str], text: str, line: str) -> bool:
    """Tell whether a question asks what something is, and a text only speaks of it.

    That is so where no heading, nor what stands for one in the text, names the thing, and no
    sentence has it for its subject. Words of the title do not count as naming it, since they say
    what the whole note is about; but the last word of the thing's name does, since in notes on
    images an image is what is asked for.

    Not judged is a `line` that says what is called by the name, nor, where there is but a title,
    one that defines that: it may have another name there.
    """
    asked = asked_topic(question)
    if not asked or re.search(_NO_DEFINITION, question) or _calls_by_name(question, line):
        return False
    title, own = _topic_of(headings[0]), headings[1:]
    if not own and defines(f"\n{line}", title) >= _SAID_SHARE:
        return False
    topic = asked - title if own else asked
    last = {last_of_topic(question)}
    in_text = (match[match.lastgroup or 0] for match in re.finditer(_NAMES_IN_TEXT, text))
    names = (one for one in (*(own or headings), *in_text) if not re.match(_ASKS_OTHERWISE, one))
    if not topic or _share_a_word(topic.union(last), " ".join(names)):
        return False
    body = f"{headings[-1]}\n{text}"
    return max(defines(body, asked), defines(body, topic)) < _SAID_SHARE


def named_thing(question: str) -> str:
    """Give what a question asks the definition of, as far as it is named.

    Behind a comma it is put in other words: "what's a container really, a small vm?"
    """
    return re.split(r"[,;(]", asked_thing(question))[0]


def last_of_topic(question: str) -> str:
    """Give the last word of what a question asks the definition of; nothing if it asks for none."""
    return max(asked_topic(question), key=named_thing(question).lower().rfind, default="")


def _calls_by_name(question: str, line: str) -> bool:
    """Tell whether a line says what is called by the name that a question asks about.

    The name may stand in brackets behind what it is, behind a label that says so ("cat: Minka"), as
    code or in italics if it has several words, and as it is if it has a hyphen or the like within
    (`A_VARIABLE`, `a.file`).
    """
    asked = re.sub(_ASKS_FOR_DEFINITION.pattern, "", re.sub(_ENDS_DEFINITION, "", question))
    name = " ".join(re.findall(r"[^\W_][\w'’.-]*", re.sub(r"(?i)^an?\s+", "", asked)))
    shape = rf"(?<!\w){re.escape(name)}(?!\w)"
    if not re.search(r"\w[-_.]\w", name):
        shape = (
            rf"\b(?:is|are)\s+{shape}\W*$|\b(?:called|named)\W+(?:an?\W+)?{shape}"
            rf"|(?:[(`*_]|[:=]\s+[*_`]*){shape}"
        )
    return bool(re.search(f"(?i){shape}", line))


def _share_a_word(topic: Iterable[str], text: str) -> bool:
    words = _words_of(text)
    return any(_are_alike(one, other) for one in _words_of(" ".join(topic)) for other in words)


def _words_of(text: str) -> set[str]:
    return {singular(word) for word in re.findall(r"[^\W_]+", text.lower())}


def _are_alike(one: str, other: str) -> bool:
    length = max(ALIKE, ceil(_ALIKE_SHARE * max(len(one), len(other))))
    return one[:length] == other[:length]


@lru_cache(maxsize=REMEMBERED)
def _subjects(text: str) -> tuple[frozenset[str], ...]:
    """Give the topics that a section's sentences say something of."""
    heading, _, body = text.partition("\n")
    return tuple(
        _topic_of(heading if is_heading else match["subject"])
        for match in re.finditer(_SAYS_OF, body)
        for is_heading in [match.start() < _OPENING and re.fullmatch(_PRONOUN, match["subject"])]
    )


def _topic_of(text: str) -> frozenset[str]:
    """Give the words that name a topic, without the ending of their plural."""
    return frozenset(singular(word) for word in heading_words(text))


def singular(word: str) -> str:
    """Give a word without the ending of its plural, as topics are named."""
    return word[:-1] if len(word) > len("gas") and word.endswith("s") else word


def heading_words(heading: str) -> frozenset[str]:
    """Give the different words of a heading that name its topic."""
    words = re.findall(_WORD, heading.lower())
    return frozenset(words) - _OF_NO_TOPIC


@lru_cache(maxsize=REMEMBERED)
def _naming_words(heading: str) -> frozenset[str]:
    """Give the words and numbers of a heading but for those in brackets."""
    named = re.sub(_ASIDE, "", heading) if "(" in heading else heading
    return heading_words(named).union(re.findall(_NUMBER, named))


def strangers(question: str, headings: Sequence[str]) -> list[int]:
    """Count the words of each heading that make it one of another topic than the question's.

    Those of the question count as well, but those in brackets, which give another name, do not.
    Nor do those that many headings have, since they say what the notes are about: in notes on
    Docker "Docker container" is a container.
    """
    words = [_naming_words(one) for one in headings]
    holders = Counter(chain.from_iterable(words))
    least = max(LEAST_SHARED, SHARED * len(headings))
    asked = question.lower()
    shared = {word for word, count in holders.items() if count >= least and word not in asked}
    return [len(held - shared) for held in words]


def is_about(question: str, heading: str) -> bool:
    """Tell whether a heading that has the question's topic asks for no other thing of it.

    It does so with another question word, by a longer word in which a topic is but a part, as in
    DockerFile, and by lacking a word that only ends a name or having one within it: what
    `compose up` does is no matter of Compose, and what `docker up` would do none of that.
    """
    text = question.lower()
    words = re.findall(_WORD, heading)
    named = all(_is_named(word, text) for word in words)
    return named and keeps_name(question, heading) and _asks_alike(question, heading)


def _asks_alike(question: str, heading: str) -> bool:
    """Tell whether a heading asks by no question word or the question's.

    Without one it is of the topic as a whole, and so is a question, as typed into a search box:
    what its topic is and how it is done are what it may want.
    """
    asked, asks = (re.search(_ASKS, text) for text in (question, heading))
    if asks is None and re.search(_ASKS_FOR_PART, question):
        return False
    if asks is None or (asked is None and asks[1].lower() in {"what", "how"}):
        return True
    return asked is not None and asked[1].lower() == asks[1].lower()


def _is_named(word: str, text: str) -> bool:
    """Tell whether a word of several parts is in a text in lower case, whole or part by part."""
    parts = re.split(_JOINT, word)
    return len(parts) < 2 or all(part.lower() in text for part in parts)
