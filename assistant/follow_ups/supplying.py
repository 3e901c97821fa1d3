"""What a question leaves out stands behind it in parentheses: "and when (the kettle)?"; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.model import Query

_ENDINGS = "?!. "


def supplied_with(question: str, words: str) -> str:
    """Put words behind a question, before the sign that ends it; without any it is as it was."""
    body = question.rstrip()
    bare = body.rstrip(_ENDINGS)
    return f"{bare} ({words}){body[len(bare) :]}" if words else question


def own_words(query: Query) -> str:
    """Give a question that stands alone without the words that were put behind it."""
    supplied = query.resolution.supplied
    before, found, after = query.standalone.rpartition(f" ({supplied})")
    return f"{before}{after}" if supplied and found else query.standalone


def spoken(query: Query) -> str:
    """Give a question that stands alone as one would say it, without a sign at its end."""
    words = f"{own_words(query).rstrip(_ENDINGS)} {query.resolution.supplied}"
    return words.strip()
