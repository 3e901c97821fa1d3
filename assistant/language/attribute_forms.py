"""The forms in which attributes of things are told, such as prices and addresses; for English.

The patterns are texts, as in `answer_types.py`.
"""

from __future__ import annotations

from assistant.language.answer_types import (
    COPULA,
    DAY_AND_MONTH,
    FLAGS,
    JOINING,
    LABEL,
    MONTH,
    WEEKDAY,
)
from assistant.language.code_shapes import OPTION
from assistant.language.cues import Cue, Opening
from assistant.records import dataclass

PHONE_NUMBER = r"(?<![\w.])(?:\+|\(?0)\d(?:[ /().-]{0,2}\d){5,}|\b\d{3}[ -]\d{3,4}[ -]?\d{0,4}\b"
MAIL_ADDRESS = r"\S@\w[\w-]*\.\w"
_CLOCK_TIME = r"\b[0-2]?\d[:.h][0-5]\d\b"
DATE = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s(?:of\s)?(?:{MONTH})|\b(?:{MONTH})\w*\.?\s\d"
    rf"|{DAY_AND_MONTH}|\b(?:1[89]|20)\d\d\b|\b(?:{WEEKDAY})\b"
)
_NUMBERED = (
    "account|booking|card|case|claim|confirmation|contract|customer|employee|ext(?:ension)?|id"
    "|insurance|invoice|licen[cs]e|member(?:ship)?|model|order|part|passport|policy|reference|ref"
    "|registration|serial|tax|ticket|tracking"
)
"""Whose number is a name, and nothing counted."""
_STREET = (
    r"\b[^\W\d_a-z][\w.'-]*(?i:stra(?:ß|ss)e|str\.?|weg|platz|allee|gasse|damm|ufer)\s\d"
    r"|\b[^\W\d_a-z][\w.'-]*\s(?:Stra(?:ß|ss)e|Str\.?|Weg|Platz|Allee|Damm|Ufer)\s\d"
    r"|\b\d{1,5}[A-Za-z]?,?\s(?:[^\W\d_a-z][\w.'-]*\s){1,3}(?:Avenue|Ave|Boulevard|Blvd|Close|Court"
    r"|Ct|Crescent|Drive|Dr|Gardens|Lane|Ln|Place|Road|Rd|Row|Square|Sq|Street|St|Terrace|Way)\b"
    r"|\b(?i:rue|via|viale|calle|rua|avenida)\s[^\n,;]{2,40}?\s?\d"
)
"""A street with the number of a house, as some countries write it."""
_BIRTHDAY = (
    rf"(?i:\bb\.\s?|\*\s?)\d|\b\d{{1,2}}\.?\s(?:{MONTH})|\b(?:{MONTH})\w*\s\d"
    r"|\b\d{1,2}[./]\d{1,2}\b"
)
"""A day, since a mere year stands in many headings."""
_PER = r"(?:day|head|hour|month|mo|mth|night|person|piece|seat|term|user|week|wk|year|yr)\b"
"""What a price is for each of."""
_LENGTHS = "mm|cm|m|ft|feet|foot|in|inch(?:es)?|met(?:er|re)s?"
_PRICED = "amount|charges?|costs?|fees?|pay|pays|paid|prices?|rates?"
"""What the column of a table is called that holds prices."""
ASKS_TIME_OR_REASON = Opening(("when", "why", "what caused"), r"(?i)\s*(?:when|why|what caused)\b")
_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_COLOURS = (
    "beige|black|blue|brown|clear|colou?rless|cream|gold(?:en)?|gr[ae]y|green|navy|orange|pink|purple"
    "|red|silver|transparent|turquoise|violet|white|yellow"
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that things have, which is told in a form of its own."""

    asked: Cue
    """Finds the words by which a question asks for it."""
    told: str
    """Finds it in a line."""
    is_common: bool = False
    """Whether so many lines have this form that one with it is none the likelier to answer."""
    is_amount: bool = False
    """Whether who asks when or why may name it, and asks for none: "when do they pay"."""


ASKS_FOR_FILE = Cue(
    ("where", "folder", "directory", "location", "path"),
    rf"(?i)^{JOINING}where(?:['’]?s|(?:\s+\w+){{0,3}}?\s+(?:is|are|does|do|did))\b"
    r"(?!\s+(?:i|we|you|one)\b).*\b(?:files?|folders?|director(?:y|ies)|config\w*|data|logs?|settings?)\b"
    r"|\b(?:which|what)\s+(?:\w+\s+)?(?:folder|directory|path)\b|\b(?:location|path)\s+of\b"
    r"|\bdefault (?:location|path)\b",
)
"""Asks where something is that is most likely a file."""
_FILE = r"(?<![\w<:/.])(?:[~.]{0,2}/|[A-Za-z]:\\|\$\{?\w+\}?/|%\w+%)\.?\w"
"""A path, as tells where a file is."""
_ASKS_FOR_FLAG = Cue(FLAGS, rf"(?i)\b(?:which|what)\s+(?:\w+\s+){{0,2}}(?:{'|'.join(FLAGS)})s?\b")
OTHER_FORMS = ((ASKS_FOR_FILE, _FILE), (_ASKS_FOR_FLAG, OPTION))
"""What asks for no attribute of a thing and has a form all the same, and that form. Of an answer
its lack says nothing: where a file is may be told by a menu, and an option by its name alone."""

ATTRIBUTES = (
    Attribute(
        Cue(
            ("cost", "price", "pricing", "paid", "pay", "fee", "charge", "rent", "money"),
            r"(?i)\b(?:costs?|price[ds]?|pricing|paid|pay|fees?|charged?|rent)\b"
            r"|\bhow much (?:\w+ ){0,2}?money\b",
        ),
        r"(?i)[$£€¥]\s?\d|\d[.,-]*\s?(?:[$£€¥]|(?:eur|euros?|usd|dollars?|gbp|pounds?|chf|cents?)\b)"
        rf"|\bfree\b|\d(?:\s?/|\s(?:an?|each|per)\b)\s?{_PER}|\d\s?k\b"
        rf"|\A\|[^\n]*(?:[$£€¥]|\b(?:{_PRICED})\b)[^\n]*\n[^\n]*\d",
        is_common=True,
        is_amount=True,
    ),
    Attribute(
        Cue(
            ("phone", "mobile", "number"),
            r"(?i)\b(?:(?:tele)?phone|mobile)\b(?:\s+(?:no\.?|numbers?))?"
            r"|\bnumbers?\b(?=\s+(?:of|for)\s+\w+\W*$)",
        ),
        PHONE_NUMBER,
    ),
    Attribute(
        Cue(
            ("number",),
            rf"(?i)\b(?:{_NUMBERED})\s+numbers?"
            r"|(?<!\bthe )(?<!\ba )(?<!\bof )\bnumbers?\b(?=\W*$)",
        ),
        r"(?<![\w.,$£€¥])(?:(?!(?:19|20)\d\d\b)\d{4,}|\d{3}\b(?![.,]\d))|\d{2,}[-/ ]\d{2,}"
        r"|\b[A-Z]{1,4}\d{4,}",
    ),
    Attribute(
        Cue(
            ("date", "deadline"), r"(?i)\bdates?\b(?=\s+(?:of|for)\b)|\bdeadlines?\b|\bdue dates?\b"
        ),
        rf"{DATE}|{_CLOCK_TIME}",
    ),
    Attribute(
        Cue(("hour", "hrs"), r"(?i)\bhow many (?:\w+ )?(?:hours?|hrs)\b"),
        r"(?i)\d\s?(?:h|hrs?|hours?)\b|\dh\d",
    ),
    Attribute(
        Cue(("long",), r"(?i)\bhow long\b"),
        r"(?i)\d\s?(?:s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|nights?|w|wks?|weeks?"
        r"|mths?|months?|y|yrs?|years?|mm|cm|m|km|mi|miles?|ft|feet|foot|in|inch(?:es)?|met(?:er|re)s?)\b"
        r"|\dh\d|\b(?:until|till|since|always|forever|overnight"
        r"|(?:an?|all|half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few)"
        r" (?:second|minute|hour|day|night|week|month|year)s?)\b",
    ),
    Attribute(
        Cue(("often", "frequently"), r"(?i)\bhow (?:often|frequently)\b"),
        r"(?i)\b(?:every|each|(?:dai|night|week|month|year|hour)ly|annually|once|twice|always|never)\b"
        r"|\d ?(?:x|times)\b|(?:\bper|/|\ba) ?(?:day|night|week|month|year|season|hour)\b"
        rf"|\bat (?:night|noon)\b|\b(?:{WEEKDAY})s?\b",
    ),
    Attribute(
        Cue(("colo",), r"(?i)\b(?:what|which) colou?rs?\b|\bcolou?rs? of\b"),
        rf"(?i)\b(?:{_COLOURS})\b",
    ),
    Attribute(
        Cue(
            ("heav", "weigh"),
            r"(?i)\bhow heavy\b|\bweighs?\b|\bwhat (?:\w+ )?weight\b"
            r"|\bweights?\b(?=\s+(?:of|for|is)\b|\W*$)",
        ),
        r"(?i)\d\s?(?:kgs?|kilos?|g|grams?|mg|lbs?|pounds?|oz|ounces?|tons?|tonnes?|stones?)\b",
    ),
    Attribute(
        Cue(
            ("temperature", "hot", "cold", "warm"),
            r"(?i)\b(?:what|which) temperature\b"
            r"|\btemperatures?\b(?=\s+(?:of|for|in|is|was|do|does|should)\b)"
            r"|\bhow (?:hot|cold|warm)\b",
        ),
        r"\d\s?(?:°|º|[CF]\b|(?i:deg(?:rees?)?\b))|[-−–]\d+\b",
    ),
    Attribute(
        Cue(("pressure",), r"(?i)\bpressures?\b"),
        r"(?i)\d\s?(?:bar|psi|[khm]?pa|mbar|mm\s?hg)\b|\b\d{1,2}[.,]\d{1,2}\b(?!\.)"
        r"|\b\d{2,3}/\d{2,3}\b",
    ),
    Attribute(
        Cue(("torque",), r"(?i)\btorques?\b"),
        r"(?i)\d\s?(?:n\W?m|(?:ft|in)\W?lbs?)\b",
    ),
    Attribute(
        Cue(("fast", "speed"), r"(?i)\bhow fast\b|\b(?:what|which) (?:\w+ )?speed\b"),
        r"(?i)\d\s?(?:[kmg]?bits?(?:/s)?|[kmg]bps|[kmg]b/s|km/?h|kmph|kph|mph|m/s|rpm|knots?"
        r"|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|weeks?)\b",
    ),
    Attribute(
        Cue(
            ("big", "large", "size"),
            r"(?i)\bhow (?:big|large)\b|\b(?:what|which) (?:\w+ )?size\b"
            r"|\bsizes?\b(?=\s+(?:of|for|is|are)\b[^,;]*$|\W*$)",
        ),
        r"(?i)\d\s?(?:[kmgt]i?b|bytes?|mm|cm|ft|inch(?:es)?|m2|qm|sqm|ha|hectares?|acres?"
        r"|ml|lit(?:er|re)s?|rows?|pages?|people|persons?)\b|\d\s?(?:[\"″]|m²)"
        r"|\d\s?[x×*/]\s?\d|\d\s?%|size[^\d.\n=]{0,20}\d|(?-i:\b(?:X*S|M|X*L)\b)",
    ),
    Attribute(
        Cue(("time",), r"(?i)\b(?:at )?what time\b(?! zone| is it\W*$)"),
        rf"(?i){_CLOCK_TIME}|\b\d{{1,2}}\s?[ap]\.?m\b|\b(?:noon|midnight|o['’]?clock)\b"
        rf"|\b(?:at|from|till?|until|by|before|after) (?:\d\d?\b(?! ?[^\W\d_])|(?:{_HOURS})\b)"
        r"|\b(?:half|quarter) (?:past|to)\b",
    ),
    Attribute(
        Cue(("far", "distance"), r"(?i)\bhow far\b|\bdistance\b"),
        rf"(?i)\d\s?(?:km|mi|miles?|yards?|{_LENGTHS})\b",
    ),
    Attribute(
        Cue(
            ("tall", "wid", "deep", "high", "height", "depth", "thick"),
            r"(?i)\bhow (?:tall|wide|deep|high|thick)\b|\b(?:width|height|depth|thickness)\b",
        ),
        rf"(?i)\d\s?(?:{_LENGTHS})\b|\d\s?[\"'′″]"
        r"|\b(?:width|height|depth|thickness)\W{1,3}\d",
    ),
    Attribute(
        Cue(("mail",), r"(?i)\be-?mails?(?:\s+address(?:es)?)?\b"),
        MAIL_ADDRESS,
    ),
    Attribute(
        Cue(
            ("address",),
            r"(?i)(?<!mail )(?<!\bip )(?<!\bmac )(?<!\bweb )(?<!\bto )\baddress(?=\W*$)",
        ),
        rf"{_STREET}|{MAIL_ADDRESS}|://|\b\d{{1,3}}(?:\.\d{{1,3}}){{3}}\b",
    ),
    Attribute(
        Cue(("ip",), r"\b(?i:ip)(?:\s+(?i:address(?:es)?))?\b"),
        r"\b\d{1,3}(?:\.\d{1,3}){3}\b",
    ),
    Attribute(
        Cue(
            ("url", "link", "web"),
            r"(?i)(?<!-)\b(?:urls?|links?|web\s?(?:site|page|address))\b(?=\s+(?:of|for|to)\b|\W*$)",
        ),
        r"://|\bwww\.|(?<![\w-])-*\b[\w-]+\.(?:com|dev|edu|eu|io|local|net|org|[a-z]{2})\b",
    ),
    Attribute(
        Cue(("rate", "percent"), r"(?i)\b(?:what|which) (?:\w+ )?(?:rate|percent(?:age)?)\b"),
        r"\d\s?%|(?i:\bper ?cent\b)|\d\s?/\s?[a-z]",
    ),
    Attribute(
        Cue(("version",), r"(?i)\bversions?\b"),
        r"\bv?\d+(?:\.\d+)+|\bv\d|[^\W\d_]\s\d|\b[A-Z]\w*\d",
    ),
    Attribute(
        Cue(("birth",), r"(?i)\b(?:birthdays?|(?:date of )?birth(?:date)?)\b"),
        _BIRTHDAY,
    ),
    Attribute(
        Cue(("born",), r"(?i)\bborn\b"),
        rf"{_BIRTHDAY}|\b(?:1[89]|20)\d\d\b",
    ),
    Attribute(
        Cue(("old",), r"(?i)\bhow old\b"),
        r"(?i)\b(?:1[89]|20)\d\d\b|\d[\s-]?(?:years?|yrs?|months?|mths?|weeks?|wks?|days?|y|yo)\b"
        r"|\b(?:aged?|born|since)\b",
    ),
    Attribute(
        Cue(("example",), r"(?i)\bexamples?\b"),
        r"(?i)\b(?:e\.\s?g\.|eg\b|for (?:example|instance)|such as|like)|```",
        is_common=True,
    ),
    Attribute(
        Cue(
            ("define", "definition", "explain", "describe", "mean"),
            r"(?i)^\W*(?:define|explain|describe)\b|\b(?:definition|meaning)\b|\bmeans?\b(?=\W*$)",
        ),
        rf"{LABEL}|(?i:{COPULA.removeprefix('(?i)')})|\s=\s",
        is_common=True,
    ),
)
"""What is asked for most in notes of people's own."""
