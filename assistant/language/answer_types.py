"""What a question asks for, and what that looks like in a span; patterns for English alone.

They are texts, which `re` compiles when they are first looked for, or cues, which spare it that
where they can: of most questions a few are enough, and compiling all takes as long as answering.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.language.code_shapes import FLAG, PATH
from assistant.language.cues import Cue, Opening
from assistant.language.dates import MONTH_FORMS
from assistant.language.stop_words import AUXILIARIES, EXTENT_WORDS, MEASURE_WORDS
from assistant.records import dataclass


def asked_name(question: str) -> str:
    """Give the name in capitals, such as `EXPOSE`, whose meaning is asked for; else nothing."""
    # Most questions have none, and are spared the time to compile the pattern.
    if not any(one.isupper() and other.isupper() for one, other in pairwise(question)):
        return ""
    found = re.match(_ASKS_ABOUT_NAME, question)
    return found["name"] if found else ""


JOINING = r"\W*(?:(?:and|but|ok|okay|please|so)\W+)*"
"""What a question may begin with that says nothing of what is asked; a part of a pattern."""
WANTS_PLACE = Cue(
    ("where", "file", "folder", "directory", "path", "location"),
    r"(?i)\bwhere\b|\b(?:which|what)\s+(?:\w+\s+)?(?:file|folder|directory|path|location)\b"
    r"|\b(?:location|path)\s+of\b",
)
WHERE_KEPT = Cue(
    ("where", "location", "path"),
    r"(?i)^(?=.*\bwhere\b).*\b(?:are|find|is|keeps?|kept|lives?|located|saved?|stor(?:e[ds]?))\b"
    r"|\b(?:location|path) of\b|\blocation$",
)
"""Asks in which file or folder something is."""
FLAGS = ("flag", "option", "switch", "parameter")
WANTS_FLAG = Cue(FLAGS, rf"(?i)\b(?:{'|'.join(FLAGS)})\b")
WANTS_LIST = Cue(
    ("enumerate", "list", "all", "which", "what"),
    rf"(?i)^{JOINING}(?:\w+\s+)?(?:enumerate|list)\b|\blists?\s+of\b|\ball\b"
    r"|\b(?:which|what)(?:\s+are(?:\s+the)?)?\s+(?:(?!is|was|does|has)\w+\s+)?"
    r"(?!is\b|was\b|does\b|has\b)\w+s\b",
)
DEFINES = Cue(
    ("what", "who", "define", "meaning of"),
    r"(?i)^\s*(?:what(?:'s|s| is| are| was| were| does \w+ mean)|who (?:is|was|are)|define"
    r"|meaning of)\b",
)
COPULA = r"(?i)\b(?:is|are|was|were|means?|refers?|describes?|holds?|consists?|defines?)\b"

ASKS_WHAT = Cue(
    (*DEFINES.words, "explain", "mean", "doe"),
    DEFINES.pattern
    + r"|^\s*(?:what(?:'s|s)?\b|explain|meaning)|\bmean(?:s|ing)?\b|\bdoes?\b.*\bdo\b",
)
"""Asks what something is or does."""
_ASKS_ABOUT_NAME = (
    rf"(?=[^\n]*[a-z])(?i:{JOINING}(?:what(?:['’]?s|\s+(?:do|does|is|are))|how\s+does"
    r"|does|is|explain|meaning\s+of))\s+(?i:(?:an?|the)\s+)?(?P<name>[A-Z]{2,})(?![\w-])"
)
"""Asks, though not all in capitals, what something is or does that has a name in capitals."""
SAYS_WHAT = (
    r"\b(?:is|are|was|were|allows?|consists?|controls?|creates?|decides?|declares?|defines?"
    r"|describes?|gives?|holds?|lets?|lists?|makes?|means?|prints?|provides?|puts?|refers?|runs?"
    r"|sets?|shows?|specif(?:y|ies)|stands? for|tells?)\b"
)
"""Verbs behind which stands what the subject is or does."""
LABEL = r"(?<![*_`])[*_`]*(?P<label>[^\W\d_][^:.,;?!]{0,40}?)[*_`]*(?::[*_]*| [–—-])\s"
"""What a line begins with that goes on to say what that is, as in a glossary. Within a line it is
looked for where the marks before it begin, not from each of many in a row.

Of what `LINE_LABEL` finds besides, the features of a span were not trained with any."""
LINE_LABEL = Cue(
    (":", "–", "—", "=", "→", "|", "->", "- ", "-\t", "-\n"),
    r"\s*(?>(?:[|>+*-]\s*|\d+[.)]\s*|\[[ xX]\]\s*)*)[*_`]*(?P<label>[^\W\d_][^:.;?!|=→]{0,40}?)"
    r"[*_`]*(?:::?[*_]*|\s(?:[–—=→]|-(?=[ \t\n])|->|=>)|\s*\|)\s",
)
"""The same as people write it in notes of their own, behind the marks of lists and tables: before a
dash, an arrow, an equals sign, or in the first cell of a row."""
ASKS_SAID = Cue(
    ("say", "said", "think", "have to", "want"),
    r"(?i)\bwhat (?:did|does|do) (?:the |my |our )?(\w+) (?:say|said|think|have to|want)\b",
)
"""Asks for somebody's words or tasks; their name is its group."""
COMPARES = Cue(
    ("better", "compare", "differ", "versus", "vs"),
    r"(?i)\b(?:better|compared?|difference|differs?|versus|vs)\b",
)
"""Asks for a comparison, and nothing else."""
MAY_COMPARE = Cue(
    (*COMPARES.words, "instead of", "or"),
    COMPARES.pattern + r"|\b(?:different|instead of|or)\b",
)
"""Asks for one as well in words that often say something else."""

