"""Whether a question may be about something new, though earlier turns supplied something; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.follow_ups.bare_questions import is_bare
from assistant.follow_ups.utterance import asks_of_owner, is_late, parse
from assistant.model import ResolutionKind

if TYPE_CHECKING:
    from assistant.model import Query

_POINTS_THERE = r"(?i)(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\W*$"


def may_stand_alone(query: Query) -> bool:
    """Tell whether no word of the question certainly asks for what earlier turns supplied."""
    asked = parse(query.text)
    # Rules are sure of these.
    kind = query.resolution.kind
    if kind is ResolutionKind.RESTATED:
        return False
    # "How much was it there?" is asked of the place that was spoken of.
    if re.search(_POINTS_THERE, query.text):
        return False
    is_only_extended = kind is ResolutionKind.EXTENDED
    # "Remove one" stays as it was typed though it refers back: to one of several.
    # So does "where is she?" where nobody was named.
    points_back = is_bare(query.text) or any(
        word.kind in {"one", "he"} for word in asked.references
    )
    # What `-a` does depends on the command.
    is_letter = bool(asked.words) and all(
        word.text.startswith("-") and len(word.text) == 2 for word in asked.words
    )
    may_be_new = is_only_extended and not points_back and not is_letter
    return may_be_new or is_late(asked) or asks_of_owner(asked)
