"""What a question asks for, and what that looks like in a span; patterns for English alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COMMAND_WORDS = re.compile(
    r"^\s*(?:and\s+|so\s+)?how\b(?!\s+(?:many|much|long|often|old|far|big|does|did|is|are|was|were))"
    r"|\b(?:commands?|syntax|example|snippet|instruction)\b"
    r"|^\s*(?:please\s+|temporarily\s+)?(?:add|attach|back\s+up|build|change|check|clean|clear|close"
    r"|configure|connect|convert|copy|create|delete|disable|disconnect|download|edit|enable|enter"
    r"|execute|export|extract|find|fix|force|format|freeze|get|import|inspect|install|kill|limit|list"
    r"|log|make|mount|move|open|pause|print|pull|push|read|rebuild|remove|rename|replace|reset|restart"
    r"|restore|resume|run|save|search|see|send|set|show|sort|start|stop|switch|tag|test|throw|undo"
    r"|uninstall|update|upgrade|upload|use|view|watch|write)\b(?!\s*(?:$|\?|vs\b|versus\b|and\b|or\b))"
    r"|\bI(?:'d| would)? (?:like|need|want) to\b(?!\s+(?:ask|know|learn|understand)\b)"
    r"|\bways? to\b"
    r"|\bwhat (?:to|(?:do|must|should) I) (?:do|enter|run|say|type|use|write)\b",
    re.IGNORECASE,
)
_TELLS_TO = re.compile(
    r"^\s*(?:please\s+|temporarily\s+)?"
    r"(?!(?:a|an|and|are|as|at|by|can|compare|could|define|describe|did|discuss|do|does|explain|for"
    r"|from|has|have|how|if|in|is|mention|my|name|no|not|of|on|or|tell|the|was|were|what|when|where"
    r"|which|who|why|with|without)\b)"
    r"[a-z-]+(?:\s+(?:away|back|down|in|into|off|on|out|over|through|up))?\s+"
    r"(?:a|all|an|each|every|it|its|my|one|several|some|the|this|three|two|whether|which)\b",
    re.IGNORECASE,
)
"""A word before an article or the like, none of those that begin a clause, a phrase or a wish to be
told something: it is a verb, and says what is to be done, as "cut a container off" does."""

_ABOUT_MEANING = re.compile(
    r"^\s*(?:and\s+|so\s+)?what(?:'s|s)?\s+(?:did|do|does|happens)\b"
    r"|\bdifferences?\b|\bversus\b|\bvs\b",
    re.IGNORECASE,
)
"""What asks so asks what something does, though it may be a command."""


def wants_command(question: str) -> bool:
    """Tell whether a question asks what to type rather than what is the case."""
    is_task = _COMMAND_WORDS.search(question) or _TELLS_TO.search(question)
    return bool(is_task) and not _ABOUT_MEANING.search(question)


WANTS_PLACE = re.compile(
    r"\bwhere\b|\b(?:which|what)\s+(?:\w+\s+)?(?:file|folder|directory|path|location)\b"
    r"|\b(?:location|path)\s+of\b",
    re.IGNORECASE,
)
WANTS_FLAG = re.compile(r"\b(?:flag|option|switch|parameter)\b", re.IGNORECASE)
WANTS_LIST = re.compile(
    r"\b(?:list|enumerate)\b|\ball\b"
    r"|\b(?:which|what)(?:\s+are(?:\s+the)?)?\s+(?:(?!is|was|does|has)\w+\s+)?"
    r"(?!is\b|was\b|does\b|has\b)\w+s\b",
    re.IGNORECASE,
)
DEFINES = re.compile(
    r"^\s*(?:what(?:'s|s| is| are| was| were| does \w+ mean)|who (?:is|was|are)|define"
    r"|meaning of)\b",
    re.IGNORECASE,
)
COPULA = re.compile(
    r"\b(?:is|are|was|were|means?|refers?|describes?|holds?|consists?|defines?)\b", re.IGNORECASE
)

ASKS_WHAT = re.compile(
    DEFINES.pattern
    + r"|^\s*(?:what(?:'s|s)?\b|explain|meaning)|\bmean(?:s|ing)?\b|\bdoes?\b.*\bdo\b",
    re.IGNORECASE,
)
"""Asks what something is or does."""
SAYS_WHAT = re.compile(
    r"\b(?:is|are|was|were|allows?|consists?|controls?|creates?|decides?|declares?|defines?"
    r"|describes?|gives?|holds?|lets?|lists?|makes?|means?|prints?|provides?|puts?|refers?|runs?"
    r"|sets?|shows?|specif(?:y|ies)|stands? for|tells?)\b"
)
"""Verbs behind which stands what the subject is or does."""
COMPARES = re.compile(
    r"\b(?:better|compared?|differen(?:ce|t)|differs?|instead of|or|versus|vs)\b", re.IGNORECASE
)

WHO = re.compile(r"\bwho(?:se|m)?\b", re.IGNORECASE)
WHERE = re.compile(r"\bwhere\b", re.IGNORECASE)
WHEN = re.compile(
    r"\bwhen\b|\bwhat (?:year|date|day|month|time|century|decade)\b"
    r"|\bwhich (?:year|date|day|month|century)\b",
    re.IGNORECASE,
)
HOW_MUCH = re.compile(
    r"\bhow (?:many|much|big|long|old|tall|far|large|high|deep|fast|often)\b", re.IGNORECASE
)
COUNTED = re.compile(r"\bhow (?:many|much) (\w+)", re.IGNORECASE)
"""What is to be counted is its group."""

CAPITALIZED = re.compile(r"(?<!^)\b[A-Z][\w'’.-]*")
"""A word that may be a name; the first of a sentence begins with a capital anyway."""

NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million"
    r"|billion)\b",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d[\d,.]*")
YEAR = re.compile(r"1\d{3}|20\d\d")


@dataclass(frozen=True, slots=True)
class AnswerType:
    """A kind of thing that is asked for."""

    asked: re.Pattern[str]
    """Found in a question that asks for it."""
    pattern: str
    flags: re.RegexFlag

    @property
    def held(self) -> re.Pattern[str]:
        """Found in a span that holds one."""
        # Compiled when it is wanted, since most questions ask for one or two of the kinds.
        return re.compile(self.pattern, self.flags)


COMMAND = re.compile(r"^[\w./~$-]+(?:\s+\S+)+$")
"""Inline code that is a command: a name with something behind it."""

_BARE = re.compile(
    r"(?!.*(?<!\S)(?:an?|and|is|of|or|the|to)(?!\S))"
    r"(?:sudo )?[a-z][\w.-]* .*(?<= )(?:--?\w|[<{]\w|\[[A-Z-]|[~.]?/).*"
)
_MOST_BARE = 120
"""How many characters a bare command has at most."""

FLAG = re.compile(r"^--?\w[\w-]*(?:[= ]\S+)?$")
PATH = re.compile(r"^(?:~|\$\w+|\.{0,2}|[A-Za-z]:)[/\\]\S+$|^[\w.-]+\.[a-z]{1,5}$")
"""A path with a separator, or the name of a file."""

NARROWER = ((WANTS_FLAG, FLAG), (WANTS_PLACE, PATH))
"""What is asked for, and inline code which answers that better than its sentence does."""


def bare_command(text: str) -> str:
    """Give a command that nothing marks as one, alone or behind the last colon; else nothing.

    What tells it from prose is an option, a placeholder or a path among its words, and no article.
    """
    last = text[-_MOST_BARE:].rpartition(": ")[2]
    is_whole = len(last) < min(len(text) + 1, _MOST_BARE)
    return last if is_whole and _BARE.fullmatch(last) else ""


def _type(asked: str, held: str, *, any_case: bool = True) -> AnswerType:
    case = re.IGNORECASE if any_case else re.NOFLAG
    return AnswerType(re.compile(asked, re.IGNORECASE), held, case)


ANSWER_TYPES = {
    "number": _type(
        r"\bhow (?:many|much|long|old|far|big|large|tall|high|deep|fast|often)\b"
        r"|\b(?:number|percent|percentage|amount|population|size|age|limit|default|port|code)\b",
        NUMBER.pattern,
    ),
    "time": _type(
        WHEN.pattern,
        r"\b(?:1[0-9]|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September"
        r"|October|November|December|century|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
        r"|Sunday)\b",
        any_case=False,
    ),
    "place": _type(
        r"\bwhere\b|\b(?:what|which) (?:country|city|state|county|town|continent|folder|directory"
        r"|path|file)\b",
        r"\b(?:in|at|on|near|from|to) (?:the )?[A-Z`/~]|[`\s(][~/][\w.]+/",
        any_case=False,
    ),
    "located": _type(
        r"\bwhere\b|\bwhat (?:country|state|city|county|part|area)\b|\blocated\b",
        r"\b(?:locat|situat|based|headquarter|found|native|born|place|held|county|city|state|region"
        r"|island|country|stored|kept|live)\w*\b",
    ),
    "reason": _type(
        r"\bwhy\b|\bwhat causes?\b|\breason\b",
        r"\b(?:because|since|so that|due to|caused?|causes|therefore|reason|as a result|otherwise"
        r"|lets?)\b",
    ),
    "decides": _type(
        r"^\s*(?:can|could|does|do|did|is|are|was|were|will|would|should|must|may|has|have|am)\b",
        r"\b(?:no|not|yes|only|cannot|can't|never|always|unless|must|may|can|instead|refuses?)\b",
    ),
    "money": _type(
        r"\bhow much\b|\b(?:cost|price|salary|worth|budget|revenue|fee)s?\b",
        r"[$£€%]|\b(?:dollars?|euros?|million|billion|cents?|percent)\b",
    ),
    "extent": _type(
        r"\bhow (?:far|tall|high|long|deep|big|wide|large|old)\b|\b(?:height|length|size)\b",
        r"\b(?:miles?|km|kilomet\w+|feet|foot|ft|met(?:er|re)s?|inch(?:es)?|acres?|sq|square|cm|mm"
        r"|pounds?|kg|[KMGT]i?B|(?:mega|giga|kilo)?bytes?|years?|months?|weeks?|days?|hours?"
        r"|minutes?|seconds?)\b",
    ),
    "meaning": _type(
        r"\b(?:stands?|mean(?:s|ing)?|called|name[ds]?|known)\b",
        r"\b(?:stands? for|means?|known as|called|named|abbreviat\w+|short for|acronym|refers?)\b"
        r"|[\"“]",
    ),
    "purpose": _type(
        r"\b(?:do|does|used?|function|purpose|role|for)\b",
        r"\b(?:use[ds]?|allow|function|purpose|provid|respons|serv|enabl|let)\w*\b",
    ),
    "extreme": _type(
        r"\b(?:most|best|first|last|largest|biggest|smallest|highest|lowest|oldest|longest|fastest"
        r"|default|latest)\b",
        r"\b(?:most|best|first|last|largest|biggest|smallest|highest|lowest|oldest|longest|fastest"
        r"|default|latest)\b",
    ),
}
"""By name; the names are those of the features that they make."""
