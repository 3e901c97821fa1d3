"""The notes and the questions on them that are measured: what is asked, and of what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answerer import Answerer
from assistant.evaluation.beir import is_collection, read_collection
from assistant.evaluation.questions import QuestionsError, read_questions
from assistant.pipeline import Assistant
from assistant.records import replace
from assistant.refreshing import add_notes
from assistant.store import Store
from assistant.workspace import shipped_questions

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from assistant.evaluation.beir import Collection
    from assistant.evaluation.options import Options
    from assistant.evaluation.questions import Question
    from assistant.model import Chunk, Source
    from assistant.settings import Settings

DEPTH = 100
"""How many sections a ranking holds. The measures need ten; `--failures` tells how far down the
right ones came."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Notes and the questions asked of them."""

    answerer: Answerer
    questions: tuple[Question, ...]
    identify: Callable[[Source, Container[str]], str]
    """Gives a section the name by which a question's judgements know it."""


def measuring(settings: Settings) -> Settings:
    """Give the settings with a ranking long enough to measure."""
    return replace(settings, sources=DEPTH)


def collection_subject(collection: Collection, settings: Settings) -> Subject:
    """Index a BEIR collection in memory; a document's place is that of its best section."""
    store = Store(None, "")
    add_notes(store, collection.notes, settings)
    answerer = Answerer(store, measuring(settings))
    return Subject(answerer, collection.questions, lambda source, _relevant: source.path)


def notes_subject(answerer: Answerer, questions: Sequence[Question]) -> Subject:
    """Ask questions about notes; judgements name sections, or whole notes by their path."""

    def identify(source: Source, relevant: Container[str]) -> str:
        return source.path if source.path in relevant else _label(source)

    return Subject(answerer, tuple(questions), identify)


def _label(source: Source) -> str:
    """Name a section alone: the text before the first heading is `path#`, its note `path`."""
    return f"{source.path}#{source.anchor}"


def sources_of(
    assistant: Assistant, is_wanted: Callable[[Chunk], bool] = lambda _chunk: True
) -> list[Source]:
    """Give where the sections of notes as they are now stand, by path and line; all, or some."""

    def read() -> list[Source]:
        with assistant.store.reading():
            return [chunk.source for chunk in assistant.store.all_chunks() if is_wanted(chunk)]

    return assistant.fresh(read)


MOST_DIGITS = 9
"""In the number of a line; no note has more lines."""


def resolver(sources: Iterable[Source]) -> Callable[[str], str | None]:
    """Give a function that finds the section a label points at.

    A label is `path#anchor`, `path#` for the text before the first heading, `path:line`, or `path`
    for a whole note.
    """
    by_path: dict[str, list[Source]] = {}
    for source in sources:
        by_path.setdefault(source.path, []).append(source)
    addresses = {_label(source) for own in by_path.values() for source in own}

    def resolve(label: str) -> str | None:
        if label in addresses or label in by_path:
            return label
        path, _, line = label.rpartition(":")
        # Of thousands of digits Python makes no number.
        if not line.isdecimal() or len(line) > MOST_DIGITS:
            return None
        own = by_path.get(path, ())
        at_line = (one for one in own if one.first_line <= int(line) <= one.last_line)
        return next(map(_label, at_line), None)

    return resolve


# What the options choose


def make_subject(options: Options, settings: Settings, warn: Callable[[str], None]) -> Subject:
    """Bring together the notes and the questions on them that the options choose."""
    path = _questions_path(options, settings)
    if is_collection(path):
        subject = collection_subject(read_collection(path, options.split), settings)
    else:
        assistant = Assistant(measuring(settings), warn=warn)
        resolve = resolver(sources_of(assistant))
        subject = notes_subject(assistant, read_questions(path, resolve, warn))
    chosen = tuple(item for item in subject.questions if _is_chosen(item, options))
    if not chosen:
        there_are = "; ".join(_kinds_and_splits(subject.questions, options))
        raise QuestionsError(f"{path}: no question of it is {_choice(options)}; {there_are}")
    return replace(subject, questions=chosen)


def _questions_path(options: Options, settings: Settings) -> Path:
    if options.questions:
        return Path(options.questions)
    if settings.notes:
        raise QuestionsError(
            f"no questions on {settings.notes} given; write some to start from with:"
            f" assistant eval --init --notes {settings.notes}"
        )
    return shipped_questions()


def _is_chosen(question: Question, options: Options) -> bool:
    return options.split in {"", question.split} and options.kind in {"", question.kind}


def _choice(options: Options) -> str:
    wanted = {"split": options.split, "kind": options.kind}
    return " and ".join(f"of {name} {value!r}" for name, value in wanted.items() if value)


def _kinds_and_splits(questions: Iterable[Question], options: Options) -> Iterator[str]:
    """Name what could be chosen instead, of splits or kinds or both."""
    asked = list(questions)
    for name, wanted in (("split", options.split), ("kind", options.kind)):
        if wanted:
            values = sorted({getattr(question, name) for question in asked} - {""})
            yield f"its {name}s are {', '.join(values)}" if values else f"none of it has a {name}"
