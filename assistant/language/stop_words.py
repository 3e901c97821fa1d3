"""English words that say how something is asked rather than what is asked about."""

from __future__ import annotations

STOP_WORDS = frozenset(
    # Written as text, since as a list it would fill a page.
    """
    a about actually after all already also am an and any anything anyway are aren't arent as at
    basically be because been before being between both but by can can't cant could currently did
    didn't didnt do does doesn't doesnt doing don't done dont easily even ever exactly folks for
    from get give guys had hadn't has hasn't have haven't having he hello her here hey hi him his
    how hows i i'm if im in into is isn't isnt it it's its just kind let many may maybe me might
    more most much must my need no not now of ok okay on one only or other our out over perhaps
    please pls plz properly really shall she should shouldn't simply so some somehow something
    still such tell than thank thanks that the their them then there these they thing this those to
    too under until up us use used using versus very vs want was wasn't wasnt way we were weren't
    what what's whats when where wheres whether which while who whom whos whose why will with
    without won't would wouldn't you your
    """.split()  # noqa: SIM905 (see above)
)
"""English words that say how something is asked rather than what is asked about."""

AUXILIARIES = (
    *("can", "could", "does", "do", "did", "is", "are", "was", "were"),
    *("will", "would", "should", "must", "may", "has", "have", "had", "am"),
)
"""Those of them with which a question for yes or no begins."""

PERSON_WORDS = frozenset(
    "anybody anyone everybody everyone nobody somebody someone".split()  # noqa: SIM905 (as above)
)
"""English words for whoever it may be; a conversation may go on about them, and no note does."""

EXTENT_WORDS = tuple(
    "big cold deep far heavy high hot large long old tall thick warm wide".split()  # noqa: SIM905 (as above)
)
"""English words that ask behind "how" for an extent, as of a length."""

MEASURE_WORDS = (*EXTENT_WORDS, "fast", "late", "often", "quickly", "soon")
"""The same for whatever can be measured; there they say nothing of what is asked about."""

UNSAID_WORDS = frozenset({"current", "each", "latest", "newest", "note", "per", "recent"})
"""Terms of English words that a question may add though no note says so: "per month" is "a month"
there, what notes say is not called notes, and the latest of a log is so by its date alone."""

KIND_WORDS = frozenset({"command"})
"""English words that say behind "which" or "what" only what kind of answer is wanted."""

BEHIND_KINDS = frozenset({"are", "does", "exist"})
"""English words that say behind such a word that it is asked about: "which commands are there"."""

AIM_WORDS = frozenset({"meaning", "point", "purpose"})
"""English words that ask before "of" what something is, or is for."""

BEFORE_FOR = frozenset({"good", "meant", "useful"})
"""English words that ask the same before "for", at the end of "what is X good for"."""

EXPLAIN_WORDS = frozenset({"define", "describe", "explain"})
"""English verbs that ask, before all that says what about, for what something is."""

TELL_WORDS = frozenset({"contain", "display", "list", "output", "print", "return", "say", "show"})
"""English verbs that ask at the end of "what does X show" for what X is there for."""
