"""The question sets that ship: each question's expected strings stand where it says they do."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.answerer import Answerer
from assistant.chunking import chunk_note
from assistant.evaluation.measures import holds
from assistant.evaluation.questions import read_questions
from assistant.evaluation.subjects import notes_subject, resolver
from assistant.notes import parse_note
from assistant.reading.folder import list_notes
from assistant.settings import Settings
from assistant.store import Store
from assistant.workspace import shipped_notes

if TYPE_CHECKING:
    from assistant.evaluation.questions import Question
    from assistant.model import Chunk

EVAL = Path(__file__).parent.parent / "eval"
ON_NOTES = sorted((EVAL / "notes").glob("*.jsonl"))
UNANSWERED = sorted((EVAL / "unanswered").glob("*.jsonl"))
CONVERSATIONS = sorted((EVAL / "conversations").glob("*.jsonl"))
SETS = [
    *(EVAL / f"{name}.jsonl" for name in ("docker", "plain", "everyday")),
    *(ON_NOTES + UNANSWERED + CONVERSATIONS),
]

IDENTIFY = notes_subject(Answerer(Store(None, ""), Settings()), []).identify


def notes_of(questions: Path) -> Path:
    folder = EVAL / "notes" / questions.stem
    return folder if folder.is_dir() else shipped_notes()


def chunks_of(notes: Path) -> list[Chunk]:
    files = list_notes(notes).files
    texts = {file.path: Path(file.full_path).read_text("utf-8") for file in files}
    return [
        chunk for path, text in texts.items() for chunk in chunk_note(parse_note(path, text)[0])
    ]


def is_told(question: Question, chunks: list[Chunk]) -> bool:
    relevant = [
        chunk.text
        for chunk in chunks
        if IDENTIFY(chunk.source, question.relevant) in question.relevant
    ]
    return holds("\n\n".join(relevant), question.answers)


@pytest.mark.parametrize("path", SETS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_is_expected_stands_in_a_section_that_answers(path: Path) -> None:
    chunks = chunks_of(notes_of(path))
    questions = read_questions(path, resolver(chunk.source for chunk in chunks))
    asked = [one for one in questions if one.answers and one.relevant]
    assert [one.id for one in asked if not is_told(one, chunks)] == []


@pytest.mark.parametrize("path", ON_NOTES, ids=lambda path: path.stem)
def test_a_set_on_notes_of_peoples_own_asks_what_they_say_and_what_they_don_t(path: Path) -> None:
    chunks = chunks_of(notes_of(path))
    questions = read_questions(path, resolver(chunk.source for chunk in chunks))
    answerable = [one.answerable for one in questions]
    assert (answerable.count(True), answerable.count(False)) == (38, 12)
    assert len({one.split for one in questions}) == 1


def test_half_of_the_unanswered_questions_of_each_kind_is_kept_for_the_last_look() -> None:
    read = [one for path in UNANSWERED for one in read_questions(path, str)]
    counts = Counter((one.kind, one.split) for one in read if not one.answerable)
    assert sum(counts.values()) == 193
    assert all(counts[kind, "dev"] - counts[kind, "test"] in {0, 1} for kind, _ in counts)


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
def test_a_conversation_is_all_of_one_split_and_each_turn_follows_those_before(path: Path) -> None:
    chunks = chunks_of(notes_of(path))
    talks: dict[str, list[Question]] = {}
    for one in read_questions(path, resolver(chunk.source for chunk in chunks)):
        talks.setdefault(one.id.rpartition("-")[0], []).append(one)
    for turns in talks.values():
        assert len({one.split for one in turns}) == 1
        assert turns[0].history == ()
        for before, one in pairwise(turns):
            assert one.history[: len(before.history) + 1] == (*before.history, before.text)
