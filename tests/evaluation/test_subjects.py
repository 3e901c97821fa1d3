"""`assistant.evaluation.subjects`: which questions are asked of which notes, and known by what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import write_notes

from assistant.cli import main
from assistant.evaluation.beir import read_collection
from assistant.evaluation.questions import Question
from assistant.evaluation.running import run
from assistant.evaluation.subjects import (
    DEPTH,
    collection_subject,
    measuring,
    notes_subject,
    resolver,
)
from assistant.pipeline import Assistant
from assistant.settings import Settings
from evaluation.builders import small_subject, write_collection

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_documents_place_is_that_of_its_best_section() -> None:
    (item,) = run(small_subject(Question("q", "list containers", {"containers": 1})), ["hybrid"])
    assert item.ranking[0] == "containers"
    assert sorted(item.ranking) == ["containers", "networks"]
    assert item.measures["Success@1"] == 1


def test_a_whole_note_is_known_by_its_path_and_others_by_section() -> None:
    questions = (
        Question("1", "remove volumes", {"volumes": 1}),
        Question("2", "list containers", {"containers#list": 1}),
    )
    asked = notes_subject(small_subject().answerer, questions)
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
    resolve = resolver(chunk.source for chunk in small_subject().answerer.store.all_chunks())
    assert resolve("containers:7") == "containers#list"
    assert resolve("volumes") == "volumes"


def test_a_ranking_is_as_deep_as_the_failures_need() -> None:
    assert small_subject().answerer.settings.sources == DEPTH


def test_a_folder_in_beir_format_is_measured(tmp_path: Path) -> None:
    folder = write_collection(
        tmp_path,
        {"d1": "Volumes hold data.", "d2": "Networks join containers."},
        [{"_id": "1", "text": "what holds data"}, {"_id": "2", "text": "join containers"}],
        "1\td1\t1\n2\td2\t1\n",
    )
    outcomes = run(collection_subject(read_collection(folder), Settings()), ["bm25"])
    assert [item.ranking[0] for item in outcomes] == ["d1", "d2"]


def test_a_kind_without_questions_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--kind", "riddle"]) == 2
    err = capsys.readouterr().err
    assert "no question of it is of kind 'riddle'; its kinds are comparison, direct, " in err


def test_a_split_of_a_file_without_splits_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "questions.jsonl"
    assert main(["eval", str(file), "--init"]) == 0
    assert main(["eval", str(file), "--split", "dev"]) == 2
    assert "is of split 'dev'; none of it has a split" in capsys.readouterr().err
