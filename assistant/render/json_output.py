"""Turn replies into JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assistant.model import Answer, NoAnswer, Remark
from assistant.render.places import is_alternative
from assistant.render.sanitizing import replace_unsafe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.matching import Found, Match
    from assistant.model import Hit, Passage, Query, Reply, Source
    from assistant.status import Status

SCHEMA = 1
"""The number of the JSON format; goes up when a field changes its meaning or goes away."""


def to_json(value: dict[str, Any]) -> str:
    """Give a JSON object on one line, in which unsafe characters are escaped, not lost."""
    text = json.dumps({"schema": SCHEMA, **value}, ensure_ascii=False)
    return replace_unsafe(text, lambda match: f"\\u{ord(match.group()):04x}")


def reply_object(reply: Reply | Remark, elapsed_ms: float) -> dict[str, Any]:
    """Give what `ask --json` prints, but for the schema.

    Beside the fields that are always there, a reply has those that say something of it:
    `tentative`, `has_more`, `unanswered`, `reason`, `missing`, `suggestions`, and `passages` of the
    answer, of which one that may be it instead is an `alternative`. A remark is the text of its
    field alone.
    """
    if isinstance(reply, Remark):
        nothing = NoAnswer(reply.query, "", (), 0.0)
        return reply_object(nothing, elapsed_ms) | {"remark": reply.text}
    if isinstance(reply, Answer):
        answer, nearest, more = _answer_object(reply), [], _certainty(reply)
    else:
        answer, nearest, more = None, _near_objects(reply), _clues(reply)
    return {
        **_query_object(reply.query),
        "answered": answer is not None,
        "confidence": round(reply.confidence, 4),
        "answer": answer,
        "sources": [_hit_object(hit) for hit in reply.hits],
        "nearest": nearest,
        **more,
        "elapsed_ms": round(elapsed_ms, 1),
    }


def _certainty(reply: Answer) -> dict[str, Any]:
    lacks = {"unanswered": reply.unanswered, "missing": reply.missing}
    marks = {"tentative": reply.tentative, "has_more": reply.has_more}
    return {name: True for name, is_so in marks.items() if is_so} | _told(lacks)


def _clues(reply: NoAnswer) -> dict[str, Any]:
    # It may name a tag that no note has, or say that "the second one" was never listed.
    reason = {"reason": reply.reason} if reply.reason else {}
    return reason | _told({"missing": reply.missing, "suggestions": reply.suggestions})


def _told(texts: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {name: list(some) for name, some in texts.items() if some}


def search_object(found: Found, elapsed_ms: float) -> dict[str, Any]:
    """Give what `search --json` prints, but for the schema.

    `match` of a source is its line that holds most of what is asked, if one is shown that holds
    any of it; `reason` says why there are no sources, where that is known.
    """
    return {
        **_query_object(found.query),
        "sources": [_match_object(match) for match in found.matches],
        **({"reason": found.reason} if found.reason else {}),
        "elapsed_ms": round(elapsed_ms, 1),
    }


def _match_object(match: Match) -> dict[str, Any]:
    found = {"match": {"line": match.line, "text": match.text}} if match.text else {}
    return _hit_object(match.hit) | found


def status_object(status: Status) -> dict[str, Any]:
    """Give what `status --json` and `index --json` print, but for the schema."""
    return {name: getattr(status, name) for name in status.__match_args__}


def _query_object(query: Query) -> dict[str, Any]:
    return {
        "question": query.text,
        "standalone": query.standalone,
        "corrections": dict(query.corrections),
    }


def _answer_object(reply: Answer) -> dict[str, Any]:
    further = [_piece(passage) for passage in reply.passages]
    return _piece(reply) | ({"passages": further} if further else {})


def _piece(piece: Answer | Passage) -> dict[str, Any]:
    return {
        "text": piece.text,
        "best": piece.best,
        "path": piece.source.path,
        "line": piece.best_line,
        **({"alternative": True} if is_alternative(piece) else {}),
    }


def _place(source: Source) -> dict[str, Any]:
    return {
        "path": source.path,
        "anchor": source.anchor,
        "headings": list(source.headings),
        "first_line": source.first_line,
        "last_line": source.last_line,
    }


def _near_objects(reply: NoAnswer) -> list[dict[str, Any]]:
    """Give the nearest sections, each with its most direct span, if it has any, as an answer's."""
    lines = {line.source: {"best": line.best, "line": line.best_line} for line in reply.lines}
    return [_place(source) | lines.get(source, {}) for source in reply.nearest]


def _hit_object(hit: Hit) -> dict[str, Any]:
    return {
        **_place(hit.chunk.source),
        "score": round(hit.score, 4),
        "bm25": round(hit.evidence.bm25, 4),
        "tfidf": round(hit.evidence.tfidf, 4),
        "features": {
            one.name: [round(one.value, 4), round(one.contribution, 4)]
            for one in hit.evidence.features
        },
        "text": hit.chunk.text,
    }
