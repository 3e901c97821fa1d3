"""The words by which follow-ups are told, each list of them once; English."""

from __future__ import annotations

import re

# What a follow-up begins with

LEAD = r"(?:(?:and|but|so|or|then|now|also|ok(?:ay)?),? )*"
"""What says nothing of what is asked."""

ABOUT = r"(?:what about|how about|(?:the )?same(?: thing)? for)"
"""What the name of another thing stands behind, of which the same is asked."""

CORRECTS = r"(?:(?:no|nope|sorry|oops|wait|actually|well|oh)[,.!]* )*i (?:mean|meant) "
"""What stands before that which was meant instead."""

# What points back

POINTERS = r"(?:it|that|this|them|these|those)"

PRONOUNS = {
    "it": "it", "its": "it", "they": "they", "them": "they", "their": "they", "these": "they",
    "those": "they", "both": "they", "he": "he", "him": "he", "his": "he", "she": "he", "her": "he",
    "this": "this", "that": "this", "one": "one", "ones": "one", "there": "there",
}  # fmt: skip
"""What may refer back, and which sort each is of."""

PLACES = {
    "first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2,
    "fourth": 3, "4th": 3, "last": -1, "latter": -1, "other": 1,
}  # fmt: skip
"""Words that point at one of several, and its place among them, counted from 0."""

ORDINAL = "|".join(PLACES)

# What says little

GENERIC = frozenset(
    """
    tell describe explain show list compare contrast mean means work works worked call called
    important main common popular famous best good bad better different difference differences
    similar type types kind kinds example examples interesting long well really still first new
    people person known way ways thing things possible know like also instead
    """.split()  # noqa: SIM905 (as a list it would fill a page)
)
"""Words that seldom are what a conversation is about."""

BARE = GENERIC | frozenset(
    """
    more another else again detail details further elaborate continue go next please then sure
    serious seriously reason often soon exactly precisely take takes
    """.split()  # noqa: SIM905 (as a list it would fill a page)
)
"""Words that alone don't say what is asked about."""

NO_NAMES = frozenset(
    """
    me us him a an the my our your his her their its i you we they he she it this that these
    those them there one ones both all every each any and or not for on in at with only just if
    to from without how what why which who when where is are was were do does did has have had
    can could will would should must may of by then also about between again else more now so as
    vs versus since until before after out off up down into onto inside via through over under
    """.split()  # noqa: SIM905 (as a list it would fill a page)
)
"""What no word of a thing's name is; a capital letter alone is one, as in "bed A"."""

PARTICLES = frozenset({"back", "up", "down", "off", "out", "in", "on", "over", "away"})
"""What makes up a verb with the one before it."""

MEASURES = frozenset(
    """
    age birthday colour color cost date deadline depth duration guarantee height length price size
    speed status temperature time warranty weight width
    """.split()  # noqa: SIM905 (as a list it would fill a page)
)
"""What things have and are told by, and nobody does anything to."""

# How questions are put

HOW_TO = re.compile(r"how (?:do|can|would|should) (?:i|you|we)\b|how to\b|can i\b", re.IGNORECASE)
"""How a question begins that asks how to do something."""

ASKS_TO_DO = re.compile(
    rf"{HOW_TO.pattern}|(?:what (?:does|do)|where (?:do|can) (?:i|you|we)"
    r"|when (?:do|should) (?:i|you|we))\b",
    re.IGNORECASE,
)
"""The same, or where or when, or what something does."""

INTRODUCED = re.compile(
    r"(?:what(?:'s| is| are)|who (?:is|are)|tell me about|describe|explain)(?: an?| the)? "
    r"((?:[\w./'-]+ ){0,3}[\w./'-]+)\W*$",
    re.IGNORECASE,
)
"""Asks what something is, and names it."""

PREDICATE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|can|could|should|has|have|had|will|would|i|you|we)\b",
    re.IGNORECASE,
)
"""One of these is in any clause, and in no mere name or place."""
