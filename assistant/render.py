"""Turn replies into JSON, plain text, or styled text for a terminal; nothing here prints.

Notes are somebody's text, perhaps a stranger's. Control characters could drive the terminal, and
bidirectional overrides could show another command than is there: neither reaches the output.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from assistant.model import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from rich.text import Text

    from assistant.model import Hit, NoAnswer, Query, Reply, Source, Status

SCHEMA = 1
"""The number of the JSON format; goes up when a field changes its meaning or goes away."""

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but for tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks and overrides of direction
    "\u2028\u2029\ud800-\udfff]"  # line separators that terminals disagree on; lone surrogates
)
_FENCE = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}(?=[^`]*$)|~{3,})")
"""The first line of a code block, which may stand in a quotation or a list item."""

STYLES = {
    "assistant.best": "bold green",
    "assistant.code": "cyan",
    "assistant.path": "bold",
    "assistant.heading": "dim",
    "assistant.label": "dim",
    "assistant.refusal": "yellow",
}
"""What each kind of text looks like; the one place that names colours."""


def sanitize(text: str) -> str:
    """Replace what could drive or deceive a terminal by U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Sanitize a text that has to stay on one line, such as a path or an error."""
    return sanitize(" ".join(text.split()))


# JSON


def to_json(value: dict[str, Any]) -> str:
    """Give a JSON object on one line, in which unsafe characters are escaped, not lost."""
    text = json.dumps({"schema": SCHEMA, **value}, ensure_ascii=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def reply_object(reply: Reply, elapsed_ms: float) -> dict[str, Any]:
    """Give what `ask --json` prints, but for the schema."""
    answered = isinstance(reply, Answer)
    return {
        **_query_object(reply.query),
        "answered": answered,
        "confidence": round(reply.confidence, 4),
        "answer": _answer_object(reply) if isinstance(reply, Answer) else None,
        "sources": [_hit_object(hit) for hit in reply.hits],
        "nearest": [] if isinstance(reply, Answer) else [_place(item) for item in reply.nearest],
        "elapsed_ms": round(elapsed_ms, 1),
    }


def search_object(query: Query, hits: Iterable[Hit], elapsed_ms: float) -> dict[str, Any]:
    """Give what `search --json` prints, but for the schema."""
    return {
        **_query_object(query),
        "sources": [_hit_object(hit) for hit in hits],
        "elapsed_ms": round(elapsed_ms, 1),
    }


def status_object(status: Status) -> dict[str, Any]:
    """Give what `status --json` and `index --json` print, but for the schema."""
    return asdict(status)


def _query_object(query: Query) -> dict[str, Any]:
    return {
        "question": query.text,
        "standalone": query.standalone,
        "corrections": dict(query.corrections),
    }


def _answer_object(reply: Answer) -> dict[str, Any]:
    return {
        "text": reply.text,
        "best": reply.best,
        "path": reply.source.path,
        "line": reply.best_line,
    }


def _place(source: Source) -> dict[str, Any]:
    return {
        "path": source.path,
        "anchor": source.anchor,
        "headings": list(source.headings),
        "first_line": source.first_line,
        "last_line": source.last_line,
    }


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


# Plain text


def reply_plain(reply: Reply) -> str:
    """Give a reply as text without any styling, for pipes and files."""
    if not isinstance(reply, Answer):
        return "\n".join([reply.reason, *_nearest_lines(reply)])
    where = _where(reply.source, reply.best_line)
    return "\n".join([sanitize(reply.text), "", where, *_see_also(reply)])


def hits_plain(hits: Sequence[Hit]) -> str:
    """Give ranked sections as text, one a line: score, place, breadcrumb."""
    return "\n".join(
        f"{hit.score:6.2f}  {_where(hit.chunk.source, hit.chunk.source.first_line)}" for hit in hits
    )


def breadcrumb(source: Source) -> str:
    """Give the headings down to a section, on one line."""
    return one_line(" > ".join(source.headings))


def _where(source: Source, line: int) -> str:
    return f"{one_line(source.path)}:{line}  {breadcrumb(source)}"


def _other_sources(reply: Answer) -> list[Source]:
    """Give the sections after the first, each once though it may have come back in parts."""
    sources: dict[str, Source] = {}
    for hit in reply.hits:
        sources.setdefault(hit.chunk.source.address, hit.chunk.source)
    return list(sources.values())[1:]


def _see_also(reply: Answer) -> list[str]:
    others = _other_sources(reply)
    return (
        ["", "See also", *(f"  {_where(item, item.first_line)}" for item in others)]
        if others
        else []
    )


def _nearest_lines(reply: NoAnswer) -> list[str]:
    if not reply.nearest:
        return []
    return ["", "Nearest", *(f"  {_where(item, item.first_line)}" for item in reply.nearest)]


def status_plain(status: Status) -> str:
    """Give a status as text, a fact a line."""
    rows = {
        "notes": one_line(status.notes),
        "index": f"{one_line(status.index)} ({status.index_bytes / 1e6:.2f} MB)",
        "files": f"{status.files} ({status.indexed} in the index)",
        "sections": str(status.sections),
        "terms": str(status.terms),
        "to read": f"{len(status.changed)} changed or new" if status.changed else "nothing",
    }
    lines = [f"{name + ':':<10}{value}" for name, value in rows.items()]
    return "\n".join([*lines, *(f"warning:  {one_line(line)}" for line in status.warnings)])


def explanation(hits: Iterable[Hit]) -> str:
    """Give what each hit's score is made of, as tables that add up to it."""
    return "\n\n".join(_explained(hit) for hit in hits)


