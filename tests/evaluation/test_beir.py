"""`assistant.evaluation.beir`: what a folder holds is read, and a mistake told with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assistant.chunking import chunk_note
from assistant.evaluation.beir import is_collection, read_collection
from assistant.evaluation.questions import Question, QuestionsError
from assistant.model import Note
from evaluation.builders import write_collection, write_lines

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = {"d1": "How to list containers.\r\nUse ps.", "d2": "How to stop them."}
QUERIES: list[dict[str, Any]] = [
    {"_id": "1", "text": "list containers", "metadata": {"answers": ["ps"], "kind": "direct"}},
    {"_id": "2", "text": "never judged"},
    {"_id": "3", "text": "who won?", "metadata": {"answerable": False, "history": ["hi"]}},
    {"_id": "4", "text": "judged zero"},
]
QRELS = "query-id\tcorpus-id\tscore\n1\td1\t2\n1\td2\t0\n3\td1\t1\n4\td2\t0\n\n"


def test_a_beir_folder_gives_notes_and_the_questions_that_were_judged(tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "beir", DOCUMENTS, QUERIES, QRELS)
    assert is_collection(folder)
    collection = read_collection(folder)
    assert collection.notes == (
        Note("d1", "d1", "# d1\n\nHow to list containers.\nUse ps."),
        Note("d2", "d2", "# d2\n\nHow to stop them."),
    )
    assert collection.questions == (
        Question("1", "list containers", {"d1": 2}, ("ps",), kind="direct"),
        Question("3", "who won?", history=("hi",), answerable=False),
    )


def test_a_null_in_the_metadata_says_nothing(tmp_path: Path) -> None:
    metadata = dict.fromkeys(("kind", "split", "answers", "history", "answerable"))
    queries = [{"_id": "1", "text": "x", "metadata": metadata}]
    folder = write_collection(tmp_path, DOCUMENTS, queries, QRELS)
    assert read_collection(folder).questions == (Question("1", "x", {"d1": 2}),)


def test_a_split_may_have_its_judgements_in_a_file_of_its_name(tmp_path: Path) -> None:
    queries = [*QUERIES[:2], {"_id": "5", "text": "z", "metadata": {"split": "train"}}]
    folder = write_collection(tmp_path, DOCUMENTS, queries, QRELS)
    (folder / "qrels" / "dev.tsv").write_text("2\td1\t1\n5\td1\t1\n")
    found = read_collection(folder, "dev").questions
    assert [(one.id, one.split) for one in found] == [("2", "dev"), ("5", "train")]
    assert [one.id for one in read_collection(folder, "train").questions] == ["1"]
    assert [(one.id, one.split) for one in read_collection(folder, "test").questions] == [
        ("1", "test")
    ]


def test_judgements_need_no_header_and_quotes_are_letters(tmp_path: Path) -> None:
    queries = [{"_id": '"1', "text": "x"}, {"_id": "2", "text": "y"}]
    folder = write_collection(tmp_path, DOCUMENTS, queries, '"1\td1\t1\n2\td2\t1\n')
    assert [q.relevant for q in read_collection(folder).questions] == [{"d1": 1}, {"d2": 1}]


@pytest.mark.parametrize("qrels", ["1\td1\n", "1\td1\tmuch\n", "1 d1 1\n", "1\t0\td1\t1\n"])
def test_a_broken_judgement_is_a_mistake_of_its_line(tmp_path: Path, qrels: str) -> None:
    folder = write_collection(tmp_path, DOCUMENTS, QUERIES, f"1\td1\t1\n{qrels}")
    with pytest.raises(QuestionsError, match=r"test\.tsv:2: not 'query, document, score'"):
        read_collection(folder)


def test_a_judgement_of_a_document_that_is_not_there_is_a_mistake_of_its_line(
    tmp_path: Path,
) -> None:
    folder = write_collection(tmp_path, DOCUMENTS, QUERIES, "1\td1\t1\n1\td9\t0\n1\td9\t1\n")
    with pytest.raises(QuestionsError, match=r"test\.tsv:3: corpus\.jsonl has no document 'd9'"):
        read_collection(folder)


def test_a_folder_without_documents_is_a_mistake(tmp_path: Path) -> None:
    folder = write_collection(tmp_path, {}, QUERIES, QRELS)
    with pytest.raises(QuestionsError, match=r"corpus\.jsonl: holds no document; write one a line"):
        read_collection(folder)


def test_a_score_that_the_measures_have_no_memory_for_is_a_mistake_of_its_line(
    tmp_path: Path,
) -> None:
    qrels = f"1\td1\t1\n1\td2\t{10**20}\n"
    folder = write_collection(tmp_path, DOCUMENTS, QUERIES, qrels)
    with pytest.raises(QuestionsError, match=r"test\.tsv:2: score 10{20} is above 1000000"):
        read_collection(folder)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"_id": "d1", "text": "x"}, "_id 'd1' is taken by a line above; give another"),
        ({"_id": "\ud800", "text": "x"}, "\\ud800 is half of a surrogate pair"),
        ({"_id": "d\0", "text": "x"}, "id 'd\\x00' holds a null character; leave it out"),
        ({"_id": "", "text": "x"}, "the id is empty; give one"),
    ],
)
def test_a_broken_document_is_a_mistake_of_its_line(tmp_path: Path, row: Any, reason: str) -> None:
    folder = write_collection(tmp_path, DOCUMENTS, QUERIES, QRELS)
    path = write_lines(folder / "corpus.jsonl", [{"_id": "d1", "text": "y"}, row])
    with pytest.raises(QuestionsError) as caught:
        read_collection(folder)
    assert str(caught.value).startswith(f"{path}:2: {reason}")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"text": "x"}, 'no "_id"'),
        ({"_id": 1, "text": "x"}, 'no "_id"'),
        ({"_id": "1"}, 'no "text"'),
        ({"_id": "1", "text": " "}, 'no "text"'),
        ({"_id": "1", "text": "x", "metadata": "y"}, '"metadata" is not a JSON object'),
        ({"_id": "1", "text": "x", "metadata": []}, '"metadata" is not a JSON object'),
        ({"_id": "1", "text": "x", "metadata": {"kind": 3}}, "field 'kind' has a value of the"),
        ({"_id": "1", "text": "x", "metadata": {"split": ["a"]}}, "field 'split' has a value"),
        ({"_id": "1", "text": "x", "metadata": {"answerable": "no"}}, "field 'answerable' has a"),
        ({"_id": "3", "text": "x"}, "_id '3' is taken by a line above; give another"),
        ({"_id": "1", "text": "x", "metadata": {"answers": "ps"}}, "field 'answers' has to be a"),
        ({"_id": "1", "text": "x", "metadata": {"answers": ["/(/"]}}, "/(/: not a regular"),
        ("{", "not JSON"),
    ],
)
def test_a_broken_query_is_a_mistake_of_its_line(tmp_path: Path, row: Any, reason: str) -> None:
    folder = write_collection(tmp_path, DOCUMENTS, [], QRELS)
    path = write_lines(folder / "queries.jsonl", [QUERIES[2], row])
    with pytest.raises(QuestionsError) as caught:
        read_collection(folder)
    assert str(caught.value).startswith(f"{path}:2: {reason}")


def test_a_folder_with_nothing_to_measure_is_a_mistake(tmp_path: Path) -> None:
    folder = write_collection(tmp_path, DOCUMENTS, QUERIES[1:2], QRELS)
    with pytest.raises(QuestionsError, match="no question of it is judged"):
        read_collection(folder)


def test_a_missing_file_of_a_folder_is_named(tmp_path: Path) -> None:
    folder = write_collection(tmp_path, DOCUMENTS, QUERIES, QRELS)
    (folder / "qrels" / "test.tsv").unlink()
    with pytest.raises(QuestionsError, match=r"test\.tsv: No such file"):
        read_collection(folder)


def test_a_folder_of_notes_is_no_collection(tmp_path: Path) -> None:
    assert not is_collection(tmp_path)


def test_a_document_without_a_title_is_headed_by_nothing_and_not_by_its_id(tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "beir", DOCUMENTS, QUERIES, QRELS)
    write_lines(folder / "corpus.jsonl", [{"_id": "d1", "text": "A pump."}])
    (note,) = read_collection(folder).notes
    assert [chunk.source.headings for chunk in chunk_note(note)] == [("",)]
