"""A question file for somebody's own notes to start from, which asks for some of their headings."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from assistant.evaluation.questions import QuestionsError
from assistant.evaluation.subjects import sources_of
from assistant.language.comments import without_comments
from assistant.pipeline import Assistant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from assistant.model import Chunk, Source
    from assistant.settings import Settings

MOST_QUESTIONS = 12
"""How many headings are asked for; a person has to read and mend them all."""

FILE_NAME = "questions.jsonl"


def write_starter(path: Path, settings: Settings, warn: Callable[[str], None]) -> None:
    """Write a question file with some of the notes' headings as questions.

    Raises `QuestionsError` where a file of that name is there already.
    """
    with Assistant(settings, warn=warn) as assistant:
        sources = sources_of(assistant, lambda chunk: bool(chunk.source.anchor) and _tells(chunk))
    rows = [*_starter_rows(_spread(sources)), _UNANSWERABLE]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise QuestionsError(f"{path}: is there already; name another file") from error
    except OSError as error:
        raise QuestionsError(f"{path}: {error.strerror}; name another file") from error


_UNANSWERABLE = {
    "id": "unanswerable-1",
    "question": "What is the population of Mongolia?",
    "kind": "unanswerable",
    "answerable": False,
}


def _tells(chunk: Chunk) -> bool:
    """Tell whether a section has anything to be shown below its heading."""
    return bool(without_comments(chunk.text.partition("\n")[2]).strip())


def _spread(sources: Sequence[Source]) -> list[Source]:
    """Choose sections evenly from all the notes, each once though it may be in parts.

    None of those of one name is chosen: which of them the heading asks for, it doesn't say.
    """
    named = {source.address: source for source in reversed(sources)}
    names = Counter(source.heading.casefold() for source in named.values())
    distinct = [one for one in named.values() if names[one.heading.casefold()] == 1][::-1]
    count = min(MOST_QUESTIONS, len(distinct))
    return [distinct[at * len(distinct) // count] for at in range(count)]


def _starter_rows(sources: Iterable[Source]) -> Iterator[dict[str, object]]:
    for number, source in enumerate(sources, start=1):
        heading = source.heading
        kind = "direct" if heading.endswith("?") else "keyword"
        yield {
            "id": f"{kind}-{number}",
            "question": heading,
            "relevant": [source.address],
            "kind": kind,
        }