YES_OR_NO = Opening(AUXILIARIES, rf"(?i)^\s*(?:{'|'.join(AUXILIARIES)})\b")
_OF_FACT = ("why", "does", "do", "did", "is", "are", "was", "were", "has", "have", "am")
IN_WORDS = Opening(_OF_FACT, rf"(?i)^\s*(?:{'|'.join(_OF_FACT)})\b")
"""Asks for a reason, or whether something is so, which no command tells; "can I" may want one."""
WHY_NOT = Cue(
    ("why", "can", "unable"),
    r"(?i)\bwhy\s+(?:(?:ca|could|do|does|did|is|are|was|were|wo|would|has|have)n['’]?t|cannot)\b"
    r"|\bwhy\s+(?:can|could|do|does|did|will)\s+(?:I|it|my|the|this|we|you)\s+(?:\w+\s+)?not\b"
    r"|^\s*(?:I(?:'m| am)?\s+)?(?:can['’]?t|cannot|unable to)\b(?!\s+(?:find|recall|remember)\b)",
)
"""Asks what stands in the way of something; who can't remember a thing asks for the thing."""
HINDERS = (
    r"(?i)\b(?:cannot|den(?:y|ies|ied)|fail(?:s|ed|ure)?|forbid\w*|in use|lack\w*|missing|must"
    r"|never|not|only|prevent\w*|refuse[sd]?|still|unless)\b|n['’]t\b"
)
"""Says what stands in the way, or what something waits for."""
WHO = Cue(("who",), r"(?i)\bwho(?:se|m)?\b")
WHEN = Cue(
    ("when", "year", "date", "day", "month", "time", "century", "decade"),
    r"(?i)^(?!\W*(?:how (?!(?:can|do|to)\b)|what|where|which|who|why)\b).*\bwhen\b"
    r"|\b(?:and|by|from|or|since|till|until) when\b|\bwhen\W*$"
    r"|\bwhat (?:year|date|day|month|time|century|decade)\b"
    r"|\bwhich (?:year|date|day|month|century)\b",
)
"""Asks for a time. "What happens when it is stolen" names a case, and asks for none; to "how do I
do it when it runs" the same was tried, and an answer of `dev` was cut worse."""
_AMOUNTS = ("many", "much", *MEASURE_WORDS)
HOW_MUCH = Cue(
    (*_AMOUNTS, "temperature"), rf"(?i)\bhow (?:{'|'.join(_AMOUNTS)})\b|\bwhat temperature\b"
)
COUNTED = Cue(("many", "much"), r"(?i)\bhow (?:many|much) (\w+)")
"""What is to be counted is its group."""

CAPITALIZED = r"(?<!^)\b[A-Z][\w'’.-]*"
"""A word that may be a name; the first of a sentence begins with a capital anyway."""
PROPER = r"[^\W\d_a-zß-öø-ÿ][^\W\d_A-ZÀ-ÖØ-Þ]+"
"""A capital with small letters behind it, as the name of a person has them."""

A_NUMBER = (
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million"
    r"|billion)\b"
)
"""A part of a pattern; of a number in digits the first."""
NUMBER = f"(?i){A_NUMBER}"
_SIZES = ("many", "much", *(word for word in EXTENT_WORDS if word != "long"))
COUNTS = Cue(_SIZES, rf"(?i)\bhow (?:{'|'.join(_SIZES)})\b")
"""Asks for an amount; how long and how often are also told by "until the end" and "every month"."""
COUNT = (
    NUMBER
    + r"|(?i:\b(?:all|any|both|each|every|half|limit\w*|no|none|once|several|twice|unlimited)\b)"
)
MONTH = "|".join(map(str.capitalize, MONTH_FORMS))
WEEKDAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
    r"|(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)"
)
DAY_AND_MONTH = (
    r"(?<![\d/.])(?:(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01]))"
    r"(?![\d/])|(?<![\d/.])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?!\d)"
)
"""A date in figures without its year: "27/3", "3/27", "27.3."."""
TIME_OF_YEAR_OR_DAY = r"spring|(?:mid)?summer|autumn|(?:mid)?winter|noon|midnight"
DIGITS = r"\d[\d,.]*"
YEAR = r"1\d{3}|20\d\d"


@dataclass(frozen=True, slots=True)
class AnswerType:
    """A kind of thing that is asked for."""

    asked: Cue | Opening
    """Found in a question that asks for it."""
    held: str
    """Found in a span that holds one."""


