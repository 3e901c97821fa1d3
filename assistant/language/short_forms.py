"""Words as people shorten them in notes: weekdays, months, units and more; for English."""

from __future__ import annotations

from assistant.language.dates import MONTHS

_WEEKDAYS = (
    *(("monday", "mon"), ("tuesday", "tue"), ("tuesday", "tues"), ("wednesday", "wed")),
    *(("thursday", "thu"), ("thursday", "thur"), ("thursday", "thurs"), ("friday", "fri")),
    *(("saturday", "sat"), ("sunday", "sun")),
)
_MONTHS = (*((name, name[:3]) for name in MONTHS if len(name) > 4), ("september", "sept"))
_UNITS = (
    *(("second", "sec"), ("second", "secs"), ("minute", "min"), ("minute", "mins")),
    *(("hour", "hr"), ("hour", "hrs"), ("week", "wk"), ("week", "wks"), ("month", "mth")),
    *(("year", "yr"), ("year", "yrs")),
)
_NAMES = (
    *(("password", "pw"), ("password", "pwd"), ("database", "db"), ("certificate", "cert")),
    *(("birthday", "bday"), ("temperature", "temp"), ("telephone", "tel"), ("phone", "tel")),
    *(("appointment", "appt"), ("doctor", "doc"), ("doctor", "dr"), ("patient", "pat")),
    *(("department", "dept"), ("manager", "mgr"), ("management", "mgmt"), ("meeting", "mtg")),
    *(("maximum", "max"), ("minimum", "min"), ("average", "avg"), ("quantity", "qty")),
    *(("reference", "ref"), ("administrator", "admin"), ("configuration", "config")),
    *(("prescription", "rx"), ("vaccination", "vacc"), ("terabyte", "tb"), ("gigabyte", "gb")),
    *(("megabyte", "mb"), ("kilometre", "km"), ("kilometer", "km"), ("hour", "h")),
    *(("tablespoon", "tbsp"), ("teaspoon", "tsp"), ("kilo", "kg"), ("kilogram", "kg")),
    *(("account", "acct"), ("service", "svc"), ("server", "srv"), ("repository", "repo")),
    *(("invoice", "inv"), ("package", "pkg"), ("message", "msg")),
    *(("information", "info"), ("vegetable", "veg"), ("approximately", "approx")),
    *(("reservation", "res"), ("number", "nr"), ("conference", "conf"), ("government", "govt")),
    *(("address", "addr"), ("application", "app"), ("apartment", "apt"), ("office", "ofc")),
    ("christmas", "xmas"),
)
"""What people shorten in notes of their own, and write out where they ask. None is a stop word once
it is stemmed, as "ins" for insurance is: "in" is in all that anybody writes."""
_WORDS = frozenset({"jan", "mar", "min", "sat", "sec", "sun", "wed"})
"""Short forms that are as often names or words of their own: they are looked for, and stand for
nothing else where they are typed."""


def _pairs() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for full, short in (*_WEEKDAYS, *_MONTHS, *_UNITS, *_NAMES):
        for one in (full, f"{full}s"):
            found[one] = (*found.get(one, ()), short)
        if short not in _WORDS and (full, short) not in _NAMES:
            found[short] = (*found.get(short, ()), full)
    return found


SHORT_FORMS = _pairs()
"""A word → how it is written otherwise."""