def _explained(hit: Hit) -> str:
    rows = sorted(hit.evidence.features, key=lambda one: -abs(one.contribution))
    lines = [f"  {one.name:<22}{one.value:8.3f}{one.contribution:+8.3f}" for one in rows]
    head = f"{_where(hit.chunk.source, hit.chunk.source.first_line)}"
    return "\n".join([head, *lines, f"  {'score':<30}{hit.score:+8.3f}"])


# A terminal


def reply_styled(reply: Reply, root: Path) -> Text:
    """Give a reply as styled text; its places are links to the files below `root`."""
    from rich.text import Text

    if not isinstance(reply, Answer):
        text = Text(reply.reason, style="assistant.refusal")
        return _with_places(text, "Nearest", reply.nearest, root)
    text = _marked(reply)
    text.append("\n\n")
    text.append(_place_styled(reply.source, reply.best_line, root))
    return _with_places(text, "See also", _other_sources(reply), root)


def hits_styled(hits: Sequence[Hit], root: Path) -> Text:
    """Give ranked sections as styled text, one a line."""
    from rich.text import Text

    lines = []
    for hit in hits:
        line = Text(f"{hit.score:6.2f}  ", style="assistant.label")
        lines.append(
            line.append(_place_styled(hit.chunk.source, hit.chunk.source.first_line, root))
        )
    return Text("\n").join(lines)


def _marked(reply: Answer) -> Text:
    """Give the answer with its most direct span marked, code coloured, and fences left out."""
    from rich.text import Text

    text = Text()
    fence = ""
    before_best = 0
    chunk = reply.hits[0].chunk
    first_line = chunk.source.first_line + chunk.text[: chunk.text.find(reply.text)].count("\n")
    for number, line in enumerate(sanitize(reply.text).split("\n"), start=first_line):
        if number == reply.best_line:
            before_best = len(text)
        bare = line.strip(" \t>")
        if fence and bare.startswith(fence) and not bare.strip(fence[0]):
            fence = ""
        elif not fence and (opening := _FENCE.match(line)):
            fence = opening[1]
        else:
            text.append(line + "\n", style="assistant.code" if fence else "")
    text.rstrip()
    # The same words may stand further up as well.
    at = text.plain.find(sanitize(reply.best), before_best)
    if at >= 0:
        text.stylize("assistant.best", at, at + len(reply.best))
    return text


def _with_places(text: Text, label: str, sources: Sequence[Source], root: Path) -> Text:
    if sources:
        text.append(f"\n\n{label}", style="assistant.label")
        for source in sources:
            text.append("\n  ").append(_place_styled(source, source.first_line, root))
    return text


def _place_styled(source: Source, line: int, root: Path) -> Text:
    from rich.style import Style
    from rich.text import Text

    file = root / source.path if root.is_dir() else root
    link = Style(link=file.as_uri())
    place = Text()
    place.append(f"{one_line(source.path)}:{line}", style="assistant.path")
    place.stylize(link)
    return place.append(f"  {breadcrumb(source)}", style="assistant.heading")