NARROWER = ((WANTS_FLAG, FLAG), (WANTS_PLACE, PATH))
"""What is asked for, and inline code which answers that better than its sentence does."""

_NUMBERED = (
    *("number", "percent", "percentage", "amount", "population", "size", "age"),
    *("limit", "default", "port", "code"),
)
_PLACES = (
    *("country", "city", "state", "county", "town", "continent"),
    *("folder", "directory", "path", "file"),
)
_EXTREMES = (
    *("most", "best", "first", "last", "largest", "biggest", "smallest", "highest", "lowest"),
    *("oldest", "longest", "fastest", "default", "latest"),
)
ANSWER_TYPES = {
    "number": AnswerType(
        Cue(
            (*HOW_MUCH.words, *_NUMBERED),
            rf"{HOW_MUCH.pattern}|\b(?:{'|'.join(_NUMBERED)})\b",
        ),
        NUMBER,
    ),
    "time": AnswerType(
        WHEN,
        rf"\b(?:1[0-9]|20)\d\d\b|\b(?:{MONTH}|{WEEKDAY}|century)\b|\b\d{{1,2}}:\d\d\b"
        r"|\b\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}\s?[ap]\.?m\b"
        rf"|{DAY_AND_MONTH}"
        r"|(?i:\b(?:after|before|till?|until)\s\d\d?\b)"
        rf"|(?i:\b(?:{TIME_OF_YEAR_OR_DAY}|weekend|daily|nightly"
        r"|weekly|monthly|every (?:day|night|week|month|year))\b)",
    ),
    "place": AnswerType(
        Cue(("where", *_PLACES), rf"(?i)\bwhere\b|\b(?:what|which) (?:{'|'.join(_PLACES)})\b"),
        r"\b(?:in|at|on|near|from|to) (?:the )?[A-Z`/~]|[`\s(][~/][\w.]+/",
    ),
    "located": AnswerType(
        Cue(
            ("where", "country", "state", "city", "county", "part", "area", "located"),
            r"(?i)\bwhere\b|\bwhat (?:country|state|city|county|part|area)\b|\blocated\b",
        ),
        r"(?i)\b(?:locat|situat|based|headquarter|found|native|born|place|held|county|city|state|region"
        r"|island|country|stored|kept|live)\w*\b",
    ),
    "reason": AnswerType(
        Cue(("why", "cause", "reason"), r"(?i)\bwhy\b|\bwhat causes?\b|\breason\b"),
        r"(?i)\b(?:because|since|so that|due to|caused?|causes|therefore|reason|as a result"
        r"|otherwise|lets?)\b",
    ),
    "decides": AnswerType(
        YES_OR_NO,
        r"(?i)\b(?:no|not|yes|only|cannot|can't|never|always|unless|must|may|can|instead|refuses?"
        r"|optional|required?|needs?|without|still|(?:im)?possible|enough|either|neither|fails?)\b"
        r"|n't\b",
    ),
    "money": AnswerType(
        Cue(
            ("how much", "cost", "price", "salary", "worth", "budget", "revenue", "fee"),
            r"(?i)\bhow much\b|\b(?:cost|price|salary|worth|budget|revenue|fee)s?\b",
        ),
        r"(?i)[$£€%]|\b(?:dollars?|euros?|million|billion|cents?|percent)\b",
    ),
    "extent": AnswerType(
        Cue(
            (*EXTENT_WORDS, "height", "length", "size", "temperature"),
            rf"(?i)\bhow (?:{'|'.join(EXTENT_WORDS)})\b|\b(?:height|length|size|temperature)\b",
        ),
        r"(?i)\b(?:miles?|km|kilomet\w+|feet|foot|ft|met(?:er|re)s?|inch(?:es)?|acres?|sq|square|cm|mm"
        r"|pounds?|kg|[KMGT]i?B|(?:mega|giga|kilo)?bytes?|years?|months?|weeks?|days?|hours?"
        r"|minutes?|seconds?|min|litres?|liters?|degrees?)\b|\d ?(?:°|[gGhlmMs]\b)",
    ),
    "meaning": AnswerType(
        Cue(
            ("stand", "mean", "called", "name", "known"),
            r"(?i)\b(?:stands?|mean(?:s|ing)?|called|name[ds]?|known)\b",
        ),
        r"(?i)\b(?:stands? for|means?|known as|called|named|abbreviat\w+|short for|acronym"
        r"|refers?)\b|[\"“]",
    ),
    "purpose": AnswerType(
        Cue(
            ("do", "use", "function", "purpose", "role", "for"),
            r"(?i)\b(?:do|does|used?|function|purpose|role|for)\b",
        ),
        r"(?i)\b(?:use[ds]?|allow|function|purpose|provid|respons|serv|enabl|let)\w*\b",
    ),
    "extreme": AnswerType(
        Cue(_EXTREMES, rf"(?i)\b(?:{'|'.join(_EXTREMES)})\b"),
        rf"(?i)\b(?:{'|'.join(_EXTREMES)})\b",
    ),
}
"""By name; the names are those of the features that they make."""
