"""`assistant.evaluation.running`: every question is asked of every system, and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import write_notes

from assistant.answerer import Answerer
from assistant.evaluation.beir import Collection, read_collection
from assistant.evaluation.measures import RETRIEVAL
from assistant.evaluation.questions import Question
from assistant.evaluation.running import (
    DEPTH,
    Conversations,
    Subject,
    collection_subject,
    measuring,
    notes_subject,
    resolver,
    run,
)
from assistant.model import Note
from assistant.pipeline import Assistant
from assistant.settings import Settings
from evaluation.builders import write_collection

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from assistant.model import Query, Reply, Retriever

NOTES = (
    Note(
        "containers",
        "Containers",
        "# Containers\n\nIntroduction.\n\n## List\n\nList containers with `docker ps`.\n\n"
        "## Stop\n\nStop containers with `docker stop`, not by listing containers.\n",
    ),
    Note("volumes", "Volumes", "# Volumes\n\nRemove volumes with `docker volume rm`.\n"),
    Note("networks", "Networks", "# Networks\n\nContainers talk through a bridge.\n"),
)


def subject(*questions: Question) -> Subject:
    return collection_subject(Collection(questions, NOTES), Settings())


def test_a_documents_place_is_that_of_its_best_section() -> None:
    (item,) = run(subject(Question("q", "list containers", {"containers": 1})), ["hybrid"])
    assert item.ranking[0] == "containers"
    assert sorted(item.ranking) == ["containers", "networks"]
    assert item.measures["Success@1"] == 1


def test_a_question_is_asked_after_its_history() -> None:
    asked = subject(
        Question("raw", "how do I remove them?", {"volumes": 1}),
        Question("after", "how do I remove them?", {"volumes": 1}, history=("what are volumes",)),
    )
    _, after = run(asked, ["hybrid"])
    assert after.ranking[0] == "volumes"
    assert after.question.text == "how do I remove them?"


def test_thanks_in_a_history_are_no_turn() -> None:
    conversations = Conversations(subject().answerer, "hybrid")
    (only,) = conversations.after(("what are volumes", "thanks")).turns
    assert only.question == "what are volumes"


def test_each_question_of_a_history_is_asked_once_a_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    reply = Answerer.reply

    def noting(self: Answerer, query: Query, retriever: Retriever = "hybrid") -> Reply:
        asked.append(query.text)
        return reply(self, query, retriever)

    monkeypatch.setattr(Answerer, "reply", noting)
    first, second = "what are volumes", "how do I list containers"
    run(
        subject(
            Question("a", "and stop?", {"containers": 1}, history=(first, second)),
            Question("b", "and why?", {"containers": 1}, history=(first, second)),
            Question("c", "and where?", {"volumes": 1}, history=(first,)),
        ),
        ["hybrid"],
    )
    assert sorted(asked) == sorted([first, second, "and stop?", "and why?", "and where?"])


def test_a_line_of_a_history_without_a_word_is_no_turn() -> None:
    asked = subject(Question("q", "how do I remove volumes", {"volumes": 1}, history=("?!",)))
    (item,) = run(asked, ["hybrid"])
    assert item.ranking[0] == "volumes"


def test_an_answer_is_measured_where_an_answer_is_expected() -> None:
    asked = subject(
        Question("shown", "how do I list containers", {"containers": 1}, ("docker ps",)),
        Question("other", "how do I list containers", {"containers": 1}, ("docker images",)),
        Question("none", "how do I list containers", {"containers": 1}),
        Question("far", "who won the cup", answerable=False),
    )
    shown, other, none, far = run(asked, ["hybrid"])
    assert shown.answered
    assert "docker ps" in shown.answer
    assert shown.measures["Answer@1"] == 1
    assert other.measures["Answer@1"] == other.measures["Best@1"] == 0
    assert set(none.measures) == set(RETRIEVAL)
    assert far.measures == {}


def test_a_question_without_a_word_counts_as_zero() -> None:
    (item,) = run(subject(Question("q", "???", {"volumes": 1}, ("rm",))), ["hybrid"])
    assert (item.ranking, item.answered, item.answer, item.confidence) == ((), False, "", 0.0)
    assert set(item.measures.values()) == {0.0}
    assert item.measures["Answer@1"] == 0


def test_every_system_is_asked_every_question_in_order_and_progress_is_told() -> None:
    seen: list[tuple[int, int]] = []
    asked = subject(Question("1", "volumes", {"volumes": 1}), Question("2", "list", {"x": 1}))
    outcomes = run(
        asked, ["bm25", "tfidf", "hybrid"], lambda done, total: seen.append((done, total))
    )
    assert [(item.system, item.question.id) for item in outcomes] == [
        (system, name) for system in ("bm25", "tfidf", "hybrid") for name in ("1", "2")
    ]
    assert seen == [(done, 6) for done in range(7)]
    assert all(item.elapsed_ms > 0 for item in outcomes)


def test_a_whole_note_is_known_by_its_path_and_others_by_section() -> None:
    questions = (
        Question("1", "remove volumes", {"volumes": 1}),
        Question("2", "list containers", {"containers#list": 1}),
    )
    asked = notes_subject(subject().answerer, questions)
    first, second = run(asked, ["hybrid"])
    assert first.ranking[0] == "volumes"
    assert second.ranking[0] == "containers#list"
    assert first.measures["Success@1"] == second.measures["Success@1"] == 1


def test_the_text_before_the_first_heading_is_no_whole_note(tmp_path: Path) -> None:
    text = "---\ntags: [tea]\n---\nSteeped by Ann.\n\n## Kettle\n\nThe kettle boils water.\n"
    folder = write_notes(tmp_path, {"tea.md": text})
    with Assistant(measuring(Settings(notes=str(folder)))) as notes:
        notes.refresh()
        resolve = resolver(chunk.source for chunk in notes.store.all_chunks())
        assert [resolve(f"tea.md:{line}") for line in (4, 6)] == ["tea.md#", "tea.md#kettle"]
        assert resolve("tea.md#") == "tea.md#"
        questions = (
            Question("1", "who steeped", {"tea.md#": 1}),
            Question("2", "what boils water", {"tea.md#kettle": 1}),
        )
        outcomes = run(notes_subject(notes, questions), ["hybrid"])
    assert [item.ranking[0] for item in outcomes] == ["tea.md#", "tea.md#kettle"]


def test_the_labels_of_notes_are_resolved_to_what_the_ranking_holds() -> None:
    resolve = resolver(chunk.source for chunk in subject().answerer.store.all_chunks())
    assert resolve("containers:7") == "containers#list"
    assert resolve("volumes") == "volumes"


def test_a_ranking_is_as_deep_as_the_failures_need() -> None:
    assert subject().answerer.settings.sources == DEPTH


def test_a_folder_in_beir_format_is_measured(tmp_path: Path) -> None:
    folder = write_collection(
        tmp_path,
        {"d1": "Volumes hold data.", "d2": "Networks join containers."},
        [{"_id": "1", "text": "what holds data"}, {"_id": "2", "text": "join containers"}],
        "1\td1\t1\n2\td2\t1\n",
    )
    outcomes = run(collection_subject(read_collection(folder), Settings()), ["bm25"])
    assert [item.ranking[0] for item in outcomes] == ["d1", "d2"]
