"""Turn replies into JSON, plain text, or styled text for a terminal; nothing here prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.render.brief import answer_text, best_alone, code_alone
from assistant.render.json_output import (
    reply_object,
    search_object,
    status_object,
    to_json,
)
from assistant.render.places import Place, file_of, hit_places, match_place, numbers_of, places
from assistant.render.plain import (
    explanation,
    lacking,
    loosened,
    matches_plain,
    refusal,
    reply_plain,
    status_plain,
    taken_for,
    where,
)
from assistant.render.sanitizing import one_line, sanitize
from assistant.render.styles import STYLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.matching import Match
    from assistant.model import Remark, Reply
    from assistant.render.rows import Rows

__all__ = [
    "STYLES",
    "Place",
    "answer_text",
    "best_alone",
    "code_alone",
    "explanation",
    "file_of",
    "hit_places",
    "lacking",
    "loosened",
    "match_place",
    "matches_plain",
    "matches_styled",
    "numbers_of",
    "one_line",
    "places",
    "refusal",
    "reply_object",
    "reply_plain",
    "reply_styled",
    "sanitize",
    "search_object",
    "status_object",
    "status_plain",
    "taken_for",
    "to_json",
    "where",
]


def reply_styled(reply: Reply | Remark, root: Path) -> Rows:
    """Give a reply as styled text; its places are links to the files below `root`."""
    # Imported here, since rich and a parser come with it, which only a terminal needs.
    from assistant.render.styled import styled_reply

    return styled_reply(reply, root)


def matches_styled(matches: Sequence[Match], root: Path) -> Rows:
    """Give sections with their lines that were looked for as styled text."""
    from assistant.render.styled import styled_matches

    return styled_matches(matches, root)
